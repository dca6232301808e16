"""Adding a qualification: what is recorded and left in the trail, how standings follow, and what is refused at which field."""

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import select

from models.accounts import Role
from models.audit import AuditEntry
from models.officials import Precision
from models.qualifications import Domain, FormOfStudy, State
from models.targets import Reckoned, Standing
from registry.shared.database import db
from tests.qualifications.desk import Desk, fill, refusals
from tests.support import make
from tests.support.visitor import Visitor


def _standing(desk: Desk) -> Reckoned:
    today = dt.date(2026, 11, 23)
    held = select(Standing).where(
        Standing.official_id == desk.official.id, Standing.valid_from <= today, Standing.valid_to > today
    )
    return Reckoned(db.session.scalars(held).one().declared)


def test_a_degree_is_recorded_as_declared_with_all_that_was_typed(desk: Desk, officer: Visitor) -> None:
    typed = {
        "level": desk.degree.key,
        "field": "  Luật   kinh tế ",
        "form_of_study": "in_service",
        "country": "RU",
        "taught_in": desk.french.code,
        "institution": "Trường Đại học Vinh",
        "number": "DHV.2011.01187",
        "issued_on": "20/06/2011",
        "note": "bản sao công chứng",
    }
    answer = officer.submit(desk.path(Domain.DEGREE), typed, form="qualifications")
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"/officials/{desk.official.public_id}#m32"
    (held,) = desk.held()
    assert (held.domain, held.level_id, held.state) == (Domain.DEGREE, desk.degree.id, State.DECLARED)
    assert (held.field, held.institution, held.number) == ("Luật kinh tế", "Trường Đại học Vinh", "DHV.2011.01187")
    assert (held.country, held.taught_in, held.form_of_study) == ("RU", desk.french.code, FormOfStudy.IN_SERVICE)
    assert (held.issued_on, held.issued_precision) == (dt.date(2011, 6, 20), Precision.DAY)
    assert held.entered_by is not None
    assert held.entered_by.name == "Trần Thị Minh"
    page = officer.get(f"/officials/{desk.official.public_id}").text
    assert "Đã ghi thêm một mục, ở trạng thái khai báo. Chuyên môn: Đại học Luật kinh tế." in page


@pytest.mark.parametrize(
    ("typed", "day", "precision"),
    [
        ("20/06/2011", dt.date(2011, 6, 20), Precision.DAY),
        ("1.2.2011", dt.date(2011, 2, 1), Precision.DAY),
        ("06/2011", dt.date(2011, 6, 1), Precision.MONTH),
        ("2011", dt.date(2011, 1, 1), Precision.YEAR),
        ("", None, Precision.DAY),
    ],
)
def test_a_date_of_issue_keeps_how_much_of_it_is_known(
    desk: Desk, officer: Visitor, typed: str, day: dt.date | None, precision: Precision
) -> None:
    officer.submit(desk.path(Domain.DEGREE), {"level": desk.degree.key, "issued_on": typed}, form="qualifications")
    (held,) = desk.held()
    assert (held.issued_on, held.issued_precision) == (day, precision)


def test_the_trail_has_one_entry_with_the_new_values(desk: Desk, officer: Visitor) -> None:
    officer.submit(
        desk.path(Domain.DEGREE), {"level": desk.degree.key, "field": "Luật", "issued_on": "2011"}, form="qualifications"
    )
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "qualification.recorded")).one()
    assert (entry.official_id, entry.subject) == (desk.official.id, "Đại học Luật, 2011")
    assert entry.changes["field"] == [None, "Luật"]
    assert entry.changes["issued_on"] == [None, "2011-01-01"]
    assert entry.account is not None


def test_adding_the_missing_degree_makes_the_target_met_at_once(desk: Desk, officer: Visitor) -> None:
    make.qualification(desk.official, Domain.THEORY, level_id=desk.theory.id)
    db.session.commit()
    assert _standing(desk) is Reckoned.UNMET
    officer.submit(desk.path(Domain.DEGREE), {"level": desk.degree.key, "issued_on": "06/2011"}, form="qualifications")
    assert _standing(desk) is Reckoned.MET
    assert "Vì sao đạt T1" in officer.get(f"/officials/{desk.official.public_id}").text


def test_a_language_certificate_gets_its_level_from_the_score(desk: Desk, officer: Visitor) -> None:
    typed = {"certificate_type": desk.ielts.key, "score": "6,5", "issued_on": "12/10/2026", "expires_on": "12/10/2028"}
    officer.submit(desk.path(Domain.LANGUAGE), {**typed, "level": desk.third.key}, form="qualifications")
    (held,) = desk.held()
    assert (held.level_id, held.language_code, held.score) == (desk.fourth.id, desk.english.code, "6,5")
    assert held.expires_on == dt.date(2028, 10, 12)


def test_a_test_of_four_skills_is_worth_the_weakest(desk: Desk, officer: Visitor) -> None:
    skills = {"listening": "390", "reading": "300", "speaking": "150", "writing": "250"}
    typed = {"certificate_type": desk.toeic.key, "issued_on": "2024", "score": "9", **skills}
    officer.submit(desk.path(Domain.LANGUAGE), typed, form="qualifications")
    (held,) = desk.held()
    assert (held.level_id, held.skill_scores, held.score) == (desk.third.id, skills, None)


def test_a_certificate_that_no_table_knows_is_recorded_without_a_level(desk: Desk, officer: Visitor) -> None:
    officer.submit(desk.path(Domain.LANGUAGE), {"certificate_type": desk.unmapped.key, "score": "700"}, form="qualifications")
    assert [one.level_id for one in desk.held()] == [None]


def test_a_language_without_certificate_states_its_level(desk: Desk, officer: Visitor) -> None:
    typed = {"language_code": desk.french.code, "level": desk.third.key}
    officer.submit(desk.path(Domain.LANGUAGE), typed, form="qualifications")
    (held,) = desk.held()
    assert (held.level_id, held.language_code, held.certificate_type_id) == (desk.third.id, desk.french.code, None)


@pytest.mark.parametrize(
    ("domain", "typed", "field", "words"),
    [
        (Domain.DEGREE, {}, "level", "Hãy chọn trình độ"),
        (Domain.DEGREE, {"level": "không-có"}, "level", ""),
        (Domain.DEGREE, {"level": "{degree}", "issued_on": "31/02/2020"}, "issued_on", "dd/mm/yyyy"),
        (Domain.DEGREE, {"level": "{degree}", "issued_on": "13/2020"}, "issued_on", "dd/mm/yyyy"),
        (Domain.DEGREE, {"level": "{degree}", "issued_on": "24/11/2026"}, "issued_on", "tương lai"),
        (Domain.DEGREE, {"level": "{degree}", "issued_on": "1979"}, "issued_on", "ngày sinh 01/01/1980"),
        (Domain.DEGREE, {"level": "{degree}", "number": "A-1"}, "number", "đã có trong hồ sơ này"),
        (Domain.DEGREE, {"level": "{degree}", "field": "x" * 161}, "field", ""),
        (Domain.DEGREE, {"level": "{degree}", "country": "XX"}, "country", ""),
        (Domain.LANGUAGE, {}, "level", "Hãy chọn loại chứng chỉ, hoặc bậc."),
        (Domain.LANGUAGE, {}, "language_code", "Hãy chọn ngôn ngữ."),
        (
            Domain.LANGUAGE,
            {"certificate_type": "{ielts}", "issued_on": "12/10/2026", "expires_on": "12/10/2025"},
            "expires_on",
            "sớm hơn ngày cấp",
        ),
        (
            Domain.LANGUAGE,
            {"certificate_type": "{ielts}", "language_code": "{french}"},
            "language_code",
            "không phải là chứng chỉ",
        ),
        (Domain.DIGITAL, {}, "level", "Hãy chọn loại chứng chỉ, hoặc bậc."),
        (Domain.THEORY, {"level": ""}, "level", "Hãy chọn trình độ"),
    ],
)
def test_a_refusal_stands_at_its_field_and_nothing_is_lost(
    desk: Desk, officer: Visitor, domain: Domain, typed: dict[str, str], field: str, words: str
) -> None:
    make.qualification(desk.official, Domain.DEGREE, number="A-1")
    keys: dict[str, Any] = {"degree": desk.degree.key, "ielts": desk.ielts.key, "french": desk.french.code}
    fields = {name: value.format(**keys) for name, value in typed.items()}
    page = fill(officer, desk.path(domain), {"institution": "Trường Đại học Vinh", **fields})
    assert field in refusals(page)
    assert words in refusals(page)[field]
    assert 'value="Trường Đại học Vinh"' in page
    assert len(desk.held()) == 1


def test_the_very_same_entry_is_not_recorded_twice_and_another_one_is(desk: Desk, officer: Visitor) -> None:
    typed = {"level": desk.degree.key, "field": "Luật", "issued_on": "2011"}
    assert officer.submit(desk.path(Domain.DEGREE), typed, form="qualifications").status_code == 302
    assert "Mục giống hệt đã có trong hồ sơ" in fill(officer, desk.path(Domain.DEGREE), typed)
    assert len(desk.held()) == 1
    assert officer.submit(desk.path(Domain.DEGREE), {**typed, "issued_on": "2012"}, form="qualifications").status_code == 302
    assert len(desk.held()) == 2


def test_what_was_rejected_may_be_declared_once_more(desk: Desk, officer: Visitor) -> None:
    typed = {"level": desk.degree.key, "field": "Luật", "issued_on": "2011"}
    for _number in range(2):
        assert officer.submit(desk.path(Domain.DEGREE), typed, form="qualifications").status_code == 302
        desk.held()[-1].state = State.REJECTED
    assert len(desk.held()) == 2


def test_a_choice_of_section_comes_first(desk: Desk, officer: Visitor) -> None:
    page = officer.get(f"/officials/{desk.official.public_id}/qualifications/new").text
    for domain in Domain:
        assert f"?domain={domain.value}" in page
    assert officer.get(f"/officials/{desk.official.public_id}/qualifications/new?domain=magic").status_code == 404


@pytest.mark.parametrize("domain", list(Domain))
def test_every_domain_has_a_form_on_a_page_and_in_place(desk: Desk, officer: Visitor, domain: Domain) -> None:
    assert officer.get(desk.path(domain)).status_code == 200
    part = officer.get(desk.path(domain), headers={"HX-Request": "true"})
    assert part.text.lstrip().startswith("<form")
    assert 'hx-target="#main"' in part.text


def test_who_may_not_write_or_not_here_does_not_get_the_form(desk: Desk, visitor: Visitor) -> None:
    visitor.enter_as(make.account(Role.CHAIR, desk.unit))
    assert visitor.get(desk.path(Domain.DEGREE)).status_code == 403
    visitor.enter_as(make.account(Role.HR_OFFICER, desk.beside))
    assert visitor.get(desk.path(Domain.DEGREE)).status_code == 404
    fields = {"level": desk.degree.key, "csrf_token": visitor.csrf_token()}
    assert visitor.post(desk.path(Domain.DEGREE), data=fields).status_code == 404
    assert desk.held() == []


def test_courses_of_other_units_are_not_suggested(desk: Desk, officer: Visitor) -> None:
    make.qualification(make.official_at(desk.beside), Domain.TRAINING, field="Khoá bên cạnh")
    make.qualification(make.official_at(desk.unit), Domain.TRAINING, field="Khoá của ta")
    page = officer.get(desk.path(Domain.TRAINING)).text
    assert "Khoá của ta" in page
    assert "bên cạnh" not in page.lower()


def test_text_of_users_stays_text(desk: Desk, officer: Visitor) -> None:
    canary = '"><script>alert(1)</script>'
    desk.official.full_name = f"Lê {canary}"
    make.qualification(desk.official, institution=canary, field=canary)
    page = fill(officer, desk.path(Domain.DEGREE), {"field": canary, "number": canary, "issued_on": canary})
    assert "<script>alert" not in page
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") >= 5
