"""Correcting a qualification: the verified is declared again, nothing unasked is lost, unseen changes are not overwritten."""

import datetime as dt

import pytest
from sqlalchemy import select

from models.accounts import Role
from models.audit import AuditEntry
from models.officials import Precision
from models.qualifications import Domain, Qualification, State
from registry.shared.database import db
from tests.qualifications.desk import Desk
from tests.support import make, markup
from tests.support.visitor import Visitor


@pytest.fixture
def held(desk: Desk) -> Qualification:
    """A verified college degree from a roster."""
    return make.qualification(
        desk.official,
        Domain.DEGREE,
        level_id=desk.college.id,
        field="Kế toán",
        number="C-5",
        issued_precision=Precision.MONTH,
        state=State.VERIFIED,
        source="Tệp tháng 3",
        score="7,9",
        expires_on=dt.date(2030, 1, 1),
    )


def _path(held: Qualification) -> str:
    return f"/qualifications/{held.public_id}/edit"


def _entries() -> list[AuditEntry]:
    return list(db.session.scalars(select(AuditEntry).where(AuditEntry.action == "qualification.changed")))


def test_the_form_shows_what_is_on_record_and_warns_of_what_a_change_means(
    desk: Desk, officer: Visitor, held: Qualification
) -> None:
    page = officer.get(_path(held)).text
    values = markup.values(next(form for form in markup.forms(page) if "edit" in form.get("action", "")))
    assert (values["level"], values["field"], values["issued_on"]) == ([desk.college.key], ["Kế toán"], ["06/2010"])
    assert "trở lại trạng thái khai báo" in page


def test_a_change_makes_it_declared_and_keeps_what_the_form_does_not_ask(
    desk: Desk, officer: Visitor, held: Qualification
) -> None:
    answer = officer.submit(_path(held), {"level": desk.degree.key, "field": "Luật"}, form="edit")
    assert answer.status_code == 302
    db.session.refresh(held)
    assert (held.level_id, held.field, held.state) == (desk.degree.id, "Luật", State.DECLARED)
    assert (held.number, held.score, held.expires_on) == ("C-5", "7,9", dt.date(2030, 1, 1))
    assert (held.issued_on, held.issued_precision) == (dt.date(2010, 6, 1), Precision.MONTH)
    assert held.source == "Trần Thị Minh sửa ngày 23/11/2026"
    (entry,) = _entries()
    assert entry.subject == "Đại học Luật, 2010"
    assert entry.changes["field"] == ["Kế toán", "Luật"]
    assert entry.changes["level_id"] == [desk.college.id, desk.degree.id]
    assert entry.changes["state"] == ["verified", "declared"]


def test_saving_without_a_change_leaves_everything_verified(desk: Desk, officer: Visitor) -> None:
    held = make.qualification(
        desk.official, Domain.DEGREE, level_id=desk.degree.id, field="Luật", issued_on=dt.date(2011, 6, 20), state=State.VERIFIED
    )
    officer.submit(_path(held), {}, form="edit")
    db.session.refresh(held)
    assert (held.state, held.version) == (State.VERIFIED, 1)
    assert _entries() == []


def test_a_stale_form_shows_both_versions_and_writes_nothing(desk: Desk, officer: Visitor, held: Qualification) -> None:
    page = officer.get(_path(held)).text
    sent = markup.values(next(form for form in markup.forms(page) if "edit" in form.get("action", "")))
    held.field = "Luật"  # somebody else, meanwhile
    db.session.commit()
    mine = {name: value[0] for name, value in sent.items()} | {"field": "Kinh tế", "note": "của tôi"}
    answer = officer.post(_path(held), data=mine)
    assert answer.status_code == 409
    words = markup.text_of(markup.parsed(answer.text))
    assert "Luật" in words
    assert "Kinh tế" in words
    db.session.refresh(held)
    assert (held.field, held.note) == ("Luật", None)
    again = markup.values(next(form for form in markup.forms(answer.text) if "edit" in form.get("action", "")))
    assert (again["field"], again["note"], again["version"]) == (["Kinh tế"], ["của tôi"], ["2"])
    assert officer.post(_path(held), data={name: value[0] for name, value in again.items()}).status_code == 302
    db.session.refresh(held)
    assert (held.field, held.note, held.level_id) == ("Kinh tế", "của tôi", desk.college.id)


def test_from_two_versions_one_may_go_on_with_the_form(desk: Desk, officer: Visitor, held: Qualification) -> None:
    data = {"csrf_token": officer.csrf_token(), "version": "1", "level": desk.college.key, "field": "Kinh tế", "again": "form"}
    page = officer.post(_path(held), data=data)
    assert page.status_code == 200
    assert 'value="Kinh tế"' in page.text
    db.session.refresh(held)
    assert held.field == "Kế toán"


@pytest.mark.parametrize("version", ["", "0", "2", "x"])
def test_a_form_without_the_right_version_is_stale(desk: Desk, officer: Visitor, held: Qualification, version: str) -> None:
    data = {"csrf_token": officer.csrf_token(), "version": version, "level": desk.degree.key, "field": "Luật"}
    assert officer.post(_path(held), data=data).status_code == 409
    db.session.refresh(held)
    assert held.field == "Kế toán"


def test_fields_that_the_form_does_not_have_are_ignored(desk: Desk, officer: Visitor, held: Qualification) -> None:
    extra = {"state": "verified", "official_id": "1", "domain": "language", "entered_by_id": "1", "id": "7", "score": "10"}
    sent = markup.values(next(form for form in markup.forms(officer.get(_path(held)).text) if "edit" in form.get("action", "")))
    data = {**{name: value[0] for name, value in sent.items()}, "field": "Luật", **extra}
    assert officer.post(_path(held), data=data).status_code == 302
    db.session.refresh(held)
    assert (held.state, held.official_id, held.domain, held.score) == (State.DECLARED, desk.official.id, Domain.DEGREE, "7,9")
    assert held.entered_by_id is None


def test_a_refused_change_leaves_the_record_and_keeps_what_was_typed(desk: Desk, officer: Visitor, held: Qualification) -> None:
    page = officer.submit(_path(held), {"issued_on": "01/01/2099", "field": "Luật"}, form="edit").text
    assert "tương lai" in page
    assert 'value="Luật"' in page
    db.session.refresh(held)
    assert (held.field, held.state, held.version) == ("Kế toán", State.VERIFIED, 1)
    assert desk.held() == [held]


def test_nobody_changes_what_belongs_to_another_unit(desk: Desk, visitor: Visitor, held: Qualification) -> None:
    visitor.enter_as(make.account(Role.HR_OFFICER, desk.beside))
    assert visitor.get(_path(held)).status_code == 404
    data = {"csrf_token": visitor.csrf_token(), "version": "1", "level": desk.degree.key}
    assert visitor.post(_path(held), data=data).status_code == 404
    assert visitor.get("/qualifications/0123456789abcdef/edit").status_code == 404
