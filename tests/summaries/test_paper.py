"""The papers read back from their files: nothing missing, nothing mixed up, whatever people are called."""

import datetime as dt

import pytest

from models.qualifications import Domain, State
from registry.pdf import decree, fonts
from registry.summaries.content import code_of
from registry.summaries.wording import rules_note
from tests.pdf.papers import spans
from tests.summaries.made import World, of_official, of_province, of_unit, plain, printed
from tests.support import make

HOSTILE = [
    "<b>Nguyễn</b> &amp; <i>An",
    "=1+1",
    "Trần\u202e Thị Bình",
    "Lê {{ 7*7 }} %(name)s",
    "Hồ " + "Dài" * 36,
    "Đỗ 张伟 ✓ ≥",
]


def test_the_paper_of_an_official_says_everything_once(world: World) -> None:
    official = world.official("Lê Thị Hồng", personal_number="042189000217", born_on=dt.date(1989, 8, 14))
    world.holds(official, Domain.DEGREE, 4, field="Luật", institution="Trường Đại học Vinh", number="0047218")
    world.holds(official, Domain.THEORY, 2, state=State.DECLARED)
    summary = of_official(official)
    text = plain(*printed(summary))
    for words in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "ỦY BAN NHÂN DÂN XÃ CẨM XUYÊN",
        "Số: /TB-UBND",
        "Cẩm Xuyên, ngày tháng năm 2026",
        "THÔNG BÁO Tổng hợp xác nhận trình độ, bồi dưỡng của ông Lê Thị Hồng",
        "042189000217",
        "14/08/1989",
        "Đại học Luật Trường Đại học Vinh Số 0047218 30/06/2010 Đã xác minh",
        "1 đã xác minh, 1 khai báo",
        "Đạt 1/1 chỉ tiêu thuộc đối tượng",
        "Không thuộc đối tượng của chỉ tiêu T3",
        "TM. ỦY BAN NHÂN DÂN CHỦ TỊCH",
        "Nơi nhận: - Sở Nội vụ; - Lưu: VT.",
    ):
        assert words in text, words
    assert text.count("./.") == 1


def test_verified_records_stand_upright_and_others_in_italics(world: World) -> None:
    official = world.official()
    world.holds(official, Domain.DEGREE, 4, field="Luật")
    world.holds(official, Domain.DEGREE, 5, field="Kinh tế", state=State.DECLARED)
    pieces = [piece for page in printed(of_official(official)) for piece in spans(page)]
    styles = {piece.text: piece.font for piece in pieces}
    assert (styles["Đại học Luật"], styles["Đã xác minh"]) == (fonts.REGULAR, fonts.REGULAR)
    assert (styles["Thạc sĩ Kinh tế"], styles["Khai báo"]) == (fonts.ITALIC, fonts.ITALIC)


def test_every_page_bears_day_rules_and_code_and_numbers_follow_the_decree(world: World) -> None:
    for number in range(60):
        world.qualified(f"Trần Văn Số {number}")
    summary = of_unit(world.commune)
    first, *annex = printed(summary)
    assert len(annex) > 2
    for page in (first, *annex):
        low = [piece.text for piece in spans(page) if piece.y < decree.BOTTOM]
        assert low == [f"Số liệu ngày 30/09/2026 · Quy tắc: {rules_note(summary.rules)}", f"Mã: {code_of(summary)}"]
    tops = [[p.text for p in spans(page) if p.y > float(page.mediabox.height) - decree.TOP] for page in (first, *annex)]
    assert tops == [[], [], *([str(number)] for number in range(2, len(annex) + 1))]
    assert [float(page.mediabox.width) > float(page.mediabox.height) for page in (first, *annex)] == [False] + [True] * len(annex)


def test_the_table_of_people_repeats_its_head_and_names_everybody_in_order(world: World) -> None:
    names = [f"Trần Văn {chr(65 + place // 26)}{chr(97 + place % 26)}" for place in range(60)]
    for name in names:
        world.qualified(name)
    summary = of_unit(world.commune)
    _, *annex = printed(summary)
    assert all(page.extract_text().count("Họ và tên") == 1 for page in annex)
    read = [piece.text for page in annex for piece in spans(page) if piece.text.startswith("Trần Văn ")]
    assert read == [person.name for person in summary.people]
    assert set(read) == set(names)


def test_totals_on_paper_are_those_of_the_figures(world: World) -> None:
    world.qualified("Trần An")
    world.qualified("Trần Bình", state=State.DECLARED)
    world.official("Trần Cường")
    world.official("Trần Dũng", post=world.commander)
    summary = of_unit(world.commune)
    first, *annex = printed(summary)
    body, table = plain(first), plain(*annex)
    assert "Tổng số 4 người: 4 công chức" in body
    assert "T1. Chỉ tiêu T1 (mục II.2.2.a, ngưỡng 100 %) 2/3 66,7 % Chưa đạt 1/3 33,3 % Chưa đạt 1 0 1" in body
    assert "Không có người thuộc đối tượng của chỉ tiêu T3" in body
    for words in ("Đạt (XM)", "Đạt (KB)", "Chưa đạt", "Loại trừ", "T1: Theo pháp luật về quốc phòng"):
        assert words in table, words
    assert "Đại học (XM) Trung cấp (XM)" in table
    assert "Đại học (KB) Trung cấp (KB)" in table
    assert "Cộng: 4 người Có: 2 XM: 1 Có: 2 XM: 1 Có: 0 XM: 0 Có: 0 XM: 0 Có: 0 XM: 0 2/3 XM: 1" in table


def test_personal_numbers_are_whole_only_on_the_own_paper(world: World) -> None:
    official = world.qualified(personal_number="042189000217")
    assert "042189000217" in plain(*printed(of_official(official)))
    annex = plain(*printed(of_unit(world.commune)))
    assert "042189000217" not in annex
    assert "042••••••217" in annex


@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_breaks_a_paper(world: World, name: str) -> None:
    official = world.qualified(name)
    world.holds(official, Domain.DEGREE, 5, field="Ngành " * 25, institution="<para>Trường " * 12, number="=cmd|' /C calc'!A0")
    alone, among = plain(*printed(of_official(official))), plain(*printed(of_unit(world.commune)))
    telling = max(name.replace("\u202e", "").split(), key=len)[:12]
    for text in (alone, among):
        assert "TM. ỦY BAN NHÂN DÂN" in text
        if telling.isprintable() and "张" not in telling:
            assert telling in text.replace(" ", "") or telling in text
    assert "=cmd|' /C calc'!A0" in alone.replace("\n", " ")


def test_somebody_about_whom_nothing_is_known_gets_a_whole_paper(world: World) -> None:
    assert world.commune
    text = plain(*printed(of_official(make.official("Lê Thị Không", sex=None, born_on=None))))
    for words in ("của ông (bà) Lê Thị Không", "Ngày sinh: Chưa ghi", "Không giữ chức vụ nào", "Sổ chưa ghi văn bằng", "T1, T3"):
        assert words in text, words
    assert "./." in text


def test_a_unit_without_people_gets_one_page(world: World) -> None:
    (page,) = printed(of_unit(world.ward))
    assert "Ngày này Sổ chưa ghi ai giữ chức vụ tại đây" in plain(page)


def test_before_the_first_rule_the_papers_say_so(world: World) -> None:
    early = dt.date(2021, 6, 1)
    official = world.qualified()
    for summary in (of_official(official, early), of_unit(world.commune, early), of_province(world, early)):
        assert "chưa có chỉ tiêu nào có hiệu lực" in plain(*printed(summary))


def test_the_paper_of_the_province_has_one_annex_for_each_kind_of_unit(world: World) -> None:
    world.qualified()
    world.official("Trần Bình", at=world.home_affairs, post=world.director)
    world.official("Võ Tỉnh", at=world.province, post=make.position("Chủ tịch UBND tỉnh"))
    first, communes, departments = printed(of_province(world), world.home_affairs)
    assert "SỞ NỘI VỤ" in first.extract_text()
    assert "1 người giữ chức vụ cấp tỉnh không nằm trong các Phụ lục" in plain(first)
    assert "Phụ lục I KẾT QUẢ THEO ĐƠN VỊ: CÁC XÃ, PHƯỜNG" in plain(communes)
    assert "1 Xã Cẩm Xuyên 1 1/1 100 % 1/1 100 % 0 0 1/1 1/1 2 Phường Trần Phú 0 – – – – – – Cộng 1 1/1" in plain(communes)
    assert "(Kèm theo Thông báo số /TB-SNV ngày tháng năm 2026 của Sở Nội vụ)" in plain(departments)
    assert "1 Sở Nội vụ 1 0/1 0 % 0/1 0 % 0 0 Cộng 1 0/1" in plain(departments)
