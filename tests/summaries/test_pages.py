"""Choosing and printing: who may, what is offered, what the trail keeps, and that looking changes nothing."""

import datetime as dt
from urllib.parse import unquote

import pytest
from sqlalchemy import select

from models.accounts import Account, Role
from models.audit import AuditEntry
from models.officials import Official
from models.units import Tier, Unit
from registry.shared.clock import stopped_at
from registry.shared.database import db
from registry.summaries.content import code_of
from tests.summaries.made import AT, World, of_official, of_unit, plain, read
from tests.support import make
from tests.support.visitor import Visitor

PDF = "application/pdf"


@pytest.fixture(autouse=True)
def _now() -> object:
    with stopped_at(AT):
        yield


def _enter(visitor: Visitor, unit: Unit, role: Role = Role.HR_OFFICER, **values: str) -> Account:
    account = make.account(role, unit, **values)
    visitor.enter_as(account)
    return account


def _entries() -> list[AuditEntry]:
    return list(db.session.scalars(select(AuditEntry).where(AuditEntry.action == "summary.printed")))


def _print(visitor: Visitor, address: str, **fields: str) -> tuple[int, str]:
    response = visitor.submit(address, fields, form="print")
    return response.status_code, plain(*read(response.data)) if response.mimetype == PDF else ""


@pytest.mark.parametrize("role", [Role.HR_OFFICER, Role.CHAIR])
def test_a_unit_is_offered_and_printed_in_its_own_name(world: World, visitor: Visitor, role: Role) -> None:
    world.qualified("Trần Văn An")
    code = code_of(of_unit(world.commune, AT.date()))
    _enter(visitor, world.commune, role)
    page = visitor.get("/summaries/").text
    assert code in page
    assert "Cơ quan ban hành: <b>Ủy ban nhân dân xã Cẩm Xuyên</b>" in page
    status, text = _print(visitor, "/summaries/")
    assert status == 200
    for words in ("ỦY BAN NHÂN DÂN XÃ CẨM XUYÊN", "Trần Văn An", f"Mã: {code}", "Nơi nhận: - Sở Nội vụ; - Lưu: VT."):
        assert words in text, words


def test_a_print_leaves_one_entry_with_code_day_and_subject(world: World, visitor: Visitor) -> None:
    official = world.qualified("Trần Văn An")
    code = code_of(of_official(official, dt.date(2025, 12, 31)))
    account = _enter(visitor, world.commune)
    _print(visitor, f"/summaries/?official={official.public_id}&on=31/12/2025")
    (entry,) = _entries()
    assert (entry.subject, entry.account_id, entry.official_id, entry.unit_id) == ("Trần Văn An", account.id, official.id, None)
    assert entry.changes["code"] == [None, code]
    assert entry.changes["on"] == [None, "2025-12-31"]
    _print(visitor, "/summaries/?on=31/12/2025")
    assert [(one.subject, one.unit_id) for one in _entries()][1:] == [("xã Cẩm Xuyên", world.commune.id)]


def test_looking_leaves_no_entry(world: World, visitor: Visitor) -> None:
    official = world.qualified()
    _enter(visitor, world.province, Role.DEPARTMENT)
    for address in ("", f"?official={official.public_id}", f"?unit={world.commune.key}", "?q=nguyen", "?on=2025-12-31"):
        assert visitor.get(f"/summaries/{address}").status_code == 200
    assert _entries() == []
    assert visitor.get(f"/summaries/officials/{official.public_id}").status_code == 405
    assert visitor.get(f"/summaries/units/{world.commune.key}").status_code == 405


def test_a_print_without_the_token_of_the_form_is_refused(world: World, visitor: Visitor) -> None:
    official = world.qualified()
    _enter(visitor, world.commune)
    for address in (f"officials/{official.public_id}", f"units/{world.commune.key}"):
        assert visitor.post(f"/summaries/{address}").status_code == 400
    assert _entries() == []


def _posted(visitor: Visitor, address: str, **fields: str) -> int:
    """Post with a good token and no page of ours, as a forger of addresses would."""
    return visitor.post(address, data={"csrf_token": visitor.csrf_token(), **fields}).status_code


@pytest.mark.parametrize("where", ["sibling", "parent"])
def test_units_and_people_out_of_scope_are_not_found(world: World, visitor: Visitor, where: str) -> None:
    unit = {"sibling": world.ward, "parent": world.province}[where]
    stranger = world.official("Lê Xa", at=unit)
    _enter(visitor, world.commune)
    assert visitor.get(f"/summaries/?unit={unit.key}").status_code == 404
    assert visitor.get(f"/summaries/?official={stranger.public_id}").status_code == 404
    assert _posted(visitor, f"/summaries/units/{unit.key}") == 404
    assert _posted(visitor, f"/summaries/officials/{stranger.public_id}") == 404
    assert _entries() == []


def test_a_unit_that_did_not_stand_on_the_day_is_not_found(world: World, visitor: Visitor) -> None:
    new = make.unit("Xã Mới", Tier.COMMUNE, world.province, valid_from=dt.date(2025, 7, 1))
    _enter(visitor, world.province, Role.DEPARTMENT)
    assert _posted(visitor, f"/summaries/units/{new.key}?on=2025-06-30") == 404
    assert _posted(visitor, f"/summaries/units/{new.key}?on=2025-07-01") == 200


def test_the_page_of_a_unit_that_did_not_stand_yet_says_so(world: World, visitor: Visitor) -> None:
    new = make.unit("Xã Mới", Tier.COMMUNE, world.province, valid_from=dt.date(2025, 7, 1))
    _enter(visitor, new)
    assert "Ngày này đơn vị chưa có hoặc không còn" in visitor.get("/summaries/?on=30/06/2025").text


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMINISTRATOR])
def test_who_may_not_print_is_kept_out(world: World, visitor: Visitor, role: Role) -> None:
    _enter(visitor, world.province, role)
    assert visitor.get("/summaries/").status_code == 403


def test_the_department_prints_in_its_name_or_in_that_of_the_unit(world: World, visitor: Visitor) -> None:
    official = world.qualified("Trần Văn An")
    _enter(visitor, world.province, Role.DEPARTMENT)
    address = f"/summaries/?official={official.public_id}"
    _, own = _print(visitor, address)
    assert "ỦY BAN NHÂN DÂN TỈNH HÀ TĨNH SỞ NỘI VỤ" in own
    assert "Nơi nhận: - Ông Trần Văn An; - Ủy ban nhân dân xã Cẩm Xuyên; - Lưu: VT." in own
    _, theirs = _print(visitor, address, office="unit")
    assert "ỦY BAN NHÂN DÂN XÃ CẨM XUYÊN" in theirs
    assert "Nơi nhận: - Ông Trần Văn An; - Lưu: VT." in theirs


def test_a_form_that_names_no_office_means_the_own_one_and_another_word_is_refused(world: World, visitor: Visitor) -> None:
    official = world.qualified()
    _enter(visitor, world.province, Role.DEPARTMENT)
    assert _posted(visitor, f"/summaries/officials/{official.public_id}") == 200
    assert _posted(visitor, f"/summaries/officials/{official.public_id}", office="elsewhere") == 400
    _enter(visitor, world.commune)
    assert _posted(visitor, f"/summaries/officials/{official.public_id}", office="unit") == 400


def test_the_whole_province_is_printed_by_units(world: World, visitor: Visitor) -> None:
    world.qualified("Trần Văn An")
    _enter(visitor, world.province, Role.DEPARTMENT)
    status, text = _print(visitor, "/summaries/")
    assert status == 200
    assert "Trần Văn An" not in text
    assert "Xã Cẩm Xuyên" in text
    assert "Nơi nhận: - Ủy ban nhân dân tỉnh Hà Tĩnh; - Lưu: VT." in text


def test_a_day_to_come_is_shown_but_not_certified(world: World, visitor: Visitor) -> None:
    _enter(visitor, world.commune)
    page = visitor.get("/summaries/?on=31/12/2030").text
    assert "Ngày này chưa đến" in page
    assert "In ra tệp PDF" not in page
    assert _posted(visitor, f"/summaries/units/{world.commune.key}?on=2030-12-31") == 400
    assert _entries() == []


def test_the_file_is_an_attachment_with_a_plain_name(world: World, visitor: Visitor) -> None:
    official = world.qualified('Đỗ "An" <b>/..')
    _enter(visitor, world.commune)
    response = visitor.submit(f"/summaries/?official={official.public_id}", form="print")
    name = unquote(response.headers["Content-Disposition"].partition("''")[2])
    assert response.headers["Content-Disposition"].startswith("attachment;")
    assert name == "tong-hop-do-an-b-2026-11-23.pdf"


def test_people_are_found_without_diacritics_and_only_within_reach(world: World, visitor: Visitor) -> None:
    world.official("Nguyễn Thị Đào")
    world.official("Nguyễn Thị Đào", at=world.ward, born_on=None)
    make.official("Nguyễn Thị Đào Không Việc")
    _enter(visitor, world.commune)
    assert visitor.get("/summaries/?q=nguyen dao").text.count("Nguyễn Thị Đào</a>") == 1
    _enter(visitor, world.province, Role.DEPARTMENT)
    page = visitor.get("/summaries/?q=NGUYEN+dao").text
    assert page.count("Nguyễn Thị Đào</a>") == 2
    assert "không giữ chức vụ vào ngày này" in page
    assert "Không tìm thấy ai" in visitor.get("/summaries/?q=khongai").text


def test_a_long_list_of_matches_says_that_there_are_more(world: World, visitor: Visitor) -> None:
    for number in range(11):
        world.official(f"Lê Văn {number}")
    _enter(visitor, world.commune)
    assert "Còn người khác nữa" in visitor.get("/summaries/?q=le").text


def test_the_paper_is_vietnamese_in_an_english_page(world: World, visitor: Visitor) -> None:
    official = world.official("Trần Văn An")
    code = code_of(of_official(official, AT.date()))
    _enter(visitor, world.commune, locale="en")
    assert code in visitor.get(f"/summaries/?official={official.public_id}").text
    _, text = _print(visitor, f"/summaries/?official={official.public_id}")
    assert "đại học trở lên" in text
    assert f"Mã: {code}" in text


def test_somebody_who_left_can_be_printed_by_nobody_but_the_new_unit(world: World, visitor: Visitor) -> None:
    moved: Official = make.official("Lê Chuyển")
    world.post(moved, world.commune, world.clerk, valid_to=dt.date(2026, 1, 1))
    world.post(moved, world.ward, world.clerk, valid_from=dt.date(2026, 1, 1))
    _enter(visitor, world.commune)
    assert visitor.get(f"/summaries/?official={moved.public_id}&on=2025-12-31").status_code == 404
    assert "Lê Chuyển" in _print(visitor, "/summaries/?on=2025-12-31")[1]
    _enter(visitor, world.ward)
    assert visitor.get(f"/summaries/?official={moved.public_id}&on=2025-12-31").status_code == 200
