"""The secret address of a calendar: it shows what its owner may see at that moment, and nothing once it was taken back."""

import datetime as dt

import pytest
from icalendar import Calendar
from sqlalchemy import select

from models.accounts import Role
from models.audit import AuditEntry
from models.officials import Assignment
from models.planning import CalendarLink
from models.units import Extent, Succession
from registry.coming.actions import end_calendar, make_calendar
from registry.shared.clock import today
from registry.shared.database import db
from tests.coming.conftest import Commune
from tests.support import make
from tests.support.visitor import Visitor

SOON = dt.timedelta(days=100)


@pytest.fixture
def token(commune: Commune) -> str:
    """Of the officer's calendar; somebody's term ends soon."""
    post = db.session.scalars(select(Assignment).where(Assignment.official_id == commune.minh.id)).one()
    post.valid_from = (today() + SOON).replace(year=(today() + SOON).year - 5)
    made = make_calendar(commune.officer)
    db.session.commit()
    return made


def _summaries(visitor: Visitor, token: str) -> list[str]:
    answer = visitor.get(f"/calendar/{token}")
    assert (answer.status_code, answer.mimetype) == (200, "text/calendar")
    return [str(event["SUMMARY"]) for event in Calendar.from_ical(answer.data).walk("VEVENT")]


def test_it_says_who_what_and_when_without_signing_in_and_nothing_else(commune: Commune, token: str, visitor: Visitor) -> None:
    assert _summaries(visitor, token) == ["Hết thời hạn bổ nhiệm: Trần Văn Minh", "Chuyển đổi vị trí: Nguyễn Thị Lan"]
    body = visitor.get(f"/calendar/{token}").get_data(as_text=True)
    assert commune.minh.personal_number not in body
    assert "1980" not in body
    assert commune.officer.name not in body


def test_the_address_is_kept_nowhere_and_a_guessed_one_shows_nothing(token: str, visitor: Visitor) -> None:
    (link,) = db.session.scalars(select(CalendarLink))
    assert token not in link.token_hash
    assert not any(token in str(entry.changes) + entry.subject for entry in db.session.scalars(select(AuditEntry)))
    assert _summaries(visitor, "guessed") == []


def test_rights_are_those_of_the_moment_of_each_fetch(commune: Commune, token: str, visitor: Visitor) -> None:
    other = make.unit("Xã Xa", parent=commune.province)
    for change in (
        {"unit_id": other.id},
        {"unit_id": commune.unit.id, "active": False},
        {"active": True, "role": Role.ADMINISTRATOR},
    ):
        for name, value in change.items():
            setattr(commune.officer, name, value)
        db.session.commit()
        assert _summaries(visitor, token) == []
    commune.officer.role = Role.CHAIR
    db.session.commit()
    assert len(_summaries(visitor, token)) == 2


def test_it_goes_along_when_another_unit_takes_the_own_one_over(commune: Commune, token: str, visitor: Visitor) -> None:
    ended = make.unit("Xã Dưới", parent=commune.province, valid_to=today())
    db.session.add(Succession(predecessor_id=ended.id, successor_id=commune.unit.id, day=today(), extent=Extent.WHOLE))
    commune.officer.unit_id = ended.id
    db.session.commit()
    assert len(_summaries(visitor, token)) == 2


def test_a_new_address_takes_the_place_of_the_last_and_one_taken_back_is_empty(
    commune: Commune, token: str, visitor: Visitor
) -> None:
    renewed = make_calendar(commune.officer)
    db.session.commit()
    assert (len(_summaries(visitor, token)), len(_summaries(visitor, renewed))) == (0, 2)
    end_calendar(commune.officer)
    db.session.commit()
    assert _summaries(visitor, renewed) == []


def test_the_page_shows_the_address_once(commune: Commune, visitor: Visitor) -> None:
    visitor.enter_as(commune.officer)
    made = visitor.post("/coming/calendar", data={"csrf_token": visitor.csrf_token()}).get_data(as_text=True)
    assert "/calendar/" in made
    assert "/calendar/" not in visitor.get("/coming/calendar").get_data(as_text=True).replace("/coming/calendar", "")
