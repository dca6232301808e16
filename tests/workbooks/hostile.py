"""Files that should never have been sent: what is no workbook, and what only looks like one."""

import io
import zipfile
from collections.abc import Mapping

from openpyxl import Workbook

from tests.readers.rosters import written
from tests.workbooks.bringing import AN, roster


def repacked(changed: Mapping[str, bytes]) -> bytes:
    """A good roster with parts of its package exchanged or added."""
    source, target = zipfile.ZipFile(io.BytesIO(written(roster(AN)))), io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name in source.namelist():
            if name not in changed:
                package.writestr(name, source.read(name))
        for name, content in changed.items():
            package.writestr(name, content)
    return target.getvalue()


def zipped(members: Mapping[str, bytes]) -> bytes:
    """A package of anything."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return target.getvalue()


def bomb() -> bytes:
    """Some kilobytes that would unpack to 200 MB."""
    return repacked({"xl/worksheets/sheet1.xml": b"<worksheet>" + b" " * 200_000_000 + b"</worksheet>"})


def far_cell() -> bytes:
    """A sheet whose only cell claims to stand in the last row and column of Excel."""
    sheet = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1048576">'
    return repacked({"xl/worksheets/sheet1.xml": sheet + b'<c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'})


def entities() -> bytes:
    """Shared texts with a document type that multiplies itself."""
    return repacked({"xl/sharedStrings.xml": b'<!DOCTYPE x [<!ENTITY a "aaaa">]><sst><si><t>&a;</t></si></sst>'})


FILES: dict[str, tuple[str, bytes, str]] = {
    "empty": ("danh-sach.xlsx", b"", "Tệp rỗng."),
    "html": ("danh-sach.xlsx", b"<html><table><tr><td>a</td></tr></table></html>", "trang web"),
    "html named old excel": ("danh-sach.xls", "<table><tr><td>Họ và tên</td></tr></table>".encode(), "trang web"),
    "text": ("danh-sach.csv", "Kính gửi ông bà".encode(), "không phải là tệp Excel"),
    "program": ("danh-sach.csv", b"MZ\x90\0\3" + b"\0" * 600, "không phải là tệp Excel"),
    "old excel": ("danh-sach.xls", bytes.fromhex("D0CF11E0A1B11AE1") + b"\0" * 600, "bị hỏng"),
    "macro": ("danh-sach.xlsm", repacked({"xl/vbaProject.bin": b"\0"}), "macro"),
    "cut off": ("danh-sach.xlsx", written(roster(AN))[:3000], "bị hỏng"),
    "other zip": ("danh-sach.xlsx", b"PK\x05\x06" + b"\0" * 18, "không phải là tệp Excel"),
    "entities": ("danh-sach.xlsx", entities(), "DTD"),
    "far cell": ("danh-sach.xlsx", far_cell(), "quá giới hạn"),
    "links": ("danh-sach.xlsx", repacked({"xl/externalLinks/externalLink1.xml": b"<externalLink/>"}), "liên kết"),
    "zip of workbooks": ("danh-sach.zip", zipped({"a.xlsx": written(roster(AN))}), "giải nén"),
    "no table": ("danh-sach.xlsx", written(Workbook()), "Không tìm thấy bảng danh sách người nào"),
}
"""Name of the file, its content, and words of the sentence that the sender reads."""
