"""The fixed parts of a paper by Decree 30/2020: head, title, signature and recipients, head of an annex, page marks."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from registry.pdf import decree, fonts
from registry.pdf.engine import Canvas
from registry.pdf.measure import balanced, printable, wrap
from registry.pdf.paper import Annex, Letterhead, PaperMeta, Signature, Title
from registry.pdf.text import ADDRESSED, MOTTO, RECIPIENTS, STATE_NAME, blank_date_line, date_line, number_line

LEFT_SHARE = 0.44  # of the width, for the issuing body: the state name at 12 points needs the rest on one line
SUBJECT_SHARE = 0.82
SIGNING_ROOM = 76.0
RULE_GAP = 4.0
MOST_RUNNING_LINES = 3


class TextLine(NamedTuple):
    """One line ready to draw."""

    text: str
    style: str
    size: float

    @property
    def height(self) -> float:
        return self.size * decree.LINE

    @property
    def width(self) -> float:
        return fonts.width_of(self.text, self.style, self.size)


def lines_of(text: str, style: str, size: float, width: float) -> list[TextLine]:
    """Text as lines within a width; no lines for an empty text."""
    return [TextLine(line, style, size) for line in wrap(text, style, size, width)] if text else []


def centred_lines(text: str, style: str, size: float, width: float) -> list[TextLine]:
    """Text as lines of similar length, to be centred; no lines for an empty text."""
    return [TextLine(line, style, size) for line in balanced(text, style, size, width)] if text else []


def height_of(lines: Sequence[TextLine]) -> float:
    """Height of a stack of lines in points."""
    return sum(line.height for line in lines)


def draw_stack(canvas: Canvas, lines: Sequence[TextLine], top: float, place: Callable[[TextLine], float]) -> float:
    """Draw lines downwards from `top`, each starting at the x that `place` names; returns the lower end."""
    for line in lines:
        canvas.setFont(line.style, line.size)
        canvas.drawString(place(line), top - line.size * decree.BASELINE, line.text)
        top -= line.height
    return top


def centred(middle: float) -> Callable[[TextLine], float]:
    """Places lines around a middle."""
    return lambda line: middle - line.width / 2


def draw_underline(canvas: Canvas, middle: float, y: float, length: float) -> None:
    """The solid line that the decree puts under the motto, the issuing body and the subject."""
    canvas.setLineWidth(decree.HAIRLINE)
    canvas.line(middle - length / 2, y, middle + length / 2, y)


class Unsplit:
    """Content that stays in one piece."""

    def split(self, _room: float) -> None:
        """Never: the whole moves to the next page."""


@dataclass(frozen=True, slots=True)
class LetterheadContent(Unsplit):
    """State name, motto and date on the right; issuing body and number on the left."""

    head: Letterhead

    def _left(self, width: float) -> list[TextLine]:
        narrow = width * LEFT_SHARE - 6
        superior = centred_lines(self.head.superior.upper(), fonts.REGULAR, decree.ISSUER_SIZE, narrow)
        return superior + self._issuer(width)

    def _issuer(self, width: float) -> list[TextLine]:
        return centred_lines(self.head.issuer.upper(), fonts.BOLD, decree.ISSUER_SIZE, width * LEFT_SHARE - 6)

    def _right(self) -> list[TextLine]:
        return [
            TextLine(STATE_NAME, fonts.BOLD, decree.STATE_NAME_SIZE),
            TextLine(MOTTO, fonts.BOLD, decree.MOTTO_SIZE),
        ]

    def _names_height(self, width: float) -> float:
        return max(height_of(self._left(width)), height_of(self._right())) + 12

    def _below(self, width: float) -> list[TextLine]:
        """Number, and what a letter is about."""
        number = number_line(printable(self.head.number_mark), self.head.number)
        about = centred_lines(self.head.about, fonts.REGULAR, decree.ISSUER_SIZE, width * LEFT_SHARE - 6)
        return [TextLine(number, fonts.REGULAR, decree.NUMBER_SIZE), *about]

    def height(self, width: float, _room: float) -> float:
        return self._names_height(width) + height_of(self._below(width))

    def draw(self, canvas: Canvas, width: float, height: float) -> None:
        left, right = width * LEFT_SHARE / 2, width * (1 + LEFT_SHARE) / 2
        y = draw_stack(canvas, self._left(width), height, centred(left))
        longest = max((line.width for line in self._issuer(width)), default=0.0)
        draw_underline(canvas, left, y - RULE_GAP, longest * decree.UNDERLINE_SHARE)
        names = self._right()
        y = draw_stack(canvas, names, height, centred(right))
        draw_underline(canvas, right, y - RULE_GAP, names[-1].width)
        low = height - self._names_height(width)
        draw_stack(canvas, self._below(width), low, centred(left))
        draw_stack(canvas, [TextLine(self._date(), fonts.ITALIC, decree.DATE_SIZE)], low, centred(right))

    def _date(self) -> str:
        place, on = printable(self.head.place), self.head.dated_on
        return date_line(place, on) if on else blank_date_line(place, self.head.year)


@dataclass(frozen=True, slots=True)
class TitleContent(Unsplit):
    """Type of the document in capitals, its subject, and a short line below."""

    title: Title

    def _lines(self, width: float) -> tuple[list[TextLine], list[TextLine]]:
        kind = centred_lines(self.title.kind.upper(), fonts.BOLD, decree.TITLE_SIZE, width)
        return kind, centred_lines(self.title.subject, fonts.BOLD, decree.TITLE_SIZE, width * SUBJECT_SHARE)

    def height(self, width: float, _room: float) -> float:
        kind, subject = self._lines(width)
        return 14 + height_of(kind) + height_of(subject) + 14

    def draw(self, canvas: Canvas, width: float, height: float) -> None:
        kind, subject = self._lines(width)
        y = draw_stack(canvas, [*kind, *subject], height - 14, centred(width / 2))
        longest = max((line.width for line in subject or kind), default=0.0)
        draw_underline(canvas, width / 2, y - RULE_GAP, longest * decree.UNDERLINE_SHARE)


@dataclass(frozen=True, slots=True)
class AddressContent(Unsplit):
    """To whom a letter goes: on one line, or in a list below the word when there are several."""

    addressed: Sequence[str]

    def _lines(self, width: float) -> list[TextLine]:
        narrow = width * SUBJECT_SHARE
        if len(self.addressed) == 1:
            return centred_lines(f"{ADDRESSED} {self.addressed[0].rstrip('. ')}.", fonts.REGULAR, decree.BODY_SIZE, narrow)
        ends = [";"] * (len(self.addressed) - 1) + ["."]
        named = (f"- {name.rstrip('.; ')}{end}" for name, end in zip(self.addressed, ends, strict=True))
        lines = [TextLine(ADDRESSED, fonts.REGULAR, decree.BODY_SIZE)]
        return [*lines, *chain.from_iterable(lines_of(name, fonts.REGULAR, decree.BODY_SIZE, narrow) for name in named)]

    def height(self, width: float, _room: float) -> float:
        return 18 + height_of(self._lines(width)) + 12

    def draw(self, canvas: Canvas, width: float, height: float) -> None:
        draw_stack(canvas, self._lines(width), height - 18, centred(width / 2))


@dataclass(frozen=True, slots=True)
class ClosingContent(Unsplit):
    """Recipients on the left, authority, room for signature and seal, and name on the right."""

    signature: Signature | None
    recipients: Sequence[str]

    def _recipients(self, width: float) -> list[TextLine]:
        if not self.recipients:
            return []
        lines = [TextLine(RECIPIENTS, fonts.BOLD_ITALIC, decree.RECIPIENTS_HEAD_SIZE)]
        for index, text in enumerate(self.recipients, start=1):
            end = "." if index == len(self.recipients) else ";"
            lines += lines_of(f"- {text.rstrip('.;, ')}{end}", fonts.REGULAR, decree.RECIPIENTS_SIZE, width / 2 - 12)
        return lines

    def _authority(self, width: float) -> list[TextLine]:
        posts = self.signature.lines if self.signature else ()
        lines = (centred_lines(post.upper(), fonts.BOLD, decree.SIGNATURE_SIZE, width / 2) for post in posts)
        return list(chain.from_iterable(lines))

    def _name(self, width: float) -> list[TextLine]:
        name = self.signature.name if self.signature else ""
        return centred_lines(name, fonts.BOLD, decree.SIGNATURE_SIZE, width / 2)

    def height(self, width: float, _room: float) -> float:
        signed = height_of(self._authority(width)) + SIGNING_ROOM + decree.SIGNATURE_SIZE * decree.LINE
        return 12 + max(height_of(self._recipients(width)), signed if self.signature else 0.0)

    def draw(self, canvas: Canvas, width: float, height: float) -> None:
        top = height - 12
        draw_stack(canvas, self._recipients(width), top, lambda _line: 0.0)
        y = draw_stack(canvas, self._authority(width), top, centred(width * 0.75))
        draw_stack(canvas, self._name(width), y - SIGNING_ROOM, centred(width * 0.75))


@dataclass(slots=True)
class PageCount:
    """The page from which numbers count: the first of the paper, then the first of each annex."""

    first: int = 1


@dataclass(frozen=True, slots=True)
class AnnexContent(Unsplit):
    """Label and title of an annex, the paper it belongs to, and a short line; page numbers start anew."""

    annex: Annex
    count: PageCount

    def _lines(self, width: float) -> list[TextLine]:
        size, narrow = decree.TITLE_SIZE, width * SUBJECT_SHARE
        lines = centred_lines(self.annex.label, fonts.BOLD, size, narrow)
        lines += centred_lines(self.annex.title.upper(), fonts.BOLD, size, narrow)
        return lines + centred_lines(self.annex.reference, fonts.ITALIC, size, narrow)

    def height(self, width: float, _room: float) -> float:
        return height_of(self._lines(width)) + 14

    def draw(self, canvas: Canvas, width: float, height: float) -> None:
        self.count.first = canvas.getPageNumber()
        lines = self._lines(width)
        y = draw_stack(canvas, lines, height, centred(width / 2))
        draw_underline(canvas, width / 2, y - RULE_GAP, lines[-1].width * decree.UNDERLINE_SHARE)


def draw_page_number(canvas: Canvas, count: PageCount, page_size: tuple[float, float]) -> None:
    """Arabic, centred in the top margin, not on the first page (Decree 30/2020, Appendix I, part I, section I.7)."""
    number = canvas.getPageNumber() - count.first + 1
    if number > 1:
        line = TextLine(str(number), fonts.REGULAR, decree.PAGE_NUMBER_SIZE)
        draw_stack(canvas, [line], page_size[1] - decree.TOP / 2 + line.height / 2, centred(page_size[0] / 2))


def running_lines(meta: PaperMeta, width: float) -> list[TextLine]:
    """The running note within the width that the code leaves free.

    Refuses with ValueError a note of more than three lines: the bottom margin has no room for it.
    """
    beside = fonts.width_of(printable(meta.running_code), fonts.BOLD, decree.RUNNING_SIZE) + 12
    lines = lines_of(meta.running_note, fonts.REGULAR, decree.RUNNING_SIZE, width - beside)
    if len(lines) > MOST_RUNNING_LINES:
        raise ValueError(f"the running note takes {len(lines)} lines, {MOST_RUNNING_LINES} fit")
    return lines


def draw_running(canvas: Canvas, meta: PaperMeta, page_width: float) -> None:
    """Note at the left and code at the right, below a thin line in the bottom margin."""
    right = page_width - decree.RIGHT
    note = running_lines(meta, right - decree.LEFT)
    code = lines_of(meta.running_code, fonts.BOLD, decree.RUNNING_SIZE, right - decree.LEFT)
    if not note and not code:
        return
    top = decree.BOTTOM - 5 * decree.MM
    canvas.setLineWidth(decree.HAIRLINE)
    canvas.line(decree.LEFT, top, right, top)
    draw_stack(canvas, note, top - 2, lambda _line: decree.LEFT)
    draw_stack(canvas, code, top - 2, lambda line: right - line.width)
