"""Addresses that come with a request and are gone to afterwards."""

import re

# A browser drops blanks and control characters, and takes \ for /; so neither may stand in an address we send it to.
_INSIDE = re.compile(r"/(?!/)[^\\\x00-\x20\x7f]*")


def inside(address: str | None) -> str | None:
    """The address if it is one on this server, else None: a link from outside must not choose where somebody is sent."""
    return address if address and _INSIDE.fullmatch(address) else None
