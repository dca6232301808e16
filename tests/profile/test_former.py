"""What the former unit keeps after a transfer: its own time, nothing later, and not one thing to change."""

import datetime as dt
from collections.abc import Iterator

import pytest
from sqlalchemy import select

from models.accounts import Account, Role
from models.base import FOREVER
from models.officials import Assignment, AssignmentKind, Start
from models.qualifications import Domain
from registry.careers.actions import AssignmentDetails, transfer
from registry.shared.clock import stopped_at
from registry.shared.database import db
from tests.profile.people import Commune
from tests.support import make
from tests.support.visitor import Visitor

NOW = dt.datetime(2026, 11, 23, 3, 0, tzinfo=dt.UTC)
GONE = dt.date(2026, 7, 1)


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with stopped_at(NOW):
        yield


def _send_away(commune: Commune, day: dt.date = GONE, by: Account | None = None) -> Assignment:
    there = AssignmentDetails(
        commune.beside, commune.clerk, day, division="Phòng Mật", decision="8/QĐ", started_by=Start.TRANSFERRED
    )
    return transfer(commune.official, there, by)


def test_the_former_unit_reads_its_own_time_and_nothing_later(commune: Commune, officer: Visitor) -> None:
    commune.official.phone, commune.official.duties = "0912345678", "Việc mới"
    make.qualification(commune.official, level_id=commune.degree.id, field="Luật", issued_on=dt.date(2015, 6, 1))
    make.qualification(commune.official, level_id=commune.degree.id, field="Kinh tế", issued_on=dt.date(2026, 9, 1))
    make.qualification(commune.official, Domain.THEORY, level_id=commune.theory.id, issued_on=None)  # recorded today
    make.rank_held(commune.official, decision="Quyết định mới")
    make.discipline(commune.official, act="Đi muộn")
    _send_away(commune)
    said = commune.record(officer)
    assert "Đã chuyển đi từ ngày 01/07/2026" in said
    assert "Chuyên viên Xã Cẩm Xuyên 01/01/2021 30/06/2026" in said
    assert "Đại học Luật" in said
    for later in ("Kinh tế", "Sơ cấp", "Phòng Mật", "Hương Khê", "0912", "Việc mới", "Quyết định mới", "Đi muộn", "217", "8/QĐ"):
        assert later not in said, later


def test_until_the_day_of_the_transfer_the_file_stays_whole(commune: Commune, officer: Visitor) -> None:
    _send_away(commune, dt.date(2027, 1, 1))
    assert "Đã chuyển đi" not in commune.record(officer)
    assert "042 189 ••• 217" in commune.record(officer)
    with stopped_at(NOW + dt.timedelta(days=39)):  # 1 January by the clocks of Hà Tĩnh
        officer.enter_as(make.account(Role.HR_OFFICER, commune.unit))
        assert "Đã chuyển đi từ ngày 01/01/2027" in commune.record(officer)


def test_the_new_unit_reads_the_whole_history(commune: Commune, visitor: Visitor) -> None:
    _send_away(commune)
    visitor.enter_as(make.account(Role.HR_OFFICER, commune.beside))
    said = commune.record(visitor)
    assert "Chuyên viên Xã Cẩm Xuyên" in said
    assert "Phòng Mật" in said


def test_whoever_comes_back_is_read_wholly_again(commune: Commune, officer: Visitor) -> None:
    _send_away(commune).valid_to = dt.date(2026, 10, 1)
    make.assignment(commune.official, commune.unit, commune.clerk, valid_from=dt.date(2026, 10, 1))
    assert "042 189 ••• 217" in commune.record(officer)


def test_a_past_secondment_is_a_time_of_its_own(commune: Commune, visitor: Visitor) -> None:
    away = {"valid_from": dt.date(2024, 1, 1), "valid_to": dt.date(2025, 1, 1), "kind": AssignmentKind.SECONDED}
    make.assignment(commune.official, commune.beside, commune.clerk, **away)
    visitor.enter_as(make.account(Role.HR_OFFICER, commune.beside))
    said = commune.record(visitor)
    assert "Đã chuyển đi từ ngày 01/01/2025" in said
    assert "Cẩm Xuyên" not in said


def test_the_list_of_a_past_day_leads_to_the_own_time(commune: Commune, officer: Visitor) -> None:
    _send_away(commune)
    page = officer.get("/officials?on=2026-06-30").text
    assert f'href="/officials/{commune.official.public_id}?on=2026-06-30"' in page
    assert commune.official.full_name not in officer.get("/officials").text


def test_who_sent_somebody_away_may_take_it_back(commune: Commune, officer: Visitor) -> None:
    path = f"/officials/{commune.official.public_id}"
    sent = {"unit": commune.beside.key, "position": commune.clerk.key, "valid_from": "01/07/2026", "decision": "8/QĐ"}
    answer = officer.submit(f"{path}/career/transfer", sent, form="transfer")
    assert answer.status_code == 302
    officer.submit(path, form="undo")  # the page of the own time offers it
    assert "Đã chuyển đi" not in commune.record(officer)
    assert db.session.scalars(select(Assignment.valid_to)).all() == [FOREVER]
