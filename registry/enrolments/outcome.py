"""Whether somebody completes a class: enough lesson hours, and every examination passed. Pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Asked:
    """What a certificate asks: the lesson hours of all sessions, the least share of them, the examinations, the mark to pass."""

    lesson_hours: int
    least_attendance: int
    exams: Collection[int]
    pass_mark: Decimal


@dataclass(frozen=True)
class Outcome:
    """What is in the way: lesson hours that are lacking, examinations without a mark, and those below the mark."""

    lacking_hours: int
    without_mark: tuple[int, ...]
    failed: tuple[int, ...]

    @property
    def passed(self) -> bool:
        """Whether the certificate is earned."""
        return not (self.lacking_hours or self.without_mark or self.failed)


def outcome_of(asked: Asked, attended: int, marks: Mapping[int, Decimal]) -> Outcome:
    """The outcome of so many lesson hours and these marks."""
    least = -(-asked.lesson_hours * asked.least_attendance // 100)
    return Outcome(
        max(0, least - attended),
        tuple(exam for exam in asked.exams if exam not in marks),
        tuple(exam for exam in asked.exams if exam in marks and marks[exam] < asked.pass_mark),
    )
