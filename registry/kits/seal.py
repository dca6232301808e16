"""What makes a workbook known again when it comes back: whose it was, of which day, what it said; signed against inventions."""

import datetime as dt
import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer

from registry.kits.columns import SEAL_SHEET
from registry.kits.content import Entry, shown
from registry.readers.facts import Field
from registry.readers.roster import sheets_of
from registry.sheets.grid import Sheet

Texts = Mapping[str, str]

_SALT = "offline-kit"
_LINE = 30_000
"""Characters in a cell of the seal; Excel takes 32,767."""
_LARGEST = 2**20


@dataclass(frozen=True)
class Base:
    """What a workbook said of one person when it was given out."""

    cells: Texts
    about: Texts
    """Domain → public id of the qualification that the row told of."""
    papers: Mapping[str, Texts]
    """Cells of every qualification, by public id."""


@dataclass(frozen=True)
class Seal:
    """A workbook of ours: unit and day, and what it said, by personal number."""

    unit: str
    on: dt.date
    people: Mapping[str, Base]


def base_of(entry: Entry) -> Base:
    """What is said of a person now."""
    papers = {public_id: _texts(cells) for public_id, cells in entry.papers.items()}
    return Base(_texts(entry.cells), {domain.value: key for domain, key in entry.about.items()}, papers)


def _texts(cells: Mapping[Field, Any]) -> Texts:
    return {name.value: text for name, cell in cells.items() if (text := shown(cell))}


def lines(unit: str, on: dt.date, entries: Iterable[Entry]) -> list[str]:
    """The cells of the hidden sheet: the signed identity, then what was said, cut into pieces."""
    people = {entry.official.personal_number: vars(base_of(entry)) for entry in entries}
    said = json.dumps(people, ensure_ascii=False, sort_keys=True)
    identity = {"unit": unit, "on": on.isoformat(), "digest": _digest(said)}
    return [_signer().dumps(identity), *(said[start : start + _LINE] for start in range(0, len(said), _LINE))]


def may_be_sealed(content: bytes) -> bool:
    """A quick look, before a workbook is read again: whether it has a sheet of that name."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package, package.open("xl/workbook.xml") as part:
            return f'"{SEAL_SHEET}"'.encode() in part.read(_LARGEST)
    except (zipfile.BadZipFile, KeyError, OSError, NotImplementedError, RuntimeError):
        return False


def is_kit(content: bytes) -> bool:
    """Whether a file is a workbook of ours, as we signed it."""
    return may_be_sealed(content) and read_seal(sheets_of(content, SEAL_SHEET).get(SEAL_SHEET)) is not None


def read_seal(sheet: Sheet | None) -> Seal | None:
    """What the hidden sheet of a workbook says; None without one, and when we did not make it or somebody touched it."""
    first, *rest = _cells(sheet) if sheet else [""]
    try:
        identity: dict[str, str] = _signer().loads(first)
        said = "".join(rest)
        if identity["digest"] != _digest(said):
            return None
        people = {number: Base(**values) for number, values in json.loads(said).items()}
        return Seal(identity["unit"], dt.date.fromisoformat(identity["on"]), people)
    except (BadSignature, KeyError, TypeError, ValueError):
        return None


def _cells(sheet: Sheet) -> Sequence[str]:
    return [str(row[0]) if row else "" for row in sheet.rows] or [""]


def _digest(said: str) -> str:
    return hashlib.sha256(said.encode()).hexdigest()


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", salt=_SALT)
