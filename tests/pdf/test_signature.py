"""The signature is never alone: the last lines of the text or rows of the table go with it."""

from dataclasses import replace

import pytest

from registry.pdf import decree
from registry.pdf.paper import Block, Bullets, Pairs, Paper, Para, TableBlock
from tests.pdf.papers import COLUMNS, RECIPIENTS, bare, pages, paragraphs, people, signed, spans

SENTENCE = "Câu này dài vừa đủ để chiếm gần trọn một dòng của trang giấy khổ A4 theo chiều dọc. "


def _lines_above_the_signature(paper: Paper) -> int:
    last = pages(paper)[-1]
    texts = [piece for piece in spans(last) if piece.y > decree.BOTTOM]
    signature = max(piece.y for piece in texts if piece.text in ("TL. GIÁM ĐỐC", "Nơi nhận:"))
    return len({round(piece.y) for piece in texts if signature < piece.y < decree.PAGE_LONG - decree.TOP})


@pytest.mark.parametrize("count", range(8, 22))
def test_after_paragraphs_two_lines_go_with_it(count: int) -> None:
    assert _lines_above_the_signature(signed(*paragraphs(count))) >= 2


@pytest.mark.parametrize("sentences", range(16, 44))
def test_after_one_long_paragraph_two_lines_go_with_it(sentences: int) -> None:
    assert _lines_above_the_signature(signed(Para(SENTENCE * sentences))) >= 2


@pytest.mark.parametrize("count", range(12, 44))
@pytest.mark.parametrize("notes", [(), ("Ghi chú.", "Ghi chú hai.")])
def test_after_a_table_two_rows_go_with_it(count: int, notes: tuple[str, ...]) -> None:
    paper = signed(replace(people(count), notes=notes))
    last = pages(paper)[-1].extract_text()
    assert f"Người thứ {count}" in last
    assert f"Người thứ {count - 1}" in last
    assert "Trần Văn Đức" in last


@pytest.mark.parametrize("count", range(18, 34))
def test_after_pairs_and_after_items_something_goes_with_it(count: int) -> None:
    last_blocks: list[Block] = [Pairs([("Mục", "a")] * count), Bullets([SENTENCE] * count)]
    for block in last_blocks:
        assert _lines_above_the_signature(signed(block)) >= 1


@pytest.mark.parametrize("lines", range(20, 44, 3))
def test_after_rows_of_any_height_one_goes_with_it(lines: int) -> None:
    tall = "\n".join(f"dòng{number}" for number in range(lines))
    last = pages(signed(TableBlock(COLUMNS, [("1", tall, ""), ("2", tall, "")]), landscape=True))[-1]
    assert f"dòng{lines - 1}" in last.extract_text()
    assert "Trần Văn Đức" in last.extract_text()


def test_without_a_name_the_room_stays_empty_and_recipients_end_with_a_full_stop() -> None:
    paper = signed(Para("a"))
    assert paper.signature is not None
    (page,) = pages(replace(paper, signature=replace(paper.signature, name="")))
    texts = [piece.text for piece in spans(page)]
    assert "- Như trên;" in texts
    assert "- Lưu: VT." in texts
    assert "Trần Văn Đức" not in texts


def test_a_paper_may_have_recipients_without_a_signature() -> None:
    (page,) = pages(replace(bare(Para("a")), recipients=RECIPIENTS))
    assert "- Lưu: VT." in [piece.text for piece in spans(page)]
