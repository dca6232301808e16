"""Budget-paid people of public service units in the base years and the last. Made up, in the size of the province's own plan."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from models.establishment import Headcount
from models.units import Tier
from registry.units.queries import tree_on
from seeds.province.dice import Dice
from seeds.province.planting import insert_rows

SIZES = {Tier.DEPARTMENT: (20, 500), Tier.DISTRICT: (1700, 2300), Tier.COMMUNE: (240, 420)}
"""Tier → fewest and most of a body. Schools were the districts' until 30/06/2025, and are the communes' since."""
BASIS = "Số liệu của tỉnh mẫu"


def plant_headcounts(today: dt.date, dice: Dice) -> int:
    """Departments and districts in 2021; departments and communes in 2025 and this year. One commune has not reported 2025."""
    before, after = tree_on(dt.date(2021, 12, 31)), tree_on(today)
    old = before.of_tiers([Tier.DEPARTMENT, Tier.DISTRICT])
    new = after.of_tiers([Tier.DEPARTMENT, Tier.COMMUNE])
    silent = next((unit.id for unit in new if unit.tier is Tier.COMMUNE), None)

    def rows() -> Iterator[dict[str, Any]]:
        sizes = {unit.id: dice.number(*SIZES[unit.tier]) for unit in [*old, *new]}
        for unit in old:
            yield _row(unit.id, 2021, sizes[unit.id], dice)
        for unit in new:
            shares = {2025: dice.number(88, 96), today.year: dice.number(85, 95)}
            for year, share in shares.items():
                if (unit.id, year) != (silent, 2025):
                    yield _row(unit.id, year, sizes[unit.id] * share // 100, dice)

    return insert_rows(Headcount, rows())


def _row(unit_id: int, year: int, assigned: int, dice: Dice) -> dict[str, Any]:
    present = assigned - dice.number(0, 12)
    return {"unit_id": unit_id, "year": year, "assigned": assigned, "present": present, "basis": BASIS, "version": 1}
