"""The demonstration province: the same every time, consistent, and true to the shares it is calibrated to."""

import datetime as dt
import hashlib
from collections import Counter, defaultdict
from itertools import combinations

import pytest
from flask import Flask
from sqlalchemy import func, select

from models.accounts import Account, Role
from models.audit import AuditEntry
from models.base import FOREVER, Base
from models.findings import Finding, FindingState
from models.officials import Assignment, AssignmentKind, End, Official, Precision, Sex
from models.positions import Position, StaffCategory
from models.qualifications import CertificateType, Domain, Level, Qualification, State
from models.service import Absence, AbsenceKind, Appraisal, Discipline, RankHeld
from models.targets import Reckoned, Standing, Target
from models.units import Tier, UnitPeriod
from registry.accounts.passwords import matches
from registry.findings.checks import CHECKS
from registry.findings.keeping import differences as looked_again
from registry.qualifications.mapping import EquivalenceTable
from registry.shared.ages import age_on
from registry.shared.clock import stopped_at
from registry.shared.database import db
from registry.shared.transaction import transaction
from registry.standings import keeping
from registry.terms.queries import proposals
from seeds.demo import PASSWORD, TODAY, AlreadyPlanted, DemoSummary, plant_demo
from seeds.province.details import UNLISTED
from seeds.reference import load_reference
from tests.support.applications import application_on


def digests() -> dict[str, str]:
    """A fingerprint of each planted table, but for the passwords, which are salted anew each time."""
    found = {}
    for kind in (Account, Official, Assignment, Qualification, RankHeld, Absence, Appraisal, Discipline, AuditEntry):
        columns = [column for column in kind.__table__.columns if column.name != "password_hash"]
        rows = db.session.execute(select(*columns).order_by(kind.__table__.c.id))
        said = "\n".join(repr([_alike(value) for value in row]) for row in rows)
        found[kind.__tablename__] = hashlib.sha256(said.encode()).hexdigest()
    return found


def _alike(value: object) -> object:
    """SQLite gives moments without their zone."""
    return value.replace(tzinfo=dt.UTC) if isinstance(value, dt.datetime) else value


def serving(tier: Tier) -> list[tuple[Official, Position, Assignment]]:
    """Officials of a tier by their main post today."""
    statement = (
        select(Official, Position, Assignment)
        .join(Assignment, Assignment.official_id == Official.id)
        .join(Position, Position.id == Assignment.position_id)
        .where(Assignment.kind == AssignmentKind.MAIN, Position.tier == tier)
        .where(Assignment.valid_from <= TODAY, Assignment.valid_to > TODAY)
    )
    return [(official, position, post) for official, position, post in db.session.execute(statement)]


def highest(domain: Domain) -> dict[int, int]:
    """Official → highest rank in a domain, as declared."""
    statement = (
        select(Qualification.official_id, func.max(Level.rank))
        .join(Level, Level.id == Qualification.level_id)
        .where(Qualification.domain == domain, Qualification.state.not_in([State.REJECTED, State.REVOKED]))
        .group_by(Qualification.official_id)
    )
    return dict(db.session.execute(statement).all())


def share(code: str, on: dt.date = TODAY) -> float:
    """Percent of those counted who meet a target, as declared."""
    statement = (
        select(Standing.declared, func.count())
        .join(Target, Target.id == Standing.target_id)
        .where(Target.code == code, Standing.valid_from <= on, Standing.valid_to > on)
        .group_by(Standing.declared)
    )
    counted = dict(db.session.execute(statement).all())
    total = sum(number for reckoned, number in counted.items() if reckoned != Reckoned.EXEMPT)
    return 100 * counted.get(Reckoned.MET, 0) / total


@pytest.mark.parametrize("empty_database_url", ["postgresql"], indirect=True)  # `province` is planted on SQLite
def test_two_plantings_are_alike_on_either_database_and_a_third_is_refused(province: Flask, empty_database_url: str) -> None:
    with province.app_context():
        first = digests()
    with application_on(empty_database_url) as app, app.app_context():
        with transaction():
            load_reference()
            summary = plant_demo()
        assert digests() == first
        assert db.session.scalar(select(func.count()).select_from(Official)) == summary.officials
        with pytest.raises(AlreadyPlanted, match="sổ trống"):
            plant_demo()
        assert plant_demo(only_if_empty=True) == DemoSummary()
        assert digests() == first
        _add_one_more()


def _add_one_more() -> None:
    # What users add afterwards must get new ids.
    db.session.add(Official(personal_number="042099000000", full_name="An", search_text=" an", sort_key="a"))
    db.session.flush()


@pytest.mark.usefixtures("province")
class TestPeople:
    """Who serves: how many, how old, under which numbers and accounts."""

    def test_the_headcount_is_that_of_the_province(self) -> None:
        communes = Counter(assignment.unit_id for _, _, assignment in serving(Tier.COMMUNE))
        assert len(communes) == 69
        assert 2500 <= sum(communes.values()) <= 2600
        assert (min(communes.values()) >= 24, max(communes.values()) <= 63) == (True, True)
        departments = Counter(assignment.unit_id for _, _, assignment in serving(Tier.DEPARTMENT))
        assert (len(departments), sum(departments.values())) == (13, 840)

    def test_every_commune_has_one_military_commander(self) -> None:
        commanders = [
            assignment.unit_id for _, position, assignment in serving(Tier.COMMUNE) if position.key == "chi-huy-truong-quan-su"
        ]
        assert len(commanders) == len(set(commanders)) == 69

    def test_ages_are_those_of_the_commune_staff_of_the_country(self) -> None:
        ages = [age_on(official.born_on, TODAY) for official, _, _ in serving(Tier.COMMUNE) if official.born_on]
        bands = [sum(age < 45 for age in ages), sum(45 <= age <= 55 for age in ages), sum(age > 55 for age in ages)]
        assert [100 * band / len(ages) for band in bands] == pytest.approx([59.09, 30.58, 10.33], abs=2.5)
        assert (min(ages) >= 22, max(ages) <= 61) == (True, True)

    def test_numbers_are_right_by_structure_and_seen_to_be_made_up(self) -> None:
        wrong = other_sex = 0
        for official in db.session.scalars(select(Official)):
            number, born = official.personal_number, official.born_on
            assert born
            digit = (official.sex is Sex.FEMALE) + 2 * (born.year >= 2000)
            assert (len(number), number[:3], number[6]) == (12, "042", "8")
            other_sex += number[3] != str(digit)
            wrong += number[4:6] != f"{born.year % 100:02d}"
        assert (wrong, other_sex) == (4, 2)

    def test_some_births_are_known_by_the_year_alone(self) -> None:
        years = db.session.scalar(select(func.count()).where(Official.born_precision == Precision.YEAR))
        assert 10 <= (years or 0) <= 60

    def test_every_role_has_an_account_with_the_printed_password(self) -> None:
        accounts = list(db.session.scalars(select(Account)))
        assert {account.role for account in accounts} == set(Role)
        assert all(matches(account.password_hash, PASSWORD) for account in accounts)
        chair = next(account for account in accounts if account.username == "chutich.camxuyen")
        names = [official.full_name for official, position, _ in serving(Tier.COMMUNE) if position.key == "chu-tich-ubnd"]
        assert chair.name in names

    def test_the_trail_tells_of_it_and_of_the_reorganisation(self) -> None:
        entry, reorganised = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id))
        assert reorganised.action == "reorganisation.applied"
        assert entry.action == "demo.planted"
        assert entry.changes["officials"] == db.session.scalar(select(func.count()).select_from(Official))


@pytest.mark.usefixtures("province")
class TestPosts:
    """Posts over time."""

    def test_nobody_has_two_main_posts_on_a_day(self) -> None:
        held: dict[int, list[Assignment]] = defaultdict(list)
        for assignment in db.session.scalars(select(Assignment)):
            assert assignment.valid_from < assignment.valid_to
            if assignment.kind is AssignmentKind.MAIN:
                held[assignment.official_id].append(assignment)
        overlaps = [
            one.official_id
            for posts in held.values()
            for one, other in combinations(posts, 2)
            if one.valid_from < other.valid_to and other.valid_from < one.valid_to
        ]
        assert overlaps == []

    def test_posts_lie_within_the_life_of_unit_and_position(self) -> None:
        lives: dict[int, list[dt.date]] = defaultdict(list)
        for period in db.session.scalars(select(UnitPeriod)):
            lives[period.unit_id] += [period.valid_from, period.valid_to]
        statement = select(Assignment, Position).join(Position, Position.id == Assignment.position_id)
        for assignment, position in db.session.execute(statement):
            life = lives[assignment.unit_id]
            assert min(life) <= assignment.valid_from
            assert assignment.valid_to <= max(life)
            assert position.valid_from <= assignment.valid_from
            assert assignment.valid_to <= position.valid_to

    def test_history_crosses_the_reorganisations(self) -> None:
        ended = Counter(db.session.scalars(select(Assignment.valid_to).where(Assignment.valid_to < FOREVER)))
        assert ended[dt.date(2025, 7, 1)] > 500
        assert ended[dt.date(2025, 3, 1)] > 50
        assert ended[dt.date(2025, 1, 1)] > 10
        begun = Counter(db.session.scalars(select(Assignment.valid_from)))
        assert begun[dt.date(2025, 7, 1)] > 2400
        assert sum(number for day, number in begun.items() if day.year == 2026) > 120

    def test_there_are_concurrent_posts_and_people_who_left(self) -> None:
        kinds = Counter(db.session.scalars(select(Assignment.kind)))
        assert kinds[AssignmentKind.CONCURRENT] > 150
        last = select(func.max(Assignment.valid_to)).group_by(Assignment.official_id).subquery()
        left = db.session.scalar(select(func.count()).select_from(last).where(last.c[0] <= TODAY))
        assert 30 <= (left or 0) <= 80
        assert kinds[AssignmentKind.SECONDED] == 24
        assert kinds[AssignmentKind.ACTING] == 16

    def test_some_retire_on_a_day_to_come_and_nobody_retires_in_spring(self) -> None:
        ahead = select(Assignment).where(Assignment.ended_by == End.RETIRED, Assignment.valid_to > TODAY)
        posts = list(db.session.scalars(ahead))
        assert 3 <= len(posts) <= 9
        assert all(post.valid_to.day == 1 and post.valid_to.month >= 5 and post.end_decision for post in posts)

    def test_what_stands_beside_posts_is_there(self) -> None:
        def number(kind: type[Base]) -> int:
            return db.session.scalar(select(func.count()).select_from(kind)) or 0

        assert number(RankHeld) > 5000
        assert number(Appraisal) > 9000
        assert (number(Absence), number(Discipline)) == (64, 8)
        mothers = select(Official.sex).join(Absence, Absence.official_id == Official.id)
        assert set(db.session.scalars(mothers.where(Absence.kind == AbsenceKind.MATERNITY))) == {Sex.FEMALE}


@pytest.mark.usefixtures("province")
class TestQualifications:
    """What people hold, how far it is believed, and where the targets stand."""

    def test_degrees_of_commune_staff_are_those_of_the_country(self) -> None:
        ranks = highest(Domain.DEGREE)
        staff = [ranks.get(official.id, 0) for official, _, _ in serving(Tier.COMMUNE)]
        assert 92 <= 100 * sum(rank >= 4 for rank in staff) / len(staff) <= 96
        assert 3 <= 100 * sum(rank in (2, 3) for rank in staff) / len(staff) <= 7

    def test_theory_differs_between_cadres_and_civil_servants(self) -> None:
        ranks = highest(Domain.THEORY)
        low: Counter[StaffCategory] = Counter()
        high: Counter[StaffCategory] = Counter()
        size: Counter[StaffCategory] = Counter()
        for official, position, _ in serving(Tier.COMMUNE):
            size[position.category] += 1
            low[position.category] += ranks.get(official.id, 0) < 2
            high[position.category] += ranks.get(official.id, 0) >= 3
        cadre, servant = StaffCategory.CADRE, StaffCategory.CIVIL_SERVANT
        assert low[cadre] / size[cadre] < 0.04 < 0.15 < low[servant] / size[servant] < 0.35
        assert high[servant] / size[servant] < 0.1 < 0.2 < high[cadre] / size[cadre] < 0.4

    def test_the_targets_stand_where_a_province_on_its_way_stands(self) -> None:
        assert 89 <= share("T1") <= 95
        assert share("T1", dt.date(2025, 7, 31)) < share("T1", dt.date(2025, 12, 31)) < share("T1")
        assert 35 <= share("T3") <= 42
        assert 28 <= share("T4") <= 32

    def test_a_handful_of_young_leaders_stands_before_the_language_target(self) -> None:
        statement = (
            select(func.count())
            .select_from(Standing)
            .join(Target, Target.id == Standing.target_id)
            .where(Target.code == "T2", Standing.valid_from <= TODAY, Standing.valid_to > TODAY)
        )
        assert 2 <= (db.session.scalar(statement) or 0) <= 10

    def test_states_are_mixed(self) -> None:
        states = Counter(db.session.scalars(select(Qualification.state)))
        assert 0.7 <= states[State.VERIFIED] / states.total() <= 0.8
        assert states[State.DECLARED] > states[State.CHECKED] > states[State.REJECTED] > states[State.REVOKED] > 0

    def test_levels_are_those_that_the_tables_say(self) -> None:
        table = EquivalenceTable()
        statement = select(Qualification, CertificateType).join(
            CertificateType, CertificateType.id == Qualification.certificate_type_id
        )
        unmapped: Counter[str] = Counter()
        for paper, kind in db.session.execute(statement):
            assert paper.level_id == table.level_of(kind.id, paper.score, paper.issued_on, paper.skill_scores)
            if paper.level_id is None:
                unmapped[kind.key] += 1
        assert set(unmapped) == {"toeic", "hsk"}

    def test_gaps_and_errors_of_each_kind_are_there(self) -> None:
        papers = list(db.session.scalars(select(Qualification)))
        born = {one.id: one.born_on or TODAY for one in db.session.scalars(select(Official))}
        assert any(paper.expires_on and paper.expires_on < TODAY for paper in papers)
        assert any(paper.expires_on and paper.expires_on >= TODAY for paper in papers)
        degrees = [paper for paper in papers if paper.domain is Domain.DEGREE]
        assert {paper.issued_precision for paper in degrees} == set(Precision)
        assert any(paper.issued_on is None for paper in degrees)
        assert {paper.domain for paper in papers} == set(Domain)
        assert any(paper.country not in (None, "VN") and paper.taught_in for paper in degrees)
        assert sum(bool(paper.issued_on and paper.issued_on > TODAY) for paper in papers) == 4
        early = [paper for paper in degrees if paper.issued_on and age_on(born[paper.official_id], paper.issued_on) < 17]
        assert len(early) == 6

    def test_a_few_findings_of_each_kind_wait(self) -> None:
        counted = Counter(db.session.scalars(select(Finding.kind).where(Finding.state == FindingState.OPEN)))
        assert set(counted) == set(CHECKS) - {"same_scan"}  # scans are files, and the province brings none
        assert all(2 <= number <= 40 for number in counted.values()), counted
        with stopped_at(dt.datetime.combine(TODAY, dt.time(3), dt.UTC)):
            assert looked_again() == set()

    def test_schools_that_no_list_has_wait_as_proposals(self) -> None:
        assert {line.term.name for line in proposals()} == set(UNLISTED)
        assert all(line.uses for line in proposals())

    def test_the_standings_are_true(self) -> None:
        assert keeping.differences() == set()
