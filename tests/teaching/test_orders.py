"""In whatever order people enrol, drop out, complete, are corrected and classes cancelled: turns, persons, hours, files agree."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field

from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from models.accounts import Account, Role
from models.classes import ClassState, Enrolment, Part, TrainingClass
from models.officials import Official
from models.qualifications import Qualification
from models.units import Unit
from registry.enrolments import actions, completion, teaching
from registry.enrolments.queries import enrolments_of, sessions_of
from registry.enrolments.records import Present, SessionDetails
from registry.shared.clock import stopped_at
from registry.shared.database import db
from registry.shared.refusal import Refused
from registry.teaching.queries import results_of
from tests.support import classes, made, make
from tests.support.databases import undone

HOURS, PEOPLE, CLASSES = 4, 3, 2
STEPS = ("nominate", "accept", "send", "drop", "attend", "miss", "run", "finish", "complete", "take_back", "correct", "cancel")
FEW = settings(max_examples=max(12, settings().max_examples // 8))


@dataclass
class Model:
    """Who completed what, in the plainest terms; everything else follows from it."""

    done: set[tuple[int, int]] = field(default_factory=set)
    sent: set[tuple[int, int]] = field(default_factory=set)
    present: set[tuple[int, int]] = field(default_factory=set)

    def follow(self, step: str, one: int, person: int) -> None:
        """What a step that was not refused means."""
        key = (one, person)
        match step:
            case "nominate" | "drop":
                self.sent.discard(key)
            case "attend":
                self.present.add(key)
            case "miss":
                self.present.discard(key)
            case "finish":
                self.done |= {each for each in self.sent & self.present if each[0] == one}
                self.sent = {each for each in self.sent if each[0] != one}
            case "complete":
                assert key in self.present
                self.done.add(key)
            case "take_back":
                self.done.remove(key)
            case "cancel":
                self.done = {each for each in self.done if each[0] != one}
                self.sent = {each for each in self.sent if each[0] != one}


@dataclass
class Province:
    """The application with two classes and three people."""

    by: Account
    unit: Unit
    people: list[Official]
    classes: list[TrainingClass]

    def row(self, one: TrainingClass, person: Official) -> Enrolment | None:
        """The enrolment, if there is one."""
        return next((row for row in enrolments_of(one) if row.official_id == person.id), None)

    def do(self, step: str, place: int, person: int) -> None:
        """Take a step by the actions that pages use. Refused as they refuse."""
        one, official = self.classes[place], self.people[person]
        row = self.row(one, official)
        whole: dict[str, Callable[[], object]] = {
            "nominate": lambda: actions.nominate(one, official, "Cần", self.by),
            "send": lambda: actions.send(one, "1/QĐ", classes.FIRST, self.by),
            "run": lambda: self._run(one),
            "finish": lambda: completion.finish(one, classes.LAST, self.by),
            "cancel": lambda: self._cancel(one),
        }
        if step in whole:
            whole[step]()
        elif row is None:
            raise Refused("", "not enrolled")
        else:
            self._do_with(step, one, row)

    def _do_with(self, step: str, one: TrainingClass, row: Enrolment) -> None:
        session = sessions_of(one)[0]
        hours = Present(HOURS if step == "attend" else 0)
        {
            "accept": lambda: actions.accept(row, self.by),
            "drop": lambda: actions.drop(row, "Ốm", self.by),
            "attend": lambda: teaching.take_attendance(session, {row.id: hours}, session.version, self.by),
            "miss": lambda: teaching.take_attendance(session, {row.id: hours}, session.version, self.by),
            "complete": lambda: completion.complete(row, self.by),
            "take_back": lambda: completion.take_back(row, "Sai", self.by),
            "correct": lambda: completion.correct_certificate(row, f"{row.id}/CC", "Khá", self.by),
        }[step]()

    def _run(self, one: TrainingClass) -> None:
        if one.state is ClassState.OPEN:
            actions.move_class(one, ClassState.CLOSED, None, self.by)
        actions.move_class(one, ClassState.RUNNING, None, self.by)

    def _cancel(self, one: TrainingClass) -> None:
        if one.state is ClassState.FINISHED:
            completion.cancel_finished(one, "Sai", self.by)
        else:
            actions.move_class(one, ClassState.CANCELLED, "Bão", self.by)


def _province() -> Province:
    by, unit = make.account(Role.DEPARTMENT), make.unit()
    people = [make.official_at(unit, f"Lê Số {number}") for number in range(PEOPLE)]
    found = [classes.opened(by, made.programme(), title=f"Lớp {number}", seats=2) for number in range(CLASSES)]
    for one in found:
        teaching.add_sessions(one, [SessionDetails(classes.FIRST, Part.MORNING, HOURS)], by)
    return Province(by, unit, people, found)


STEP = st.tuples(st.sampled_from(STEPS), st.integers(0, CLASSES - 1), st.integers(0, PEOPLE - 1))
AHEAD = [(step, 0, person) for step in ("nominate", "accept") for person in (0, 1)]
TAUGHT = [*AHEAD, ("send", 0, 0), ("run", 0, 0), ("attend", 0, 0)]


@FEW
@given(begin=st.sampled_from(([], AHEAD, TAUGHT, [*TAUGHT, ("finish", 0, 0)])), steps=st.lists(STEP, max_size=20))
def test_any_order_keeps_everything_consistent(
    application: Flask, begin: list[tuple[str, int, int]], steps: list[tuple[str, int, int]]
) -> None:
    with undone(application), stopped_at(dt.datetime(2026, 3, 16, 3, tzinfo=dt.UTC)):
        province, model = _province(), Model()
        for step, one, person in (*begin, *steps):
            try:
                with db.session.begin_nested():
                    province.do(step, one, person)
            except Refused:
                db.session.expire_all()
                continue
            model.follow(step, one, person)
            if step in ("send", "run"):
                model.sent |= _sent(province, one)
            _agree(province, model)


def _sent(province: Province, one: int) -> set[tuple[int, int]]:
    rows = {row.official_id for row in teaching.taught_in(province.classes[one])}
    return {(one, place) for place, person in enumerate(province.people) if person.id in rows}


def _agree(province: Province, model: Model) -> None:
    whole = results_of(2026, {province.unit.id}).whole
    persons = {person for _one, person in model.done}
    assert (whole.total, whole.persons, whole.hours) == (len(model.done), len(persons), HOURS * len(model.done))
    held = select(Qualification.official_id).where(Qualification.official_id.in_([each.id for each in province.people]))
    assert sorted(db.session.scalars(held)) == sorted(province.people[person].id for _one, person in model.done)
    for one in province.classes:
        assert actions.seats_taken(one) <= one.seats
