"""Reads files in a process of its own, so that none can take the server along; one at a time in each worker."""

import json
import subprocess
import sys
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

from registry.evidence.limits import CHILD_SECONDS, FILE_BYTES
from registry.evidence.washing import Unfit, Washed

_ROOT = Path(__file__).resolve().parents[2]
_ARGUMENTS = ("-m", "registry.evidence.child")
_ONE_AT_A_TIME = BoundedSemaphore(1)
_GAVE_UP = "Không đọc được tệp này một cách an toàn. Hãy quét lại, hoặc in ra PDF lần nữa rồi gửi lại."


def wash(name: str, sent: bytes) -> Washed:
    """The harmless file. Raises `Unfit`, also when reading broke down or took too long."""
    if len(sent) > FILE_BYTES:
        raise Unfit(f"Tệp lớn hơn {FILE_BYTES // 2**20} MB. Hãy quét với độ phân giải thấp hơn, hoặc tách thành nhiều tệp.")
    said, content = _asked({"do": "wash", "name": name[-200:]}, sent)
    return Washed(said["media_type"], said["pages"], content)


def picture(content: bytes, media_type: str, page: int, width: int) -> bytes:
    """A page of a kept file as a JPEG. Raises `Unfit` when it cannot be drawn."""
    return _asked({"do": "picture", "media_type": media_type, "page": page, "width": width}, content)[1]


def _asked(what: dict[str, Any], content: bytes) -> tuple[dict[str, Any], bytes]:
    command = [sys.executable, *_ARGUMENTS]
    given = json.dumps(what).encode() + b"\n" + content
    try:
        with _ONE_AT_A_TIME:
            done = subprocess.run(  # noqa: S603  our own module
                command, input=given, capture_output=True, cwd=_ROOT, env={}, timeout=2 * CHILD_SECONDS, check=False
            )
    except subprocess.TimeoutExpired as late:
        raise Unfit(_GAVE_UP) from late
    head, _, made = done.stdout.partition(b"\n")
    said = json.loads(head) if done.returncode == 0 and head else {"unfit": _GAVE_UP}
    if "unfit" in said:
        raise Unfit(said["unfit"])
    return said, made
