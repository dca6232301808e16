"""Reviews and how far they have come."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload
from werkzeug.exceptions import NotFound

from models.accounts import Account, Role
from models.base import Json
from models.reviews import Campaign, Confirmation
from models.units import Tier, Unit
from registry.reviews.shares import Share, share_on, shares_on
from registry.shared.clock import today
from registry.shared.database import db
from registry.units.queries import tree_on
from registry.units.rights import seat_of


def campaigns() -> list[Campaign]:
    """All reviews, open ones first, then by deadline."""
    statement = select(Campaign).options(joinedload(Campaign.opened_by))
    return list(db.session.scalars(statement.order_by(Campaign.closed_at.is_not(None), Campaign.deadline.desc(), Campaign.id)))


def campaign_for(public_id: str) -> Campaign:
    """The review with this public id; 404 for none. Everybody may know of it, and sees of it the own units."""
    campaign = db.session.scalar(select(Campaign).where(Campaign.public_id == public_id))
    if campaign is None:
        raise NotFound
    return campaign


@dataclass(frozen=True)
class Line:
    """A unit in a review: its share as it is now, and what its head confirmed last."""

    share: Share
    confirmed: Confirmation | None
    reachable: bool
    """Whether there is an account that could confirm."""

    @property
    def state(self) -> str:
        """waiting, confirmed, or changed since it was confirmed."""
        if self.confirmed is None:
            return "waiting"
        return "confirmed" if self.confirmed.digest == self.share.digest else "changed"


def lines_of(campaign: Campaign) -> list[Line]:
    """Every unit that is asked, those to be reminded first, then by name."""
    latest, accounts = latest_of(campaign), _confirming()
    lines = [Line(share, latest.get(unit_id), _reachable(share, accounts)) for unit_id, share in shares_on(campaign.on).items()]
    return sorted(lines, key=lambda line: (_ORDER[line.state], line.share.unit.name))


_ORDER = {"changed": 0, "waiting": 1, "confirmed": 2}


def latest_of(campaign: Campaign) -> dict[int, Confirmation]:
    """Unit → what was confirmed last."""
    statement = select(Confirmation).options(joinedload(Confirmation.by)).where(Confirmation.campaign_id == campaign.id)
    return {one.unit_id: one for one in db.session.scalars(statement.order_by(Confirmation.id))}


def confirms(role: Role, tier: Tier) -> bool:
    """Whether a role confirms for its unit: the chair for a commune; for any other unit, which has no chair, its HR officer."""
    return role is Role.CHAIR if tier is Tier.COMMUNE else role is Role.HR_OFFICER


def _confirming() -> set[tuple[int, Role]]:
    """Units and roles of those who can sign in."""
    return {(unit_id, role) for unit_id, role in db.session.execute(select(Account.unit_id, Account.role).where(Account.active))}


def _reachable(share: Share, accounts: set[tuple[int, Role]]) -> bool:
    return any((share.unit.id, role) in accounts for role in Role if confirms(role, share.unit.tier))


@dataclass(frozen=True)
class Reminder:
    """What is to be done for an open review at a unit."""

    campaign: Campaign
    state: str
    days_left: int


def unit_of(account: Account) -> Unit:
    """The unit whose part the account answers for: its own, or the one that took that over."""
    return db.session.get_one(Unit, seat_of(account, tree_on(today())))


def reminders(account: Account, on: dt.date) -> list[Reminder]:
    """The open reviews in which the account's own unit is asked and has not confirmed, or has changed since."""
    found, own = [], unit_of(account).id
    for campaign in db.session.scalars(select(Campaign).where(Campaign.closed_at.is_(None)).order_by(Campaign.deadline)):
        line = line_for(campaign, own)
        if line and line.state != "confirmed":
            found.append(Reminder(campaign, line.state, (campaign.deadline - on).days))
    return found


def line_for(campaign: Campaign, unit_id: int) -> Line | None:
    """One unit in a review; None when it is not asked."""
    share = share_on(campaign.on, unit_id)
    return Line(share, latest_of(campaign).get(unit_id), True) if share else None


def review_of(on: dt.date) -> Json | None:
    """How far the newest review of a day has come, for who freezes that day; None when there was none."""
    campaign = db.session.scalar(select(Campaign).where(Campaign.on == on).order_by(Campaign.id.desc()).limit(1))
    if campaign is None:
        return None
    lines = lines_of(campaign)
    names = {"confirmed": "confirmed", "waiting": "missing", "changed": "changed"}
    states = {key: _named(lines, state) for state, key in names.items()}
    return {"name": campaign.name, **states}


def _named(lines: Collection[Line], state: str) -> list[str]:
    return [line.share.unit.name for line in lines if line.state == state]
