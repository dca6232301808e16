"""Who could take a post: everybody whom the account may read, looked at as if they held it, by the judge, on one day."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import exists, func, select
from sqlalchemy.orm import aliased

from models.accounts import Account
from models.officials import Assignment, AssignmentKind, Official
from models.planning import Due, DueDay
from models.service import Appraisal, Grade
from registry.judgement.facts import Dossier
from registry.judgement.judge import Truth
from registry.officials.queries import readable_by
from registry.positions.profiles import Profile, lacking
from registry.positions.sieve import MANY, worth_reading
from registry.shared.ages import add_years, age_on
from registry.shared.database import db
from registry.shared.garbage import without_collector
from registry.shared.paging import Page, Result, Statement
from registry.shared.retirement import retires_on
from registry.standings.dossier import papers
from registry.units.queries import Tree

PAGE = 25
GOOD_YEARS = 2
_GOOD = (Grade.EXCELLENT, Grade.GOOD)


@dataclass(frozen=True)
class Asked:
    """Among whom: those with a main post at these units on the day of the tree. None asks nothing.

    `age_to`: completed years at most; `years_left`: at least so many years until retirement, by the day that was
    decided or else by age; both leave out of whom it cannot be told. `good`: the last two years classified as good or better,
    on file.
    """

    tree: Tree
    units: frozenset[int]
    age_to: int | None = None
    years_left: int | None = None
    good: bool = False

    @property
    def on(self) -> dt.date:
        """The day of the question."""
        return self.tree.on


@dataclass(frozen=True)
class Candidate:
    """Somebody who meets the standard, or is one step away: `step` is the domain lacking, `truth` whether data is missing."""

    row: Result
    step: str = ""
    truth: Truth = Truth.YES


@dataclass
class Search:
    """What was found, each in order of names: who meets the standard, who lacks one thing; `looked_at`: how many were asked."""

    looked_at: int = 0
    meet: list[Candidate] = field(default_factory=list)
    near: list[Candidate] = field(default_factory=list)

    @property
    def steps(self) -> list[tuple[str, int]]:
        """Domain → how many lack only that, the most frequent first."""
        return Counter(one.step for one in self.near).most_common()


@without_collector
def search(profile: Profile, asked: Asked, account: Account) -> Search:
    """Everybody asked for who meets the mandatory standard of a position or is one step away. Nothing on record: nobody."""
    if not profile.steps:
        return Search()
    decided = retirements_decided() if asked.years_left is not None else {}
    rows = [row for row in db.session.execute(_people(asked, account)) if _suits(row, asked, decided)]
    held = papers(worth_reading(profile.steps.values(), asked.on), None if len(rows) > MANY else [row.id for row in rows])
    found = Search(len(rows))
    for row in rows:
        lacks = lacking(profile, Dossier(row.id, row.born_on, (), held.get(row.id, {})), asked.on, most=1)
        if not lacks:
            found.meet.append(Candidate(row))
        elif len(lacks) == 1:
            ((step, truth),) = lacks.items()
            found.near.append(Candidate(row, step, truth))
    return found


def page_in(found: Sequence[Candidate], after: str | None, before: str | None) -> Page[Candidate]:
    """One page of a list, from behind the official `after` or up to the one `before` (public ids); an id of nobody: the first."""
    places = {one.row.public_id: place for place, one in enumerate(found)}
    behind = places[after] + 1 if after in places else 0
    begins = max(0, places[before] - PAGE) if before in places else behind
    rows = found[begins : begins + PAGE]
    more = begins + len(rows) < len(found)
    return Page(
        rows,
        len(found),
        begins + 1 if rows else 0,
        rows[0].row.public_id if rows and begins else None,
        rows[-1].row.public_id if rows and more else None,
    )


def appraisals_on_file() -> bool:
    """Whether the registry holds any appraisals, so that asking for good ones makes sense."""
    return bool(db.session.scalar(select(exists().where(Appraisal.grade.is_not(None)))))


def _people(asked: Asked, account: Account) -> Statement:
    """Those asked for, in order of names."""
    on, held = asked.on, aliased(Assignment)  # the leave to read asks for posts of its own
    statement: Statement = (
        select(Official.id, Official.public_id, Official.born_on, Official.sex)
        .join(held, held.official_id == Official.id)
        .where(held.kind == AssignmentKind.MAIN, held.valid_from <= on, held.valid_to > on)
        .where(held.unit_id.in_(asked.units), Official.archived_at.is_(None), readable_by(account))
        .order_by(Official.sort_key, Official.id)
    )
    if not asked.good:
        return statement
    good = select(func.count()).where(Appraisal.official_id == Official.id, Appraisal.grade.in_(_GOOD))
    years = [on.year - back for back in range(1, GOOD_YEARS + 1)]
    return statement.where(good.where(Appraisal.year.in_(years)).scalar_subquery() == GOOD_YEARS)


def _suits(row: Result, asked: Asked, decided: Mapping[int, dt.date]) -> bool:
    """Whether somebody is young enough, and has enough years left until retirement."""
    if asked.age_to is not None and (row.born_on is None or age_on(row.born_on, asked.on) > asked.age_to):
        return False
    if asked.years_left is None:
        return True
    retires = retires_on(row.sex, row.born_on, decided.get(row.id))
    return retires is not None and retires >= add_years(asked.on, asked.years_left)


def retirements_decided() -> dict[int, dt.date]:
    """Official → the day of retirement that was decided otherwise than by age; few have one."""
    statement = select(DueDay.official_id, DueDay.day).where(DueDay.kind == Due.RETIREMENT)
    return dict(db.session.execute(statement).all())
