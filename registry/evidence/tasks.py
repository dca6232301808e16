"""What the house of scans does with what strangers sent: `registry.apart.house` runs these in its children."""

from collections.abc import Callable
from typing import Any

from PIL import Image

from registry.evidence import pictures, washing

OPEN_FILES = 32
"""A page of a PDF is drawn by a program that reads a file."""


def warm_up() -> None:
    """Load what Pillow loads when it meets its first picture."""
    Image.init()


def _told(work: Callable[..., Any]) -> Callable[..., tuple[str, Any]]:
    """Why a file is unfit, or nothing, and what was made of it."""

    def doing(*arguments: Any) -> tuple[str, Any]:
        try:
            return "", work(*arguments)
        except washing.Unfit as unfit:
            return unfit.reason, None

    return doing


TASKS = {"wash": _told(washing.washed), "picture": _told(pictures.picture)}
