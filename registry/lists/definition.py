"""What a list is: its rows, columns, conditions and orders, told by the room that knows them. No words of any subject here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar

from sqlalchemy import ColumnElement

from models.accounts import Account
from registry.shared.paging import Result, Statement
from registry.sheets.writer import Content, Kind

if TYPE_CHECKING:
    from registry.lists.asked import Asked
    from registry.lists.edits import Editing

Item = TypeVar("Item")
Lazy = Any
"""Text in the language of the page: a string, or a lazy one of Babel."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell of the page.

    `url` is where the text leads; `chip` is "tone icon" of a chip around it; `sign` a state whose sign follows it; `below` and
    `lines` stand under it. `marked`: what was searched for is marked in text and `below`.
    """

    text: str = ""
    below: str = ""
    url: str = ""
    chip: str = ""
    sign: str = ""
    lines: tuple[str, ...] = ()
    marked: bool = False
    strong: bool = False
    faint: bool = False


@dataclass(frozen=True)
class Part(Generic[Item]):
    """A column of the workbook: a column of the page may need several."""

    heading: Lazy
    width: float
    read: Callable[[Item], Content]
    kind: Kind = "text"


@dataclass(frozen=True)
class Column(Generic[Item]):
    """A column: `key` in the address, how an item reads in it, in the workbook, and by what it is sorted (None: it is not).

    `look` is a class of the style sheet that also says what becomes of the cell on a phone. `sort` gives an expression over the
    rows of the list; it may be empty in some rows, which then come last. `usual` columns are shown when none are chosen.
    """

    key: str
    heading: Lazy
    cell: Callable[[Item], Cell]
    parts: tuple[Part[Item], ...]
    sort: "Callable[[Asked], Any] | None" = None
    look: str = ""
    usual: bool = True
    filled: bool = False
    """The expression to sort by is never empty."""
    place: Callable[[Item], Any] | None = None
    """The value of that expression, where reading it off an item is quicker than asking the database for one row."""
    indexed: bool = False
    """The expression is a column with an index: a page is looked for among what is next by it, before all is sorted."""
    headed: "Callable[[Asked], str] | None" = None
    """The heading where it depends on what is asked."""


@dataclass(frozen=True)
class Condition:
    """A way to narrow a list: `name` in the address, its values with their words, and what they mean in SQL.

    `several`: values beside each other mean "one of these". `free`: any text may stand in the address; `day`: a day. Other values
    than the choices are 404. `said` words a value as (what, value) where label and choice would not do; None hides it.
    """

    name: str
    label: Lazy
    choices: "Callable[[Asked], dict[str, str]]"
    clause: "Callable[[Asked, tuple[str, ...]], ColumnElement[bool] | None]"
    several: bool = False
    kind: Literal["choice", "free", "day"] = "choice"
    anything: Lazy = ""
    said: "Callable[[Asked, str], tuple[str, str] | None] | None" = None


@dataclass(frozen=True)
class Quick:
    """A ready-made view: what it is called, what it asks, and how many rows it has (None: not counted)."""

    words: str
    arguments: dict[str, str]
    number: int | None = None


@dataclass(frozen=True)
class Told:
    """What the page of a list says beside its rows."""

    title: Lazy
    sheet: Lazy
    """Title of the workbook."""
    noun: Callable[[int], str]
    """What is counted, for a number."""
    basis: "Callable[[Asked], str]"
    """Half a sentence after the number found: who is listed when nothing is searched for."""
    wide: Lazy
    """Half a sentence when nobody bears the words, and units and posts were searched as well."""
    nothing: tuple[Lazy, Lazy]
    """Said when the list is empty though nothing narrows it: what it is, what to do first."""
    note: "Callable[[Asked], str]" = lambda _asked: ""
    """A sentence under the number found, e.g. whom the list cannot speak of."""


@dataclass(frozen=True)
class Listing(Generic[Item]):
    """A list. `kind` names it in saved views.

    `rows` selects `public_id` and whatever `describe` needs, once for each row on the day; `counted` looks at as few tables as
    conditions need, `ordered` at those that orders need besides. `scope` are the conditions that always hold: the units in view,
    the day, no archived file.
    `ties` are columns without empty values that together are different in every row; lists stand in their order unless sorted.
    """

    kind: str
    told: Told
    columns: tuple[Column[Item], ...]
    conditions: tuple[Condition, ...]
    rows: "Callable[[Asked], Statement]"
    counted: "Callable[[Asked], Statement]"
    ordered: "Callable[[Asked], Statement]"
    scope: "Callable[[Asked], Sequence[ColumnElement[bool]]]"
    search: "Callable[[Asked, bool], ColumnElement[bool]]"
    """Condition for the words of the search; wide: also in units and posts."""
    ties: tuple[Any, ...]
    identity: Any
    """Column of the public id."""
    describe: "Callable[[Sequence[Result], Asked, Account | None], list[Item]]"
    """Rows in words, for an account that may open some of the files; None opens none."""
    prepare: Callable[[Any], Any] = lambda _view: None
    """What conditions need to know of the day, read once a request; given the view."""
    quick: "Callable[[Asked], list[Quick]]" = lambda _asked: []
    order: str = ""
    """Sorted like this when nothing is asked; empty: by `ties`."""
    edit: "Editing | None" = None
    name: str = ""
    """What its pages are called inside the room; empty for the list that gives the room its name."""

    def endpoint(self, page: str) -> str:
        """The endpoint of one of its pages, inside its room: `.index`, `.export`; of a list with a name `.due`, `.due_export`."""
        if not self.name:
            return f".{page}"
        return f".{self.name}" if page == "index" else f".{self.name}_{page}"

    def column(self, key: str) -> Column[Item] | None:
        """The column with a key."""
        return next((column for column in self.columns if column.key == key), None)

    @property
    def usual(self) -> tuple[str, ...]:
        """Keys of the columns that are shown when none are chosen."""
        return tuple(column.key for column in self.columns if column.usual)
