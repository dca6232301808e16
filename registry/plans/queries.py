"""Reading plans within what an account may see: those of its unit, of the units below, and of what went whole into these."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import joinedload
from werkzeug.exceptions import NotFound

from models.accounts import Account
from models.officials import Official
from models.plans import GapPlan, PlanClass
from registry.forecasts.people import posts_between
from registry.officials.queries import arriving, openable_ids
from registry.shared.database import db
from registry.shared.dates import vn_date
from registry.units.rights import units_of

SLICE = 1000


@dataclass(frozen=True)
class Sent:
    """Somebody whom a plan sends to classes, and why. `public_id` is empty when the account may not open the file."""

    public_id: str
    name: str
    post: str
    unit_name: str
    classes: str
    targets: str
    why: str


def _readable(account: Account) -> ColumnElement[bool]:
    return GapPlan.unit_id.in_(units_of(account))


def plans_for(account: Account) -> list[GapPlan]:
    """The plans that the account may see, the newest first."""
    statement = select(GapPlan).where(_readable(account)).order_by(GapPlan.made_at.desc(), GapPlan.id.desc())
    return list(db.session.scalars(statement.options(joinedload(GapPlan.owner))))


def plan_for(account: Account, public_id: str) -> GapPlan:
    """The plan with this public id; 404 for one of another unit."""
    plan = db.session.scalar(select(GapPlan).where(GapPlan.public_id == public_id, _readable(account)))
    if plan is None:
        raise NotFound
    return plan


def class_for(account: Account, public_id: str) -> PlanClass:
    """The class with this public id, of a plan that the account may see."""
    statement = select(PlanClass).join(PlanClass.plan).where(PlanClass.public_id == public_id, _readable(account))
    one = db.session.scalar(statement)
    if one is None:
        raise NotFound
    return one


def classes_of(plan: GapPlan) -> list[PlanClass]:
    """The classes of a plan in the order in which they were entered."""
    statement = select(PlanClass).where(PlanClass.plan_id == plan.id).order_by(PlanClass.id)
    loads = (
        joinedload(PlanClass.level),
        joinedload(PlanClass.least_level),
        joinedload(PlanClass.certificate_type),
        joinedload(PlanClass.language),
    )
    return list(db.session.scalars(statement.options(*loads)))


def sent(result: dict[str, Any], account: Account) -> list[Sent]:
    """The people of a worked-out plan in its order."""
    hidden = set(db.session.scalars(arriving(account, dt.date.fromisoformat(result["until"]))))
    people = [one for one in result["people"] if one["official"] not in hidden]
    return [one for start in range(0, len(people), SLICE) for one in _sent(people[start : start + SLICE], result, account)]


def _sent(people: Sequence[dict[str, Any]], result: dict[str, Any], account: Account) -> list[Sent]:
    ids = [each["official"] for each in people]
    openable = openable_ids(account, ids)
    posts = posts_between(ids, dt.date.fromisoformat(result["since"]), dt.date.fromisoformat(result["until"]))
    told = select(Official.id, Official.public_id, Official.full_name).where(Official.id.in_(ids))
    rows = {row.id: row for row in db.session.execute(told)}
    return [
        Sent(
            rows[key].public_id if key in openable else "",
            rows[key].full_name,
            *posts.get(key, ("", "")),
            "; ".join(result["classes"][place]["title"] for place in each["classes"]),
            ", ".join(result["targets"][place]["code"] for place in each["targets"]),
            _why(each),
        )
        for key, each in zip(ids, people, strict=True)
    ]


def _why(each: dict[str, Any]) -> str:
    """What speaks for sending this one first."""
    steps, helped = len(each["classes"]), len(each["targets"])
    reasons = [_("chỉ cần một lớp") if steps == 1 else ngettext("cần %(num)s lớp", "cần %(num)s lớp", steps)]
    if helped > 1:
        reasons.append(ngettext("giúp %(num)s chỉ tiêu", "giúp %(num)s chỉ tiêu", helped))
    if each["leaves"]:
        reasons.append(_("làm việc đến %(day)s", day=vn_date(dt.date.fromisoformat(each["leaves"]))))
    return ", ".join(reasons)
