"""A province of four units with two targets, people to put into it, and its papers read back."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from pypdf import PageObject, PdfReader
from sqlalchemy import select

from models.base import BEGINNING, FOREVER
from models.officials import Assignment, Official, Sex
from models.positions import Leadership, Position
from models.qualifications import Domain, Language, Level, Qualification, State
from models.targets import Exemption, Target, TargetVersion
from models.units import Tier, Unit, UnitPeriod
from registry.judgement.codec import write_rule
from registry.judgement.rules import Condition, Every, Holds, InCategory, InTier, Leads, MoreThan, NoLessThan, Rule, Threshold
from registry.shared.database import db
from registry.summaries.content import OfficialSummary, ProvinceSummary, Summary, UnitSummary
from registry.summaries.documents import summary_pdf
from registry.summaries.offices import Issue, office_of
from registry.summaries.queries import official_summary, province_summary, unit_summary
from registry.units.queries import tree_on
from tests.support import make

ON = dt.date(2026, 9, 30)
AT = dt.datetime(2026, 11, 23, 8, 30, tzinfo=dt.UTC)
STAFF = InCategory(frozenset({"cadre", "civil_servant"}))
DEGREE, THEORY = Holds("degree", 4), Holds("theory", 2)
ENGLISH = Holds("language", 4, languages=frozenset({"en"}), valid_on_day=True)
LEVELS = [
    (Domain.DEGREE, "Cao đẳng", 3),
    (Domain.DEGREE, "Đại học", 4),
    (Domain.DEGREE, "Thạc sĩ", 5),
    (Domain.THEORY, "Sơ cấp", 1),
    (Domain.THEORY, "Trung cấp", 2),
    (Domain.LANGUAGE, "Bậc 3", 3),
    (Domain.LANGUAGE, "Bậc 4", 4),
]


@dataclass
class World:
    """The units and positions of the province."""

    province: Unit
    home_affairs: Unit
    commune: Unit
    ward: Unit
    clerk: Position
    commander: Position
    director: Position
    levels: dict[tuple[Domain, int], Level] = field(default_factory=dict)

    def official(
        self, full_name: str = "Nguyễn Văn An", at: Unit | None = None, post: Position | None = None, **values: Any
    ) -> Official:
        """Somebody with a main post since 2021, at the commune as a clerk unless told otherwise."""
        official = make.official(full_name, **{"sex": Sex.MALE, **values})
        self.post(official, at or self.commune, post or self.clerk)
        return official

    def post(self, official: Official, at: Unit, post: Position, **values: Any) -> Assignment:
        """A further post."""
        return make.assignment(official, at, post, **values)

    def holds(self, official: Official, domain: Domain, rank: int | None, **values: Any) -> Qualification:
        """A verified qualification of 2010 unless told otherwise; languages are English."""
        level = self.levels[domain, rank].id if rank else None
        language = {"language_code": "en"} if domain is Domain.LANGUAGE else {}
        return make.qualification(official, domain, **{"level_id": level, "state": State.VERIFIED, **language, **values})

    def qualified(self, full_name: str = "Nguyễn Văn An", state: State = State.VERIFIED, **values: Any) -> Official:
        """Somebody at the commune who meets T1."""
        official = self.official(full_name, **values)
        self.holds(official, Domain.DEGREE, 4, state=state, field="Luật")
        self.holds(official, Domain.THEORY, 2, state=state)
        return official


def settle() -> World:
    """Add the units, positions, levels and the targets T1 (with two components; the commander is exempt) and T3."""
    province = make.unit("Tỉnh Hà Tĩnh", Tier.PROVINCE)
    home, commune, ward = (
        make.unit(name, tier, province)
        for name, tier in (
            ("Sở Nội vụ", Tier.DEPARTMENT),
            ("Xã Cẩm Xuyên", Tier.COMMUNE),
            ("Phường Trần Phú", Tier.COMMUNE),
        )
    )
    home.key = "so-noi-vu"
    db.session.scalars(select(UnitPeriod).where(UnitPeriod.unit_id == home.id)).one().code = "SNV"
    clerk = make.position("Chuyên viên", Tier.COMMUNE)
    commander = make.position("Chỉ huy trưởng Ban Chỉ huy quân sự", Tier.COMMUNE)
    director = make.position("Giám đốc sở", Tier.DEPARTMENT, leadership=Leadership.DEPARTMENT)
    world = World(province, home, commune, ward, clerk, commander, director)
    for domain, name, rank in LEVELS:
        world.levels[domain, rank] = make.level(domain, name, rank)
    db.session.add(Language(code="en", name="Tiếng Anh", common=True))
    at_commune = Every((InTier(frozenset({"commune"})), STAFF))
    whole = _target("T1", at_commune, Every((DEGREE, THEORY)))
    _target("T1.degree", at_commune, DEGREE, parent=whole)
    _target("T1.theory", at_commune, THEORY, parent=whole)
    _target("T3", Leads(frozenset({"department"})), ENGLISH, by="highest", threshold=MoreThan(40))
    db.session.add(
        Exemption(
            key="commander",
            target_id=whole.id,
            position_id=commander.id,
            basis="Theo pháp luật về quốc phòng",
            valid_from=BEGINNING,
            valid_to=FOREVER,
        )
    )
    db.session.commit()
    return world


def _target(
    code: str,
    population: Condition,
    requirement: Condition,
    *,
    parent: Target | None = None,
    by: str = "main",
    threshold: Threshold = NoLessThan(100),  # noqa: B008  frozen
) -> Target:
    titles = {"title": f"Chỉ tiêu {code}", "title_en": f"Target {code}", "short_title": f"Ngắn {code}", "short_title_en": code}
    target = Target(code=code, parent_id=parent.id if parent else None, **titles)
    db.session.add(target)
    db.session.flush()
    rule = Rule("highest" if by == "highest" else "main", population, requirement, threshold)
    add_version(target, rule, 1, dt.date(2022, 1, 1))
    return target


def add_version(target: Target, rule: Rule, number: int, begins: dt.date, ends: dt.date = FOREVER) -> TargetVersion:
    """A version of the rule of a target."""
    version = TargetVersion(
        target_id=target.id,
        number=number,
        rule=write_rule(rule),
        basis_document="Nghị quyết",
        basis_clause="II.2.2.a",
        wording="",
        valid_from=begins,
        valid_to=ends,
    )
    db.session.add(version)
    return version


def of_official(official: Official, on: dt.date = ON) -> OfficialSummary:
    """The summary of an official, after everything done so far is committed and judged."""
    db.session.commit()
    return official_summary(official, on)


def of_unit(unit: Unit, on: dt.date = ON) -> UnitSummary:
    """The summary of a unit, after everything done so far is committed and judged."""
    db.session.commit()
    tree = tree_on(on)
    return unit_summary(tree.units[unit.id], tree)


def of_province(world: World, on: dt.date = ON) -> ProvinceSummary:
    """The summary of the province, after everything done so far is committed and judged."""
    db.session.commit()
    tree = tree_on(on)
    return province_summary(tree.units[world.province.id], tree)


def printed(summary: Summary, unit: Unit | None = None, recipients: tuple[str, ...] = ("Sở Nội vụ",)) -> Sequence[PageObject]:
    """The pages of the paper, issued by the office of a unit, or of the first commune."""
    tree = tree_on(AT.date())
    issuer = tree.units[unit.id] if unit else tree.of_tiers([Tier.COMMUNE])[0]
    return read(summary_pdf(summary, Issue(office_of(issuer, tree), recipients, AT)))


def read(data: bytes) -> Sequence[PageObject]:
    """The pages of a file."""
    return PdfReader(BytesIO(data)).pages


def plain(*pages: PageObject) -> str:
    """All text of the pages with single blanks."""
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages)).strip()
