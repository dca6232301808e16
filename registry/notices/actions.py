"""Where the reminders of an account are mailed to. Callers commit."""

import re

from models.accounts import Account
from registry.audit.actions import record
from registry.shared.database import db
from registry.shared.refusal import Refused
from registry.shared.text import clean

_ADDRESS = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63}){1,8}")
LONGEST = 254


def set_address(account: Account, typed: str) -> None:
    """Have one's reminders mailed to an address, or with an empty one no more. Refused for what is no address."""
    address = clean(typed) or None
    if address and (len(address) > LONGEST or not _ADDRESS.fullmatch(address)):
        raise Refused("email", "Địa chỉ thư điện tử không đúng.")
    before, account.email = account.email, address
    db.session.flush()
    record("account.address_set", account.name, by=account, changes={"email": [before, address]})
