"""Rows for tests, one function per model: what is not said gets a value that will do, and every row is flushed.

Functions need an application context. Names may be given; keys, numbers and public ids are always different.
"""

import datetime as dt
from functools import cache
from typing import Any

from models.accounts import Account, Role
from models.additions import Addition, AdditionKind
from models.base import BEGINNING, FOREVER
from models.officials import Assignment, AssignmentKind, Official
from models.planning import CalendarLink, Due, DueDay, Planned, Reminder
from models.positions import Leadership, Position, StaffCategory
from models.qualifications import CertificateType, Domain, Equivalence, Language, Level, Qualification
from models.service import Absence, AbsenceKind, Appraisal, Discipline, Grade, Rank, RankHeld, Sanction
from models.standards import Origin, Standard
from models.targets import Exemption, Target, TargetVersion
from models.terms import Term, TermKind, TermState
from models.units import Extent, Succession, Tier, Unit, UnitPeriod
from registry.accounts.passwords import hashed
from registry.coming.actions import token_hash
from registry.officials.actions import index_official
from registry.shared.clock import now
from registry.shared.text import fold
from tests.support.made import (  # noqa: F401  the rest is offered here too
    batch,
    campaign,
    evidence,
    gap_plan,
    indicator,
    indicator_value,
    inquiry,
    job,
    kept,
    numbers,
    plan_class,
    programme,
    reorganisation,
    rule_draft,
    saved_view,
    school,
    test_person,
)

PASSWORD = "mười con sông nhỏ"


@cache
def _password_hash() -> str:
    return hashed(PASSWORD)  # once: hashing is slow on purpose


def unit(
    name: str = "Sở Thử nghiệm",
    tier: Tier = Tier.DEPARTMENT,
    parent: Unit | None = None,
    valid_from: dt.date = BEGINNING,
    valid_to: dt.date = FOREVER,
) -> Unit:
    """A unit with one period; its code is its key."""
    number = next(numbers)
    row: Unit = kept(Unit(key=f"don-vi-{number}"))
    period(row, name, tier, parent, valid_from, valid_to)
    return row


def period(
    unit: Unit, name: str, tier: Tier, parent: Unit | None = None, valid_from: dt.date = BEGINNING, valid_to: dt.date = FOREVER
) -> UnitPeriod:
    """A further period of a unit."""
    row: UnitPeriod = kept(
        UnitPeriod(
            unit_id=unit.id,
            name=name,
            tier=tier,
            parent_id=parent.id if parent else None,
            code=unit.key,
            valid_from=valid_from,
            valid_to=valid_to,
        )
    )
    return row


def succession(before: Unit, after: Unit, day: dt.date, extent: Extent = Extent.WHOLE) -> Succession:
    """One unit went into another."""
    row: Succession = kept(Succession(predecessor_id=before.id, successor_id=after.id, day=day, extent=extent))
    return row


def province() -> Unit:
    """The province, at the root of a tree."""
    return unit("Tỉnh Thử nghiệm", Tier.PROVINCE)


def account(role: Role = Role.HR_OFFICER, unit: Unit | None = None, **values: Any) -> Account:
    """Somebody who may sign in with `PASSWORD`; without a unit, at a province of their own."""
    number = next(numbers)
    row: Account = kept(
        Account(
            **{
                "username": f"nguoi.dung.{number}",
                "name": f"Người dùng {number}",
                "role": role,
                "unit_id": (unit or province()).id,
                "password_hash": _password_hash(),
                **values,
            }
        )
    )
    return row


def position(title: str = "Chuyên viên", tier: Tier = Tier.DEPARTMENT, **values: Any) -> Position:
    """A post of civil servants that leads nobody."""
    row: Position = kept(
        Position(
            **{
                "key": f"chuc-vu-{next(numbers)}",
                "title": title,
                "tier": tier,
                "category": StaffCategory.CIVIL_SERVANT,
                "leadership": Leadership.NONE,
                "valid_from": BEGINNING,
                "valid_to": FOREVER,
                **values,
            }
        )
    )
    return row


def standard(position: Position, requirement: dict[str, Any] | None = None, **values: Any) -> Standard:
    """A mandatory requirement of the decree since 2021: a degree of rank 4 unless told otherwise."""
    row: Standard = kept(
        Standard(
            **{
                "position_id": position.id,
                "domain": Domain.DEGREE,
                "origin": Origin.DECREE,
                "mandatory": True,
                "number": 1,
                "requirement": requirement or {"holds": {"domain": "degree", "rank": 4}},
                "basis": "Nghị định thử",
                "valid_from": dt.date(2021, 1, 1),
                "valid_to": FOREVER,
                **values,
            }
        )
    )
    return row


def planned(official: Official, unit: Unit, position: Position, **values: Any) -> Planned:
    """Somebody in the plan for a post, for the term 2025–2030, since March 2026."""
    row: Planned = kept(
        Planned(
            **{
                "official_id": official.id,
                "unit_id": unit.id,
                "position_id": position.id,
                "first_year": 2025,
                "last_year": 2030,
                "decision": "7-QĐ/TU",
                "valid_from": dt.date(2026, 3, 2),
                "valid_to": FOREVER,
                **values,
            }
        )
    )
    return row


def due_day(official: Official, kind: Due = Due.RETIREMENT, day: dt.date = dt.date(2040, 1, 1), **values: Any) -> DueDay:
    """Another day than the rule has."""
    row: DueDay = kept(DueDay(official_id=official.id, kind=kind, day=day, **{"reason": "Theo quyết định", **values}))
    return row


def reminder(official: Official, **values: Any) -> Reminder:
    """Of retiring, raised in June 2026."""
    given = {"kind": Due.RETIREMENT, "lead": 30, "raised_on": dt.date(2026, 6, 1), **values}
    row: Reminder = kept(Reminder(official_id=official.id, **given))
    return row


def calendar_link(account: Account, token: str = "secret") -> CalendarLink:  # noqa: S107  of a test
    """The address of a calendar with this token."""
    row: CalendarLink = kept(CalendarLink(account_id=account.id, token_hash=token_hash(token), made_at=now()))
    return row


def exemption(of: Target | None = None, **values: Any) -> Exemption:
    """Out of a target since 2021; of whom is in the values."""
    given = {"basis": "QĐ 1", "valid_from": dt.date(2021, 1, 1), "valid_to": FOREVER, "key": f"loai-tru-{next(numbers)}"}
    row: Exemption = kept(Exemption(target_id=(of or target()).id, **{**given, **values}))
    return row


def official(full_name: str = "Nguyễn Văn Thử", **values: Any) -> Official:
    """A person without a post."""
    number = next(numbers)
    row = Official(**{"full_name": full_name, "personal_number": f"0420{number:08}", "born_on": dt.date(1980, 1, 1), **values})
    index_official(row)
    kept(row)
    return row


def assignment(official: Official, unit: Unit, position_: Position | None = None, **values: Any) -> Assignment:
    """A main post since 2021."""
    post = position_ or position()
    row: Assignment = kept(
        Assignment(
            **{
                "official_id": official.id,
                "unit_id": unit.id,
                "position_id": post.id,
                "kind": AssignmentKind.MAIN,
                "category": post.category,
                "valid_from": dt.date(2021, 1, 1),
                "valid_to": FOREVER,
                **values,
            }
        )
    )
    return row


def official_at(unit: Unit, full_name: str = "Nguyễn Văn Thử", **values: Any) -> Official:
    """A person with a post at the unit since 2021."""
    row = official(full_name, **values)
    assignment(row, unit)
    return row


def level(domain: Domain = Domain.DEGREE, name: str = "Đại học", rank: int = 4) -> Level:
    """A step of a domain."""
    row: Level = kept(
        Level(domain=domain, key=f"bac-{next(numbers)}", name=name, rank=rank, valid_from=BEGINNING, valid_to=FOREVER)
    )
    return row


def language(name: str = "Tiếng Anh", common: bool = True) -> Language:
    """A language."""
    row: Language = kept(Language(code=f"x{next(numbers)}", name=name, common=common))
    return row


def certificate_type(name: str = "IELTS", domain: Domain = Domain.LANGUAGE, **values: Any) -> CertificateType:
    """A kind of certificate."""
    row: CertificateType = kept(
        CertificateType(**{"key": f"chung-chi-{next(numbers)}", "name": name, "domain": domain, **values})
    )
    return row


def equivalence(certificate_type: CertificateType, level: Level, **values: Any) -> Equivalence:
    """A line of an equivalence table, in force always."""
    row: Equivalence = kept(
        Equivalence(
            **{
                "certificate_type_id": certificate_type.id,
                "level_id": level.id,
                "valid_from": BEGINNING,
                "valid_to": FOREVER,
                **values,
            }
        )
    )
    return row


def rank(name: str = "Chuyên viên", **values: Any) -> Rank:
    """A rank of civil servants."""
    number = next(numbers)
    row: Rank = kept(
        Rank(**{"code": f"99.{number}", "name": name, "grade": 3, "valid_from": BEGINNING, "valid_to": FOREVER, **values})
    )
    return row


def rank_held(official: Official, rank_: Rank | None = None, **values: Any) -> RankHeld:
    """A rank held since 2021."""
    fixed = {"official_id": official.id, "rank_id": (rank_ or rank()).id, "valid_from": dt.date(2021, 1, 1), "valid_to": FOREVER}
    row: RankHeld = kept(RankHeld(**{**fixed, **values}))
    return row


def absence(official: Official, **values: Any) -> Absence:
    """A leave of this year, without an end."""
    fixed = {"official_id": official.id, "kind": AbsenceKind.SICK, "valid_from": dt.date(2026, 1, 5), "valid_to": FOREVER}
    row: Absence = kept(Absence(**{**fixed, **values}))
    return row


def appraisal(official: Official, **values: Any) -> Appraisal:
    """A good year 2025."""
    row: Appraisal = kept(Appraisal(**{"official_id": official.id, "year": 2025, "grade": Grade.GOOD, **values}))
    return row


def discipline(official: Official, **values: Any) -> Discipline:
    """A reprimand of 2024."""
    fixed = {"official_id": official.id, "sanction": Sanction.REPRIMAND, "act": "Đi muộn", "valid_from": dt.date(2024, 1, 1)}
    row: Discipline = kept(Discipline(**{**fixed, "valid_to": dt.date(2025, 1, 1), **values}))
    return row


def term(kind: TermKind, name: str, **values: Any) -> Term:
    """An accepted entry of a coded list."""
    row: Term = kept(Term(**{"kind": kind, "name": name, "folded": fold(name), "state": TermState.ACCEPTED, **values}))
    return row


def addition(by: Account, name: str = "Công chức Chuyển đổi số", **values: Any) -> Addition:
    """A position of communes that somebody asks the catalogue to have."""
    given = {"kind": AdditionKind.POSITION, "name": name, "folded": fold(name), "tier": Tier.COMMUNE}
    row: Addition = kept(Addition(**{**given, "proposed_by_id": by.id, "proposed_at": now(), **values}))
    return row


def qualification(official: Official, domain: Domain = Domain.DEGREE, **values: Any) -> Qualification:
    """A declared qualification issued in 2010."""
    row: Qualification = kept(
        Qualification(
            **{
                "official_id": official.id,
                "domain": domain,
                "issued_on": dt.date(2010, 6, 30),
                "recorded_at": now(),
                **values,
            }
        )
    )
    return row


def target(code: str = "T1", requirement: dict[str, Any] | None = None, population: dict[str, Any] | None = None) -> Target:
    """A target with one rule since 2021: by default every civil servant with a main post, a degree of rank 4 or higher, 100 %."""
    row: Target = kept(
        Target(code=code, title=f"Chỉ tiêu {code}", title_en=f"Target {code}", short_title=code, short_title_en=code)
    )
    rule = {
        "format": 1,
        "post": "main",
        "population": population or {"in_category": ["civil_servant"]},
        "requirement": requirement or {"holds": {"domain": "degree", "rank": 4}},
        "threshold": {"no_less_than": 100},
    }
    kept(
        TargetVersion(
            target_id=row.id,
            number=1,
            rule=rule,
            basis_document="Nghị quyết",
            wording="Mọi người",
            valid_from=dt.date(2021, 1, 1),
            valid_to=FOREVER,
        )
    )
    return row
