"""The layout of Decree 30/2020, Appendix I: what stands where, in which size and style."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from pypdf import PageObject, PdfReader

from registry.pdf import decree, fonts
from registry.pdf.paper import Annex, Bullets, Letterhead, Para, Title
from registry.pdf.render import render
from tests.pdf.papers import CODE, HEAD, META, NOTE, bare, pages, paragraphs, people, plain, signed, span, spans

MIDDLE = decree.PAGE_SHORT / 2
LONG = signed(*paragraphs(40))


def _top_margin(page: PageObject) -> list[str]:
    return [piece.text for piece in spans(page) if piece.y > float(page.mediabox.height) - decree.TOP]


def test_the_first_page_has_no_number_and_later_ones_count_on_in_the_top_margin() -> None:
    printed = pages(LONG)
    assert len(printed) > 2
    assert [_top_margin(page) for page in printed] == [[], *([str(number)] for number in range(2, len(printed) + 1))]


@pytest.mark.parametrize("landscape", [False, True])
def test_page_numbers_are_centred_and_of_size_13(landscape: bool) -> None:
    page = pages(signed(people(90), landscape=landscape))[1]
    (number,) = [piece for piece in spans(page) if piece.y > float(page.mediabox.height) - decree.TOP]
    width = fonts.width_of("2", fonts.REGULAR, 13)
    assert number.x + width / 2 == pytest.approx(float(page.mediabox.width) / 2, abs=0.1)
    assert (number.size, number.font) == (13, fonts.REGULAR)


def test_note_and_code_stand_in_the_bottom_margin_of_every_page() -> None:
    for page in pages(LONG):
        low = [piece.text for piece in spans(page) if piece.y < decree.BOTTOM]
        assert low == [NOTE, CODE]


def test_a_running_note_may_wrap_but_not_overflow_the_margin() -> None:
    (page,) = pages(replace(bare(Para("a")), meta=replace(META, running_note=f"{NOTE} · " * 4)))
    assert min(piece.y for piece in spans(page)) > 5 * decree.MM
    with pytest.raises(ValueError, match="running note"):
        render(replace(bare(Para("a")), meta=replace(META, running_note=NOTE * 20)))


@pytest.mark.parametrize(
    ("words", "size", "style"),
    [
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 12, fonts.BOLD),
        ("Độc lập - Tự do - Hạnh phúc", 13, fonts.BOLD),
        ("ỦY BAN NHÂN DÂN TỈNH HÀ TĨNH", 12, fonts.REGULAR),
        ("SỞ NỘI VỤ", 12, fonts.BOLD),
        ("Số:", 13, fonts.REGULAR),
        ("Hà Tĩnh, ngày", 13, fonts.ITALIC),
        ("THÔNG BÁO", 14, fonts.BOLD),
        ("Tổng hợp kết quả", 14, fonts.BOLD),
        ("Một câu.", 13, fonts.REGULAR),
        ("TL. GIÁM ĐỐC", 13, fonts.BOLD),
        ("TRƯỞNG PHÒNG", 13, fonts.BOLD),
        ("Trần Văn Đức", 13, fonts.BOLD),
        ("Nơi nhận:", 12, fonts.BOLD_ITALIC),
        ("- Lưu: VT.", 11, fonts.REGULAR),
    ],
)
def test_each_part_has_the_size_and_style_of_the_decree(words: str, size: float, style: str) -> None:
    (page,) = pages(signed(Para("Một câu."), Para("Câu cuối.")))
    piece = span(page, words)
    assert (piece.size, piece.font) == (size, style)


def test_state_and_signature_stand_right_issuer_and_recipients_left() -> None:
    (page,) = pages(signed(Para("Một câu.")))
    for words in ("CỘNG HÒA", "Độc lập", "Hà Tĩnh, ngày", "TL. GIÁM ĐỐC", "Trần Văn Đức"):
        assert span(page, words).x > decree.LEFT + decree.MM * 60
    for words in ("SỞ NỘI VỤ", "Số:", "Nơi nhận:"):
        assert span(page, words).x < decree.LEFT + decree.MM * 60
    assert span(page, "Số:").y == pytest.approx(span(page, "Hà Tĩnh, ngày").y)


def test_number_and_date_are_left_to_the_clerk_unless_given() -> None:
    (blank,) = pages(signed(Para("a")))
    assert "Số: /TB-SNV" in plain(blank.extract_text())
    assert "Hà Tĩnh, ngày tháng năm 2026" in plain(blank.extract_text())
    head = replace(HEAD, number=7, dated_on=date(2026, 3, 5))
    (filled,) = pages(replace(signed(Para("a")), letterhead=head))
    assert "Số: 07/TB-SNV" in filled.extract_text()
    assert "Hà Tĩnh, ngày 05 tháng 3 năm 2026" in filled.extract_text()


def test_long_names_wrap_and_stay_inside_the_margins() -> None:
    head = Letterhead("Ủy ban nhân dân tỉnh Hà Tĩnh " * 3, "Trung tâm " * 12, "TB-TT", "Hà Tĩnh", 2026)
    paper = replace(signed(Para("a")), letterhead=head, title=Title("Thông báo", "Về việc " * 30))
    (page,) = pages(paper)
    assert min(piece.x for piece in spans(page)) >= decree.LEFT - 0.01
    assert max(piece.y for piece in spans(page)) < decree.PAGE_LONG - decree.TOP
    assert span(page, "Số:").y < min(piece.y for piece in spans(page) if piece.text.startswith("TRUNG TÂM"))


@pytest.mark.parametrize(
    ("last", "end"),
    [
        (Para("Câu cuối."), "Câu cuối./."),
        (Para(["Câu ", "cuối;"]), "Câu cuối./."),
        (Bullets(["Thứ nhất;", "Thứ hai."]), "Thứ hai./."),
        (people(2), "Đạt ./."),
        (replace(people(2), notes=("Ghi chú.",)), "Ghi chú./."),
    ],
)
def test_the_body_of_a_signed_paper_ends_as_the_decree_says(last: Para, end: str) -> None:
    (page,) = pages(signed(Para("Đầu."), last))
    assert end in plain(page.extract_text())
    assert page.extract_text().count("./.") == 1


def test_a_paper_without_signature_has_no_closing_mark() -> None:
    (page,) = pages(bare(Para("Câu cuối.")))
    assert "./." not in page.extract_text()


def test_an_annex_starts_a_page_may_lie_and_counts_its_own_pages() -> None:
    annexes = [Annex(f"Phụ lục {number}", "Danh sách", (people(90),), "(Kèm theo)", True) for number in ("I", "II")]
    printed = pages(replace(signed(Para("a")), annexes=annexes))
    each = (len(printed) - 1) // 2
    assert [float(page.mediabox.width) > float(page.mediabox.height) for page in printed] == [False, *[True] * 2 * each]
    counted: list[list[str]] = [[], *([str(number)] for number in range(2, each + 1))]
    assert [_top_margin(page) for page in printed] == [[], *counted, *counted]
    assert span(printed[1], "DANH SÁCH").font == fonts.BOLD
    assert CODE in printed[-1].extract_text()


def test_the_same_paper_gives_the_same_bytes() -> None:
    paper = signed(*paragraphs(3), people(60))
    assert render(paper) == render(paper)


def test_papers_printed_at_the_same_time_do_not_mix_their_letters() -> None:
    papers = [signed(*paragraphs(number), people(40)) for number in range(4)]
    alone = [render(paper) for paper in papers]
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(render, papers)) == alone


def test_the_creation_date_is_the_given_one_and_needs_a_zone() -> None:
    paper = replace(bare(Para("a")), meta=replace(META, made_at=datetime(2026, 11, 23, 8, 30, tzinfo=UTC)))
    made = PdfReader(BytesIO(render(paper))).metadata
    assert made is not None
    assert made.creation_date == datetime(2026, 11, 23, 8, 30, tzinfo=UTC)
    naive = datetime(2026, 11, 23)  # the refusal is what is tested
    with pytest.raises(ValueError, match="time zone"):
        render(replace(paper, meta=replace(META, made_at=naive)))
