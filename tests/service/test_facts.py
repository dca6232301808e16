"""The facts about a person: coded lists, what cannot be, the number that stays hidden, two people at once."""

import datetime as dt

import pytest
from sqlalchemy import select

from models.audit import AuditEntry
from models.officials import Official, Precision
from models.terms import Term, TermKind, TermState
from registry.shared.database import db
from tests.profile.people import Commune
from tests.qualifications.desk import refusals
from tests.support import make
from tests.support.visitor import Visitor


def _path(commune: Commune, part: str) -> str:
    return f"/officials/{commune.official.public_id}/facts/{part}"


def test_identity_is_corrected_and_found_by_its_new_name(commune: Commune, officer: Visitor) -> None:
    make.term(TermKind.ETHNICITY, "Kinh")
    make.term(TermKind.ETHNICITY, "Chứt")
    fields = {"full_name": "Nguyễn Thị Nhung", "sex": "female", "born_on": "08/1989", "ethnicity": "Chứt"}
    assert officer.submit(_path(commune, "identity"), fields, form="identity").status_code == 302
    one = db.session.get_one(Official, commune.official.id)
    assert (one.full_name, one.born_on, one.born_precision) == ("Nguyễn Thị Nhung", dt.date(1989, 8, 1), Precision.MONTH)
    assert (one.ethnicity, one.ethnic_minority) == ("Chứt", True)
    assert " nguyen thi nhung" in one.search_text
    assert one.personal_number == "042189000217"


def test_the_number_on_record_is_not_shown_by_the_form_and_kept_when_left_empty(commune: Commune, officer: Visitor) -> None:
    page = officer.get(_path(commune, "identity")).text
    assert "042189000217" not in page
    assert officer.submit(_path(commune, "identity"), {"personal_number": "042189000218"}, form="identity").status_code == 302
    assert db.session.get_one(Official, commune.official.id).personal_number == "042189000218"
    record = officer.get(f"/officials/{commune.official.public_id}").text
    assert "042189000218" not in record and "042 189 ••• 217" in record


@pytest.mark.parametrize("number", ["042189000218", "04218900021", "abc"])
def test_a_number_of_another_file_or_no_number_is_refused(commune: Commune, officer: Visitor, number: str) -> None:
    make.official_at(commune.beside, "Người Khác", personal_number="042189000218")
    page = officer.submit(_path(commune, "identity"), {"personal_number": number}, form="identity").text
    assert "personal_number" in refusals(page)
    assert "Người Khác" not in page


def test_coded_lists_offer_accepted_terms_and_keep_what_is_on_record(commune: Commune, officer: Visitor) -> None:
    make.term(TermKind.PARTY_POST, "Chi ủy viên")
    make.term(TermKind.PARTY_POST, "Tự nghĩ ra", state=TermState.PROPOSED)
    commune.official.honour = "Nhà giáo Ưu tú"
    page = officer.get(_path(commune, "recruitment")).text
    assert "Chi ủy viên" in page and "Nhà giáo Ưu tú" in page
    assert "Tự nghĩ ra" not in page
    sent = officer.submit(_path(commune, "recruitment"), {"schooling": "Tự nghĩ ra"}, form="recruitment")
    assert "schooling" in refusals(sent.text)


def test_a_name_outside_its_list_is_kept_and_proposed_and_one_that_was_refused_is_not_taken(
    commune: Commune, officer: Visitor
) -> None:
    make.term(TermKind.PARTY_POST, "Chi ủy viên")
    make.term(TermKind.HONOUR, "Người tốt", state=TermState.REFUSED, reason="Không phải danh hiệu nhà nước.")
    typed = {"party_post": "CHI ỦY VIÊN", "party_post_concurrent": "Ủy viên Ban Tuyên giáo"}
    assert officer.submit(_path(commune, "recruitment"), typed, form="recruitment").status_code == 302
    db.session.refresh(commune.official)
    held = (commune.official.party_post, commune.official.party_post_concurrent)
    assert held == ("Chi ủy viên", "Ủy viên Ban Tuyên giáo")
    waiting = db.session.scalars(select(Term.name).where(Term.state == TermState.PROPOSED)).all()
    assert waiting == ["Ủy viên Ban Tuyên giáo"]
    sent = officer.submit(_path(commune, "recruitment"), {"honour": "người tốt"}, form="recruitment")
    assert "honour" in refusals(sent.text)


IMPOSSIBLE = [
    ({"recruited_on": "01/01/1970"}, "recruited_on"),
    ({"recruited_on": "01/01/2030"}, "recruited_on"),
    ({"party_member": "no", "party_joined_on": "01/01/2010"}, "party_member"),
    ({"party_member": "yes", "party_joined_on": "01/01/2010", "party_official_on": "01/01/2009"}, "party_official_on"),
    ({"recruited_on": "01/01/2012", "joined_on": "01/01/2011"}, "joined_on"),
    ({"recruited_on": "31/02/2012"}, "recruited_on"),
]


@pytest.mark.parametrize(("fields", "field"), IMPOSSIBLE)
def test_what_cannot_be_is_refused_at_its_field(commune: Commune, officer: Visitor, fields: dict[str, str], field: str) -> None:
    page = officer.submit(_path(commune, "recruitment"), fields, form="recruitment")
    assert field in refusals(page.text)
    assert db.session.scalars(select(AuditEntry).where(AuditEntry.action == "official.changed")).all() == []


def test_a_save_without_a_change_leaves_no_entry(commune: Commune, officer: Visitor) -> None:
    assert officer.submit(_path(commune, "recruitment"), form="recruitment").status_code == 302
    assert db.session.scalars(select(AuditEntry).where(AuditEntry.action == "official.changed")).all() == []


def test_the_second_of_two_saves_sees_both_versions(commune: Commune, officer: Visitor) -> None:
    commune.official.duties = "Văn thư"
    db.session.commit()
    sent = {"duties": "Tư pháp", "version": "1", "csrf_token": officer.csrf_token()}
    answer = officer.post(_path(commune, "recruitment"), data=sent)
    assert answer.status_code == 409
    assert "Văn thư" in answer.text and "Tư pháp" in answer.text
    again = officer.post(_path(commune, "recruitment"), data={**sent, "again": "form", "version": "2"})
    assert again.status_code == 200 and 'value="Tư pháp"' in again.text
