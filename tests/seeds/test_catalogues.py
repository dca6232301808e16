"""The reference data themselves: complete, without contradictions, and fit for the tables."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations, pairwise
from typing import Any

import pytest
from sqlalchemy import String, select

from models.base import FOREVER, Base
from models.positions import Leadership, Position, PositionAlias, StaffCategory
from models.qualifications import CertificateAlias, CertificateType, Domain, Equivalence, Level, LevelAlias
from models.targets import Exemption, Target, TargetVersion
from models.units import Tier, Unit, UnitPeriod
from registry.judgement.codec import read_rule, write_rule
from registry.qualifications.mapping import EquivalenceTable
from registry.shared.database import db
from registry.shared.text import fold

pytestmark = pytest.mark.usefixtures("catalogues")

BEFORE, AFTER = dt.date(2024, 6, 1), dt.date(2026, 9, 30)

# Titles as rosters word them, with the tier, the unit, and what they mean.
TITLES = [
    ("Giám đốc", Tier.DEPARTMENT, "so-noi-vu", Leadership.DEPARTMENT, False),
    ("Phó Giám đốc", Tier.DEPARTMENT, "so-noi-vu", Leadership.DEPARTMENT, True),
    ("Chánh Văn phòng", Tier.DEPARTMENT, "van-phong-uy-ban-nhan-dan-tinh", Leadership.DEPARTMENT, False),
    ("Phó Chánh Văn phòng", Tier.DEPARTMENT, "van-phong-uy-ban-nhan-dan-tinh", Leadership.DEPARTMENT, True),
    ("Chánh Văn phòng sở", Tier.DEPARTMENT, "van-phong-uy-ban-nhan-dan-tinh", Leadership.DIVISION, False),
    ("Phó Chánh Văn phòng sở", Tier.DEPARTMENT, "thanh-tra-tinh", Leadership.DIVISION, True),
    ("Chánh Văn phòng", Tier.DEPARTMENT, "so-y-te", Leadership.DIVISION, False),
    ("Chánh Thanh tra", Tier.DEPARTMENT, "thanh-tra-tinh", Leadership.DEPARTMENT, False),
    ("Phó Chánh Thanh tra", Tier.DEPARTMENT, "thanh-tra-tinh", Leadership.DEPARTMENT, True),
    ("Chánh Thanh tra", Tier.DEPARTMENT, "so-xay-dung", Leadership.DIVISION, False),
    ("Trưởng phòng", Tier.DEPARTMENT, "so-tu-phap", Leadership.DIVISION, False),
    ("Phó Trưởng phòng", Tier.DEPARTMENT, "so-tu-phap", Leadership.DIVISION, True),
    ("Chi cục trưởng", Tier.DEPARTMENT, "so-nong-nghiep-va-moi-truong", Leadership.DIVISION, False),
    ("Chuyên viên", Tier.DEPARTMENT, "so-tu-phap", Leadership.NONE, False),
    ("Chuyên viên chính", Tier.DEPARTMENT, "so-tu-phap", Leadership.NONE, False),
    ("Bí thư Đảng ủy", Tier.COMMUNE, "xa-cam-xuyen", Leadership.COMMUNE, False),
    ("Phó Bí thư Thường trực Đảng uỷ", Tier.COMMUNE, "xa-cam-xuyen", Leadership.COMMUNE, True),
    ("Phó Chủ tịch HĐND", Tier.COMMUNE, "xa-cam-xuyen", Leadership.COMMUNE, True),
    ("Chủ tịch Ủy ban nhân dân xã", Tier.COMMUNE, "xa-cam-xuyen", Leadership.COMMUNE, False),
    ("CT UBND", Tier.COMMUNE, "xa-cam-xuyen", Leadership.COMMUNE, False),
    ("Phó Chủ tịch UBND", Tier.COMMUNE, "xa-cam-xuyen", Leadership.COMMUNE, True),
    ("Chủ tịch UBMTTQ", Tier.COMMUNE, "xa-cam-xuyen", Leadership.COMMUNE, False),
    ("Phó Chủ tịch Uỷ ban MTTQ", Tier.COMMUNE, "xa-cam-xuyen", Leadership.COMMUNE, True),
    ("Chỉ huy trưởng Ban CHQS", Tier.COMMUNE, "xa-cam-xuyen", Leadership.COMMUNE_OFFICE, False),
    ("Chỉ huy trưởng Ban Chỉ huy quân sự", Tier.COMMUNE, "xa-cam-xuyen", Leadership.COMMUNE_OFFICE, False),
    ("Chánh Văn phòng HĐND và UBND", Tier.COMMUNE, "xa-cam-xuyen", Leadership.COMMUNE_OFFICE, False),
    ("Trưởng phòng", Tier.COMMUNE, "xa-cam-xuyen", Leadership.COMMUNE_OFFICE, False),
    ("Trưởng phòng Kinh tế", Tier.COMMUNE, "xa-cam-xuyen", Leadership.COMMUNE_OFFICE, False),
    ("Phó Trưởng phòng Văn hóa - Xã hội", Tier.COMMUNE, "xa-cam-xuyen", Leadership.COMMUNE_OFFICE, True),
    ("Giám đốc Trung tâm Phục vụ hành chính công", Tier.COMMUNE, "xa-cam-xuyen", Leadership.COMMUNE_OFFICE, False),
    ("PGĐ TTPVHCC", Tier.COMMUNE, "xa-cam-xuyen", Leadership.COMMUNE_OFFICE, True),
    ("Chuyên viên", Tier.COMMUNE, "xa-cam-xuyen", Leadership.NONE, False),
]
TITLES_BEFORE = [
    ("Chủ tịch UBND", Tier.COMMUNE, Leadership.COMMUNE),
    ("Chủ tịch Hội Cựu chiến binh", Tier.COMMUNE, Leadership.COMMUNE),
    ("Văn phòng - thống kê", Tier.COMMUNE, Leadership.NONE),
    ("Địa chính - nông nghiệp - xây dựng và môi trường", Tier.COMMUNE, Leadership.NONE),
    ("Chủ tịch UBND huyện", Tier.DISTRICT, Leadership.DISTRICT),
    ("Trưởng phòng", Tier.DISTRICT, Leadership.DIVISION),
]


def periods(tier: Tier, on: dt.date) -> list[UnitPeriod]:
    statement = select(UnitPeriod).where(UnitPeriod.tier == tier, UnitPeriod.valid_from <= on, UnitPeriod.valid_to > on)
    return list(db.session.scalars(statement))


def meanings(title: str, tier: Tier, unit: str, on: dt.date) -> list[Position]:
    """Positions that a title may mean at a unit on a day; wordings of the unit go before general ones."""
    statement = (
        select(Position, Unit.key)
        .join(PositionAlias, PositionAlias.position_id == Position.id)
        .outerjoin(Unit, Unit.id == PositionAlias.unit_id)
        .where(PositionAlias.folded == fold(title), Position.tier == tier)
        .where(Position.valid_from <= on, Position.valid_to > on)
    )
    found = db.session.execute(statement).all()
    own = [position for position, key in found if key == unit]
    return own or [position for position, key in found if key is None]


def test_the_communes_are_complete() -> None:
    now = periods(Tier.COMMUNE, AFTER)
    assert Counter(period.name.split()[0] for period in now) == {"Xã": 60, "Phường": 9}
    assert len({period.code for period in now}) == 69
    assert {period.valid_from for period in now} == {dt.date(2025, 7, 1)}


@pytest.mark.parametrize(("title", "tier", "unit", "leadership", "deputy"), TITLES)
def test_titles_of_rosters_mean_one_position(title: str, tier: Tier, unit: str, leadership: Leadership, deputy: bool) -> None:
    found = meanings(title, tier, unit, AFTER)
    assert [(position.leadership, position.deputy) for position in found] == [(leadership, deputy)]


@pytest.mark.parametrize(("title", "tier", "leadership"), TITLES_BEFORE)
def test_titles_of_before_july_2025_mean_one_position_then(title: str, tier: Tier, leadership: Leadership) -> None:
    assert [position.leadership for position in meanings(title, tier, "", BEFORE)] == [leadership]


def test_no_wording_means_two_positions_of_a_tier_on_one_day() -> None:
    said: dict[tuple[Tier, str, int | None], list[Position]] = defaultdict(list)
    statement = select(PositionAlias, Position).join(Position, Position.id == PositionAlias.position_id)
    for alias, position in db.session.execute(statement):
        said[position.tier, alias.folded, alias.unit_id].append(position)
    clashes = [
        (key, one.key, other.key)
        for key, positions in said.items()
        for one, other in combinations(positions, 2)
        if one.valid_from < other.valid_to and other.valid_from < one.valid_to
    ]
    assert clashes == []


def test_the_posts_of_decree_33_are_complete() -> None:
    statement = select(Position).where(Position.tier == Tier.COMMUNE, Position.valid_to == dt.date(2025, 7, 1))
    posts = list(db.session.scalars(statement))
    cadres = [post for post in posts if post.category is StaffCategory.CADRE]
    # Six titles of civil servants; the land registrar is called one way in wards and another in communes.
    assert (len(cadres), len(posts) - len(cadres)) == (11, 7)


def test_no_wording_means_two_levels_or_two_certificates_of_a_domain() -> None:
    levels = select(Level.domain, LevelAlias.folded).join(Level, Level.id == LevelAlias.level_id)
    types = select(CertificateType.domain, CertificateAlias.folded).join(
        CertificateType, CertificateType.id == CertificateAlias.certificate_type_id
    )
    for statement in (levels, types):
        counted = Counter(tuple(row) for row in db.session.execute(statement))
        assert [key for key, times in counted.items() if times > 1] == []


def test_ranges_of_scores_do_not_overlap_and_a_grade_means_one_level() -> None:
    groups: dict[tuple[int, str | None], list[Equivalence]] = defaultdict(list)
    for line in db.session.scalars(select(Equivalence)):
        groups[line.certificate_type_id, line.skill].append(line)
    for lines in groups.values():
        ranges = sorted((line.score_from, line.score_to) for line in lines if line.score_from is not None)
        assert all(one[1] < other[0] for one, other in pairwise(ranges))  # type: ignore[operator]
        grades = [line.grade for line in lines if line.grade]
        assert len(grades) == len(set(grades))


WORTH = [
    ("ielts", "5.0", 3), ("ielts", "5.5", 4), ("ielts", "6.5", 4), ("ielts", "7.0", 5), ("ielts", "8.5", 6),
    ("ielts", "3.5", None), ("toefl_ibt", "45", 3), ("toefl_ibt", "46", 4), ("toefl_itp", "499", 3),
    ("toefl_itp", "550", None), ("toeic", "990", None), ("cambridge", "B2 First", 4), ("cambridge", "159", 3),
    ("vstep", "Bậc 4", 4), ("vstep", "5.5", 3), ("vstep", "6.0", 4), ("khung_6_bac", "B1", 3), ("khung_6_bac", "A2", 2),
    ("delf_dalf", "B2", 4), ("tcf", "400", 4), ("goethe", "B1", 3), ("testdaf", "TDN 4", 4), ("hsk", "HSK 4", 4),
    ("hsk", "HSK 5", None), ("jlpt", "N3", 4), ("jlpt", "N2", None), ("topik", "TOPIK 3", 3), ("torfl", "TRKI 2", 4),
    ("chung_chi_b", "", 2), ("chung_chi_b", "7,5", 2), ("cntt_co_ban", "", 1),
]  # fmt: skip


@pytest.mark.parametrize(("certificate", "score", "rank"), WORTH)
def test_certificates_are_worth_what_the_tables_say(certificate: str, score: str, rank: int | None) -> None:
    kind = db.session.scalars(select(CertificateType).where(CertificateType.key == certificate)).one()
    level_id = EquivalenceTable().level_of(kind.id, score, dt.date(2019, 5, 4))
    level = db.session.get(Level, level_id) if level_id else None
    assert (level.rank if level else None) == rank


def test_old_letters_are_no_european_levels_and_stay_uncertain() -> None:
    statement = (
        select(CertificateType.key, Level.rank, Equivalence.certain)
        .join(CertificateType, CertificateType.id == Equivalence.certificate_type_id)
        .join(Level, Level.id == Equivalence.level_id)
        .where(CertificateType.key.like("chung_chi_%"))
    )
    rows = sorted(tuple(row) for row in db.session.execute(statement))
    assert rows == [("chung_chi_a", 1, False), ("chung_chi_b", 2, False), ("chung_chi_c", 3, False)]


def test_all_rules_can_be_read_and_mean_what_they_say() -> None:
    versions = db.session.execute(select(Target.code, TargetVersion).join(Target, Target.id == TargetVersion.target_id))
    rules = {code: version.rule for code, version in versions}
    assert list(rules) == ["T1", "T1.degree", "T1.theory", "T1.state_management", "T1.digital", "T2", "T3", "T4"]
    assert all(read_rule(write_rule(read_rule(rule))) == read_rule(rule) for rule in rules.values())
    components = [rule for code, rule in rules.items() if code.startswith("T1.")]
    assert rules["T1"]["requirement"] == {"every": [rule["requirement"] for rule in components]}
    assert {str(rule["population"]) for rule in components} == {str(rules["T1"]["population"])}
    assert [rules[code]["threshold"] for code in ("T1", "T2", "T3", "T4")] == [
        {"no_less_than": 100}, {"no_less_than": 100}, {"more_than": 40}, {"more_than": 30}
    ]  # fmt: skip


def test_the_military_commander_is_exempt_from_the_commune_target_and_each_component() -> None:
    statement = (
        select(Target.code, Position.key, Exemption.valid_from, Exemption.valid_to)
        .join(Target, Target.id == Exemption.target_id)
        .join(Position, Position.id == Exemption.position_id)
    )
    rows = [tuple(row) for row in db.session.execute(statement)]
    now = {row[0] for row in rows if row[1:] == ("chi-huy-truong-quan-su", dt.date(2025, 7, 1), FOREVER)}
    assert now == {"T1", "T1.degree", "T1.theory", "T1.state_management", "T1.digital"}
    assert len(rows) == 10


def _texts() -> Iterator[tuple[str, str, int]]:
    """Every text of the reference tables with its place and the length of its column."""
    for mapper in Base.registry.mappers:
        kind: Any = mapper.class_
        sized = [
            (column, column.type.length) for column in mapper.columns if isinstance(column.type, String) and column.type.length
        ]
        for row in db.session.scalars(select(kind)):
            for column, length in sized:
                value = getattr(row, mapper.get_property_by_column(column).key)
                if isinstance(value, str):
                    yield f"{mapper.class_.__name__}.{column.name}: {value}", value, length


def test_every_text_fits_its_column() -> None:
    # SQLite would not mind; PostgreSQL refuses a text that is too long.
    assert [place for place, value, length in _texts() if len(value) > length] == []


def test_levels_of_every_domain_are_there() -> None:
    ranks: dict[Domain, set[int]] = defaultdict(set)
    for level in db.session.scalars(select(Level)):
        ranks[level.domain].add(level.rank)
    assert ranks == {
        Domain.DEGREE: set(range(7)),
        Domain.THEORY: {1, 2, 3, 4},
        Domain.STATE_MANAGEMENT: {1, 2, 3, 4},
        Domain.DIGITAL: {1, 2},
        Domain.LANGUAGE: {1, 2, 3, 4, 5, 6},
        Domain.DEFENCE: {1, 2, 3, 4},
        Domain.ETHNIC_LANGUAGE: {1},
    }
