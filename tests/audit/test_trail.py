"""The trail as an auditor reads it: what is found, how it is worded, what is taken along."""

import datetime as dt
import io

import pytest
from flask import Flask
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from models.accounts import Account, Role
from models.audit import AuditEntry
from models.qualifications import Domain
from models.units import Tier, Unit
from registry.audit.actions import record
from registry.qualifications.actions import QualificationDetails, change_qualification, record_qualification
from registry.shared.clock import stopped_at
from registry.shared.database import db
from tests.support import make, markup
from tests.support.visitor import Visitor


@pytest.fixture
def province(app: Flask) -> Unit:  # noqa: ARG001  the units need its context
    return make.province()


@pytest.fixture
def auditor(visitor: Visitor, province: Unit) -> Visitor:
    return visitor.enter_as(make.account(Role.AUDITOR, province))


@pytest.fixture
def officer(province: Unit) -> Account:
    return make.account(Role.HR_OFFICER, province, username="can.bo", name="Lê Thị Cán")


def _at(*day_and_time: int) -> dt.datetime:
    return dt.datetime(*day_and_time, tzinfo=dt.UTC)  # type: ignore[misc, arg-type]


def _subjects(page: str) -> list[str]:
    rows = markup.parsed(page).iter("tr")
    return [markup.text_of(cells[3]) for row in rows if len(cells := list(row.iter("td"))) == 6]


def _entries(officer: Account, number: int) -> None:
    for place in range(number):
        record("official.added", f"Người {place:03}", by=officer)
    db.session.flush()


def test_the_newest_stands_first_and_the_pages_lose_and_repeat_nothing(auditor: Visitor, officer: Account) -> None:
    _entries(officer, 120)
    seen: list[str] = []
    path = "/audit/"
    while path:
        page = auditor.get(path).text
        seen += _subjects(page)
        path = next((link.get("href", "") for link in markup.parsed(page).iter("a") if link.get("rel") == "next"), "")
    assert seen == [f"Người {place:03}" for place in reversed(range(120))]
    assert "101–120" in page
    back = next(link.get("href", "") for link in markup.parsed(page).iter("a") if link.get("rel") == "prev")
    assert _subjects(auditor.get(back).text) == [f"Người {place:03}" for place in reversed(range(20, 70))]


@pytest.mark.parametrize(
    ("conditions", "found"),
    [
        ({"q": "nguyen thi"}, ["Nguyễn Thị An"]),
        ({"q": "NGUYỄN AN"}, ["Nguyễn Thị An"]),
        ({"q": "guyen"}, []),
        ({"q": "%"}, ["Nguyễn Thị An", "Trần Văn Bình", "can.bo"]),
        ({"account": "can.bo"}, ["Nguyễn Thị An", "can.bo"]),
        ({"account": "le thi can"}, ["Nguyễn Thị An", "can.bo"]),
        ({"action": "official.changed"}, ["Trần Văn Bình"]),
        ({"action": "no.such"}, ["Nguyễn Thị An", "Trần Văn Bình", "can.bo"]),
        ({"since": "02/03/2026"}, ["Nguyễn Thị An", "Trần Văn Bình"]),
        ({"until": "01/03/2026"}, ["can.bo"]),
        ({"since": "01/03/2026", "until": "02/03/2026"}, ["Trần Văn Bình", "can.bo"]),
        ({"since": "nonsense"}, ["Nguyễn Thị An", "Trần Văn Bình", "can.bo"]),
        ({"after": "nonsense"}, ["Nguyễn Thị An", "Trần Văn Bình", "can.bo"]),
        ({"after": "9" * 40}, ["Nguyễn Thị An", "Trần Văn Bình", "can.bo"]),
    ],
)
def test_conditions_narrow_the_trail_by_days_of_ha_tinh(
    auditor: Visitor, officer: Account, conditions: dict[str, str], found: list[str]
) -> None:
    with stopped_at(_at(2026, 3, 1, 16, 59)):  # 23:59 on 1 March in Hà Tĩnh
        record("account.signed_out", officer.username, by=officer)
    with stopped_at(_at(2026, 3, 1, 17, 0)):  # midnight: 2 March
        record("official.changed", "Trần Văn Bình", by=None)
    with stopped_at(_at(2026, 3, 5, 1, 0)):
        record("official.added", "Nguyễn Thị An", by=officer)
    page = auditor.get("/audit/", query_string=conditions).text
    expected = ["" if name == "can.bo" else name for name in found]
    assert _subjects(page) == expected


def test_an_official_is_found_by_name_in_entries_about_a_certificate(auditor: Visitor, officer: Account) -> None:
    official = make.official("Đặng Quốc Khánh")
    record("qualification.recorded", "Luật", by=officer, official=official)
    assert _subjects(auditor.get("/audit/?q=dang+khanh").text) == ["Đặng Quốc KhánhLuật"]


def test_changes_are_said_in_words_and_names_never_in_ids(auditor: Visitor, officer: Account) -> None:
    official = make.official("Nguyễn Thị An")
    low, high = make.level(Domain.DEGREE, "Cao đẳng", 3), make.level(Domain.DEGREE, "Đại học", 4)
    one = record_qualification(official, QualificationDetails(Domain.DEGREE, low.id, field="Luật"), officer)
    change_qualification(one, QualificationDetails(Domain.DEGREE, high.id, issued_on=dt.date(2012, 6, 30)), officer)
    page = auditor.get("/audit/?action=qualification.changed").text
    words = markup.text_of(markup.parsed(page))
    assert "trình độ: Cao đẳng → Đại học" in words
    assert "ngày cấp: 30/06/2012" in words
    assert "chuyên ngành: Luật → chưa có" in words


def test_an_entry_without_account_says_that_nobody_was_signed_in(auditor: Visitor) -> None:
    record("official.added", "Nguyễn Thị An", by=None)
    assert "máy chủ hoặc chưa đăng nhập" in auditor.get("/audit/").text


def test_the_workbook_holds_exactly_what_the_page_shows_and_is_itself_an_entry(auditor: Visitor, officer: Account) -> None:
    _entries(officer, 60)
    record("official.changed", "=cmd|'/c calc'!A1", by=officer, changes={"note": ["+1", "@x"]})
    answer = auditor.submit("/audit/?q=nguoi", {}, form="export")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.data)).get_sheet_by_index(0).to_python()
    subjects = [row[5] for row in rows if str(row[5]).startswith("Người")]
    assert subjects == [f"Người {place:03}" for place in reversed(range(60))]
    newest = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).all()[0]
    assert (newest.action, newest.subject, newest.changes) == ("trail.exported", "có chữ “nguoi”", {"rows": [None, 60]})


def test_an_auditor_of_a_part_sees_what_that_part_did_and_what_was_done_to_it(visitor: Visitor, province: Unit) -> None:
    here, there = make.unit("Xã Một", Tier.COMMUNE, province), make.unit("Xã Hai", Tier.COMMUNE, province)
    ours, others = make.account(Role.HR_OFFICER, here), make.account(Role.HR_OFFICER, there)
    record("official.added", "bởi người của xã này", by=ours)
    record("official.added", "bởi người của xã khác", by=others)
    record("official.changed", "hồ sơ của xã này", by=others, official=make.official_at(here, "Người Nhà"))
    record("official.changed", "hồ sơ của xã khác", by=others, official=make.official_at(there, "Người Lạ"))
    visitor.enter_as(make.account(Role.AUDITOR, here))
    assert _subjects(visitor.get("/audit/").text) == ["Người Nhàhồ sơ của xã này", "bởi người của xã này"]
