"""Text fit for paper: composed, without invisible characters, with the decree's date and number lines."""

import unicodedata
from datetime import date

import pytest

from registry.pdf.text import blank_date_line, clean, date_line, drawable, escaped, number_line

KNOWN = frozenset(range(0x20, 0x7F)) | {ord("ế")}


@pytest.mark.parametrize(
    ("on", "line"),
    [
        (date(2026, 3, 5), "Hà Tĩnh, ngày 05 tháng 3 năm 2026"),
        (date(2026, 1, 9), "Hà Tĩnh, ngày 09 tháng 01 năm 2026"),
        (date(2026, 2, 10), "Hà Tĩnh, ngày 10 tháng 02 năm 2026"),
        (date(2025, 9, 30), "Hà Tĩnh, ngày 30 tháng 9 năm 2025"),
        (date(2025, 10, 1), "Hà Tĩnh, ngày 01 tháng 10 năm 2025"),
        (date(2025, 12, 31), "Hà Tĩnh, ngày 31 tháng 12 năm 2025"),
    ],
)
def test_days_below_ten_and_the_first_two_months_have_a_leading_zero(on: date, line: str) -> None:
    assert date_line("Hà Tĩnh", on) == line


def test_the_clerk_finds_room_for_day_month_and_number() -> None:
    room, wide = "\u00a0" * 6, "\u00a0" * 7
    assert blank_date_line("Hà Tĩnh", 2026) == f"Hà Tĩnh, ngày{room}tháng{room}năm 2026"
    assert number_line("TB-SNV") == f"Số: {wide}/TB-SNV"


@pytest.mark.parametrize(("number", "line"), [(5, "Số: 05/TB-SNV"), (10, "Số: 10/TB-SNV"), (123, "Số: 123/TB-SNV")])
def test_numbers_below_ten_have_a_leading_zero(number: int, line: str) -> None:
    assert number_line("TB-SNV", number) == line


def test_decomposed_letters_are_composed() -> None:
    assert clean(unicodedata.normalize("NFD", "Nguyễn Thị Ánh Tuyết")) == "Nguyễn Thị Ánh Tuyết"


def test_control_and_invisible_characters_are_dropped_and_tabs_become_spaces() -> None:
    assert clean("a\x00b\u200bc\u202ed\te\r") == "abcd e "


def test_line_feeds_and_no_break_spaces_stay() -> None:
    assert clean("a\nb\u00a0c") == "a\nb\u00a0c"


def test_characters_outside_the_typeface_get_a_plain_spelling_and_are_never_lost() -> None:
    assert drawable("≥ 40 %, ngoại ngữ", frozenset(map(ord, ">= 40%,ngoạiữ"))) == ">= 40 %, ngoại ngữ"
    assert drawable("ﬁ ế 漢 \ud800", KNOWN) == "fi ế ? ?"


def test_markup_is_escaped() -> None:
    assert escaped('<b>A & B</b> <img src="x">') == '&lt;b&gt;A &amp; B&lt;/b&gt; &lt;img src="x"&gt;'
