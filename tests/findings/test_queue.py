"""The queue: whose findings it shows, how it is narrowed, how one is decided or mended, and what stands beside the record."""

import datetime as dt
from dataclasses import dataclass

import pytest
from flask import Flask
from sqlalchemy import select

from models.accounts import Account, Role
from models.findings import Finding, FindingState
from models.officials import Official
from models.units import Tier, Unit
from registry.shared.database import db
from tests.support import make, markup
from tests.support.visitor import Visitor

EARLY = dt.date(1995, 6, 1)


@dataclass
class Place:
    """Two communes, an official with an early degree at each, and the officers."""

    here: Unit
    beside: Unit
    ours: Official
    theirs: Official
    officer: Account


def _early(unit: Unit, name: str, number: str) -> Official:
    person = make.official_at(unit, name, personal_number=number)
    make.qualification(person, level_id=make.level().id, field="Luật", issued_on=EARLY)
    return person


@pytest.fixture
def place(app: Flask) -> Place:
    assert app.testing
    root = make.province()
    here, beside = make.unit("Xã Cẩm Xuyên", Tier.COMMUNE, root), make.unit("Xã Hương Khê", Tier.COMMUNE, root)
    ours, theirs = _early(here, "Nguyễn Thị Nhung", "042080000001"), _early(beside, "Trần Văn Tâm", "042080000002")
    officer = make.account(Role.HR_OFFICER, here, name="Trần Thị Minh")
    db.session.commit()
    return Place(here, beside, ours, theirs, officer)


def _finding(person: Official) -> Finding:
    return db.session.scalars(select(Finding).where(Finding.official_id == person.id)).one()


def test_one_sees_the_findings_of_ones_own_units(place: Place, visitor: Visitor) -> None:
    page = visitor.enter_as(place.officer).get("/findings/").text
    assert "Cấp ngày 01/06/1995, khi mới 15 tuổi." in page
    assert "Nguyễn Thị Nhung" in page
    assert "Trần Văn Tâm" not in page
    assert visitor.get(f"/findings/{_finding(place.theirs).public_id}").status_code == 404
    assert "Cần xem lại" in page
    tally = [markup.text_of(one) for one in markup.parsed(page).iter("span") if one.get("class") == "tally"]
    assert tally == ["1 việc đang chờ"]


def test_the_queue_is_narrowed_by_kind_and_owner(place: Place, visitor: Visitor) -> None:
    visitor.enter_as(make.account(Role.DEPARTMENT))
    assert "1–2 trong 2" in visitor.get("/findings/").text
    assert "Không có điểm nào như vậy" in visitor.get("/findings/?kind=in_future").text
    assert "1–2 trong 2" in visitor.get("/findings/?kind=early&owner=nobody").text
    visitor.post(f"/findings/{_finding(place.ours).public_id}/take", data={"csrf_token": visitor.csrf_token()})
    mine = visitor.get("/findings/?owner=me").text
    assert "Nguyễn Thị Nhung" in mine
    assert "Trần Văn Tâm" not in mine


def test_a_unit_in_the_address_narrows_and_one_out_of_sight_is_not_found(place: Place, visitor: Visitor) -> None:
    visitor.enter_as(place.officer)
    assert "Nguyễn Thị Nhung" in visitor.get(f"/findings/?unit={place.here.key}").text
    assert visitor.get(f"/findings/?unit={place.beside.key}").status_code == 404


def test_a_decision_stands_with_reason_and_name_beside_the_record(place: Place, visitor: Visitor) -> None:
    visitor.enter_as(place.officer)
    finding = _finding(place.ours)
    record = f"/officials/{place.ours.public_id}"
    assert "Cần xem lại: Cấp ngày 01/06/1995" in markup.text_of(markup.parsed(visitor.get(record).text))
    path = f"/findings/{finding.public_id}?back={record}"
    assert "Hãy ghi lý do đủ" in visitor.submit(path, {"reason": "đúng"}, form="accept").text
    answer = visitor.submit(path, {"reason": "Đã xem bản gốc, học vượt lớp."}, form="accept")
    assert (answer.status_code, answer.headers["Location"]) == (302, record)
    said = markup.text_of(markup.parsed(visitor.get(record).text))
    assert "Đúng như vậy: Cấp ngày 01/06/1995, khi mới 15 tuổi. Đã xem bản gốc, học vượt lớp. (Trần Thị Minh," in said
    assert "Nguyễn Thị Nhung" in visitor.get("/findings/?state=accepted").text
    assert "Không có gì cần xem lại" in visitor.get("/findings/").text
    visitor.submit(f"/findings/{finding.public_id}", form="reopen")
    assert finding.state is FindingState.OPEN


def test_mending_the_record_makes_it_go(place: Place, visitor: Visitor) -> None:
    visitor.enter_as(place.officer)
    (held,) = db.session.scalars(select(Finding.qualification_id).where(Finding.official_id == place.ours.id))
    assert held
    page = visitor.get("/findings/").text
    edit = next(link.get("href", "") for link in markup.parsed(page).iter("a") if "/edit" in link.get("href", ""))
    visitor.submit(edit, {"issued_on": "01/06/2002"}, form="edit")
    assert "Không có gì cần xem lại" in visitor.get("/findings/").text


def test_a_stale_decision_is_told_and_not_made(place: Place, visitor: Visitor) -> None:
    visitor.enter_as(place.officer)
    finding = _finding(place.ours)
    data = {"reason": "Đã xem bản gốc rồi.", "version": "7", "csrf_token": visitor.csrf_token()}
    assert "vừa thay đổi" in visitor.post(f"/findings/{finding.public_id}/accept", data=data).text
    assert finding.state is FindingState.OPEN


def test_people_out_of_reach_are_counted_and_not_named(place: Place, visitor: Visitor) -> None:
    for person in (place.ours, place.theirs):
        make.qualification(person, field="Kế toán", number="DHV 12345", institution="Trường Đại học Vinh")
    db.session.commit()
    page = visitor.enter_as(place.officer).get("/findings/?kind=same_number").text
    assert "trong hồ sơ của 1 người ngoài đơn vị" in page
    assert "Trần Văn Tâm" not in page
    everything = visitor.enter_as(make.account(Role.DEPARTMENT)).get("/findings/?kind=same_number").text
    assert "trong hồ sơ của Trần Văn Tâm" in everything


def test_a_chair_reads_and_does_not_decide(place: Place, visitor: Visitor) -> None:
    visitor.enter_as(make.account(Role.CHAIR, place.here))
    path = f"/findings/{_finding(place.ours).public_id}"
    assert "Đúng như vậy" not in visitor.get(path).text
    data = {"reason": "Đã xem bản gốc rồi.", "version": "1", "csrf_token": visitor.csrf_token()}
    assert visitor.post(f"{path}/accept", data=data).status_code == 403


def test_a_long_queue_comes_page_by_page(place: Place, visitor: Visitor) -> None:
    for number in range(50):
        _early(place.here, f"Nguyễn Văn {chr(65 + number % 26)}", f"042080{number + 10:06}")
    page = visitor.enter_as(place.officer).get("/findings/").text
    assert "1–40 trong 51" in page
    after = next(link.get("href", "") for link in markup.parsed(page).iter("a") if link.get("rel") == "next")
    second = visitor.get(after).text
    assert "41–51 trong 51" in second
    before = next(link.get("href", "") for link in markup.parsed(second).iter("a") if link.get("rel") == "prev")
    assert "1–40 trong 51" in visitor.get(before).text
