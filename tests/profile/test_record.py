"""The record of an official: who it is on the day, posts, qualifications, completeness, history, and who may read it."""

import datetime as dt

import pytest
from sqlalchemy import event, select
from sqlalchemy.engine import Engine

from models.accounts import Role
from models.audit import AuditEntry
from models.officials import Assignment, AssignmentKind, Precision, Sex
from models.qualifications import Domain, State
from registry.audit.actions import record
from registry.shared.clock import stopped_at
from registry.shared.database import db
from tests.profile.people import Commune
from tests.support import make, markup
from tests.support.visitor import Visitor

NOW = dt.datetime(2026, 11, 23, 3, 0, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _now() -> object:
    with stopped_at(NOW):
        yield


def test_the_head_says_who_it_is_on_the_day(commune: Commune, officer: Visitor) -> None:
    commune.official.born_on = dt.date(1989, 11, 24)
    said = commune.record(officer)
    assert "Chuyên viên, Xã Cẩm Xuyên" in said
    assert "24/11/1989 · 36 tuổi" in said
    assert "24/11/1989 · 35 tuổi" in commune.record(officer, "?on=2024-11-24")
    assert "Công chức" in said


def test_a_year_of_birth_gives_an_age_that_is_called_about(commune: Commune, officer: Visitor) -> None:
    commune.official.born_on, commune.official.born_precision = dt.date(1989, 1, 1), Precision.YEAR
    assert "1989 · khoảng 37 tuổi" in commune.record(officer)


@pytest.mark.parametrize("role", [Role.HR_OFFICER, Role.CHAIR, Role.DEPARTMENT, Role.AUDITOR])
def test_the_number_is_masked_until_somebody_asks_and_asking_is_written_down(
    commune: Commune, visitor: Visitor, role: Role
) -> None:
    account = make.account(role, commune.unit)
    visitor.enter_as(account)
    path = f"/officials/{commune.official.public_id}"
    page = visitor.get(path).text
    assert "042 189 ••• 217" in page
    assert "042189000217" not in page
    answer = visitor.submit(path, form="/number")
    assert answer.status_code == 302
    assert "217" not in answer.headers["Location"]
    assert "042 189 000 217" in visitor.get(path).text
    assert "042 189 ••• 217" in visitor.get(path).text  # once
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "official.number_shown")).one()
    assert (entry.account_id, entry.official_id, entry.changes) == (account.id, commune.official.id, {})


def test_the_number_shows_in_place_as_a_part(commune: Commune, officer: Visitor) -> None:
    path = f"/officials/{commune.official.public_id}"
    answer = officer.post(f"{path}/number", data={"csrf_token": officer.csrf_token()}, headers={"HX-Request": "true"})
    assert answer.text.count("042 189 000 217") == 1
    assert "<html" not in answer.text
    assert "042 189 ••• 217" in officer.get(path).text


def test_numbers_in_the_history_are_masked_too(commune: Commune, officer: Visitor) -> None:
    changes = {"personal_number": ["042189000111", "042189000217"]}
    record("official.changed", "Nguyễn 042189000111", by=None, official=commune.official, changes=changes)
    page = officer.get(f"/officials/{commune.official.public_id}").text
    assert "042189000" not in page
    assert "042 189 ••• 111" in page


def test_nobody_reads_a_file_outside_their_units(commune: Commune, visitor: Visitor) -> None:
    path = f"/officials/{commune.official.public_id}"
    visitor.enter_as(make.account(Role.HR_OFFICER, commune.beside))
    assert visitor.get(path).status_code == 404
    assert visitor.post(f"{path}/number", data={"csrf_token": visitor.csrf_token()}).status_code == 404
    assert visitor.get("/officials/0123456789abcdef").status_code == 404
    assert db.session.scalars(select(AuditEntry).where(AuditEntry.action == "official.number_shown")).all() == []


def test_completeness_counts_what_everybody_has_and_names_what_is_missing(commune: Commune, officer: Visitor) -> None:
    said = commune.record(officer)
    assert "3/14 mục · 11 mục thiếu" in said
    for missing in (
        "1 Giới tính",
        "6 Dân tộc",
        "13 Ngày tuyển dụng lần đầu",
        "15 Ngày vào Đảng",
        "20 Trình độ chuyên môn cao nhất",
    ):
        assert missing in said
    official = commune.official
    official.sex, official.ethnicity, official.recruited_on, official.party_member = (
        Sex.FEMALE,
        "Kinh",
        dt.date(2012, 9, 1),
        False,
    )
    official.number_issued_on = official.joined_on = dt.date(2021, 7, 1)
    official.schooling, official.duties = "12/12", "Tư pháp, hộ tịch"
    make.rank_held(official)
    make.qualification(official, level_id=commune.degree.id, field="Luật", institution="Trường Đại học Vinh")
    assert "14/14 mục" in commune.record(officer)


def test_each_missing_item_leads_to_the_form_that_fills_it(commune: Commune, officer: Visitor) -> None:
    make.qualification(
        commune.official, level_id=commune.degree.id, issued_on=None, institution="Trường Đại học Vinh", field="Luật"
    )
    page = officer.get(f"/officials/{commune.official.public_id}").text
    lacks = next(each for each in markup.parsed(page).iter("details") if "lacks" in each.get("class", ""))
    links = {markup.text_of(each): each.get("href", "") for each in lacks.iter("a")}
    assert len(links) == 10
    for words, label in (("19 Trình độ giáo dục phổ thông", "19 Trình độ giáo dục phổ thông"), ("32 Ngày cấp", "Ngày cấp")):
        form = officer.get(next(url for said, url in links.items() if said.startswith(words)))
        assert form.status_code == 200
        assert label in form.text


def test_versions_lead_to_the_days_on_which_posts_changed(commune: Commune, officer: Visitor) -> None:
    chief = make.position("Phó Trưởng phòng")
    first = commune.official.public_id
    held = db.session.scalars(select(Assignment).where(Assignment.official_id == commune.official.id)).one()
    held.valid_to = dt.date(2025, 7, 1)
    make.assignment(commune.official, commune.unit, chief, valid_from=dt.date(2025, 7, 1), division="Phòng Kinh tế")
    page = officer.get(f"/officials/{first}").text
    assert f'href="/officials/{first}?on=2025-07-01"' in page
    assert f'href="/officials/{first}?on=2021-01-01"' in page
    assert f'href="/officials/{first}" aria-current="true"' in page
    then = commune.record(officer, "?on=2025-06-30")
    assert "Chuyên viên, Xã Cẩm Xuyên" in then
    assert then.count("sau ngày đang xem") == 1
    before = officer.get(f"/officials/{first}?on=2025-07-01").text
    assert '?on=2025-07-01" aria-current="true"' in before


def test_a_concurrent_post_is_named_as_such_and_no_post_is_said(commune: Commune, officer: Visitor) -> None:
    make.assignment(commune.official, commune.beside, make.position("Bí thư Đoàn"), kind=AssignmentKind.CONCURRENT)
    assert "Bí thư Đoàn, Xã Hương Khê (kiêm nhiệm)" in commune.record(officer)
    retired = make.official("Lê Nghỉ")
    make.assignment(retired, commune.unit, commune.clerk, valid_to=dt.date(2024, 1, 1))
    page = officer.get(f"/officials/{retired.public_id}").text
    assert "Không giữ chức vụ nào vào ngày 23/11/2026" in page
    assert "Thôi giữ chức vụ Chuyên viên" in page


def test_qualifications_stand_in_their_sections_with_state_source_and_validity(commune: Commune, officer: Visitor) -> None:
    official = commune.official
    ielts = make.certificate_type("IELTS", validity_months=24, language_code=make.language().code)
    level = make.level(Domain.LANGUAGE, "Bậc 4", 4)
    make.qualification(official, level_id=commune.degree.id, field="Luật", country="RU", state=State.VERIFIED, number="A-77")
    values = {"certificate_type_id": ielts.id, "level_id": level.id, "score": "6.0", "language_code": ielts.language_code}
    make.qualification(official, Domain.LANGUAGE, **values, issued_on=dt.date(2023, 3, 1), source="Tệp tháng 3")
    make.qualification(official, Domain.LANGUAGE, **values, issued_on=dt.date(2026, 5, 1), issued_precision=Precision.MONTH)
    make.qualification(official, Domain.THEORY, level_id=commune.theory.id, issued_on=None, state=State.REVOKED)
    said = commune.record(officer)
    assert "Đại học Luật Số A-77 Cấp ở Nga chưa có văn bản công nhận" in said
    assert "Đã xác minh" in said
    assert "hết hạn 01/03/2025" in said
    assert "05/2026 đến 01/05/2028" in said
    assert "tương đương bậc 4" in said
    assert "Tệp tháng 3" in said
    assert "Đã thu hồi" in said
    assert "sau ngày đang xem" in commune.record(officer, "?on=2026-04-30")


def test_the_history_tells_before_and_after_in_words(commune: Commune, officer: Visitor) -> None:
    account = make.account(Role.HR_OFFICER, commune.unit, name="Lê Thị Sửa")
    changes = {"level_id": [commune.college.id, commune.degree.id], "state": ["verified", "declared"]}
    record("qualification.changed", "Đại học Luật, 2012", by=account, official=commune.official, changes=changes)
    said = commune.record(officer)
    assert "Lê Thị Sửa · Sửa văn bằng, chứng chỉ Đại học Luật, 2012" in said
    assert "Cao đẳng Đại học" in said
    assert "đã xác minh khai báo" in said


def test_text_of_users_stays_text(commune: Commune, officer: Visitor) -> None:
    canary = "<script>alert(1)</script>"
    commune.official.full_name = f"Lê {canary}"
    make.qualification(commune.official, level_id=commune.degree.id, field=canary, institution=canary, note=canary, source=canary)
    page = officer.get(f"/officials/{commune.official.public_id}").text
    assert canary not in page
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 5


def test_a_longer_record_takes_no_more_statements(commune: Commune, officer: Visitor) -> None:
    path = f"/officials/{commune.official.public_id}"

    def statements() -> int:
        seen: list[str] = []

        def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
            seen.append(statement)

        db.session.commit()
        event.listen(Engine, "before_cursor_execute", note)
        assert officer.get(path).status_code == 200
        event.remove(Engine, "before_cursor_execute", note)
        return len([one for one in seen if "SAVEPOINT" not in one])

    account = make.account()

    def grow() -> None:
        held = make.qualification(commune.official, level_id=commune.degree.id, entered_by_id=account.id)
        make.assignment(commune.official, make.unit(), kind=AssignmentKind.CONCURRENT)
        record("qualification.recorded", "x", by=account, official=commune.official, changes={"level_id": [None, held.level_id]})

    grow()
    officer.get(path)
    few = statements()
    for _ in range(8):
        grow()
    assert statements() == few
