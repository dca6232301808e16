"""Addresses: those that come with a request and are gone to afterwards, and those that are given to people outside.

The header Host is written by whoever sends a request. A link that opens a file must not lead where that header says.
"""

import re
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, abort, current_app, request, url_for

from registry.shared.refusal import Refused

LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
"""Names by which a machine speaks to itself."""

# A browser drops blanks and control characters, and takes \ for /; so neither may stand in an address we send it to.
_INSIDE = re.compile(r"/(?!/)[^\\\x00-\x20\x7f]*")


def inside(address: str | None) -> str | None:
    """The address if it is one on this server, else None: a link from outside must not choose where somebody is sent."""
    return address if address and _INSIDE.fullmatch(address) else None


def public_address(endpoint: str, **values: Any) -> str:
    """The whole address of a page, for somebody outside: at the public address of the settings.

    Without one only for who sits at the machine itself; refused otherwise.
    """
    base = current_app.config["PUBLIC_URL"]
    if not base:
        if _host_asked() not in LOCAL:
            raise Refused("", "Chưa tạo được đường dẫn: người quản trị máy chủ cần khai địa chỉ của sổ (PUBLIC_URL).")
        base = request.host_url.rstrip("/")
    return f"{base}{url_for(endpoint, **values)}"


def init_app(app: Flask) -> None:
    """Answer only to the public address, when there is one, and to the machine itself."""
    public = urlsplit(app.config["PUBLIC_URL"]).hostname

    @app.before_request
    def check_host() -> None:
        if public and _host_asked() not in {public, *LOCAL}:
            abort(400)


def _host_asked() -> str:
    """The host of the request without its port, in small letters; empty for nonsense."""
    try:
        return urlsplit(f"//{request.host}").hostname or ""
    except ValueError:
        return ""
