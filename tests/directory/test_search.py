"""Finding people: by folded words of the name, by numbers, by unit and post when nobody bears the words; and safe marks."""

import unicodedata

import pytest

from registry.directory.search import marked, words_of
from tests.directory.listing import Province, listed, names
from tests.support.visitor import Visitor


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("dao", ["Đào Thị Yến"]),
        ("ĐÀO", ["Đào Thị Yến"]),
        ("yen dao", ["Đào Thị Yến"]),
        ("Yến", ["Đào Thị Yến"]),
        (unicodedata.normalize("NFD", "Yến"), ["Đào Thị Yến"]),
        ("hoa", ["Lê Văn Hòa", "Trần Hoà"]),
        ("le h", ["Lê Văn Hòa"]),
        ("oà", []),
        ("%", ["Lê Văn Hòa", "Trần Hoà", "Đào Thị Yến"]),
        ("_", ["Lê Văn Hòa", "Trần Hoà", "Đào Thị Yến"]),
    ],
)
def test_a_name_is_found_by_the_beginnings_of_its_words_however_they_are_written(
    province: Province, officer: Visitor, typed: str, found: list[str]
) -> None:
    for name in ("Đào Thị Yến", "Lê Văn Hòa", "Trần Hoà"):
        province.official(name)
    answer = officer.get("/officials", query_string={"q": typed})
    assert names(answer.text) == found


def test_a_person_is_found_by_personal_number_and_staff_code(province: Province, officer: Visitor) -> None:
    province.official("Lê Văn An", personal_number="042085000123", staff_code="HT-0077")
    province.official("Lê Văn Bình", personal_number="042085000999")
    assert listed(officer, "?q=042085000123") == ["Lê Văn An"]
    assert listed(officer, "?q=042+085+000123") == ["Lê Văn An"]
    assert listed(officer, "?q=ht+0077") == ["Lê Văn An"]
    assert listed(officer, "?q=042085") == ["Lê Văn An", "Lê Văn Bình"]


def test_units_and_posts_are_searched_only_when_nobody_bears_the_words(province: Province, home_affairs: Visitor) -> None:
    province.official("Nguyễn Cẩm An")
    province.official("Trần Bình", province.beside)
    province.official("Lê Chi", province.commune, province.chair)
    assert listed(home_affairs, "?q=cam") == ["Nguyễn Cẩm An"]
    assert listed(home_affairs, "?q=cam+xuyen") == ["Nguyễn Cẩm An", "Lê Chi"]
    assert listed(home_affairs, "?q=chu+tich") == ["Lê Chi"]
    assert listed(home_affairs, "?q=binh+huong+khe") == ["Trần Bình"]
    page = home_affairs.get("/officials?q=chu+tich").text
    assert "không ai mang tên hay số như vậy" in page


def test_a_unit_that_has_the_words_is_offered_as_a_shortcut(province: Province, home_affairs: Visitor) -> None:
    province.official("Hương Thị Khê", province.commune)
    assert listed(home_affairs, "?q=huong+khe") == ["Hương Thị Khê"]
    page = home_affairs.get("/officials?q=huong+khe").text
    assert f'href="/officials?unit={province.beside.key}"' in page


def test_an_empty_result_says_what_to_do(province: Province, officer: Visitor) -> None:
    province.official("Lê An")
    page = officer.get("/officials?q=zzz&leadership=commune").text
    assert "Không tìm thấy ai" in page
    assert "Bỏ mọi điều kiện" in page
    assert "Chỉ tìm “zzz”" in page


@pytest.mark.parametrize(
    ("text", "typed", "expected"),
    [
        ("Nguyễn Văn An", "nguy", "<mark>Nguy</mark>ễn Văn An"),
        ("Đào Đức", "d", "<mark>Đ</mark>ào <mark>Đ</mark>ức"),
        ("An <script>", "an scr", "<mark>An</mark> &lt;<mark>scr</mark>ipt&gt;"),
        ("Lê & Con", "con", "Lê &amp; <mark>Con</mark>"),
        (unicodedata.normalize("NFD", "Yến"), "ye", "<mark>Yế</mark>n"),
        ("Lê An", "", "Lê An"),
    ],
)
def test_marks_stand_on_the_letters_typed_and_text_stays_text(text: str, typed: str, expected: str) -> None:
    assert str(marked(text, words_of(typed))) == expected


def test_a_name_full_of_signs_is_shown_as_text(province: Province, officer: Visitor) -> None:
    province.official('Nguyễn <img src=x onerror="alert(1)"> An')
    page = officer.get("/officials?q=img").text
    assert "&lt;<mark>img</mark> src=x onerror=" in page
    assert "<img" not in page
