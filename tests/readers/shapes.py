"""The same three invented people as twelve offices would send them: other files, other shapes, other letters, the same facts."""

import io
import unicodedata
from collections.abc import Callable, Sequence
from typing import Any

from openpyxl import Workbook

from tests.readers.rosters import fill, written
from tests.support.old_excel import OldSheet, old_workbook

Rows = list[list[Any]]

HEADINGS = ("STT", "Họ và tên", "Giới tính", "Ngày sinh", "Số CCCD", "Chức vụ", "Trình độ chuyên môn", "Chuyên ngành",
            "Lý luận chính trị", "Quản lý nhà nước", "Chứng chỉ tiếng Anh", "Tin học")  # fmt: skip
PEOPLE: Rows = [
    [1, "Nguyễn Văn Ẩn", "Nam", "24/05/1985", "042085000011", "Chuyên viên", "Thạc sĩ", "Luật", "Trung cấp", "Chuyên viên",
     "Chứng chỉ B", "Chứng chỉ B tin học"],
    [2, "Trần Thị Bưởi", "Nữ", "11/1990", "042190000022", "Chủ tịch UBND", "Đại học", "Kế toán", "Cao cấp", "Chuyên viên chính",
     "Chứng chỉ C", "Chứng chỉ A tin học"],
    [3, "Lê Đức Hoà", "Nam", "1979", "042079000033", "Chuyên viên", "Cao đẳng", "Nông học", "Sơ cấp", "Chuyên viên",
     "Chứng chỉ A", "Chứng chỉ C tin học"],
]  # fmt: skip
FACTS = [
    ("Nguyễn Văn Ẩn", "male", "24/05/1985", "042085000011", "thac-si", "trung-cap", "chuyen vien", "b", "b"),
    ("Trần Thị Bưởi", "female", "11/1990", "042190000022", "dai-hoc", "cao-cap", "chuyen vien chinh", "c", "a"),
    ("Lê Đức Hoà", "male", "1979", "042079000033", "cao-dang", "so-cap", "chuyen vien", "a", "c"),
]
"""Name, sex, birth, number, keys of degree and theory, course, letter of the English and of the computing certificate."""


def book(*sheets: tuple[str, Rows]) -> bytes:
    """An .xlsx of these sheets."""
    made = Workbook()
    for number, (name, rows) in enumerate(sheets):
        sheet = made.create_sheet(name) if number else made.worksheets[0]
        sheet.title = name
        fill(sheet, rows)
    return written(made)


def delimited(rows: Sequence[Sequence[Any]], separator: str) -> str:
    """Rows as text; a cell with the separator or a line break is quoted."""
    return "".join(separator.join(_quoted(str(value), separator) for value in row) + "\r\n" for row in rows)


def _quoted(text: str, separator: str) -> str:
    return '"' + text.replace('"', '""') + '"' if any(sign in text for sign in (separator, '"', "\n")) else text


def plain() -> Rows:
    """One heading row and the people."""
    return [[*HEADINGS], *(list(person) for person in PEOPLE)]


LEVELS = {
    6: ("Trình độ chuyên môn", {"TS": "Tiến sĩ", "ThS": "Thạc sĩ", "ĐH": "Đại học", "CĐ": "Cao đẳng", "TC": "Trung cấp"}),
    8: ("LLCT", {"CN": "Cử nhân", "CC": "Cao cấp", "TC": "Trung cấp", "SC": "Sơ cấp"}),
    9: ("QLNN", {"CVCC": "Chuyên viên cao cấp", "CVC": "Chuyên viên chính", "CV": "Chuyên viên"}),
    10: ("Tiếng Anh", {letter: f"Chứng chỉ {letter}" for letter in "ABC"}),
    11: ("Tin học", {letter: f"Chứng chỉ {letter} tin học" for letter in "ABC"}),
}


def wide() -> Rows:
    """One column for each level, marked with an x, under two heading rows that no cell is merged in."""
    groups: list[Any] = []
    leaves: list[Any] = []
    for place, heading in enumerate(HEADINGS):
        group, levels = LEVELS.get(place, (heading, {"": ""}))
        groups += [group, *([""] * (len(levels) - 1))]
        leaves += levels
    return [groups, leaves, *(_marked(person) for person in PEOPLE)]


def _marked(person: Sequence[Any]) -> list[Any]:
    row: list[Any] = []
    for place, value in enumerate(person):
        levels = LEVELS[place][1] if place in LEVELS else None
        row += [value] if levels is None else ["x" if level == value else "" for level in levels.values()]
    return row


def long() -> Rows:
    """A second degree on a row of its own without a name."""
    second = ["", "", "", "", "", "", "Đại học", "Kinh tế", "", "", "", ""]
    return [[*HEADINGS], PEOPLE[0], second, PEOPLE[1], PEOPLE[2]]


def reordered() -> Rows:
    """Other words in another order, and columns that nobody asked for."""
    words = {4: "Mã định danh cá nhân (12 số)", 1: "HỌ TÊN CBCC", 3: "Năm sinh", 5: "Chức danh hiện giữ", 2: "Nam/Nữ",
             9: "Bồi dưỡng QLNN", 8: "Trình độ LLCT", 6: "Bằng cấp chuyên môn", 7: "Ngành đào tạo", 11: "CNTT", 10: "Anh văn",
             }  # fmt: skip
    rows = [["Ghi chú", *words.values(), "Quê quán"]]
    return rows + [["", *(person[place] for place in words), "Cẩm Bình"] for person in PEOPLE]


def numbered() -> Rows:
    """Personal numbers that Excel holds as numbers, without the zero in front."""
    return [[*HEADINGS], *([*person[:4], float(person[4]), *person[5:]] for person in PEOPLE)]


def in_font(rows: Rows, turn: Callable[[str], str]) -> Rows:
    """Every text as an old font stores it."""
    return [[turn(value) if isinstance(value, str) else value for value in row] for row in rows]


_ALONE = {"ơ": "ô", "ư": "ö", "đ": "ñ", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "ỵ": "î"}
_BASES = _ALONE | {letter.upper(): stored.upper() for letter, stored in _ALONE.items()}
_MARKS = {"": "", "\u0300": "ø", "\u0301": "ù", "\u0309": "û", "\u0303": "õ", "\u0323": "ï"}
_HATTED = {
    "\u0302": dict(zip(("", *list(_MARKS)[1:]), "âàáåãä", strict=True)),
    "\u0306": dict(zip(_MARKS, "êèéúüë", strict=True)),
}
_TCVN3_RUNS = {
    "A1": "ĂÂÊÔƠƯĐăâêôơưđ", "B5": "àảãáạ", "BB": "ằẳẵắ", "C6": "ặầẩẫấậè", "CE": "ẻẽéẹềểễếệìỉ", "DC": "ĩíịò",
    "E1": "ỏõóọồổỗốộờởỡớợù", "F1": "ủũúụừửữứựỳỷỹýỵ",
}  # fmt: skip
_TCVN3 = {letter: chr(int(first, 16) + place) for first, run in _TCVN3_RUNS.items() for place, letter in enumerate(run)}


def tcvn3(text: str) -> str:
    """As the fonts of the family .Vn store it; most capitals with a mark have no code of their own and are stored small."""
    return "".join(_TCVN3.get(char, _TCVN3.get(char.lower(), char)) for char in unicodedata.normalize("NFC", text))


def vni(text: str) -> str:
    """As VNI-Windows stores it: the letter, and a mark behind it."""
    return "".join(_vni_letter(char) for char in unicodedata.normalize("NFC", text))


def _vni_letter(char: str) -> str:
    if char in _BASES:
        return _BASES[char]
    base, *marks = unicodedata.normalize("NFD", char)
    if char.isascii() or not marks:
        return char
    tone = next((mark for mark in marks if mark in _MARKS), "")
    hat = next((mark for mark in marks if mark in _HATTED), "")
    horn = "\u031b" in marks
    letter = _BASES[unicodedata.normalize("NFC", base + "\u031b")] if horn else base
    if base in "iI" and tone in ("\u0300", "\u0301"):
        return unicodedata.normalize("NFC", base + tone)
    sign = _HATTED[hat][tone] if hat else _MARKS[tone]
    return letter + (sign.upper() if base.isupper() else sign)


def in_capitals() -> Rows:
    """Names in capitals."""
    return [[*HEADINGS], *([person[0], person[1].upper(), *person[2:]] for person in PEOPLE)]


def by_division() -> bytes:
    """A sheet for each division."""
    return book(("Phòng Kinh tế", [[*HEADINGS], PEOPLE[0]]), ("Văn phòng", [[*HEADINGS], PEOPLE[1], PEOPLE[2]]))


def two_tables() -> bytes:
    """Two tables one under the other on one sheet."""
    return book(("Danh sách", [["I. Cán bộ"], [*HEADINGS], PEOPLE[0], [], ["II. Công chức"], [*HEADINGS], PEOPLE[1], PEOPLE[2]]))


SHAPES: dict[str, Callable[[], bytes]] = {
    "wide with x": lambda: book(("Biểu", wide())),
    "wide with x as csv": lambda: delimited(wide(), ";").encode("utf-8-sig"),
    "long with continuation rows": lambda: book(("Danh sách", long())),
    "TCVN3": lambda: book(("Sheet1", in_font(plain(), tcvn3))),
    "TCVN3 as csv": lambda: delimited(in_font(plain(), tcvn3), ";").encode("cp1252"),
    "VNI": lambda: book(("Sheet1", in_font(plain(), vni))),
    "VNI in capitals": lambda: book(("Sheet1", in_font(in_capitals(), vni))),
    "TCVN3 in capitals": lambda: book(("Sheet1", in_font(in_capitals(), tcvn3))),
    "csv with semicolons": lambda: delimited([["DANH SÁCH; quý 3"], [], *plain()], ";").encode("utf-8-sig"),
    "csv in UTF-16": lambda: delimited(plain(), "\t").encode("utf-16"),
    "csv in Windows-1258": lambda: _windows_1258(delimited(plain(), ",")),
    "xls": lambda: old_workbook(OldSheet("Danh sách", plain())),
    "sheet per division": by_division,
    "two tables on a sheet": two_tables,
    "other order and wording": lambda: book(("Trích ngang", reordered())),
    "numbers without their zero": lambda: book(("Danh sách", numbered())),
}  # fmt: skip


def _windows_1258(text: str) -> bytes:
    """Letters with hats as one code, tones as marks behind them, as Windows writes Vietnamese."""
    target = io.BytesIO()
    for char in unicodedata.normalize("NFC", text):
        try:
            target.write(char.encode("cp1258"))
        except UnicodeEncodeError:
            apart = unicodedata.normalize("NFD", char)
            tone = next(mark for mark in apart if mark in _MARKS)
            target.write((unicodedata.normalize("NFC", apart.replace(tone, "")) + tone).encode("cp1258"))
    return target.getvalue()
