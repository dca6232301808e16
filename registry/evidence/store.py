"""The store of scans: files named by their content, outside the web root, written whole or not at all, never changed.

A file is there before the row that speaks of it is committed. A power cut between the two leaves a file that nobody speaks of,
which harms nothing; the other way round cannot be.
"""

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from flask import current_app

_FILES, _PICTURES = "files", "pictures"


class Damaged(Exception):
    """A file is not there, or is not what was kept under its name."""


def put(content: bytes) -> str:
    """Keep a file, once; gives its SHA-256, which is its name."""
    digest = hashlib.sha256(content).hexdigest()
    path = _place(_FILES, digest)
    if not path.exists():
        _write(path, content)
    return digest


def read(digest: str) -> bytes:
    """A file as it was kept. Raises `Damaged`."""
    try:
        content = _place(_FILES, digest).read_bytes()
    except FileNotFoundError as missing:
        raise Damaged(digest) from missing
    if hashlib.sha256(content).hexdigest() != digest:
        raise Damaged(digest)
    return content


def put_picture(digest: str, page: int, width: int, content: bytes) -> None:
    """Remember the picture of a page; it can be drawn anew at any time."""
    _write(_place(_PICTURES, digest, f"-{page}-{width}.jpg"), content)


def picture(digest: str, page: int, width: int) -> bytes | None:
    """The remembered picture of a page."""
    with contextlib.suppress(FileNotFoundError):
        return _place(_PICTURES, digest, f"-{page}-{width}.jpg").read_bytes()
    return None


def kept() -> Iterator[str]:
    """Names of all files in the store."""
    for path in (_root() / _FILES).glob("*/*"):
        if not path.name.startswith("."):
            yield path.name


def _root() -> Path:
    return Path(current_app.config["EVIDENCE_DIR"])


def _place(kind: str, digest: str, ending: str = "") -> Path:
    return _root() / kind / digest[:2] / f"{digest}{ending}"


def _write(path: Path, content: bytes) -> None:
    """Write beside, make it last, rename: whoever looks sees the whole file or none."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor, beside = tempfile.mkstemp(dir=path.parent, prefix=".")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(beside).replace(path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
    _make_last(path.parent)


def _make_last(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
