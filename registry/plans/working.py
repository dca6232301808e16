"""Works a plan out: the gap by the forecast, the candidates, the solver, and who of each group goes. The result is plain data."""

import datetime as dt
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from models.officials import Official
from models.plans import GapPlan, PlanClass
from models.qualifications import CertificateType, Level
from registry.compliance.catalogue import TargetOnDay, target_with
from registry.forecasts.queries import Outlook, decided_retirements, outlook
from registry.judgement.judge import Judged
from registry.judgement.supposing import earned
from registry.plans.candidates import Candidate, Offer, candidate
from registry.plans.solver import Group, Problem, Solution, solve
from registry.shared.database import db
from registry.shared.garbage import without_collector
from registry.shared.retirement import retires_on
from registry.standings.dossier import dossiers, targets

LONG = 10
"""Years in post past the day beyond which more years make no difference."""


@dataclass(frozen=True)
class Leaver:
    """When somebody leaves (None: not known), and the place in the order of names."""

    day: dt.date | None
    name_key: str


@dataclass(frozen=True)
class Gap:
    """One target of a plan: its forecast in the middle line, and how many must be met besides."""

    target: TargetOnDay
    outlook: Outlook
    needed: int


@without_collector
def work_out(plan: GapPlan, since: dt.date) -> dict[str, Any]:
    """The plan as it is best on the day, with the inputs it stands on."""
    begun = time.monotonic()
    gaps = gaps_of(plan, since)
    offers = offers_of(plan)
    people, leavers = candidates_of(gaps, offers, since, plan.until)
    groups = grouped(people, leavers, plan.until)
    problem = Problem(
        tuple(offer.seats for offer in offers),
        tuple(offer.cost for offer in offers),
        tuple(gap.needed for gap in gaps),
        tuple(
            Group(len(members), members[0].bundles, regret_of(leavers[members[0].official_id], plan.until)) for members in groups
        ),
    )
    solution = solve(problem)
    chosen = chosen_of(groups, problem, solution)
    return {
        "since": since.isoformat(),
        "until": plan.until.isoformat(),
        "proven": solution.proven,
        "gap": solution.gap,
        "cost": solution.cost,
        "seconds": round(time.monotonic() - begun, 2),
        "candidates": len(people),
        "targets": [_target(gap, place, people, chosen, solution) for place, gap in enumerate(gaps)],
        "classes": _classes(offers, chosen),
        "people": [_person(each, classes, met, leavers[each.official_id], plan.until) for each, classes, met in chosen],
    }


def gaps_of(plan: GapPlan, since: dt.date) -> list[Gap]:
    """The targets of the plan with how many are missing on its day if nothing is done."""
    found = []
    for code in plan.codes.split():
        target, _parent = target_with(code, plan.until)
        seen = outlook(target, plan.unit_id, since, plan.until)
        found.append(Gap(target, seen, seen.then("middle").needed(target.rule.threshold)))
    return found


def offers_of(plan: GapPlan) -> list[Offer]:
    """The classes of the plan in the order in which they were entered."""
    statement = (
        select(PlanClass, Level, CertificateType)
        .join(Level, Level.id == PlanClass.level_id)
        .outerjoin(CertificateType, CertificateType.id == PlanClass.certificate_type_id)
        .where(PlanClass.plan_id == plan.id)
        .order_by(PlanClass.id)
    )
    return [_offer(place, *row) for place, row in enumerate(db.session.execute(statement))]


def _offer(place: int, one: PlanClass, level: Level, kind: CertificateType | None) -> Offer:
    gives = earned(
        place,
        level.domain.value,
        level.rank,
        one.last_day,
        kind.validity_months if kind else None,
        language=one.language_code,
        certificate_type=kind.key if kind else None,
    )
    least = (one.least_level.domain.value, one.least_level.rank) if one.least_level else None
    tiers = frozenset(one.tiers.split())
    return Offer(one.title, gives, one.seats, one.cost, one.first_day, one.last_day, least, one.oldest, tiers)


def candidates_of(
    gaps: Sequence[Gap], offers: Sequence[Offer], since: dt.date, until: dt.date
) -> tuple[list[Candidate], dict[int, Leaver]]:
    """Everybody who is counted and not met on the day in the middle line, in order of id."""
    missing: dict[int, set[int]] = {}
    for place, gap in enumerate(gaps):
        for change in gap.outlook.groups["unmet"]:
            missing.setdefault(change.official_id, set()).add(place)
    rules = targets()
    judged: list[Judged] = [rules[gap.target.id] for gap in gaps]
    people = [
        candidate(dossier, judged, frozenset(missing[dossier.official_id]), offers, since, until) for dossier in dossiers(missing)
    ]
    return people, _leavers(list(missing))


def _leavers(ids: list[int]) -> dict[int, Leaver]:
    found, decided = {}, decided_retirements()
    for start in range(0, len(ids), 2000):
        statement = select(Official.id, Official.sex, Official.born_on, Official.sort_key)
        for key, sex, born_on, name_key in db.session.execute(statement.where(Official.id.in_(ids[start : start + 2000]))):
            found[key] = Leaver(retires_on(sex, born_on, decided.get(key)), name_key)
    return found


def regret_of(leaver: Leaver, until: dt.date) -> int:
    """Years that somebody stays fewer than long."""
    years = (leaver.day.year - until.year) if leaver.day else 0
    return LONG - max(0, min(LONG, years))


def grouped(people: Sequence[Candidate], leavers: dict[int, Leaver], until: dt.date) -> list[list[Candidate]]:
    """People to whom the same is open, who stay as long; those who stay longest first in each."""
    found: dict[Any, list[Candidate]] = {}
    for each in people:
        if each.bundles:
            found.setdefault((each.bundles, regret_of(leavers[each.official_id], until)), []).append(each)
    for members in found.values():
        members.sort(key=lambda each: (-_stays(leavers[each.official_id]), leavers[each.official_id].name_key, each.official_id))
    return list(found.values())


def _stays(leaver: Leaver) -> int:
    return leaver.day.toordinal() if leaver.day else 0


Chosen = tuple[Candidate, tuple[int, ...], frozenset[int]]
"""Who goes, to which classes, and which targets are then met."""


def chosen_of(groups: Sequence[list[Candidate]], problem: Problem, solution: Solution) -> list[Chosen]:
    """The first of each group, as many as the solver says."""
    found: list[Chosen] = []
    used: Counter[int] = Counter()
    for (group, way), number in sorted(solution.taken.items()):
        bundle = problem.groups[group].bundles[way]
        for each in groups[group][used[group] : used[group] + number]:
            found.append((each, tuple(sorted(bundle.classes)), bundle.targets))
        used[group] += number
    return found


def _target(gap: Gap, place: int, people: Sequence[Candidate], chosen: Sequence[Chosen], solution: Solution) -> dict[str, Any]:
    then = gap.outlook.then("middle")
    missed = [each for each in people if place in each.missing]
    reachable = sum(any(place in bundle.targets for bundle in each.bundles) for each in missed)
    barred = sum(place in each.barred for each in missed)
    return {
        "code": gap.target.code,
        "version": gap.target.version.number,
        "met": then.met,
        "total": then.total,
        "needed": gap.needed,
        "gained": sum(place in met for _each, _classes, met in chosen),
        "short": solution.short[place],
        "missed": len(missed),
        "reachable": reachable,
        "barred": barred,
        "hopeless": len(missed) - reachable - barred,
    }


def _classes(offers: Sequence[Offer], chosen: Sequence[Chosen]) -> list[dict[str, Any]]:
    taken = Counter(place for _each, classes, _met in chosen for place in classes)
    return [
        {"title": offer.title, "seats": offer.seats, "cost": offer.cost, "taken": taken[place]}
        for place, offer in enumerate(offers)
    ]


def _person(each: Candidate, classes: tuple[int, ...], met: frozenset[int], leaver: Leaver, until: dt.date) -> dict[str, Any]:
    return {
        "official": each.official_id,
        "classes": list(classes),
        "targets": sorted(met),
        "leaves": leaver.day.isoformat() if leaver.day else None,
        "stays": LONG - regret_of(leaver, until),
    }
