"""How the parts of the comparison speak of a row: a remark beside it, or a contradiction that keeps it out."""

from collections.abc import Callable

from registry.readers.facts import Field

Tell = Callable[[Field, str], None]
"""Say something about the cell of a field that does not keep the row out."""


class Contradiction(Exception):
    """The row cannot be true beside what the registry holds; `reason` says why at the cell of `field`, in Vietnamese."""

    def __init__(self, field: Field, reason: str) -> None:
        super().__init__(reason)
        self.field = field
        self.reason = reason
