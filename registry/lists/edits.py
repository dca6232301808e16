"""Changing one field of many records at once: what would become of each, and doing it."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from models.accounts import Account
from registry.lists.asked import Asked
from registry.lists.definition import Lazy
from registry.shared.dates import read_day, vn_date
from registry.shared.refusal import Refused
from registry.shared.text import clean

LIMIT = 500
"""Most records changed at once: people look at each before they agree."""


@dataclass(frozen=True)
class Record:
    """A record that may be changed: the row, whose it is and what it is, and why it must not be (empty: it may)."""

    row: Any
    name: str
    what: str
    refusal: str = ""


@dataclass(frozen=True)
class Field:
    """A field that may be changed in many records: `column` of the row, and what is typed.

    `choices` for a choice; `always` is a value that nobody has to type. `gaps_only`: what is recorded is never written over.
    `also` changes what follows from the field.
    """

    key: str
    label: Lazy
    column: str
    kind: Literal["text", "day", "choice"] = "text"
    length: int = 200
    choices: Callable[[], Mapping[str, str]] = dict
    typed: Callable[[str], Any] = str
    """Makes the value of the column out of a choice."""
    always: str = ""
    gaps_only: bool = False
    refuses: Callable[[Any, Any], str] = lambda _row, _value: ""
    """Why a row must not take a value; empty when it may."""
    also: Callable[[Any], None] = lambda _row: None


@dataclass(frozen=True)
class Editing:
    """What may be changed in the rows of a list: the fields, and the records behind public ids of rows.

    `records` leaves out what the account may not write; `touched` marks a row as changed by an account.
    """

    fields: tuple[Field, ...]
    records: Callable[[Field, Sequence[str], Asked, Account], list[Record]]
    touched: Callable[[Any, Account], None] = lambda _row, _by: None

    def field(self, key: str) -> Field | None:
        """The field with a key."""
        return next((field for field in self.fields if field.key == key), None)


@dataclass(frozen=True)
class Wanted:
    """What shall become of which rows: a field, its new value, and whether only empty ones are filled."""

    field: Field
    text: str
    value: Any
    gaps_only: bool
    keys: tuple[str, ...]
    """Public ids of the rows of the list."""


@dataclass(frozen=True)
class Line:
    """One record in the preview. `reason`: why it stays as it is, else empty."""

    record: Record
    before: str
    after: str
    reason: str = ""

    @property
    def seal(self) -> str:
        """What must still be so when it is written."""
        return f"{self.record.row.public_id}:{self.record.row.version}"


def wanted_of(field: Field, text: str, gaps_only: bool, keys: Sequence[str]) -> Wanted:
    """Read the new value. Refused at `value` when it cannot be one."""
    text = clean(field.always or text)
    if not text:
        raise Refused("value", _("Hãy ghi giá trị mới."))
    if len(text) > field.length:
        raise Refused("value", _("Dài quá %(length)s ký tự.", length=field.length))
    value: dt.date | str | None = text
    if field.kind == "day":
        value = read_day(text)
        if value is None:
            raise Refused("value", _("Hãy ghi ngày theo dạng dd/mm/yyyy."))
    elif field.kind == "choice" and text not in field.choices():
        raise Refused("value", _("Hãy chọn một giá trị trong danh sách."))
    return Wanted(field, text, field.typed(text) if field.kind == "choice" else value, gaps_only or field.gaps_only, tuple(keys))


def planned(editing: Editing, wanted: Wanted, asked: Asked, account: Account) -> list[Line]:
    """Every record with what would become of it."""
    return [_line(wanted, record) for record in editing.records(wanted.field, wanted.keys, asked, account)]


def agreed_to(lines: Sequence[Line], seals: Sequence[str]) -> tuple[list[Line], bool]:
    """The lines with those left out that were not agreed to, or are no longer what was; and whether there are any of the latter.

    `seals` are of the lines that were shown to change.
    """
    versions = dict(seal.split(":", 1) for seal in seals if ":" in seal)
    left: list[Line] = []
    for line in lines:
        version = versions.get(line.record.row.public_id)
        reason = line.reason
        if not reason and version is None:
            reason = _("không ở trong những dòng đã xem")
        elif version not in (None, str(line.record.row.version)):
            reason = _CHANGED
        left.append(replace(line, reason=str(reason)))
    return left, any(line.reason == str(_CHANGED) for line in left)


_CHANGED = _l("vừa có người sửa, chưa ghi")


def shown(field: Field, value: Any) -> str:
    """A value in words."""
    if value is None or value == "":
        return ""
    if isinstance(value, dt.date):
        return vn_date(value)
    return field.choices().get(str(value), str(value)) if field.kind == "choice" else str(value)


def _line(wanted: Wanted, record: Record) -> Line:
    present = getattr(record.row, wanted.field.column) if record.row is not None else None
    before, after = shown(wanted.field, present), shown(wanted.field, wanted.value)
    return Line(record, before, after, record.refusal or _reason(wanted, record.row, present))


def _reason(wanted: Wanted, row: Any, present: Any) -> str:
    if present == wanted.value:
        return _("đã đúng như vậy")
    if wanted.gaps_only and present not in (None, ""):
        return _("đã ghi, không ghi đè")
    return wanted.field.refuses(row, wanted.value)
