"""Lists of people: officials, who retires, whose file lacks something."""

from flask import Blueprint

from registry.directory.incomplete import INCOMPLETE
from registry.directory.officials import OFFICIALS
from registry.directory.retirements import RETIREMENTS
from registry.lists.serving import list_at, serve

blueprint = Blueprint("directory", __name__, url_prefix="/officials")
serve(blueprint, OFFICIALS)
blueprint.register_blueprint(list_at("retirements", "/retirements", RETIREMENTS))
blueprint.register_blueprint(list_at("incomplete", "/incomplete", INCOMPLETE))
