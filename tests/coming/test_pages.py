"""The pages of what is coming: filters, somebody's file, and two people who decide at once."""

import pytest
from sqlalchemy import select

from models.planning import DueDay
from registry.coming.reminders import remind
from registry.shared.clock import today
from registry.shared.database import db
from tests.coming.conftest import Commune
from tests.support.visitor import Visitor

ON = "on=2026-06-01"


@pytest.fixture
def officer(commune: Commune, visitor: Visitor) -> Visitor:
    return visitor.enter_as(commune.officer)


@pytest.mark.parametrize(
    ("query", "minh", "lan"),
    [("", True, False), ("&months=24", True, True), ("&months=24&kind=change", False, True), ("&kind=retirement", False, False)],
)
def test_what_is_coming_is_narrowed_by_months_and_kind(officer: Visitor, query: str, minh: bool, lan: bool) -> None:
    page = officer.get(f"/coming?{ON}{query}").get_data(as_text=True)
    assert ("Trần Văn Minh" in page, "Nguyễn Thị Lan" in page) == (minh, lan)


def test_words_that_no_filter_has_ask_for_everything(officer: Visitor) -> None:
    assert officer.get(f"/coming?{ON}&months=7&kind=nonsense&from=-3").status_code == 200


def test_the_board_tells_how_much_is_to_be_seen_to(commune: Commune, officer: Visitor) -> None:
    remind(today())
    db.session.commit()
    assert "Hết thời hạn bổ nhiệm <b" in officer.get("/").get_data(as_text=True)
    assert commune.minh.full_name in officer.get("/coming/reminders").get_data(as_text=True)


def test_two_who_decide_at_once_lose_nothing(commune: Commune, officer: Visitor) -> None:
    path = f"/officials/{commune.minh.public_id}/due/term"
    fields = {"way": "put_off", "day": "01/12/2030", "reason": "Việc đang dở", "decision": "", "version": "0"}
    token = {"csrf_token": officer.csrf_token()}
    assert officer.post(path, data={**fields, **token}).status_code == 302
    second = officer.post(path, data={**fields, **token, "day": "01/12/2031"})
    assert second.status_code == 409
    (row,) = db.session.scalars(select(DueDay))
    assert row.day.year == 2030
    assert officer.post(path, data={**fields, **token, "version": "1", "day": "01/12/2031"}).status_code == 302
    assert row.day.year == 2031


def test_a_day_must_be_given_unless_somebody_is_exempt(commune: Commune, officer: Visitor) -> None:
    path = f"/officials/{commune.minh.public_id}/due/term"
    fields = {"way": "put_off", "day": "", "reason": "x", "decision": "", "version": "0", "csrf_token": officer.csrf_token()}
    assert "Hãy ghi ngày." in officer.post(path, data=fields).get_data(as_text=True)
    assert officer.post(path, data={**fields, "way": "exempt"}).status_code == 302
    page = officer.get(f"/officials/{commune.minh.public_id}").get_data(as_text=True)
    assert "được miễn" in page
    assert "quyết định khác: x" in page
