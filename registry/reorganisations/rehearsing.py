"""What a reorganisation would do, found by doing it and taking it back at once: people, posts, rights, figures."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import select

from models.accounts import Account, Role
from models.establishment import Quota
from models.officials import Assignment, AssignmentKind, Official
from models.positions import Leadership
from models.reorganisations import Reorganisation
from models.units import Tier
from registry.accounts.words import role_label
from registry.compliance.figures import Figure, figures_at
from registry.reorganisations.actions import Applied, apply, check_everybody
from registry.reorganisations.people import Catalogue, How, Move, catalogue_of, moves_of
from registry.reorganisations.plan import Plan, plan_of
from registry.reorganisations.successors import Carried
from registry.shared.database import db
from registry.shared.refusal import Refused
from registry.shared.transaction import rehearsal
from registry.standings import keeping
from registry.standings.measure import Counts, counts_on
from registry.units.queries import Tree, tree_on
from registry.units.rights import seat_of


@dataclass(frozen=True)
class Waiting:
    """Somebody whose post goes nowhere yet, and why."""

    post: str
    """Public id of the post."""
    official: str
    name: str
    unit: str
    title: str
    missing: str


@dataclass(frozen=True)
class Crowd:
    """Several people for one post at a unit: who would hold a leading one at a time, or whose line in the plan for it ends."""

    unit: str
    title: str
    names: list[str]


@dataclass(frozen=True)
class Over:
    """A unit with more people than posts assigned for the year."""

    unit: str
    people: int
    posts: int


@dataclass(frozen=True)
class Right:
    """An account whose unit, or whose people, change on the day; `after` is empty when it has no living unit any more."""

    username: str
    name: str
    role: str
    before: str
    after: str
    people_before: int
    people_after: int


@dataclass(frozen=True)
class Change:
    """A target over the whole registry on the last day before and on the first day after."""

    before: Figure
    after: Figure


@dataclass
class Rehearsal:
    """Everything there is to know before a draft is applied. `refused` says why it cannot be."""

    problems: list[str]
    moves: Counter[str]
    waiting: list[Waiting]
    refused: str = ""
    before: int = 0
    """Officials with a main post on the last day before, in the whole registry."""
    after: int = 0
    crowds: list[Crowd] = field(default_factory=list)
    over: list[Over] = field(default_factory=list)
    rights: list[Right] = field(default_factory=list)
    figures: list[Change] = field(default_factory=list)
    carried: int = 0
    """Lines of the plan of successors that go with their units."""
    dropped: list[Crowd] = field(default_factory=list)
    """Those that end with them, by unit and position."""
    past_unchanged: bool = True


def rehearse(draft: Reorganisation) -> Rehearsal:
    """Apply the draft, look, and take everything back: nothing of it is kept. The session begins anew."""
    public_id = draft.public_id
    with rehearsal():
        again = db.session.scalars(select(Reorganisation).where(Reorganisation.public_id == public_id)).one()
        plan, catalogue = plan_of(again), catalogue_of(again)
        moves = moves_of(again, plan, catalogue)
        found = Rehearsal(plan.problems, Counter(move.how.value for move in moves), _waiting(moves, plan, catalogue))
        before = _Look.on(plan.eve, again.day)
        try:
            applied = apply(again, None, rehearsing=True)
        except Refused as refusal:
            found.refused = refusal.message
            return found
        found.refused = _not_placed(found, moves, plan)
        _look_after(found, plan, catalogue, applied, before, {move.into for move in moves} | plan.wanted.keys())
        return found


def _not_placed(found: Rehearsal, moves: list[Move], plan: Plan) -> str:
    if found.waiting:
        return f"Còn {len(found.waiting)} chức vụ chưa có chỗ."
    try:
        check_everybody(moves, plan)
    except Refused as refusal:
        return refusal.message
    return ""


@dataclass(frozen=True)
class _Look:
    """People, rights and figures on a day."""

    tree: Tree
    mains: dict[int, int]
    """Official → unit of the main post."""
    held: dict[int, set[int]]
    """Unit → officials with any post there: each of them opens their file to the accounts of the unit."""
    figures: list[Figure]
    eve: Counts
    """What every target counts at every unit on the last day before."""

    @classmethod
    def on(cls, tree: Tree, day: dt.date) -> "_Look":
        """As it is now."""
        statement = (
            select(Assignment.official_id, Assignment.unit_id, Assignment.kind)
            .join(Official, Official.id == Assignment.official_id)
            .where(Assignment.valid_from <= tree.on, Assignment.valid_to > tree.on)
            .where(Official.archived_at.is_(None))
        )
        mains, held = {}, dict[int, set[int]]()
        for official, unit, kind in db.session.execute(statement):
            held.setdefault(unit, set()).add(official)
            if kind is AssignmentKind.MAIN and unit in tree.units:
                mains[official] = unit
        return cls(tree, mains, held, figures_at(tree.on, set(tree.units)), counts_on(day - dt.timedelta(days=1)))


def _look_after(found: Rehearsal, plan: Plan, catalogue: Catalogue, applied: Applied, before: _Look, changed: set[str]) -> None:
    day = plan.day
    keeping.rejudge(applied.officials)
    after = _Look.on(tree_on(day), day)
    found.before, found.after = len(before.mains), len(after.mains)
    found.carried = sum(1 for one in applied.carried if one.into)
    found.dropped = _dropped(applied.carried, plan, catalogue)
    found.past_unchanged = before.eve == after.eve
    found.crowds = _crowds(after.tree, changed)
    found.over = _over(after)
    found.rights = _rights(before, after)
    then = {figure.target.code: figure for figure in after.figures}
    found.figures = [Change(one, then[one.target.code]) for one in before.figures if one.target.code in then]


def _waiting(moves: Iterable[Move], plan: Plan, catalogue: Catalogue) -> list[Waiting]:
    return [
        Waiting(
            move.post.public_id,
            move.post.official,
            move.post.name,
            plan.name_then(move.post.unit_id),
            catalogue.rows[move.post.position_id].title,
            move.missing,
        )
        for move in moves
        if move.how is How.OPEN and not move.post.archived
    ]


def _crowds(tree: Tree, changed: set[str]) -> list[Crowd]:
    """Posts of one head with several holders at one unit and office, where the draft changes something."""
    ids = [unit.id for unit in tree.units.values() if unit.key in changed]
    statement = (
        select(Assignment, Official.full_name)
        .join(Official, Official.id == Assignment.official_id)
        .join(Assignment.position)
        .where(Assignment.valid_from <= tree.on, Assignment.valid_to > tree.on, Official.archived_at.is_(None))
        .where(Assignment.unit_id.in_(ids))
        .order_by(Assignment.unit_id, Assignment.position_id, Official.sort_key)
    )
    held: dict[tuple[int, str, str], list[str]] = {}
    for post, name in db.session.execute(statement):
        if post.position.leadership is not Leadership.NONE and not post.position.deputy:
            held.setdefault((post.unit_id, post.position.title, post.division or ""), []).append(name)
    return [
        Crowd(tree.units[unit].name, f"{title}, {division}" if division else title, names)
        for (unit, title, division), names in held.items()
        if len(names) > 1
    ]


def _dropped(carried: list[Carried], plan: Plan, catalogue: Catalogue) -> list[Crowd]:
    ending: dict[tuple[int, int], list[str]] = {}
    for one in carried:
        if not one.into:
            ending.setdefault((one.row.unit_id, one.row.position_id), []).append(one.row.name)
    return [Crowd(plan.name_then(unit), catalogue.rows[position].title, names) for (unit, position), names in ending.items()]


def _over(after: _Look) -> list[Over]:
    people = Counter(after.mains.values())
    quotas = db.session.execute(select(Quota.unit_id, Quota.posts).where(Quota.year == after.tree.on.year))
    return [
        Over(after.tree.units[unit].name, people[unit], posts)
        for unit, posts in quotas
        if unit in after.tree.units and people[unit] > posts
    ]


def _rights(before: _Look, after: _Look) -> list[Right]:
    """Accounts below the province that sit elsewhere or see other people, by user name."""
    province = {unit.id for unit in before.tree.units.values() if unit.tier is Tier.PROVINCE}
    accounts = db.session.scalars(
        select(Account).where(Account.active, Account.unit_id.not_in(province)).order_by(Account.username)
    )
    found = []
    for account in accounts:
        (was, people_before), (now, people_after) = _place(account, before), _place(account, after)
        if (was, people_before) != (now, people_after):
            numbers = len(people_before), len(people_after)
            found.append(Right(account.username, account.name, _role(account.role), was, now, *numbers))
    return found


def _role(role: Role) -> str:
    return str(role_label(role))


def _place(account: Account, look: _Look) -> tuple[str, set[int]]:
    """The name of the unit where an account sits, and the officials with posts there or below."""
    seat = seat_of(account, look.tree)
    units: set[int] = look.tree.subtree(seat) if seat in look.tree.units else set()
    name = look.tree.units[seat].name if seat in look.tree.units else ""
    return name, set[int]().union(*(look.held.get(unit, ()) for unit in units))
