"""Files sent to the browser: always as attachments, never shown in our own context."""

from urllib.parse import quote

from flask import Response

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF = "application/pdf"


def download(data: bytes, filename: str, mimetype: str) -> Response:
    """The bytes as an attachment; the name is encoded as RFC 6266 asks, so that any letter may stand in it."""
    response = Response(data, mimetype=mimetype)
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(filename, safe='')}"
    return response


def in_sandbox(data: bytes, filename: str, mimetype: str, *, shown: bool) -> Response:
    """Bytes that came from outside, made harmless: a picture may be shown, anything else is an attachment; either is caged."""
    response = download(data, filename, mimetype)
    if shown:
        response.headers["Content-Disposition"] = response.headers["Content-Disposition"].replace("attachment", "inline", 1)
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
