"""How a state looks on a page."""

from typing import Any, NamedTuple


class Face(NamedTuple):
    """How a state is shown: the tone and the icon of its chip, and its words."""

    tone: str
    icon: str
    words: Any
