"""Bringing rosters of invented people in, and asking what the registry then holds."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl import Workbook
from sqlalchemy import func, select

from models.accounts import Account, Role
from models.audit import AuditEntry
from models.officials import Assignment, Official
from models.positions import Position
from models.qualifications import Domain, Qualification
from models.units import Unit
from registry.readers.facts import Problem
from registry.shared.database import db
from registry.workbooks.actions import Counts, apply_plan
from registry.workbooks.compare import Plan, RowPlan, compare
from tests.readers.rosters import fill, read
from tests.support import make

Person = Mapping[str, Any]

COLUMNS = {
    "name": "Họ và tên",
    "sex": "Giới tính",
    "birth": "Ngày sinh",
    "number": "Số CCCD",
    "unit": "Đơn vị",
    "division": "Phòng, ban",
    "post": "Chức vụ",
    "category": "Loại",
    "since": "Ngày giữ chức vụ",
    "party": "Đảng viên",
    "minority": "Dân tộc thiểu số",
    "degree": "Trình độ chuyên môn",
    "field": "Chuyên ngành",
    "school": "Cơ sở đào tạo",
    "form": "Hình thức đào tạo",
    "graduated": "Ngày cấp bằng",
    "diploma": "Số hiệu văn bằng",
    "theory": "Lý luận chính trị",
    "theory_day": "Ngày cấp bằng LLCT",
    "state": "Quản lý nhà nước",
    "certificate": "Chứng chỉ ngoại ngữ",
    "language": "Ngôn ngữ",
    "score": "Điểm/bậc",
    "certified": "Ngày cấp chứng chỉ ngoại ngữ",
    "digital": "Tin học",
}
"""Keys of a person → headings of a flat roster, in its order."""

AN: Person = {
    "name": "Nguyễn Văn An",
    "sex": "Nam",
    "birth": "24/05/1985",
    "number": "042085000011",
    "unit": "Xã Cẩm Bình",
    "division": "Phòng Kinh tế",
    "post": "Chuyên viên",
    "category": "Công chức",
    "since": "01/07/2025",
    "party": "x",
    "degree": "Đại học",
    "field": "Luật",
    "school": "Trường Đại học Vinh",
    "form": "Chính quy",
    "graduated": "12/06/2007",
    "diploma": "A1234",
    "theory": "Sơ cấp",
    "theory_day": "30/08/2013",
    "state": "Chuyên viên",
    "certificate": "IELTS",
    "language": "Tiếng Anh",
    "score": "5.5",
    "certified": "01/03/2025",
    "digital": "Chuẩn kỹ năng sử dụng CNTT cơ bản",
}


def roster(*people: Person, without: Sequence[str] = (), as_of: str = "") -> Workbook:
    """A flat roster; `without` leaves columns out."""
    book = Workbook()
    columns = {key: heading for key, heading in COLUMNS.items() if key not in without}
    title = [[f"DANH SÁCH CÁN BỘ, CÔNG CHỨC (Tính đến ngày {as_of})"]] if as_of else []
    rows = [[place, *(person.get(key, "") for key in columns)] for place, person in enumerate(people, 1)]
    fill(book.worksheets[0], [*title, ["STT", *columns.values()], *rows])
    book.worksheets[0].title = "Danh sách"
    return book


def compared(book: Workbook, by: Account | None = None, unit: Unit | None = None) -> Plan:
    """The comparison of a workbook."""
    return compare(read(book), by, unit)


def bring(book: Workbook, by: Account | None = None, unit: Unit | None = None, *, good_rows: bool = False) -> Counts:
    """Bring a workbook in as the command does, without its transaction."""
    counts = apply_plan(compared(book, by, unit), "danh-sach.xlsx", by, accept_good_rows=good_rows)
    db.session.commit()
    db.session.expire_all()
    return counts


def only_row(book: Workbook, by: Account | None = None) -> RowPlan:
    """The plan of the only row."""
    (row,) = compared(book, by).rows
    return row


def told(plan: Plan, severity: str = "error") -> list[Problem]:
    """The problems of a severity."""
    return [problem for problem in plan.problems if problem.severity == severity]


def refusal(book: Workbook, by: Account | None = None) -> Problem:
    """The only error of a comparison, in which no row is left."""
    plan = compared(book, by)
    (problem,) = told(plan)
    assert plan.counts["rejected"] == plan.counts["read"] == 1
    return problem


def official(person: Person = AN) -> Official:
    """The official with the number of a person."""
    return db.session.scalars(select(Official).where(Official.personal_number == person["number"])).one()


def posts(person: Person = AN) -> list[tuple[str, str, dt.date, dt.date]]:
    """Unit, position, first day and end of each post, oldest first."""
    statement = (
        select(Unit.key, Position.key, Assignment.valid_from, Assignment.valid_to)
        .join(Unit, Unit.id == Assignment.unit_id)
        .join(Position, Position.id == Assignment.position_id)
        .where(Assignment.official_id == official(person).id)
    )
    return [tuple(row) for row in db.session.execute(statement.order_by(Assignment.valid_from))]


def papers(domain: Domain, person: Person = AN) -> list[Qualification]:
    """The qualifications in a domain, in the order of their coming."""
    statement = select(Qualification).where(Qualification.official_id == official(person).id, Qualification.domain == domain)
    return list(db.session.scalars(statement.order_by(Qualification.id)))


def unit(key: str) -> Unit:
    """A unit of the reference data."""
    return db.session.scalars(select(Unit).where(Unit.key == key)).one()


def officer(key: str, role: Role = Role.HR_OFFICER) -> Account:
    """Somebody who keeps the records of a unit."""
    return make.account(role, unit(key))


def trail(action: str) -> list[AuditEntry]:
    """The entries of an action."""
    return list(db.session.scalars(select(AuditEntry).where(AuditEntry.action == action).order_by(AuditEntry.id)))


def number_of(kind: type[Any]) -> int:
    """Rows in a table."""
    return db.session.scalar(select(func.count()).select_from(kind)) or 0
