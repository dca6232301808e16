"""What a sender says of the reading of a file is followed to the letter; what cannot be followed is refused at its place."""

import contextlib
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.readers.facts import LEVELLED, Field, Meaning
from registry.readers.layout import BadLayout, Layout, TableLayout, one_column_each
from registry.readers.reading import read_here
from registry.readers.roster import read_roster, survey_roster
from registry.sheets.encodings import Encoding
from tests.readers import shapes
from tests.readers.rosters import only

ODD = [
    ["Bảng kê nhân sự"],
    ["Thứ", "Quý danh", "Chào đời", "Mã thẻ", "Làm gì", "Cử nhân", "Lời bàn"],
    [1, "Nguyễn Văn Ẩn", "24/05/1985", "042085000011", "Chuyên viên", "x", "tốt"],
    [2, "Trần Thị Bưởi", "11/1990", "042190000022", "Chuyên viên", "", ""],
]
FILE = shapes.book(("Kê", ODD), ("Khác", [["a", "b", "c"], [1, 2, 3]]))
COLUMNS = {
    2: Meaning(Field.FULL_NAME),
    3: Meaning(Field.BIRTH),
    4: Meaning(Field.PERSONAL_NUMBER),
    5: Meaning(Field.POSITION),
    6: Meaning(Field.DEGREE_LEVEL, marked=True),
    7: Meaning(),
}
TABLE = TableLayout("Kê", 2, 2, columns=COLUMNS)

MEANINGS = st.one_of(
    st.builds(Meaning, st.sampled_from(Field)), st.builds(Meaning, st.sampled_from(LEVELLED), st.just(True)), st.just(Meaning())
)
TABLES = st.builds(
    TableLayout,
    sheet=st.text(max_size=20),
    top=st.integers(1, 50),
    bottom=st.just(0),
    read=st.booleans(),
    columns=st.dictionaries(st.integers(1, 60), MEANINGS, max_size=12).filter(lambda columns: one_column_each(columns) is None),
    encodings=st.dictionaries(st.integers(1, 60), st.sampled_from(Encoding), max_size=4),
    as_of=st.none() | st.dates(),
    unit=st.text(max_size=20),
    told_by=st.sampled_from(["sender", "memory"]),
).map(lambda table: TableLayout(**{**vars(table), "bottom": table.top + 1}))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=12) | st.floats(allow_nan=False),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*TABLE.as_json(), "tables", "2", "x"]), inner, max_size=9)
    ),
    max_leaves=12,
)


def test_a_file_with_odd_headings_is_read_as_its_sender_says() -> None:
    assert "Không tìm thấy" in only(read_roster(FILE, "a")).reason
    file = read_roster(FILE, "a", Layout((TABLE,)))
    assert [(row.full_name, row.personal_number, row.degree.level_text) for row in file.rows] == [
        ("Nguyễn Văn Ẩn", "042085000011", "Cử nhân"),
        ("Trần Thị Bưởi", "042190000022", ""),
    ]
    assert file.errors == ()
    assert [problem.sheet for problem in file.problems if "không được chọn" in problem.reason] == ["Khác"]


def test_a_table_that_is_not_to_be_read_is_passed_over_and_said() -> None:
    data = shapes.two_tables()
    layout = Layout((TableLayout("Danh sách", 2, 2, read=False), TableLayout("Danh sách", 6, 6)))
    file = read_roster(data, "a", layout)
    assert [row.row for row in file.rows] == [7, 8]
    assert [one.reason for one in file.problems if one.severity == "notice"] == ["Bảng ở dòng 2 không được chọn; không đọc."]


def test_a_column_is_taken_from_its_own_heading_when_another_is_given_its_fact() -> None:
    rows = [["Họ và tên", "Tên khai sinh", "Số CCCD", "Ngày sinh"], ["Ẩn Văn", "Nguyễn Văn Ẩn", "042085000011", "1985"]]
    layout = Layout((TableLayout("S", 1, 1, columns={2: Meaning(Field.FULL_NAME)}),))
    assert read_roster(shapes.book(("S", rows)), "a", layout).rows[0].full_name == "Nguyễn Văn Ẩn"


def test_the_font_of_a_column_can_be_named() -> None:
    rows = [["Họ và tên", "Số CCCD", "Ngày sinh"], [shapes.vni("Hoàng Hồ Hùng"), "042085000011", "1985"]]
    layout = Layout((TableLayout("S", 1, 1, encodings={1: Encoding.VNI}),))
    assert read_roster(shapes.book(("S", rows)), "a", layout).rows[0].full_name == "Hoàng Hồ Hùng"


def test_a_survey_tells_tables_columns_and_samples_and_no_whole_number() -> None:
    survey = survey_roster(FILE)
    (table, other) = survey.tables
    assert (table.top, table.found, table.read, table.people) == (2, False, False, 0)
    assert [(column.heading, column.samples) for column in table.columns][1:4] == [
        ("Quý danh", ("Nguyễn Văn Ẩn", "Trần Thị Bưởi")),
        ("Chào đời", ("24/05/1985", "11/1990")),
        ("Mã thẻ", ("042 085 ••• 011", "042 190 ••• 022")),
    ]
    assert other.sheet == "Khác"
    assert survey_roster(FILE, Layout((TABLE,))).tables[0].people == 2


def test_headings_are_known_again_by_their_words() -> None:
    again = shapes.book(
        ("Tháng 12", [["Bảng khác"], [], [word.upper() if isinstance(word, str) else word for word in ODD[1]], ODD[3]])
    )
    assert survey_roster(again).tables[0].digest == survey_roster(FILE).tables[0].digest


def broken(**changed: Any) -> Any:
    return {"tables": [{**TABLE.as_json(), **changed}]}


@pytest.mark.parametrize(
    ("kept", "place"),
    [
        (None, "."),
        ({"tables": {}}, "tables"),
        ({"tables": [], "more": 1}, "."),
        (broken(top="2"), "tables[0].top"),
        (broken(top=True), "tables[0].top"),
        (broken(bottom=90), "tables[0].bottom"),
        (broken(bottom=1), "tables[0].bottom"),
        (broken(read=1), "tables[0].read"),
        (broken(columns={"2": "hobby"}), "tables[0].columns[2]"),
        (broken(columns={"2": "birth#"}), "tables[0].columns[2]"),
        (broken(columns={"x": "birth"}), "tables[0].columns[x]"),
        (broken(columns={"0": "birth"}), "tables[0].columns[0]"),
        (broken(columns={"2": "birth", "3": "birth"}), "tables[0].columns[3]"),
        (broken(encodings={"2": "latin"}), "tables[0].encodings[2]"),
        (broken(as_of="30/09/2026"), "tables[0].as_of"),
        (broken(sheet=7), "tables[0].sheet"),
        (broken(told_by="file"), "tables[0].told_by"),
        ({"tables": [TABLE.as_json(), TABLE.as_json()]}, "tables[1].top"),
    ],
)
def test_a_layout_that_cannot_be_followed_is_refused_at_its_place(kept: Any, place: str) -> None:
    with pytest.raises(BadLayout) as caught:
        Layout.of(kept)
    assert caught.value.place == place


@given(TABLES)
def test_a_layout_survives_being_kept(table: TableLayout) -> None:
    assert Layout.of(json.loads(json.dumps(Layout((table,)).as_json()))) == Layout((table,))


@given(JSON)
def test_anything_else_is_refused_and_nothing_else_happens(kept: Any) -> None:
    with contextlib.suppress(BadLayout):
        Layout.of({"tables": [{**TABLE.as_json(), **kept}]} if isinstance(kept, dict) else kept)


@given(st.lists(TABLES, max_size=3), st.sampled_from(["Kê", "Khác"]))
def test_any_layout_is_read_without_a_fault(tables: list[TableLayout], sheet: str) -> None:
    placed = [TableLayout(**{**vars(table), "sheet": sheet}) for table in tables]
    with contextlib.suppress(BadLayout):
        read_here(FILE, "a", Layout.of(Layout(tuple(placed)).as_json()))
