"""Making plans, their classes, and what was worked out."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from models.accounts import Account
from models.base import new_public_id
from models.plans import GapPlan, PlanClass
from models.qualifications import CertificateType, Level
from registry.audit.actions import record
from registry.plans.queries import classes_of
from registry.shared.clock import now, today
from registry.shared.database import db
from registry.shared.refusal import Refused
from registry.units.queries import tree_on
from registry.units.rights import seat_of

MOST_CLASSES = 30


@dataclass(frozen=True)
class PlanDetails:
    """What a plan is for."""

    name: str
    codes: tuple[str, ...]
    until: dt.date


@dataclass(frozen=True)
class ClassDetails:
    """A class on offer."""

    title: str
    level: Level
    certificate_type: CertificateType | None
    language_code: str | None
    seats: int
    cost: int
    first_day: dt.date
    last_day: dt.date
    least_level: Level | None = None
    oldest: int | None = None
    tiers: tuple[str, ...] = ()


def make_plan(details: PlanDetails, by: Account) -> GapPlan:
    """Begin a plan of the account's unit. Refused when its day is not ahead."""
    if details.until <= today():
        raise Refused("until", _("Ngày cần đạt phải sau hôm nay."))
    plan = GapPlan(
        name=details.name,
        unit_id=seat_of(by, tree_on(today())),
        owner_id=by.id,
        codes=" ".join(details.codes),
        until=details.until,
        made_at=now(),
    )
    db.session.add(plan)
    db.session.flush()
    record("gap_plan.made", plan.name, by=by, unit=plan.unit)
    return plan


def add_class(plan: GapPlan, details: ClassDetails, by: Account) -> PlanClass:
    """Put a class on offer. Refused in a saved plan, when it is one too many, and when its parts do not fit together."""
    _check_draft(plan)
    _check_class(plan, details)
    one = PlanClass(
        plan=plan,
        title=details.title,
        level=details.level,
        certificate_type=details.certificate_type,
        language_code=details.language_code,
        seats=details.seats,
        cost=details.cost,
        first_day=details.first_day,
        last_day=details.last_day,
        least_level=details.least_level,
        oldest=details.oldest,
        tiers=" ".join(details.tiers),
    )
    db.session.add(one)
    plan.result = plan.worked_out_at = None
    record("gap_plan.class_added", f"{plan.name}: {one.title}", by=by, unit=plan.unit)
    return one


def _check_class(plan: GapPlan, details: ClassDetails) -> None:
    if len(classes_of(plan)) >= MOST_CLASSES:
        raise Refused("", _("Một phương án có nhiều nhất %(number)s lớp.", number=MOST_CLASSES))
    if details.last_day < details.first_day:
        raise Refused("last_day", _("Ngày kết thúc không thể trước ngày khai giảng."))
    kind = details.certificate_type
    if kind and kind.domain is not details.level.domain:
        raise Refused("certificate_type", _("Loại chứng chỉ này không thuộc lĩnh vực của trình độ đã chọn."))
    if details.level.domain.value == "language" and not details.language_code:
        raise Refused("language", _("Hãy chọn ngoại ngữ của lớp."))


def remove_class(one: PlanClass, by: Account) -> None:
    """Take a class away. Refused in a saved plan."""
    plan = one.plan
    _check_draft(plan)
    db.session.delete(one)
    plan.result = plan.worked_out_at = None
    record("gap_plan.class_removed", f"{plan.name}: {one.title}", by=by, unit=plan.unit)


def keep_result(plan: GapPlan, result: dict[str, Any], version: int, by: Account) -> None:
    """Keep what was worked out. Refused in a saved plan, and when an input was changed while it was worked out."""
    _check_draft(plan)
    if plan.version != version:
        raise Refused("", _("Phương án vừa được người khác sửa trong lúc tính; hãy tính lại."))
    plan.result, plan.worked_out_at = result, now()
    record("gap_plan.worked_out", plan.name, by=by, unit=plan.unit, changes={"cost": [None, result["cost"]]})


def save_plan(plan: GapPlan, by: Account) -> None:
    """Keep a plan as it is for ever. Refused when it was not worked out, or is saved."""
    _check_draft(plan)
    if plan.result is None:
        raise Refused("", _("Hãy tính phương án trước khi lưu."))
    plan.saved_at = now()
    record("gap_plan.saved", plan.name, by=by, unit=plan.unit, changes={"cost": [None, plan.result["cost"]]})


def copy_plan(plan: GapPlan, by: Account) -> GapPlan:
    """Begin a draft with the inputs of a plan, to be worked out anew. Refused when its day is over."""
    details = PlanDetails(plan.name, tuple(plan.codes.split()), plan.until)
    if plan.until <= today():
        raise Refused("", _("Ngày cần đạt của phương án này đã qua."))
    copy = GapPlan(name=details.name, unit_id=plan.unit_id, owner_id=by.id, codes=plan.codes, until=plan.until, made_at=now())
    db.session.add(copy)
    db.session.flush()
    for one in classes_of(plan):
        same = {column.key: getattr(one, column.key) for column in PlanClass.__table__.columns}
        db.session.add(PlanClass(**{**same, "id": None, "public_id": new_public_id(), "plan_id": copy.id}))
    record("gap_plan.copied", plan.name, by=by, unit=plan.unit)
    return copy


def _check_draft(plan: GapPlan) -> None:
    if plan.saved_at:
        raise Refused("", _("Phương án đã lưu thì không sửa nữa; hãy tính lại trên một bản sao."))
