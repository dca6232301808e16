"""A small province in the tables, and its records read a second time: row by row, day by day, without the joins of the engine."""

import calendar
import datetime as dt
from collections.abc import Iterator
from typing import Any

from sqlalchemy import select

from models.base import FOREVER
from models.officials import Assignment, Official, Precision
from models.positions import Leadership, Position, StaffCategory
from models.qualifications import CertificateType, Domain, Language, Level, Qualification, State
from models.targets import Exemption, Standing, Target, TargetVersion
from models.units import Tier, Unit, UnitPeriod
from registry.judgement.codec import read_rule, write_rule
from registry.judgement.facts import Credential, Dossier, Post, Waiver
from registry.judgement.judge import DatedRule, Judged, Verdict
from registry.judgement.rules import AnyOf, Condition, Every, Holds, InternationalDegree, InTier, Leads, Not, YoungerThan
from registry.shared.database import db
from tests.compliance import reference
from tests.compliance.made import EVERYBODY, day, rule

MERGER = day("2025-07-01")
OPEN_FROM = day("1990-01-01")
RECORDED = dt.datetime(2025, 1, 1, tzinfo=dt.UTC)

UNITS = [
    ("province", Tier.PROVINCE, None, FOREVER),
    ("department", Tier.DEPARTMENT, "province", FOREVER),
    ("district", Tier.DISTRICT, "province", MERGER),
    ("commune", Tier.COMMUNE, "district", MERGER),
    ("merged", Tier.COMMUNE, "district", MERGER),
]
POSITIONS = [
    ("director", Tier.DEPARTMENT, Leadership.DEPARTMENT, False),
    ("vice-director", Tier.DEPARTMENT, Leadership.DEPARTMENT, True),
    ("chair", Tier.COMMUNE, Leadership.COMMUNE, False),
    ("clerk", Tier.COMMUNE, Leadership.NONE, False),
]
COMMUNE, LEADERS = InTier(frozenset({"commune"})), Leads(frozenset({"department", "district"}))
ENGLISH = Holds("language", 3, languages=frozenset({"en", "fr"}), valid_on_day=True)
TESTED = Holds("language", 2, certificate_types=frozenset({"ielts"}))
TARGETS: list[tuple[str, Condition, Condition, str]] = [
    ("T1", COMMUNE, Every((Holds("degree", 4), AnyOf((Holds("theory", 2), TESTED)))), "main"),
    ("T1.degree", COMMUNE, Holds("degree", 4), "main"),
    ("T2", Every((LEADERS, YoungerThan(40))), ENGLISH, "highest"),
    ("T3", EVERYBODY, AnyOf((ENGLISH, InternationalDegree(4, undated="counts"))), "highest"),
    ("TX", Not(Holds("degree", 5)), Not(ENGLISH), "main"),
]


def settle(people: int = 3) -> None:
    """Add units that were reorganised in July 2025, positions, levels, five targets and clerks with nothing but a post."""
    units = {key: Unit(key=key) for key, *_ in UNITS}
    db.session.add_all(units.values())
    db.session.flush()
    for key, tier, parent, until in UNITS:
        above = units[parent].id if parent else None
        db.session.add(_period(units[key], tier, above, OPEN_FROM, until))
    db.session.add(_period(units["commune"], Tier.COMMUNE, units["province"].id, MERGER, FOREVER))
    db.session.add_all(
        Position(
            key=key,
            title=key,
            tier=tier,
            category=StaffCategory.CIVIL_SERVANT,
            leadership=leads,
            deputy=deputy,
            valid_from=OPEN_FROM,
        )
        for key, tier, leads, deputy in POSITIONS
    )
    db.session.add_all(Language(code=code, name=code) for code in ("en", "fr", "lo"))
    db.session.add_all(
        Level(domain=domain, key=str(rank), name=str(rank), rank=rank, valid_from=OPEN_FROM)
        for domain in (Domain.DEGREE, Domain.THEORY, Domain.LANGUAGE)
        for rank in range(1, 6)
    )
    db.session.flush()
    db.session.add(CertificateType(key="ielts", name="IELTS", domain=Domain.LANGUAGE, language_code="en", validity_months=24))
    db.session.add(CertificateType(key="toeic", name="TOEIC", domain=Domain.LANGUAGE, language_code="en"))
    for code, population, requirement, by in TARGETS:
        db.session.add(target := Target(code=code, title=code, title_en=code, short_title=code, short_title_en=code))
        db.session.flush()
        add_version(target, write_rule(rule(requirement, population, by=by)), OPEN_FROM)
    for _ in range(people):
        add_post(add_official())
    db.session.flush()


def _period(unit: Unit, tier: Tier, parent_id: int | None, begins: dt.date, ends: dt.date) -> UnitPeriod:
    return UnitPeriod(unit=unit, name=unit.key, tier=tier, parent_id=parent_id, valid_from=begins, valid_to=ends)


def add_version(target: Target, data: dict[str, Any], begins: dt.date, ends: dt.date = FOREVER, number: int = 1) -> TargetVersion:
    """A version of the rule of a target."""
    version = TargetVersion(
        target_id=target.id,
        number=number,
        rule=data,
        basis_document="Resolution",
        wording="",
        valid_from=begins,
        valid_to=ends,
    )
    db.session.add(version)
    return version


def add_official(**values: Any) -> Official:
    """An official born in 1985 unless told otherwise."""
    count = len(db.session.scalars(select(Official.id)).all())
    plain = {"full_name": "A", "search_text": " a", "sort_key": "a", "born_on": day("1985-07-01")}
    official = Official(**{**plain, "personal_number": f"{count:012}", **values})
    db.session.add(official)
    db.session.flush()
    return official


def add_post(
    official: Official, position: str = "clerk", unit: str = "commune", begins: str = "2020-01-01", **values: Any
) -> Assignment:
    """A post; a main one at the commune unless told otherwise."""
    assignment = Assignment(
        official_id=official.id,
        unit_id=unit_id(unit),
        position_id=one(Position, key=position).id,
        category=values.pop("category", StaffCategory.CIVIL_SERVANT),
        valid_from=day(begins),
        **values,
    )
    db.session.add(assignment)
    db.session.flush()
    return assignment


def add_qualification(official: Official, domain: Domain = Domain.DEGREE, rank: int | None = 4, **values: Any) -> Qualification:
    """A verified qualification of June 2020 unless told otherwise; `certificate` is the key of its type."""
    certificate = values.pop("certificate", None)
    plain = {"issued_on": day("2020-06-15"), "state": State.VERIFIED, "recorded_at": RECORDED}
    qualification = Qualification(
        official_id=official.id,
        domain=domain,
        level_id=one(Level, domain=domain, rank=rank).id if rank else None,
        certificate_type_id=one(CertificateType, key=certificate).id if certificate else None,
        **{**plain, **values},
    )
    db.session.add(qualification)
    db.session.flush()
    return qualification


def one(kind: Any, **values: Any) -> Any:
    """The row with these values."""
    return db.session.scalars(select(kind).filter_by(**values)).one()


def unit_id(key: str) -> int:
    """The id of a unit."""
    return int(one(Unit, key=key).id)


def facts_on(on: dt.date) -> list[Dossier]:
    """Everybody with the posts of one day and all qualifications, each row looked up by itself."""
    return [
        Dossier(official.id, official.born_on, _posts_on(official, on), _credentials(official))
        for official in db.session.scalars(select(Official))
    ]


def _posts_on(official: Official, on: dt.date) -> tuple[Post, ...]:
    posts = []
    for held in db.session.scalars(select(Assignment).order_by(Assignment.valid_from, Assignment.id)):
        if held.official_id != official.id or not held.valid_from <= on < held.valid_to:
            continue
        position = db.session.get_one(Position, held.position_id)
        for period in db.session.scalars(select(UnitPeriod).filter_by(unit_id=held.unit_id)):
            if period.valid_from <= on < period.valid_to:
                posts.append(
                    Post(
                        begins=on,
                        ends=on + dt.timedelta(days=1),
                        unit_id=held.unit_id,
                        tier=str(period.tier),
                        category=str(held.category),
                        position=position.key,
                        leadership=str(position.leadership),
                        deputy=position.deputy,
                        kind=str(held.kind),
                    )
                )
    return tuple(posts)


def _credentials(official: Official) -> dict[str, tuple[Credential, ...]]:
    by_domain: dict[str, tuple[Credential, ...]] = {}
    for held in db.session.scalars(select(Qualification).filter_by(official_id=official.id)):
        kind = held.certificate_type
        credential = Credential(
            held.id,
            str(held.domain),
            held.level.rank if held.level else None,
            held.issued_on,
            _last_possible_day(held),
            _last_day_of_validity(held, held.issued_on),
            str(held.state),
            held.language_code,
            kind.key if kind else None,
            held.taught_in is not None or (held.country is not None and held.country != "VN"),
            _last_day_of_validity(held, _last_possible_day(held)),
        )
        by_domain[credential.domain] = (*by_domain.get(credential.domain, ()), credential)
    return by_domain


def _last_possible_day(held: Qualification) -> dt.date | None:
    if held.issued_on is None or held.issued_precision == Precision.DAY:
        return held.issued_on
    month = 12 if held.issued_precision == Precision.YEAR else held.issued_on.month
    return dt.date(held.issued_on.year, month, calendar.monthrange(held.issued_on.year, month)[1])


def _last_day_of_validity(held: Qualification, issued: dt.date | None) -> dt.date | None:
    if held.expires_on is not None or issued is None or held.certificate_type is None:
        return held.expires_on
    month = issued
    for _ in range(held.certificate_type.validity_months or 0):
        month = (month.replace(day=1) + dt.timedelta(days=31)).replace(day=1)
    last = calendar.monthrange(month.year, month.month)[1]
    return month.replace(day=min(issued.day, last)) if held.certificate_type.validity_months else None


def targets_in_tables(on: dt.date) -> dict[int, Judged]:
    """All targets with versions and exemptions looked up by themselves, these with the units that they mean on the day."""
    found = {}
    for target in db.session.scalars(select(Target)):
        versions = db.session.scalars(select(TargetVersion).filter_by(target_id=target.id)).all()
        waivers = db.session.scalars(select(Exemption).filter_by(target_id=target.id)).all()
        found[target.id] = Judged(
            target.code,
            tuple(DatedRule(one.valid_from, one.valid_to, read_rule(one.rule), one.number) for one in versions),
            tuple(_waiver(one, on) for one in waivers),
        )
    return found


def _waiver(exemption: Exemption, on: dt.date) -> Waiver:
    position = db.session.get_one(Position, exemption.position_id).key if exemption.position_id else None
    period = (exemption.valid_from, exemption.valid_to)
    levels = tuple((exemption.levels or {}).items())
    area = frozenset(_at_or_below(exemption.unit_id, on)) if exemption.unit_id and exemption.with_below else None
    unit = None if area is not None else exemption.unit_id
    return Waiver(exemption.id, *period, exemption.basis, position, unit, exemption.official_id, area, levels)


def _at_or_below(unit_id: int, on: dt.date) -> Iterator[int]:
    """The unit, and every unit from which one comes to it by going up over units that stand on the day."""
    yield unit_id
    above = {
        period.unit_id: period.parent_id
        for period in db.session.scalars(select(UnitPeriod))
        if period.valid_from <= on < period.valid_to
    }
    for start in above.keys() - {unit_id}:
        unit, passed = start, set[int]()
        while unit in above and unit not in passed and unit != unit_id:
            passed.add(unit)
            unit = above[unit] or 0
        if unit == unit_id and unit_id in above:
            yield start


Stands = dict[tuple[int, int], tuple[int, str, str]]
"""Target and official → unit, verdict as declared, verdict on verified qualifications alone."""


def standings_read_again(on: dt.date) -> Stands:
    """What the table of standings has to say of a day, by the second reading of rules and records."""
    people = facts_on(on)
    return {
        (target_id, dossier.official_id): standing
        for target_id, target in targets_in_tables(on).items()
        for dossier in people
        if (standing := reference.standing(target, dossier, on))
    }


def standings_stored(on: dt.date) -> Stands:
    """What the table of standings says of a day. Two rows for one target and official on one day are an error."""
    statement = select(Standing).where(Standing.valid_from <= on, Standing.valid_to > on)
    rows = db.session.scalars(statement.execution_options(populate_existing=True)).all()
    found = {(row.target_id, row.official_id): (row.unit_id, _word(row.declared), _word(row.verified)) for row in rows}
    assert len(found) == len(rows), "an official is counted twice"
    return found


def _word(verdict: int) -> str:
    return Verdict(verdict).name.lower()
