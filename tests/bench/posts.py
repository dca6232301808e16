"""Who could take a post, asked of everybody, beside one hand-written statement that gives the same people."""

import datetime as dt
from collections.abc import Iterator

from sqlalchemy import Date, TextClause, bindparam, select, text

from models.accounts import Account
from models.positions import Position
from registry.positions.candidates import Asked, search
from registry.positions.profiles import profile_of, profiles_on
from registry.positions.spread import spread_over
from registry.shared.database import db
from registry.units.queries import tree_on
from tests.bench.careers import LAST_DAY
from tests.bench.report import Figure, at_most, seconds, times
from tests.bench.timing import race

POST = "truong-phong"
GOAL, LIMIT = "40,000 people in ≤ 1.5 s; ≤ 6× the statement", 1.5

# What the three steps of the post ask, for a day of issue known to the day, the month or the year.
_ISSUED = """(q.issued_precision = 'day' AND q.issued_on <= {day}
    OR q.issued_precision = 'month' AND q.issued_on < {month} OR q.issued_precision = 'year' AND q.issued_on < {year})"""
_ON = _ISSUED.format(day=":on", month=":month", year=":year")
_DIPLOMA = _ISSUED.format(day=":diploma", month=":diploma_month", year=":diploma_year")
STATEMENT = f"""
WITH held AS (
  SELECT q.official_id,
    MAX(CASE WHEN q.domain = 'degree' AND l.rank >= 4 AND {_ON} THEN 1 ELSE 0 END) AS degree,
    MAX(CASE WHEN q.domain = 'theory' AND l.rank >= 2 AND {_ON} THEN 1 ELSE 0 END) AS theory,
    MAX(CASE WHEN q.domain = 'state_management' AND l.rank >= 2 AND (q.issued_on IS NULL OR {_ON}) THEN 1
      WHEN q.domain = 'theory' AND l.rank >= 3 AND c.key = 'cao_cap_llct_hc' AND {_ON} AND {_DIPLOMA} THEN 1
      ELSE 0 END) AS state_management
  FROM qualification q JOIN level l ON l.id = q.level_id LEFT JOIN certificate_type c ON c.id = q.certificate_type_id
  WHERE q.domain IN ('degree', 'theory', 'state_management') AND q.state IN ('declared', 'checked', 'verified')
  GROUP BY q.official_id
)
SELECT o.id, 3 - COALESCE(h.degree + h.theory + h.state_management, 0) AS lacking
FROM official o JOIN assignment a ON a.official_id = o.id LEFT JOIN held h ON h.official_id = o.id
WHERE a.kind = 'main' AND a.valid_from <= :on AND a.valid_to > :on AND o.archived_at IS NULL
  AND COALESCE(h.degree + h.theory + h.state_management, 0) >= 2
ORDER BY o.sort_key, o.id"""  # noqa: S608  our own words


def measured() -> Iterator[Figure]:
    """The search for candidates, held against the statement first; and the figures of all posts."""
    tree, account = tree_on(LAST_DAY), db.session.scalars(select(Account)).first()
    assert account is not None
    profile = profile_of(db.session.scalars(select(Position).where(Position.key == POST)).one(), LAST_DAY)
    asked = Asked(tree, frozenset(tree.units))
    statement = _prepared()

    def bare() -> list[tuple[int, int]]:
        return [(key, lacking) for key, lacking in db.session.execute(statement, _days(LAST_DAY))]

    found = search(profile, asked, account)
    assert [one.row.id for one in found.meet] == [key for key, lacking in bare() if lacking == 0]
    assert [one.row.id for one in found.near] == [key for key, lacking in bare() if lacking == 1]
    timed = race({"search": lambda: search(profile, asked, account), "bare": bare}, turns=5)
    worked, ratio = timed.median("search").worked, timed.ratio("search", "bare")
    yield at_most("who could take a post, everybody asked", f"{seconds(worked)} CPU", worked, LIMIT, GOAL)
    yield at_most("one statement for it, the search to that", f"{seconds(timed.time('bare'))}, {times(ratio)}", ratio, 6, GOAL)
    profiles = profiles_on(LAST_DAY)
    whole = race({"spread": lambda: spread_over(profiles, set(tree.units), LAST_DAY)}, turns=3)
    yield Figure("everybody against the standard of the post held", f"{seconds(whole.median('spread').worked)} CPU")


def _prepared() -> TextClause:
    return text(STATEMENT).bindparams(*(bindparam(name, type_=Date) for name in _days(LAST_DAY)))


def _days(on: dt.date) -> dict[str, dt.date]:
    until = dt.date(2022, 6, 30)
    after, over = on + dt.timedelta(days=1), until + dt.timedelta(days=1)
    return {
        "on": on,
        "month": after.replace(day=1),
        "year": after.replace(month=1, day=1),
        "diploma": until,
        "diploma_month": over.replace(day=1),
        "diploma_year": over.replace(month=1, day=1),
    }
