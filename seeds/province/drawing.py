"""Made-up scans of diplomas: the same letters on the same paper every time."""

import io
from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageFont

from registry.evidence.washing import Washed, washed
from registry.pdf.fonts import BOLD, FOLDER, ITALIC, REGULAR, font_file

_WIDTH, _HEIGHT = 1240, 877
_PAPER, _INK, _RED = "#fbf7ea", "#2b2a33", "#b0332c"


@dataclass(frozen=True)
class Diploma:
    """What is written on one."""

    institution: str
    title: str
    name: str
    born: str
    number: str
    issued: str


def drawn(diploma: Diploma, ending: str) -> tuple[bytes, Washed]:
    """The file as it would be sent, and what is kept of it; ending: jpg, png or pdf."""
    picture = _picture(diploma)
    out = io.BytesIO()
    if ending == "pdf":
        picture.save(out, "PDF", resolution=150)
    elif ending == "png":
        picture.quantize(32).save(out, "PNG")
    else:
        picture.save(out, "JPEG", quality=72)
    return out.getvalue(), washed(f"ban-quet.{ending}", out.getvalue())


def _picture(diploma: Diploma) -> Image.Image:
    picture = Image.new("RGB", (_WIDTH, _HEIGHT), _PAPER)
    pen = ImageDraw.Draw(picture)
    for inset, width in ((28, 6), (42, 2)):
        pen.rectangle((inset, inset, _WIDTH - inset, _HEIGHT - inset), outline=_RED, width=width)
    lines = [
        (92, BOLD, 30, _INK, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        (134, BOLD, 27, _INK, "Độc lập - Tự do - Hạnh phúc"),
        (220, REGULAR, 30, _INK, diploma.institution.upper()),
        (300, BOLD, 58, _RED, diploma.title.upper()[:38]),
        (420, ITALIC, 30, _INK, "cấp cho"),
        (470, BOLD, 46, _INK, diploma.name),
        (545, REGULAR, 30, _INK, f"Sinh ngày: {diploma.born}"),
        (640, REGULAR, 28, _INK, f"Số hiệu: {diploma.number}     Ngày cấp: {diploma.issued}"),
        (790, ITALIC, 20, _INK, "MẪU — bản chụp dựng cho tỉnh mẫu, không có giá trị"),
    ]
    for top, style, size, colour, words in lines:
        pen.text((_WIDTH / 2, top), words, colour, ImageFont.truetype(font_file(FOLDER, style), size), anchor="mm")
    pen.ellipse((880, 640, 1040, 800), outline=_RED, width=5)
    return picture.rotate(0.6, fillcolor="#d9d6cc", resample=Image.Resampling.BICUBIC)
