"""Needs as they are computed: from targets, standards, succession and expiry, by the programme that closes the gap."""

import datetime as dt
import io
from dataclasses import dataclass

import openpyxl
import pytest
from flask import Flask
from sqlalchemy import event, select

from models.accounts import Account, Role
from models.audit import AuditEntry
from models.classes import EnrolmentState
from models.officials import Official
from models.positions import Position
from models.programmes import Programme
from models.qualifications import Domain
from models.training_plans import Origin
from models.units import Tier, Unit
from registry.needs.queries import Needs, needs_of
from registry.shared.database import db
from registry.units.queries import tree_on
from tests.support import made, make
from tests.support.visitor import Visitor

ON = dt.date(2026, 6, 1)


@dataclass(frozen=True)
class Place:
    """A commune with a clerk, a programme of basic and one of intermediate theory, and the Department."""

    unit: Unit
    post: Position
    lan: Official
    basic: Programme
    middle: Programme
    account: Account


@pytest.fixture
def place(app: Flask) -> Place:
    assert app
    province = make.province()
    unit, post = make.unit("Xã Cần", Tier.COMMUNE, province), make.position("Công chức xã", Tier.COMMUNE)
    lan = make.official("Nguyễn Thị Lan")
    make.assignment(lan, unit, post)
    levels = [make.level(Domain.THEORY, rank=rank, name=name) for rank, name in ((1, "Sơ cấp"), (2, "Trung cấp"))]
    middle, basic = made.programme(levels[1], name="Trung cấp lý luận"), made.programme(levels[0], name="Sơ cấp lý luận")
    return Place(unit, post, lan, basic, middle, make.account(Role.DEPARTMENT, province))


def _needs(place: Place, on: dt.date = ON, account: Account | None = None) -> Needs:
    db.session.commit()
    tree = tree_on(on)
    return needs_of(account or place.account, tree, {place.unit.id})


def _told(place: Place, on: dt.date = ON) -> dict[str, list[tuple[Origin, str]]]:
    return {row.programme.name: row.because for row in _needs(place, on).rows}


def _theory(rank: int, undated: str = "unknown") -> dict[str, object]:
    return {"holds": {"domain": "theory", "rank": rank, "undated": undated}}


def test_all_that_asks_for_one_programme_is_one_need_met_by_the_least_that_does(place: Place) -> None:
    make.target("T1", _theory(1))
    make.standard(place.post, _theory(1), domain=Domain.THEORY)
    head = make.position("Trưởng phòng xã", Tier.COMMUNE)
    make.standard(head, _theory(2), domain=Domain.THEORY)
    make.planned(place.lan, place.unit, head)
    assert _told(place) == {
        "Sơ cấp lý luận": [(Origin.TARGET, "T1"), (Origin.STANDARD, "Công chức xã")],
        "Trung cấp lý luận": [(Origin.SUCCESSION, "Trưởng phòng xã")],
    }
    assert "Trung cấp lý luận" not in _told(place, dt.date(2026, 3, 1))  # not planned yet


def test_what_is_held_from_a_day_is_needed_until_then(place: Place) -> None:
    make.standard(place.post, _theory(1), domain=Domain.THEORY)
    make.qualification(place.lan, Domain.THEORY, level_id=place.middle.level_id, issued_on=dt.date(2026, 5, 1))
    assert _told(place) == {}
    assert set(_told(place, dt.date(2026, 4, 30))) == {"Sơ cấp lý luận"}


def test_missing_data_is_no_need_and_a_gap_without_a_programme_is_said(place: Place) -> None:
    make.standard(place.post, _theory(1), domain=Domain.THEORY)
    make.standard(place.post, {"holds": {"domain": "digital", "rank": 1}}, domain=Domain.DIGITAL)
    make.qualification(place.lan, Domain.THEORY, level_id=place.basic.level_id, issued_on=None)
    needs = _needs(place)
    assert needs.rows == []
    assert dict(needs.unmatched) == {"digital": 1}


def test_a_certificate_that_ends_within_a_year_is_needed_again_unless_there_is_another(place: Place) -> None:
    level = make.level(Domain.LANGUAGE, rank=3, name="Bậc 3")
    language = make.language().code
    english = made.programme(level, name="Tiếng Anh", language_code=language)
    held = {"level_id": level.id, "language_code": language, "issued_on": dt.date(2024, 7, 1)}
    make.qualification(place.lan, Domain.LANGUAGE, **held, expires_on=dt.date(2026, 12, 1))
    assert _told(place) == {english.name: [(Origin.EXPIRY, "01/12/2026")]}
    assert _told(place, dt.date(2025, 11, 1)) == {}  # more than a year ahead
    make.qualification(place.lan, Domain.LANGUAGE, **held, expires_on=dt.date(2029, 1, 1))
    assert _told(place) == {}


@pytest.mark.parametrize(
    ("state", "code", "marked"),
    [
        (EnrolmentState.WAITING, "basic", True),
        (EnrolmentState.ATTENDING, "middle", True),
        (EnrolmentState.DROPPED, "basic", False),
        (EnrolmentState.ATTENDING, "other", False),
    ],
)
def test_who_is_in_a_class_that_closes_the_gap_is_marked_and_not_doubled(
    place: Place, state: EnrolmentState, code: str, marked: bool
) -> None:
    make.standard(place.post, _theory(1), domain=Domain.THEORY)
    programme: Programme = {"basic": place.basic, "middle": place.middle}.get(code) or made.programme()
    one = made.training_class(programme)
    made.enrolment(one, place.lan, place.unit, place.account, state=state)
    (row,) = _needs(place).rows
    assert (row.programme.name, row.attended is not None and row.attended.title == one.title) == ("Sơ cấp lý luận", marked)


def test_a_whole_province_takes_no_more_statements_than_one_person(place: Place) -> None:
    make.standard(place.post, _theory(1), domain=Domain.THEORY)

    def statements() -> int:
        seen: list[str] = []
        db.session.commit()
        tree = tree_on(ON)

        def listener(*told: object) -> None:
            seen.append(str(told[2]))

        event.listen(db.engine, "before_cursor_execute", listener)
        try:
            needs_of(place.account, tree, {place.unit.id})
        finally:
            event.remove(db.engine, "before_cursor_execute", listener)
        return len(seen)

    alone = statements()
    for _number in range(5):
        make.assignment(make.official(), place.unit, place.post)
    assert statements() == alone


def test_the_page_sums_and_names_and_the_workbook_takes_the_same_along(place: Place, visitor: Visitor) -> None:
    make.standard(place.post, _theory(1), domain=Domain.THEORY)
    officer = visitor.enter_as(make.account(Role.HR_OFFICER, place.unit))
    page = officer.get("/training/needs?on=2026-06-01&origin=standard").text
    assert "Nguyễn Thị Lan" in page and "tiêu chuẩn Công chức xã" in page and "Sơ cấp lý luận" in page
    assert "Nguyễn Thị Lan" not in officer.get("/training/needs?on=2026-06-01&state=attended").text
    path = f"/training/needs/export?on=2026-06-01&programme={place.basic.code}"
    answer = officer.post(path, data={"csrf_token": officer.csrf_token()})
    sheet = openpyxl.load_workbook(io.BytesIO(answer.data)).active
    cells = [[str(cell) for cell in row if cell is not None] for row in sheet.iter_rows(values_only=True)]
    assert any("Nguyễn Thị Lan" in row and "Sơ cấp lý luận" in row for row in cells)
    assert db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id.desc())).first() == "list.exported"


def test_nobody_sees_the_needs_of_other_units(place: Place, visitor: Visitor) -> None:
    make.standard(place.post, _theory(1), domain=Domain.THEORY)
    stranger = visitor.enter_as(make.account(Role.HR_OFFICER, make.unit("Xã Bên", Tier.COMMUNE)))
    assert "Nguyễn Thị Lan" not in stranger.get("/training/needs?on=2026-06-01").text
    assert stranger.get(f"/training/needs?unit={place.unit.key}").status_code == 404
