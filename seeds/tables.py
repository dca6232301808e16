"""Reading the data files of the seeds; whatever is wrong in one is told with its file and line."""

import csv
import datetime as dt
import enum
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from models.base import BEGINNING, FOREVER
from registry.shared.text import clean

REFERENCE = Path(__file__).parent / "reference"

Word = TypeVar("Word", bound=enum.StrEnum)


class BadData(Exception):
    """A data file cannot be loaded; the message says where and why."""


@dataclass(frozen=True)
class Line:
    """One line of a table: its cells by column, and where it stands."""

    place: str
    cells: Mapping[str, str]

    def refuse(self, why: str) -> NoReturn:
        """Stop the load at this line."""
        raise BadData(f"{self.place}: {why}")

    def text(self, column: str) -> str:
        """A cell that must not be empty."""
        return self.cells[column] or self.refuse(f"{column} is empty")

    def maybe(self, column: str) -> str | None:
        """A cell, or None when empty."""
        return self.cells[column] or None

    def texts(self, column: str) -> list[str]:
        """The parts of a cell between semicolons."""
        return [part.strip() for part in self.cells[column].split(";") if part.strip()]

    def day(self, column: str) -> dt.date:
        """A day written yyyy-mm-dd."""
        try:
            return dt.date.fromisoformat(self.text(column))
        except ValueError:
            self.refuse(f"{column} is no day (yyyy-mm-dd): {self.cells[column]}")

    def period(self) -> dict[str, dt.date]:
        """`valid_from` and `valid_to`; an empty cell is an open end."""
        first = self.day("valid_from") if self.cells["valid_from"] else BEGINNING
        last = self.day("valid_to") if self.cells["valid_to"] else FOREVER
        if first >= last:
            self.refuse("valid_from is not before valid_to")
        return {"valid_from": first, "valid_to": last}

    def whole(self, column: str) -> int:
        """A whole number."""
        try:
            return int(self.text(column))
        except ValueError:
            self.refuse(f"{column} is no whole number: {self.cells[column]}")

    def maybe_whole(self, column: str) -> int | None:
        """A whole number, or None when empty."""
        return self.whole(column) if self.cells[column] else None

    def decimal(self, column: str) -> Decimal | None:
        """A number with a decimal point, or None when empty."""
        try:
            return Decimal(self.cells[column]) if self.cells[column] else None
        except InvalidOperation:
            self.refuse(f"{column} is no number: {self.cells[column]}")

    def flag(self, column: str) -> bool:
        """`yes` or `no`."""
        if self.cells[column] not in {"yes", "no"}:
            self.refuse(f"{column} is neither yes nor no: {self.cells[column]}")
        return self.cells[column] == "yes"

    def word(self, column: str, kind: type[Word]) -> Word:
        """A word of a closed list."""
        try:
            return kind(self.text(column))
        except ValueError:
            self.refuse(f"{column} is none of {', '.join(kind)}: {self.cells[column]}")


def lines(name: str, columns: Sequence[str], folder: Path = REFERENCE) -> Iterator[Line]:
    """The lines of a CSV file in UTF-8 whose header is exactly `columns`; comments (#) and empty lines are left out."""
    header: list[str] | None = None
    for number, raw in enumerate((folder / name).read_text(encoding="utf-8").splitlines(), 1):
        if not raw.strip() or raw.startswith("#"):
            continue
        place = f"{name}:{number}"
        cells = _cells(raw, place)
        if header is None:
            header = cells
            if header != list(columns):
                raise BadData(f"{place}: the columns are {', '.join(header)}, not {', '.join(columns)}")
        elif len(cells) != len(header):
            raise BadData(f"{place}: {len(cells)} cells under {len(header)} columns")
        else:
            yield Line(place, dict(zip(header, cells, strict=True)))


def _cells(raw: str, place: str) -> list[str]:
    try:
        return [clean(cell) for cell in next(csv.reader([raw], strict=True))]
    except csv.Error as error:
        raise BadData(f"{place}: {error}") from error


def document(name: str, folder: Path = REFERENCE) -> dict[str, Any]:
    """A TOML file as nested values."""
    try:
        return tomllib.loads((folder / name).read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise BadData(f"{name}: {error}") from error


def place_of(name: str, text: str, folder: Path = REFERENCE) -> str:
    """File and first line in which `text` stands, for messages about values of a TOML file."""
    found = (folder / name).read_text(encoding="utf-8").splitlines()
    return next((f"{name}:{number}" for number, raw in enumerate(found, 1) if text in raw), name)
