"""The part of each unit in the figures of a day: its whole numbers, and a digest of who is counted how by which rule."""

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field

from sqlalchemy import ColumnElement, select

from models.officials import Official
from models.targets import Standing, Target, TargetVersion
from models.units import Tier
from registry.judgement.judge import Verdict
from registry.shared.database import db
from registry.standings.measure import NOBODY, Count
from registry.units.queries import Tree, UnitOnDay, tree_on

_COUNTS = {
    Verdict.MET: Count(met=1),
    Verdict.UNMET: Count(unmet=1),
    Verdict.UNKNOWN: Count(unknown=1),
    Verdict.EXEMPT: Count(exempt=1),
}


@dataclass
class Share:
    """What a unit answers for on a day: itself and what hangs below, counts by code of the target, and the lines behind them."""

    unit: UnitOnDay
    counts: dict[str, Count] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)

    @property
    def digest(self) -> str:
        """Changes when anybody is counted otherwise, at another unit, or by another version of a rule."""
        return hashlib.sha256("\n".join(sorted(self.lines)).encode()).hexdigest()

    @property
    def figures(self) -> dict[str, dict[str, int]]:
        """Code of a target → its whole numbers."""
        return {code: {**asdict(count), "total": count.total} for code, count in sorted(self.counts.items())}


def share_on(on: dt.date, unit_id: int) -> Share | None:
    """The share of one unit; None when it is not asked, or counts nobody on the day."""
    tree = tree_on(on)
    unit = answering_for(tree, unit_id)
    return _shares(tree, Standing.unit_id.in_(tree.subtree(unit_id))).get(unit_id) if unit and unit.id == unit_id else None


def shares_on(on: dt.date) -> dict[int, Share]:
    """Unit → share, of every unit that is asked and counts somebody on the day."""
    return _shares(tree_on(on))


def _shares(tree: Tree, *where: ColumnElement[bool]) -> dict[int, Share]:
    on, versions = tree.on, _versions(tree.on)
    statement = (
        select(Target.code, Official.public_id, Standing.unit_id, Standing.declared, Standing.verified)
        .join(Target, Target.id == Standing.target_id)
        .join(Official, Official.id == Standing.official_id)
        .where(Standing.valid_from <= on, Standing.valid_to > on, *where)
    )
    shares: dict[int, Share] = {}
    for code, official, unit_id, declared, verified in db.session.execute(statement):
        unit = answering_for(tree, unit_id)
        if unit:
            share = shares.setdefault(unit.id, Share(unit))
            verdict = Verdict(declared)
            count = _COUNTS[verdict] + (Count(met_verified=1) if verified == Verdict.MET else NOBODY)
            share.counts[code] = share.counts.get(code, NOBODY) + count
            share.lines.append(f"{code} {versions.get(code)} {official} {unit_id} {declared} {verified}")
    return shares


def _versions(on: dt.date) -> dict[str, int]:
    statement = select(Target.code, TargetVersion.number).join(TargetVersion, TargetVersion.target_id == Target.id)
    return dict(db.session.execute(statement.where(TargetVersion.valid_from <= on, TargetVersion.valid_to > on)).all())


def answering_for(tree: Tree, unit_id: int) -> UnitOnDay | None:
    """The unit that answers for another one: its commune, else the topmost one below the province; None for the province."""
    above = list(tree.ancestors(unit_id))
    communes = _of_tier(above, Tier.COMMUNE)
    below_root = [unit for unit in above if unit.tier is not Tier.PROVINCE]
    return communes[-1] if communes else below_root[-1] if below_root else None


def _of_tier(units: Iterable[UnitOnDay], tier: Tier) -> list[UnitOnDay]:
    return [unit for unit in units if unit.tier is tier]
