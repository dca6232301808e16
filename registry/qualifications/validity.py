"""The end of validity of qualifications in SQL: as printed, else by the rule of its type from the day of issue."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, case, extract, select, union_all

from models.base import FOREVER
from models.qualifications import CertificateType, Qualification
from registry.shared.database import db
from registry.shared.retirement import month_end


def end_of_validity() -> ColumnElement[Any]:
    """Over `Qualification`: the last day of validity as (year × 12 + month) × 32 + day, empty when it has none.

    The day of a month that is too short for it is not moved back, as `add_months` does: `latest_number` allows for that.
    """
    months = _months_of_kind()
    return case(
        (Qualification.expires_on == FOREVER, None),
        (Qualification.expires_on.is_not(None), _number(Qualification.expires_on, 0)),
        else_=_number(Qualification.issued_on, months),
    )


def _months_of_kind() -> ColumnElement[Any]:
    known = dict(_validities())
    return case(known, value=Qualification.certificate_type_id) if known else case((Qualification.id < 0, 0))


def _validities() -> Sequence[tuple[int, int]]:
    """Id and months of each certificate type whose validity ends."""
    statement = select(CertificateType.id, CertificateType.validity_months).where(CertificateType.validity_months.is_not(None))
    return [(key, months or 0) for key, months in db.session.execute(statement)]


def _number(day: Any, months: Any) -> Any:
    return (extract("year", day) * 12 + extract("month", day) + months) * 32 + extract("day", day)


def earliest_number(day: dt.date) -> int:
    """A day as `end_of_validity` writes it."""
    return (day.year * 12 + day.month) * 32 + day.day


def latest_number(day: dt.date) -> int:
    """The last number that stands for the day."""
    return (day.year * 12 + day.month) * 32 + (31 if day == month_end(day) else day.day)


def has_end() -> ColumnElement[bool]:
    """What has an end of validity at all: few of all qualifications, found by their indexes and without arithmetic."""
    kinds = [key for key, _months in _validities()]
    printed = select(Qualification.id).where(Qualification.expires_on < FOREVER)
    by_kind = select(Qualification.id).where(
        Qualification.certificate_type_id.in_(kinds), Qualification.expires_on.is_(None), Qualification.issued_on.is_not(None)
    )
    return Qualification.id.in_(union_all(printed, by_kind))
