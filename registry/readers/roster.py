"""Asks what a roster says, and how it is built: both are answered by a child process, whatever the file does to it."""

from registry.readers.apart import Stopped, ask
from registry.readers.facts import Problem, RosterFile
from registry.readers.layout import Layout
from registry.readers.passing import unpacked
from registry.readers.survey import Survey
from registry.shared.garbage import without_collector
from registry.sheets.grid import Sheet

SECONDS = 10
"""How long a file that somebody waits for may keep a processor: 20,000 rows take a third of it."""


@without_collector
def read_roster(data: bytes, filename: str, layout: Layout | None = None, *, seconds: int = SECONDS) -> RosterFile:
    """Reads all that a file says, as its sender put it right if a layout is given.

    A file that is no table file, or stops its reader, gives one problem and no rows.
    """
    try:
        return unpacked(ask("read", (data, filename, layout), seconds))
    except Stopped as stopped:
        return RosterFile(filename, (), (), (Problem("", None, "", "", filename, stopped.reason),), readable=False)


def survey_roster(data: bytes, layout: Layout | None = None, *, seconds: int = SECONDS) -> Survey:
    """The tables and columns of a file with samples of what they hold. A file that cannot be read has no sheets."""
    try:
        found = ask("survey", (data, layout), seconds)
    except Stopped:
        return Survey(())
    return found if isinstance(found, Survey) else Survey(())


@without_collector
def sheets_of(data: bytes, *names: str, seconds: int = SECONDS) -> dict[str, Sheet]:
    """The sheets of these names as they are, or all of them; none of a file that cannot be read."""
    try:
        return {sheet.name: sheet for sheet in ask("sheets", (data, names), seconds)}
    except Stopped:
        return {}
