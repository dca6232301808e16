"""Lists of what people hold: everything, and what ends."""

from flask import Blueprint

from registry.holdings.expiries import EXPIRIES
from registry.holdings.qualifications import QUALIFICATIONS
from registry.lists.serving import list_at, serve

blueprint = Blueprint("holdings", __name__, url_prefix="/qualifications")
serve(blueprint, QUALIFICATIONS)
blueprint.register_blueprint(list_at("expiries", "/expiries", EXPIRIES))
