"""What of training is brought to mind, once for each stage, and no more when it is done."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select, text

from models.classes import ClassState, TrainingClass
from models.notices import Notice, NoticeKind
from registry.bonds.queries import lines_ending
from registry.bonds.reckoning import Standing
from registry.shared.database import db

LEADS: dict[NoticeKind, tuple[int, ...]] = {
    NoticeKind.NOMINATION: (7, 1),
    NoticeKind.START: (7, 1),
    NoticeKind.RESULT: (-1, -14),
    NoticeKind.BOND: (90, 30),
}
"""Days ahead at which something is brought to mind, after it where less than 0. A choice of this registry, no rule of law."""

DAY = dt.timedelta(days=1)
_AHEAD = frozenset({ClassState.PLANNED, ClassState.OPEN, ClassState.CLOSED})


@dataclass(frozen=True)
class Matter:
    """Something that comes due on a day: of a class or of a bond."""

    kind: NoticeKind
    subject_id: int
    due_on: dt.date

    def stage(self, today: dt.date) -> int | None:
        """The latest stage that has come; None before the first."""
        come = [lead for lead in LEADS[self.kind] if self.due_on - lead * DAY <= today]
        return min(come, default=None)


def raise_notices(today: dt.date) -> list[Notice]:
    """Raise what is to be brought to mind by now and was not yet, and end what is no longer due; gives what is new.

    After days without a run only the present stage is raised, not each that was missed. Running again changes nothing.
    """
    if db.session.get_bind().dialect.name == "postgresql":  # two runs at once wait for each other; SQLite has one writer anyway
        db.session.execute(text("LOCK TABLE notice IN SHARE ROW EXCLUSIVE MODE"))
    wanted = {f"{one.kind}:{one.subject_id}:{one.due_on}:{stage}": (one, stage) for one, stage in _staged(today)}
    held = {row.key: row for row in db.session.scalars(select(Notice))}
    for key, row in held.items():
        if key not in wanted and row.ended_on is None:
            row.ended_on = today
        elif key in wanted and row.ended_on is not None:
            row.ended_on = None  # an undone action brought the matter back
    new = [_notice(key, *wanted[key], today) for key in sorted(wanted.keys() - held.keys())]
    db.session.add_all(new)
    db.session.flush()
    return new


def _staged(today: dt.date) -> Iterator[tuple[Matter, int]]:
    for one in (*_of_classes(today), *_of_bonds(today)):
        stage = one.stage(today)
        if stage is not None:
            yield one, stage


def _of_classes(today: dt.date) -> Iterator[Matter]:
    statement = select(TrainingClass.id, TrainingClass.state, TrainingClass.nominate_by, TrainingClass.first_day)
    rows = statement.add_columns(TrainingClass.last_day).where(TrainingClass.state.in_([*_AHEAD, ClassState.RUNNING]))
    for class_id, state, nominate_by, first, last in db.session.execute(rows):
        if state is ClassState.OPEN and nominate_by >= today:
            yield Matter(NoticeKind.NOMINATION, class_id, nominate_by)
        if state in _AHEAD and first >= today:
            yield Matter(NoticeKind.START, class_id, first)
        if state is ClassState.RUNNING and last < today:
            yield Matter(NoticeKind.RESULT, class_id, last)


def _of_bonds(today: dt.date) -> Iterator[Matter]:
    for line in lines_ending(today, today + max(LEADS[NoticeKind.BOND]) * DAY):
        if line.standing is Standing.RUNNING:
            yield Matter(NoticeKind.BOND, line.bond.id, line.bond.ends)


def _notice(key: str, one: Matter, lead: int, today: dt.date) -> Notice:
    of = {"bond_id": one.subject_id} if one.kind is NoticeKind.BOND else {"class_id": one.subject_id}
    return Notice(key=key, kind=one.kind, due_on=one.due_on, lead=lead, raised_on=today, **of)
