"""Whose rosters and whose people: an officer writes for the own unit and below, and learns nothing of anybody else."""

import datetime as dt

import pytest
from sqlalchemy import select
from werkzeug.exceptions import NotFound

from models.accounts import Role
from models.officials import Assignment, AssignmentKind
from models.positions import Position
from models.units import Tier, UnitAlias
from registry.shared.database import db
from registry.shared.text import fold
from registry.workbooks.queries import batch_for, batches_for
from tests.support import make
from tests.workbooks.bringing import AN, bring, compared, officer, official, posts, refusal, roster, told, unit

pytestmark = pytest.mark.usefixtures("app")

ELSEWHERE = {**AN, "unit": "Xã Cẩm Xuyên"}
DEPARTMENT = {**AN, "unit": "Sở Nội vụ", "post": "Chuyên viên", "division": "Văn phòng"}


def _with_child() -> None:
    """A branch below the department, which the reference data have none of."""
    branch = make.unit("Chi cục Văn thư", Tier.DEPARTMENT, unit("so-noi-vu"))
    db.session.add(UnitAlias(unit_id=branch.id, folded=fold("Chi cục Văn thư")))
    db.session.commit()


@pytest.mark.parametrize(
    ("place", "words", "outcome"),
    [
        ("so-noi-vu", "Sở Nội vụ", "added"),
        ("so-noi-vu", "Chi cục Văn thư", "added"),
        ("so-noi-vu", "Sở Tài chính", "rejected"),
        ("so-noi-vu", "Xã Cẩm Bình", "rejected"),
        ("xa-cam-binh", "Xã Cẩm Xuyên", "rejected"),
        ("tinh-ha-tinh", "Xã Cẩm Xuyên", "added"),
    ],
)
def test_rows_of_units_outside_the_scope_are_refused(place: str, words: str, outcome: str) -> None:
    _with_child()
    book = roster({**AN, "unit": words, "post": "Chuyên viên"})
    assert compared(book, officer(place)).rows[0].outcome == outcome
    if outcome == "rejected":
        assert refusal(book, officer(place)).column == "F"


def test_an_officer_does_not_learn_whose_number_it_is() -> None:
    bring(roster({**ELSEWHERE, "name": "Đặng Thị Bí Mật"}))
    problem = refusal(roster(AN), officer("xa-cam-binh"))
    assert problem.column == "E"
    assert "đơn vị khác" in problem.reason
    assert not any(word in problem.reason for word in ("Bí Mật", "Cẩm Xuyên"))


def test_the_department_transfers_and_the_officer_does_not() -> None:
    bring(roster(ELSEWHERE))
    moved = roster({**AN, "since": "01/09/2026"})
    assert compared(moved, officer("xa-cam-binh")).rows[0].outcome == "rejected"
    assert compared(moved, officer("tinh-ha-tinh", Role.DEPARTMENT)).rows[0].outcome == "updated"


def test_an_officer_updates_the_own_people() -> None:
    bring(roster(AN))
    plan = compared(roster({**AN, "post": "Trưởng phòng", "since": "01/09/2026"}), officer("xa-cam-binh"))
    assert (plan.rows[0].outcome, plan.errors) == ("updated", [])


def test_an_officer_of_a_concurrent_post_does_not_change_the_main_one_elsewhere() -> None:
    bring(roster(ELSEWHERE))
    position = db.session.scalars(select(Position).where(Position.key == "chuyen-vien")).one()
    make.assignment(official(), unit("xa-cam-binh"), position, kind=AssignmentKind.CONCURRENT, valid_from=dt.date(2025, 8, 1))
    mine = officer("xa-cam-binh")
    assert compared(roster(AN), mine).rows[0].outcome == "unchanged"
    problem = refusal(roster({**AN, "post": "Trưởng phòng", "since": "01/09/2026"}), mine)
    assert "đơn vị khác" in problem.reason and "Cẩm Xuyên" not in problem.reason


def test_a_corrected_start_does_not_reach_into_the_former_unit_of_somebody() -> None:
    bring(roster({**ELSEWHERE, "since": "01/07/2025"}))
    bring(roster({**AN, "since": "01/03/2026"}))
    moved = roster({**AN, "since": "01/04/2026"})
    assert "đơn vị khác" in refusal(moved, officer("xa-cam-binh")).reason
    bring(moved, officer("tinh-ha-tinh", Role.DEPARTMENT))
    assert posts()[0][3] == dt.date(2026, 4, 1)


def test_the_department_brings_in_rosters_of_units_that_have_ended() -> None:
    old = roster({**AN, "unit": "huyện Cẩm Xuyên", "since": "01/01/2022", "division": ""}, as_of="31/12/2024")
    assert compared(old, officer("tinh-ha-tinh", Role.DEPARTMENT)).rows[0].outcome == "added"
    assert compared(old, officer("xa-cam-xuyen")).rows[0].outcome == "rejected"


def test_rows_without_a_unit_are_those_of_the_unit_chosen_and_still_inside_the_scope() -> None:
    bare = roster(AN, without=["unit"])
    plan = compared(bare, officer("xa-cam-binh"), unit("xa-cam-binh"))
    assert plan.rows[0].outcome == "added"
    assert told(compared(bare, officer("xa-cam-binh"), unit("xa-cam-xuyen")))[0].column == ""


def test_rosters_are_seen_by_their_sender_and_by_the_province() -> None:
    sender, colleague = officer("xa-cam-binh"), officer("xa-cam-binh")
    department = officer("tinh-ha-tinh", Role.DEPARTMENT)
    batch = make.batch(sender)
    assert batch_for(sender, batch.public_id) is batch
    assert batch_for(department, batch.public_id) is batch
    for stranger in (colleague, officer("xa-cam-xuyen"), officer("so-noi-vu", Role.DEPARTMENT)):
        with pytest.raises(NotFound):
            batch_for(stranger, batch.public_id)
    seen = {account.id: batches_for(account, None, None).total for account in (sender, colleague, department)}
    assert list(seen.values()) == [1, 0, 1]


def test_the_list_of_rosters_is_paged_newest_first() -> None:
    sender = officer("xa-cam-binh")
    made = [make.batch(sender).public_id for _ in range(30)][::-1]
    first = batches_for(sender, None, None)
    second = batches_for(sender, first.next, None)
    assert [row.ImportBatch.public_id for row in (*first.rows, *second.rows)] == made
    back = batches_for(sender, None, second.previous)
    assert [row.ImportBatch.public_id for row in back.rows] == made[:25]
    assert db.session.query(Assignment).count() == 0
