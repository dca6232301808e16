"""The figures of the board from the plain tables, by the best statements that we could write by hand.

They say in SQL what the rules of `seeds/reference/targets.toml` say, and are held against the standings before they are timed.
"""

import datetime as dt
from typing import Any

from sqlalchemy import Date, Row, TextClause, bindparam, select, text

from models.targets import Target
from registry.shared.ages import add_years
from registry.shared.database import db
from registry.standings.measure import Count, Counts

Result = Row[Any]

LANGUAGES = "('en', 'fr', 'ru', 'zh', 'de', 'ja', 'ko')"
PARTS = ("T1", "T1.degree", "T1.theory", "T1.state_management", "T1.digital")
LEADERS_TARGETS = ("T2", "T3", "T4")
DIPLOMA_UNTIL = dt.date(2022, 6, 30)
HIGHEST_FIRST = """CASE p.leadership WHEN 'province' THEN 0 WHEN 'department' THEN 1 WHEN 'district' THEN 2 WHEN 'division' THEN 3
      WHEN 'commune' THEN 4 WHEN 'commune_office' THEN 5 ELSE 6 END,
    p.deputy, CASE a.kind WHEN 'main' THEN 0 ELSE 1 END, a.valid_from, a.id"""


def issued(until: str = "", undated: int = 1) -> str:
    """How far a qualification was issued by a day: 2 surely, 1 perhaps, 0 not."""
    return (
        f"CASE WHEN q.issued_on IS NULL THEN {undated} WHEN q.issued_on > :{until}on THEN 0"
        f" WHEN q.issued_precision = 'day' OR q.issued_precision = 'month' AND q.issued_on < :{until}month"
        f" OR q.issued_precision = 'year' AND q.issued_on < :{until}year THEN 2 ELSE 1 END"
    )


DEGREE = f"CASE WHEN q.domain = 'degree' AND l.rank >= 4 THEN {issued()} END"
THEORY = f"CASE WHEN q.domain = 'theory' AND l.rank >= s.need THEN {issued()} END"
COURSE = (
    f"CASE WHEN q.domain = 'state_management' AND l.rank >= 1 THEN {issued(undated=2)}"
    f" WHEN q.domain = 'theory' AND l.rank >= 3 AND k.key = 'cao_cap_llct_hc' THEN {issued('diploma_')} END"
)
DIGITAL = f"CASE WHEN q.domain = 'digital' AND l.rank >= 1 THEN {issued(undated=2)} END"
SPEAKS = f"CASE WHEN q.domain = 'language' AND l.rank >= 3 AND q.language_code IN {LANGUAGES} THEN {issued()} END"
STILL_VALID = (
    "CASE WHEN q.expires_on IS NOT NULL THEN q.expires_on >= :on"
    " WHEN k.validity_months IS NULL OR q.issued_on IS NULL THEN TRUE ELSE q.issued_on >= :two_years_ago END"
)
PERHAPS_VALID = (
    "q.expires_on IS NULL AND (q.issued_precision = 'year' AND q.issued_on >= :two_years_ago_year"
    " OR q.issued_precision = 'month' AND q.issued_on >= :two_years_ago_month)"
)
SPEAKS_WELL = f"q.domain = 'language' AND l.rank >= 4 AND q.language_code IN {LANGUAGES}"
INTERNATIONAL = (
    f"CASE WHEN {SPEAKS_WELL} AND NOT ({STILL_VALID}) AND ({PERHAPS_VALID}) THEN 1"
    f" WHEN {SPEAKS_WELL} AND ({STILL_VALID})"
    f" OR q.domain = 'degree' AND l.rank >= 4 AND (q.country <> 'VN' OR q.taught_in IS NOT NULL) THEN {issued()} END"
)
T1_LEAVES = {"degree": DEGREE, "theory": THEORY, "course": COURSE, "digital": DIGITAL}
LEADERS_LEAVES = {"speaks": SPEAKS, "international": INTERNATIONAL}


def leaf_columns(leaves: dict[str, str]) -> str:
    """Every condition as two columns: as declared, and on verified qualifications alone."""
    return ", ".join(
        f"COALESCE(MAX({leaf}), 0) AS d_{name}, COALESCE(MAX(CASE WHEN q.state = 'verified' THEN {leaf} END), 0) AS v_{name}"
        for name, leaf in leaves.items()
    )


def sums(who: str, leaf: str, doubtful: str = "FALSE") -> str:
    """Met, met on verified ones alone, unmet, unknown: of those who are surely in the population, or doubtfully."""
    tests = (f"NOT {doubtful} AND d_{leaf} = 2", f"NOT {doubtful} AND v_{leaf} = 2", f"NOT {doubtful} AND d_{leaf} = 0")
    return ", ".join(f"SUM(CASE WHEN {who} AND {test} THEN 1 ELSE 0 END)" for test in (*tests, f"({doubtful} OR d_{leaf} = 1)"))


ON_THE_DAY = """unit_period u
    JOIN assignment a ON a.unit_id = u.unit_id
    JOIN position p ON p.id = a.position_id
  WHERE u.valid_from <= :on AND u.valid_to > :on AND a.valid_from <= :on AND a.valid_to > :on"""
PAPERS = """LEFT JOIN qualification q ON q.official_id = s.official_id AND q.domain IN ({domains})
      AND q.state NOT IN ('rejected', 'revoked')
    LEFT JOIN level l ON l.id = q.level_id
    LEFT JOIN certificate_type k ON k.id = q.certificate_type_id"""
T1_EXEMPT = """a.position_id IN (
      SELECT e.position_id FROM exemption e JOIN target t ON t.id = e.target_id
      WHERE t.code = 'T1' AND e.valid_from <= :on AND e.valid_to > :on)"""

T1_STATEMENT = f"""
WITH scope AS (
  SELECT a.official_id, a.unit_id, CASE WHEN p.leadership = 'none' THEN 1 ELSE 2 END AS need, {T1_EXEMPT} AS exempt
  FROM {ON_THE_DAY} AND u.tier = 'commune' AND a.kind = 'main' AND a.category IN ('cadre', 'civil_servant')
), leaves AS (
  SELECT MIN(s.unit_id) AS unit_id, MAX(CASE WHEN s.exempt THEN 1 ELSE 0 END) AS exempt, {leaf_columns(T1_LEAVES)}
  FROM scope s {PAPERS.format(domains="'degree', 'theory', 'state_management', 'digital'")}
  GROUP BY s.official_id
), verdicts AS (
  SELECT *, {{least}}(d_degree, d_theory, d_course, d_digital) AS d_whole,
    {{least}}(v_degree, v_theory, v_course, v_digital) AS v_whole
  FROM leaves
)
SELECT unit_id, {", ".join(sums("exempt = 0", leaf) for leaf in ("whole", *T1_LEAVES))}, SUM(exempt)
FROM verdicts GROUP BY unit_id"""  # noqa: S608  our own words

LEADERS_STATEMENT = f"""
WITH posts AS (
  SELECT a.official_id, a.unit_id, a.category, p.leadership, ROW_NUMBER() OVER (
      PARTITION BY a.official_id ORDER BY {HIGHEST_FIRST}) AS place
  FROM {ON_THE_DAY} AND p.leadership IN ('province', 'department', 'district', 'division')
), scope AS (
  SELECT h.official_id, h.unit_id, h.leadership = 'division' AS division,
    CASE WHEN o.born_on IS NULL THEN 1 WHEN o.born_on > :forty_years_ago THEN 2 ELSE 0 END AS young
  FROM posts h JOIN official o ON o.id = h.official_id
  WHERE h.place = 1 AND h.leadership <> 'province' AND h.category IN ('cadre', 'civil_servant')
), leaves AS (
  SELECT MIN(s.unit_id) AS unit_id, MAX(CASE WHEN s.division THEN 1 ELSE 0 END) AS division, MIN(s.young) AS young,
    {leaf_columns(LEADERS_LEAVES)}
  FROM scope s {PAPERS.format(domains="'degree', 'language'")}
  GROUP BY s.official_id
)
SELECT unit_id, {sums("division = 0 AND young > 0", "speaks", "young = 1")}, {sums("division = 0", "international")},
  {sums("division = 1", "international")}
FROM leaves GROUP BY unit_id"""  # noqa: S608  our own words


def prepared(statement: str) -> TextClause:
    """The statement in the words of the database, its days typed."""
    least = "LEAST" if db.session.get_bind().dialect.name == "postgresql" else "MIN"
    days = (name for name in days_of(dt.date(2026, 1, 1)) if f":{name}" in statement)
    return text(statement.format(least=least)).bindparams(*(bindparam(name, type_=Date) for name in days))


def days_of(on: dt.date) -> dict[str, dt.date]:
    """The days that the statements compare with."""
    diploma = min(on, DIPLOMA_UNTIL)
    return {
        "on": on,
        "month": (on + dt.timedelta(days=1)).replace(day=1),
        "year": (on + dt.timedelta(days=1)).replace(month=1, day=1),
        "diploma_on": diploma,
        "diploma_month": (diploma + dt.timedelta(days=1)).replace(day=1),
        "diploma_year": (diploma + dt.timedelta(days=1)).replace(month=1, day=1),
        "two_years_ago": add_years(on, -2),
        "two_years_ago_month": add_years(on, -2).replace(day=1),
        "two_years_ago_year": add_years(on, -2).replace(month=1, day=1),
        "forty_years_ago": add_years(on, -40),
    }


def target_ids() -> dict[str, int]:
    """Ids of targets and components by code."""
    return dict(db.session.execute(select(Target.code, Target.id)).all())


class Board:
    """The whole board by two statements: commune staff with the components of the first target, and leaders."""

    def __init__(self) -> None:
        self._ids = target_ids()
        self._commune, self._leaders = prepared(T1_STATEMENT), prepared(LEADERS_STATEMENT)

    def counts_on(self, on: dt.date) -> Counts:
        """As `registry.standings.measure.counts_on` gives them."""
        days = days_of(on)
        counts: Counts = {}
        for row in db.session.execute(self._commune, days):
            self._put(counts, PARTS, row, exempt=row[-1])
        for row in db.session.execute(self._leaders, days):
            self._put(counts, LEADERS_TARGETS, row)
        return counts

    def _put(self, counts: Counts, codes: tuple[str, ...], row: Result, exempt: int = 0) -> None:
        for place, code in enumerate(codes):
            met, met_verified, unmet, unknown = row[1 + 4 * place : 5 + 4 * place]
            count = Count(met, met_verified, unmet, unknown, exempt)
            if count.total or exempt:
                counts.setdefault(self._ids[code], {})[row[0]] = count
