"""Entering what a body reported of an indicator, correcting it, withdrawing it. Callers commit."""

import datetime as dt
from dataclasses import asdict, dataclass
from decimal import Decimal

from sqlalchemy import select

from models.accounts import Account
from models.resolution import Indicator, IndicatorValue, IndicatorValueBefore, Measure
from registry.audit.actions import record
from registry.shared.clock import now, today
from registry.shared.database import db, hold
from registry.shared.dates import vn_date
from registry.shared.refusal import Refused

PERCENT = (Measure.PERCENT, Measure.CUT)
_KEPT = ("on", "value", "document", "document_date", "author", "note", "entered_at", "entered_by_id")


@dataclass(frozen=True)
class Report:
    """A value for a day and the document that says so."""

    on: dt.date
    value: Decimal
    document: str
    document_date: dt.date
    author: str
    note: str | None = None


def enter_value(indicator: Indicator, report: Report, by: Account) -> IndicatorValue:
    """Write down what was reported for a day.

    Refused for a day to come, a document of a day to come, a value that its measure cannot have, and a day that has one.
    """
    _check(indicator, report, None)
    value = IndicatorValue(indicator_id=indicator.id, entered_by_id=by.id, entered_at=now(), **asdict(report))
    db.session.add(value)
    record("indicator.reported", indicator.title, by=by, changes={name: [None, told] for name, told in _told(value).items()})
    db.session.flush()
    return value


def correct_value(value: IndicatorValue, report: Report, by: Account) -> bool:
    """Put right what was written down wrongly, keeping what it said. Refused as in `enter_value`; False: nothing differs."""
    _check(value.indicator, report, value)
    wanted = asdict(report)
    if all(getattr(value, name) == told for name, told in wanted.items()):
        return False
    before = _told(value)
    kept = {name: getattr(value, name) for name in _KEPT}
    db.session.add(IndicatorValueBefore(value_id=value.id, number=value.version, **kept))
    for name, told in wanted.items():
        setattr(value, name, told)
    value.entered_at, value.entered_by_id = now(), by.id
    after = _told(value)
    changes = {name: [before[name], told] for name, told in after.items() if before[name] != told}
    record("indicator.corrected", value.indicator.title, by=by, changes=changes)
    db.session.flush()
    return True


def withdraw_value(value: IndicatorValue, reason: str, by: Account) -> None:
    """Let a value that should not stand there count nowhere; it stays to be read, with the reason."""
    hold(value.indicator)
    value.withdrawn = reason
    told = {name: [before, None] for name, before in _told(value).items()}
    record("indicator.withdrawn", value.indicator.title, by=by, changes={**told, "reason": [None, reason]})
    db.session.flush()


def _check(indicator: Indicator, report: Report, row: IndicatorValue | None) -> None:
    if report.on > today():
        raise Refused("on", "Chưa đến ngày này; hãy ghi ngày của số liệu đã báo cáo.")
    if report.document_date > today():
        raise Refused("document_date", "Ngày văn bản còn ở phía trước.")
    if fault := _fault(indicator.measure, report.value):
        raise Refused("value", fault)
    hold(indicator)
    same = select(IndicatorValue).where(IndicatorValue.indicator_id == indicator.id, IndicatorValue.on == report.on)
    for other in db.session.scalars(same.where(IndicatorValue.withdrawn.is_(None))):
        if other is not row:
            raise Refused("on", f"Ngày {vn_date(other.on)} đã có số liệu; hãy đính chính số liệu đó.")


def _fault(measure: Measure, value: Decimal) -> str | None:
    if measure is Measure.RANK and (value != int(value) or not 1 <= value <= 100):
        return "Thứ hạng là số nguyên từ 1 trở lên, nhiều nhất 100."
    if measure is Measure.NUMBER and (value != int(value) or value < 0):
        return "Hãy ghi số nguyên từ 0 trở lên."
    if measure is Measure.CUT and not -1000 <= value <= 100:
        return "Mức giảm nhiều nhất 100 %; tăng thì ghi số âm."
    if measure in (Measure.PERCENT, Measure.POINTS) and not 0 <= value <= 100:
        return "Giá trị phải từ 0 đến 100."
    return None


def _told(value: IndicatorValue) -> dict[str, str | None]:
    """The value as the trail says it."""
    return {
        "on": vn_date(value.on),
        "value": str(value.value),
        "document": value.document,
        "document_date": vn_date(value.document_date),
        "author": value.author,
        "note": value.note,
    }
