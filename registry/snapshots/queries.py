"""Reading snapshots: their figures, units, rules and people as they were frozen."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload
from werkzeug.exceptions import NotFound

from models.accounts import Account
from models.officials import Official
from models.snapshots import Snapshot, SnapshotPerson, SnapshotRule, SnapshotStanding, SnapshotUnit
from models.targets import Reckoned, TargetVersion
from registry.compliance.catalogue import TargetOnDay
from registry.judgement.codec import read_rule
from registry.judgement.facts import FAR
from registry.judgement.judge import DatedRule, Judged, Verdict
from registry.officials.queries import openable_ids
from registry.shared.database import db
from registry.shared.dates import BEGINNING
from registry.shared.paging import Order, Page, Result, Statement, page_of
from registry.snapshots.facts import read_waivers
from registry.standings.measure import Count, Counts
from registry.units.queries import Tree, UnitOnDay

PAGE, SLICE = 25, 1000
_BY_NAME = Order((SnapshotPerson.sort_key, SnapshotPerson.official_id), lambda row: str(row.public_id))


def snapshots() -> list[Snapshot]:
    """All snapshots, the newest day first."""
    statement = select(Snapshot).options(joinedload(Snapshot.taken_by)).order_by(Snapshot.on.desc(), Snapshot.id.desc())
    return list(db.session.scalars(statement))


def snapshot_for(public_id: str) -> Snapshot:
    """The snapshot with this public id; 404 for none. Whoever reads figures may open it, and sees of it the own units."""
    statement = select(Snapshot).options(joinedload(Snapshot.taken_by)).where(Snapshot.public_id == public_id)
    found = db.session.scalar(statement)
    if found is None:
        raise NotFound
    return found


@dataclass(frozen=True)
class Frozen:
    """A snapshot opened: its tree, its targets, and its counts."""

    snapshot: Snapshot

    @cached_property
    def tree(self) -> Tree:
        """The units as they stood."""
        rows = db.session.scalars(select(SnapshotUnit).where(SnapshotUnit.snapshot_id == self.snapshot.id))
        units = (UnitOnDay(row.unit_id, row.key, row.name, row.tier, row.parent_id, row.code) for row in rows)
        return Tree(self.snapshot.on, {unit.id: unit for unit in units})

    @cached_property
    def rules(self) -> list[SnapshotRule]:
        """The rules of all targets and components, in order of place."""
        statement = select(SnapshotRule).where(SnapshotRule.snapshot_id == self.snapshot.id)
        return list(db.session.scalars(statement.order_by(SnapshotRule.place, SnapshotRule.code)))

    @cached_property
    def targets(self) -> list[TargetOnDay]:
        """The targets as pages show them, each with its components."""
        return [self._target(rule) for rule in self.rules if rule.parent_id is None]

    def _target(self, rule: SnapshotRule) -> TargetOnDay:
        parts = tuple(self._target(part) for part in self.rules if part.parent_id == rule.target_id)
        version = TargetVersion(number=rule.number, deadline=rule.deadline, basis_clause=rule.basis_clause)
        words = rule.title, rule.title_en, rule.short_title, rule.short_title_en
        return TargetOnDay(rule.target_id, rule.code, *words, version, read_rule(rule.rule), parts)

    def rule_of(self, code: str) -> SnapshotRule:
        """The rule of a target or component; 404 when it was not frozen."""
        for rule in self.rules:
            if rule.code == code:
                return rule
        raise NotFound

    def target_with(self, code: str) -> TargetOnDay:
        """A target or component as pages show it; 404 when it was not frozen."""
        return self._target(self.rule_of(code))

    @cached_property
    def counts(self) -> Counts:
        """Counts of every target at every unit that counted somebody."""
        one = SnapshotStanding
        tallies = (
            func.count().filter(condition)
            for condition in (
                one.declared == Reckoned.MET,
                one.verified == Reckoned.MET,
                one.declared == Reckoned.UNMET,
                one.declared == Reckoned.UNKNOWN,
                one.declared == Reckoned.EXEMPT,
            )
        )
        statement = select(one.target_id, one.unit_id, *tallies).where(one.snapshot_id == self.snapshot.id)
        found: Counts = {}
        for target_id, unit_id, *numbers in db.session.execute(statement.group_by(one.target_id, one.unit_id)):
            found.setdefault(target_id, {})[unit_id] = Count(*numbers)
        return found


def judged_of(rule: SnapshotRule) -> Judged:
    """A frozen rule as the judge takes it, with the exemptions of that time."""
    return Judged(rule.code, (DatedRule(BEGINNING, FAR, read_rule(rule.rule), rule.number),), read_waivers(rule.waivers))


@dataclass(frozen=True)
class Listed:
    """An official in a list of a snapshot; `public_id` is empty when the account may not open the file today."""

    public_id: str
    name: str
    born: str
    unit_name: str
    post: str
    standing: str
    verified: bool
    reason: str


@dataclass(frozen=True)
class Asked:
    """Whose names: of a target, at these units, with this standing, or with any."""

    frozen: Frozen
    target_id: int
    units: frozenset[int]
    standing: Reckoned | None


def people_page(asked: Asked, account: Account, after: str | None, before: str | None) -> Page[Listed]:
    """One page of the people of a target in order of names."""
    page = page_of(_statement(asked), _BY_NAME, PAGE, after=_place(asked, after), before=_place(asked, before))
    return page.showing(_described(page.rows, asked, account))


def all_people(asked: Asked, account: Account) -> list[Listed]:
    """All of them, for a workbook."""
    return _described(db.session.execute(_statement(asked).order_by(*_BY_NAME.columns)).all(), asked, account)


def _place(asked: Asked, cursor: str | None) -> Sequence[object] | None:
    statement = (
        select(SnapshotPerson.sort_key, SnapshotPerson.official_id)
        .join(Official, Official.id == SnapshotPerson.official_id)
        .where(SnapshotPerson.snapshot_id == asked.frozen.snapshot.id, Official.public_id == cursor)
    )
    here = db.session.execute(statement).first() if cursor else None
    return tuple(here) if here else None


def _statement(asked: Asked) -> Statement:
    one, standing = SnapshotPerson, SnapshotStanding
    statement: Statement = (
        select(
            *(Official.public_id, one.official_id, one.full_name, one.born, one.post, one.sort_key),
            *(standing.unit_id, standing.declared, standing.verified, standing.reason),
        )
        .join(standing, (standing.snapshot_id == one.snapshot_id) & (standing.official_id == one.official_id))
        .join(Official, Official.id == one.official_id)
        .where(one.snapshot_id == asked.frozen.snapshot.id, standing.target_id == asked.target_id)
        .where(standing.unit_id.in_(asked.units))
    )
    return statement if asked.standing is None else statement.where(standing.declared == int(asked.standing))


def _described(rows: Sequence[Result], asked: Asked, account: Account) -> list[Listed]:
    openable = set()
    for start in range(0, len(rows), SLICE):
        openable |= openable_ids(account, [row.official_id for row in rows[start : start + SLICE]])
    units = asked.frozen.tree.units
    return [
        Listed(
            row.public_id if row.official_id in openable else "",
            row.full_name,
            row.born,
            units[row.unit_id].name if row.unit_id in units else "",
            row.post,
            Verdict(row.declared).name.lower(),
            row.verified == Reckoned.MET,
            row.reason or "",
        )
        for row in rows
    ]
