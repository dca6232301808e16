"""What a roster would say of people today: one entry a person, cell by cell, in words that the readers understand."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from models.base import FOREVER
from models.officials import Assignment, AssignmentKind, Official, Precision, Sex
from models.positions import StaffCategory
from models.qualifications import Domain, Qualification, State
from registry.kits.columns import FIELDS_OF
from registry.qualifications.words import forms_of_study, routes
from registry.readers.facts import Field
from registry.shared.clock import today
from registry.shared.database import db
from registry.shared.dates import partial_date
from registry.units.queries import name_on, unit_names

Cell = str | dt.date
Cells = Mapping[Field, Cell]

SEXES = {Sex.MALE: "Nam", Sex.FEMALE: "Nữ"}
CATEGORIES = {
    StaffCategory.CADRE: "Cán bộ",
    StaffCategory.CIVIL_SERVANT: "Công chức",
    StaffCategory.PUBLIC_EMPLOYEE: "Viên chức",
}
_SLICE = 500
_DISBELIEVED = frozenset({State.REJECTED, State.REVOKED})


@dataclass(frozen=True)
class Paper:
    """A qualification as the roster tells it: the columns of its domain."""

    public_id: str
    domain: Domain
    cells: Cells


@dataclass(frozen=True)
class Entry:
    """A person as the roster tells of one: own cells, and the qualifications that stand in the row or on the further sheet."""

    official: Official
    cells: Cells
    about: Mapping[Domain, str] = field(default_factory=dict)
    """Domain → public id of the qualification that the row tells of."""
    further: Sequence[Paper] = ()

    @property
    def papers(self) -> dict[str, Cells]:
        """Every qualification that is told anywhere, by public id."""
        told = {key: {name: self.cells.get(name, "") for name in FIELDS_OF[domain]} for domain, key in self.about.items()}
        return told | {paper.public_id: paper.cells for paper in self.further}


def shown(cell: Cell) -> str:
    """A cell as a reader gives it back."""
    return f"{cell:%d/%m/%Y}" if isinstance(cell, dt.date) else " ".join(cell.split())


def staff_of(units: Collection[int]) -> list[int]:
    """Ids of those who hold their main post at these units today, by name."""
    now = today()
    held = select(Assignment.official_id).where(
        Assignment.unit_id.in_(units),
        Assignment.kind == AssignmentKind.MAIN,
        Assignment.valid_from <= now,
        Assignment.valid_to > now,
    )
    people = select(Official.id).where(Official.id.in_(held), Official.archived_at.is_(None))
    return list(db.session.scalars(people.order_by(Official.sort_key, Official.id)))


def entries(officials: Sequence[int]) -> list[Entry]:
    """The entries of people, in the order given."""
    found: dict[int, Entry] = {}
    names = unit_names()
    for start in range(0, len(officials), _SLICE):
        some = officials[start : start + _SLICE]
        posts, papers = _posts(some), _papers(some)
        for official in db.session.scalars(select(Official).where(Official.id.in_(some))):
            found[official.id] = _entry(official, posts.get(official.id), papers.get(official.id, []), names)
    return [found[one] for one in officials if one in found]


def _posts(officials: Collection[int]) -> dict[int, Assignment]:
    now = today()
    statement = (
        select(Assignment)
        .where(Assignment.official_id.in_(officials), Assignment.kind == AssignmentKind.MAIN)
        .where(Assignment.valid_from <= now, Assignment.valid_to > now)
        .options(joinedload(Assignment.position))
    )
    return {post.official_id: post for post in db.session.scalars(statement)}


def _papers(officials: Collection[int]) -> dict[int, list[Qualification]]:
    statement = (
        select(Qualification)
        .where(Qualification.official_id.in_(officials), Qualification.state.not_in(_DISBELIEVED))
        .options(joinedload(Qualification.level), joinedload(Qualification.certificate_type), joinedload(Qualification.language))
        .order_by(Qualification.id)
    )
    groups: dict[int, list[Qualification]] = {}
    for one in db.session.scalars(statement):
        groups.setdefault(one.official_id, []).append(one)
    return groups


def _entry(official: Official, post: Assignment | None, held: Iterable[Qualification], names: dict[int, Any]) -> Entry:
    told: dict[Domain, list[Qualification]] = {}
    for one in held:
        if one.domain in FIELDS_OF and _name(one):
            told.setdefault(one.domain, []).append(one)
    cells = dict(_person(official)) | (_post(post, names) if post else {})
    about: dict[Domain, str] = {}
    further: list[Paper] = []
    for domain, papers in told.items():
        first, *rest = sorted(papers, key=_weight, reverse=True)
        cells |= _told(first)
        about[domain] = first.public_id
        further += [Paper(one.public_id, domain, _told(one)) for one in sorted(rest, key=lambda one: one.id)]
    return Entry(official, cells, about, further)


def _weight(one: Qualification) -> tuple[int, dt.date, int]:
    """The highest stands in the row, of equal ones the latest."""
    return (one.level.rank if one.level else -1, one.issued_on or dt.date.min, one.id)


def _person(official: Official) -> dict[Field, Cell]:
    minority = official.ethnic_minority
    return {
        Field.FULL_NAME: official.full_name,
        Field.SEX: SEXES[official.sex] if official.sex else "",
        Field.BIRTH: _day(official.born_on, official.born_precision),
        Field.PERSONAL_NUMBER: official.personal_number,
        Field.STAFF_CODE: official.staff_code or "",
        Field.PARTY_MEMBER: _mark(official.party_member),
        Field.ETHNICITY: official.ethnicity or "",
        Field.ETHNIC_MINORITY: _mark(minority),
    }


def _mark(value: bool | None) -> str:
    """Not known is an empty cell, "no" is said."""
    return "" if value is None else "x" if value else "không"


def _post(post: Assignment, names: dict[int, Any]) -> dict[Field, Cell]:
    return {
        Field.UNIT: name_on(names[post.unit_id], today()),
        Field.DIVISION: post.division or "",
        Field.POSITION: post.position.title,
        Field.CATEGORY: CATEGORIES[post.category],
        Field.HELD_FROM: _day(post.valid_from, Precision.DAY),
    }


def _told(one: Qualification) -> dict[Field, Cell]:
    """The cells of the columns of its domain."""
    issued = _day(one.issued_on, one.issued_precision)
    if one.domain is Domain.DEGREE:
        return _degree(one, issued)
    if one.domain is Domain.LANGUAGE:
        return _language(one, issued)
    text, day = FIELDS_OF[one.domain]
    return {text: _name(one), day: issued}


def _name(one: Qualification) -> str:
    if one.certificate_type is not None:
        return one.certificate_type.name
    return one.level.name if one.level and one.domain is not Domain.LANGUAGE else ""


def _degree(one: Qualification, issued: Cell) -> dict[Field, Cell]:
    form = forms_of_study()[one.form_of_study] if one.form_of_study else routes()[one.route] if one.route else ""
    return {
        Field.DEGREE_LEVEL: one.level.name if one.level else "",
        Field.DEGREE_FIELD: one.field or "",
        Field.DEGREE_INSTITUTION: one.institution or "",
        Field.DEGREE_FORM: form,
        Field.DEGREE_ISSUED: issued,
        Field.DEGREE_NUMBER: one.number or "",
    }


_SKILLS = {"listening": "nghe", "reading": "đọc", "speaking": "nói", "writing": "viết"}


def _language(one: Qualification, issued: Cell) -> dict[Field, Cell]:
    skills = one.skill_scores or {}
    by_skill = ", ".join(f"{word} {skills[key]}" for key, word in _SKILLS.items() if skills.get(key))
    expires = one.expires_on if one.expires_on not in (None, FOREVER) else None
    return {
        Field.LANGUAGE_CERTIFICATE: _name(one),
        Field.LANGUAGE_NAME: one.language.name if one.language else "",
        Field.LANGUAGE_SCORE: one.score or by_skill,
        Field.LANGUAGE_ISSUED: issued,
        Field.LANGUAGE_EXPIRES: _day(expires, Precision.DAY),
    }


def _day(day: dt.date | None, precision: Precision) -> Cell:
    """A whole day as a day; months, years and days that Excel does not know as text."""
    if day is None:
        return ""
    return day if precision is Precision.DAY and day.year >= 1900 else partial_date(day, precision)
