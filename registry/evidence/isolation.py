"""Has scans read apart, so that none can take the server along; one at a time in each worker."""

from threading import BoundedSemaphore
from typing import Any

from registry.apart.asking import House, Stopped
from registry.evidence.limits import CHILD_SECONDS, FILE_BYTES
from registry.evidence.washing import Unfit, Washed

HOUSE = House("registry.evidence.tasks", ("registry.evidence.washing",))
_ONE_AT_A_TIME = BoundedSemaphore(1)
_GAVE_UP = "Không đọc được tệp này một cách an toàn. Hãy quét lại, hoặc in ra PDF lần nữa rồi gửi lại."


def wash(name: str, sent: bytes) -> Washed:
    """The harmless file. Raises `Unfit`, also when reading broke down or took too long."""
    if len(sent) > FILE_BYTES:
        raise Unfit(f"Tệp lớn hơn {FILE_BYTES // 2**20} MB. Hãy quét với độ phân giải thấp hơn, hoặc tách thành nhiều tệp.")
    made: Washed = _asked("wash", name[-200:], sent)
    return made


def picture(content: bytes, media_type: str, page: int, width: int) -> bytes:
    """A page of a kept file as a JPEG. Raises `Unfit` when it cannot be drawn."""
    drawn: bytes = _asked("picture", content, media_type, page, width)
    return drawn


def _asked(task: str, *arguments: Any) -> Any:
    try:
        with _ONE_AT_A_TIME:
            reason, made = HOUSE.ask(task, arguments, CHILD_SECONDS)
    except Stopped as stopped:
        raise Unfit(_GAVE_UP) from stopped
    if reason:
        raise Unfit(reason)
    return made
