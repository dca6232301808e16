"""The only door to ReportLab's page layout: what the toolkit uses of it, with types."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from io import BytesIO
from typing import Any, Literal, Protocol

# ReportLab ships no type information. All that is untyped stays in this file and in `fonts.py`.
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT  # type: ignore[import-untyped]
from reportlab.lib.styles import ParagraphStyle  # type: ignore[import-untyped]
from reportlab.platypus import (  # type: ignore[import-untyped]
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
)

from registry.pdf import decree, fonts
from registry.pdf.measure import printable
from registry.pdf.paper import PaperMeta

Story = list[Any]  # flowables of the engine, in reading order
Line = tuple[float, float, float, float]


class Pen(Protocol):
    """Places lines of text; see reportlab.pdfgen.textobject."""

    def setFont(self, name: str, size: float) -> None: ...  # noqa: N802
    def setTextOrigin(self, x: float, y: float) -> None: ...  # noqa: N802
    def textOut(self, text: str) -> None: ...  # noqa: N802


class Canvas(Protocol):
    """A page to draw on; y grows upwards; see reportlab.pdfgen.canvas."""

    def setFont(self, name: str, size: float) -> None: ...  # noqa: N802
    def setLineWidth(self, width: float) -> None: ...  # noqa: N802
    def drawString(self, x: float, y: float, text: str) -> None: ...  # noqa: N802
    def line(self, x1: float, y1: float, x2: float, y2: float) -> None: ...
    def lines(self, lines: Sequence[Line]) -> None: ...
    def beginText(self) -> Pen: ...  # noqa: N802
    def drawText(self, pen: Pen) -> None: ...  # noqa: N802
    def getPageNumber(self) -> int: ...  # noqa: N802


PageEnd = Callable[[Canvas, bool], None]


class Content(Protocol):
    """What can stand in the text area."""

    def height(self, width: float, room: float) -> float:
        """Points needed; more than `room` asks for a split, so measuring may stop early there."""

    def split(self, room: float) -> tuple["Content", "Content"] | None:
        """The part for `room` points and the rest, or None when all of it belongs on the next page."""

    def draw(self, canvas: Canvas, width: float, height: float) -> None:
        """Draw with the lower left corner at (0, 0)."""


class Placed(Flowable):  # type: ignore[misc]
    """Our content as the engine wants it."""

    def __init__(self, content: Content) -> None:
        super().__init__()
        self.content = content

    def wrap(self, width: float, room: float) -> tuple[float, float]:
        self.width, self.height = width, self.content.height(width, room)
        return self.width, self.height

    def split(self, _width: float, room: float) -> list["Placed"]:
        return [Placed(part) for part in self.content.split(room) or ()]

    def draw(self) -> None:
        self.content.draw(self.canv, self.width, self.height)


class Prose(Paragraph):  # type: ignore[misc]
    """A paragraph that, when `reserve` points do not fit below it, takes its last two lines to the next page."""

    reserve = 0.0

    def wrap(self, width: float, room: float) -> tuple[float, float]:
        _, height = super().wrap(width, room)
        if height <= room < height + self.reserve:
            height += self.reserve
        return width, height

    def split(self, width: float, room: float) -> list["Prose"]:
        lines, leading = len(self.blPara.lines), self.style.leading
        if lines * leading <= room:
            room = (lines - 2) * leading + decree.HAIRLINE
        parts: list[Prose] = super().split(width, room) if room > leading else []
        if len(parts) > 1:
            parts[-1].reserve = self.reserve
        return parts


_ALIGNMENTS = {"left": TA_LEFT, "center": TA_CENTER, "justify": TA_JUSTIFY}


@dataclass(frozen=True, slots=True)
class ProseStyle:
    """Look of a paragraph: sizes and indents in points, `after` the gap below."""

    style: str = fonts.REGULAR
    size: float = decree.BODY_SIZE
    align: Literal["left", "center", "justify"] = "justify"
    first_line: float = 0.0
    left: float = 0.0
    after: float = decree.PARAGRAPH_GAP


def prose(markup: str, look: ProseStyle, reserve: float = 0.0) -> "Prose":
    """A paragraph of escaped text with nothing but <b>, <i>, <br/>; `reserve` points stay free below it."""
    paragraph = Prose(markup, _paragraph_style(look))
    paragraph.reserve = reserve + look.after if reserve else 0.0
    return paragraph


@cache
def _paragraph_style(look: ProseStyle) -> Any:
    return ParagraphStyle(
        "look",
        fontName=look.style,
        bulletFontName=look.style,
        fontSize=look.size,
        leading=look.size * decree.LINE,
        alignment=_ALIGNMENTS[look.align],
        firstLineIndent=look.first_line,
        leftIndent=look.left,
        spaceAfter=look.after,
        allowWidows=0,
        allowOrphans=0,
    )


def placed(content: Content) -> Placed:
    """Content as a flowable."""
    return Placed(content)


def space(points: float) -> Any:
    """Empty height, dropped at the top of a page."""
    return Spacer(1, points)


def room_for(points: float) -> Any:
    """A page break, unless so many points are left."""
    return CondPageBreak(points)


def new_page(landscape: bool) -> Story:
    """A page break; the next pages lie or stand."""
    return [NextPageTemplate(_template_name(landscape)), PageBreak()]


def page_size(landscape: bool) -> tuple[float, float]:
    """Width and height of the sheet in points."""
    return (decree.PAGE_LONG, decree.PAGE_SHORT) if landscape else (decree.PAGE_SHORT, decree.PAGE_LONG)


def text_area(landscape: bool) -> tuple[float, float]:
    """Width and height inside the margins in points."""
    width, height = page_size(landscape)
    return width - decree.LEFT - decree.RIGHT, height - decree.TOP - decree.BOTTOM


def build(story: Story, meta: PaperMeta, landscape: bool, page_end: PageEnd) -> bytes:
    """Lay the story out and return the file; `page_end` draws on each finished page, told whether it lies."""
    file = BytesIO()
    title, author = printable(meta.title), printable(meta.author)
    document = BaseDocTemplate(
        file,
        pagesize=page_size(landscape),
        title=title,
        subject=title,
        author=author,
        creator=author,
        lang="vi-VN",
        invariant=1,
        initialFontName=fonts.REGULAR,  # else every file names Helvetica, which is not embedded
    )
    document.addPageTemplates([_template(lies, page_end) for lies in (landscape, not landscape)])
    document.build([_Dated(meta.made_at), *story] if meta.made_at else story)
    return file.getvalue()


class _Dated(Flowable):  # type: ignore[misc]
    """Writes the creation date into the file; draws nothing."""

    _ZEROSIZE = 1

    def __init__(self, made_at: datetime) -> None:
        super().__init__()
        self.stamp = _pdf_date(made_at)

    def wrap(self, _width: float, _room: float) -> tuple[float, float]:
        return 0.0, 0.0

    def draw(self) -> None:
        self.canv.setDateFormatter(lambda *_now: self.stamp)


def _pdf_date(at: datetime) -> str:
    zone = at.strftime("%z")
    if not zone:
        raise ValueError("made_at needs a time zone")
    return f"D:{at:%Y%m%d%H%M%S}{zone[:3]}'{zone[3:5]}'"


def _template_name(landscape: bool) -> str:
    return "landscape" if landscape else "portrait"


def _template(landscape: bool, page_end: PageEnd) -> Any:
    width, height = text_area(landscape)
    frame = Frame(decree.LEFT, decree.BOTTOM, width, height, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)
    return PageTemplate(
        _template_name(landscape),
        [frame],
        pagesize=page_size(landscape),
        onPageEnd=lambda canvas, _document: page_end(canvas, landscape),
    )
