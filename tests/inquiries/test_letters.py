"""Letters to issuing bodies: chosen, printed as an official letter, listed in a workbook, answered item by item."""

import io

import openpyxl
import pytest
from flask import Flask
from pypdf import PdfReader
from sqlalchemy import select
from werkzeug.test import TestResponse

from models.accounts import Account, Role
from models.audit import AuditEntry
from models.qualifications import Qualification, State
from models.units import Tier, Unit
from models.verification import Inquiry, Method, Verification
from registry.shared.database import db
from tests.support import make
from tests.support.visitor import Visitor

SCHOOL = "Trường Đại học Vinh"


@pytest.fixture
def unit(app: Flask) -> Unit:  # noqa: ARG001  the context is what counts
    return make.unit("Xã Cẩm Xuyên", Tier.COMMUNE, make.unit("Tỉnh Hà Tĩnh", Tier.PROVINCE))


@pytest.fixture
def officer(unit: Unit, visitor: Visitor) -> Account:
    account = make.account(Role.HR_OFFICER, unit)
    visitor.enter_as(account)
    return account


@pytest.fixture
def held(unit: Unit) -> list[Qualification]:
    names = ("Nguyễn Thị An", "Trần Văn Bình", "=HYPERLINK(1)")
    level = make.level(name="Đại học")
    return [
        make.qualification(make.official_at(unit, name), level_id=level.id, field="Luật", institution=SCHOOL, number=f"00{place}")
        for place, name in enumerate(names)
    ]


def _letter(visitor: Visitor) -> Inquiry:
    visitor.submit(f"/inquiries/new?institution={SCHOOL}")
    return db.session.scalars(select(Inquiry)).one()


@pytest.mark.usefixtures("officer", "held")
def test_a_letter_is_made_of_what_waits_and_is_not_asked_twice(visitor: Visitor) -> None:
    assert f"{SCHOOL} <span" in visitor.get("/inquiries").text
    inquiry = _letter(visitor)
    page = visitor.get("/inquiries").text
    assert "0 ngày" in page and f"{SCHOOL} <span" not in page
    assert visitor.get(f"/inquiries/new?institution={SCHOOL}").status_code == 404
    visitor.post(f"/inquiries/{inquiry.public_id}/close", data={"csrf_token": visitor.csrf_token()})
    assert f"{SCHOOL} <span" in visitor.get("/inquiries").text


def _file(visitor: Visitor, what: str) -> TestResponse:
    """A file of a letter; the trail says who took it along."""
    address = f"/inquiries/{_letter(visitor).public_id}/{what}"
    answer = visitor.post(address, data={"csrf_token": visitor.csrf_token()})
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "inquiry.taken")).one()
    assert entry.subject == SCHOOL and entry.account_id
    return answer


@pytest.mark.usefixtures("officer", "held")
def test_the_paper_is_an_official_letter_with_its_list(visitor: Visitor) -> None:
    answer = _file(visitor, "letter")
    pages = [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(answer.data)).pages]
    assert "V/v đề nghị xác minh văn bằng, chứng chỉ" in pages[0]
    assert f"Kính gửi: {SCHOOL}." in pages[0] and "/UBND" in pages[0] and "TM. ỦY BAN NHÂN DÂN" in pages[0]
    assert "ỦY BAN NHÂN DÂN XÃ CẨM XUYÊN" in pages[0] and "./." in pages[0] and "THÔNG BÁO" not in pages[0]
    assert "PHỤ LỤC" in pages[1].upper() and "Trần Văn Bình" in pages[1] and "001" in pages[1]


@pytest.mark.usefixtures("officer", "held")
def test_the_workbook_has_room_for_the_answer_and_no_formula(visitor: Visitor) -> None:
    answer = _file(visitor, "list")
    rows = list(openpyxl.load_workbook(io.BytesIO(answer.data)).active.iter_rows())  # type: ignore[union-attr]
    head = next(row for row in rows if row[0].value == "STT")
    assert [cell.value for cell in head][-3:] == ["Đúng sổ gốc (x)", "Không đúng (x)", "Nội dung khác"]
    assert "=HYPERLINK(1)" in {row[1].value for row in rows} and not [c for row in rows for c in row if c.data_type == "f"]


def test_the_answer_verifies_and_refuses_and_closes_the_letter(
    visitor: Visitor, officer: Account, held: list[Qualification]
) -> None:
    inquiry = _letter(visitor)
    an, binh, other = held
    said = {
        f"reply-{an.public_id}": "right",
        f"reply-{binh.public_id}": "wrong",
        f"reason-{binh.public_id}": "Số hiệu cấp cho người khác",
    }
    path = f"/inquiries/{inquiry.public_id}"
    answer = visitor.submit(path, {**said, "document": "88/ĐHV-ĐT", "document_date": "12/02/2026"}, "/answer")
    assert answer.status_code == 302
    steps = db.session.scalars(select(Verification).order_by(Verification.qualification_id)).all()
    assert [(step.after, step.method, step.document, step.reason) for step in steps] == [
        (State.VERIFIED, Method.ISSUER_ANSWERED, "88/ĐHV-ĐT", None),
        (State.REJECTED, Method.ISSUER_ANSWERED, "88/ĐHV-ĐT", "Số hiệu cấp cho người khác"),
    ]
    assert other.state is State.DECLARED and inquiry.closed_at is None
    visitor.submit(path, {f"reply-{other.public_id}": "right", "document": "90", "document_date": "13/02/2026"}, "/answer")
    db.session.refresh(inquiry)
    assert inquiry.closed_at is not None
    actions = db.session.scalars(select(AuditEntry.action).where(AuditEntry.account_id == officer.id)).all()
    assert sorted(actions) == ["inquiry.answered"] * 2 + ["inquiry.made"] + ["qualification.decided"] * 3


def test_nobody_records_an_answer_about_what_they_entered(visitor: Visitor, officer: Account, held: list[Qualification]) -> None:
    inquiry = _letter(visitor)
    held[0].entered_by_id = officer.id
    db.session.commit()
    assert "người khác ghi" in visitor.get(f"/inquiries/{inquiry.public_id}").text
    body = {f"reply-{one.public_id}": "right" for one in held} | {f"seen-{one.public_id}": str(one.version) for one in held}
    body |= {"document": "1", "document_date": "12/02/2026", "csrf_token": visitor.csrf_token()}
    answer = visitor.post(f"/inquiries/{inquiry.public_id}/answer", data=body)
    assert answer.status_code == 200 and "phải do người khác" in answer.text
    assert {one.state for one in held} == {State.DECLARED}, "all or none"


@pytest.mark.usefixtures("officer")
@pytest.mark.parametrize(
    ("body", "said"),
    [({}, "document"), ({"document": "1", "document_date": "12/02/2999"}, "tương lai"), ({"document": "1"}, "Ngày")],
)
def test_an_answer_without_its_letter_is_refused(
    visitor: Visitor, held: list[Qualification], body: dict[str, str], said: str
) -> None:
    inquiry = _letter(visitor)
    fields = {f"reply-{held[0].public_id}": "right", **body}
    answer = visitor.submit(f"/inquiries/{inquiry.public_id}", fields, "/answer")
    assert answer.status_code == 200 and said in answer.text and held[0].state is State.DECLARED
