"""What the address of the queue asks for."""

from flask import request
from werkzeug.exceptions import NotFound

from models.accounts import Account
from models.qualifications import Domain
from registry.shared.clock import today
from registry.units.scope import View, view_of
from registry.verification.queries import Asked
from registry.verification.steps import WAITING

_STATES = {state.value: state for state in WAITING}
_DOMAINS = {domain.value: domain for domain in Domain}
_SCANNED = {"yes": True, "no": False}


def asked_of(account: Account) -> tuple[Asked, View]:
    """`?unit=`, `?domain=`, `?state=`, `?scan=yes|no`, `?gap=yes`, `?keys=off`. What is none of these is 404; empty means all."""
    view = view_of(account, today())
    given = {name: request.args[name] for name in ("unit", "domain", "state", "scan", "gap", "keys") if request.args.get(name)}
    for name, known in (("domain", _DOMAINS), ("state", _STATES), ("scan", _SCANNED), ("gap", {"yes"}), ("keys", {"off"})):
        if name in given and given[name] not in known:
            raise NotFound
    return (
        Asked(
            None if view.whole else frozenset(view.units),
            _DOMAINS.get(given.get("domain", "")),
            _STATES.get(given.get("state", "")),
            _SCANNED.get(given.get("scan", "")),
            "gap" in given,
            given,
        ),
        view,
    )
