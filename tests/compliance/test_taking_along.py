"""The people behind a number as a workbook: who is on the page, and one entry in the trail that says which list was taken."""

import io

import openpyxl
from sqlalchemy import select

from models.accounts import Role
from models.audit import AuditEntry
from registry.shared.database import db
from tests.directory.listing import settle
from tests.support import make
from tests.support.visitor import Visitor


def test_the_list_of_a_target_is_taken_along_under_an_entry(visitor: Visitor) -> None:
    province = settle()
    province.graduate(province.official("Lê Đạt"))
    make.qualification(province.official("Lê Thiếu", province.beside), level_id=province.college.id)
    visitor.enter_as(make.account(Role.DEPARTMENT, province.root))
    answer = visitor.submit("/targets/T1?on=2025-12-31&standing=unmet", {}, form="people")
    cells = [[cell.value for cell in row] for row in openpyxl.load_workbook(io.BytesIO(answer.data)).active.iter_rows()]
    assert [row[1] for row in cells[5:]] == ["Lê Thiếu"]
    entry = db.session.scalars(select(AuditEntry)).one()
    assert (entry.action, entry.subject, entry.unit_id) == ("list.exported", "T1 · Chưa đạt", province.root.id)
    assert entry.changes == {"on": [None, "2025-12-31"], "officials": [None, 1]}


def test_what_a_link_can_do_takes_no_list_along(visitor: Visitor) -> None:
    visitor.enter_as(make.account(Role.DEPARTMENT, settle().root))
    assert visitor.get("/targets/T1/people").status_code == 405
    assert db.session.scalars(select(AuditEntry)).all() == []
