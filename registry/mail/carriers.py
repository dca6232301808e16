"""What carries a mail away: an SMTP server, or a folder in which each mail becomes a file."""

import smtplib
from email.message import EmailMessage
from pathlib import Path
from typing import Protocol
from urllib.parse import unquote, urlsplit

SECONDS = 20
"""How long an SMTP server may be silent."""


class Undelivered(Exception):
    """The mail has not left for certain: it may be tried again."""


class Carrier(Protocol):
    """Carries one mail; raises `Undelivered` only when it has certainly not left."""

    def carry(self, message: EmailMessage, name: str) -> None:
        """Take the mail away; `name` is its own and the same at each try."""


class Folder:
    """Writes each mail as an .eml file under its own name."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def carry(self, message: EmailMessage, name: str) -> None:
        """Write the file; one that is there already is the same mail."""
        try:
            self._path.mkdir(parents=True, exist_ok=True)
            (self._path / f"{name}.eml").write_bytes(bytes(message))
        except OSError as error:
            raise Undelivered(str(error)) from error


class Smtp:
    """Hands each mail to an SMTP server: `smtps://` over TLS from the start, `smtp://` with STARTTLS where it is offered."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._secure, self._host = parts.scheme == "smtps", parts.hostname or ""
        self._port = parts.port or (465 if self._secure else 587)
        self._user, self._password = unquote(parts.username or ""), unquote(parts.password or "")

    def carry(self, message: EmailMessage, name: str) -> None:
        """Hand it over. An answer that refuses it is certain; silence after it was said is not, and is left to who asked."""
        del name
        with self._connected() as server:
            try:
                server.send_message(message)
            except (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused) as error:
                raise Undelivered(str(error)) from error

    def _connected(self) -> smtplib.SMTP:
        try:
            server = (smtplib.SMTP_SSL if self._secure else smtplib.SMTP)(self._host, self._port, timeout=SECONDS)
            if not self._secure and (server.ehlo(), server.has_extn("starttls"))[1]:
                server.starttls()
            if self._user:
                server.login(self._user, self._password)
        except (OSError, smtplib.SMTPException) as error:
            raise Undelivered(str(error)) from error
        return server


def carrier_of(url: str) -> Carrier | None:
    """The carrier that an address stands for; None for an empty one: no mail is made."""
    if not url:
        return None
    return Folder(Path(unquote(urlsplit(url).path))) if url.startswith("file:") else Smtp(url)
