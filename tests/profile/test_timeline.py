"""The drawing of the time line: bars on their days, labels that find room, rows without overlap."""

import datetime as dt

import pytest

from registry.profile.timeline import LANES, WIDTH, Content, Stretch, TimeLine, drawn

FAR = dt.date(9999, 12, 31)
ON = dt.date(2026, 11, 23)


def _stretch(words: str, begins: int, ends: int | None = None, look: str = "solid") -> Stretch:
    return Stretch(words, dt.date(begins, 1, 1), dt.date(ends, 1, 1) if ends else FAR, look)


def _line(*, posts: tuple[Stretch, ...] = (), degrees: tuple[Stretch, ...] = (), others: tuple[Stretch, ...] = ()) -> TimeLine:
    line = drawn(Content(posts, (), degrees, others, ("Công tác", "Vắng mặt", "Văn bằng", "Chứng chỉ")), ON, ON)
    assert line
    return line


def test_nothing_with_a_day_draws_nothing() -> None:
    assert drawn(Content((), (), (), ()), ON, ON) is None


def test_bars_end_at_the_day_and_the_mark_stands_there() -> None:
    line = _line(posts=(_stretch("Chuyên viên", 2015),), degrees=(_stretch("Đại học Luật", 2012),))
    (post,), (degree,) = (lane.bars for lane in line.lanes)
    assert post.x + post.width == pytest.approx(line.now - 2, abs=0.2)
    assert degree.x + degree.width == pytest.approx(line.now - 2, abs=0.2)
    assert degree.x < post.x
    assert line.now < WIDTH - 50


def test_every_label_before_a_bar_has_room() -> None:
    line = _line(degrees=(_stretch("Đại học Khoa học tự nhiên và xã hội", 1998),), others=(_stretch("Bậc 3", 1999, 2001),))
    for lane in line.lanes:
        for bar in lane.bars:
            assert bar.label_x - 6.4 * len(bar.label) >= LANES


def test_posts_held_at_once_stand_in_rows_of_their_own() -> None:
    line = _line(posts=(_stretch("A", 2015, 2020), _stretch("B", 2020), _stretch("C", 2018)))
    rows = {bar.words: bar.y for bar in line.lanes[0].bars}
    assert rows["A"] == rows["B"] != rows["C"]


def test_a_long_title_is_cut_and_kept_whole_for_the_tip() -> None:
    title = "Phó Trưởng phòng Văn hoá - Xã hội, Ủy ban nhân dân xã"
    line = _line(posts=(_stretch("Cán sự", 2005, 2022), _stretch(title, 2022)))
    bar = line.lanes[0].bars[1]
    assert bar.words == title
    assert len(bar.label) < len(title)


@pytest.mark.parametrize("first", [1970, 1995, 2010, 2026])
def test_the_axis_has_at_most_a_dozen_years(first: int) -> None:
    line = _line(posts=(_stretch("Chuyên viên", first),))
    assert 1 <= len(line.years) <= 13
    assert all(LANES <= x <= WIDTH - 12 for x, _year in line.years)
