"""Rows of a table by their natural key, so that a data file can be laid over them any number of times."""

from typing import Any, Generic, TypeVar

from sqlalchemy import select

from models.base import Base
from registry.shared.database import db
from registry.shared.text import fold
from seeds.tables import BadData

Row = TypeVar("Row", bound=Base)


class Shelf(Generic[Row]):
    """The rows of one table. `put` adds a row or changes the one with its natural key; nothing is ever taken off."""

    def __init__(self, kind: type[Row], *natural_key: str) -> None:
        self.kind = kind
        self.natural_key = natural_key
        self.changed = 0
        """Rows added or changed so far."""
        self._rows = {self._key_of(row): row for row in db.session.scalars(select(kind))}
        self._put: dict[tuple[Any, ...], str] = {}

    def __contains__(self, key: tuple[Any, ...]) -> bool:
        return key in self._rows

    def __getitem__(self, key: tuple[Any, ...]) -> Row:
        return self._rows[key]

    def put(self, place: str, /, **values: Any) -> Row:
        """The row with these values. A second line with the same natural key is an error of the data file."""
        key = tuple(values[name] for name in self.natural_key)
        if key in self._put:
            raise BadData(f"{place}: says again what {self._put[key]} says: {key}")
        self._put[key] = place
        row = self._rows.get(key)
        if row is None:
            row = self._rows[key] = self.kind(**values)
            db.session.add(row)
            self.changed += 1
            return row
        different = {name: value for name, value in values.items() if getattr(row, name) != value}
        for name, value in different.items():
            setattr(row, name, value)
        self.changed += bool(different)
        return row

    def keep(self, place: str, /, **values: Any) -> Row:
        """The row with this natural key as it is, or a new one: for rows that the Department may have edited."""
        key = tuple(values[name] for name in self.natural_key)
        return self._rows[key] if key in self._rows else self.put(place, **values)

    def _key_of(self, row: Row) -> tuple[Any, ...]:
        return tuple(getattr(row, name) for name in self.natural_key)


def wordings(place: str, texts: list[str]) -> dict[str, None]:
    """Folded wordings in order, each once; a wording without a letter or digit is an error of the data file."""
    folded = dict.fromkeys(map(fold, texts))
    if "" in folded:
        raise BadData(f"{place}: a wording without letters")
    return folded
