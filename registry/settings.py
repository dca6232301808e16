"""Settings, read once from the environment; a missing or unsafe one stops the start with a sentence."""

import os
import re
import secrets
from dataclasses import dataclass
from pathlib import Path

_ADDRESS = re.compile(r"https?://([A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(:[0-9]{1,5})?")
INSTANCE = Path(__file__).resolve().parent.parent / "instance"


class Unsafe(Exception):
    """A setting is missing or unsafe; the message says which and what to do."""


@dataclass(frozen=True)
class Settings:
    """Everything the application may be told from outside."""

    database_url: str
    """SQLAlchemy address; `postgresql://` means psycopg."""
    secret_key: str
    """Signs cookies; at least 32 characters."""
    secure_cookies: bool = False
    """True behind https: session cookies are then sent over https only."""
    session_minutes: int = 30
    """Idle time after which a session ends."""
    proxies: int = 0
    """Proxies in front that add to X-Forwarded-For; 0 believes nobody, since anybody may write that header."""
    upload_bytes: int = 20 * 2**20
    """Largest request accepted."""
    lease_seconds: int = 60
    """How long a worker may be silent before its job is given to another one."""
    evidence_dir: Path = INSTANCE / "evidence"
    """Where scans are kept; never below a folder that a web server hands out."""
    public_url: str = ""
    """Scheme, host and port under which people reach the registry, e.g. `https://so.hatinh.gov.vn`; empty when not said."""
    smtp_url: str = ""
    """What carries mails: `smtp://user:password@host:587`, `smtps://…`, `file:///folder` for .eml files; empty: none are sent."""
    mail_from: str = "so-nang-luc@localhost"
    """Sender of mails."""
    testing: bool = False

    @classmethod
    def from_environment(cls) -> "Settings":
        """Read what `docs/settings.md` lists.

        Without SECRET_KEY a random one is made on first start and kept in `instance/secret-key`, readable by the owner only.
        """
        url = os.environ.get("DATABASE_URL") or f"sqlite:///{INSTANCE / 'registry.sqlite'}"
        return cls(
            database_url=_with_driver(url),
            secret_key=os.environ.get("SECRET_KEY") or _kept_secret(),
            secure_cookies=os.environ.get("SECURE_COOKIES", "0") == "1",
            session_minutes=_whole("SESSION_MINUTES", 30),
            proxies=_whole("TRUSTED_PROXIES", 0, least=0),
            upload_bytes=_whole("UPLOAD_MEGABYTES", 20) * 2**20,
            lease_seconds=_whole("LEASE_SECONDS", 60),
            public_url=os.environ.get("PUBLIC_URL", "").rstrip("/"),
            smtp_url=os.environ.get("SMTP_URL", ""),
            mail_from=os.environ.get("MAIL_FROM") or "so-nang-luc@localhost",
            evidence_dir=Path(os.environ.get("EVIDENCE_DIR") or INSTANCE / "evidence").absolute(),
        )

    def __post_init__(self) -> None:
        if len(self.secret_key) < 32:
            raise Unsafe("SECRET_KEY phải có ít nhất 32 ký tự.")
        if self.smtp_url and not re.match(r"(smtps?://[^/]+|file:///.)", self.smtp_url):
            raise Unsafe("SMTP_URL phải bắt đầu bằng smtp://, smtps:// hoặc file:/// (thư mục nhận tệp .eml).")
        if self.public_url and not _ADDRESS.fullmatch(self.public_url):
            raise Unsafe(f"PUBLIC_URL phải là một địa chỉ như https://so.hatinh.gov.vn, không phải “{self.public_url}”.")


def _with_driver(url: str) -> str:
    for scheme in ("postgresql://", "postgres://"):
        if url.startswith(scheme):
            return "postgresql+psycopg://" + url.removeprefix(scheme)
    return url


def _whole(name: str, default: int, least: int = 1) -> int:
    text = os.environ.get(name, str(default))
    if not text.isdecimal() or int(text) < least:
        raise Unsafe(f"{name} phải là số nguyên từ {least} trở lên, không phải “{text}”.")
    return int(text)


def _kept_secret() -> str:
    INSTANCE.mkdir(exist_ok=True)
    path = INSTANCE / "secret-key"
    try:
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii")
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(32))
    return path.read_text(encoding="ascii")
