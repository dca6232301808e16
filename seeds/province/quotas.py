"""Posts assigned to the communes for the last two years of the story. Made up, in the proportions of the province's own count."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from sqlalchemy import func, select

from models.establishment import Quota
from models.officials import Assignment, AssignmentKind
from models.units import Tier, UnitPeriod
from registry.shared.database import db
from seeds.province.dice import Dice
from seeds.province.planting import insert_rows


def plant_quotas(today: dt.date, dice: Dice) -> int:
    """Most communes have more people than posts, some fewer, a few just as many; gives how many numbers were written."""
    held = (
        select(Assignment.unit_id, func.count())
        .join(UnitPeriod, UnitPeriod.unit_id == Assignment.unit_id)
        .where(Assignment.kind == AssignmentKind.MAIN, Assignment.valid_from <= today, Assignment.valid_to > today)
        .where(UnitPeriod.tier == Tier.COMMUNE, UnitPeriod.valid_from <= today, UnitPeriod.valid_to > today)
        .group_by(Assignment.unit_id)
        .order_by(Assignment.unit_id)
    )

    def rows() -> Iterator[dict[str, Any]]:
        for unit_id, people in db.session.execute(held).all():
            posts = max(20, people - dice.weighed({0: 7, 2: 10, 4: 12, 7: 11, 11: 5, -3: 12, -6: 6}))
            for year in (today.year - 1, today.year):
                yield {"unit_id": unit_id, "year": year, "posts": posts, "basis": None, "version": 1}

    return insert_rows(Quota, rows())
