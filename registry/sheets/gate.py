"""The gate before every .xlsx: unpacks a plain workbook and refuses everything else with a sentence."""

import io
import re
import zipfile
import zlib
from dataclasses import dataclass

MAX_FILE_BYTES = 20 * 2**20
MAX_MEMBERS = 1000
MAX_DIRECTORY_BYTES = 2**20
MAX_UNPACKED_BYTES = 100 * 10**6
MAX_RATIO = 100
RATIO_FREE_BYTES = 2**20  # below this even a very regular workbook harms nobody, and its ratio says nothing

_END_OF_DIRECTORY = b"PK\x05\x06"
_CHUNK = 2**16
_ENCRYPTED_FLAG = 0x1
_FORBIDDEN_MARKUP = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
LINKED = (
    "Tệp có liên kết tới tệp khác, giá trị lấy qua liên kết có thể đã cũ. Hãy ngắt liên kết "
    "(trong Excel: Dữ liệu, Sửa liên kết, Ngắt liên kết) rồi gửi lại."
)
_BROKEN = "Tệp bị hỏng hoặc chưa tải lên hết, không mở được. Hãy mở bằng Excel, lưu lại dạng .xlsx rồi gửi lại."


class Unreadable(Exception):
    """The file cannot be read as a workbook. `reason` is a Vietnamese sentence for the user."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Package:
    """The unpacked parts of an .xlsx, by path inside the file."""

    data: bytes
    parts: dict[str, bytes]


def check_size(data: bytes) -> None:
    """Refuses an empty file, and one larger than any roster."""
    if not data:
        raise Unreadable("Tệp rỗng.")
    if len(data) > MAX_FILE_BYTES:
        raise Unreadable(f"Tệp lớn hơn {MAX_FILE_BYTES // 2**20} MB. Hãy chia thành nhiều tệp nhỏ hơn.")


def open_package(data: bytes) -> Package:
    """Unpacks an .xlsx whose sizes were counted while reading, never believed. Raises `Unreadable`."""
    check_size(data)
    _check_directory(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            _check_members(members)
            parts = _unpack(archive, members, len(data))
    except Unreadable:
        raise
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, RuntimeError) as error:
        raise Unreadable(_BROKEN) from error
    _check_content(parts)
    return Package(data, parts)


def _check_directory(data: bytes) -> None:
    """Counts the members before the zip library builds an object for each."""
    end = data.rfind(_END_OF_DIRECTORY, max(0, len(data) - 2**16 - 22))
    if end < 0 or len(data) < end + 22:
        raise Unreadable(_BROKEN)
    members = int.from_bytes(data[end + 10 : end + 12], "little")
    directory_bytes = int.from_bytes(data[end + 12 : end + 16], "little")
    if members > MAX_MEMBERS or directory_bytes > MAX_DIRECTORY_BYTES:
        raise Unreadable(f"Tệp chứa quá nhiều thành phần (tối đa {MAX_MEMBERS}).")


def _check_members(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MAX_MEMBERS:
        raise Unreadable(f"Tệp chứa quá nhiều thành phần (tối đa {MAX_MEMBERS}).")
    names = [member.filename for member in members]
    if len({name.lower() for name in names}) != len(names):
        raise Unreadable("Tệp có hai thành phần trùng tên nên không thể đọc chắc chắn.")
    if any(member.flag_bits & _ENCRYPTED_FLAG for member in members):
        raise Unreadable("Tệp có mật khẩu. Hãy bỏ mật khẩu rồi gửi lại.")
    if any("vbaproject" in name.lower() or "/macrosheets/" in name.lower() for name in names):
        raise Unreadable("Tệp có macro. Hãy lưu lại dạng .xlsx (không macro) rồi gửi lại.")
    if "[Content_Types].xml" not in names or "xl/workbook.xml" not in names:
        raise Unreadable("Đây là tệp nén, không phải là tệp Excel .xlsx. Hãy giải nén rồi gửi từng tệp Excel.")
    if any(name.lower().startswith("xl/externallinks/") for name in names):
        raise Unreadable(LINKED)


def _unpack(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], packed: int) -> dict[str, bytes]:
    parts: dict[str, bytes] = {}
    total = 0
    for member in members:
        if member.is_dir():
            continue
        chunks = []
        with archive.open(member) as stream:
            while chunk := stream.read(_CHUNK):
                total += len(chunk)
                _check_total(total, packed)
                chunks.append(chunk)
        parts[member.filename] = b"".join(chunks)
    return parts


def _check_total(total: int, packed: int) -> None:
    if total > MAX_UNPACKED_BYTES or (total > RATIO_FREE_BYTES and total > MAX_RATIO * packed):
        raise Unreadable("Tệp nén quá mức: dung lượng sau khi giải nén vượt giới hạn cho phép.")


def _check_content(parts: dict[str, bytes]) -> None:
    if b"macroEnabled" in parts["[Content_Types].xml"]:
        raise Unreadable("Tệp có macro. Hãy lưu lại dạng .xlsx (không macro) rồi gửi lại.")
    for name, content in parts.items():
        if name.endswith((".xml", ".rels", ".vml")):
            _check_markup(content)


def _check_markup(content: bytes) -> None:
    # Markup in a two-byte encoding would hide a document type from the search below; Excel always writes UTF-8.
    if b"\x00" in content[:200] or content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable("Tệp dùng bảng mã lạ bên trong. Hãy mở bằng Excel, lưu lại dạng .xlsx rồi gửi lại.")
    if b"<!" in content and _FORBIDDEN_MARKUP.search(content):
        raise Unreadable("Tệp chứa khai báo DTD/thực thể XML, không được phép.")
