"""The yearly minimum of lesson hours in its versions. Callers commit."""

import datetime as dt
from typing import Any

from sqlalchemy import select

from models.accounts import Account
from models.base import FOREVER
from models.programmes import HoursRule
from registry.audit.actions import record
from registry.hours.records import RuleDetails
from registry.shared.database import db, hold
from registry.shared.refusal import Refused

__all__ = ["RuleDetails", "change_rule", "renew_rule"]


def change_rule(rule: HoursRule, details: RuleDetails, by: Account) -> None:
    """Correct a version in place; its years stay. Years gone by are counted by what it says now."""
    if changes := _say(rule, details):
        record("hours_rule.changed", _named(rule), by=by, changes=changes)


def renew_rule(details: RuleDetails, by: Account) -> HoursRule:
    """What holds from the first day of a year on, after the latest version. Refused unless it is after that one's."""
    latest = db.session.scalar(select(HoursRule).order_by(HoursRule.valid_from.desc()).limit(1))
    first = dt.date(details.first_year, 1, 1)
    if latest:
        hold(latest)
        db.session.refresh(latest)
        if latest.valid_to != FOREVER or first <= latest.valid_from:
            raise Refused("first_year", f"Mức hiện tại áp dụng từ năm {latest.valid_from.year}; hãy ghi một năm sau đó.")
        latest.valid_to = first
        db.session.flush()
    rule = HoursRule(valid_from=first, valid_to=FOREVER)
    record("hours_rule.renewed", _named(rule), by=by, changes=_say(rule, details))
    return rule


def _named(rule: HoursRule) -> str:
    return f"từ năm {rule.valid_from.year}"


def _say(rule: HoursRule, details: RuleDetails) -> dict[str, list[Any]]:
    changes: dict[str, list[Any]] = {}
    for name in ("minimum", "attribution", "basis", "certain"):
        before, after = getattr(rule, name), getattr(details, name)
        setattr(rule, name, after)
        if before != after:
            changes[name] = [before, after]
    if changes:
        db.session.add(rule)
        db.session.flush()
    return changes
