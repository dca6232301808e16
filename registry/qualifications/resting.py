"""Watches what verifications rest on: they fall back when a catalogue entry, or whose file it is, is changed, by whomever."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, inspect, select
from sqlalchemy.orm import Session, scoped_session

from models.officials import Official
from models.qualifications import CertificateType, Level, Qualification, State
from models.terms import Term, TermKind, TermState
from registry.qualifications.records import fall_back
from registry.shared.database import listen
from registry.shared.text import fold
from registry.terms.queries import HOLDERS, within, wordings

MEANING: dict[type[Any], tuple[str, ...]] = {
    Level: ("name", "rank", "domain"),
    CertificateType: ("name", "domain", "language_code"),
}
"""The columns that say what an entry means. How long a certificate is valid is a rule of the day, nothing that was looked at."""


def keep_watch(session: scoped_session[Any]) -> None:
    """Hook the session of the application, so that no edit of a catalogue can forget what rests on it."""
    listen(session, "before_flush", _drop)


def _drop(session: Session, _context: object, _instances: object) -> None:
    with session.no_autoflush:
        for row in list(session.dirty):
            for condition, reason in _rests_on(row):
                held = select(Qualification).where(condition, Qualification.state.in_([State.CHECKED, State.VERIFIED]))
                for qualification in session.scalars(held):
                    fall_back(qualification, reason)


def _rests_on(row: object) -> Iterator[tuple[ColumnElement[bool], str]]:
    """Which qualifications rest on a changed entry, and why they fall."""
    if isinstance(row, Level) and _changed(row, MEANING[Level]):
        yield Qualification.level_id == row.id, f"Danh mục trình độ đã sửa mục “{row.name}”."
    elif isinstance(row, CertificateType) and _changed(row, MEANING[CertificateType]):
        yield Qualification.certificate_type_id == row.id, f"Danh mục chứng chỉ đã sửa mục “{row.name}”."
    elif isinstance(row, Official) and _is_somebody_else(row):
        yield Qualification.official_id == row.id, "Họ tên hoặc số định danh của hồ sơ đã đổi."
    elif isinstance(row, Term) and row.kind in (TermKind.INSTITUTION, TermKind.FIELD):
        yield from _rests_on_term(row)


def _is_somebody_else(official: Official) -> bool:
    """Another number, or a name that differs by more than marks and capitals."""
    before = next(iter(inspect(official).attrs.full_name.history.deleted or ()), official.full_name)
    return _changed(official, ("personal_number",)) or fold(before) != fold(official.full_name)


def _rests_on_term(row: Term) -> Iterator[tuple[ColumnElement[bool], str]]:
    before = next(iter(inspect(row).attrs.name.history.deleted or ()), row.name)
    merged = row.state is TermState.MERGED and _changed(row, ("state",))
    if merged or before != row.name:
        (column,) = HOLDERS[row.kind]
        reason = f"“{before}” đã được gộp trong danh mục." if merged else f"Danh mục đã đổi “{before}” thành “{row.name}”."
        yield column.in_(wordings(column, row.kind, fold(before))) & within(row.kind), reason


def _changed(row: object, names: tuple[str, ...]) -> bool:
    return any(inspect(row).attrs[name].history.has_changes() for name in names)
