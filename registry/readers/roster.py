"""Asks what a roster says, and how it is built: both are answered by a child process, whatever the file does to it."""

from typing import Any

from registry.apart.asking import House, Stopped
from registry.readers.facts import Problem, RosterFile
from registry.readers.layout import Layout
from registry.readers.passing import unpacked
from registry.readers.plain import Rows
from registry.readers.survey import Survey
from registry.shared.garbage import without_collector
from registry.sheets.grid import Sheet

SECONDS = 10
"""How long a file that somebody waits for may keep a processor: 20,000 rows take a third of it."""

TOO_LONG = "Đọc tệp này mất quá nhiều thời gian nên đã dừng. Hãy xóa các trang tính, dòng, cột thừa rồi gửi lại."
CRASHED = "Không đọc được tệp này: tệp bị hỏng nặng hoặc quá lớn. Hãy mở bằng Excel, lưu lại dạng .xlsx rồi gửi lại."

FACTS = tuple(
    f"registry.{module}" for module in ("readers.facts", "readers.layout", "readers.survey", "sheets.encodings", "sheets.grid")
)
HOUSE = House("registry.readers.tasks", FACTS)


@without_collector
def read_roster(data: bytes, filename: str, layout: Layout | None = None, *, seconds: int = SECONDS) -> RosterFile:
    """Reads all that a file says, as its sender put it right if a layout is given.

    A file that is no table file, or stops its reader, gives one problem and no rows.
    """
    try:
        return unpacked(_ask("read", seconds, data, filename, layout))
    except Stopped as stopped:
        reason = TOO_LONG if stopped.late else CRASHED
        return RosterFile(filename, (), (), (Problem("", None, "", "", filename, reason),), readable=False)


def survey_roster(data: bytes, layout: Layout | None = None, *, seconds: int = SECONDS) -> Survey:
    """The tables and columns of a file with samples of what they hold. A file that cannot be read has no sheets."""
    try:
        found = _ask("survey", seconds, data, layout)
    except Stopped:
        return Survey(())
    return found if isinstance(found, Survey) else Survey(())


@without_collector
def sheets_of(data: bytes, *names: str, seconds: int = SECONDS) -> dict[str, Sheet]:
    """The sheets of these names as they are, or all of them; none of a file that cannot be read."""
    try:
        return {sheet.name: sheet for sheet in _ask("sheets", seconds, data, names)}
    except Stopped:
        return {}


def read_rows(data: bytes, *, seconds: int = SECONDS) -> tuple[Rows, str]:
    """The rows of the first visible sheet that are not empty, as text, or why there are none."""
    try:
        rows, reason = _ask("rows", seconds, data)
    except Stopped as stopped:
        return [], TOO_LONG if stopped.late else CRASHED
    return rows, reason


@without_collector
def _ask(task: str, seconds: int, *arguments: Any) -> Any:
    return HOUSE.ask(task, arguments, seconds)
