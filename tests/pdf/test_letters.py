"""Every Vietnamese letter is drawn with an embedded face, and the file gives the text back exactly."""

import unicodedata
from io import BytesIO
from itertools import product
from pathlib import Path

import pytest
from pypdf import PdfReader

from registry.pdf import fonts
from registry.pdf.paper import Bullets, Cell, Column, Heading, Pairs, Paper, Para, Run, Signature, TableBlock, Title
from registry.pdf.render import render
from tests.pdf.papers import META, bare, pages, people, plain, signed, spans, text_of

TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
LOWER = {unicodedata.normalize("NFC", vowel + tone) for vowel, tone in product("aăâeêioôơuưy", TONES)} | {"đ"}
LETTERS = sorted(letter for letter in LOWER | {letter.upper() for letter in LOWER} if not letter.isascii())
WORDS = " ".join("".join(LETTERS[start : start + 12]) for start in range(0, len(LETTERS), 12))
STYLES = [(False, False), (True, False), (False, True), (True, True)]

CANARIES = [
    "<b>đậm</b>",
    '<img src="/etc/passwd">',
    "A & B &amp; C &#60;",
    "<para><font",
    "</para>",
    "{{ 7 * 7 }} %(x)s <br/>",
    "(ngoặc \\ chưa đóng",
]


def test_vietnamese_adds_134_letters_to_the_52_of_ascii() -> None:
    assert len(LETTERS) == 134


@pytest.mark.parametrize(("bold", "italic"), STYLES)
def test_all_letters_of_all_styles_come_back_from_paragraphs_and_tables(bold: bool, italic: bool) -> None:
    table = TableBlock((Column("Ô"),), [(Cell(WORDS, bold, italic),)])
    read = text_of(bare(Para([Run(WORDS, bold, italic)]), table))
    assert read.count(WORDS) == 2
    assert unicodedata.is_normalized("NFC", read)


@pytest.mark.parametrize(("bold", "italic"), STYLES)
def test_each_style_is_drawn_with_its_own_face(bold: bool, italic: bool) -> None:
    (page,) = pages(bare(Para([Run("Chữ mẫu", bold, italic)])))
    assert [piece.font for piece in spans(page) if piece.text == "Chữ mẫu"] == [fonts.face(bold, italic)]


def test_every_font_in_the_file_is_embedded() -> None:
    body = (Heading("Mục"), Para([Run("a", italic=True), Run("b", bold=True, italic=True)]), Bullets(["c"]), people(90))
    for page in pages(signed(*body)):
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
            assert "/FontFile2" in font.get_object()["/FontDescriptor"].get_object()
            assert "Tinos" in font.get_object()["/BaseFont"]


@pytest.mark.parametrize("canary", CANARIES)
def test_markup_in_text_is_printed_letter_by_letter_wherever_it_stands(canary: str) -> None:
    paper = Paper(
        META,
        Title("Loại", canary),
        (
            Heading(canary),
            Para(canary + " hết"),
            Para([Run(canary, bold=True)]),
            Bullets([canary]),
            Pairs([(canary, canary)]),
            TableBlock((Column(canary, group=canary),), [(canary,)], totals=(canary,), notes=(canary, "b"), caption=canary),
        ),
        signature=Signature(("Chức vụ",), canary),
        recipients=(canary, "Lưu"),
    )
    assert text_of(paper).count(canary) == 15


def test_decomposed_text_is_printed_composed() -> None:
    name = "Nguyễn Thị Ánh Tuyết"
    apart = unicodedata.normalize("NFD", name)
    read = text_of(bare(Para(apart), Pairs([(apart, apart)]), Bullets([apart])))
    assert read.count(name) == 4


def test_the_file_names_title_author_and_language() -> None:
    reader = PdfReader(BytesIO(render(bare(Para("a")))))
    assert reader.metadata is not None
    assert (reader.metadata.title, reader.metadata.author) == (META.title, META.author)
    assert reader.trailer["/Root"]["/Lang"] == "vi-VN"  # type: ignore[index]


def test_a_missing_typeface_is_refused_in_words_that_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(fonts.FontsMissing, match=r"^Thiếu phông chữ Tinos-Regular.ttf, hãy chạy make assets\.$"):
        fonts.font_file(tmp_path, fonts.REGULAR)


def test_text_with_line_feeds_keeps_its_lines() -> None:
    (page,) = pages(bare(TableBlock((Column("Ô"),), [("Dòng một\nDòng hai",)])))
    assert [piece.text for piece in spans(page)][-2:] != ["Dòng một Dòng hai"]
    assert "Dòng một Dòng hai" in plain(page.extract_text())
