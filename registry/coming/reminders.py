"""Reminders: what comes due is brought to mind in time, once for each stage, and no more when it is done."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import func, select, text

from models.accounts import Account
from models.officials import Official
from models.planning import Due, Reminder
from models.positions import Position
from registry.coming.due import EVERYBODY, Asked, Coming, coming
from registry.officials.queries import readable_by
from registry.shared.database import db
from registry.shared.paging import Result, Statement

LEADS = (180, 90, 30, 0)
"""Days ahead at which something is brought to mind; the last on the day itself. A choice of this registry, no rule of law."""

DAY = dt.timedelta(days=1)
Key = tuple[int, str, int, int, dt.date]


@dataclass(frozen=True)
class Raised:
    """What one run did."""

    new: int
    ended: int


def remind(today: dt.date) -> Raised:
    """Raise what is to be brought to mind by now and was not yet, and end what is no longer due.

    After days without a run only the present stage is raised, not each that was missed. Running again changes nothing.
    """
    if db.session.get_bind().dialect.name == "postgresql":  # two runs at once wait for each other; SQLite has one writer anyway
        db.session.execute(text("LOCK TABLE reminder IN SHARE ROW EXCLUSIVE MODE"))
    due = {one.key: one for one in coming(Asked(today, today + LEADS[0] * DAY, None, EVERYBODY))}
    held = {(*_key(row), row.lead): row for row in db.session.scalars(select(Reminder))}
    wanted = {(*key, _stage(one, today)) for key, one in due.items()}
    ended = 0
    for key, row in held.items():
        if key not in wanted and row.ended_on is None:
            row.ended_on, ended = today, ended + 1
        elif key in wanted and row.ended_on is not None:
            row.ended_on = None  # an undone action brought the matter back
    new = [_reminder(key, today) for key in sorted(wanted - held.keys())]
    db.session.add_all(new)
    db.session.flush()
    return Raised(len(new), ended)


def _stage(one: Coming, today: dt.date) -> int:
    """The latest stage that has come."""
    return min(lead for lead in LEADS if one.due - lead * DAY <= today)


def _key(row: Reminder) -> Key:
    return (row.official_id, row.kind.value, row.unit_id, row.position_id, row.due_on)


def _reminder(key: tuple[int, str, int, int, dt.date, int], today: dt.date) -> Reminder:
    official, kind, unit, position, due_on, lead = key
    return Reminder(
        official_id=official, kind=Due(kind), unit_id=unit, position_id=position, due_on=due_on, lead=lead, raised_on=today
    )


def reminders(units: Collection[int], account: Account) -> list[Result]:
    """What is brought to mind of the people at these units, the nearest first."""
    columns = (Reminder.kind, Reminder.due_on, Reminder.raised_on, Reminder.unit_id)
    statement: Statement = select(Official.public_id, Official.full_name, Position.title, *columns)
    statement = _open(statement, units, account).join(Position, Position.id == Reminder.position_id)
    return list(db.session.execute(statement.order_by(Reminder.due_on, Official.sort_key, Reminder.id)))


def counted(units: Collection[int], account: Account) -> dict[Due, int]:
    """Kind → how many reminders are open for the people at these units."""
    statement = _open(select(Reminder.kind, func.count()), units, account).group_by(Reminder.kind)
    numbers: dict[Due, int] = {row[0]: row[1] for row in db.session.execute(statement)}
    return {kind: numbers[kind] for kind in Due if kind in numbers}


def _open(statement: Statement, units: Collection[int], account: Account) -> Statement:
    return (
        statement.select_from(Reminder)
        .join(Official, Official.id == Reminder.official_id)
        .where(Reminder.ended_on.is_(None), Reminder.unit_id.in_(units), readable_by(account))
    )
