"""Recording and correcting what stands beside posts, and the facts about a person. Callers commit."""

import datetime as dt
from typing import Any

from sqlalchemy import select

from models.accounts import Account
from models.base import FOREVER
from models.officials import Assignment, Official
from models.service import Absence, Appraisal, Discipline, RankHeld
from registry.audit.actions import record
from registry.officials.records import Changes, index_official, plain
from registry.service.facts import check_facts, values_of, worded
from registry.service.items import (
    KINDS,
    WORDS,
    AbsenceDetails,
    AppraisalDetails,
    Details,
    DisciplineDetails,
    Facts,
    Item,
    RankDetails,
)
from registry.shared.database import db, hold
from registry.shared.dates import last_day, vn_date
from registry.shared.periods import Overlap, check_apart, slot_for
from registry.shared.refusal import Refused
from registry.shared.text import clean

_RECORDED = {
    "ranks": "rank.recorded",
    "absences": "absence.recorded",
    "appraisals": "appraisal.recorded",
    "disciplines": "discipline.recorded",
}
_CHANGED = {
    "ranks": "rank.changed",
    "absences": "absence.changed",
    "appraisals": "appraisal.changed",
    "disciplines": "discipline.changed",
}
_REMOVED = {
    "ranks": "rank.removed",
    "absences": "absence.removed",
    "appraisals": "appraisal.removed",
    "disciplines": "discipline.removed",
}


def record_item(official: Official, details: Details, by: Account | None) -> Any:
    """Add an item to a file. A rank ends the one held before it; years of appraisal and days of absence stand apart.

    Refused when they do not, when an absence begins while no post is held, and when days are the wrong way round.
    """
    word = WORDS[type(details)]
    item: Any = KINDS[word].model(official_id=official.id, **_settled(official, details, None))
    db.session.add(item)
    db.session.flush()
    changes = {name: [None, _told(value)] for name, value in _values(details).items() if value is not None}
    record(_RECORDED[word], official.full_name, by=by, official=official, changes=changes)
    return item


def change_item(item: Item, details: Details, by: Account | None) -> Changes:
    """Correct an item; gives back field → [before, after]. Refused as in `record_item`."""
    word, changes = WORDS[type(details)], Changes()
    for name, value in _settled(item.official, details, item).items():
        before = getattr(item, name)
        if before != value:
            changes[name] = [_told(before), _told(value)]
            setattr(item, name, value)
    if changes:
        db.session.flush()
        record(_CHANGED[word], item.official.full_name, by=by, official=item.official, changes=dict(changes))
    return changes


def remove_item(item: Item, by: Account | None) -> None:
    """Take away an item that was entered by mistake. The trail keeps it, and undo brings it back."""
    word = next(word for word, kind in KINDS.items() if isinstance(item, kind.model))
    shown = {name: getattr(item, name) for name in ("kind", "year", "grade", "sanction", "valid_from") if hasattr(item, name)}
    changes = {name: [_told(value), None] for name, value in shown.items() if value is not None}
    record(_REMOVED[word], item.official.full_name, by=by, official=item.official, changes=changes)
    db.session.delete(item)
    db.session.flush()


def return_from(absence: Absence, day: dt.date, decision: str | None, by: Account | None) -> None:
    """End an absence: `day` is the first day back at work. Refused when it is not within the absence."""
    if not absence.valid_from < day <= absence.valid_to:
        raise Refused("day", f"Ngày trở lại phải sau ngày {vn_date(absence.valid_from)} và không muộn hơn ngày hết nghỉ.")
    changes = {"valid_to": [vn_date(absence.valid_to) or None, vn_date(day)], "decision": [None, decision]}
    absence.valid_to = day
    db.session.flush()
    told = {name: pair for name, pair in changes.items() if pair[1]}
    record("absence.ended", absence.official.full_name, by=by, official=absence.official, changes=told)


def change_facts(official: Official, facts: Facts, by: Account | None) -> Changes:
    """Correct the facts about a person; gives back field → [before, after] of what really changed.

    Refused when the number is no number or on another file, when days contradict each other, and for a name that the Department
    refused for its list; one that the list does not know becomes a proposal.
    """
    check_facts(official, facts)
    changes, values = Changes(), values_of(facts)
    # What is on record already is left as it stands, whatever became of its name in the list.
    names, proposed = worded({name: value for name, value in values.items() if value != getattr(official, name)}, by)
    for name, value in {**values, **names}.items():
        before = getattr(official, name)
        if before != value:
            changes[name] = [_told(before), _told(value)]
            setattr(official, name, value)
    if changes:
        changes |= {"proposed": [None, "; ".join(proposed)]} if proposed else {}
        index_official(official)
        db.session.flush()
        record("official.changed", official.full_name, by=by, official=official, changes=dict(changes))
    return changes


def _settled(official: Official, details: Details, own: Item | None) -> dict[str, Any]:
    """Column → value, with the end that the neighbours give."""
    hold(official)  # one writer of a file at a time: the second of two clicks must see what the first one wrote
    values = _values(details)
    if isinstance(details, AppraisalDetails):
        _check_year(official, details, own)
        return values
    if details.valid_to and details.valid_to <= details.valid_from:
        raise Refused("until", "Ngày kết thúc sớm hơn ngày bắt đầu.")
    if isinstance(details, RankDetails):
        return values | {"valid_to": _rank_end(official, details, own)}
    if isinstance(details, AbsenceDetails):
        _check_absence(official, details, own)
    elif isinstance(details, DisciplineDetails):
        _check_sanction(official, details, own)
    return values | {"valid_to": details.valid_to or FOREVER}


def _check_year(official: Official, details: AppraisalDetails, own: Item | None) -> None:
    if not (details.grade or clean(details.title or "") or clean(details.commendation or "")):
        raise Refused("grade", "Hãy ghi xếp loại, danh hiệu hoặc hình thức khen thưởng.")
    same = select(Appraisal.id).where(Appraisal.official_id == official.id, Appraisal.year == details.year)
    if db.session.scalar(same.where(Appraisal.id != (own.id if own else 0))):
        raise Refused("year", f"Năm {details.year} đã có trong hồ sơ; hãy sửa dòng đó.")


def _rank_end(official: Official, details: RankDetails, own: Item | None) -> dt.date:
    """When a rank ends: as typed, or when the next begins. A new one ends the one before."""
    statement = select(RankHeld).where(RankHeld.official_id == official.id, RankHeld.id != (own.id if own else 0))
    others = list(db.session.scalars(statement))
    try:
        slot = slot_for(others, details.valid_from, details.valid_to)
    except Overlap as overlap:
        raise Refused("valid_from", f"Chồng lên ngạch {overlap.row.rank.name}, hưởng {_days(overlap.row)}.") from None
    if slot.cut:
        slot.cut.valid_to = details.valid_from
    return slot.ends


def _check_sanction(official: Official, details: DisciplineDetails, own: Item | None) -> None:
    if official.born_on and details.valid_from <= official.born_on:
        raise Refused("valid_from", "Ngày này trước ngày sinh.")
    same = select(Discipline.id).where(Discipline.official_id == official.id, Discipline.valid_from == details.valid_from)
    same = same.where(Discipline.sanction == details.sanction, Discipline.act == clean(details.act))
    if db.session.scalar(same.where(Discipline.id != (own.id if own else 0))):
        raise Refused("", "Kỷ luật này đã có trong hồ sơ; không ghi thêm lần nữa.")


def _check_absence(official: Official, details: AbsenceDetails, own: Item | None) -> None:
    statement = select(Absence).where(Absence.official_id == official.id, Absence.id != (own.id if own else 0))
    try:
        check_apart(list(db.session.scalars(statement)), details.valid_from, details.valid_to or FOREVER)
    except Overlap as overlap:
        raise Refused("valid_from", f"Chồng lên thời gian vắng mặt khác, {_days(overlap.row)}.") from None
    held = select(Assignment.id).where(Assignment.official_id == official.id, Assignment.valid_from <= details.valid_from)
    if not db.session.scalar(held.where(Assignment.valid_to > details.valid_from).limit(1)):
        raise Refused("valid_from", "Ngày này không giữ chức vụ nào.")


def _values(details: Details) -> dict[str, Any]:
    return {name: (clean(value) or None) if type(value) is str else value for name, value in vars(details).items()}


def _days(row: Any) -> str:
    until = vn_date(last_day(row.valid_to))
    return f"từ {vn_date(row.valid_from)} {f'đến hết {until}' if until else 'đến nay'}"


def _told(value: Any) -> object:
    """A value as the trail keeps it."""
    if value == FOREVER:
        return None
    return str(value) if type(value).__name__ == "Decimal" else plain(value)
