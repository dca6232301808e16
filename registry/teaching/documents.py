"""A class as sheets: attendance to sign, results as a workbook."""

from collections.abc import Mapping, Sequence

from flask_babel import gettext as _

from models.classes import ClassSession, Enrolment, Exam, TrainingClass
from registry.enrolments.queries import Achieved
from registry.enrolments.words import PARTS, mark_words
from registry.pdf.paper import Block, Column, Heading, Paper, PaperMeta, Para, TableBlock, Title
from registry.pdf.render import render
from registry.shared.dates import vn_date
from registry.sheets.writer import Content, TableColumn, write_table

ACROSS = 12
"""Sessions that fit beside each other; more of them go on in a table of their own."""


def attendance_pdf(one: TrainingClass, sessions: Sequence[ClassSession], people: Sequence[Enrolment]) -> bytes:
    """The sheet to sign: people down, sessions across, the hours of each in its heading."""
    title = f"Danh sách điểm danh lớp {one.title}"
    span = f"Từ ngày {vn_date(one.first_day)} đến ngày {vn_date(one.last_day)}; cơ sở đào tạo: {one.school.name}."
    blocks: list[Block] = [Para(span)]
    for first in range(0, max(len(sessions), 1), ACROSS):
        part = sessions[first : first + ACROSS]
        if len(sessions) > ACROSS:
            blocks.append(Heading(f"Từ buổi {first + 1} đến buổi {first + len(part)}"))
        blocks.append(_to_sign(part, people))
    meta = PaperMeta(title, one.school.name, title)
    return render(Paper(meta=meta, title=Title("Danh sách", title), blocks=blocks, landscape=True))


def _to_sign(sessions: Sequence[ClassSession], people: Sequence[Enrolment]) -> TableBlock:
    columns = [Column("TT", 0.7, "center"), Column("Họ và tên", 3.2)]
    columns += [Column(_across(each), 1.1, "center") for each in sessions]
    rows = [[str(place), row.official.full_name, *("" for _each in sessions)] for place, row in enumerate(people, 1)]
    return TableBlock(columns, rows, size=10.0)


def _across(session: ClassSession) -> str:
    return f"{vn_date(session.day)[:5]} {PARTS[session.part]} {session.lesson_hours}\N{NO-BREAK SPACE}tiết"


def results_workbook(
    one: TrainingClass,
    sessions: Sequence[ClassSession],
    exams: Sequence[Exam],
    people: Sequence[Enrolment],
    achieved: Mapping[int, Achieved],
) -> bytes:
    """The results of a class, to be filled in and sent back: a column for each session and examination."""
    columns = [TableColumn(_("TT"), "number", 6), TableColumn(CODE, width=18), TableColumn(_("Họ và tên"), width=26)]
    columns += [TableColumn(session_heading(each), "number", 14) for each in sessions]
    columns += [TableColumn(exam_heading(each), "text", 14) for each in exams]
    columns += [TableColumn(CLASSIFICATION, width=16), TableColumn(NUMBER, width=18)]
    notes = [
        _("Ghi số tiết từng buổi và điểm từng bài (thang 10), rồi gửi lại tệp này ở trang của lớp."),
        _("Không sửa cột “Mã” và dòng tiêu đề."),
    ]
    nothing = Achieved()
    rows = [_result_row(place, row, sessions, exams, achieved.get(row.id, nothing)) for place, row in enumerate(people, 1)]
    return write_table(one.title, columns, rows, notes)


CODE, CLASSIFICATION, NUMBER = "Mã", "Xếp loại", "Số chứng chỉ"


def session_heading(session: ClassSession) -> str:
    """The heading of a session, the same whatever the language: `02/03/2026 sáng (4 tiết)`."""
    return f"{vn_date(session.day)} {_PARTS[session.part.value]} ({session.lesson_hours} tiết)"


def exam_heading(exam: Exam) -> str:
    """The heading of an examination."""
    return f"Điểm: {exam.name}"


_PARTS = {"morning": "sáng", "afternoon": "chiều", "evening": "tối"}


def _result_row(
    place: int, row: Enrolment, sessions: Sequence[ClassSession], exams: Sequence[Exam], achieved: Achieved
) -> list[Content]:
    hours: list[Content] = [achieved.hours[each.id].lesson_hours if each.id in achieved.hours else None for each in sessions]
    marks: list[Content] = [mark_words(achieved.marks.get(each.id)) or None for each in exams]
    return [place, row.public_id, row.official.full_name, *hours, *marks, row.classification, row.certificate_number]
