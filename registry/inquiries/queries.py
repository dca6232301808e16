"""Letters to issuing bodies: which are open, what they ask about, and what could be asked."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload
from werkzeug.exceptions import NotFound

from models.accounts import Account
from models.officials import Official
from models.qualifications import Qualification
from models.verification import Inquiry, InquiryItem, Verification
from registry.officials.queries import readable_by
from registry.shared.clock import HA_TINH, aware, today
from registry.shared.database import db
from registry.shared.paging import Statement
from registry.units.queries import name_of
from registry.units.rights import units_of
from registry.verification.queries import loaded, waiting_now
from registry.verification.steps import WAITING

MOST_ITEMS = 200
_OFFERED = 40


@dataclass(frozen=True)
class Letter:
    """A letter in the list: how many items it has and how many days it has been under way."""

    inquiry: Inquiry
    unit_name: str
    items: int
    days: int


@dataclass(frozen=True)
class Issuer:
    """An issuing body that is named by qualifications which wait, and how many."""

    name: str
    number: int


def inquiry_for(account: Account, public_id: str) -> Inquiry:
    """The letter with this public id; 404 when it was written by a unit out of the account's scope, as for none."""
    statement = _letters(account).where(Inquiry.public_id == public_id)
    inquiry = db.session.scalar(statement)
    if inquiry is None:
        raise NotFound
    return inquiry


def letters_for(account: Account, *, closed: bool) -> list[Letter]:
    """Letters of the units that the account sees: the open ones, oldest first, or the last fifty that were answered."""
    wanted = Inquiry.closed_at.is_not(None) if closed else Inquiry.closed_at.is_(None)
    order = Inquiry.id.desc() if closed else Inquiry.id
    found = db.session.scalars(_letters(account).where(wanted).order_by(order).limit(50 if closed else 500)).all()
    counted = select(InquiryItem.inquiry_id, func.count()).where(InquiryItem.inquiry_id.in_([one.id for one in found]))
    items: dict[int, int] = dict(db.session.execute(counted.group_by(InquiryItem.inquiry_id)).all())
    return [Letter(one, name_of(one.unit_id, today()), items.get(one.id, 0), (today() - made_on(one)).days) for one in found]


def made_on(inquiry: Inquiry) -> dt.date:
    """The day on which a letter was made."""
    return aware(inquiry.made_at).astimezone(HA_TINH).date()


def issuers_for(account: Account) -> list[Issuer]:
    """Issuing bodies about which something waits and no letter is open yet, the most often named first."""
    counted = func.count(Qualification.id)
    statement = _unasked(account, Qualification.institution, counted).group_by(Qualification.institution)
    rows = db.session.execute(statement.order_by(counted.desc(), Qualification.institution).limit(_OFFERED))
    return [Issuer(str(name), number) for name, number in rows]


def unasked(account: Account, institution: str) -> list[Qualification]:
    """What waits of one issuing body and no open letter asks about, by names of officials."""
    statement = _unasked(account, Qualification.id).where(Qualification.institution == institution)
    ids = db.session.scalars(statement.order_by(Official.sort_key, Qualification.id).limit(MOST_ITEMS)).all()
    return loaded(ids)


def asked_about(inquiry: Inquiry, account: Account) -> list[Qualification]:
    """What a letter asks about, by names of officials, as far as the account may read it still."""
    statement = (
        select(Qualification.id)
        .join(InquiryItem, InquiryItem.qualification_id == Qualification.id)
        .join(Official, Official.id == Qualification.official_id)
        .where(InquiryItem.inquiry_id == inquiry.id, readable_by(account))
        .order_by(Official.sort_key, Qualification.id)
    )
    return loaded(db.session.scalars(statement).all())


def still_waiting(inquiry: Inquiry) -> int:
    """About how many of its items nothing was decided yet."""
    statement = (
        select(func.count())
        .select_from(InquiryItem)
        .join(Qualification, Qualification.id == InquiryItem.qualification_id)
        .where(InquiryItem.inquiry_id == inquiry.id, Qualification.state.in_(WAITING))
    )
    return db.session.scalar(statement) or 0


def answers_to(inquiry: Inquiry, qualifications: Collection[int]) -> dict[int, Verification]:
    """What was decided of these since the letter was made, the last step of each."""
    statement = (
        select(Verification)
        .where(Verification.qualification_id.in_(qualifications), Verification.at >= inquiry.made_at)
        .where(Verification.by_id.is_not(None))
        .options(joinedload(Verification.by))
        .order_by(Verification.id)
    )
    return {step.qualification_id: step for step in db.session.scalars(statement)}


def _letters(account: Account) -> Select[Inquiry]:
    statement = select(Inquiry).options(joinedload(Inquiry.made_by), joinedload(Inquiry.unit))
    return statement.where(Inquiry.unit_id.in_(units_of(account)))


def _unasked(account: Account, *columns: Any) -> Statement:
    closed = Inquiry.closed_at.is_not(None)
    open_items = select(InquiryItem.qualification_id).join(Inquiry, Inquiry.id == InquiryItem.inquiry_id).where(~closed)
    statement: Statement = select(*columns).select_from(Qualification).join(Official, Official.id == Qualification.official_id)
    return statement.where(waiting_now(account), Qualification.institution.is_not(None), Qualification.id.not_in(open_items))
