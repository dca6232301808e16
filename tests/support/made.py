"""What `make` offers beside records and catalogues: rosters, jobs, scans, letters, reviews, drafts. Ask `make` for them."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from itertools import count
from typing import Any

from PIL import Image

from models.accounts import Account
from models.base import FOREVER
from models.classes import Bond, ClassState, Enrolment, EnrolmentState, TrainingClass
from models.evidence import Evidence, StoredFile
from models.imports import ImportBatch
from models.jobs import Job, JobState
from models.lists import SavedView
from models.officials import Official
from models.plans import GapPlan, PlanClass
from models.programmes import Attribution, HoursRule, Mode, Programme, ResultColumn
from models.qualifications import Domain, Level, Qualification
from models.reorganisations import Reorganisation
from models.resolution import Clause, Comparator, Indicator, IndicatorValue, Measure
from models.reviews import Campaign
from models.rules import Expected, RuleDraft, TestPerson
from models.schools import School
from models.targets import Target
from models.training_plans import AnnualPlan, Need, Origin, PlanLine, Survey, SurveyAnswer
from models.units import Unit
from models.verification import Inquiry, InquiryItem
from registry.evidence import store
from registry.evidence.washing import PNG, drawn
from registry.shared.clock import now
from registry.shared.database import db

numbers = count(1)


def kept(row: Any) -> Any:
    """Add a row and flush it."""
    db.session.add(row)
    db.session.flush()
    return row


def saved_view(owner: Account, name: str = "Cách xem", **values: Any) -> SavedView:
    """A view of the list of officials that its owner keeps for oneself."""
    row: SavedView = kept(
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
    row: GapPlan = kept(
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
    row: PlanClass = kept(
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


def indicator(code: str = "ra-soat", **values: Any) -> Indicator:
    """A share that must be all, of a sentence of its own."""
    clause = kept(
        Clause(
            code=f"II-{next(numbers)}",
            place=next(numbers),
            section="II",
            heading="Mục thử",
            heading_en="Section",
            wording=f"Câu của {code}.",
            targets="",
        )
    )
    row: Indicator = kept(
        Indicator(
            **{
                "code": code,
                "clause_id": clause.id,
                "place": 1,
                "title": "Văn bản được rà soát",
                "title_en": "Texts reviewed",
                "measure": Measure.PERCENT,
                "comparator": Comparator.EXACTLY,
                "goal": Decimal(100),
                "deadline": dt.date(2030, 12, 31),
                **values,
            }
        )
    )
    return row


def indicator_value(by: Account, of: Indicator | None = None, **values: Any) -> IndicatorValue:
    """87.5 for the end of 2024."""
    row: IndicatorValue = kept(
        IndicatorValue(
            **{
                "indicator_id": (of or indicator()).id,
                "on": dt.date(2024, 12, 31),
                "value": Decimal("87.5"),
                "document": "12/BC",
                "document_date": dt.date(2025, 1, 15),
                "author": "Sở Tư pháp",
                "entered_at": now(),
                "entered_by_id": by.id,
                **values,
            }
        )
    )
    return row


def evidence(qualification: Qualification, added_by: Account, **values: Any) -> Evidence:
    """A small picture behind a qualification, each of its own grey or colour."""
    number = next(numbers)
    content = drawn(Image.new("RGB", (32, 32), (number % 256, number // 256 % 256, 7)), PNG)
    digest = store.put(content)
    file = StoredFile(sha256=digest, sent_sha256=digest, media_type=PNG, size=len(content), pages=1, kept_at=now())
    row: Evidence = kept(
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
    row: Inquiry = kept(
        Inquiry(institution=asked[0].institution or "Trường", unit_id=unit.id, made_by_id=made_by.id, made_at=now())
    )
    for one in asked:
        kept(InquiryItem(inquiry_id=row.id, qualification_id=one.id))
    return row


def batch(uploaded_by: Account, content: bytes = b"", **values: Any) -> ImportBatch:
    """A roster that was sent in and waits."""
    row: ImportBatch = kept(
        ImportBatch(
            **{
                "filename": "danh-sach.xlsx",
                "sha256": f"{next(numbers):064x}",
                "content": content,
                "uploaded_by_id": uploaded_by.id,
                "uploaded_at": now(),
                "counts": {"read": 0},
                **values,
            }
        )
    )
    return row


def job(owner: Account, title: str = "Việc thử", **values: Any) -> Job:
    """Long work that a worker has begun."""
    row: Job = kept(
        Job(
            **{
                "kind": "roster.apply",
                "title": title,
                "owner_id": owner.id,
                "arguments": {"as": {"role": owner.role.value, "unit": owner.unit_id}},
                "state": JobState.RUNNING,
                "made_at": now(),
                **values,
            }
        )
    )
    return row


def school(name: str = "", **values: Any) -> School:
    """A school in the province."""
    row: School = kept(School(**{"name": name or f"Trường thử {next(numbers)}", "place": "Hà Tĩnh", **values}))
    return row


def programme(level: Level | None = None, **values: Any) -> Programme:
    """A programme since 2021 of forty lesson hours that anybody may be sent to; it leads to the level, if there is one."""
    number = next(numbers)
    row: Programme = kept(
        Programme(
            **{
                "code": f"chuong-trinh-{number}",
                "name": f"Chương trình thử {number}",
                "column": ResultColumn.JOB_POSITION,
                "domain": level.domain if level else Domain.TRAINING,
                "level_id": level.id if level else None,
                "lesson_hours": 40,
                "mode": Mode.FULL_TIME,
                "basis": "Nghị định thử",
                "valid_from": dt.date(2021, 1, 1),
                "valid_to": FOREVER,
                **values,
            }
        )
    )
    return row


def bond(official: Official, **values: Any) -> Bond:
    """Two years of study until the end of August 2023, to be served three times as long, for sixty million."""
    fixed = {"title": "Thạc sĩ", "factor": Decimal(3), "cost": 60_000_000}
    studied = {"studied_from": dt.date(2021, 9, 1), "studied_to": dt.date(2023, 8, 31)}
    served = {"begins": dt.date(2023, 9, 1), "ends": dt.date(2029, 8, 31)}
    row: Bond = kept(Bond(**{"official_id": official.id, **fixed, **studied, **served, **values}))
    return row


def hours_rule(minimum: int = 40, **values: Any) -> HoursRule:
    """Forty lesson hours a year since 2018, in the year of completion."""
    fixed = {"attribution": Attribution.COMPLETION, "basis": "Nghị định thử"}
    days = {"valid_from": dt.date(2018, 1, 1), "valid_to": FOREVER}
    row: HoursRule = kept(HoursRule(**{"minimum": minimum, **fixed, **days, **values}))
    return row


def training_class(programme_: Programme | None = None, **values: Any) -> TrainingClass:
    """A class of a week in 2098 with fifty seats that takes nominations."""
    fixed = {"title": f"Lớp thử {next(numbers)}", "seats": 50, "state": ClassState.OPEN}
    days = {"first_day": dt.date(2098, 3, 2), "last_day": dt.date(2098, 3, 6), "nominate_by": dt.date(2098, 3, 2)}
    taught = {"programme_id": (programme_ or programme()).id}
    school_id = values.pop("school_id", None) or school().id
    row: TrainingClass = kept(TrainingClass(**{**fixed, **days, **taught, "school_id": school_id, **values}))
    return row


def enrolment(one: TrainingClass, official: Official, unit: Unit, by: Account, **values: Any) -> Enrolment:
    """Somebody nominated for a class by a unit."""
    fixed = {"state": EnrolmentState.NOMINATED, "nominated_at": now(), "eligibility": {"checks": []}}
    keys = {"class_id": one.id, "official_id": official.id, "unit_id": unit.id, "nominated_by_id": by.id}
    row: Enrolment = kept(Enrolment(**{**fixed, **keys, **values}))
    return row


def survey(opened_by: Account, **values: Any) -> Survey:
    """An open survey of needs of the end of March 2026 that asks nobody yet."""
    fixed = {"name": f"Khảo sát {next(numbers)}", "year": 2027, "on": dt.date(2026, 3, 31), "deadline": dt.date(2098, 12, 31)}
    row: Survey = kept(Survey(**{**fixed, "opened_at": now(), "opened_by_id": opened_by.id, **values}))
    return row


def survey_answer(of: Survey, unit: Unit) -> SurveyAnswer:
    """A unit is asked."""
    row: SurveyAnswer = kept(SurveyAnswer(survey_id=of.id, unit_id=unit.id))
    return row


def need(answer: SurveyAnswer, of: Programme, official: Official | None = None, **values: Any) -> Need:
    """A unit wants somebody sent, added by itself."""
    whom = {"official_id": official.id if official else None, "origin": Origin.UNIT, "confirmed": True}
    row: Need = kept(Need(**{"answer_id": answer.id, "programme_id": of.id, **whom, **values}))
    return row


def annual_plan(unit: Unit, by: Account, **values: Any) -> AnnualPlan:
    """A draft of the plan of a unit for 2090, empty."""
    fixed = {"year": 2090, "number": 1, "title": "Kế hoạch thử", "made_at": now(), "made_by_id": by.id}
    row: AnnualPlan = kept(AnnualPlan(**{**fixed, "unit_id": unit.id, **values}))
    return row


def plan_line(plan: AnnualPlan, of: Programme, **values: Any) -> PlanLine:
    """One class of forty seats for forty million."""
    fixed = {"place": next(numbers), "title": of.name, "classes": 1, "seats": 40, "cost": 40_000}
    row: PlanLine = kept(PlanLine(**{**fixed, "plan_id": plan.id, "programme_id": of.id, **values}))
    return row


def campaign(opened_by: Account, **values: Any) -> Campaign:
    """An open review of the end of 2025."""
    fixed = {"name": f"Rà soát {next(numbers)}", "on": dt.date(2025, 12, 31), "deadline": dt.date(2098, 12, 31)}
    row: Campaign = kept(Campaign(**{**fixed, "opened_at": now(), "opened_by_id": opened_by.id, **values}))
    return row


def reorganisation(**values: Any) -> Reorganisation:
    """A draft of next year, empty."""
    fixed = {"title": "Sắp xếp thử", "decision": "1/NQ", "day": dt.date(2027, 1, 1), "made_at": now()}
    row: Reorganisation = kept(Reorganisation(**{**fixed, **values}))
    return row


def rule_draft(target: Target, **values: Any) -> RuleDraft:
    """The next version of a target without components, from 2026: every civil servant, a degree of rank 2, more than 50 %."""
    whom = {"post": "main", "population": {"in_category": ["civil_servant"]}, "threshold": {"more_than": 50}}
    requirement = {"holds": {"domain": "degree", "rank": 2}}
    fixed = {
        "target_id": target.id,
        "whom": whom,
        "parts": {target.code: {"requirement": requirement, "note": None}},
        "valid_from": dt.date(2026, 1, 1),
        "basis_document": "Nghị quyết mới",
        "wording": "Hơn một nửa",
        "changed_at": now(),
    }
    row: RuleDraft = kept(RuleDraft(**{**fixed, **values}))
    return row


def test_person(target: Target, position: str, **values: Any) -> TestPerson:
    """Somebody made up in a position (its key), without any qualification, who must not have met the target in 2025."""
    facts = {"position": position, "category": "", "born": "1990", "held": []}
    fixed = {"target_id": target.id, "name": "Người giả định", "expected": Expected.UNMET, "on": dt.date(2025, 6, 1)}
    row: TestPerson = kept(TestPerson(**{**fixed, "facts": facts, **values}))
    return row
