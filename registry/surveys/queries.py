"""Surveys of needs: how far they have come, and what a unit is asked and has answered."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload
from werkzeug.exceptions import NotFound

from models.accounts import Account
from models.officials import Assignment, AssignmentKind, Official
from models.programmes import Programme
from models.training_plans import Need, Origin, Survey, SurveyAnswer
from registry.needs.queries import Wanted, needs_of
from registry.officials.queries import arriving, readable_by
from registry.reviews.shares import answering_for
from registry.shared.clock import today
from registry.shared.database import db
from registry.units.queries import name_on, tree_on, unit_names
from registry.units.rights import units_of


def surveys() -> list[Survey]:
    """All surveys, open ones first, then by deadline."""
    statement = select(Survey)
    return list(db.session.scalars(statement.order_by(Survey.closed_at.is_not(None), Survey.deadline.desc(), Survey.id)))


def survey_with(public_id: str) -> Survey:
    """The survey with this public id; 404 for none. Everybody may know of it, and sees of it the own units."""
    survey = db.session.scalar(select(Survey).where(Survey.public_id == public_id))
    if survey is None:
        raise NotFound
    return survey


def answer_for(account: Account, public_id: str) -> SurveyAnswer:
    """The answer with this public id; 404 for one of a unit out of sight."""
    statement = select(SurveyAnswer).where(SurveyAnswer.public_id == public_id, SurveyAnswer.unit_id.in_(units_of(account)))
    answer = db.session.scalar(statement)
    if answer is None:
        raise NotFound
    return answer


def need_for(account: Account, public_id: str) -> Need:
    """The need that a unit in sight answered or added."""
    need = db.session.scalar(select(Need).where(Need.public_id == public_id))
    if need is None or need.answer.unit_id not in units_of(account):
        raise NotFound
    return need


def asked_units(on: dt.date) -> set[int]:
    """The units that answer for themselves and for what hangs below, as in reviews: those that have somebody on the day."""
    tree = tree_on(on)
    held = select(Assignment.unit_id).where(Assignment.kind == AssignmentKind.MAIN)
    people = db.session.scalars(held.where(Assignment.valid_from <= on, Assignment.valid_to > on).distinct())
    return {unit.id for unit in (answering_for(tree, unit_id) for unit_id in people) if unit}


@dataclass(frozen=True)
class Line:
    """A unit in a survey: how far it has come, and how many people it confirmed, declined and added."""

    answer: SurveyAnswer
    unit_name: str
    begun: bool
    confirmed: int
    declined: int
    added: int

    @property
    def state(self) -> str:
        """handed_in, late, begun or waiting."""
        if self.answer.handed_in_at:
            return "handed_in"
        if today() > self.answer.survey.deadline:
            return "late"
        return "begun" if self.begun else "waiting"


def lines_of(survey: Survey, account: Account) -> list[Line]:
    """The units in sight, late ones first, then by name."""
    statement = select(SurveyAnswer).where(SurveyAnswer.survey_id == survey.id, SurveyAnswer.unit_id.in_(units_of(account)))
    answers = db.session.scalars(statement.options(joinedload(SurveyAnswer.by), joinedload(SurveyAnswer.survey))).all()
    told, names = _counts(survey), unit_names()
    lines = [_line(one, told.get(one.id, Counter()), name_on(names[one.unit_id], survey.on)) for one in answers]
    return sorted(lines, key=lambda line: (_ORDER[line.state], line.unit_name))


_ORDER = {"late": 0, "waiting": 1, "begun": 2, "handed_in": 3}


def _line(answer: SurveyAnswer, told: Mapping[str, int], name: str) -> Line:
    return Line(answer, name, bool(told), told.get("confirmed", 0), told.get("declined", 0), told.get("added", 0))


def _counts(survey: Survey) -> dict[int, Counter[str]]:
    statement = select(Need.answer_id, Need.confirmed, Need.origin, func.sum(Need.people)).join(Need.answer)
    rows = statement.where(SurveyAnswer.survey_id == survey.id).group_by(Need.answer_id, Need.confirmed, Need.origin)
    found: dict[int, Counter[str]] = {}
    for answer_id, confirmed, origin, number in db.session.execute(rows):
        word = "added" if origin is Origin.UNIT else "confirmed" if confirmed else "declined"
        found.setdefault(answer_id, Counter())[word] += number
    return found


def totals_of(survey: Survey, account: Account) -> list[tuple[Programme, int]]:
    """Programme → how many people units in sight want sent, of answers that were handed in; the most wanted first."""
    number = func.sum(Need.people)
    statement = (
        select(Need.programme_id, number)
        .join(Need.answer)
        .where(SurveyAnswer.survey_id == survey.id, SurveyAnswer.unit_id.in_(units_of(account)))
        .where(SurveyAnswer.handed_in_at.is_not(None), Need.confirmed.is_(True))
        .group_by(Need.programme_id)
        .order_by(number.desc(), Need.programme_id)
    )
    return [(db.session.get_one(Programme, key), count) for key, count in db.session.execute(statement)]


@dataclass(frozen=True)
class Row:
    """What a unit is asked about somebody, or added: the need as computed now, and as it was answered; one of them at least."""

    programme: Programme
    wanted: Wanted | None
    need: Need | None
    person_id: str = ""
    name: str = ""

    @property
    def version(self) -> int:
        """Of the answer; 0 as long as there is none."""
        return self.need.version if self.need else 0

    @property
    def attended(self) -> bool:
        """Whether a class is there already."""
        return self.wanted is not None and self.wanted.attended is not None

    @property
    def unanswered(self) -> bool:
        """Whether the unit has still to say something: not of whom a class is there already."""
        return self.need is None and not self.attended


def rows_of(answer: SurveyAnswer, account: Account) -> list[Row]:
    """All that the unit is asked or said, unanswered first; what is computed no longer stays as it was answered.

    Nobody is named to the account whose file it may not yet be told of.
    """
    tree = tree_on(answer.survey.on)
    wanted = needs_of(account, tree, tree.subtree(answer.unit_id)).rows
    stored = _stored(answer, account)
    by_key = {(need.official_id, need.programme_id): need for need in stored if need.official_id}
    rows = [
        Row(one.programme, one, by_key.pop((one.person.id, one.programme.id), None), one.person.public_id, one.person.full_name)
        for one in wanted
    ]
    named = set(by_key.values())
    for need in stored:
        if need in named and need.official:
            rows.append(Row(need.programme, None, need, need.official.public_id, need.official.full_name))
        elif need.official is None:
            rows.append(Row(need.programme, None, need))
    return sorted(rows, key=lambda row: not row.unanswered)


def _stored(answer: SurveyAnswer, account: Account) -> Sequence[Need]:
    hidden = Need.official_id.in_(arriving(account, answer.survey.on))
    statement = select(Need).where(Need.answer_id == answer.id, Need.official_id.is_(None) | ~hidden).order_by(Need.id)
    return db.session.scalars(statement.options(joinedload(Need.programme), joinedload(Need.official))).all()


def row_of(rows: Collection[Row], person_id: str, programme_id: str) -> Row:
    """The row about somebody and a programme, by their public ids; 404 for what is not asked."""
    found = next((row for row in rows if row.person_id == person_id and row.programme.public_id == programme_id), None)
    if found is None:
        raise NotFound
    return found


def people_of(answer: SurveyAnswer, account: Account) -> list[Official]:
    """Who works at the unit and below on the day of the survey, of those whose file the account may read, by name."""
    on, units = answer.survey.on, tree_on(answer.survey.on).subtree(answer.unit_id)
    statement = select(Official).join(Assignment, Assignment.official_id == Official.id).where(readable_by(account))
    held = statement.where(Assignment.kind == AssignmentKind.MAIN, Assignment.valid_from <= on, Assignment.valid_to > on)
    return list(db.session.scalars(held.where(Assignment.unit_id.in_(units)).order_by(Official.sort_key, Official.id)))
