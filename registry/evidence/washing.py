"""Makes what was sent harmless: a picture is drawn anew, a PDF is written anew from its pages alone. Pure: bytes in, bytes out.

Runs in a child process (`isolation.py`), because what it reads may be made to break whoever reads it.
"""

import io
import warnings
from dataclasses import dataclass

import pikepdf
from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from registry.evidence.limits import FILE_BYTES, LONG_SIDE, PAGES, PDF_OBJECTS, PIXELS
from registry.evidence.papers import Hostile, rewritten

PDF, JPEG, PNG = "application/pdf", "image/jpeg", "image/png"
ENDINGS = {PDF: (".pdf",), JPEG: (".jpg", ".jpeg"), PNG: (".png",)}
QUALITY = 88

_ONLY = "Chỉ nhận ảnh JPEG, PNG hoặc tệp PDF."
_BROKEN_PICTURE = "Ảnh bị hỏng hoặc không phải là ảnh JPEG, PNG. Hãy chụp hoặc quét lại rồi gửi lại."
_BROKEN_PDF = "Tệp PDF bị hỏng, không mở được. Hãy quét lại, hoặc in ra PDF lần nữa rồi gửi lại."
_HEADER = b"%PDF-"
_LEAST = 16  # pixels: less is no scan of anything


class Unfit(Exception):
    """The file cannot be kept. `reason` is a Vietnamese sentence for the user."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Washed:
    """What is kept of a file."""

    media_type: str
    pages: int
    content: bytes


def washed(name: str, sent: bytes) -> Washed:
    """The harmless file. Raises `Unfit` for what is neither a picture nor a PDF, is broken, locked or too large."""
    ending = f".{name.rpartition('.')[2].lower()}"
    if not any(ending in endings for endings in ENDINGS.values()):
        raise Unfit(_ONLY)
    if not sent:
        raise Unfit("Tệp rỗng.")
    if len(sent) > FILE_BYTES:
        raise Unfit(f"Tệp lớn hơn {FILE_BYTES // 2**20} MB. Hãy quét với độ phân giải thấp hơn, hoặc tách thành nhiều tệp.")
    made = _paper(sent) if sent.startswith(_HEADER) else _picture(sent)
    if (made.media_type == PDF) != (ending in ENDINGS[PDF]):
        raise Unfit("Đuôi tệp không đúng với nội dung bên trong. Hãy lưu lại tệp đúng dạng rồi gửi lại.")
    if len(made.content) > FILE_BYTES:
        raise Unfit("Ảnh quá nhiều chi tiết để lưu. Hãy quét với độ phân giải thấp hơn rồi gửi lại.")
    return made


def _picture(sent: bytes) -> Washed:
    """Pixels only: turned as the camera meant it, and without a word of when, where and by what it was taken."""
    strict()
    try:
        with Image.open(io.BytesIO(sent), formats=("JPEG", "PNG")) as opened:
            media_type = PNG if opened.format == "PNG" else JPEG
            if min(opened.size) < _LEAST:
                raise Unfit("Ảnh quá nhỏ, không đọc được gì. Hãy chụp lại.")
            opened.load()
            picture = ImageOps.exif_transpose(opened)
            picture.thumbnail((LONG_SIDE, LONG_SIDE))
            return Washed(media_type, 1, drawn(picture, media_type))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError) as error:
        raise Unfit(f"Ảnh có hơn {PIXELS // 10**6} triệu điểm ảnh. Hãy quét với độ phân giải thấp hơn.") from error
    except UnidentifiedImageError as error:
        raise Unfit(_ONLY if sent[:2] not in (b"\xff\xd8", b"\x89P") else _BROKEN_PICTURE) from error
    except (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError, OverflowError, AttributeError) as error:
        raise Unfit(_BROKEN_PICTURE) from error


def strict() -> None:
    """Make Pillow refuse what it would only warn of."""
    Image.MAX_IMAGE_PIXELS = PIXELS
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    warnings.simplefilter("error", Image.DecompressionBombWarning)


def drawn(picture: Image.Image, media_type: str) -> bytes:
    """A picture as a file without metadata; what shines through stands on white."""
    out = io.BytesIO()
    plain = _on_white(picture)
    if media_type == PNG:
        plain.save(out, "PNG")
    else:
        plain.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()


def _on_white(picture: Image.Image) -> Image.Image:
    """Grey or coloured pixels and nothing else: no palette, transparency, profile or text travels along."""
    if picture.mode in {"1", "L", "I", "I;16", "F"}:
        grey = picture.point(lambda value: value / 256).convert("L") if picture.mode == "I;16" else picture.convert("L")
        return _bare(grey)
    if picture.mode in {"RGBA", "LA", "PA", "P"} or "transparency" in picture.info:
        seen = picture.convert("RGBA")
        ground = Image.new("RGB", seen.size, "white")
        ground.paste(seen, mask=seen.getchannel("A"))
        return ground
    return _bare(picture.convert("RGB"))


def _bare(picture: Image.Image) -> Image.Image:
    bare = Image.new(picture.mode, picture.size)
    bare.paste(picture)
    return bare


def _paper(sent: bytes) -> Washed:
    try:
        with pikepdf.open(io.BytesIO(sent)) as pdf:
            _check_paper(pdf)
            return Washed(PDF, len(pdf.pages), rewritten(pdf))
    except pikepdf.PasswordError as error:
        raise Unfit("Tệp PDF có mật khẩu. Hãy bỏ mật khẩu rồi gửi lại.") from error
    except Hostile as error:
        raise Unfit(error.reason) from error
    except Unfit:
        raise
    except MemoryError as error:
        raise Unfit("Tệp PDF quá nặng để đọc. Hãy quét lại với độ phân giải thấp hơn.") from error
    except Exception as error:  # the library names its faults in many ways, and none of them is ours
        raise Unfit(_BROKEN_PDF) from error


def _check_paper(pdf: pikepdf.Pdf) -> None:
    pages = len(pdf.pages)
    if pdf.is_encrypted:
        raise Unfit("Tệp PDF có mật khẩu hoặc bị khóa. Hãy in ra PDF không khóa rồi gửi lại.")
    if not pages:
        raise Unfit("Tệp PDF không có trang nào.")
    if pages > PAGES:
        raise Unfit(f"Tệp PDF có {pages} trang; nhiều nhất là {PAGES}. Hãy tách thành nhiều tệp.")
    if len(pdf.objects) > PDF_OBJECTS:
        raise Unfit("Tệp PDF quá phức tạp. Hãy in ra PDF lần nữa, hoặc quét lại rồi gửi lại.")
