"""The pages of positions: what they say, to whom, and the words they never use."""

import datetime as dt
from dataclasses import dataclass

import pytest
from flask import Flask
from sqlalchemy import select

from models.accounts import Role
from models.officials import Official, Sex
from models.planning import Due, DueDay
from models.positions import Position
from models.qualifications import Domain, Level, State
from models.service import Appraisal, Grade
from models.standards import Origin, Standard
from models.units import Tier, Unit
from registry.shared.database import db
from tests.support import make, markup
from tests.support.visitor import Visitor

ON = "?on=2026-06-01"
UNSURE = {"certain": False}


@dataclass(frozen=True)
class Place:
    """A commune with a head of division who lacks theory, a clerk who lacks nothing, and a neighbour."""

    unit: Unit
    head: Position
    levels: dict[tuple[Domain, int], Level]
    lan: Official
    minh: Official
    away: Official


@pytest.fixture
def place(app: Flask) -> Place:
    assert app.testing
    province = make.province()
    unit, other = make.unit("Xã Trên", Tier.COMMUNE, province), make.unit("Xã Bên", Tier.COMMUNE, province)
    levels = {
        (domain, rank): make.level(domain, name, rank)
        for domain, rank, name in (
            (Domain.DEGREE, 2, "Trung cấp"),
            (Domain.DEGREE, 4, "Đại học"),
            (Domain.THEORY, 1, "Sơ cấp"),
            (Domain.THEORY, 2, "Trung cấp"),
        )
    }
    head, clerk = make.position("Trưởng phòng thử", Tier.COMMUNE), make.position("Chuyên viên thử", Tier.COMMUNE)
    make.standard(head)
    make.standard(head, {"holds": {"domain": "theory", "rank": 2}}, domain=Domain.THEORY, basis="CV 11", **UNSURE)
    lan = make.official("Nguyễn Thị Lan", born_on=dt.date(1990, 5, 1), sex=Sex.FEMALE)
    minh = make.official("Trần Văn Minh", born_on=dt.date(1970, 5, 1), sex=Sex.MALE)
    away = make.official("Lê Văn Xa", born_on=dt.date(1985, 5, 1), sex=Sex.MALE)
    for person, at, post in ((lan, unit, head), (minh, unit, clerk), (away, other, clerk)):
        make.assignment(person, at, post)
        make.qualification(person, level_id=levels[Domain.DEGREE, 4].id, field="Luật")
    make.qualification(lan, Domain.THEORY, level_id=levels[Domain.THEORY, 1].id)
    for person in (minh, away):
        make.qualification(person, Domain.THEORY, level_id=levels[Domain.THEORY, 2].id)
    return Place(unit, head, levels, lan, minh, away)


@pytest.fixture
def officer(visitor: Visitor, place: Place) -> Visitor:
    return visitor.enter_as(make.account(Role.HR_OFFICER, place.unit))


@pytest.fixture
def department(visitor: Visitor, place: Place) -> Visitor:  # noqa: ARG001  its first unit is the province
    return visitor.enter_as(make.account(Role.DEPARTMENT, db.session.scalars(select(Unit).order_by(Unit.id)).first()))


def _text(reader: Visitor, path: str) -> str:
    answer = reader.get(path)
    assert answer.status_code == 200, path
    return markup.text_of(next(markup.parsed(answer.text).iter("main")))


def test_a_gap_names_the_record_that_falls_short_and_never_says_breach(officer: Visitor, place: Place) -> None:
    said = _text(officer, f"/officials/{place.lan.public_id}/gap{ON}")
    assert "Còn thiếu so với tiêu chuẩn vị trí" in said
    assert "Có sơ cấp lý luận chính trị, cần trung cấp trở lên" in said
    assert "Đại học Luật, 2010: được tính theo khai báo" in said
    assert "cần kiểm tra" in said
    assert "vi phạm" not in said.lower()


def test_a_rejected_diploma_fills_no_gap(officer: Visitor, place: Place) -> None:
    make.qualification(place.lan, Domain.THEORY, level_id=place.levels[Domain.THEORY, 2].id, state=State.REJECTED)
    said = _text(officer, f"/officials/{place.lan.public_id}/gap{ON}")
    assert "Còn thiếu so với tiêu chuẩn vị trí" in said
    assert "không được chấp nhận khi xác minh" in said


def test_what_is_preferred_is_never_lacking(officer: Visitor, place: Place) -> None:
    wish = {"holds": {"domain": "language", "rank": 3}}
    make.standard(place.head, wish, domain=Domain.LANGUAGE, mandatory=False)
    said = _text(officer, f"/officials/{place.minh.public_id}/gap{ON}&position={place.head.key}")
    assert "Đạt so với tiêu chuẩn vị trí" in said
    assert "Ưu tiên, không tính là thiếu" in said
    assert "Còn thiếu so với" not in said


def test_a_position_without_standards_says_so_and_does_not_pass_anybody(officer: Visitor, place: Place) -> None:
    said = _text(officer, f"/officials/{place.minh.public_id}/gap{ON}")
    assert "Sổ chưa có tiêu chuẩn của vị trí này" in said
    assert "Đạt so với" not in said


def test_openings_tell_what_somebody_could_take(officer: Visitor, place: Place) -> None:
    assert "Đủ tiêu chuẩn bắt buộc 1" in _text(officer, f"/officials/{place.minh.public_id}/openings{ON}")
    said = _text(officer, f"/officials/{place.lan.public_id}/openings{ON}")
    assert "Đủ tiêu chuẩn bắt buộc 0" in said and "Chỉ thiếu một điều kiện 1" in said and "Lý luận chính trị" in said


def test_candidates_are_those_whom_the_account_may_read(officer: Visitor, place: Place) -> None:
    path = f"/positions/{place.head.key}/candidates{ON}"
    said = _text(officer, path)
    assert "So hồ sơ của 2 người" in said and "Trần Văn Minh" in said and "Lê Văn Xa" not in said
    near = _text(officer, f"{path}&show=near")
    assert "Nguyễn Thị Lan" in near and "Có sơ cấp lý luận chính trị, cần trung cấp trở lên" in near


def test_the_department_sees_those_of_all_units_and_may_narrow_them(department: Visitor, place: Place) -> None:
    path = f"/positions/{place.head.key}/candidates{ON}"
    assert "Lê Văn Xa" in _text(department, path)
    assert "Trần Văn Minh" not in _text(department, f"{path}&age_to=50")
    assert "Lê Văn Xa" in _text(department, f"{path}&age_to=50")
    assert "Trần Văn Minh" not in _text(department, f"{path}&years_left=10")
    assert "Lê Văn Xa" not in _text(department, f"{path}&unit={place.unit.key}")
    assert "Lê Văn Xa" in _text(department, f"{path}&age_to=xx&years_left=-3")  # what is no number asks nothing


def test_a_day_of_retirement_that_was_decided_goes_before_the_age(department: Visitor, place: Place) -> None:
    early = {"day": dt.date(2028, 3, 31), "reason": "Nghỉ theo nguyện vọng"}
    db.session.add(DueDay(official_id=place.away.id, kind=Due.RETIREMENT, **early))
    path = f"/positions/{place.head.key}/candidates{ON}"
    assert "nghỉ hưu 31/03/2028" in _text(department, path)
    assert "Lê Văn Xa" in _text(department, f"{path}&years_left=1")
    assert "Lê Văn Xa" not in _text(department, f"{path}&years_left=5")


def test_good_years_are_asked_only_where_appraisals_are_on_file(department: Visitor, place: Place) -> None:
    path = f"/positions/{place.head.key}/candidates{ON}"
    assert "Hai năm liền" not in _text(department, path)
    grades = [(place.minh, 2025, Grade.GOOD), (place.minh, 2024, Grade.EXCELLENT), (place.away, 2025, Grade.GOOD)]
    grades.append((place.away, 2024, Grade.COMPLETED))
    db.session.add_all(Appraisal(official_id=who.id, year=year, grade=grade) for who, year, grade in grades)
    assert "Hai năm liền" in _text(department, path)
    said = _text(department, f"{path}&good=yes")
    assert "Trần Văn Minh" in said and "Lê Văn Xa" not in said


def test_an_archived_file_is_in_no_list_and_no_figure(department: Visitor, place: Place) -> None:
    place.minh.archived_at = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    assert "Trần Văn Minh" not in _text(department, f"/positions/{place.head.key}/candidates{ON}")
    assert "Trần Văn Minh" not in _text(department, f"/positions/matrix{ON}&unit={place.unit.key}")


def test_the_table_of_a_unit_and_the_figures_say_the_same(department: Visitor, place: Place) -> None:
    table = _text(department, f"/positions/matrix{ON}&unit={place.unit.key}")
    assert "Nguyễn Thị Lan" in table and "Có sơ cấp lý luận chính trị, cần trung cấp trở lên" in table
    assert "Chưa có tiêu chuẩn" in table  # the clerk
    assert "0/1 người có đủ tiêu chuẩn" in _text(department, f"/positions{ON}")
    assert "Xã Trên" in _text(department, f"/positions/units{ON}")


def test_figures_of_a_past_day_follow_the_standard_of_that_day(department: Visitor) -> None:
    theory = db.session.scalars(select(Standard).where(Standard.domain == Domain.THEORY)).one()
    theory.valid_from = dt.date(2026, 1, 1)
    assert "1/1 người có đủ tiêu chuẩn" in _text(department, "/positions?on=2025-12-31")
    assert "0/1 người có đủ tiêu chuẩn" in _text(department, "/positions?on=2026-01-01")


def test_the_department_writes_a_version_through_the_form(department: Visitor, place: Place) -> None:
    standard = db.session.scalars(select(Standard).where(Standard.domain == Domain.THEORY)).one()
    path = f"/standards/{standard.public_id}/edit"
    answer = department.submit(path, {"level_a": "theory:1", "valid_from": "01/07/2026", "basis": "CV 12"})
    assert answer.status_code == 302
    said = _text(department, f"/positions/{place.head.key}?on=2026-07-01")
    assert "Có lý luận chính trị từ sơ cấp trở lên" in said and "CV 12" in said and "Các phiên bản khác" in said
    assert "01/01/2021 – 30/06/2026" in said


def test_a_lower_addition_is_refused_at_the_level(department: Visitor, place: Place) -> None:
    path = f"/positions/{place.head.key}/standards/new?domain=degree"
    fields = {"level_a": "degree:2", "valid_from": "01/07/2026", "basis": "QĐ 5", "origin": "province", "mandatory": "yes"}
    page = department.submit(path, fields)
    assert page.status_code == 200
    assert "không được thấp hơn quy định chung: có trình độ chuyên môn từ đại học trở lên" in page.text
    assert not db.session.scalars(select(Standard).where(Standard.origin == Origin.PROVINCE)).all()


def test_the_page_of_a_position_offers_editing_to_the_department_only(officer: Visitor, place: Place) -> None:
    page = officer.get(f"/positions/{place.head.key}{ON}")
    assert "Ghi phiên bản mới" not in page.text and "Thêm yêu cầu" not in page.text
    assert officer.get(f"/positions/{place.head.key}/standards/new").status_code == 403


def test_a_position_that_there_is_not_is_not_found(officer: Visitor) -> None:
    assert officer.get("/positions/khong-co").status_code == 404
    assert officer.get("/positions/khong-co/candidates").status_code == 404
