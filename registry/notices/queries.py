"""Which reminders of training concern an account."""

from sqlalchemy import ColumnElement, and_, exists, false, or_, select, true
from sqlalchemy.orm import joinedload

from models.accounts import Account, Role
from models.classes import Bond, Enrolment, TrainingClass
from models.notices import Notice, NoticeKind
from models.officials import Official
from registry.access.permissions import Permission, allowed
from registry.enrolments.queries import SEATED, seen_by
from registry.officials.queries import readable_by
from registry.shared.database import db


def notices_for(account: Account) -> list[Notice]:
    """What is brought to mind of the account, the nearest first."""
    statement = (
        select(Notice)
        .outerjoin(TrainingClass, TrainingClass.id == Notice.class_id)
        .outerjoin(Bond, Bond.id == Notice.bond_id)
        .outerjoin(Official, Official.id == Bond.official_id)
        .where(Notice.ended_on.is_(None), _concerns(account))
        .options(joinedload(Notice.of_class), joinedload(Notice.bond).joinedload(Bond.official))
    )
    return list(db.session.scalars(statement.order_by(Notice.due_on, Notice.id)))


def _concerns(account: Account) -> ColumnElement[bool]:
    """Condition on `Notice` joined to what it is of.

    Nominations that close: whoever nominates. A class that starts: those whose people are in it, its school, the Department.
    Missing results: its school and the Department. The end of a bond: whoever reads the file.
    """
    of_classes = [
        and_(Notice.kind == kind, condition)
        for kind, condition in (
            (NoticeKind.NOMINATION, _if(allowed(account.role, Permission.TRAINING_NOMINATE))),
            (NoticeKind.START, _own_people(account)),
            (NoticeKind.RESULT, _if(allowed(account.role, Permission.TRAINING_TEACH))),
        )
    ]
    readable = and_(Notice.bond_id.is_not(None), readable_by(account))
    of_bonds = readable if allowed(account.role, Permission.OFFICIALS_READ) else false()
    return or_(and_(Notice.class_id.is_not(None), seen_by(account), or_(*of_classes)), of_bonds)


def _own_people(account: Account) -> ColumnElement[bool]:
    if account.role in (Role.DEPARTMENT, Role.SCHOOL):
        return true()
    inside = exists().where(
        Enrolment.class_id == TrainingClass.id,
        Enrolment.state.in_(SEATED),
        Enrolment.official_id.in_(select(Official.id).where(readable_by(account))),
    )
    return and_(_if(allowed(account.role, Permission.OFFICIALS_READ)), inside)


def _if(holds: bool) -> ColumnElement[bool]:
    return true() if holds else false()
