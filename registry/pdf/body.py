"""The blocks of a paper in reading order, ready for the engine."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from registry.pdf import decree, fonts
from registry.pdf.engine import ProseStyle, Story, placed, prose, room_for, space
from registry.pdf.grid import Frame, edges_of, frame_of, grid_of
from registry.pdf.measure import printable
from registry.pdf.paper import Align, Block, Bullets, Cell, CellText, Heading, Pairs, Para, Run, TableBlock, Words
from registry.pdf.text import END_OF_TEXT, escaped

Area = tuple[float, float]  # width and height of a page's text area in points

LABEL_SHARE = 0.36
TABLE_GAP = 8.0
NOTE_SIZE = 10.0
ROOM_UNDER_HEADING = 48.0  # a heading must have two lines or rows below it on its page

INDENTED = ProseStyle(first_line=decree.FIRST_LINE)
FLUSH = ProseStyle()
HEADING = ProseStyle(style=fonts.BOLD, align="left", after=4)
CAPTION = ProseStyle(style=fonts.BOLD, align="center", after=4)
NOTE = ProseStyle(style=fonts.ITALIC, size=NOTE_SIZE, align="left", after=1)
_END_LINE = Para(END_OF_TEXT, indent=False)
ITEM = ProseStyle(first_line=-9, left=decree.FIRST_LINE + 9, after=3)


def markup_of(words: Words) -> str:
    """Words for the paragraph engine: the only tags in it are ours, whatever the words contain."""
    runs = [words] if isinstance(words, str) else words
    return "".join(_marked(run if isinstance(run, Run) else Run(run)) for run in runs)


def _marked(run: Run) -> str:
    marked = escaped(printable(run.text))
    if run.italic:
        marked = f"<i>{marked}</i>"
    return f"<b>{marked}</b>" if run.bold else marked


def ended(blocks: Sequence[Block]) -> list[Block]:
    """The body with "./." at its end, as the decree has it: after the last words, or below a table without notes."""
    *before, last = blocks or [Para("")]
    if isinstance(last, Para):
        return [*before, replace(last, words=_ended_words(last.words))]
    if isinstance(last, Bullets) and last.items:
        return [*before, Bullets([*last.items[:-1], _ended_words(last.items[-1])])]
    if isinstance(last, TableBlock) and last.notes:
        return [*before, replace(last, notes=[*last.notes[:-1], _ended_text(last.notes[-1])])]
    return [*before, last, _END_LINE]


def _ended_words(words: Words) -> Words:
    *before, last = [words] if isinstance(words, str) else words or [""]
    run = last if isinstance(last, Run) else Run(last)
    return [*before, replace(run, text=_ended_text(run.text))]


def _ended_text(text: str) -> str:
    return text.rstrip(" .;,/") + END_OF_TEXT


def story_of(blocks: Sequence[Block], area: Area, reserve: float = 0.0) -> Story:
    """All blocks as flowables; below the last one `reserve` points stay free, or its last lines move on."""
    story: Story = []
    for index, block in enumerate(blocks):
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        story += _flowables(block, following, area, _kept_free(following, reserve))
    return story


def _kept_free(following: Block | None, reserve: float) -> float:
    """What must fit below a block: at the end the reserve, before a closing "./." that line as well."""
    if following == _END_LINE:
        return reserve + decree.BODY_SIZE * decree.LINE + decree.PARAGRAPH_GAP
    return reserve if following is None else 0.0


def _flowables(block: Block, following: Block | None, area: Area, reserve: float) -> Story:
    if isinstance(block, Para):
        return [prose(markup_of(block.words), INDENTED if block.indent else FLUSH, reserve)]
    if isinstance(block, Heading):
        return _heading(block.text, HEADING, following, area)
    if isinstance(block, Bullets):
        return list(_items(block, reserve))
    if isinstance(block, Pairs):
        return _pairs(block, area, reserve)
    return _table(block, area, reserve)


def _heading(text: str, look: ProseStyle, following: Block | None, area: Area) -> Story:
    head = frame_of(following.columns, area, following.size).head_height if isinstance(following, TableBlock) else 0
    return [room_for(look.size * decree.LINE + head + ROOM_UNDER_HEADING), prose(markup_of(text), look)]


def _items(block: Bullets, reserve: float) -> Iterator[object]:
    for index, item in enumerate(block.items, start=1):
        yield prose(f"- {markup_of(item)}", ITEM, reserve if index == len(block.items) else 0.0)


def _pairs(block: Pairs, area: Area, reserve: float) -> Story:
    edges = edges_of([LABEL_SHARE, 1 - LABEL_SHARE] * block.columns, area[0])
    aligns: list[Align] = ["left"] * (2 * block.columns)
    frame = Frame(edges, tuple(aligns), decree.BODY_SIZE, area[1], ruled=False)
    return [
        placed(grid_of(frame, _pair_rows(block), reserve + decree.PARAGRAPH_GAP if reserve else 0.0)),
        space(decree.PARAGRAPH_GAP),
    ]


def _pair_rows(block: Pairs) -> Iterator[list[CellText]]:
    for start in range(0, len(block.items), block.columns):
        row: list[CellText] = []
        for label, value in block.items[start : start + block.columns]:
            row += [f"{label.rstrip(': ')}:", value]
        yield row + [""] * (2 * block.columns - len(row))


def _table(block: TableBlock, area: Area, reserve: float) -> Story:
    frame = frame_of(block.columns, area, block.size)
    notes = [prose(markup_of(note), NOTE) for note in block.notes]
    notes_height = sum(note.wrap(*area)[1] + NOTE.after for note in notes)
    if notes:
        notes[-1].reserve = reserve + TABLE_GAP if reserve else 0.0
    story = _heading(block.caption, CAPTION, block, area) if block.caption else []
    story += [placed(grid_of(frame, _table_rows(block), notes_height + reserve + TABLE_GAP)), space(3)]
    return [*story, *notes, space(TABLE_GAP - 3)]


def _table_rows(block: TableBlock) -> Iterator[Sequence[CellText]]:
    yield from block.rows
    if block.totals is not None:
        yield [replace(cell if isinstance(cell, Cell) else Cell(cell), bold=True) for cell in block.totals]
