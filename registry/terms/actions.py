"""Deciding what the coded lists hold. A new name reaches every record that holds the old one. Callers commit."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, update

from models.accounts import Account
from models.terms import Term, TermKind, TermState
from registry.audit.actions import record
from registry.shared.clock import now
from registry.shared.database import db
from registry.shared.refusal import Refused
from registry.shared.text import clean, fold
from registry.terms import records
from registry.terms.queries import HOLDERS, Effect, effect, within, wordings

Changes = dict[str, Any]
"""Field → [before, after], and the figures of the action."""


@dataclass(frozen=True)
class TermDetails:
    """An entry as the Department words it; place and country are known of institutions."""

    name: str
    place: str | None = None
    country: str | None = None


def propose(kind: TermKind, name: str, by: Account | None) -> Term:
    """Propose a name. Refused when the list knows it already, in whatever state."""
    _check_new(kind, name, None)
    term = records.build(kind, name, by)
    db.session.add(term)
    db.session.flush()
    record("term.proposed", term.name, by=by, changes={"list": [None, kind.value]})
    return term


def propose_missing(kind: TermKind, names: Iterable[str | None], by: Account | None) -> int:
    """Propose all of these names that the list does not know in any state, with one entry for all; gives how many.

    For imports, which keep what a file says: nothing is refused and nothing is renamed.
    """
    new = records.missing(kind, names)
    if new:
        db.session.add_all(records.build(kind, name, by) for name in new.values())
        db.session.flush()
        some = "; ".join(list(new.values())[:3])
        record("term.proposed", some, by=by, changes={"list": [None, kind.value], "rows": [None, len(new)]})
    return len(new)


def add_term(kind: TermKind, details: TermDetails, by: Account) -> Term:
    """Add an entry at once. Refused when the list knows the name already."""
    _check_new(kind, details.name, None)
    term = records.build(kind, details.name, by)
    _lay(term, details)
    _decide(term, TermState.ACCEPTED, by)
    db.session.add(term)
    db.session.flush()
    record("term.added", term.name, by=by, changes={"list": [None, kind.value], "place": [None, term.place]})
    return term


def accept(term: Term, details: TermDetails, by: Account) -> Effect:
    """Take a proposal into the list, as it is or in better words, which the records then hold.

    Refused when it is not waiting, or another entry has the name: then it must be merged.
    """
    _check_waiting(term)
    _decide(term, TermState.ACCEPTED, by)
    changes, touched = _reword(term, details, by)
    record("term.accepted", term.name, by=by, changes=changes)
    return touched


def change_term(term: Term, details: TermDetails, by: Account) -> Effect:
    """Correct an entry; a new name reaches the records that hold the old one. Refused as in `accept`, and for no entry."""
    if term.state is not TermState.ACCEPTED:
        raise Refused("", "Chỉ sửa được mục đang có trong danh mục.")
    changes, touched = _reword(term, details, by)
    record("term.changed", term.name, by=by, changes=changes)
    return touched


def merge(term: Term, into: Term | None, by: Account) -> Effect:
    """Let another entry stand for this one: the records take its name, and so will everybody who types this one.

    Refused when the other one is no accepted entry of the same list.
    """
    if term.state not in (TermState.PROPOSED, TermState.ACCEPTED):
        raise Refused("", "Mục này đã được gộp hoặc không được nhận.")
    if into is None or into.state is not TermState.ACCEPTED or into.kind is not term.kind or into.id == term.id:
        raise Refused("into", "Hãy chọn một mục khác đang có trong cùng danh mục.")
    touched = effect(term)
    _decide(term, TermState.MERGED, by)
    term.merged_into_id = into.id
    db.session.flush()  # whoever rests on the entry falls back before its name changes
    for earlier in db.session.scalars(select(Term).where(Term.merged_into_id == term.id)):
        earlier.merged_into_id = into.id
    _rename(term.kind, term.folded, into.name, touched)
    record("term.merged", term.name, by=by, changes=_said(term, touched, name=[term.name, into.name]))
    return touched


def refuse(term: Term, reason: str, by: Account) -> None:
    """Say no to a proposal. Records that hold the name keep it; nobody can enter it anew. Refused without a reason."""
    _check_waiting(term)
    if len(clean(reason)) < 5:
        raise Refused("reason", "Hãy ghi lý do, để đơn vị đề nghị biết phải ghi thế nào.")
    _decide(term, TermState.REFUSED, by)
    term.reason = clean(reason)[:300]
    record("term.refused", term.name, by=by, changes={"list": [None, term.kind.value], "reason": [None, term.reason]})


def _reword(term: Term, details: TermDetails, by: Account) -> tuple[Changes, Effect]:
    """Lay the details over an entry, and a new name over the records; what changed, for the trail."""
    before, folded, place = term.name, term.folded, term.place
    if clean(details.name) == before:
        touched = Effect(frozenset(), 0, 0)
        _lay(term, details)
    else:
        _check_new(term.kind, details.name, term)
        touched = effect(term)
        _lay(term, details)
        db.session.flush()
        if term.folded != folded:
            _leave_behind(term, before, by)
        _rename(term.kind, folded, term.name, touched)
    return _said(term, touched, name=[before, term.name], place=[place, term.place]), touched


def _leave_behind(term: Term, name: str, by: Account) -> None:
    """The former name goes on to mean the entry."""
    former = records.build(term.kind, name, None)
    _decide(former, TermState.MERGED, by)
    former.merged_into_id = term.id
    db.session.add(former)


def _lay(term: Term, details: TermDetails) -> None:
    term.name, term.folded = clean(details.name)[: records.LONGEST], fold(details.name)[: records.LONGEST]
    if term.kind is TermKind.INSTITUTION:
        term.place, term.country = clean(details.place or "") or None, details.country or None


def _decide(term: Term, state: TermState, by: Account) -> None:
    term.state, term.decided_by_id, term.decided_at = state, by.id, now()


def _check_waiting(term: Term) -> None:
    if term.state is not TermState.PROPOSED:
        raise Refused("", "Đề nghị này đã được quyết định.")


def _check_new(kind: TermKind, name: str, own: Term | None) -> None:
    if not fold(name):
        raise Refused("name", "Hãy ghi tên.")
    known = db.session.scalar(select(Term).where(Term.kind == kind, Term.folded == fold(name)))
    if known is not None and known is not own:
        raise Refused("name", f"Danh mục đã có “{known.name}”. Hãy gộp vào mục ấy.")


def _rename(kind: TermKind, folded: str, name: str, touched: Effect) -> None:
    """One statement for each column that holds names of the list. Versions go on, so that nobody writes over it unseen."""
    for column in HOLDERS[kind]:
        holder: Any = column.class_
        said = wordings(column, kind, folded)
        statement = update(holder).where(column.in_(said), within(kind))
        values = {column.key: name[: column.type.length], "version": holder.version + 1}
        options = {"touches": touched.officials, "synchronize_session": False}
        if said:
            db.session.execute(statement.values(values).execution_options(**options))
    db.session.flush()
    db.session.expire_all()


def _said(term: Term, touched: Effect, **changes: list[str | None]) -> Changes:
    figures = {"records": touched.records, "officials": len(touched.officials), "fallen": touched.verified}
    different = {field: pair for field, pair in changes.items() if pair[0] != pair[1]}
    return {"list": [None, term.kind.value], **different, **{name: [None, number] for name, number in figures.items() if number}}
