"""What a list of officials is asked for, as its address says it."""

import datetime as dt
import enum
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from werkzeug.exceptions import NotFound

from models.positions import Leadership, StaffCategory
from models.targets import Reckoned
from models.units import Tier
from registry.compliance.catalogue import TargetOnDay, targets_on
from registry.directory.search import words_of
from registry.shared.text import clean
from registry.units.scope import View

Word = TypeVar("Word", bound=enum.StrEnum)


class Standings(enum.StrEnum):
    """Which standings are asked for; `open` is whoever keeps the target from being reached."""

    MET = "met"
    OPEN = "open"
    UNMET = "unmet"
    UNKNOWN = "unknown"
    EXEMPT = "exempt"

    @property
    def reckoned(self) -> list[Reckoned]:
        """The standings as they are stored."""
        return [Reckoned.UNMET, Reckoned.UNKNOWN] if self is Standings.OPEN else [Reckoned[self.name]]


class Missing(enum.StrEnum):
    """Data that a record may lack."""

    BIRTH = "birth"
    DEGREE = "degree"
    THEORY = "theory"
    ISSUED = "issued"


NAMES = ("q", "unit", "tier", "category", "leadership", "target", "standing", "missing")
"""The words of the address, in the order in which they are shown."""


@dataclass(frozen=True)
class Asked:
    """Whom a list shows: in the units of the view, with these words and conditions; None asks nothing.

    `code` is the target asked about; `target` is None when it has no rule on the day, and then nobody has a standing.
    """

    view: View
    targets: list[TargetOnDay]
    typed: str = ""
    tier: Tier | None = None
    category: StaffCategory | None = None
    leadership: Leadership | None = None
    code: str = ""
    standing: Standings | None = None
    missing: Missing | None = None

    @property
    def on(self) -> dt.date:
        """The day of the list."""
        return self.view.tree.on

    @property
    def words(self) -> tuple[str, ...]:
        """The folded words of the search."""
        return words_of(self.typed)

    @property
    def target(self) -> TargetOnDay | None:
        """The target or component asked about."""
        return next((one for target in self.targets for one in target.every_one if one.code == self.code), None)

    @property
    def units(self) -> set[int]:
        """Ids of the units asked for."""
        standing = self.view.tree.units
        return {key for key in self.view.units & standing.keys() if self.tier in (None, standing[key].tier)}

    @property
    def narrowed(self) -> bool:
        """Whether anything is asked besides the account's own units."""
        return bool(self.typed or not self.view.whole or self.conditions)

    @property
    def conditions(self) -> dict[str, str]:
        """The conditions besides words and unit, as the address says them."""
        given = {"tier": self.tier, "category": self.category, "leadership": self.leadership, "missing": self.missing}
        about = {"target": self.code, "standing": self.standing}
        return {name: str(value) for name, value in {**given, **about}.items() if value}

    @property
    def arguments(self) -> dict[str, str]:
        """The address: everything that is asked, without the day and the place in the list."""
        unit = {} if self.view.whole or self.view.unit is None else {"unit": self.view.unit.key}
        return ({"q": self.typed} if self.typed else {}) | unit | self.conditions

    def without(self, *names: str) -> dict[str, str]:
        """The address with some of it taken away."""
        return {name: value for name, value in self.arguments.items() if name not in names}


def asked_in(address: Mapping[str, str], view: View) -> Asked:
    """What an address asks. A word that it cannot mean is 404. A standing without target is about the first target."""
    targets = targets_on(view.tree.on)
    standing = _word(address, "standing", Standings)
    code = clean(address.get("target", ""))[:48]
    if standing and not code and targets:
        code = targets[0].code
    return Asked(
        view=view,
        targets=targets,
        typed=clean(address.get("q", ""))[:100],
        tier=_word(address, "tier", Tier),
        category=_word(address, "category", StaffCategory),
        leadership=_word(address, "leadership", Leadership),
        code=code,
        standing=standing,
        missing=_word(address, "missing", Missing),
    )


def _word(address: Mapping[str, str], name: str, words: type[Word]) -> Word | None:
    value = address.get(name, "")
    try:
        return words(value) if value else None
    except ValueError:
        raise NotFound from None
