"""Passwords as Argon2id hashes with the minimum that OWASP recommends: 19 MiB, two passes."""

import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST = 10

_hasher = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
_NOBODY = _hasher.hash("no account has this password, the hash is made anew at each start")


def hashed(password: str) -> str:
    """The hash to store."""
    return _hasher.hash(_one_form(password))


def matches(stored: str | None, password: str) -> bool:
    """Whether the password belongs to the hash. For an unknown account pass None: it takes as long and says no."""
    try:
        return _hasher.verify(stored or _NOBODY, _one_form(password)) and stored is not None
    except (VerificationError, InvalidHashError):
        return False


def weakness(password: str, username: str) -> str | None:
    """Why the password will not do, as a Vietnamese sentence; None when it will."""
    if len(password) < SHORTEST:
        return f"Mật khẩu phải có ít nhất {SHORTEST} ký tự."
    if username and username in password.lower():
        return "Mật khẩu không được chứa tên đăng nhập."
    if len(set(password)) < 5:
        return "Mật khẩu lặp lại quá ít ký tự, dễ đoán."
    return None


def _one_form(password: str) -> str:
    # Keyboards differ in how they send ê or ữ: as one character or as a letter with its marks.
    return unicodedata.normalize("NFC", password)
