"""Rows for tests, one function per model: what is not said gets a value that will do, and every row is flushed.

Functions need an application context. Names may be given; keys, numbers and public ids are always different.
"""

import datetime as dt
from collections.abc import Sequence
from functools import cache
from itertools import count
from typing import Any

from PIL import Image

from models.accounts import Account, Role
from models.base import BEGINNING, FOREVER
from models.evidence import Evidence, StoredFile
from models.imports import ImportBatch
from models.lists import SavedView
from models.officials import Assignment, AssignmentKind, Official
from models.plans import GapPlan, PlanClass
from models.positions import Leadership, Position, StaffCategory
from models.qualifications import CertificateType, Domain, Equivalence, Language, Level, Qualification
from models.service import Absence, AbsenceKind, Appraisal, Discipline, Grade, Rank, RankHeld, Sanction
from models.targets import Target, TargetVersion
from models.terms import Term, TermKind, TermState
from models.units import Tier, Unit, UnitPeriod
from models.verification import Inquiry, InquiryItem
from registry.accounts.passwords import hashed
from registry.evidence import store
from registry.evidence.washing import PNG, drawn
from registry.officials.actions import index_official
from registry.shared.clock import now
from registry.shared.database import db
from registry.shared.text import fold

PASSWORD = "mười con sông nhỏ"

_numbers = count(1)


@cache
def _password_hash() -> str:
    return hashed(PASSWORD)  # once: hashing is slow on purpose


def _kept(row: Any) -> Any:
    db.session.add(row)
    db.session.flush()
    return row


def unit(
    name: str = "Sở Thử nghiệm",
    tier: Tier = Tier.DEPARTMENT,
    parent: Unit | None = None,
    valid_from: dt.date = BEGINNING,
    valid_to: dt.date = FOREVER,
) -> Unit:
    """A unit with one period; its code is its key."""
    number = next(_numbers)
    row: Unit = _kept(Unit(key=f"don-vi-{number}"))
    period(row, name, tier, parent, valid_from, valid_to)
    return row


def period(
    unit: Unit, name: str, tier: Tier, parent: Unit | None = None, valid_from: dt.date = BEGINNING, valid_to: dt.date = FOREVER
) -> UnitPeriod:
    """A further period of a unit."""
    row: UnitPeriod = _kept(
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


def province() -> Unit:
    """The province, at the root of a tree."""
    return unit("Tỉnh Thử nghiệm", Tier.PROVINCE)


def account(role: Role = Role.HR_OFFICER, unit: Unit | None = None, **values: Any) -> Account:
    """Somebody who may sign in with `PASSWORD`; without a unit, at a province of their own."""
    number = next(_numbers)
    row: Account = _kept(
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
    row: Position = _kept(
        Position(
            **{
                "key": f"chuc-vu-{next(_numbers)}",
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


def official(full_name: str = "Nguyễn Văn Thử", **values: Any) -> Official:
    """A person without a post."""
    number = next(_numbers)
    row = Official(**{"full_name": full_name, "personal_number": f"0420{number:08}", "born_on": dt.date(1980, 1, 1), **values})
    index_official(row)
    _kept(row)
    return row


def assignment(official: Official, unit: Unit, position_: Position | None = None, **values: Any) -> Assignment:
    """A main post since 2021."""
    post = position_ or position()
    row: Assignment = _kept(
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
    row: Level = _kept(
        Level(domain=domain, key=f"bac-{next(_numbers)}", name=name, rank=rank, valid_from=BEGINNING, valid_to=FOREVER)
    )
    return row


def language(name: str = "Tiếng Anh", common: bool = True) -> Language:
    """A language."""
    row: Language = _kept(Language(code=f"x{next(_numbers)}", name=name, common=common))
    return row


def certificate_type(name: str = "IELTS", domain: Domain = Domain.LANGUAGE, **values: Any) -> CertificateType:
    """A kind of certificate."""
    row: CertificateType = _kept(
        CertificateType(**{"key": f"chung-chi-{next(_numbers)}", "name": name, "domain": domain, **values})
    )
    return row


def equivalence(certificate_type: CertificateType, level: Level, **values: Any) -> Equivalence:
    """A line of an equivalence table, in force always."""
    row: Equivalence = _kept(
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
    number = next(_numbers)
    row: Rank = _kept(
        Rank(**{"code": f"99.{number}", "name": name, "grade": 3, "valid_from": BEGINNING, "valid_to": FOREVER, **values})
    )
    return row


def rank_held(official: Official, rank_: Rank | None = None, **values: Any) -> RankHeld:
    """A rank held since 2021."""
    fixed = {"official_id": official.id, "rank_id": (rank_ or rank()).id, "valid_from": dt.date(2021, 1, 1), "valid_to": FOREVER}
    row: RankHeld = _kept(RankHeld(**{**fixed, **values}))
    return row


def absence(official: Official, **values: Any) -> Absence:
    """A leave of this year, without an end."""
    fixed = {"official_id": official.id, "kind": AbsenceKind.SICK, "valid_from": dt.date(2026, 1, 5), "valid_to": FOREVER}
    row: Absence = _kept(Absence(**{**fixed, **values}))
    return row


def appraisal(official: Official, **values: Any) -> Appraisal:
    """A good year 2025."""
    row: Appraisal = _kept(Appraisal(**{"official_id": official.id, "year": 2025, "grade": Grade.GOOD, **values}))
    return row


def discipline(official: Official, **values: Any) -> Discipline:
    """A reprimand of 2024."""
    fixed = {"official_id": official.id, "sanction": Sanction.REPRIMAND, "act": "Đi muộn", "valid_from": dt.date(2024, 1, 1)}
    row: Discipline = _kept(Discipline(**{**fixed, "valid_to": dt.date(2025, 1, 1), **values}))
    return row


def term(kind: TermKind, name: str, **values: Any) -> Term:
    """An accepted entry of a coded list."""
    row: Term = _kept(Term(**{"kind": kind, "name": name, "folded": fold(name), "state": TermState.ACCEPTED, **values}))
    return row


def qualification(official: Official, domain: Domain = Domain.DEGREE, **values: Any) -> Qualification:
    """A declared qualification issued in 2010."""
    row: Qualification = _kept(
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


def saved_view(owner: Account, name: str = "Cách xem", **values: Any) -> SavedView:
    """A view of the list of officials that its owner keeps for oneself."""
    row: SavedView = _kept(
        SavedView(
            **{
                "kind": "officials",
                "name": name,
                "owner_id": owner.id,
                "unit_id": owner.unit_id,
                "shared": False,
                "arguments": {"tier": "commune"},
                "made_at": now(),
                **values,
            }
        )
    )
    return row


def gap_plan(owner: Account, unit: Unit | None = None, name: str = "Phương án", **values: Any) -> GapPlan:
    """A draft for T1, not worked out."""
    row: GapPlan = _kept(
        GapPlan(
            **{
                "name": name,
                "owner_id": owner.id,
                "unit_id": unit.id if unit else owner.unit_id,
                "codes": "T1",
                "until": dt.date(2035, 12, 31),
                "made_at": now(),
                **values,
            }
        )
    )
    return row


def plan_class(plan: GapPlan, level: Level, title: str = "Lớp", **values: Any) -> PlanClass:
    """A class of ten seats at a million each, in 2034."""
    row: PlanClass = _kept(
        PlanClass(
            **{
                "plan_id": plan.id,
                "title": title,
                "level_id": level.id,
                "seats": 10,
                "cost": 1_000_000,
                "first_day": dt.date(2034, 1, 1),
                "last_day": dt.date(2034, 12, 31),
                **values,
            }
        )
    )
    return row


def evidence(qualification: Qualification, added_by: Account, **values: Any) -> Evidence:
    """A small picture behind a qualification, each of its own grey or colour."""
    number = next(_numbers)
    content = drawn(Image.new("RGB", (32, 32), (number % 256, number // 256 % 256, 7)), PNG)
    digest = store.put(content)
    file = StoredFile(sha256=digest, sent_sha256=digest, media_type=PNG, size=len(content), pages=1, kept_at=now())
    row: Evidence = _kept(
        Evidence(
            **{
                "qualification_id": qualification.id,
                "file": file,
                "name": "bang.png",
                "added_by_id": added_by.id,
                "added_at": now(),
                **values,
            }
        )
    )
    return row


def inquiry(asked: Sequence[Qualification], unit: Unit, made_by: Account) -> Inquiry:
    """An open letter of a unit."""
    row: Inquiry = _kept(
        Inquiry(institution=asked[0].institution or "Trường", unit_id=unit.id, made_by_id=made_by.id, made_at=now())
    )
    for one in asked:
        _kept(InquiryItem(inquiry_id=row.id, qualification_id=one.id))
    return row


def batch(uploaded_by: Account, content: bytes = b"", **values: Any) -> ImportBatch:
    """A roster that was sent in and waits."""
    row: ImportBatch = _kept(
        ImportBatch(
            **{
                "filename": "danh-sach.xlsx",
                "sha256": f"{next(_numbers):064x}",
                "content": content,
                "uploaded_by_id": uploaded_by.id,
                "uploaded_at": now(),
                "counts": {"read": 0},
                **values,
            }
        )
    )
    return row


def target(code: str = "T1", requirement: dict[str, Any] | None = None, population: dict[str, Any] | None = None) -> Target:
    """A target with one rule since 2021: by default every civil servant with a main post, a degree of rank 4 or higher, 100 %."""
    row: Target = _kept(
        Target(code=code, title=f"Chỉ tiêu {code}", title_en=f"Target {code}", short_title=code, short_title_en=code)
    )
    rule = {
        "format": 1,
        "post": "main",
        "population": population or {"in_category": ["civil_servant"]},
        "requirement": requirement or {"holds": {"domain": "degree", "rank": 4}},
        "threshold": {"no_less_than": 100},
    }
    _kept(
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
