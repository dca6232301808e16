"""The officials behind a part of a change: how each stood before and after, and what turned."""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from flask_babel import gettext as _
from sqlalchemy import select

from models.accounts import Account
from models.officials import Official
from registry.comparison.parts import Comparison, Counted
from registry.compliance.explain import Seen, bearing_words, gaps
from registry.compliance.people import basis_of, posts_on
from registry.compliance.vocabulary import vocabulary
from registry.judgement.change import Worth
from registry.judgement.facts import Credential
from registry.judgement.judge import Verdict, bearing, condition_leaves, grows_out_on, relevant
from registry.judgement.rules import Holds, InternationalDegree, YoungerThan
from registry.officials.queries import arriving, openable_ids
from registry.qualifications.queries import texts_of
from registry.shared.database import db
from registry.shared.dates import partial_date, vn_date
from registry.shared.paging import Page
from registry.standings.dossier import dossiers, targets
from registry.units.queries import Tree, tree_on
from registry.units.rights import scope_on

PAGE = 25
SLICE = 1000


@dataclass(frozen=True)
class Side:
    """How an official stood at one end: met, unmet, unknown, exempt or outside, where, and why."""

    standing: str
    verified: bool = False
    unit_name: str = ""
    post: str = ""
    why: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Named:
    """An official behind a part. A side out of sight is None; `public_id` is empty when the account may not open the file."""

    public_id: str
    name: str
    born: str
    before: Side | None
    after: Side | None
    effect: Worth
    turned: list[str]


@dataclass(frozen=True)
class End:
    """One end of a comparison as an account sees it: the tree of its day, and the units in sight."""

    tree: Tree
    seen: frozenset[int]
    hidden: frozenset[int]
    """Officials who are not named yet: on a day to come, those whom a reorganisation brings until then."""

    @property
    def on(self) -> dt.date:
        """The day."""
        return self.tree.on


def end_on(account: Account, on: dt.date) -> End:
    """The organisation of a day, and what the account saw of it."""
    tree = tree_on(on)
    return End(tree, frozenset(scope_on(account, tree)), frozenset(db.session.scalars(arriving(account, on))))


def visible(comparison: Comparison, ids: Collection[int], before: End, after: End) -> list[int]:
    """Those whom the account sees at one end at least, in order of Vietnamese names."""
    ends = ((before, comparison.before), (after, comparison.after))
    return by_name([one for one in ids if any(_sees(end, one, counted.get(one)) for end, counted in ends)])


def _sees(end: End, official_id: int, counted: Counted | None) -> bool:
    return counted is not None and counted.unit_id in end.seen and official_id not in end.hidden


def by_name(ids: Sequence[int]) -> list[int]:
    """The officials in order of Vietnamese names."""
    keys: dict[int, str] = {}
    for some in _slices(ids):
        keys.update(db.session.execute(select(Official.id, Official.sort_key).where(Official.id.in_(some))).all())
    return sorted(keys, key=lambda one: (keys[one], one))


def _slices(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    return (ids[start : start + SLICE] for start in range(0, len(ids), SLICE))


def page_from(ids: list[int], after: str | None) -> Page[int]:
    """One page of a list that is at hand as a whole, from behind the place `after`."""
    start = int(after) if after and after.isdecimal() and int(after) < len(ids) else 0
    rows = ids[start : start + PAGE]
    previous = str(max(start - PAGE, 0)) if start else None
    further = str(start + PAGE) if start + PAGE < len(ids) else None
    return Page(rows, len(ids), start + 1 if rows else 0, previous, further)


@dataclass(frozen=True)
class Asked:
    """Whose names: of which target, between which ends, with what each adds."""

    target_id: int
    comparison: Comparison
    effects: Mapping[int, Worth]
    before: End
    after: End


def named(ids: Sequence[int], asked: Asked, account: Account) -> list[Named]:
    """These officials in words, both sides by what is on file now."""
    return [one for some in _slices(ids) for one in _named(some, asked, account)]


def _named(ids: Sequence[int], asked: Asked, account: Account) -> Iterator[Named]:
    files = {one.id: one for one in db.session.scalars(select(Official).where(Official.id.in_(ids)))}
    openable, ends = openable_ids(account, ids), (asked.before, asked.after)
    posts = [posts_on(ids, end.on) for end in ends]
    looked = [seen_on(ids, asked.target_id, end.on) for end in ends]
    for one in ids:
        counted = asked.comparison.before.get(one), asked.comparison.after.get(one)
        before, after = (
            side_at(end, standing, posts_there.get(one, ""), seen.get(one))
            for end, standing, posts_there, seen in zip(ends, counted, posts, looked, strict=True)
        )
        yield Named(
            files[one].public_id if one in openable else "",
            files[one].full_name,
            partial_date(files[one].born_on, files[one].born_precision),
            before,
            after,
            asked.effects[one],
            turned(looked[0].get(one), looked[1].get(one)) if before and after else [],
        )


def seen_on(ids: Collection[int], target_id: int, on: dt.date) -> dict[int, Seen]:
    """These officials as the target looks at them on a day, with the names that sentences need."""
    target, words, records = targets()[target_id], vocabulary(), texts_of(ids)
    return {one.official_id: Seen(target, one, on, words, records) for one in dossiers(ids)}


def side_at(end: End, counted: Counted | None, post: str, seen: Seen | None) -> Side | None:
    """How an official stands at an end by the records of now; None out of sight."""
    place = counted.unit_id if counted else seen.post.unit_id if seen and seen.post else None
    if (seen and seen.dossier.official_id in end.hidden) or (place is not None and place not in end.seen):
        return None
    name = end.tree.units[place].name if place in end.tree.units else ""
    if counted is None:
        return Side("outside", False, name, post, outside(seen, end.on) if seen else [])
    return Side(counted.declared.name.lower(), counted.verified is Verdict.MET, name, post, why(seen, counted.declared))


def why(seen: Seen | None, verdict: Verdict) -> list[str]:
    """What keeps an official from being met, or on what basis one is exempt."""
    if seen is None or verdict is Verdict.MET:
        return []
    if verdict is Verdict.EXEMPT:
        return [basis_of(seen)]
    return [gap.sentence for gap in gaps(seen)]


def outside(seen: Seen, on: dt.date) -> list[str]:
    """Why an official is not counted, as far as that is a matter of a post or of age."""
    version = seen.target.rule_on(on)
    if version is None:
        return [_("Ngày này chưa có quy tắc")]
    if not any(post.begins <= on < post.ends for post in seen.dossier.posts):
        return [_("Không giữ chức vụ nào")]
    born = seen.dossier.born_on
    for leaf in condition_leaves(version.rule.population):
        if isinstance(leaf, YoungerThan) and born and grows_out_on(leaf, born) <= on:
            return [_("Đủ %(years)s tuổi từ ngày %(day)s", years=leaf.years, day=vn_date(grows_out_on(leaf, born)))]
    return [_("Không thuộc đối tượng")]


def turned(before: Seen | None, after: Seen | None) -> list[str]:
    """The records that bear otherwise on the requirement than before, or were not known, each with how it bears now."""
    version = after.target.rule_on(after.on) if after else None
    if before is None or after is None or version is None:
        return []
    lines: dict[str, None] = {}
    for leaf in condition_leaves(version.rule.requirement):
        if isinstance(leaf, Holds | InternationalDegree):
            known = {held.id: _said(leaf, held, before.on) for held in relevant(leaf, before.dossier)}
            for held in relevant(leaf, after.dossier):
                said = _said(leaf, held, after.on)
                if said != known.get(held.id):
                    lines[f"{after.records.get(held.id, '')}: {said}"] = None
    return list(lines)


def _said(leaf: Holds | InternationalDegree, held: Credential, on: dt.date) -> str:
    return bearing_words(bearing(leaf, held, on, False), held)
