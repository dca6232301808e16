"""What the forms of this room hand to its actions."""

import datetime as dt
import enum
from collections.abc import Mapping, Sequence
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


class Step(enum.StrEnum):
    """What is done at a place of a tree: a condition put there, or joined to what stands there; that negated, or taken away."""

    SET = "set"
    AND = "and"
    OR = "or"
    NOT = "not"
    DROP = "drop"


def step_in(known: Sequence[Step], word: str) -> Step | None:
    """The step that a word names, if it is one of these."""
    return Step(word) if word in known else None


@dataclass(frozen=True)
class Edit:
    """One step in the tree of a part of a draft (`population` or a code), as it was seen by whoever takes it."""

    part: str
    place: tuple[int, ...]
    step: Step
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
