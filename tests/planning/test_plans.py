"""The plan of successors: who stands in it for which post, what each lacks, who may write it, and the way back."""

import datetime as dt
import io
from dataclasses import dataclass

import openpyxl
import pytest
from flask import Flask
from sqlalchemy import select

from models.accounts import Account, Role
from models.audit import AuditEntry
from models.base import FOREVER
from models.officials import Official
from models.planning import Planned
from models.positions import Position
from models.units import Tier, Unit
from registry.archive import actions as archive
from registry.changes.actions import undo
from registry.planning.actions import PlanDetails, Removal, change_plan, leave_plan, plan
from registry.planning.queries import Asked, described, planned, plans_of, rows_of
from registry.shared.database import db
from registry.shared.refusal import Refused
from tests.support import make
from tests.support.visitor import Visitor

DAY, ON = dt.date(2026, 3, 2), dt.date(2026, 6, 1)


@dataclass(frozen=True)
class Place:
    """A commune with a clerk without a degree, a neighbour with one, and a post that asks for one."""

    unit: Unit
    other: Unit
    head: Position
    lan: Official
    away: Official
    officer: Account

    def details(self, **changed: object) -> PlanDetails:
        """The clerk as head of division, 2025–2030."""
        given = {"unit": self.unit, "position": self.head, "first_year": 2025, "last_year": 2030, "decision": "9-QĐ/ĐU"}
        return PlanDetails(**{**given, "valid_from": DAY, **changed})  # type: ignore[arg-type]

    def seen(self, account: Account, former: bool = False) -> list[Planned]:
        """The plan of the commune as an account sees it."""
        return rows_of(planned(Asked(frozenset({self.unit.id}), ON, former), account))


@pytest.fixture
def place(app: Flask) -> Place:
    assert app.testing
    province = make.province()
    unit, other = make.unit("Xã Trên", Tier.COMMUNE, province), make.unit("Xã Bên", Tier.COMMUNE, province)
    level = make.level(rank=4, name="Đại học")
    head, clerk = make.position("Trưởng phòng thử", Tier.COMMUNE), make.position("Chuyên viên thử", Tier.COMMUNE)
    make.standard(head)
    lan, away = make.official("Nguyễn Thị Lan"), make.official("Lê Văn Xa")
    make.assignment(lan, unit, clerk)
    make.assignment(away, other, clerk)
    make.qualification(away, level_id=level.id)
    return Place(unit, other, head, lan, away, make.account(Role.HR_OFFICER, unit))


def _undo_last(account: Account) -> None:
    db.session.commit()
    undo(db.session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first(), account)  # type: ignore[arg-type]
    db.session.commit()


def test_the_plan_says_what_is_lacking_for_the_post_not_for_the_one_held(place: Place) -> None:
    plan(place.lan, place.details(), place.officer)
    (line,) = described(place.seen(place.officer), ON)
    assert (line.standing, line.term, line.post) == ("unmet", "2025–2030", "Chuyên viên thử")
    assert ["đại học" in sentence.lower() for sentence in line.lacks] == [True]


def test_nobody_sees_in_the_plan_whom_they_may_not_read(place: Place) -> None:
    plan(place.lan, place.details(), place.officer)
    make.planned(place.away, place.unit, place.head)
    assert [row.official_id for row in place.seen(place.officer)] == [place.lan.id]
    whole = make.account(Role.DEPARTMENT, make.province())
    assert {row.official_id for row in place.seen(whole)} == {place.lan.id, place.away.id}


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"last_year": 2024}, "last_year"),
        ({"last_year": 2036}, "last_year"),
        ({"first_year": 1900}, "first_year"),
        ({"decision": "8-QĐ/ĐU", "first_year": 2030, "last_year": 2035}, "position"),
    ],
)
def test_terms_that_cannot_be_and_a_second_line_for_the_same_term_are_refused(
    place: Place, changed: dict[str, object], field: str
) -> None:
    plan(place.lan, place.details(), place.officer)
    with pytest.raises(Refused) as refused:
        plan(place.lan, place.details(**changed), place.officer)
    assert refused.value.field == field


def test_a_unit_plans_for_its_own_posts(place: Place) -> None:
    with pytest.raises(Refused) as refused:
        plan(place.lan, place.details(unit=place.other), place.officer)
    assert refused.value.field == "unit"


def test_whoever_left_the_plan_stands_among_the_former_with_the_reason_and_may_enter_it_again(place: Place) -> None:
    row = plan(place.lan, place.details(), place.officer)
    leave_plan(row, Removal(dt.date(2026, 5, 4), "Xin rút", "3-QĐ/ĐU"), place.officer)
    assert place.seen(place.officer) == []
    assert [one.end_reason for one in place.seen(place.officer, former=True)] == ["Xin rút"]
    with pytest.raises(Refused):
        leave_plan(row, Removal(dt.date(2026, 5, 5), "Hai lần", None), place.officer)
    plan(place.lan, place.details(valid_from=dt.date(2026, 5, 4)), place.officer)
    assert [line.open for line in plans_of(place.lan, ON)] == [True, False]


def test_each_change_of_the_plan_can_be_undone(place: Place) -> None:
    row = plan(place.lan, place.details(), place.officer)
    db.session.commit()
    change_plan(row, place.details(last_year=2035), place.officer)
    _undo_last(place.officer)
    assert row.last_year == 2030
    leave_plan(row, Removal(dt.date(2026, 5, 4), "Xin rút", None), place.officer)
    _undo_last(place.officer)
    assert (row.valid_to, row.end_reason) == (FOREVER, None)
    plan(place.lan, place.details(first_year=2031, last_year=2035), place.officer)
    _undo_last(place.officer)
    assert [one.first_year for one in place.seen(place.officer)] == [2025]


def test_of_two_files_of_one_person_the_one_that_stays_has_the_plan(place: Place) -> None:
    twin = make.official("Nguyễn Thị Lan")
    make.planned(twin, place.unit, place.head)
    archive.merge(place.lan, twin, place.officer)
    assert [row.official_id for row in place.seen(place.officer)] == [place.lan.id]


def test_the_page_and_its_workbook_name_the_same_people(place: Place, visitor: Visitor) -> None:
    plan(place.lan, place.details(), place.officer)
    visitor.enter_as(place.officer)
    page = visitor.get("/planning?on=2026-06-01")
    assert "Nguyễn Thị Lan" in page.get_data(as_text=True)
    sent = visitor.post("/planning/export?on=2026-06-01", data={"csrf_token": visitor.csrf_token()})
    cells = [cell.value for row in openpyxl.load_workbook(io.BytesIO(sent.data)).active.iter_rows() for cell in row]
    assert "Nguyễn Thị Lan" in cells
    assert "2025–2030" in cells
    entry = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert entry is not None
    assert (entry.action, entry.changes["officials"]) == ("list.exported", [None, 1])
