"""Tables drawn row by row: the head on every page, whole rows, and no more in memory than a page."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from registry.pdf import decree, fonts
from registry.pdf.engine import Canvas, Line, Pen
from registry.pdf.measure import printable, wrap
from registry.pdf.paper import Align, Cell, CellText, Column

PAD_X, PAD_Y = 3.0, 2.5  # between text and rules
LIST_GAP, LIST_PAD_Y = 6.0, 1.0  # between the columns and the rows of a list without rules
KEPT_TOGETHER = 2  # rows that go along when what follows the table does not fit


class DrawnCell(NamedTuple):
    """Lines of one style; `left` and `right` bound the text, not the cell."""

    lines: tuple[str, ...]
    style: str
    align: Align
    left: float
    right: float


class DrawnRow(NamedTuple):
    """A row ready to draw; `edges` are the x of its vertical rules from left to right."""

    height: float
    cells: tuple[DrawnCell, ...]
    edges: tuple[float, ...]


class HeadCell(NamedTuple):
    """A cell of the head; `top` and `bottom` are measured downwards from the top of the table."""

    cell: DrawnCell
    left: float
    right: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Frame:
    """What all parts of one table share: edges of the columns, height of a page's text area, head, type size."""

    edges: tuple[float, ...]
    aligns: tuple[Align, ...]
    size: float
    page: float
    ruled: bool = True
    head: tuple[HeadCell, ...] = ()

    @property
    def head_height(self) -> float:
        return max((box.bottom for box in self.head), default=0.0)

    def text_bounds(self, left: float, right: float) -> tuple[float, float]:
        """Where text starts and ends between two edges."""
        return (left + PAD_X, right - PAD_X) if self.ruled else (left, right - LIST_GAP)

    def row_height(self, lines: int) -> float:
        """Height in points of a row of so many lines."""
        return lines * self.leading + 2 * (PAD_Y if self.ruled else LIST_PAD_Y)

    @property
    def leading(self) -> float:
        return self.size * decree.LINE


def frame_of(columns: Sequence[Column], area: tuple[float, float], size: float) -> Frame:
    """The frame of a ruled table on pages whose text area has this width and height in points."""
    edges = edges_of(_widths(columns, area[0], size), area[0])
    return Frame(edges, tuple(column.align for column in columns), size, area[1], head=_head(columns, edges, size))


def edges_of(weights: Sequence[float], width: float) -> tuple[float, ...]:
    """The x of all edges, from 0 to `width`."""
    edges, total = [0.0], sum(weights)
    for weight in weights:
        edges.append(edges[-1] + width * weight / total)
    return tuple(edges)


def _widths(columns: Sequence[Column], width: float, size: float) -> list[float]:
    """The columns' shares, but none too narrow for the words of its heading: the roomier ones give way."""
    total = sum(column.weight for column in columns)
    shares = [width * column.weight / total for column in columns]
    least = [_longest_word(column.heading, size) + 2 * PAD_X + decree.HAIRLINE for column in columns]
    lacking = sum(max(0.0, low - share) for share, low in zip(shares, least, strict=True))
    to_spare = sum(max(0.0, share - low) for share, low in zip(shares, least, strict=True))
    if lacking == 0 or lacking > to_spare:
        return shares
    part = 1 - lacking / to_spare
    return [low + max(0.0, share - low) * part for share, low in zip(shares, least, strict=True)]


def _longest_word(heading: str, size: float) -> float:
    return max((fonts.width_of(word, fonts.BOLD, size) for word in printable(heading).split()), default=0.0)


def _head(columns: Sequence[Column], edges: Sequence[float], size: float) -> tuple[HeadCell, ...]:
    """The head cells: a common heading above each group, a heading of full height for a column without."""
    groups = list(_groups(columns))
    over = [_head_cell(columns[first].group, edges[first], edges[last], size) for first, last in groups]
    each = [_head_cell(column.heading, *sides, size) for column, sides in zip(columns, pairwise(edges), strict=True)]
    grouped = [bool(column.group) for column in columns]
    upper = max((_height(cell, size) for cell in over), default=0.0)
    lower = max((_height(cell, size) for cell, inner in zip(each, grouped, strict=True) if inner), default=0.0)
    full = max([upper + lower, *(_height(cell, size) for cell in each)])
    boxes = [HeadCell(cell, edges[first], edges[last], 0.0, upper) for cell, (first, last) in zip(over, groups, strict=True)]
    for cell, inner, (left, right) in zip(each, grouped, pairwise(edges), strict=True):
        boxes.append(HeadCell(cell, left, right, upper if inner else 0.0, full))
    return tuple(boxes)


def _groups(columns: Sequence[Column]) -> Iterator[tuple[int, int]]:
    """First and one-past-last index of neighbours with the same group."""
    first = 0
    for index in range(1, len(columns) + 1):
        if index < len(columns) and columns[index].group == columns[first].group:
            continue
        if columns[first].group:
            yield first, index
        first = index


def _head_cell(text: str, left: float, right: float, size: float) -> DrawnCell:
    left, right = left + PAD_X, right - PAD_X
    return DrawnCell(wrap(text, fonts.BOLD, size, right - left), fonts.BOLD, "center", left, right)


def _height(cell: DrawnCell, size: float) -> float:
    return len(cell.lines) * size * decree.LINE + 2 * PAD_Y


def grid_of(frame: Frame, rows: Iterable[Sequence[CellText]], reserve: float = 0.0) -> "Grid":
    """The table with all its rows; `reserve` points (at most half a page) stay free below the last row."""
    reserve = min(reserve, frame.page / 2)
    tallest = frame.page - frame.head_height - reserve
    return Grid(frame, drawn_rows(frame, rows, tallest), reserve)


def drawn_rows(frame: Frame, rows: Iterable[Sequence[CellText]], tallest: float) -> Iterator[DrawnRow]:
    """The rows ready to draw, one by one; a row above `tallest` points comes in pieces.

    Refuses with ValueError a row whose spans do not cover the columns exactly.
    """
    most_lines = max(1, int((tallest - frame.row_height(0)) / frame.leading))
    for row in rows:
        cells, edges = _drawn_cells(frame, row)
        lines = max(len(cell.lines) for cell in cells)
        if lines <= most_lines:
            yield DrawnRow(frame.row_height(lines), cells, edges)
        else:
            yield from _pieces(frame, cells, edges, lines, most_lines)


def _drawn_cells(frame: Frame, row: Sequence[CellText]) -> tuple[tuple[DrawnCell, ...], tuple[float, ...]]:
    cells, edges, column = [], [0.0], 0
    for given in row:
        cell = given if isinstance(given, Cell) else Cell(given)
        after = column + cell.span
        if cell.span < 1 or after >= len(frame.edges):
            raise ValueError(f"a row has more cells than the table's {len(frame.aligns)} columns")
        left, right = frame.text_bounds(frame.edges[column], frame.edges[after])
        style = fonts.face(cell.bold, cell.italic)
        lines = wrap(cell.text, style, frame.size, right - left)
        cells.append(DrawnCell(lines, style, cell.align or frame.aligns[column], left, right))
        edges.append(frame.edges[after])
        column = after
    if column != len(frame.aligns):
        raise ValueError(f"a row covers {column} of the table's {len(frame.aligns)} columns")
    return tuple(cells), tuple(edges)


def _pieces(frame: Frame, cells: tuple[DrawnCell, ...], edges: tuple[float, ...], lines: int, most: int) -> Iterator[DrawnRow]:
    """A row taller than a page, cut between lines: the one case in which a row goes over a page's end."""
    for start in range(0, lines, most):
        part = tuple(cell._replace(lines=cell.lines[start : start + most]) for cell in cells)
        yield DrawnRow(frame.row_height(max(len(cell.lines) for cell in part)), part, edges)


@dataclass(slots=True)
class Grid:
    """The rest of a table from some row on, as content of a page.

    Rows are drawn from `source` only as far as the page reaches. `reserve` is the height in points that must be
    left below the last row (notes, signature); otherwise the last two rows move on together with it.
    """

    frame: Frame
    source: Iterator[DrawnRow]
    reserve: float = 0.0
    pending: list[DrawnRow] = field(default_factory=list)
    ended: bool = False

    def height(self, _width: float, room: float) -> float:
        self._pull(room)
        total = self._total()
        return total + self.reserve if total <= room < total + self.reserve else total

    def _total(self) -> float:
        return self.frame.head_height + sum(row.height for row in self.pending)

    def _pull(self, room: float) -> None:
        """Read rows until the page is surely full, and one more to know whether it would be left alone."""
        total, beyond = self._total(), 0
        while not self.ended and beyond < KEPT_TOGETHER:
            row = next(self.source, None)
            if row is None:
                self.ended = True
                return
            self.pending.append(row)
            total += row.height
            beyond += total > room

    def split(self, room: float) -> tuple["Grid", "Grid"] | None:
        count = self._rows_within(room)
        if self.ended:
            left_over = len(self.pending) - count
            count -= max(0, self._kept_together() - left_over)
        if count < 1:
            return None
        first = Grid(self.frame, iter(()), pending=self.pending[:count], ended=True)
        rest = Grid(self.frame, self.source, self.reserve, self.pending[count:], self.ended)
        return first, rest

    def _kept_together(self) -> int:
        """How many last rows stay together: two, unless they are so tall that a page holds one of them only."""
        last = self.pending[-KEPT_TOGETHER:]
        tall = self.frame.head_height + sum(row.height for row in last) + self.reserve > self.frame.page
        return 1 if tall else len(last)

    def _rows_within(self, room: float) -> int:
        used, count = self.frame.head_height, 0
        for row in self.pending:
            used += row.height
            if used > room:
                break
            count += 1
        return count

    def draw(self, canvas: Canvas, _width: float, height: float) -> None:
        pen = canvas.beginText()
        ink = _Ink(pen, self.frame.size)
        top = height - self.frame.head_height
        for box in self.frame.head:
            used = len(box.cell.lines) * self.frame.leading
            ink.write(box.cell, height - (box.top + box.bottom - used) / 2)
        for row in self.pending:
            for cell in row.cells:
                used = len(cell.lines) * self.frame.leading
                slack = row.height - used if self.frame.ruled else self.frame.row_height(0)
                ink.write(cell, top - slack / 2)
            top -= row.height
        canvas.drawText(pen)
        if self.frame.ruled:
            canvas.setLineWidth(decree.HAIRLINE)
            canvas.lines(list(self._rules(height)))

    def _rules(self, height: float) -> Iterator[Line]:
        top, right = height - self.frame.head_height, self.frame.edges[-1]
        for box in self.frame.head:
            yield box.left, height - box.top, box.right, height - box.top
            yield box.left, height - box.top, box.left, height - box.bottom
        if self.frame.head:
            yield right, height, right, top
        yield 0.0, top, right, top
        start, edges = top, self.pending[0].edges if self.pending else ()
        for row in self.pending:
            if row.edges != edges:
                yield from _uprights(edges, start, top)
                start, edges = top, row.edges
            top -= row.height
            yield 0.0, top, right, top
        yield from _uprights(edges, start, top)


def _uprights(edges: Iterable[float], top: float, bottom: float) -> Iterator[Line]:
    """Vertical rules through neighbouring rows of equal edges, each as one line: a third of the file's size."""
    return ((x, top, x, bottom) for x in edges)


class _Ink:
    """Writes cells with one text object per page and changes the font only where the style changes."""

    def __init__(self, pen: Pen, size: float) -> None:
        self.pen, self.size, self.style = pen, size, ""

    def write(self, cell: DrawnCell, top: float) -> None:
        """Write a cell's lines downwards from `top`."""
        if cell.style != self.style:
            self.style = cell.style
            self.pen.setFont(cell.style, self.size)
        leading = self.size * decree.LINE
        y = top - self.size * decree.BASELINE
        for line in cell.lines:
            if line:
                self.pen.setTextOrigin(self._start(cell, line), y)
                self.pen.textOut(line)
            y -= leading

    def _start(self, cell: DrawnCell, line: str) -> float:
        if cell.align == "left":
            return cell.left
        width = fonts.width_of(line, cell.style, self.size)
        if cell.align == "right":
            return cell.right - width
        return (cell.left + cell.right - width) / 2
