"""The qualifications of made-up officials: degrees, courses and certificates, six a person, with gaps, doubts and expiries."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from sqlalchemy import select

from models.base import FOREVER
from models.officials import Precision
from models.qualifications import CertificateType, Domain, FormOfStudy, Level, State
from registry.qualifications.mapping import EquivalenceTable
from registry.shared.ages import add_months
from registry.shared.database import db
from seeds.province.dice import Dice
from seeds.province.people import HERE
from seeds.province.tongues import HIGH, LOW, MIDDLE, OF
from seeds.tables import document
from tests.bench.careers import LAST_DAY

STATES = {State.VERIFIED: 46.0, State.DECLARED: 40, State.CHECKED: 9, State.REJECTED: 4, State.REVOKED: 1}
PRECISIONS = {Precision.DAY: 91.0, Precision.MONTH: 4, Precision.YEAR: 5}
UNDATED = 0.02
DEGREES = {"dai-hoc": 90.0, "cao-dang": 6, "trung-cap": 4}
THEORY = {"so-cap": 40.0, "trung-cap": 38, "cao-cap": 12, "": 10}
STATE_COURSES = {"chuyen-vien": 60.0, "chuyen-vien-chinh": 22, "can-su": 6, "": 12}
DEFENCE = {"doi-tuong-4": 55.0, "doi-tuong-3": 20, "": 25}
DIGITAL = {"cntt_co_ban": 60.0, "tin_hoc_b": 22, "cntt_nang_cao": 6, "pho_cap_ky_nang_so": 6, "": 6}
TONGUES = {key: weight for key, weight in {**HIGH, **MIDDLE, **LOW}.items() if key[0] != "toeic_4"}
CERTIFIED_TWICE = 0.2
SPEAKS = 0.68
Row = dict[str, Any]


class Papers:
    """Draws qualifications as column values, without the official they belong to."""

    def __init__(self, dice: Dice) -> None:
        self._dice = dice
        self._table = EquivalenceTable()
        schools = document("schools.toml", HERE)
        self._fields, self._universities = list(schools["fields"]), list(schools["universities"])
        self._levels = {(row.domain, row.key): row.id for row in db.session.execute(select(Level.domain, Level.key, Level.id))}
        self._types = {
            row.key: (row.id, row.validity_months)
            for row in db.session.execute(select(CertificateType.key, CertificateType.id, CertificateType.validity_months))
        }

    def draw(self, born_on: dt.date | None) -> Iterator[Row]:
        """What one person holds."""
        first = dt.date((born_on.year if born_on else 1980) + 22, 6, 1)
        yield from self._degrees(first)
        yield from self._theory(first)
        yield from self._levelled(Domain.STATE_MANAGEMENT, STATE_COURSES, first, unknown_day=0.25)
        yield from self._levelled(Domain.DEFENCE, DEFENCE, first, unknown_day=0.1)
        yield from self._digital(first)
        if self._dice.chance(SPEAKS):
            yield self._tongue()
            if self._dice.chance(CERTIFIED_TWICE):
                yield self._tongue()

    def _degrees(self, first: dt.date) -> Iterator[Row]:
        if self._dice.chance(0.28):
            yield self._degree("cao-dang", first, first.replace(year=first.year + 3))
        yield self._degree(self._dice.weighed(DEGREES), first, first.replace(year=first.year + 12))
        if self._dice.chance(0.24):
            yield self._degree("thac-si", first.replace(year=first.year + 5), LAST_DAY)

    def _degree(self, level: str, first: dt.date, last: dt.date) -> Row:
        abroad = self._dice.chance(0.02)
        return self._row(Domain.DEGREE, self._levels[Domain.DEGREE, level], self._day(first, last)) | {
            "field": self._dice.pick(self._fields),
            "institution": self._dice.pick(self._universities),
            "country": "AU" if abroad else "VN" if self._dice.chance(0.5) else None,
            "taught_in": "en" if abroad else None,
            "form_of_study": FormOfStudy.FULL_TIME,
            "number": f"{self._dice.number(100_000, 999_999)}",
        }

    def _theory(self, first: dt.date) -> Iterator[Row]:
        level = self._dice.weighed(THEORY)
        if level in ("trung-cap", "cao-cap") and self._dice.chance(0.55):
            yield self._row(Domain.THEORY, self._levels[Domain.THEORY, "so-cap"], self._day(first, LAST_DAY))
        if level:
            row = self._row(Domain.THEORY, self._levels[Domain.THEORY, level], self._day(first, LAST_DAY))
            yield row | ({"certificate_type_id": self._types["cao_cap_llct_hc"][0]} if level == "cao-cap" else {})

    def _levelled(self, domain: Domain, weights: dict[str, float], first: dt.date, unknown_day: float) -> Iterator[Row]:
        level = self._dice.weighed(weights)
        if level:
            day = None if self._dice.chance(unknown_day) else self._day(first, LAST_DAY)
            yield self._row(domain, self._levels[domain, level], day)

    def _digital(self, first: dt.date) -> Iterator[Row]:
        kind = self._dice.weighed(DIGITAL)
        if kind:
            day = None if self._dice.chance(0.3) else self._day(first, LAST_DAY)
            yield self._certificate(Domain.DIGITAL, kind, None, day)

    def _tongue(self) -> Row:
        kind, score = self._dice.weighed(TONGUES)
        issued = self._day(dt.date(2012, 1, 1), LAST_DAY)
        row = self._certificate(Domain.LANGUAGE, kind, score, issued) | {"language_code": OF.get(kind, "en"), "score": score}
        months = self._types[kind][1]
        if months and issued and self._dice.chance(0.5):
            row["expires_on"] = FOREVER if self._dice.chance(0.02) else add_months(issued, months)
        return row

    def _certificate(self, domain: Domain, kind: str, score: str | None, issued: dt.date | None) -> Row:
        type_id = self._types[kind][0]
        return self._row(domain, self._table.level_of(type_id, score, issued), issued) | {"certificate_type_id": type_id}

    def _day(self, first: dt.date, last: dt.date) -> dt.date | None:
        return None if self._dice.chance(UNDATED) else self._dice.day(min(first, last), last)

    def _row(self, domain: Domain, level_id: int | None, issued: dt.date | None) -> Row:
        """Every column, so that all rows go into one statement."""
        precision = self._dice.weighed(PRECISIONS) if issued else Precision.DAY
        if issued and precision is not Precision.DAY:
            issued = issued.replace(day=1) if precision is Precision.MONTH else issued.replace(month=1, day=1)
        return {
            **dict.fromkeys(_OPTIONAL),
            "domain": domain,
            "level_id": level_id,
            "issued_on": issued,
            "issued_precision": precision,
            "state": self._dice.weighed(STATES),
            "version": 1,
        }


_OPTIONAL = (
    "certificate_type_id",
    "language_code",
    "score",
    "field",
    "institution",
    "country",
    "taught_in",
    "form_of_study",
    "number",
    "expires_on",
)
