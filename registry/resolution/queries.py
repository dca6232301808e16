"""The resolution on a day: its sentences in order, measured targets and last reported values, and how each value stands."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import joinedload
from werkzeug.exceptions import NotFound

from models.resolution import Clause, Comparator, Indicator, IndicatorValue, IndicatorValueBefore, Measure
from registry.compliance.figures import Figure
from registry.shared.database import db


@dataclass(frozen=True)
class Reading:
    """An indicator on a day: the last value reported for a day up to it, and the one before that."""

    indicator: Indicator
    value: IndicatorValue | None = None
    before: IndicatorValue | None = None

    @property
    def verdict(self) -> str:
        """met, unmet, `open` without a measure or a value before to be better than, `missing` without a value."""
        if self.value is None:
            return "missing"
        reached = holds(self.indicator, self.value.value, self.before.value if self.before else None)
        return {None: "open", True: "met", False: "unmet"}[reached]


def holds(indicator: Indicator, value: Decimal, before: Decimal | None) -> bool | None:
    """Whether a value is what the indicator demands; None when it demands nothing that a number shows."""
    if indicator.comparator is Comparator.BETTER:
        if before is None:
            return None
        return value < before if indicator.measure is Measure.RANK else value > before
    if indicator.goal is None:
        return None
    goal = indicator.goal
    return {
        Comparator.MORE: value > goal,
        Comparator.AT_LEAST: value >= goal,
        Comparator.AT_MOST: value <= goal,
        Comparator.EXACTLY: value == goal,
    }.get(indicator.comparator)


@dataclass(frozen=True)
class Sentence:
    """A sentence of the resolution with what measures it and what is reported of it on a day."""

    clause: Clause
    figures: list[Figure]
    readings: list[Reading]


@dataclass(frozen=True)
class Section:
    """The sentences of one section in order. Figures of targets that no sentence names stand in a section without clauses."""

    first: Clause
    sentences: list[Sentence]


@dataclass(frozen=True)
class Whole:
    """Everything the resolution demands; `beside` holds targets that the Department added and no sentence names."""

    sections: list[Section]
    beside: list[Figure]

    @property
    def sentences(self) -> Iterable[Sentence]:
        """All sentences in order."""
        return (sentence for section in self.sections for sentence in section.sentences)

    @property
    def readings(self) -> list[Reading]:
        """All indicators in order."""
        return [reading for sentence in self.sentences for reading in sentence.readings]


def whole_on(on: dt.date, figures: list[Figure]) -> Whole:
    """The resolution on a day with these figures of its targets, from two statements."""
    by_code = {figure.target.code: figure for figure in figures}
    readings = _by_clause(readings_on(on))
    sentences = [
        Sentence(
            clause,
            [by_code[code] for code in clause.targets.split() if code in by_code],
            readings.get(clause.id, []),
        )
        for clause in db.session.scalars(select(Clause).order_by(Clause.place))
    ]
    named = {figure.target.code for sentence in sentences for figure in sentence.figures}
    sections = [list(some) for _, some in groupby(sentences, key=lambda one: one.clause.section)]
    beside = [figure for figure in figures if figure.target.code not in named]
    return Whole([Section(some[0].clause, some) for some in sections], beside)


def readings_on(on: dt.date) -> list[Reading]:
    """Every indicator in order with its last two values for days up to this one."""
    statement = (
        select(IndicatorValue)
        .where(IndicatorValue.on <= on, IndicatorValue.withdrawn.is_(None))
        .order_by(IndicatorValue.on, IndicatorValue.id)
        .options(joinedload(IndicatorValue.entered_by))
    )
    known: dict[int, list[IndicatorValue]] = {}
    for value in db.session.scalars(statement):
        known.setdefault(value.indicator_id, []).append(value)
    indicators = select(Indicator).join(Clause, Clause.id == Indicator.clause_id).order_by(Clause.place, Indicator.place)
    found = []
    for indicator in db.session.scalars(indicators.options(joinedload(Indicator.clause))):
        before, last = ([None, None, *known.get(indicator.id, [])])[-2:]
        found.append(Reading(indicator, last, before))
    return found


def _by_clause(readings: list[Reading]) -> dict[int, list[Reading]]:
    found: dict[int, list[Reading]] = {}
    for reading in readings:
        found.setdefault(reading.indicator.clause_id, []).append(reading)
    return found


def indicator_with(code: str) -> Indicator:
    """The indicator with this code; 404 for none."""
    found = db.session.scalar(select(Indicator).where(Indicator.code == code))
    if found is None:
        raise NotFound
    return found


def value_with(public_id: str) -> IndicatorValue:
    """The value with this public id; 404 for none, and for one that was withdrawn."""
    statement = select(IndicatorValue).where(IndicatorValue.public_id == public_id, IndicatorValue.withdrawn.is_(None))
    found = db.session.scalar(statement)
    if found is None:
        raise NotFound
    return found


@dataclass(frozen=True)
class Told:
    """A value with how it stands against the one before it, and what it said before each correction, the latest first."""

    reading: Reading
    corrected: list[IndicatorValueBefore]

    @property
    def value(self) -> IndicatorValue:
        """The value itself."""
        if self.reading.value is None:
            raise ValueError(self.reading.indicator.code)
        return self.reading.value


def history_of(indicator: Indicator) -> list[Told]:
    """All values of an indicator, the latest day first, the withdrawn among them."""
    statement = select(IndicatorValue).where(IndicatorValue.indicator_id == indicator.id).order_by(IndicatorValue.on)
    values = list(db.session.scalars(statement.options(joinedload(IndicatorValue.entered_by))))
    earlier: dict[int, list[IndicatorValueBefore]] = {}
    asked = select(IndicatorValueBefore).where(IndicatorValueBefore.value_id.in_([value.id for value in values]))
    for row in db.session.scalars(asked.order_by(IndicatorValueBefore.number.desc())):
        earlier.setdefault(row.value_id, []).append(row)
    found, before = list[Told](), None
    for value in values:
        found.append(Told(Reading(indicator, value, before), earlier.get(value.id, [])))
        before = before if value.withdrawn else value
    return found[::-1]
