"""Why a target is met or not: the proof tree, what is missing and where to add it, and the difference verification makes."""

import datetime as dt

import pytest

from models.accounts import Role
from models.qualifications import Domain, State
from models.targets import Exemption
from registry.shared.clock import stopped_at
from registry.shared.database import db
from tests.profile.people import Commune
from tests.support import make
from tests.support.visitor import Visitor


@pytest.fixture(autouse=True)
def _now() -> object:
    with stopped_at(dt.datetime(2026, 11, 23, 3, 0, tzinfo=dt.UTC)):
        yield


def test_an_unmet_target_says_what_is_missing_and_leads_to_the_form(commune: Commune, officer: Visitor) -> None:
    make.qualification(commune.official, level_id=commune.college.id, field="Kế toán")
    said = commune.record(officer)
    assert "Vì sao chưa đạt T1" in said
    assert "Cao đẳng Kế toán, 2010: thấp hơn mức yêu cầu" in said
    assert "Hồ sơ chưa ghi lý luận chính trị nào." in said
    page = officer.get(f"/officials/{commune.official.public_id}").text
    for domain in ("degree", "theory"):
        assert f'href="/officials/{commune.official.public_id}/qualifications/new?domain={domain}"' in page


def test_a_met_target_says_what_counted_and_what_verification_would_change(commune: Commune, officer: Visitor) -> None:
    make.qualification(commune.official, level_id=commune.degree.id, field="Luật", state=State.VERIFIED)
    theory = make.qualification(commune.official, Domain.THEORY, level_id=commune.theory.id)
    said = commune.record(officer)
    assert "Vì sao đạt T1" in said
    assert "Đại học Luật, 2010: được tính, đã xác minh" in said
    assert "Nếu chỉ tính văn bằng đã xác minh: chưa đạt." in said
    theory.state = State.VERIFIED
    assert "Nếu chỉ tính văn bằng đã xác minh" not in commune.record(officer)


def test_the_reason_is_that_of_the_day(commune: Commune, officer: Visitor) -> None:
    make.qualification(commune.official, level_id=commune.degree.id, issued_on=dt.date(2024, 6, 1))
    make.qualification(commune.official, Domain.THEORY, level_id=commune.theory.id)
    assert "Vì sao chưa đạt T1" in commune.record(officer, "?on=2024-05-31")
    assert "cấp ngày 01/06/2024, sau ngày đang xem" in commune.record(officer, "?on=2024-05-31")
    assert "Vì sao đạt T1" in commune.record(officer, "?on=2024-06-01")


def test_missing_dates_leave_the_answer_open(commune: Commune, officer: Visitor) -> None:
    make.qualification(commune.official, level_id=commune.degree.id, issued_on=None)
    make.qualification(commune.official, Domain.THEORY, level_id=commune.theory.id)
    assert "Thiếu dữ liệu để xét T1" in commune.record(officer)


def test_targets_of_others_stand_in_one_line(commune: Commune, officer: Visitor) -> None:
    said = commune.record(officer)
    assert "Không thuộc đối tượng T3 · T3" in said
    assert "Vì sao chưa đạt T3" not in said


def test_an_exempt_official_sees_the_basis(commune: Commune, officer: Visitor) -> None:
    target = make.target("T5")
    waived = Exemption(
        key="mien",
        target_id=target.id,
        official_id=commune.official.id,
        basis="Quyết định 12 ngày 01/02/2025",
        valid_from=dt.date(2025, 2, 1),
        valid_to=dt.date(9999, 12, 31),
    )
    db.session.add(waived)
    said = commune.record(officer)
    assert "Vì sao không tính vào T5" in said
    assert "Quyết định 12 ngày 01/02/2025" in said


def test_a_reader_is_not_offered_to_write(commune: Commune, visitor: Visitor) -> None:
    visitor.enter_as(make.account(Role.AUDITOR, commune.unit))
    page = visitor.get(f"/officials/{commune.official.public_id}").text
    assert "/qualifications/" not in page
    assert "Vì sao chưa đạt T1" in page
