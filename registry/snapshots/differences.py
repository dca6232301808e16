"""A snapshot against what the same day says now, or against another snapshot: the same decomposition, with what was frozen."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from sqlalchemy import select

from models.snapshots import SnapshotPerson, SnapshotStanding
from registry.comparison.parts import Comparison, Counted, Ends, counted_on, differing, explained, reorganised, worth_in
from registry.judgement.change import Look, Person
from registry.judgement.facts import Dossier
from registry.judgement.judge import Judged, Verdict
from registry.shared.database import db
from registry.snapshots.facts import read_facts
from registry.snapshots.queries import Frozen, judged_of
from registry.standings.dossier import dossiers, targets
from registry.units.queries import Tree, tree_on

_SLICE = 1000


class State(Protocol):
    """What one end of a comparison is taken from."""

    @property
    def tree(self) -> Tree:
        """The units of the day."""

    def look(self, unit_id: int) -> Look:
        """How the target looked at people on the day, at a unit with everything below it."""

    def ends(self, look: Look) -> Ends:
        """Who was counted how."""

    def files(self, officials: Collection[int] | None) -> Iterator[Dossier]:
        """What was known of these officials, or of all."""


@dataclass(frozen=True)
class FrozenState:
    """A target as a snapshot has it."""

    frozen: Frozen
    code: str

    @property
    def tree(self) -> Tree:
        """The units as they stood."""
        return self.frozen.tree

    @cached_property
    def target_id(self) -> int:
        """The target."""
        return self.frozen.rule_of(self.code).target_id

    def look(self, unit_id: int) -> Look:
        """By the frozen rule and exemptions."""
        units = frozenset(self.tree.subtree(unit_id))
        return Look(self.frozen.snapshot.on, judged_of(self.frozen.rule_of(self.code)), units)

    def ends(self, look: Look) -> Ends:
        """As stored."""
        one = SnapshotStanding
        statement = select(one.official_id, one.unit_id, one.declared, one.verified).where(
            one.snapshot_id == self.frozen.snapshot.id, one.target_id == self.target_id
        )
        return {
            official_id: Counted(unit_id, Verdict(declared), Verdict(verified))
            for official_id, unit_id, declared, verified in db.session.execute(statement)
            if unit_id in look.units
        }

    def files(self, officials: Collection[int] | None) -> Iterator[Dossier]:
        """The facts that were judged."""
        one = SnapshotPerson
        statement = select(one.official_id, one.facts).where(one.snapshot_id == self.frozen.snapshot.id)
        for some in _slices(officials):
            rows = db.session.execute(statement if some is None else statement.where(one.official_id.in_(some)))
            yield from (read_facts(official_id, facts) for official_id, facts in rows)


def _slices(officials: Collection[int] | None) -> Iterator[list[int] | None]:
    if officials is None:
        yield None
        return
    wanted = sorted(officials)
    yield from (wanted[start : start + _SLICE] for start in range(0, len(wanted), _SLICE))


@dataclass(frozen=True)
class PresentState:
    """A target as the records say of a day now."""

    tree: Tree
    target_id: int

    def look(self, unit_id: int) -> Look:
        """By the rule and exemptions of now."""
        target = targets().get(self.target_id) or Judged("", ())
        return Look(self.tree.on, target, frozenset(self.tree.subtree(unit_id)))

    def ends(self, look: Look) -> Ends:
        """As the standings have it."""
        return counted_on(self.target_id, look)

    def files(self, officials: Collection[int] | None) -> Iterator[Dossier]:
        """The files in use."""
        return dossiers(officials)


def present_state(state: FrozenState) -> PresentState:
    """What the records say now of the day of a snapshot."""
    return PresentState(tree_on(state.frozen.snapshot.on), state.target_id)


def compared(before: State, after: State, unit_id: int) -> Comparison:
    """The change from one state to the other at a unit. Everybody is looked at when the rules differ, else whoever differs."""
    looks = before.look(unit_id), after.look(unit_id)
    ends = before.ends(looks[0]), after.ends(looks[1])
    of_whom = differing(*ends) if _same_rule(*looks) else None
    people = _people(before, after, of_whom, ends)
    return Comparison(*ends, explained(*looks, people, reorganised(looks[0].on, looks[1].on)))


def _same_rule(before: Look, after: Look) -> bool:
    versions = before.version, after.version
    same = versions[0] and versions[1] and versions[0].rule == versions[1].rule
    return bool(same) and before.target.waivers == after.target.waivers


def _people(
    before: State, after: State, of_whom: Collection[int] | None, ends: tuple[Ends, Ends]
) -> Iterable[tuple[Dossier, Person]]:
    known = {file.official_id: file for file in before.files(of_whom)}
    now = {file.official_id: file for file in after.files(of_whom)}
    for official_id in known.keys() | now.keys():
        was, is_ = known.get(official_id), now.get(official_id)
        if is_ is None and isinstance(after, FrozenState):
            is_ = was  # a snapshot keeps those only whom it counts: that somebody is not in it says nothing about the file
        counted = (worth_in(end, official_id) for end in ends)
        yield next(one for one in (was, is_) if one), Person(was, is_, *counted)
