"""Reads a roster workbook without being told its layout: every table of people on every visible sheet, and all problems."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain, zip_longest

from registry.readers.facts import Column, Field, Problem, RosterFile, RosterRow, RosterTable, Severity, Sex
from registry.readers.layout import Heading, find_headings
from registry.readers.letterhead import as_of, lines_above, unit_texts
from registry.readers.people import PeopleReader, Source
from registry.readers.table import Body, read_body
from registry.readers.values import is_blank
from registry.shared.garbage import without_collector
from registry.sheets.columns import column_letter
from registry.sheets.gate import Unreadable
from registry.sheets.grid import Sheet, Workbook, read_workbook

_SHOWN_ROWS = 10
_BIRTHS = frozenset({Field.BIRTH, Field.BIRTH_MALE, Field.BIRTH_FEMALE, Field.BIRTH_YEAR})
"""By name and birth date people can be looked for where a file has no numbers at all."""


@dataclass(frozen=True)
class _Found:
    """A table on its sheet, before its people are read."""

    sheet: Sheet
    heading: Heading
    body: Body
    table: RosterTable


@without_collector
def read_roster(data: bytes, filename: str) -> RosterFile:
    """Reads all that a workbook says. A file that is no plain workbook gives one problem and no rows."""
    try:
        book = read_workbook(data)
    except Unreadable as refusal:
        return RosterFile(filename, (), (), (Problem("", None, "", "", filename, refusal.reason),))
    found, problems = _tables(book)
    rows: list[RosterRow] = []
    for table in found:
        source = Source(table.sheet, table.heading, book.uses_1904)
        reader = PeopleReader(source)
        problems += _remarks(table, source.lone_sex)
        rows += [reader.read(row, section) for row, section in table.body.people]
        problems += reader.problems
    problems += _duplicates(rows)
    return RosterFile(filename, tuple(table.table for table in found), tuple(rows), tuple(problems))


def _tables(book: Workbook) -> tuple[list[_Found], list[Problem]]:
    """The tables to read, and what was passed over. Without any usable table the file itself is a problem."""
    found: list[_Found] = []
    problems: list[Problem] = []
    for sheet in book.sheets:
        tables = _on_sheet(sheet)
        if sheet.hidden:
            problems.append(_about(sheet.name, *_hidden_sheet(tables)))
        elif not tables and any(not is_blank(value) for row in sheet.rows for value in row):
            problems.append(_about(sheet.name, "Trang tính không có bảng danh sách người; không đọc.", "notice"))
        else:
            found += tables
    numbered = [table for table in found if Field.PERSONAL_NUMBER in table.heading.fields]
    usable = numbered or [table for table in found if table.heading.fields.keys() & _BIRTHS]
    spare = [table for table in found if table not in usable]
    problems += [_without_number(table, "warning" if usable else "error") for table in spare]
    if not found:
        problems.append(_about("", "Không tìm thấy bảng danh sách người nào (cần ít nhất cột “Họ và tên”).", "error"))
    if usable and not any(table.body.people for table in usable):
        problems.append(_about(usable[0].sheet.name, "Bảng không có dòng nào ghi người.", "error"))
    return usable, problems


def _hidden_sheet(tables: list[_Found]) -> tuple[str, Severity]:
    people = sum(len(table.body.people) for table in tables)
    if people:
        return f"Trang tính ẩn có {people} dòng ghi người, không được đọc; hãy bỏ ẩn nếu cần.", "warning"
    return "Trang tính ẩn không được đọc.", "notice"


def _without_number(table: _Found, severity: Severity) -> Problem:
    reason = f"Bảng ở dòng {table.heading.top} không có cột số định danh (CCCD) hay ngày sinh; không đọc."
    return Problem(table.sheet.name, table.heading.top, "", "", "", reason, severity)


def _on_sheet(sheet: Sheet) -> list[_Found]:
    headings = find_headings(sheet)
    ends = [*(heading.top - 1 for heading in headings[1:]), len(sheet.rows)][: len(headings)]
    found: list[_Found] = []
    for heading, last in zip(headings, ends, strict=True):
        body = read_body(sheet, heading, last)
        found.append(_Found(sheet, heading, body, _table(sheet, heading, body, found)))
    return found


def _table(sheet: Sheet, heading: Heading, body: Body, before: list[_Found]) -> RosterTable:
    """The table as the outside sees it. Later tables of a sheet stand under the letterhead of the first."""
    lines = lines_above(sheet, 1, (before[0].heading.top if before else heading.top) - 1)
    rows = [row for row, _ in body.people]
    return RosterTable(
        sheet=sheet.name,
        header_rows=tuple(range(heading.top, heading.bottom + 1)),
        first_row=min(rows, default=heading.bottom + 1),
        last_row=max(rows, default=heading.bottom),
        columns=heading.columns,
        as_of=as_of(lines),
        unit_texts=unit_texts(lines),
        skipped=body.skipped,
    )


def _remarks(found: _Found, lone_sex: Sex | None) -> Iterable[Problem]:
    """What the sender should know of a table as a whole."""
    yield from _column_remarks(found)
    yield from _hidden_remarks(found)
    if lone_sex:
        marked, blank = ("nữ", "nam") if lone_sex == "female" else ("nam", "nữ")
        reason = f"Chỉ có một cột giới tính: ô đánh dấu được đọc là {marked}, ô trống là {blank}."
        yield Problem(found.sheet.name, found.heading.top, "", "", "", reason, "notice")
    stated, people = found.body.stated_total, len(found.body.people)
    if stated and stated[1] != people:
        reason = f"Dòng tổng ghi {stated[1]} người nhưng bảng có {people} dòng ghi người."
        yield Problem(found.sheet.name, stated[0], "", "", str(stated[1]), reason, "warning")


def _column_remarks(found: _Found) -> Iterable[Problem]:
    """Columns that hold data and are not read, or whose heading had to be interpreted."""
    width = max((len(found.sheet.rows[row - 1]) for row, _ in found.body.people), default=0)
    nameless = (Column(number, column_letter(number), "", None) for number in range(len(found.heading.columns) + 1, width + 1))
    remarks = (reading.remark for reading in found.heading.readings)
    for column, remark in zip_longest(chain(found.heading.columns, nameless), remarks, fillvalue=""):
        if isinstance(column, str) or (column.field and not remark) or not (filled := _filled(found, column)):
            continue
        unread = "không phải nội dung của sổ này." if column.heading else "cột không có tiêu đề."
        reason = remark or f"Cột không được đọc ({filled} ô có dữ liệu): {unread}"
        severity: Severity = "warning" if remark and not column.field else "notice"
        yield Problem(found.sheet.name, found.heading.bottom, column.letter, column.heading, "", reason, severity)


def _filled(found: _Found, column: Column) -> int:
    return sum(1 for row, _ in found.body.people if not is_blank(found.sheet.cell(row, column.number)))


def _hidden_remarks(found: _Found) -> Iterable[Problem]:
    people = {row for row, _ in found.body.people}
    if rows := sorted(found.sheet.marks.hidden_rows & people):
        listed = ", ".join(map(str, rows[:_SHOWN_ROWS])) + ("…" if len(rows) > _SHOWN_ROWS else "")
        yield _about(found.sheet.name, f"Có {len(rows)} dòng ẩn ghi người (dòng {listed}); vẫn được đọc.", "notice")
    columns = sorted(found.sheet.marks.hidden_columns)
    hidden = [column for column in found.heading.columns if column.number in columns and column.field]
    for column in hidden:
        yield Problem(
            found.sheet.name, found.heading.bottom, column.letter, column.heading, "", "Cột ẩn; vẫn được đọc.", "notice"
        )


def _duplicates(rows: list[RosterRow]) -> list[Problem]:
    """The same personal number twice in one file: the later row is the problem, whatever else it says."""
    first: dict[str, RosterRow] = {}
    problems = []
    for row in rows:
        earlier = first.setdefault(row.personal_number, row) if row.personal_number else row
        if earlier is not row:
            where = f"dòng {earlier.row}" + (f" của trang “{earlier.sheet}”" if earlier.sheet != row.sheet else "")
            reason = f"Số định danh trùng với {where} ({earlier.full_name})."
            problems.append(row.problem(Field.PERSONAL_NUMBER, reason))
    return problems


def _about(sheet: str, reason: str, severity: Severity) -> Problem:
    return Problem(sheet, None, "", "", "", reason, severity)
