"""The process that reads what strangers sent: little memory, little time, no files, no settings, no database.

Its standard input is one line of JSON and the bytes of the file; its standard output the same the other way.
"""

import json
import resource
import sys
from typing import Any

from registry.evidence import pictures, washing
from registry.evidence.limits import CHILD_MEMORY, CHILD_SECONDS


def main() -> None:
    """Do what the first line asks."""
    confine()
    asked = json.loads(sys.stdin.buffer.readline())
    content = sys.stdin.buffer.read()
    try:
        _answer(*_do(asked, content))
    except washing.Unfit as unfit:
        _answer({"unfit": unfit.reason}, b"")


def confine() -> None:
    """Give up memory, processor time, and the right to leave large files or a core behind."""
    for kind, limit in (
        (resource.RLIMIT_AS, CHILD_MEMORY),
        (resource.RLIMIT_CPU, CHILD_SECONDS),
        (resource.RLIMIT_FSIZE, 64 * 2**20),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 32),
    ):
        resource.setrlimit(kind, (limit, limit))


def _do(asked: dict[str, Any], content: bytes) -> tuple[dict[str, Any], bytes]:
    if asked["do"] == "wash":
        made = washing.washed(asked["name"], content)
        return {"media_type": made.media_type, "pages": made.pages}, made.content
    return {}, pictures.picture(content, asked["media_type"], asked["page"], asked["width"])


def _answer(said: dict[str, Any], content: bytes) -> None:
    sys.stdout.buffer.write(json.dumps(said).encode() + b"\n" + content)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
