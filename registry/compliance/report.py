"""The figures of a day as plain data, for the command and for other programs."""

import datetime as dt
from typing import Any

from models.units import Tier
from registry.compliance.catalogue import TargetOnDay, targets_on
from registry.standings.measure import NOBODY, Count, Counts, counts_on, rolled_up, summed
from registry.units.queries import Tree, tree_on

REPORTING = (Tier.COMMUNE, Tier.DEPARTMENT, Tier.DISTRICT)


def compliance_report(on: dt.date) -> dict[str, Any]:
    """Every target and component on a day: whole numbers, verdict, and one entry for each commune, department and district.

    `met`, `unmet`, `unknown` make up `total`; `exempt` lies outside it; `met_verified` counts on verified qualifications alone.
    """
    tree, counts = tree_on(on), counts_on(on)
    return {"on": on.isoformat(), "targets": [_target(target, counts, tree) for target in targets_on(on)]}


def _target(target: TargetOnDay, counts: Counts, tree: Tree) -> dict[str, Any]:
    at_units = counts.get(target.id, {})
    with_parts = rolled_up(at_units, tree)
    threshold = target.rule.threshold
    total = summed(at_units.values())
    return {
        "code": target.code,
        "title": target.title,
        "rule_version": target.version.number,
        "deadline": target.version.deadline.isoformat() if target.version.deadline else None,
        **_numbers(total),
        "verdict": total.verdict(threshold),
        "needed": total.needed(threshold),
        "components": {part.component: _target(part, counts, tree) for part in target.components},
        "units": [
            {
                "code": unit.code,
                "name": unit.name,
                **_numbers(with_parts.get(unit.id, NOBODY)),
                "verdict": with_parts.get(unit.id, NOBODY).verdict(threshold),
            }
            for unit in tree.of_tiers(REPORTING)
        ],
    }


def _numbers(count: Count) -> dict[str, int]:
    return {
        "total": count.total,
        "met": count.met,
        "met_verified": count.met_verified,
        "unmet": count.unmet,
        "unknown": count.unknown,
        "exempt": count.exempt,
    }
