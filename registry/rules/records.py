"""What the forms of this room hand to its actions."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from models.rules import Expected
from registry.judgement.rules import Condition, Threshold


@dataclass(frozen=True)
class HeadDetails:
    """All of a draft but its conditions: from when, on what basis, by which post, which share, in which words."""

    valid_from: dt.date
    deadline: dt.date | None
    basis_document: str
    basis_number: str | None
    basis_date: dt.date | None
    basis_clause: str | None
    post: Literal["main", "highest"]
    seconded: Literal["employing", "receiving"]
    threshold: Threshold
    wording: str
    note: str | None
    notes: Mapping[str, str | None]
    """Code of a component → how its requirement is read."""


@dataclass(frozen=True)
class Edit:
    """One step in the tree of a part of a draft, as it was seen by whoever takes it.

    `part` is `population` or a code. `step` says what: set puts `condition` in the place, and and or join it to what stands
    there, not turns that into its contrary, drop takes it away.
    """

    part: str
    place: tuple[int, ...]
    step: Literal["set", "and", "or", "not", "drop"]
    seen: int
    condition: Condition | None = None


@dataclass(frozen=True)
class PersonDetails:
    """A test person: an official, or made-up facts, with what the target must say on a day."""

    name: str
    expected: Expected
    on: dt.date
    official_id: int | None = None
    facts: dict[str, Any] | None = None
