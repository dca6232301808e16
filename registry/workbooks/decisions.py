"""What only a person can decide about a row, and what was decided: kept with the roster, so that a reload loses nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from models.base import Json
from registry.readers.facts import RosterRow
from registry.shared.paging import Result

LEAVE, NEW, REOPEN, KEEP, TAKE = "leave", "new", "reopen", "keep", "take"
ANSWERS = frozenset({LEAVE, NEW, REOPEN, KEEP, TAKE})

ALIKE, SEVERAL, ARCHIVED, VERIFIED, MOVED = "alike", "several", "archived", "verified", "moved"
"""Kinds of questions. One person on file is like this one, several may be; the file is archived; a verified value is
contradicted, `verified.number` and so on; the registry changed since the kit was made."""

_LONGEST = 200


@dataclass(frozen=True)
class Question:
    """A question about a row. `answer` is '' while it is open; `asked` is what its answer is stored under."""

    asked: str
    kind: str
    answer: str = ""
    candidates: tuple[Result, ...] = ()
    may_be_new: bool = False
    held: Result | None = None
    """The verified qualification that the row contradicts."""
    column: str = ""
    values: tuple[object, object] = (None, None)
    """Of a contradicted value: what the registry holds, what the row says."""

    @property
    def is_who(self) -> bool:
        """Whether it is about who somebody is, and not about a value."""
        return self.kind in (ALIKE, SEVERAL, ARCHIVED)

    @property
    def in_bulk(self) -> str:
        """What the same answer to all questions of this kind is stored under."""
        return f"{self.kind}.{self.column}" if self.column else self.kind


@dataclass(frozen=True)
class Decisions:
    """Answers by question, and answers for all questions of a kind that have none of their own."""

    single: Mapping[str, str] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, stored: Json | None) -> "Decisions":
        """As they are kept with the roster."""
        kept: dict[str, Any] = stored or {}
        return cls(kept.get("single", {}), kept.get("kinds", {}))

    def stored(self) -> Json:
        """As they are kept with the roster."""
        return {"single": dict(self.single), "kinds": dict(self.kinds)}

    def answer(self, asked: str, in_bulk: str) -> str:
        """The answer to a question, '' for none."""
        return self.single.get(asked) or self.kinds.get(in_bulk, "")

    def with_answers(self, single: Mapping[str, str], kinds: Mapping[str, str]) -> "Decisions":
        """These and further ones. An answer for a kind takes the place of those given one by one before."""
        known = {asked: answer for asked, answer in self.single.items() if _kind_of(asked) not in kinds}
        return Decisions({**known, **single}, {**self.kinds, **kinds})


NOTHING = Decisions()


def question_about(row: RosterRow, *parts: str) -> str:
    """What the answer to a question is stored under: the row, then what it is about. The last part names the kind."""
    return "|".join((f"{row.row}@{row.sheet}"[:_LONGEST], *parts))


def _kind_of(asked: str) -> str:
    return asked.rsplit("|", 1)[-1]


def open_questions(questions: Iterable[Question]) -> list[Question]:
    """Those without an answer."""
    return [question for question in questions if not question.answer]
