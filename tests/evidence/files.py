"""Files that people send, and files that nobody should: each with what the gate may do with it."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String
from PIL import Image

EVIL = b"evil-canary"
"""Stands in everything active; nothing that is kept may hold it."""

_EVIL = EVIL.decode()


def picture(kind: str = "JPEG", size: tuple[int, int] = (400, 300), mode: str = "RGB", **options: object) -> bytes:
    """A plain picture with something to see in it."""
    made = Image.linear_gradient("L").resize(size).convert(mode)
    out = io.BytesIO()
    made.save(out, kind, **options)  # type: ignore[arg-type]
    return out.getvalue()


def telephone_picture() -> bytes:
    """A JPEG as a telephone takes it: lying on its side, with place, maker and comment."""
    exif = Image.Exif()
    exif[0x0112] = 6  # orientation: turn a quarter
    exif[0x010F] = _EVIL
    exif.get_ifd(0x8825)[2] = (18.0, 20.0, 30.0)
    return picture(exif=exif, comment=EVIL, size=(400, 200))


def paper(change: Callable[[Pdf], None] = lambda _pdf: None, pages: int = 1, **saving: object) -> bytes:
    """A PDF with words on each page, changed before it is saved."""
    pdf = Pdf.new()
    for number in range(pages):
        page = pdf.add_blank_page(page_size=(300, 400))
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        page.Resources = Dictionary(Font=Dictionary(F1=pdf.make_indirect(font)))
        page.Contents = pdf.make_stream(f"BT /F1 24 Tf 40 200 Td (Trang {number + 1}) Tj ET".encode())
    change(pdf)
    out = io.BytesIO()
    pdf.save(out, **saving)  # type: ignore[arg-type]
    return out.getvalue()


def _script(kind: str = "JavaScript") -> Dictionary:
    return Dictionary(S=Name(f"/{kind}"), JS=String(_EVIL), F=String(_EVIL), URI=String(_EVIL))


def _set(path: str, value: Callable[[Pdf], object]) -> Callable[[Pdf], None]:
    def change(pdf: Pdf) -> None:
        node = pdf.pages[0].obj if path.startswith("page") else pdf.Root
        node[path.removeprefix("page")] = value(pdf)

    return change


def _annotation(subtype: str, **more: object) -> Callable[[Pdf], object]:
    def made(pdf: Pdf) -> object:
        note = Dictionary(Type=Name.Annot, Subtype=Name(f"/{subtype}"), Rect=Array([0, 0, 90, 90]), **more)
        return Array([pdf.make_indirect(note)])

    return made


def _embedded(pdf: Pdf) -> None:
    named = {"filename": "evil.exe", "description": "", "mime_type": "", "creation_date": "", "mod_date": ""}
    pdf.attachments["evil.exe"] = pikepdf.AttachedFileSpec(pdf, EVIL, **named)


def _form(pdf: Pdf) -> Dictionary:
    xfa = pdf.make_stream(b"<xdp><script>" + EVIL + b"</script></xdp>")
    return Dictionary(XFA=xfa, Fields=Array([]), NeedAppearances=True)


def _in_resources(pdf: Pdf) -> None:
    pdf.pages[0].Resources.Properties = Dictionary(P1=Dictionary(AA=_script(), Metadata=pdf.make_stream(EVIL)))


def _image(pdf: Pdf, **more: object) -> Stream:
    stream = pdf.make_stream(b"\x00" * 100)
    for key, value in {"Type": Name.XObject, "Subtype": Name.Image, "Width": 10, "Height": 10, **more}.items():
        stream[f"/{key}"] = value
    return stream


def _with_image(**more: object) -> Callable[[Pdf], None]:
    def change(pdf: Pdf) -> None:
        image = _image(pdf, ColorSpace=Name.DeviceGray, BitsPerComponent=8, **more)
        pdf.pages[0].Resources.XObject = Dictionary(I1=image)

    return change


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def _fetching(pdf: Pdf) -> None:
    pdf.pages[0].Contents["/F"] = String("/etc/passwd")


def _sending(pdf: Pdf) -> None:
    field = _annotation("Widget", A=_script("SubmitForm"), FT=Name.Btn, T=String(_EVIL))(pdf)
    pdf.pages[0].Annots = field
    pdf.Root.AcroForm = Dictionary(Fields=field)


HARMLESS: dict[str, tuple[str, bytes]] = {
    "javascript when opened": ("a.pdf", paper(_set("/OpenAction", lambda _pdf: _script()))),
    "launches a program": ("a.pdf", paper(_set("/OpenAction", lambda _pdf: _script("Launch")))),
    "acts when closed": ("a.pdf", paper(_set("/AA", lambda _pdf: Dictionary(WC=_script())))),
    "acts when a page is turned": ("a.pdf", paper(_set("page/AA", lambda _pdf: Dictionary(O=_script())))),
    "named scripts": (
        "a.pdf",
        paper(_set("/Names", lambda _pdf: Dictionary(JavaScript=Dictionary(Names=Array([String("x"), _script()]))))),
    ),
    "a file inside": ("a.pdf", paper(_embedded)),
    "a form with scripts of its own": ("a.pdf", paper(_set("/AcroForm", _form))),
    "a link outside": ("a.pdf", paper(_set("page/Annots", _annotation("Link", A=_script("URI"))))),
    "a link to another file": ("a.pdf", paper(_set("page/Annots", _annotation("Link", A=_script("GoToR"))))),
    "a form that sends": ("a.pdf", paper(_sending)),
    "a film": ("a.pdf", paper(_set("page/Annots", _annotation("Movie", A=_script("Movie"))))),
    "rich media": ("a.pdf", paper(_set("page/Annots", _annotation("RichMedia", RichMediaContent=Dictionary(X=String(_EVIL)))))),
    "a file as a note": ("a.pdf", paper(_set("page/Annots", _annotation("FileAttachment", FS=String(_EVIL))))),
    "metadata": ("a.pdf", paper(_set("/Metadata", lambda pdf: pdf.make_stream(EVIL)))),
    "associated files": ("a.pdf", paper(_set("/AF", lambda _pdf: Array([Dictionary(F=String(_EVIL))])))),
    "a base address": ("a.pdf", paper(_set("/URI", lambda _pdf: Dictionary(Base=String(_EVIL))))),
    "private data of a page": ("a.pdf", paper(_set("page/PieceInfo", lambda _pdf: Dictionary(X=String(_EVIL))))),
    "acting parts among resources": ("a.pdf", paper(_in_resources)),
    "a PDF with a web page behind it": ("a.pdf", paper() + b"<html><script>" + EVIL + b"</script></html>"),
    "a picture with a web page in its comment": ("a.jpg", picture(comment=b"<script>" + EVIL + b"</script>")),
    "a picture with a program behind it": ("a.jpg", picture() + b"PK\x03\x04" + EVIL),
    "a picture with words in it": (
        "a.png",
        picture("PNG")[:33] + _chunk(b"tEXt", b"Comment\x00" + EVIL) + picture("PNG")[33:],
    ),
    "a picture from a telephone": ("a.jpg", telephone_picture()),
    "a PNG that calls itself JPEG": ("a.jpg", picture("PNG")),
    "a path for a name": ("../../etc/cron.d/a.png", picture("PNG")),
    "a name with line ends": ("a\r\nSet-Cookie: x=1\r\n.png", picture("PNG")),
    "a name of control signs": ("\x00\u202egnp.exe.png", picture("PNG")),
    "a very long name": ("ơ" * 400 + ".png", picture("PNG")),
    "a picture that moves": ("a.png", picture("PNG", save_all=True)),
    "sixteen bits of grey": ("a.png", picture("PNG", mode="I;16")),
    "colours for printing": ("a.jpg", picture(mode="CMYK")),
    "half transparent": ("a.png", picture("PNG", mode="LA")),
}
"""Kept, without a trace of what was evil in them."""


def _zip(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, EVIL)
    return out.getvalue()


def png_bomb(width: int, height: int) -> bytes:
    """A few kilobytes that say they are a picture of so many pixels."""
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(b"\x00" * 10_000)) + _chunk(b"IEND", b"")


_WORDS = b"a\x00\x00" + zlib.compress(b"a" * 2**26)
_SVG = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"

REFUSED: dict[str, tuple[str, bytes]] = {
    "nothing": ("a.jpg", b""),
    "a web page": ("a.html", b"<html><script>alert(1)</script></html>"),
    "a web page called a picture": ("a.png", b"<html><script>alert(1)</script></html>"),
    "a web page that begins like a GIF": ("a.png", b"GIF89a/*<script>*/=1;alert(1)"),
    "a drawing with a script": ("a.svg", _SVG),
    "a drawing called a picture": ("a.png", _SVG),
    "a drawing with XML in front, called a PDF": ("a.pdf", b"<?xml version='1.0'?>" + _SVG),
    "an archive": ("a.zip", _zip("a")),
    "an archive called a PDF": ("a.pdf", _zip("a")),
    "a workbook called a PDF": ("a.pdf", _zip("xl/workbook.xml", "[Content_Types].xml")),
    "a program": ("a.exe", b"MZ" + b"\x00" * 200),
    "a program called a picture": ("a.jpg", b"MZ" + b"\x00" * 200),
    "a script for a shell": ("a.png", b"#!/bin/sh\nrm -rf /\n"),
    "a GIF": ("a.png", picture("GIF")),
    "a bitmap": ("a.jpg", picture("BMP")),
    "a TIFF": ("a.jpg", picture("TIFF")),
    "a WebP": ("a.jpg", picture("WEBP")),
    "PostScript": ("a.pdf", b"%!PS-Adobe-3.0\n(x) run\n"),
    "a PDF behind a web page": ("a.pdf", b"<html>" + b" " * 100 + b"</html>" + paper()),
    "a PDF with a password": ("a.pdf", paper(encryption=pikepdf.Encryption(owner="x", user="y"))),
    "a PDF locked against changes": ("a.pdf", paper(encryption=pikepdf.Encryption(owner="x", user=""))),
    "a PDF of too many pages": ("a.pdf", paper(pages=41)),
    "a PDF of no pages": ("a.pdf", b"%PDF-1.4\n%%EOF"),
    "a PDF that fetches its content": (
        "a.pdf",
        paper(_fetching),
    ),
    "a PDF with a program for the printer": ("a.pdf", paper(_with_image(Subtype=Name.PS))),
    "a PDF with a picture of a billion pixels": ("a.pdf", paper(_with_image(Width=40_000, Height=40_000))),
    "a PDF with a picture of negative size": ("a.pdf", paper(_with_image(Width=-5, Height=10))),
    "a PDF cut in the middle of nothing": ("a.pdf", b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog"),
    "a PDF that is only its name": ("a.pdf", b"%PDF-"),
    "a PDF called a picture": ("a.jpg", paper()),
    "a picture called a PDF": ("a.pdf", picture()),
    "a picture with the ending of a page": ("a.html", picture()),
    "a picture with two endings": ("a.png.exe", picture("PNG")),
    "a picture without an ending": ("anh", picture()),
    "half a picture": ("a.jpg", picture()[:2000]),
    "half a PNG": ("a.png", picture("PNG", mode="L")[:60]),
    "a picture of 900 million pixels": ("a.png", png_bomb(30_000, 30_000)),
    "a picture of 60 million pixels": ("a.png", png_bomb(10_000, 6_000)),
    "a picture of no pixels": ("a.png", png_bomb(0, 0)),
    "a picture of one pixel": ("a.png", picture("PNG", size=(1, 1))),
    "a picture with a bomb of words": (
        "a.png",
        picture("PNG")[:33] + _chunk(b"zTXt", _WORDS),
    ),
    "random bytes": ("a.jpg", bytes(range(256)) * 20),
    "a picture's first bytes and rubbish": ("a.jpg", b"\xff\xd8\xff\xe0" + bytes(range(256)) * 20),
    "too large a file": ("a.jpg", picture() + b"\x00" * (10 * 2**20)),
}
"""Not kept; each answered with a sentence."""

GOOD: dict[str, tuple[str, bytes]] = {
    "photo": ("bằng tốt nghiệp.jpg", picture()),
    "photo with the long ending": ("Chứng chỉ.JPEG", picture()),
    "scan": ("quét.png", picture("PNG")),
    "grey scan": ("quét.png", picture("PNG", mode="L")),
    "black and white scan": ("quét.png", picture("PNG", mode="1")),
    "few colours": ("quét.png", picture("PNG", mode="P")),
    "paper": ("Bằng đại học.pdf", paper()),
    "paper of many pages": ("hồ sơ.pdf", paper(pages=12)),
    "large photo": ("lớn.jpg", picture(size=(6000, 4000))),
}
