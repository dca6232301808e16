"""When something comes due for whom: by post, catalogue and age, and by what was decided of one person."""

import datetime as dt

import pytest
from sqlalchemy import select

from models.base import BEGINNING, FOREVER
from models.officials import Assignment, Official
from models.planning import Due, DueDay
from registry.changes.actions import undo
from registry.changes.log import latest_entry
from registry.coming.actions import OtherDay, decide_day, take_back_day
from registry.coming.due import EVERYBODY, Asked, Coming, coming, coming_of
from registry.coming.queries import matter_of
from registry.shared.ages import add_years
from registry.shared.clock import now
from registry.shared.database import db
from registry.shared.refusal import Refused
from tests.coming.conftest import Commune
from tests.support import make

ON = dt.date(2026, 6, 1)
CHANGE, TERM = dt.date(2027, 9, 1), dt.date(2026, 1, 1)


def _due(official: Official, kind: Due) -> dt.date | None:
    return next((one.due for one in coming_of(official, ON) if one.kind is kind), None)


def _post(official: Official) -> Assignment:
    return db.session.scalars(select(Assignment).where(Assignment.official_id == official.id)).one()


def _decide(commune: Commune, official: Official, kind: Due, day: dt.date) -> DueDay:
    return decide_day(official, matter_of(official, kind, ON), OtherDay(day, "Việc đang dở", "2/QĐ"), commune.officer)


def _coming(*, until: dt.date = dt.date(2028, 1, 1)) -> list[Coming]:
    return coming(Asked(ON, until, None, EVERYBODY))


def test_a_change_and_a_term_are_counted_from_the_post(commune: Commune) -> None:
    assert _due(commune.lan, Due.CHANGE) == CHANGE
    assert _due(commune.minh, Due.TERM) == TERM
    assert [(one.holder.full_name, one.kind, one.due) for one in _coming()] == [
        ("Trần Văn Minh", Due.TERM, TERM),
        ("Nguyễn Thị Lan", Due.CHANGE, CHANGE),
    ]


def test_a_post_that_goes_on_under_another_line_is_counted_from_its_first_day(commune: Commune) -> None:
    post = _post(commune.lan)
    day = dt.date(2024, 5, 1)
    post.valid_to = day
    make.assignment(commune.lan, commune.unit, commune.money, valid_from=day, division="Phòng Kinh tế")
    assert _due(commune.lan, Due.CHANGE) == CHANGE
    post.valid_to = day - dt.timedelta(days=1)
    db.session.flush()
    assert _due(commune.lan, Due.CHANGE) == add_years(day, 5)


def test_reappointment_begins_a_term_anew(commune: Commune) -> None:
    _post(commune.minh).reappointed_on = dt.date(2025, 12, 20)
    db.session.flush()
    assert _due(commune.minh, Due.TERM) == dt.date(2030, 12, 20)


def test_of_days_that_nobody_knows_nothing_is_said(commune: Commune) -> None:
    _post(commune.lan).valid_from = BEGINNING
    commune.lan.born_on = None
    commune.minh.sex = None
    db.session.flush()
    assert [one.kind for one in coming_of(commune.lan, ON)] == []
    assert [one.kind for one in coming_of(commune.minh, ON)] == [Due.TERM]


def test_retirement_is_the_end_of_the_month_of_the_age_by_the_decree(commune: Commune) -> None:
    commune.lan.born_on, commune.minh.born_on = dt.date(1969, 12, 9), dt.date(1966, 3, 31)
    db.session.flush()
    assert _due(commune.lan, Due.RETIREMENT) == dt.date(2026, 12, 31)
    assert _due(commune.minh, Due.RETIREMENT) == dt.date(2027, 12, 31)


def test_whoever_went_or_was_archived_has_nothing_coming(commune: Commune) -> None:
    _post(commune.lan).valid_to = ON
    commune.minh.archived_at = now()
    db.session.flush()
    assert _coming(until=dt.date(2090, 1, 1)) == []


def test_what_was_put_off_is_due_on_the_other_day_and_can_be_taken_back_and_undone(commune: Commune) -> None:
    row = _decide(commune, commune.minh, Due.TERM, dt.date(2026, 12, 1))
    assert _due(commune.minh, Due.TERM) == dt.date(2026, 12, 1)
    db.session.commit()
    take_back_day(row, commune.officer)
    assert _due(commune.minh, Due.TERM) == TERM
    entry = latest_entry()
    assert entry is not None
    db.session.commit()
    undo(entry, commune.officer)
    assert _due(commune.minh, Due.TERM) == dt.date(2026, 12, 1)


def test_an_exemption_holds_for_the_post_and_not_for_the_next(commune: Commune) -> None:
    _decide(commune, commune.lan, Due.CHANGE, FOREVER)
    assert [one.kind for one in _coming()] == [Due.TERM]
    assert _due(commune.lan, Due.CHANGE) == FOREVER
    other = make.unit("Xã Mới", parent=commune.province)
    _post(commune.lan).valid_to = dt.date(2026, 1, 1)
    make.assignment(commune.lan, other, commune.money, valid_from=dt.date(2026, 1, 1))
    assert _due(commune.lan, Due.CHANGE) == dt.date(2031, 1, 1)


def test_a_decision_on_an_earlier_term_does_not_bring_the_next_one_forward(commune: Commune) -> None:
    _decide(commune, commune.minh, Due.TERM, dt.date(2026, 12, 1))
    _post(commune.minh).reappointed_on = dt.date(2026, 5, 1)
    db.session.flush()
    assert _due(commune.minh, Due.TERM) == dt.date(2031, 5, 1)


def test_a_day_of_retirement_that_was_decided_goes_first_earlier_or_later(commune: Commune) -> None:
    for day in (dt.date(2030, 7, 1), dt.date(2045, 7, 1)):
        _decide(commune, commune.lan, Due.RETIREMENT, day)
        assert _due(commune.lan, Due.RETIREMENT) == day
    assert len(db.session.scalars(select(DueDay)).all()) == 1


def test_nothing_is_put_off_to_an_earlier_day_and_nobody_is_exempt_from_retiring(commune: Commune) -> None:
    for official, kind, day in (
        (commune.minh, Due.TERM, TERM),
        (commune.lan, Due.CHANGE, dt.date(2027, 8, 31)),
        (commune.lan, Due.RETIREMENT, FOREVER),
    ):
        with pytest.raises(Refused):
            _decide(commune, official, kind, day)
