"""What stands beside posts in a file, as typed: ranks, absences, appraisals, discipline, and the facts about the person."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from models.base import Base
from models.officials import AcademicTitle, Precision, Sex
from models.service import Absence, AbsenceKind, Appraisal, Discipline, Grade, RankHeld, Sanction


@dataclass(frozen=True)
class RankDetails:
    """A rank with its step (item 30). `valid_to` None: until the next one."""

    rank_id: int
    step: int | None
    coefficient: Decimal | None
    valid_from: dt.date
    valid_to: dt.date | None
    decision: str | None


@dataclass(frozen=True)
class AbsenceDetails:
    """A time away while the post is kept. `valid_to` None: the end is not known yet."""

    kind: AbsenceKind
    valid_from: dt.date
    valid_to: dt.date | None
    decision: str | None


@dataclass(frozen=True)
class AppraisalDetails:
    """The work of a year (item 35.1)."""

    year: int
    grade: Grade | None
    title: str | None
    commendation: str | None


@dataclass(frozen=True)
class DisciplineDetails:
    """A sanction (item 35.2)."""

    sanction: Sanction
    act: str
    authority: str | None
    decided_on: dt.date | None
    valid_from: dt.date
    valid_to: dt.date | None


@dataclass(frozen=True)
class IdentityFacts:
    """Items 1 to 8. `personal_number` None leaves the number as it is."""

    full_name: str
    sex: Sex | None
    born_on: dt.date | None
    born_precision: Precision
    staff_code: str | None
    ethnicity: str | None
    ethnic_minority: bool | None
    personal_number: str | None
    number_issued_on: dt.date | None
    phone: str | None


@dataclass(frozen=True)
class CareerFacts:
    """Items 13 to 28, as far as they are not read off posts and degrees."""

    recruited_on: dt.date | None
    recruited_by: str | None
    joined_on: dt.date | None
    party_member: bool | None
    party_joined_on: dt.date | None
    party_official_on: dt.date | None
    schooling: str | None
    academic_title: AcademicTitle | None
    honour: str | None
    planned_post: str | None
    party_post: str | None
    party_post_concurrent: str | None
    duties: str | None


Details = RankDetails | AbsenceDetails | AppraisalDetails | DisciplineDetails
Item = RankHeld | Absence | Appraisal | Discipline
Facts = IdentityFacts | CareerFacts


@dataclass(frozen=True)
class Kind:
    """A kind of item: its table, and the part of the record in which it stands."""

    model: type[Base]
    section: str
    slot: str
    """Id of the element in which its forms open."""


KINDS: dict[str, Kind] = {
    "ranks": Kind(RankHeld, "m30", "form-ranks"),
    "absences": Kind(Absence, "m33", "form-career"),
    "appraisals": Kind(Appraisal, "m35", "form-merit"),
    "disciplines": Kind(Discipline, "m35", "form-merit"),
}
"""By their word in addresses."""

WORDS: dict[type[Details], str] = {
    RankDetails: "ranks",
    AbsenceDetails: "absences",
    AppraisalDetails: "appraisals",
    DisciplineDetails: "disciplines",
}
