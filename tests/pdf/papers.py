"""Papers to print in tests, and what a reader finds in the file."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from pypdf import PageObject, PdfReader

from registry.pdf.paper import Block, Column, Letterhead, Paper, PaperMeta, Para, Signature, TableBlock, Title
from registry.pdf.render import render

NOTE, CODE = "Số liệu ngày 31/12/2025 · Quy tắc A phiên bản 1", "Mã: ABCD-1234"
META = PaperMeta("Bản tổng hợp", "Cơ quan mẫu", NOTE, CODE)
HEAD = Letterhead("Ủy ban nhân dân tỉnh Hà Tĩnh", "Sở Nội vụ", "TB-SNV", "Hà Tĩnh", 2026)
TITLE = Title("Thông báo", "Tổng hợp kết quả năm 2025")
SIGNATURE = Signature(("TL. Giám đốc", "Trưởng phòng"), "Trần Văn Đức")
RECIPIENTS = ("Như trên", "Lưu: VT")
COLUMNS = (Column("STT", 0.6, "center"), Column("Họ và tên", 2), Column("Kết quả", 1, "center"))


@dataclass(frozen=True)
class Span:
    """A piece of text where it stands: x, y from the lower left corner and size in points."""

    text: str
    x: float
    y: float
    size: float
    font: str


def signed(*blocks: Block, landscape: bool = False) -> Paper:
    """A whole paper with this body."""
    return Paper(META, TITLE, blocks, HEAD, SIGNATURE, RECIPIENTS, landscape=landscape)


def bare(*blocks: Block) -> Paper:
    """A paper with a title and this body only."""
    return Paper(META, TITLE, blocks)


def people(count: int) -> TableBlock:
    """A table of so many rows."""
    return TableBlock(COLUMNS, [(str(number), f"Người thứ {number}", "Đạt") for number in range(1, count + 1)])


def paragraphs(count: int) -> list[Para]:
    """So many paragraphs of two or three lines."""
    return [Para(f"Đoạn {number}. " + "Nội dung của đoạn văn này dài hơn một dòng. " * 4) for number in range(count)]


def pages(paper: Paper) -> Sequence[PageObject]:
    """The pages of the printed paper."""
    return PdfReader(BytesIO(render(paper))).pages


def text_of(paper: Paper) -> str:
    """All text of the printed paper with single spaces."""
    return plain(" ".join(page.extract_text() for page in pages(paper)))


def plain(text: str) -> str:
    """Text with single spaces."""
    return re.sub(r"\s+", " ", text).strip()


def spans(page: PageObject) -> list[Span]:
    """The pieces of text on a page, in drawing order: one for each time that the pen is put down."""
    found: list[Span] = []
    letters = {name: _letters(font.get_object()) for name, font in page["/Resources"]["/Font"].items()}  # type: ignore[index]
    pen: list[Any] = ["", 0.0]

    def follow(operator: bytes, operands: list[Any], place: list[float], line: list[float]) -> None:
        if operator == b"Tf":
            pen[:] = operands[0], float(operands[1])
        if operator == b"Tj":
            style, letter_of = letters[pen[0]]
            text = "".join(letter_of[code] for code in operands[0].original_bytes).strip()
            found.extend([Span(text, line[4] + place[4], line[5] + place[5], pen[1], style)] if text else [])

    page.extract_text(visitor_operand_before=follow)
    return found


def _letters(font: Any) -> tuple[str, dict[int, str]]:
    """Name of a face and what its codes stand for."""
    codes = re.findall(rb"<([0-9A-F]{2})> <([0-9A-F]{4})>\n", font["/ToUnicode"].get_object().get_data())
    return font["/BaseFont"].split("+")[-1], {int(code, 16): chr(int(letter, 16)) for code, letter in codes}


def span(page: PageObject, text: str) -> Span:
    """The one piece that begins with these words."""
    (only,) = [piece for piece in spans(page) if piece.text.startswith(text)]
    return only
