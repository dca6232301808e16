"""Reads text with separators (.csv): finds its encoding and its separator, and leaves every cell as it was typed."""

import csv
import io
import re
import unicodedata

from registry.sheets.encodings import Encoding, detect, syllable_share
from registry.sheets.gate import Unreadable
from registry.sheets.grid import MAX_CELL_TEXT, Sheet, Value, Workbook, far

SHEET = "CSV"
_SEPARATORS = ";\t,|"
_SAMPLE_LINES = 200
_NO_TABLE = "Đây không phải là tệp Excel (.xlsx, .xls) hoặc .csv."
_MARKUP = re.compile(r"\s*<(?:!doctype|html|head|body|table|script|svg|\?xml|[a-z]+:)", re.IGNORECASE)
_NAMED = re.compile(r"\s*sep=([;,|\t])\s*$", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_CONTROL_BYTES = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")
_UTF16 = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}


def read_delimited(data: bytes) -> Workbook:
    """The one sheet of a text file. Raises `Unreadable` for what is no text, and for text without columns."""
    text, remark = _text(data)
    if _MARKUP.match(text):
        raise Unreadable("Đây là trang web (HTML) hoặc XML, không phải là tệp Excel. Hãy mở bằng Excel rồi lưu dạng .xlsx.")
    if _CONTROL.search(text):
        raise Unreadable(_NO_TABLE)
    first, _, rest = text.partition("\n")
    named = _NAMED.match(first)
    rows = _rows(rest if named else text, named.group(1) if named else _separator(text))
    cells: list[list[Value]] = [[], *rows] if named else [*rows]  # Excel counts the line that names the separator
    return Workbook((Sheet(SHEET, False, cells),), remarks=(remark,) if remark else ())


def _text(data: bytes) -> tuple[str, str]:
    """The text, and a sentence when its encoding had to be guessed."""
    if encoding := _UTF16.get(data[:2]) or _bare_utf16(data):
        return _decoded(data, encoding).removeprefix("\ufeff"), ""
    try:
        return data.decode("utf-8-sig"), ""
    except UnicodeDecodeError:
        return _eight_bits(data)


def _bare_utf16(data: bytes) -> str:
    """UTF-16 without its mark: every second byte of the first plain letters is zero."""
    odd, even = data[1:200:2].count(0), data[0:200:2].count(0)
    length = max(1, len(data[0:200:2]))
    if odd > length / 3 and not even:
        return "utf-16-le"
    return "utf-16-be" if even > length / 3 and not odd else ""


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable("Tệp .csv bị hỏng: không đọc được chữ. Hãy lưu lại dạng .xlsx rồi gửi lại.") from error


def _eight_bits(data: bytes) -> tuple[str, str]:
    """Windows Vietnamese, or the Western table under one of the old fonts; whichever gives more syllables."""
    if _CONTROL_BYTES.search(data):
        raise Unreadable(_NO_TABLE)
    western = data.decode("cp1252", "replace") if b"\x81" not in data else data.decode("latin-1")
    if detect(re.split(r"[;,\t|\r\n]", western)) is not Encoding.UNICODE:
        return western, ""  # the old fonts are told and shown by column
    vietnamese = unicodedata.normalize("NFC", data.decode("cp1258", "replace"))
    if "\ufffd" in vietnamese or syllable_share(vietnamese) < 0.5:
        raise Unreadable("Không nhận ra bảng mã của tệp .csv. Hãy lưu lại dạng .xlsx hoặc “CSV UTF-8” rồi gửi lại.")
    return vietnamese, "Tệp .csv dùng bảng mã Windows-1258, đã chuyển sang Unicode."


def _separator(text: str) -> str:
    """The sign that splits the first lines most often and most evenly; a text that none splits is no table."""
    scores = {separator: _evenness(text, separator) for separator in _SEPARATORS}
    best = max(scores, key=lambda separator: scores[separator])
    if scores[best] <= 0:
        raise Unreadable(_NO_TABLE)
    return best


def _evenness(text: str, separator: str) -> float:
    """Columns of the commonest width, weighed by how many of the filled lines have it."""
    lines = io.StringIO("".join(text.splitlines(keepends=True)[:_SAMPLE_LINES]), newline="")
    try:
        widths = [len(row) for row in csv.reader(lines, delimiter=separator) if any(row)]
    except csv.Error:
        return 0
    several = [width for width in widths if width > 1]
    if not several:
        return 0
    commonest = max(set(several), key=several.count)
    return commonest * several.count(commonest) / len(widths)


def _rows(text: str, separator: str) -> list[list[Value]]:
    rows: list[list[Value]] = []
    width = 0
    csv.field_size_limit(MAX_CELL_TEXT)
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            rows.append([*row])
            width = max(width, len(row))
            if sentence := far(SHEET, len(rows), width):
                raise Unreadable(sentence)
    except csv.Error as error:
        raise Unreadable("Tệp .csv bị hỏng: có ô quá dài hoặc thiếu dấu nháy kép.") from error
    return rows
