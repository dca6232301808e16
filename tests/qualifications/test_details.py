"""The rarely used fields, foreign degrees, renewals, and one entry after the other."""

import datetime as dt

import pytest
from sqlalchemy import select

from models.qualifications import Domain, Route, State
from models.verification import Verification
from registry.shared.database import db
from tests.qualifications.desk import Desk, fill, refusals
from tests.support import make, markup
from tests.support.visitor import Visitor


def _said(desk: Desk, officer: Visitor) -> str:
    return markup.text_of(markup.parsed(officer.get(f"/officials/{desk.official.public_id}").text))


def test_everything_about_a_degree_is_kept_and_shown(desk: Desk, officer: Visitor) -> None:
    typed = {
        "level": desk.degree.key,
        "field": "Luật",
        "form_of_study": "in_service",
        "route": "second_degree",
        "studied_from": "09/2007",
        "studied_to": "6/2011",
        "classification": "Khá",
        "register_number": "12/345",
        "country": "LA",
        "recognition": "1234/CNVB",
        "recognised_on": "05/03/2015",
        "issued_on": "20/06/2011",
    }
    assert officer.submit(desk.path(Domain.DEGREE), typed, form="qualifications").status_code == 302
    (held,) = desk.held()
    assert (held.route, held.studied_from, held.studied_to) == (Route.SECOND_DEGREE, dt.date(2007, 9, 1), dt.date(2011, 6, 1))
    assert (held.classification, held.register_number, held.recognised_on) == ("Khá", "12/345", dt.date(2015, 3, 5))
    said = _said(desk, officer)
    assert "Vừa làm vừa học · Văn bằng hai · 09/2007 – 06/2011 · xếp loại khá" in said
    assert "Vào sổ 12/345" in said
    assert "Cấp ở Lào · công nhận theo 1234/CNVB (05/03/2015)" in said


def test_a_foreign_degree_without_recognition_says_so_and_is_not_hidden(desk: Desk, officer: Visitor) -> None:
    make.qualification(desk.official, level_id=desk.degree.id, field="Luật", country="AU")
    said = _said(desk, officer)
    assert "Cấp ở Úc" in said
    assert "chưa có văn bản công nhận" in said


def test_a_course_has_its_lesson_hours(desk: Desk, officer: Visitor) -> None:
    typed = {"field": "Bồi dưỡng hộ tịch", "lesson_hours": "40", "issued_on": "05/2024"}
    officer.submit(desk.path(Domain.TRAINING), typed, form="qualifications")
    assert [one.lesson_hours for one in desk.held()] == [40]
    assert "40 tiết" in _said(desk, officer)


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"studied_from": "13/2007"}, "studied_from", "mm/yyyy"),
        ({"studied_from": "01/2099"}, "studied_from", "tương lai"),
        ({"studied_from": "1979"}, "studied_from", "ngày sinh"),
        ({"studied_from": "09/2007", "studied_to": "06/2007"}, "studied_to", "sớm hơn"),
        ({"issued_on": "2011", "recognised_on": "01/01/2010"}, "recognised_on", "trước ngày cấp"),
        ({"recognised_on": "01/01/2099"}, "recognised_on", "tương lai"),
    ],
)
def test_a_refusal_opens_the_details_it_stands_in(
    desk: Desk, officer: Visitor, typed: dict[str, str], field: str, words: str
) -> None:
    page = fill(officer, desk.path(Domain.DEGREE), {"level": desk.degree.key, **typed})
    assert words in refusals(page)[field]
    details = next(one for one in markup.parsed(page).iter("details") if one.get("class") == "more-fields")
    assert details.get("open") is not None
    assert desk.held() == []


def test_details_are_folded_until_they_say_something(desk: Desk, officer: Visitor) -> None:
    def is_open(path: str) -> bool:
        page = markup.parsed(officer.get(path).text)
        return next(one for one in page.iter("details") if one.get("class") == "more-fields").get("open") is not None

    plain = make.qualification(desk.official, level_id=desk.degree.id, field="Luật")
    classed = make.qualification(desk.official, level_id=desk.degree.id, field="Kế toán", classification="Giỏi")
    assert not is_open(desk.path(Domain.DEGREE))
    assert not is_open(f"/qualifications/{plain.public_id}/edit")
    assert is_open(f"/qualifications/{classed.public_id}/edit")


def test_one_entry_after_the_other(desk: Desk, officer: Visitor) -> None:
    path = desk.path(Domain.DEGREE)
    page = officer.get(path).text
    sent = markup.values(next(form for form in markup.forms(page) if "qualifications" in form.get("action", "")))
    data = {name: value[0] for name, value in sent.items() if value} | {"level": desk.degree.key, "field": "Luật", "then": "more"}
    answer = officer.post(path, data=data)
    assert answer.headers["Location"] == path
    assert "Đã ghi thêm một mục" in officer.get(path).text
    data = {**data, "field": "Kế toán"}
    answer = officer.post(path, data=data, headers={"HX-Request": "true"})
    assert answer.headers["Location"] == f"/officials/{desk.official.public_id}?add=degree#m32"
    record = officer.get(answer.headers["Location"]).text
    cell = next(one for one in markup.parsed(record).iter("td") if one.get("id") == "form-degree")
    assert cell.get("hx-trigger") == "load"
    assert len(desk.held()) == 2


def test_a_renewal_stands_beside_the_old_certificate(desk: Desk, officer: Visitor) -> None:
    values = {
        "certificate_type_id": desk.ielts.id,
        "language_code": desk.english.code,
        "score": "6.0",
        "level_id": desk.fourth.id,
    }
    for year in (2020, 2026):
        make.qualification(desk.official, Domain.LANGUAGE, **values, issued_on=dt.date(year, 5, 1))
    said = _said(desk, officer)
    assert said.count("đã có chứng chỉ mới hơn") == 1
    assert said.index("đến 01/05/2028") < said.index("hết hạn 01/05/2022") < said.index("đã có chứng chỉ mới hơn")
    rejected = make.qualification(desk.official, Domain.LANGUAGE, **values, issued_on=dt.date(2026, 8, 1))
    rejected.state = State.REJECTED
    assert _said(desk, officer).count("đã có chứng chỉ mới hơn") == 1


def test_a_change_of_what_was_verified_leaves_a_step_with_what_it_says_now(desk: Desk, officer: Visitor) -> None:
    held = make.qualification(desk.official, level_id=desk.degree.id, field="Luật", state=State.VERIFIED)
    officer.submit(f"/qualifications/{held.public_id}/edit", {"field": "Kế toán"}, form="edit")
    step = db.session.scalars(select(Verification)).one()
    assert (step.before, step.after, step.content["fields"]["field"], step.by_id) == (
        State.VERIFIED,
        State.DECLARED,
        "Kế toán",
        None,
    )


def test_a_catalogue_entry_that_changes_its_meaning_drops_what_rests_on_it(desk: Desk) -> None:
    degree = make.qualification(desk.official, level_id=desk.degree.id, state=State.VERIFIED)
    values = {"certificate_type_id": desk.ielts.id, "level_id": desk.fourth.id}
    ielts = make.qualification(desk.official, Domain.LANGUAGE, **values, state=State.CHECKED)
    desk.ielts.validity_months = 12
    desk.degree.valid_to = dt.date(2030, 1, 1)
    db.session.commit()
    assert (degree.state, ielts.state) == (State.VERIFIED, State.CHECKED)
    desk.degree.name, desk.ielts.name = "Đại học (mới)", "IELTS mới"
    db.session.commit()
    assert (degree.state, ielts.state) == (State.DECLARED, State.DECLARED)
    assert len(db.session.scalars(select(Verification)).all()) == 2


def test_a_school_that_no_list_has_is_said_to_be_proposed(desk: Desk, officer: Visitor) -> None:
    typed = {"level": desk.degree.key, "institution": "Trường Mới Toanh"}
    officer.submit(desk.path(Domain.DEGREE), typed, form="qualifications")
    said = _said(desk, officer)
    assert "Danh mục chưa có “Trường Mới Toanh”: đã gửi đề nghị bổ sung." in said
    assert "đang đề nghị bổ sung danh mục" in said
