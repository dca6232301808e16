"""What an appointment would change, before it is decided: the engine asked about the file as it would be. Writes nothing."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from models.officials import AssignmentKind, Official
from models.positions import Position
from models.units import Unit
from registry.careers.posts import check_catalogue
from registry.compliance.catalogue import TargetOnDay, targets_on
from registry.compliance.figures import Figure, unit_figure
from registry.judgement.course import Span, course
from registry.judgement.facts import FAR, Dossier, Post
from registry.judgement.judge import Judged, Verdict, post_by
from registry.positions.gap import Comparison, compare, file_of
from registry.positions.profiles import profile_of
from registry.shared.refusal import Refused
from registry.standings.dossier import targets
from registry.standings.measure import Count, Counts, counts_on
from registry.units.queries import UnitOnDay
from registry.units.scope import View

DAY = dt.timedelta(days=1)
MAIN = AssignmentKind.MAIN.value


@dataclass(frozen=True)
class Effect:
    """A target at a unit with everything below it, as it would stand on the day without the appointment and with it."""

    unit: UnitOnDay
    target: TargetOnDay
    before: Figure
    after: Figure

    @property
    def turns(self) -> bool:
        """Whether the target would be reached no more, or at last."""
        return self.before.verdict != self.after.verdict


@dataclass(frozen=True)
class WhatIf:
    """An appointment on a day: how the official stands to the standard, and what changes at the units that the account sees."""

    unit: UnitOnDay
    comparison: Comparison
    left: UnitOnDay | None
    effects: list[Effect]


def what_if(official: Official, unit: Unit, position: Position, view: View) -> WhatIf:
    """The appointment of an official to a position at a unit on the day of the view.

    Refused when unit and position do not go together on the day. The caller has made sure that the account may read the file and
    sees the unit.
    """
    on = view.tree.on
    check_catalogue(unit, position, on)
    before = file_of(official)
    held = post_by("main", "employing", before, on)
    if held and (held.unit_id, held.position) == (unit.id, position.key):
        raise Refused("position", "Ngày này người đó đang giữ chính vị trí này.")
    after = appointed(before, unit, position, on)
    left = view.tree.units.get(held.unit_id) if held and held.unit_id in view.seen else None
    concerned = {one.id: one for one in (left, view.tree.units[unit.id]) if one}
    counts = counts_on(on)
    then = _moved(counts, before, after, on)
    effects = [
        Effect(one, target, unit_figure(target, counts, view.tree, one.id, on), unit_figure(target, then, view.tree, one.id, on))
        for one in concerned.values()
        for target in targets_on(on)
    ]
    changed = [effect for effect in effects if effect.before.count != effect.after.count]
    return WhatIf(view.tree.units[unit.id], compare(official, profile_of(position, on), on), left, changed)


def appointed(dossier: Dossier, unit: Unit, position: Position, on: dt.date) -> Dossier:
    """The file with the post from the day on, as careers would write it: the main post held ends, and the next one known follows.

    Posts beside it end with it when the unit is another one. Asked about that day alone: a unit that changes later may leave
    a later part of the post in it.
    """
    held = post_by("main", "employing", dossier, on - DAY) or post_by("main", "employing", dossier, on)
    ends = min((post.begins for post in dossier.posts if post.main and post.begins > on), default=FAR)
    leaves = held is not None and held.unit_id != unit.id
    kept = [_cut(post, on) if post.main or leaves else post for post in dossier.posts]
    facts = (position.tier.value, position.category.value, position.key, position.leadership.value, position.deputy)
    given = Post(on, ends, unit.id, *facts, kind=MAIN)
    return replace(dossier, posts=(given, *(post for post in kept if post.begins < post.ends)))


def _cut(post: Post, on: dt.date) -> Post:
    """The post up to the day; one beside the main post that begins on it or later is not touched."""
    return replace(post, ends=on) if post.begins + (not post.main) * DAY <= on < post.ends else post


def _moved(counts: Counts, before: Dossier, after: Dossier, on: dt.date) -> Counts:
    """The counts of the day with one official judged by another file."""
    moved: Counts = {}
    for target_id, target in targets().items():
        at = dict(counts.get(target_id, {}))
        for sign, file in ((-1, before), (1, after)):
            for span in _on(target, file, on):
                at[span.unit_id] = at.get(span.unit_id, Count()) + _one(span, sign)
        moved[target_id] = at
    return moved


def _on(target: Judged, dossier: Dossier, on: dt.date) -> Iterator[Span]:
    spans: Iterable[Span] = course(target, dossier)
    return (span for span in spans if span.begins <= on < span.ends)


def _one(span: Span, sign: int) -> Count:
    """One official more or less."""
    declared = {verdict: sign * (span.declared is verdict) for verdict in Verdict}
    return Count(
        declared[Verdict.MET],
        sign * (span.verified is Verdict.MET),
        declared[Verdict.UNMET],
        declared[Verdict.UNKNOWN],
        declared[Verdict.EXEMPT],
    )
