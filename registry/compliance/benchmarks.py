"""National reference goals: the people of a target held against another share, and another level where it differs."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from flask_babel import gettext as _
from sqlalchemy import select

from models.resolution import Benchmark
from models.targets import Reckoned, Standing
from registry.compliance.catalogue import in_english
from registry.compliance.figures import Figure
from registry.judgement.judge import DatedRule, Judged, Verdict, judge, leaves
from registry.judgement.rules import AnyOf, Condition, Every, Holds, NoLessThan, Not, Rule
from registry.shared.database import db
from registry.shared.numbers import vn_percent
from registry.standings.dossier import dossiers, targets
from registry.standings.measure import Count

LANGUAGE = "language"
QUICK = 2000
"""People that the board judges by another level at most; a target's own page judges all."""


@dataclass(frozen=True)
class Held:
    """A figure against a national goal. `count` is by the level of that goal; None: too many people for the board to judge."""

    benchmark: Benchmark
    count: Count | None
    same_level: bool

    @property
    def verdict(self) -> str:
        """met, unmet, nobody; `open` without a count."""
        return self.count.verdict(NoLessThan(self.benchmark.percent)) if self.count else "open"

    @property
    def percent(self) -> str:
        """The share met, in percent without the sign."""
        return vn_percent(self.count.met, self.count.total, self.benchmark.percent) if self.count else "–"

    @property
    def group(self) -> str:
        """Whom the national goal means, in the language of the page."""
        return self.benchmark.group_en if in_english() else self.benchmark.group

    @property
    def goal(self) -> str:
        """What it demands by when."""
        one = self.benchmark
        return _(
            "tối thiểu %(percent)s %% đến năm %(year)s, bậc %(rank)s", percent=one.percent, year=one.deadline.year, rank=one.rank
        )


def benchmarks_of(figure: Figure, units: set[int]) -> list[Held]:
    """All national goals beside a target, in order of deadline."""
    return _held(figure, units, _known([figure]).get(figure.target.id, []), None)


def benchmarks_on(figures: Sequence[Figure], units: set[int]) -> dict[str, Held]:
    """Code → the national goal that applies on the day: the first whose deadline is not over, else the last."""
    found, known = {}, _known(figures)
    for figure in figures:
        rows = known.get(figure.target.id, [])
        chosen = next((row for row in rows if row.deadline >= figure.on), rows[-1] if rows else None)
        if chosen:
            (found[figure.target.code],) = _held(figure, units, [chosen], QUICK)
    return found


def _known(figures: Sequence[Figure]) -> dict[int, list[Benchmark]]:
    wanted = {figure.target.code: figure.target.id for figure in figures}
    found: dict[int, list[Benchmark]] = {}
    for row in db.session.scalars(select(Benchmark).where(Benchmark.target.in_(wanted)).order_by(Benchmark.deadline)):
        found.setdefault(wanted[row.target], []).append(row)
    return found


def _held(figure: Figure, units: set[int], rows: Sequence[Benchmark], most: int | None) -> list[Held]:
    found, counts = [], dict[int, Count]()
    asked = {leaf.rank for leaf in leaves(figure.target.rule) if isinstance(leaf, Holds) and leaf.domain == LANGUAGE}
    for row in rows:
        if asked == {row.rank}:
            found.append(Held(row, figure.count, True))
        elif most is not None and figure.count.total > most:
            found.append(Held(row, None, False))
        else:
            counts[row.rank] = counts.get(row.rank) or _count_at(figure, units, row.rank)
            found.append(Held(row, counts[row.rank], False))
    return found


def _count_at(figure: Figure, units: set[int], rank: int) -> Count:
    """The people of the figure judged with another level of language; the exempt stay so."""
    on, target = figure.on, targets()[figure.target.id]
    versions = tuple(replace_rule(version, rank) for version in target.versions)
    other = Judged(target.code, versions, target.waivers)
    tally = dict.fromkeys(Verdict, 0)
    verified = 0
    for dossier in dossiers(_population(figure.target.id, units, on)):
        declared = judge(other, dossier, on, verified_only=False)
        if declared:
            tally[declared[0]] += 1
            proven = judge(other, dossier, on, verified_only=True)
            verified += bool(proven and proven[0] is Verdict.MET)
    return Count(tally[Verdict.MET], verified, tally[Verdict.UNMET], tally[Verdict.UNKNOWN], figure.count.exempt)


def _population(target_id: int, units: set[int], on: dt.date) -> list[int]:
    statement = select(Standing.official_id).where(Standing.target_id == target_id, Standing.unit_id.in_(units))
    counted = statement.where(Standing.valid_from <= on, Standing.valid_to > on, Standing.declared != int(Reckoned.EXEMPT))
    return list(db.session.scalars(counted.order_by(Standing.official_id)))


def replace_rule(version: DatedRule, rank: int) -> DatedRule:
    """The version with this level of language in place of its own."""
    rule: Rule = replace(version.rule, requirement=at_rank(version.rule.requirement, rank))
    return DatedRule(version.begins, version.ends, rule, version.number)


def at_rank(condition: Condition, rank: int) -> Condition:
    """The condition with this level of language wherever it asks for one."""
    if isinstance(condition, Every | AnyOf):
        return type(condition)(tuple(at_rank(part, rank) for part in condition.conditions))
    if isinstance(condition, Not):
        return Not(at_rank(condition.condition, rank))
    if isinstance(condition, Holds) and condition.domain == LANGUAGE:
        return replace(condition, rank=rank)
    return condition
