"""What the reading library does not tell of a sheet: its real extent, hidden rows and columns, cells with an error."""

import io
import re
from pathlib import PurePosixPath
from xml.etree import ElementTree

from registry.sheets.columns import column_number
from registry.sheets.gate import Package, Unreadable
from registry.sheets.grid import MAX_CELL_TEXT, MAX_COLUMNS, Marks, far

MAX_TEXT_BYTES = 400 * 10**6
TOO_MUCH_TEXT = "Tệp lặp lại những đoạn chữ quá dài trong quá nhiều ô."

_PLAIN_CELL = re.compile(rb'<c r="([A-Z]+)[0-9]+"')
_PLAIN_ROW = re.compile(rb'<c r="[A-Z]+([0-9]+)"')
_ODD_CELLS = (b"<c>", b"<c/", b"<c\t", b"<c\r", b"<c\n", b":c ", b":c>")  # searching texts is ten times faster
_PLACE = re.compile(r"([A-Z]{1,7})([0-9]{1,9})")
_ERROR_CELL = re.compile(rb'<(?:[\w.-]+:)?c\s([^>]*\bt="e"[^>/]*)>(.*?)</(?:[\w.-]+:)?c>', re.DOTALL)
_UNCOMPUTED = re.compile(
    rb"<(?:[\w.-]+:)?c\s([^>]*)>\s*<(?:[\w.-]+:)?f\b[^>]*(?:/>|>[^<]*</(?:[\w.-]+:)?f>)\s*"
    rb"(?:<(?:[\w.-]+:)?v\s*/>|<(?:[\w.-]+:)?v>\s*</(?:[\w.-]+:)?v>)?\s*</(?:[\w.-]+:)?c>"
)
_HIDDEN_ROW = re.compile(rb'<(?:[\w.-]+:)?row\s([^>]*\bhidden="(?:1|true)"[^>]*)>')
_HIDDEN_COLUMN = re.compile(rb'<(?:[\w.-]+:)?col\s([^>]*\bhidden="(?:1|true)"[^>]*)>')
_ROW_NUMBER = re.compile(rb'(?:^|\s)r="([0-9]+)"')
_CELL_NUMBER = re.compile(rb'(?:^|\s)r="([A-Z]{1,3})([0-9]+)"')
_VALUE = re.compile(rb"<(?:[\w.-]+:)?v>([^<]*)<")
_FROM_TO = re.compile(rb'\b(min|max)="([0-9]+)"')
_SHARED_USE = re.compile(rb'\bt="s"')
_PREFIX = re.compile(r"^\{[^}]*\}")


def uses_1904(package: Package) -> bool:
    """Whether serial numbers of days count from 1904, as in workbooks of old Macintosh offices."""
    properties = _root(package.parts["xl/workbook.xml"]).find("{*}workbookPr")
    return properties is not None and properties.get("date1904") in ("1", "true")


def sheet_parts(package: Package) -> dict[str, bytes]:
    """The XML of every sheet by the sheet's name. Raises `Unreadable` when the workbook points at nothing."""
    targets = {
        link.get("Id"): link.get("Target", "") for link in _root(package.parts.get("xl/_rels/workbook.xml.rels", b"<none/>"))
    }
    found = {}
    for sheet in _root(package.parts["xl/workbook.xml"]).iterfind("{*}sheets/{*}sheet"):
        link = next((value for name, value in sheet.attrib.items() if _PREFIX.sub("", name) == "id"), None)
        target = targets.get(link, "")
        path = target.lstrip("/") if target.startswith("/") else str(PurePosixPath("xl") / target)
        found[sheet.get("name", "")] = package.parts.get(path, b"")
    return found


def _root(content: bytes) -> ElementTree.Element:
    try:
        return ElementTree.fromstring(content)  # noqa: S314 - the gate has refused document types and entities
    except ElementTree.ParseError as error:
        raise Unreadable("Tệp bị hỏng: mục lục các trang tính không đọc được.") from error


def check_extent(sheets: dict[str, bytes], package: Package) -> None:
    """Refuses sheets whose far cells or repeated long texts would exhaust memory before a row is read."""
    for name, content in sheets.items():
        rows, columns = _extent(content)
        if sentence := far(name, rows, columns):
            raise Unreadable(sentence)
    _check_shared_texts(sheets, package.parts.get("xl/sharedStrings.xml", b""))


def _extent(content: bytes) -> tuple[int, int]:
    """The farthest row and column that any cell claims."""
    letters = _PLAIN_CELL.findall(content)
    if len(letters) != content.count(b"<c ") or any(odd in content for odd in _ODD_CELLS):
        return _parsed_extent(content)
    rows = {int(digits) for digits in set(_PLAIN_ROW.findall(content))}
    columns = {column_number(name.decode()) for name in set(letters)}
    return max(rows, default=0), max(columns, default=0)


def _parsed_extent(content: bytes) -> tuple[int, int]:
    """The same by a real parser, for sheets that spell their cells in another way than Excel does."""
    rows = columns = 0
    try:
        for _, element in ElementTree.iterparse(io.BytesIO(content)):  # noqa: S314 - see above
            kind = _PREFIX.sub("", element.tag)
            if kind == "c" and (place := _PLACE.fullmatch(element.get("r", ""))):
                rows, columns = max(rows, int(place.group(2))), max(columns, column_number(place.group(1)))
            elif kind == "row":
                rows, columns = max(rows, int(element.get("r", "0"))), max(columns, len(element))
                element.clear()
    except (ElementTree.ParseError, ValueError) as error:
        raise Unreadable("Tệp bị hỏng: một trang tính không đọc được.") from error
    return rows, columns


def _check_shared_texts(sheets: dict[str, bytes], shared: bytes) -> None:
    longest = max((len(piece) for piece in shared.split(b"<si")), default=0)
    if longest <= MAX_CELL_TEXT:
        return
    uses = sum(len(_SHARED_USE.findall(content)) for content in sheets.values())
    if longest * uses > MAX_TEXT_BYTES:
        raise Unreadable(TOO_MUCH_TEXT)


def marks(content: bytes) -> Marks:
    """Hidden rows and columns of a sheet, and its cells with an error or with a formula that was never computed."""
    broken = _errors(content) | _uncomputed(content)
    if b"hidden=" not in content:
        return Marks(errors=broken)
    hidden_rows = {int(number) for text in _HIDDEN_ROW.findall(content) for number in _ROW_NUMBER.findall(text)}
    return Marks(frozenset(hidden_rows), _hidden_columns(content), broken)


def _hidden_columns(content: bytes) -> frozenset[int]:
    hidden: set[int] = set()
    for text in _HIDDEN_COLUMN.findall(content):
        span = {name: int(number) for name, number in _FROM_TO.findall(text)}
        hidden.update(range(span.get(b"min", 1), min(span.get(b"max", 0), MAX_COLUMNS) + 1))
    return frozenset(hidden)


def _errors(content: bytes) -> dict[tuple[int, int], str]:
    if b't="e"' not in content:
        return {}
    found = {}
    for attributes, inside in _ERROR_CELL.findall(content):
        value = _VALUE.search(inside)
        if place := _cell_number(attributes):
            found[place] = value.group(1).decode("utf-8", "replace") if value else "#ERROR"
    return found


def _uncomputed(content: bytes) -> dict[tuple[int, int], str]:
    """Formulas without a stored result: a program wrote them and Excel never opened the file."""
    if b"<f" not in content and b":f>" not in content:
        return {}
    texts = (text for text in _UNCOMPUTED.findall(content) if b't="str"' not in text)
    return {place: "công thức chưa tính" for text in texts if (place := _cell_number(text))}


def _cell_number(attributes: bytes) -> tuple[int, int] | None:
    match = _CELL_NUMBER.search(attributes)
    return (int(match.group(2)), column_number(match.group(1).decode())) if match else None
