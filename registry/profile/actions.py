"""What is done on a record besides changing it. Callers commit."""

from models.accounts import Account
from models.officials import Official
from registry.audit.actions import record


def show_number(official: Official, by: Account) -> str:
    """The personal number in full; looking at it leaves an entry in the trail."""
    record("official.number_shown", official.full_name, by=by, official=official)
    return official.personal_number
