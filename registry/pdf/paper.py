"""What a paper consists of: frozen descriptions without any layout; `render.py` turns them into PDF."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

Align = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class PaperMeta:
    """What every page and the file itself say about the paper.

    `running_note` and `running_code` stand in small type at the foot of every page. `made_at` becomes the
    creation date of the file and needs a time zone; without it the file carries the neutral date 01/01/2000,
    because the same paper must always give the same bytes.
    """

    title: str
    author: str
    running_note: str = ""
    running_code: str = ""
    made_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The head of the first page. Number and date stay blank for the clerk unless `number`, `dated_on` are given.

    `number_mark` is what follows the slash ("TB-SNV"); `year` is printed in the blank date line. `about` is the subject of an
    official letter ("V/v …"), which stands below the number because a letter has no title.
    """

    superior: str
    issuer: str
    number_mark: str
    place: str
    year: int
    number: int | None = None
    dated_on: date | None = None
    about: str = ""


@dataclass(frozen=True, slots=True)
class Title:
    """The type of the document ("Thông báo", set in capitals) and its subject."""

    kind: str
    subject: str


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of words in one style."""

    text: str
    bold: bool = False
    italic: bool = False


Words = str | Sequence[str | Run]


@dataclass(frozen=True, slots=True)
class Para:
    """A justified paragraph; `indent` is the first line's 1 cm."""

    words: Words
    indent: bool = True


@dataclass(frozen=True, slots=True)
class Heading:
    """A bold line that stays with what follows it."""

    text: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """Items, each after a hyphen."""

    items: Sequence[Words]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table. `align` None takes the column's; `span` counts the columns that it covers."""

    text: str
    bold: bool = False
    italic: bool = False
    align: Align | None = None
    span: int = 1


CellText = str | Cell


@dataclass(frozen=True, slots=True)
class Pairs:
    """Labels and their values, without rules; `columns` pairs stand side by side, filled row by row."""

    items: Sequence[tuple[str, CellText]]
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Column:
    """`weight` is the share of the width; neighbours with the same `group` stand under one common heading."""

    heading: str
    weight: float = 1.0
    align: Align = "left"
    group: str = ""


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A ruled table whose head is repeated on every page.

    The spans of each row must add up to the number of columns, else rendering refuses with ValueError.
    `totals` is a last row in bold; `notes` stand below in small italics, on the same page as the last rows;
    `caption` stands above; `size` is the type size in points.
    """

    columns: Sequence[Column]
    rows: Sequence[Sequence[CellText]]
    totals: Sequence[CellText] | None = None
    notes: Sequence[str] = ()
    caption: str = ""
    size: float = 11.0

    def __post_init__(self) -> None:
        if not self.columns or any(column.weight <= 0 for column in self.columns):
            raise ValueError("a table needs columns, each of positive weight")


Block = Para | Heading | Bullets | Pairs | TableBlock


@dataclass(frozen=True, slots=True)
class Signature:
    """Authority and post, line by line ("TL. GIÁM ĐỐC"), set in capitals; without a name the room stays empty."""

    lines: Sequence[str]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Annex:
    """A part that starts on a new page after the signature and numbers its own pages."""

    label: str
    title: str
    blocks: Sequence[Block]
    reference: str = ""
    landscape: bool = False


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole document, in the order of the decree: head, title or addressees, body, signature and recipients, annexes.

    An official letter has no title: it says what it is about in its letterhead, and to whom it goes in `addressed`.

    The body of a signed paper ends with "./.", which rendering adds. The last recipient is the archive line.
    """

    meta: PaperMeta
    title: Title | None
    blocks: Sequence[Block]
    letterhead: Letterhead | None = None
    signature: Signature | None = None
    recipients: Sequence[str] = ()
    annexes: Sequence[Annex] = ()
    landscape: bool = False
    addressed: Sequence[str] = ()
