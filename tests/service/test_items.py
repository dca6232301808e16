"""Ranks, absences, appraisals, discipline: recorded, corrected and removed in place; who sees a sanction."""

import datetime as dt
from decimal import Decimal

import pytest
from sqlalchemy import select

from models.accounts import Account, Role
from models.base import FOREVER
from models.officials import Official
from models.service import Absence, AbsenceKind, Appraisal, Discipline, Grade, RankHeld
from registry.service.actions import change_item, record_item, return_from
from registry.service.items import AbsenceDetails, AppraisalDetails, RankDetails
from registry.shared.database import db
from registry.shared.refusal import Refused
from tests.profile.people import Commune
from tests.qualifications.desk import refusals
from tests.support import make
from tests.support.visitor import Visitor


def _ranks(official: Official) -> list[tuple[str, str, str]]:
    held = db.session.scalars(select(RankHeld).where(RankHeld.official_id == official.id).order_by(RankHeld.valid_from))
    return [(one.rank.name, f"{one.valid_from}", "" if one.valid_to == FOREVER else f"{one.valid_to}") for one in held]


def _rank(name: str, day: dt.date) -> RankDetails:
    return RankDetails(make.rank(name).id, 2, Decimal("2.67"), day, None, "5/QĐ")


def test_a_new_rank_ends_the_one_before_and_fits_between_two(commune: Commune, by: Account) -> None:
    record_item(commune.official, _rank("Cán sự", dt.date(2015, 1, 1)), by)
    record_item(commune.official, _rank("Chuyên viên chính", dt.date(2024, 1, 1)), by)
    record_item(commune.official, _rank("Chuyên viên", dt.date(2019, 1, 1)), by)
    assert _ranks(commune.official) == [
        ("Cán sự", "2015-01-01", "2019-01-01"),
        ("Chuyên viên", "2019-01-01", "2024-01-01"),
        ("Chuyên viên chính", "2024-01-01", ""),
    ]
    with pytest.raises(Refused, match="Chồng lên ngạch Chuyên viên, hưởng từ 01/01/2019 đến hết 31/12/2023"):
        record_item(commune.official, _rank("Cán sự", dt.date(2019, 1, 1)), by)


@pytest.mark.parametrize(("typed", "stored"), [("3,66", "3.66"), ("2.34", "2.34"), ("4", "4.00"), ("", None)])
def test_coefficients_are_read_as_people_write_them(commune: Commune, officer: Visitor, typed: str, stored: str | None) -> None:
    fields = {"rank": make.rank().code, "coefficient": typed, "valid_from": "01/02/2026"}
    path = f"/officials/{commune.official.public_id}/ranks/new"
    assert officer.submit(path, fields, form="ranks").status_code == 302
    held = db.session.scalars(select(RankHeld)).one()
    assert held.coefficient == (Decimal(stored) if stored else None)


@pytest.mark.parametrize("typed", ["ba", "25", "-1", "3,666", "NaN", "1e1"])
def test_no_other_coefficient_is_taken(commune: Commune, officer: Visitor, typed: str) -> None:
    fields = {"rank": make.rank().code, "coefficient": typed, "valid_from": "01/02/2026"}
    page = officer.submit(f"/officials/{commune.official.public_id}/ranks/new", fields, form="ranks")
    if typed != "1e1":  # ten, oddly written
        assert "coefficient" in refusals(page.text)
        assert db.session.scalars(select(RankHeld)).all() == []


def test_absences_do_not_overlap_and_need_a_post(commune: Commune, by: Account) -> None:
    first = AbsenceDetails(AbsenceKind.MATERNITY, dt.date(2026, 1, 1), dt.date(2026, 7, 1), None)
    record_item(commune.official, first, by)
    with pytest.raises(Refused, match="vắng mặt khác, từ 01/01/2026 đến hết 30/06/2026"):
        record_item(commune.official, AbsenceDetails(AbsenceKind.SICK, dt.date(2026, 6, 30), None, None), by)
    with pytest.raises(Refused, match="không giữ chức vụ nào"):
        record_item(commune.official, AbsenceDetails(AbsenceKind.STUDY, dt.date(2019, 1, 1), dt.date(2019, 2, 1), None), by)
    with pytest.raises(Refused, match="sớm hơn ngày bắt đầu"):
        record_item(commune.official, AbsenceDetails(AbsenceKind.STUDY, dt.date(2026, 8, 1), dt.date(2026, 8, 1), None), by)


def test_the_return_ends_an_absence_within_its_days(commune: Commune, by: Account) -> None:
    absence = make.absence(commune.official, valid_to=dt.date(2026, 5, 1))
    for day in (dt.date(2026, 1, 5), dt.date(2026, 5, 2)):
        with pytest.raises(Refused, match="Ngày trở lại"):
            return_from(absence, day, None, by)
    return_from(absence, dt.date(2026, 3, 2), None, by)
    assert absence.valid_to == dt.date(2026, 3, 2)


def test_a_year_is_appraised_once_and_says_something(commune: Commune, by: Account) -> None:
    held = record_item(commune.official, AppraisalDetails(2025, Grade.GOOD, None, None), by)
    with pytest.raises(Refused, match="Năm 2025 đã có"):
        record_item(commune.official, AppraisalDetails(2025, Grade.EXCELLENT, None, None), by)
    with pytest.raises(Refused, match="Hãy ghi xếp loại"):
        record_item(commune.official, AppraisalDetails(2024, None, " ", None), by)
    assert change_item(held, AppraisalDetails(2025, Grade.EXCELLENT, None, None), by) == {"grade": ["good", "excellent"]}
    assert change_item(held, AppraisalDetails(2025, Grade.EXCELLENT, None, None), by) == {}


def test_two_people_editing_lose_nothing(commune: Commune, officer: Visitor) -> None:
    held = make.appraisal(commune.official)
    sent = {"year": "2025", "grade": "excellent", "title": "", "commendation": "", "version": "1"}
    held.grade = Grade.COMPLETED
    db.session.commit()
    answer = officer.post(f"/appraisals/{held.public_id}/edit", data={**sent, "csrf_token": officer.csrf_token()})
    assert answer.status_code == 409
    assert "Hoàn thành nhiệm vụ" in answer.text and "Hoàn thành xuất sắc nhiệm vụ" in answer.text
    db.session.refresh(held)
    assert held.grade is Grade.COMPLETED


@pytest.mark.parametrize("kind", ["ranks", "absences", "appraisals", "disciplines"])
def test_an_entry_by_mistake_is_removed_and_comes_back_by_undo(commune: Commune, officer: Visitor, kind: str) -> None:
    item = {
        "ranks": make.rank_held,
        "absences": make.absence,
        "appraisals": make.appraisal,
        "disciplines": make.discipline,
    }[kind](commune.official)
    model, public_id = type(item), item.public_id
    assert officer.submit(f"/{kind}/{public_id}/edit", form="remove").status_code == 302
    assert db.session.scalar(select(model).where(model.public_id == public_id)) is None
    officer.submit(f"/officials/{commune.official.public_id}", form="undo")
    assert db.session.scalar(select(model).where(model.public_id == public_id)) is not None


SEEING = {Role.HR_OFFICER: True, Role.DEPARTMENT: True, Role.AUDITOR: True, Role.CHAIR: False}


@pytest.mark.parametrize(("role", "sees"), SEEING.items())
def test_sanctions_are_seen_by_those_whom_they_concern(commune: Commune, visitor: Visitor, role: Role, sees: bool) -> None:
    keeper = visitor.enter_as(make.account(Role.HR_OFFICER, commune.unit))
    path = f"/officials/{commune.official.public_id}/disciplines/new"
    fields = {"sanction": "warning", "act": "Sử dụng bằng cấp sai", "valid_from": "01/02/2026"}
    assert keeper.submit(path, fields, form="disciplines").status_code == 302
    make.appraisal(commune.official, title="Lao động tiên tiến")
    visitor.enter_as(make.account(role, commune.unit))
    page = visitor.get(f"/officials/{commune.official.public_id}").text
    assert ("Sử dụng bằng cấp sai" in page, "Cảnh cáo" in page, "Ghi kỷ luật" in page) == (sees, sees, sees)
    assert "Lao động tiên tiến" in page


def test_each_form_opens_in_place_and_sends_its_errors_back_there(commune: Commune, officer: Visitor) -> None:
    for kind in ("ranks", "absences", "appraisals", "disciplines"):
        path = f"/officials/{commune.official.public_id}/{kind}/new"
        part = officer.get(path, headers={"HX-Request": "true"})
        assert "<html" not in part.text
        sent = officer.post(path, data={"csrf_token": officer.csrf_token()}, headers={"HX-Request": "true"})
        assert (sent.status_code, sent.headers["HX-Reselect"]) == (200, ".inline-form")
        assert refusals(sent.text)
    assert not any(db.session.scalars(select(model)).all() for model in (Absence, Appraisal, Discipline, RankHeld))
