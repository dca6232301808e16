"""A PDF written anew: its pages as they look, and nothing that acts, hides, links or calls from outside."""

import io
from collections.abc import Iterable, Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from registry.evidence.limits import PIXELS, STREAM_BYTES

PAGE_KEYS = ("/MediaBox", "/CropBox", "/Rotate", "/Resources", "/Contents", "/Group", "/UserUnit")
"""All that a page may bring. What makes a PDF act stands elsewhere: in the catalogue, in annotations, in actions."""

FORBIDDEN = frozenset(
    {
        *("/AA", "/OpenAction", "/JS", "/JavaScript", "/XFA", "/AcroForm", "/Annots", "/EmbeddedFiles", "/EF", "/AF"),
        *("/Names", "/Metadata", "/PieceInfo", "/Ref", "/OPI", "/RichMediaContent", "/RichMediaSettings", "/3DD", "/URI"),
    }
)
"""Keys that no part of a page needs, taken out wherever they hide."""

FROM_OUTSIDE = ("/F", "/FFilter", "/FDecodeParms")
"""Keys by which a stream takes its content from another file or address."""

ACTIONS = frozenset(
    {
        *("/JavaScript", "/Launch", "/URI", "/GoToR", "/GoToE", "/SubmitForm", "/ImportData", "/ResetForm", "/Rendition"),
        *("/Movie", "/Sound", "/RichMediaExecute", "/GoTo3DView", "/Thread", "/Named", "/Hide", "/SetOCGState", "/Trans"),
    }
)
_DEPTH = 60


class Hostile(Exception):
    """A PDF that no scanner makes. `reason` is a Vietnamese sentence for the user."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def rewritten(pdf: Pdf) -> bytes:
    """The pages in a new file. Stamps and signatures that lie over a page are drawn into it first, as they look."""
    pdf.flatten_annotations("all")
    out = io.BytesIO()
    with Pdf.new() as made:
        for page in pdf.pages:
            made.pages.append(pikepdf.Page(_bare_page(pdf, page)))
        for each in made.objects:
            _scrub(each, 0)
        made.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _bare_page(pdf: Pdf, page: Any) -> Object:
    bare = Dictionary(Type=Name.Page)
    for key in PAGE_KEYS:
        value = page.resources if key == "/Resources" else _inherited(page.obj, key)
        if value is not None:
            bare[key] = value
    return pdf.make_indirect(bare)


def _inherited(node: Any, key: str) -> Any:
    """A value of the page, or of the nodes above it."""
    for _ in range(_DEPTH):
        if key in node:
            return node[key]
        if "/Parent" not in node or key in {"/Contents", "/Group", "/UserUnit"}:
            return None
        node = node["/Parent"]
    raise Hostile("Cấu trúc trang của tệp PDF không bình thường. Hãy in ra PDF lần nữa rồi gửi lại.")


def _scrub(each: Any, depth: int) -> None:
    """Take what is forbidden out of an object and everything that lies directly in it."""
    if depth > _DEPTH:
        raise Hostile("Tệp PDF lồng quá sâu. Hãy in ra PDF lần nữa rồi gửi lại.")
    if isinstance(each, Stream):
        _check_stream(each)
    if isinstance(each, Dictionary | Stream):
        for key in _forbidden_keys(each):
            del each[key]
        _scrub_inside((each[key] for key in list(each.keys())), depth)
    elif isinstance(each, Array):
        _scrub_inside(each, depth)


def _scrub_inside(values: Iterable[Any], depth: int) -> None:
    """What is indirect comes by itself in the list of all objects."""
    for value in values:
        if isinstance(value, Dictionary | Stream | Array) and not value.is_indirect:
            _scrub(value, depth + 1)


def _forbidden_keys(each: Any) -> Iterator[str]:
    acts = isinstance(each, Dictionary) and each.get("/S") in ACTIONS
    for key in list(each.keys()):
        if acts or key in FORBIDDEN:
            yield key


def _check_stream(stream: Any) -> None:
    if any(key in stream for key in FROM_OUTSIDE):
        raise Hostile("Tệp PDF lấy nội dung từ tệp khác. Hãy in ra PDF lần nữa rồi gửi lại.")
    if stream.get("/Subtype") == Name.PS:
        raise Hostile("Tệp PDF chứa mã PostScript. Hãy in ra PDF lần nữa rồi gửi lại.")
    if stream.get("/Subtype") == Name.Image:
        width, height = int(stream.get("/Width", 0)), int(stream.get("/Height", 0))
        if width < 0 or height < 0 or width * height > PIXELS:
            raise Hostile(f"Một trang của tệp PDF có hơn {PIXELS // 10**6} triệu điểm ảnh. Hãy quét với độ phân giải thấp hơn.")
    elif _unpacked(stream) > STREAM_BYTES:
        raise Hostile("Tệp PDF phình quá lớn khi mở ra. Hãy in ra PDF lần nữa, hoặc quét lại rồi gửi lại.")


def _unpacked(stream: Any) -> int:
    """Bytes that whoever opens the file must find room for; those of an unknown packing cannot be opened by anybody."""
    try:
        return len(stream.read_bytes())
    except pikepdf.PdfError:
        return 0
