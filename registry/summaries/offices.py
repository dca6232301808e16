"""Who issues a paper: letterhead, place, signature and mark of an office, as Decree 30/2020/NĐ-CP words them."""

import datetime as dt
from dataclasses import dataclass

from models.units import Tier
from registry.shared.clock import HA_TINH
from registry.units.queries import Tree, UnitOnDay

HOME_AFFAIRS = "so-noi-vu"
"""Key of the department that speaks for the province in matters of personnel."""

_COMMON_NOUNS = ("Thành phố", "Thị trấn", "Thị xã", "Phường", "Huyện", "Tỉnh", "Xã")
_NAMED_AFTER_PERSONS = frozenset({"Trần Phú", "Hà Huy Tập"})
"""Their common noun has a capital and stands in the place line too (Decree 30/2020, Appendices I and II)."""

_HEADS = {
    "Sở": "Giám đốc",
    "Văn phòng": "Chánh Văn phòng",
    "Thanh tra": "Chánh Thanh tra",
    "Chi cục": "Chi cục trưởng",
    "Trung tâm": "Giám đốc",
    "Ban": "Trưởng ban",
}
_COMMITTEE = "Ủy ban nhân dân"


@dataclass(frozen=True)
class Office:
    """An office that issues papers. `heading` has the lines of the letterhead, `signed` those above the signature."""

    key: str
    name: str
    superior: str
    heading: str
    mark: str
    place: str
    signed: tuple[str, ...]


@dataclass(frozen=True)
class Issue:
    """Who prints, for whom, and when. Number and date of the paper are left for the clerk."""

    office: Office
    recipients: tuple[str, ...]
    at: dt.datetime

    @property
    def day(self) -> dt.date:
        """The day of printing by the clocks of Hà Tĩnh."""
        return self.at.astimezone(HA_TINH).date()


def running_name(name: str) -> str:
    """The name of a unit inside a sentence: `xã Cẩm Xuyên`, but `Phường Trần Phú`, and `Sở Nội vụ`."""
    noun, proper = _parted(name)
    return name if not noun or proper in _NAMED_AFTER_PERSONS else f"{noun.lower()} {proper}"


def proper_name(name: str) -> str:
    """The name of a unit as a place: `Cẩm Xuyên`, `Hà Tĩnh`, but `Phường Trần Phú`."""
    noun, proper = _parted(name)
    return name if not noun or proper in _NAMED_AFTER_PERSONS else proper


def _parted(name: str) -> tuple[str, str]:
    noun = next((noun for noun in _COMMON_NOUNS if name.startswith(f"{noun} ")), "")
    return noun, name.removeprefix(noun).strip()


def office_of(unit: UnitOnDay, tree: Tree) -> Office:
    """The office that speaks for a unit: the People's Committee of a commune or district, the department itself.

    For the province it is the department of home affairs, whether or not the tree knows it.
    """
    *_, root = tree.ancestors(unit.id)
    if unit.tier is Tier.PROVINCE:
        return home_affairs(tree, root)
    return _department(unit, root) if unit.tier is Tier.DEPARTMENT else _committee(unit)


def home_affairs(tree: Tree, root: UnitOnDay) -> Office:
    """The department of home affairs, by its known name where the tree has none."""
    known = UnitOnDay(0, HOME_AFFAIRS, "Sở Nội vụ", Tier.DEPARTMENT, root.id, "SNV")
    return _department(tree.by_key(HOME_AFFAIRS) or known, root)


def committee_of(province: str) -> str:
    """`Ủy ban nhân dân tỉnh Hà Tĩnh` for the province's name."""
    return f"{_COMMITTEE} {running_name(province)}"


def _committee(unit: UnitOnDay) -> Office:
    """A People's Committee has no superior line: its name is complete in itself."""
    name = running_name(unit.name)
    return Office(
        unit.key,
        f"{_COMMITTEE} {name}",
        "",
        f"{_COMMITTEE}\n{name}",
        "TB-UBND",
        proper_name(unit.name),
        (f"TM. {_COMMITTEE}", "Chủ tịch"),
    )


def _department(unit: UnitOnDay, root: UnitOnDay) -> Office:
    word = next((word for word in _HEADS if unit.name.startswith(f"{word} ")), "")
    heading = "Văn phòng" if unit.name.startswith(f"Văn phòng {_COMMITTEE}") else unit.name
    head = _HEADS.get(word, "Thủ trưởng đơn vị")
    return Office(unit.key, unit.name, committee_of(root.name), heading, f"TB-{unit.code}", proper_name(root.name), (head,))
