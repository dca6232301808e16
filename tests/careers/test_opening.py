"""A new colleague: the file with the first post, numbers that are taken, people who may be the same."""

import datetime as dt

from sqlalchemy import func, select

from models.audit import AuditEntry
from models.officials import Assignment, Official
from registry.shared.database import db
from tests.careers.office import Office
from tests.qualifications.desk import refusals
from tests.support import make
from tests.support.visitor import Visitor

NEW = "/officials/new"


def _filled(office: Office, **values: str) -> dict[str, str]:
    person = {"personal_number": "042199000321", "full_name": "Lê Thị Mai", "born_on": "03/05/1999"}
    return {**person, **office.form(office.clerk), **values}


def _opened(number: str = "042199000321") -> Official:
    return db.session.scalars(select(Official).where(Official.personal_number == number)).one()


def test_a_file_opens_with_the_person_and_the_first_post_in_one_action(office: Office, officer: Visitor) -> None:
    answer = officer.submit(NEW, _filled(office, started_by="recruited", division="Phòng Kinh tế"))
    opened = _opened()
    assert answer.headers["Location"].endswith(f"/officials/{opened.public_id}")
    post = db.session.scalars(select(Assignment).where(Assignment.official_id == opened.id)).one()
    assert (post.unit_id, post.division, post.started_by) == (office.unit.id, "Phòng Kinh tế", "recruited")
    assert "Đã mở hồ sơ của Lê Thị Mai" in officer.get(answer.headers["Location"]).text
    entries = db.session.scalars(select(AuditEntry).where(AuditEntry.official_id == opened.id)).all()
    assert [entry.action for entry in entries] == ["official.added"]


def test_a_number_on_file_is_refused_and_named_only_to_those_who_may_read_it(office: Office, officer: Visitor) -> None:
    page = officer.submit(NEW, _filled(office, personal_number="042189000217")).text
    assert "Số định danh này đã có trong sổ: Nguyễn Thị Hồng Nhung." in refusals(page)["personal_number"]
    make.official_at(office.beside, "Trần Bí Mật", personal_number="042199000999")
    page = officer.submit(NEW, _filled(office, personal_number="042199000999")).text
    assert "đã có trong sổ, ở đơn vị khác" in refusals(page)["personal_number"]
    assert "Trần Bí Mật" not in page


def test_people_who_may_be_the_same_are_shown_before_anything_is_written(office: Office, officer: Visitor) -> None:
    same = {"full_name": "NGUYỄN THỊ HỒNG NHUNG", "born_on": "1989"}
    before = db.session.scalar(select(func.count()).select_from(Official))
    page = officer.submit(NEW, _filled(office, **same))
    assert "Có thể người này đã có hồ sơ" in page.text
    assert "042 189 ••• 217" in page.text and "042189000217" not in page.text
    assert db.session.scalar(select(func.count()).select_from(Official)) == before
    seen = page.text.split('name="seen"')[1].split('value="')[1].split('"')[0]
    sent = {**_filled(office, **same), "sex": "", "until": "", "csrf_token": officer.csrf_token()}
    assert officer.post(NEW, data={**sent, "seen": "somebody else"}).status_code == 200
    assert officer.post(NEW, data={**sent, "seen": seen}).status_code == 302
    assert _opened().full_name == "Nguyễn Thị Hồng Nhung"


def test_a_number_in_groups_and_a_name_in_capitals_are_kept_as_the_registry_writes_them(office: Office, officer: Visitor) -> None:
    officer.submit(NEW, _filled(office, personal_number=" 042 199.000-321 ", full_name="  LÊ thị  MAI  H'Hen"))
    assert _opened("042199000321").full_name == "Lê Thị Mai H'Hen"


def test_another_birth_date_is_another_person(office: Office, officer: Visitor) -> None:
    assert officer.submit(NEW, _filled(office, full_name="Nguyễn Thị Hồng Nhung", born_on="14/08/1990")).status_code == 302


def test_likely_people_elsewhere_are_counted_and_not_named(office: Office, officer: Visitor) -> None:
    make.official_at(office.beside, "Lê Thị Mai", born_on=dt.date(1999, 5, 3), personal_number="042199000111")
    page = officer.submit(NEW, _filled(office)).text
    assert "1 người ở đơn vị khác" in page
    assert "042 199" not in page.split("Có thể người này")[1].split("</section>")[0]


def test_the_double_click_opens_one_file(office: Office, officer: Visitor) -> None:
    sent = {**_filled(office), "sex": "", "until": "", "seen": "", "csrf_token": officer.csrf_token()}
    assert officer.post(NEW, data=sent).status_code == 302
    again = officer.post(NEW, data=sent)
    assert "Có thể người này đã có hồ sơ" in again.text
    assert len(db.session.scalars(select(Official).where(Official.full_name == "Lê Thị Mai")).all()) == 1


def test_an_opening_that_was_undone_can_be_done_again(office: Office, officer: Visitor) -> None:
    answer = officer.submit(NEW, _filled(office))
    officer.submit(answer.headers["Location"], form="undo")
    assert _opened().archived_at is not None
    assert officer.submit(NEW, _filled(office, born_on="04/05/1999")).status_code == 302
    opened = _opened()
    assert (opened.archived_at, opened.born_on) == (None, dt.date(1999, 5, 4))


def test_a_post_elsewhere_or_a_crooked_number_opens_nothing(office: Office, officer: Visitor) -> None:
    sent = {**_filled(office), "sex": "", "until": "", "seen": "", "csrf_token": officer.csrf_token()}
    for wrong in ({"unit": office.beside.key}, {"personal_number": "04219900032"}, {"full_name": " "}, {"valid_from": ""}):
        answer = officer.post(NEW, data={**sent, **wrong})
        assert answer.status_code == 200, wrong
        assert refusals(answer.text).keys() >= wrong.keys()
    assert db.session.scalar(select(func.count()).where(Official.full_name == "Lê Thị Mai")) == 0
