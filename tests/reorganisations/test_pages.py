"""The wizard by its pages: steps, workbooks out and in, the rehearsal that leaves nothing, applying and taking back."""

import io

import pytest
from flask import Flask
from openpyxl import load_workbook
from sqlalchemy import select

from models.accounts import Role
from models.audit import AuditEntry
from models.officials import Assignment
from models.reorganisations import Reorganisation, Stage
from models.units import Tier
from registry.shared.database import db
from tests.reorganisations.country import DAY, EVE, Country, dump, mains, parents
from tests.support import make, markup
from tests.support.visitor import Visitor


@pytest.fixture
def country(app: Flask) -> Country:  # noqa: ARG001  the rows need its context
    return Country()


@pytest.fixture
def writer(visitor: Visitor, country: Country) -> Visitor:
    return visitor.enter_as(make.account(Role.DEPARTMENT, country.province))


def begun(writer: Visitor) -> str:
    """A draft begun by its form; gives back its address."""
    header = {"title": "Sắp xếp cấp xã", "decision": "NQ 1/2025", "day": "01/07/2025"}
    return writer.submit("/organisation/reorganisations/new", header).headers["Location"]


def _main(visitor: Visitor, path: str) -> str:
    return markup.text_of(next(markup.parsed(visitor.get(path).text).iter("main")))


def test_every_step_of_the_wizard(writer: Visitor, country: Country) -> None:
    east, west, south, north = country.communes
    at = begun(writer)
    new = {"tier": "commune", "parent": country.province.key, "code": "18001"}
    steps = {
        "merge": {"units": f"Xã Đông\n{west.key}", "into": "", "name": "Xã Mới", **new},
        "split": {"unit": south.key, "units": "Xã Nam Một; 18002\nXã Nam Hai"},
        "rename": {"unit": north.key, "name": "Xã Bắc Đổi", "code": ""},
        "rehang": {"unit": north.key, "parent": country.province.key},
        "create": {"name": "Trung tâm Mới", "tier": "department", "parent": country.province.key, "code": ""},
        "abolish": {"tier": "district"},
    }
    for kind, fields in steps.items():
        answer = writer.submit(f"{at}/steps/{kind}", fields)
        assert answer.status_code == 302, markup.text_of(markup.parsed(answer.text))
    shown = _main(writer, at)
    assert all(name in shown for name in ("Xã Mới", "Xã Nam Một", "trước là Xã Bắc", "Trung tâm Mới", "Huyện Giữa"))
    rehearsal = _main(writer, f"{at}/rehearsal")
    assert "Còn 3 chức vụ chưa có chỗ" in rehearsal
    for official in (*country.people[4:6], country.leader):
        post = db.session.scalars(select(Assignment.public_id).where(Assignment.official_id == official.id)).one()
        place = {"into": "xa-nam-mot", "position": country.clerk.title, "division": "Văn phòng"}
        assert writer.submit(f"{at}/people/{post}", place).status_code == 302
    before = dump()
    rehearsal = _main(writer, f"{at}/rehearsal")
    assert ("trước ngày sắp xếp9" in rehearsal, "từ ngày sắp xếp9" in rehearsal) == (True, True)
    assert "Số liệu các ngày trướckhông đổi" in rehearsal
    assert dump() == before
    writer.submit(f"{at}/rehearsal", {}, form="/apply")
    assert len(mains(DAY)) == 9
    assert parents(DAY)["xa-nam-hai"] == parents(DAY)[north.key] == country.province.key
    assert parents(EVE)[east.key] == country.district.key
    writer.submit(at, {}, form="/undo")
    assert dump() == before


def test_units_go_out_as_a_workbook_and_come_back(writer: Visitor, country: Country) -> None:
    at = begun(writer)
    writer.submit(f"{at}/steps/merge", {"units": "Xã Đông\nXã Tây (một phần)", "name": "Xã Mới", "parent": country.district.key})
    book = load_workbook(io.BytesIO(writer.get(f"{at}/units.xlsx").data))
    sheet = book.worksheets[0]
    cells = [[cell.value for cell in row] for row in sheet.iter_rows() if row[0].value in {"Xã Đông", "Xã Tây"}]
    assert [(row[0], row[2], row[3]) for row in cells] == [("Xã Đông", "toàn bộ", "Xã Mới"), ("Xã Tây", "một phần", "Xã Mới")]
    top = sheet.max_row + 1
    for place, value in enumerate(("Xã Tây", "", "một phần", "Xã Khác", "", "xã", "Huyện Giữa", ""), 1):
        sheet.cell(top, place, value)
    target = io.BytesIO()
    book.save(target)
    writer.submit(at, {"file": (io.BytesIO(target.getvalue()), "don-vi.xlsx")}, form="/units")
    shown = _main(writer, at)
    assert ("Xã Khác" in shown, shown.count("(một phần)")) == (True, 2)
    sheet.cell(top, 1, "Xã Không Có")
    target = io.BytesIO()
    book.save(target)
    refused = writer.submit(at, {"file": (io.BytesIO(target.getvalue()), "don-vi.xlsx")}, form="/units")
    assert "Dòng" in writer.get(refused.headers["Location"]).text
    assert "Xã Khác" in _main(writer, at)


def test_people_go_out_as_a_workbook_and_come_back(writer: Visitor, country: Country) -> None:
    at = begun(writer)
    writer.submit(f"{at}/steps/end", {"unit": country.communes[0].key})
    out = writer.submit(f"{at}/people", {}, form="people.xlsx")
    book = load_workbook(io.BytesIO(out.data))
    sheet = book.worksheets[0]
    rows = [row for row in sheet.iter_rows() if str(row[1].value).startswith("Người")]
    assert [row[5].value for row in rows] == ["chưa có chỗ: chưa có đơn vị"] * 2
    sheet.cell(rows[0][0].row, 7, "Xã Tây")
    sheet.cell(rows[1][0].row, 7, "thôi giữ")
    target = io.BytesIO()
    book.save(target)
    writer.submit(f"{at}/people", {"file": (io.BytesIO(target.getvalue()), "nguoi.xlsx")}, form="/people")
    writer.submit(f"{at}/rehearsal", {}, form="/apply")
    after = mains(DAY)
    assert {after.get(one.public_id, ("",))[0] for one in country.people[:2]} == {country.communes[1].key, ""}


def test_a_draft_can_be_changed_and_thrown_away_and_an_applied_one_cannot(writer: Visitor, country: Country) -> None:
    at = begun(writer)
    writer.submit(f"{at}/decision", {"title": "Tên khác", "decision": "NQ 2", "day": "01/08/2025"})
    assert "từ ngày 01/08/2025" in _main(writer, at)
    writer.submit(f"{at}/steps/rename", {"unit": country.communes[0].key, "name": "Xã Đổi Tên", "code": ""})
    writer.submit(at, {}, form="/drop")
    assert "Dự thảo còn trống" in _main(writer, at)
    writer.submit(f"{at}/steps/rename", {"unit": country.communes[0].key, "name": "Xã Đổi Tên", "code": ""})
    writer.submit(f"{at}/rehearsal", {}, form="/apply")
    assert db.session.scalars(select(Reorganisation.stage)).one() is Stage.APPLIED
    token = {"csrf_token": writer.csrf_token()}
    assert writer.post(f"{at}/discard", data=token, follow_redirects=True).text.count("hãy hoàn tác trước khi sửa") == 1
    assert writer.post(f"{at}/apply", data=token, follow_redirects=True).text.count("hãy hoàn tác trước khi sửa") == 1
    writer.submit(at, {}, form="/undo")
    writer.submit(at, {}, form="/discard")
    assert db.session.scalars(select(Reorganisation.id)).all() == []


def test_it_is_not_undone_file_by_file(writer: Visitor, country: Country) -> None:
    at = begun(writer)
    merged = {"units": "Xã Đông\nXã Tây", "name": "Xã Mới", "parent": country.province.key}
    writer.submit(f"{at}/steps/merge", merged)
    writer.submit(f"{at}/rehearsal", {}, form="/apply")
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "reorganisation.applied")).one()
    before = dump()
    writer.post(f"/actions/{entry.public_id}/undo", data={"csrf_token": writer.csrf_token(), "back": at})
    assert "được hoàn tác cả đợt, ở trang của đợt đó" in _main(writer, at)
    assert dump() == before


def test_what_the_reference_data_say_of_a_day_fills_a_draft(writer: Visitor, country: Country) -> None:
    old = make.unit("Xã Cũ", Tier.COMMUNE, country.province, valid_to=DAY)
    new = make.unit("Xã Thay", Tier.COMMUNE, country.province, valid_from=DAY)
    db.session.execute(
        db.text("INSERT INTO succession (predecessor_id, successor_id, day, extent) VALUES (:old, :new, '2025-07-01', 'whole')"),
        {"old": old.id, "new": new.id},
    )
    official = make.official("Người Xã Cũ")
    make.assignment(official, old, country.clerk)
    at = begun(writer)
    writer.submit(at, {}, form="/from-register")
    units = dump("reorganisation", "assignment", "standing")
    writer.submit(f"{at}/rehearsal", {}, form="/apply")
    assert mains(DAY)[official.public_id][0] == new.key
    assert dump("reorganisation", "assignment", "standing") == units
