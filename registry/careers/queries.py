"""What the forms of careers choose from, the post that one speaks of, and people who may be the same."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import joinedload
from werkzeug.exceptions import NotFound

from models.accounts import Account
from models.base import FOREVER
from models.officials import Assignment, AssignmentKind, Official, Precision, Start
from models.positions import Position
from models.service import Absence
from models.units import Tier, Unit
from registry.careers.posts import Gap, gaps_of
from registry.careers.reach import Reach
from registry.careers.words import TIERS
from registry.officials.queries import in_service, post_words, posts_of, readable_by
from registry.shared.clock import today
from registry.shared.database import db
from registry.shared.dates import known_until, last_day, partial_date, vn_date
from registry.shared.text import fold, masked
from registry.units.queries import unit_names

Choices = dict[str, list[tuple[str, str]]]
"""Heading → (key, name)."""

DIVISIONS = 60


@dataclass(frozen=True)
class Likely:
    """Somebody on file who may be the person that a new file is to be opened for."""

    public_id: str
    name: str
    born: str
    number: str
    post: str


@dataclass(frozen=True)
class Likenesses:
    """Those whom the account may read, and how many others there are."""

    people: list[Likely]
    elsewhere: int

    @property
    def seen(self) -> str:
        """A word for exactly these: whoever goes on says that these were looked at."""
        return ".".join([*sorted(one.public_id for one in self.people), str(self.elsewhere)])


def units_for(account: Account | None) -> Choices:
    """Units for which the account writes posts; None: all. Those that have ended come last, with their last day."""
    reach = Reach(account)
    found: Choices = {str(title): [] for title in (*TIERS.values(), _("Đã kết thúc hoạt động"))}
    keys = dict(db.session.execute(select(Unit.id, Unit.key)).all())
    for unit_id, periods in unit_names().items():
        if not reach.writes_for(unit_id):
            continue
        last = periods[-1]
        ended = last.valid_to != FOREVER
        name = _("%(name)s (đến %(day)s)", name=last.name, day=vn_date(last_day(last.valid_to))) if ended else last.name
        heading = _("Đã kết thúc hoạt động") if ended else str(TIERS[last.tier])
        found[heading].append((keys[unit_id], name))
    return {heading: units for heading, units in found.items() if units}


def positions_for(tiers: Iterable[Tier]) -> Choices:
    """Positions of the catalogue by tier; those that have ended say so."""
    found: Choices = {}
    for tier in tiers:
        statement = select(Position).where(Position.tier == tier).order_by(Position.valid_to.desc(), Position.id)
        rows = [(position.key, _titled(position)) for position in db.session.scalars(statement)]
        if rows:
            found[str(TIERS[tier])] = rows
    return found


def _titled(position: Position) -> str:
    if position.valid_to == FOREVER:
        return position.title
    return _("%(name)s (đến %(day)s)", name=position.title, day=vn_date(last_day(position.valid_to)))


def unit_by_key(key: str) -> Unit:
    """The unit with our key, which a list offered."""
    return db.session.scalars(select(Unit).where(Unit.key == key)).one()


def unit_of(official: Official) -> str | None:
    """Key of the unit of the newest main post."""
    statement = select(Unit.key).join(Assignment, Assignment.unit_id == Unit.id).where(Assignment.official_id == official.id)
    main = statement.where(Assignment.kind == AssignmentKind.MAIN)
    return db.session.scalars(main.order_by(Assignment.valid_from.desc()).limit(1)).first()


def position_by_key(key: str) -> Position:
    """The position with our key, which a list offered."""
    return db.session.scalars(select(Position).where(Position.key == key)).one()


def divisions_used(account: Account) -> list[str]:
    """Offices as the posts in the account's reach word them."""
    reached = select(Official.id).where(readable_by(account))
    statement = select(Assignment.division).where(Assignment.division.is_not(None), Assignment.official_id.in_(reached))
    return [word for word in db.session.scalars(statement.distinct().order_by(Assignment.division).limit(DIVISIONS)) if word]


def post_for(account: Account, public_id: str) -> Assignment:
    """The post with this public id; 404 when its official is out of the account's scope, as for none."""
    statement = (
        select(Assignment)
        .join(Official, Official.id == Assignment.official_id)
        .where(Assignment.public_id == public_id, readable_by(account))
        .options(joinedload(Assignment.official), joinedload(Assignment.position), joinedload(Assignment.unit))
    )
    post = db.session.scalar(statement)
    if post is None:
        raise NotFound
    return post


def gaps_in(official: Official) -> list[Gap]:
    """Days left out between the main posts of an official."""
    return gaps_of(db.session.scalars(select(Assignment).where(Assignment.official_id == official.id)))


def moved_later(official: Official) -> list[Assignment]:
    """The posts that a reorganisation entered ahead will give to an official."""
    ahead = select(Assignment).where(Assignment.official_id == official.id, Assignment.valid_from > today())
    return list(db.session.scalars(ahead.where(Assignment.started_by == Start.REORGANISED).order_by(Assignment.valid_from)))


def open_ends(official: Official, on: dt.date) -> tuple[list[Absence], list[Assignment]]:
    """The absences and secondments of a day, from which somebody may return."""
    absences = select(Absence).where(Absence.official_id == official.id, Absence.valid_from <= on, Absence.valid_to > on)
    away = select(Assignment).where(Assignment.official_id == official.id, Assignment.kind == AssignmentKind.SECONDED)
    away = away.where(Assignment.valid_from <= on, Assignment.valid_to > on)
    return list(db.session.scalars(absences)), list(db.session.scalars(away))


def alike(name: str, born: tuple[dt.date, Precision] | None, account: Account) -> Likenesses:
    """People in service with the same folded name who may have been born on the day: the same, or as far as both are known."""
    folded = fold(name)
    statement = select(Official).where(in_service(), Official.search_text.startswith(f" {folded} ", autoescape=True))
    found = [one for one in db.session.scalars(statement) if fold(one.full_name) == folded and _may_agree(one, born)]
    reached = select(Official.id).where(Official.id.in_([one.id for one in found]), readable_by(account))
    mine = set(db.session.scalars(reached))
    return Likenesses([_likely(one) for one in found if one.id in mine], len(found) - len(mine))


def _may_agree(one: Official, born: tuple[dt.date, Precision] | None) -> bool:
    if born is None or one.born_on is None:
        return True
    known = (born[0], known_until(*born)), (one.born_on, known_until(one.born_on, one.born_precision))
    return known[0][0] <= known[1][1] and known[1][0] <= known[0][1]


def _likely(one: Official) -> Likely:
    last = next(iter(posts_of(one)), None)
    post = f"{post_words(last.title, last.division)}, {last.unit_name}" if last else ""
    return Likely(one.public_id, one.full_name, partial_date(one.born_on, one.born_precision), masked(one.personal_number), post)
