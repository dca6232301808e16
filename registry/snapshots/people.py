"""The officials behind a difference from a snapshot: as frozen, as now, what turned, and what the trail says was done since."""

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from flask_babel import gettext as _
from sqlalchemy import select

from models.accounts import Account
from models.audit import AuditEntry
from models.officials import Official
from models.snapshots import SnapshotPerson, SnapshotStanding
from registry.audit.words import action_label
from registry.comparison.parts import Counted
from registry.comparison.people import End, Named, Side, outside, seen_on, side_at, turned
from registry.compliance.explain import Seen
from registry.compliance.people import posts_on
from registry.compliance.vocabulary import vocabulary
from registry.judgement.change import Worth
from registry.officials.queries import openable_ids
from registry.qualifications.queries import texts_of
from registry.shared.database import db
from registry.shared.dates import partial_date, vn_instant
from registry.snapshots.differences import FrozenState, PresentState
from registry.snapshots.queries import judged_of
from registry.units.rights import scope_on

SLICE = 1000
_OF_RECORDS = ("official.", "assignment.", "qualification.", "roster.", "action.", "inquiry.")


@dataclass(frozen=True)
class Edge:
    """One end of a comparison: where it is taken from, how each official was counted there, and the units in sight."""

    state: FrozenState | PresentState
    counted: dict[int, Counted]
    seen: frozenset[int]

    @property
    def on(self) -> dt.date:
        """The day."""
        return self.state.tree.on


def edge_of(state: FrozenState | PresentState, counted: dict[int, Counted], account: Account) -> Edge:
    """An end as an account sees it."""
    return Edge(state, counted, frozenset(scope_on(account, state.tree)))


def visible(ids: Collection[int], *edges: Edge) -> list[int]:
    """Those whom the account sees at one end at least."""
    return [one for one in ids if any(one in edge.counted and edge.counted[one].unit_id in edge.seen for edge in edges)]


def named(ids: Sequence[int], effects: dict[int, Worth], edges: tuple[Edge, Edge], account: Account) -> list[Named]:
    """These officials in words, in the given order."""
    slices = (ids[start : start + SLICE] for start in range(0, len(ids), SLICE))
    return [one for some in slices for one in _named(some, effects, edges, account)]


def _named(ids: Sequence[int], effects: dict[int, Worth], edges: tuple[Edge, Edge], account: Account) -> Iterator[Named]:
    files = {one.id: one for one in db.session.scalars(select(Official).where(Official.id.in_(ids)))}
    openable, seen = openable_ids(account, ids), [_seen(edge, ids) for edge in edges]
    sides = [_sides(edge, ids, looked) for edge, looked in zip(edges, seen, strict=True)]
    since = _done_since(edges[0], ids)
    for one in ids:
        before, after = (of_edge.get(one) for of_edge in sides)
        told = turned(seen[0].get(one), seen[1].get(one)) if before and after else []
        yield Named(
            files[one].public_id if one in openable else "",
            files[one].full_name,
            partial_date(files[one].born_on, files[one].born_precision),
            before,
            after,
            effects[one],
            [*told, *since.get(one, [])] if after else [],
        )


def _seen(edge: Edge, ids: Collection[int]) -> dict[int, Seen]:
    if isinstance(edge.state, PresentState):
        return seen_on(ids, edge.state.target_id, edge.on)
    target, words, records = judged_of(edge.state.frozen.rule_of(edge.state.code)), vocabulary(), texts_of(ids)
    return {file.official_id: Seen(target, file, edge.on, words, records) for file in edge.state.files(ids)}


def _sides(edge: Edge, ids: Collection[int], seen: dict[int, Seen]) -> dict[int, Side | None]:
    if isinstance(edge.state, FrozenState):
        return _frozen_sides(edge, edge.state, ids, seen)
    posts, end = posts_on(ids, edge.on), End(edge.state.tree, edge.seen, frozenset())
    found = {one: side_at(end, edge.counted.get(one), posts.get(one, ""), seen.get(one)) for one in ids}
    gone = Side("outside", why=[_("Hồ sơ không còn dùng")])
    return {one: gone if one not in seen and one not in edge.counted else side for one, side in found.items()}


def _frozen_sides(edge: Edge, state: FrozenState, ids: Collection[int], seen: dict[int, Seen]) -> dict[int, Side | None]:
    person, standing = SnapshotPerson, SnapshotStanding
    of_snapshot = state.frozen.snapshot.id
    posts = select(person.official_id, person.post).where(person.snapshot_id == of_snapshot, person.official_id.in_(ids))
    reasons = select(standing.official_id, standing.reason).where(
        standing.snapshot_id == of_snapshot, standing.target_id == state.target_id, standing.official_id.in_(ids)
    )
    post_of: dict[int, str] = dict(db.session.execute(posts).all())
    reason_of: dict[int, str | None] = dict(db.session.execute(reasons).all())
    end = End(state.tree, edge.seen, frozenset())
    found: dict[int, Side | None] = {}
    for one in ids:
        counted = edge.counted.get(one)
        side = side_at(end, counted, post_of.get(one, ""), seen.get(one))
        if one not in post_of:
            side = Side("outside", why=[_("Không có trong bản chốt")])
        elif side and counted:
            reason = reason_of.get(one)
            side = replace(side, why=[reason] if reason else [])
        elif side and one in seen:
            side = replace(side, why=outside(seen[one], edge.on))
        found[one] = side
    return found


def _done_since(edge: Edge, ids: Collection[int]) -> dict[int, list[str]]:
    """What the trail says was done to the files since the first end was frozen, newest first."""
    if isinstance(edge.state, PresentState):
        return {}
    statement = (
        select(AuditEntry)
        .where(AuditEntry.official_id.in_(ids), AuditEntry.at > edge.state.frozen.snapshot.taken_at)
        .order_by(AuditEntry.id.desc())
    )
    found: dict[int, list[str]] = {}
    for entry in db.session.scalars(statement):
        if entry.official_id and entry.action.startswith(_OF_RECORDS):
            by = entry.account.name if entry.account else _("lệnh trên máy chủ")
            line = f"{action_label(entry.action)} · {by} · {vn_instant(entry.at)}"
            found.setdefault(entry.official_id, []).append(line)
    return found
