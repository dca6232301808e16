"""Lists of people: officials, who retires, whose file lacks something."""

from flask import Blueprint

from registry.directory.incomplete import INCOMPLETE
from registry.directory.officials import OFFICIALS
from registry.directory.retirements import RETIREMENTS
from registry.lists.serving import serve

blueprint = Blueprint("directory", __name__, url_prefix="/officials")
for _listing in (OFFICIALS, RETIREMENTS, INCOMPLETE):
    serve(blueprint, _listing)
