"""Tables: the head on every page, whole rows, spans, common headings, and nothing lost or printed twice."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from registry.pdf import decree, fonts
from registry.pdf.measure import wrap
from registry.pdf.paper import Cell, Column, Heading, Pairs, Para, TableBlock
from registry.pdf.render import render
from tests.pdf.papers import COLUMNS, bare, pages, paragraphs, people, plain, signed, span, spans, text_of

GROUPED = (
    Column("STT", 0.5, "center"),
    Column("Họ và tên", 2),
    Column("Tự khai", group="Kết quả"),
    Column("Xác minh", group="Kết quả"),
)


def test_the_head_is_repeated_on_every_page() -> None:
    printed = pages(bare(people(200)))
    assert len(printed) > 3
    assert all(page.extract_text().count("Họ và tên") == 1 for page in printed)


def test_every_row_is_printed_once_and_in_order() -> None:
    read = [piece.text for page in pages(bare(people(200))) for piece in spans(page)]
    assert [text for text in read if text.startswith("Người")] == [f"Người thứ {number}" for number in range(1, 201)]


def test_a_row_stays_on_one_page() -> None:
    rows = [(str(number), f"Đầu{number} " + "chữ " * 40 + f"cuối{number}", "") for number in range(60)]
    for page in pages(bare(TableBlock(COLUMNS, rows))):
        words = plain(page.extract_text()).split()
        starts = {word.removeprefix("Đầu") for word in words if word.startswith("Đầu")}
        assert starts == {word.removeprefix("cuối") for word in words if word.startswith("cuối")}


def test_a_row_taller_than_a_page_goes_on_over_the_page_and_loses_nothing() -> None:
    words = " ".join(f"từ{number}" for number in range(2000))
    printed = pages(signed(TableBlock(COLUMNS, [("1", words, "Đạt")])))
    assert len(printed) > 1
    read = [word for page in printed for word in page.extract_text().split() if word.startswith("từ")]
    assert read == words.split()


def test_columns_of_one_group_stand_under_a_common_heading() -> None:
    (page,) = pages(bare(TableBlock(GROUPED, [("1", "An", "Đạt", "Chưa")])))
    group, left, right = (span(page, words) for words in ("Kết quả", "Tự khai", "Xác minh"))
    assert group.y > left.y == right.y
    assert left.x < group.x < right.x
    assert left.y < span(page, "STT").y < group.y


def test_a_heading_word_is_not_broken_when_its_column_has_a_small_weight() -> None:
    columns = (Column("STT", 0.01), Column("Nội dung", 5))
    (page,) = pages(bare(TableBlock(columns, [("1", "a")])))
    assert span(page, "STT").text == "STT"


def test_cells_span_columns_and_totals_are_bold() -> None:
    table = TableBlock(GROUPED, [("1", "An", "Đạt", "Chưa")], totals=(Cell("Cộng", span=2, align="center"), "1", "0"))
    (page,) = pages(bare(table))
    assert span(page, "Cộng").font == fonts.BOLD
    assert span(page, "Cộng").x > span(page, "An").x


@pytest.mark.parametrize("row", [("1",), ("1", "2", "3", "4"), (Cell("1", span=4),), (Cell("1", span=0), "2", "3")])
def test_a_row_that_does_not_cover_the_columns_is_refused(row: tuple[Cell | str, ...]) -> None:
    with pytest.raises(ValueError, match="columns"):
        render(bare(TableBlock(COLUMNS, [row])))


@pytest.mark.parametrize("columns", [(), (Column("a", 0),), (Column("a", -1),)])
def test_a_table_without_columns_of_positive_weight_is_refused(columns: tuple[Column, ...]) -> None:
    with pytest.raises(ValueError, match="columns"):
        TableBlock(columns, [])


def test_declared_and_verified_are_told_apart_by_style_and_explained_in_a_note() -> None:
    rows = [(Cell("Tiếng Anh", italic=True), Cell("Đại học", bold=True))]
    table = TableBlock((Column("A"), Column("B")), rows, notes=("Chữ nghiêng: tự khai.",))
    (page,) = pages(bare(table))
    assert (span(page, "Tiếng Anh").font, span(page, "Đại học").font) == (fonts.ITALIC, fonts.BOLD)
    assert span(page, "Chữ nghiêng").y < span(page, "Đại học").y


@pytest.mark.parametrize("align", ["left", "center", "right"])
def test_a_cell_may_be_aligned_otherwise_than_its_column(align: str) -> None:
    (page,) = pages(bare(TableBlock((Column("A"),), [(Cell("giữa", align=align),)])))  # type: ignore[arg-type]
    middle = span(page, "giữa").x + fonts.width_of("giữa", fonts.REGULAR, 11) / 2
    expected = {"left": middle < 150, "center": 300 < middle < 340, "right": middle > 500}
    assert expected[align]


def test_an_empty_table_prints_its_head() -> None:
    assert "Họ và tên" in text_of(signed(replace(people(0))))


@pytest.mark.parametrize("before", range(14))
def test_a_heading_never_ends_a_page(before: int) -> None:
    for page in pages(bare(*paragraphs(before), Heading("Mục cuối"), people(5))):
        texts = [piece.text for piece in spans(page) if piece.y > decree.BOTTOM]
        assert texts[-1] != "Mục cuối"
        assert not any("Người" in text for text in texts) or "Họ và tên" in texts


@pytest.mark.parametrize("rows", range(26, 36))
def test_a_note_stays_with_the_last_rows(rows: int) -> None:
    last = pages(bare(replace(people(rows), notes=("Ghi chú cuối bảng.",))))[-1]
    assert f"Người thứ {rows}" in last.extract_text()


def test_pairs_stand_beside_one_another_and_their_labels_end_with_a_colon() -> None:
    (page,) = pages(bare(Pairs([("Họ và tên", "An"), ("Ngày sinh:", "05/3/1985"), ("Đơn vị", "Xã A")], columns=2)))
    assert span(page, "Họ và tên:").y == span(page, "Ngày sinh:").y > span(page, "Đơn vị:").y
    assert span(page, "An").y == span(page, "Họ và tên:").y


WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\n"), max_size=60)


@settings(max_examples=60, deadline=None)
@given(WORDS, st.floats(8, 200))
def test_lines_fit_the_width_and_keep_every_visible_character(text: str, width: float) -> None:
    fonts.register()
    lines = wrap(text, fonts.REGULAR, 11, width)
    assert all(fonts.width_of(line, fonts.REGULAR, 11) <= width or len(line) == 1 for line in lines)
    assert "".join(lines).replace(" ", "") == "".join(wrap(text, fonts.REGULAR, 11, 1e9)).replace(" ", "")


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(WORDS, WORDS, WORDS), max_size=30))
def test_any_text_can_be_printed(rows: list[tuple[str, str, str]]) -> None:
    words = Para([cell for row in rows for cell in row])
    assert "Trần Văn Đức" in text_of(signed(words, TableBlock(COLUMNS, rows)))
