"""The figures of the board as a first attempt has them: one statement per target, one subquery per person and condition."""

import datetime as dt

from registry.shared.database import db
from registry.standings.measure import Count, Counts
from tests.bench.plain import (
    COURSE,
    DEGREE,
    DIGITAL,
    HIGHEST_FIRST,
    INTERNATIONAL,
    ON_THE_DAY,
    SPEAKS,
    T1_EXEMPT,
    THEORY,
    days_of,
    prepared,
    target_ids,
)

BELIEVED = ("q.state NOT IN ('rejected', 'revoked')", "q.state = 'verified'")
LEAF = """(SELECT COALESCE(MAX({leaf}), 0) FROM qualification q
    LEFT JOIN level l ON l.id = q.level_id LEFT JOIN certificate_type k ON k.id = q.certificate_type_id
    WHERE q.official_id = s.official_id AND {believed})"""
COMMUNE_STAFF = f"""SELECT a.official_id, a.unit_id, {T1_EXEMPT} AS exempt, 2 AS fits,
    CASE WHEN p.leadership = 'none' THEN 1 ELSE 2 END AS need
  FROM {ON_THE_DAY} AND u.tier = 'commune' AND a.kind = 'main' AND a.category IN ('cadre', 'civil_servant')"""  # noqa: S608  our own words
YOUNG = "CASE WHEN o.born_on IS NULL THEN 1 WHEN o.born_on > :forty_years_ago THEN 2 ELSE 0 END"
STATEMENT = """SELECT unit_id, declared, verified, COUNT(*) FROM (
  SELECT s.unit_id,
    CASE WHEN s.exempt THEN 4 WHEN s.fits = 1 THEN 3 ELSE CASE {declared} WHEN 2 THEN 1 WHEN 1 THEN 3 ELSE 2 END END AS declared,
    CASE WHEN s.exempt THEN 4 WHEN s.fits = 1 THEN 3 ELSE CASE {verified} WHEN 2 THEN 1 WHEN 1 THEN 3 ELSE 2 END END AS verified
  FROM ({scope}) s WHERE s.fits > 0) verdicts
GROUP BY unit_id, declared, verified"""


def leaders(whom: str, fits: str = "2") -> str:
    """Officials whose highest post on the day leads one of these."""
    return f"""SELECT h.official_id, h.unit_id, FALSE AS exempt, {fits} AS fits FROM assignment h
    JOIN official o ON o.id = h.official_id JOIN position r ON r.id = h.position_id
  WHERE r.leadership IN ({whom}) AND h.category IN ('cadre', 'civil_servant') AND h.valid_from <= :on AND h.valid_to > :on
    AND h.id = (SELECT a.id FROM {ON_THE_DAY} AND a.official_id = h.official_id ORDER BY {HIGHEST_FIRST} LIMIT 1)"""  # noqa: S608  our own words


def statement(scope: str, *conditions: str) -> str:
    """The statement of a target that asks for all of the conditions."""
    leaves = [[LEAF.format(leaf=leaf, believed=believed) for leaf in conditions] for believed in BELIEVED]
    declared, verified = (each[0] if len(each) == 1 else f"{{least}}({', '.join(each)})" for each in leaves)
    return STATEMENT.format(scope=scope, declared=declared, verified=verified)


STATEMENTS = {
    "T1": statement(COMMUNE_STAFF, DEGREE, THEORY, COURSE, DIGITAL),
    "T1.degree": statement(COMMUNE_STAFF, DEGREE),
    "T1.theory": statement(COMMUNE_STAFF, THEORY),
    "T1.state_management": statement(COMMUNE_STAFF, COURSE),
    "T1.digital": statement(COMMUNE_STAFF, DIGITAL),
    "T2": statement(leaders("'department', 'district'", YOUNG), SPEAKS),
    "T3": statement(leaders("'department', 'district'"), INTERNATIONAL),
    "T4": statement(leaders("'division'"), INTERNATIONAL),
}


class Loop:
    """The whole board, target by target."""

    def __init__(self) -> None:
        self._ids = target_ids()
        self._statements = {code: prepared(sql) for code, sql in STATEMENTS.items()}

    def counts_on(self, on: dt.date) -> Counts:
        """As `registry.standings.measure.counts_on` gives them."""
        counts: Counts = {}
        for code, sql in self._statements.items():
            for unit_id, declared, verified, number in db.session.execute(sql, days_of(on)):
                of_target = counts.setdefault(self._ids[code], {})
                of_target[unit_id] = of_target.get(unit_id, Count()) + _count(declared, verified, number)
        return counts


def _count(declared: int, verified: int, number: int) -> Count:
    met, unmet, unknown, exempt = (number if declared == verdict else 0 for verdict in (1, 2, 3, 4))
    return Count(met, number if verified == 1 else 0, unmet, unknown, exempt)
