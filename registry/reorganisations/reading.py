"""The workbooks of a draft read back: rows of text into steps and placements, or all that is wrong, row by row."""

from collections.abc import Iterator, Sequence

from models.units import Extent, Tier
from registry.readers.plain import Rows
from registry.readers.roster import read_rows
from registry.reorganisations.actions import Placement, Step
from registry.reorganisations.people import Catalogue, How, Move
from registry.reorganisations.plan import Plan, Wanted
from registry.reorganisations.queries import unit_called
from registry.reorganisations.steps import key_for
from registry.shared.refusal import Refused
from registry.shared.text import clean, fold

UNITS = ("Đơn vị cũ", "Mã cũ", "Phần", "Đơn vị mới", "Mã mới", "Cấp", "Thuộc đơn vị", "Mã của sổ")
PEOPLE = ("Mã chức vụ", "Họ và tên", "Đơn vị cũ", "Chức vụ cũ", "Loại", "Cách", "Đơn vị mới", "Chức vụ mới", "Phòng, ban")
EXTENTS = {Extent.WHOLE: "toàn bộ", Extent.PART: "một phần"}
TIERS = {Tier.PROVINCE: "tỉnh", Tier.DEPARTMENT: "sở", Tier.DISTRICT: "huyện", Tier.COMMUNE: "xã"}
"""Words of the workbooks: they are read back, so they are the same in every language of the page."""
_TIERS = {"xa": Tier.COMMUNE, "phuong": Tier.COMMUNE, "huyen": Tier.DISTRICT, "so": Tier.DEPARTMENT, "tinh": Tier.PROVINCE}
_TOLD = 8


def rows_under(data: bytes, columns: Sequence[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a file below its headings, by heading. Refused when it cannot be read or has other columns."""
    rows, reason = read_rows(data)
    if reason:
        raise Refused("file", reason)
    wanted = [fold(name) for name in columns]
    for place, (_number, cells) in enumerate(rows):
        folded = [fold(cell) for cell in cells]
        if set(wanted) <= set(folded):
            yield from _below(rows[place + 1 :], {name: folded.index(fold(name)) for name in columns})
            return
    raise Refused("file", f"Không thấy dòng tiêu đề với các cột {', '.join(columns)}.")


def _below(rows: Rows, places: dict[str, int]) -> Iterator[tuple[int, dict[str, str]]]:
    for number, cells in rows:
        yield number, {name: clean(cells[at]) if at < len(cells) else "" for name, at in places.items()}


class _Faults:
    """All that is wrong with a file, told together."""

    def __init__(self) -> None:
        self._said: list[str] = []

    def add(self, row: int, refusal: Refused) -> None:
        self._said.append(f"Dòng {row}: {refusal.message}")

    def tell(self) -> None:
        if self._said:
            more = len(self._said) - _TOLD
            raise Refused("file", " ".join(self._said[:_TOLD]) + (f" Và {more} dòng khác." if more > 0 else ""))


def step_in(data: bytes, plan: Plan) -> Step:
    """What passes into which unit, from a whole file; it says all there is. Refused with every wrong row."""
    faults, wanted, sources = _Faults(), dict[tuple[str, str], Wanted](), list[tuple[int, str, Extent]]()
    rows = list(rows_under(data, UNITS))
    named = {fold(row["Đơn vị mới"]) for _number, row in rows}
    for number, row in rows:
        try:
            key = _after(row, plan, wanted, named)
            if row["Đơn vị cũ"] or row["Mã cũ"]:
                unit_id = _before(row, plan)
                if plan.keys.get(key) != unit_id:
                    extent = Extent.PART if "phan" in fold(row["Phần"]).split() else Extent.WHOLE
                    sources.append((unit_id, key, extent))
        except Refused as refusal:
            faults.add(number, refusal)
    faults.tell()
    return Step(list(wanted.values()), sources)


def _before(row: dict[str, str], plan: Plan) -> int:
    if not row["Mã cũ"]:
        return unit_called(row["Đơn vị cũ"], plan.eve)
    unit_id = unit_called(row["Mã cũ"], plan.eve)
    if row["Đơn vị cũ"] and fold(row["Đơn vị cũ"]) != fold(plan.eve.units[unit_id].name):
        raise Refused("", f"mã {row['Mã cũ']} là của {plan.eve.units[unit_id].name}, không phải {row['Đơn vị cũ']}.")
    return unit_id


def _after(row: dict[str, str], plan: Plan, wanted: dict[tuple[str, str], Wanted], named: set[str]) -> str:
    """The key of the unit after; a new one is planned when its first row is read."""
    name, code, key = row["Đơn vị mới"], row["Mã mới"], row["Mã của sổ"]
    if not name:
        return ""
    place = (fold(name), code or key)
    if place in wanted:
        return wanted[place].key
    tier = next((tier for word, tier in _TIERS.items() if fold(row["Cấp"]).startswith(word)), None)
    if tier is None:
        raise Refused("", f"cấp “{row['Cấp']}” không phải tỉnh, sở, huyện, xã hay phường.")
    above = _above(row["Thuộc đơn vị"], plan, wanted, named)
    taken = {one.key for one in wanted.values()}
    key = key or key_for(name, plan, taken)
    wanted[place] = Wanted(key, name, tier, above, code or None, _place(key, plan))
    return key


def _place(key: str, plan: Plan) -> tuple[int | None, int | None]:
    """Where it stands on the map of tiles, when that is known."""
    unit = plan.wanted.get(key)
    known = plan.eve.by_key(key)
    return unit.place if unit else (known.place or (None, None)) if known else (None, None)


def _above(name: str, plan: Plan, wanted: dict[tuple[str, str], Wanted], named: set[str]) -> str:
    if fold(name) in named:
        new = next((one.key for one in wanted.values() if fold(one.name) == fold(name)), None)
        if new:
            return new
    return plan.eve.units[unit_called(name, plan.eve)].key


def placements_in(data: bytes, moves: Sequence[Move], plan: Plan, catalogue: Catalogue) -> list[Placement]:
    """Where people go, from a file: only rows that say something else than the draft does. Refused with every wrong row."""
    faults, found = _Faults(), list[Placement]()
    by_post = {move.post.public_id: move for move in moves}
    for number, row in rows_under(data, PEOPLE):
        move = by_post.get(row["Mã chức vụ"])
        try:
            if move is None:
                raise Refused("", f"không có chức vụ nào mang mã “{row['Mã chức vụ'][:20]}” ở các đơn vị kết thúc.")
            placement = _placement(row, move, plan, catalogue)
            if placement:
                found.append(placement)
        except Refused as refusal:
            faults.add(number, refusal)
    faults.tell()
    return found


def _placement(row: dict[str, str], move: Move, plan: Plan, catalogue: Catalogue) -> Placement | None:
    name, title, division = row["Đơn vị mới"], row["Chức vụ mới"], row["Phòng, ban"]
    post = move.post.public_id
    if fold(name) == "thoi giu":
        return None if move.how is How.ENDS else Placement(post, "")
    if not name:
        return None
    key = _standing(name, plan)
    unit = plan.standing[key]
    position_id = catalogue.titled(title, unit.tier) if title else None
    if title and position_id is None:
        raise Refused("", f"chức vụ “{title}” không có trong danh mục của cấp này vào ngày sắp xếp.")
    if (key, position_id or move.position_id, division or None) == (move.into, move.position_id, move.division or None):
        return None
    return Placement(post, key, position_id, division or None)


def _standing(name: str, plan: Plan) -> str:
    exact = [key for key, unit in plan.standing.items() if name in {key, unit.code}]
    named = exact or [key for key, unit in plan.standing.items() if fold(unit.name) == fold(name)]
    if len(named) != 1:
        raise Refused("", f"“{name[:60]}”: {'có nhiều đơn vị như vậy, hãy ghi mã' if named else 'không có đơn vị như vậy'}.")
    return named[0]
