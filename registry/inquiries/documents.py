"""The letter as an official letter (công văn) of Decree 30/2020/NĐ-CP, and its list as a workbook with room for the answer."""

from collections.abc import Sequence
from dataclasses import dataclass

from registry.pdf.paper import Annex, Column, Letterhead, Paper, PaperMeta, Para, Signature, TableBlock
from registry.pdf.render import render
from registry.pdf.text import blank, blank_date_line
from registry.shared.numbers import vn_number
from registry.sheets.writer import Content, TableColumn, write_table
from registry.summaries.offices import Issue

ABOUT = "V/v đề nghị xác minh văn bằng, chứng chỉ"


@dataclass(frozen=True)
class Asked:
    """One line of the list: whose, what, and by which number and day the issuing body finds it."""

    name: str
    born: str
    what: str
    number: str
    register_number: str
    issued: str


def letter_pdf(institution: str, asked: Sequence[Asked], issue: Issue) -> bytes:
    """The letter with its list as an appendix. Number and date are left for the clerk."""
    office = issue.office
    mark = office.mark.removeprefix("TB-")
    head = Letterhead(office.superior, office.heading, mark, office.place, issue.day.year, about=ABOUT)
    date = blank_date_line("", issue.day.year).removeprefix(", ").replace(" ", "\u00a0")
    reference = f"(Kèm theo Công văn số{blank()}/{mark} {date} của {office.name})"
    paper = Paper(
        meta=PaperMeta(f"{ABOUT.removeprefix('V/v ').capitalize()}: {institution}", office.name, made_at=issue.at),
        title=None,
        blocks=_body(institution, len(asked), office.name),
        letterhead=head,
        signature=Signature(office.signed),
        recipients=["Như trên", "Lưu: VT"],
        annexes=[Annex("Phụ lục", "Danh sách văn bằng, chứng chỉ đề nghị xác minh", [_table(asked)], reference, landscape=True)],
        addressed=[institution],
    )
    return render(paper)


def _body(institution: str, number: int, office: str) -> list[Para]:
    return [
        Para(
            f"Để phục vụ công tác quản lý hồ sơ cán bộ, công chức, viên chức, {office} đề nghị {institution} xác minh "
            f"{vn_number(number)} văn bằng, chứng chỉ do Quý cơ quan cấp, theo danh sách tại Phụ lục kèm theo."
        ),
        Para(
            "Đề nghị Quý cơ quan đối chiếu với sổ gốc cấp văn bằng, chứng chỉ và cho biết từng trường hợp có đúng với sổ gốc hay "
            "không; trường hợp không đúng, đề nghị nêu rõ nội dung khác."
        ),
        Para(f"Văn bản trả lời xin gửi về {office}. Rất mong nhận được sự phối hợp của Quý cơ quan."),
    ]


def _table(asked: Sequence[Asked]) -> TableBlock:
    columns = [
        Column("STT", 0.5, "center"),
        Column("Họ và tên", 2),
        Column("Ngày sinh", 1.1, "center"),
        Column("Văn bằng, chứng chỉ", 2.6),
        Column("Số hiệu", 1.3),
        Column("Số vào sổ gốc", 1.2),
        Column("Ngày cấp", 1.1, "center"),
        Column("Đúng sổ gốc", 0.8, "center", group="Kết quả xác minh"),
        Column("Không đúng, nội dung khác", 1.6, group="Kết quả xác minh"),
    ]
    rows = [
        [str(place), one.name, one.born, one.what, one.number, one.register_number, one.issued, "", ""]
        for place, one in enumerate(asked, 1)
    ]
    return TableBlock(columns, rows)


def list_workbook(institution: str, asked: Sequence[Asked], office: str) -> bytes:
    """The same list as a workbook, with empty columns for the answer."""
    columns = [
        TableColumn("STT", "number", 6),
        TableColumn("Họ và tên", width=26),
        TableColumn("Ngày sinh", width=12),
        TableColumn("Văn bằng, chứng chỉ", width=34),
        TableColumn("Số hiệu", width=16),
        TableColumn("Số vào sổ gốc", width=16),
        TableColumn("Ngày cấp", width=12),
        TableColumn("Đúng sổ gốc (x)", width=12),
        TableColumn("Không đúng (x)", width=12),
        TableColumn("Nội dung khác", width=34),
    ]
    rows: list[list[Content]] = [
        [place, one.name, one.born, one.what, one.number, one.register_number, one.issued, None, None, None]
        for place, one in enumerate(asked, 1)
    ]
    notes = [f"Kính gửi: {institution}", f"{office} đề nghị đánh dấu x vào cột kết quả của từng dòng và gửi lại."]
    return write_table("Danh sách văn bằng, chứng chỉ đề nghị xác minh", columns, rows, notes)
