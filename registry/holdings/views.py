"""Lists of what people hold: everything, and what ends."""

from flask import Blueprint

from registry.holdings.expiries import EXPIRIES
from registry.holdings.qualifications import QUALIFICATIONS
from registry.lists.serving import serve

blueprint = Blueprint("holdings", __name__, url_prefix="/qualifications")
for _listing in (QUALIFICATIONS, EXPIRIES):
    serve(blueprint, _listing)
