"""Building and changing the rows of officials and posts without a trail entry: the parts that actions are made of."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from models.base import FOREVER
from models.officials import Assignment, AssignmentKind, Official, Precision, Sex, Start
from models.positions import Position, StaffCategory
from models.units import Unit
from registry.shared.dates import vn_date
from registry.shared.refusal import Refused
from registry.shared.text import clean, name_sort_key, search_text

Changes = dict[str, list[object]]
"""Field → [before, after] of what really changed."""


@dataclass(frozen=True)
class OfficialDetails:
    """The facts about a person, as a form or a roster gives them."""

    full_name: str
    personal_number: str
    sex: Sex | None = None
    born_on: dt.date | None = None
    born_precision: Precision = Precision.DAY
    staff_code: str | None = None
    party_member: bool | None = None
    ethnic_minority: bool | None = None
    ethnicity: str | None = None


@dataclass(frozen=True)
class AssignmentDetails:
    """A post held: where, which, since when; `category` is that of the position unless the record says otherwise."""

    unit: Unit
    position: Position
    valid_from: dt.date
    division: str | None = None
    category: StaffCategory | None = None
    kind: AssignmentKind = AssignmentKind.MAIN
    decision: str | None = None
    until: dt.date | None = None
    """First day on which it is held no more; None stands open."""
    started_by: Start | None = None


def index_official(official: Official) -> None:
    """Refresh what search and order use; after every change of name, number or staff code."""
    official.search_text = search_text(official.full_name, official.personal_number, official.staff_code)
    official.sort_key = name_sort_key(official.full_name)


def build_official(details: OfficialDetails) -> Official:
    """A new file, not yet added to the session. Refused when the personal number is not 12 digits."""
    number = details.personal_number
    if len(number) != 12 or not (number.isascii() and number.isdecimal()):
        raise Refused("personal_number", "Số định danh cá nhân phải gồm đúng 12 chữ số.")
    return Official(**new_values(details))


def new_values(details: OfficialDetails) -> dict[str, Any]:
    """Column → value of a new file, with what search and order use."""
    values = official_values(details)
    name, number = str(values["full_name"]), str(values["personal_number"])
    words = search_text(name, number, str(values["staff_code"] or ""))
    return {**values, "search_text": words, "sort_key": name_sort_key(name)}


def alter_official(official: Official, details: OfficialDetails) -> Changes:
    """Lay new facts over a file."""
    changes: Changes = {}
    for name, value in official_values(details).items():
        before = getattr(official, name)
        if before != value:
            changes[name] = [plain(before), plain(value)]
            setattr(official, name, value)
    if changes:
        index_official(official)
    return changes


def build_assignment(official: Official, details: AssignmentDetails, held: Iterable[Assignment]) -> Assignment:
    """A new post, not yet added to the session; a main one ends the main post among `held`, on its first day.

    Refused when a main post begins on the same day or later, because two main posts would overlap.
    """
    if details.kind is AssignmentKind.MAIN:
        _end_main_post(held, details.valid_from)
    return Assignment(official_id=official.id, **assignment_values(details))


def assignment_values(details: AssignmentDetails) -> dict[str, Any]:
    """Column → value of a new post of somebody."""
    return {
        "unit_id": details.unit.id,
        "position_id": details.position.id,
        "kind": details.kind,
        "category": details.category or details.position.category,
        "division": clean(details.division or "") or None,
        "valid_from": details.valid_from,
        "valid_to": details.until or FOREVER,
        "decision": clean(details.decision or "") or None,
        **({"started_by": details.started_by} if details.started_by else {}),
    }


def _end_main_post(held: Iterable[Assignment], day: dt.date) -> None:
    for post in held:
        if post.kind is not AssignmentKind.MAIN or post.valid_to <= day:
            continue
        if post.valid_from >= day:
            raise Refused(
                "valid_from",
                f"Đã có chức vụ chính từ ngày {vn_date(post.valid_from)}, chồng lên chức vụ từ ngày {vn_date(day)}.",
            )
        post.valid_to = day


def official_values(details: OfficialDetails) -> dict[str, object]:
    """Column → value, texts cleaned."""
    values: dict[str, object] = dict(vars(details))
    return {name: (clean(value) or None) if type(value) is str else value for name, value in values.items()}


def plain(value: object) -> object:
    """A value as the trail keeps it."""
    return value.isoformat() if isinstance(value, dt.date) else value
