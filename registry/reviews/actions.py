"""Opening and closing reviews, and confirming a unit's part. Callers commit."""

import datetime as dt
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import exists, select

from models.accounts import Account
from models.reviews import Campaign, Confirmation
from models.units import Unit
from registry.audit.actions import record
from registry.reviews.queries import confirms, line_for
from registry.shared.clock import now, today
from registry.shared.database import db
from registry.shared.refusal import Refused
from registry.standings import keeping


@dataclass(frozen=True)
class CampaignDetails:
    """A review: of which day, and until when units are asked to confirm."""

    name: str
    on: dt.date
    deadline: dt.date
    note: str | None = None


def open_campaign(details: CampaignDetails, by: Account) -> Campaign:
    """Ask every unit to confirm. Refused when the name is taken, the day is to come, or the deadline is over."""
    keeping.stand_still()  # two that open a review at the same moment take turns
    if db.session.scalar(select(exists().where(Campaign.name == details.name))):
        raise Refused("name", _("Đã có đợt rà soát mang tên này."))
    if details.on > today():
        raise Refused("on", _("Ngày này chưa đến; chỉ rà soát được số liệu của ngày đã qua hoặc hôm nay."))
    if details.deadline < max(details.on, today()):
        raise Refused("deadline", _("Hạn xác nhận phải từ hôm nay trở đi."))
    campaign = Campaign(
        name=details.name, on=details.on, deadline=details.deadline, note=details.note, opened_at=now(), opened_by_id=by.id
    )
    db.session.add(campaign)
    days = {"on": [None, details.on.isoformat()], "deadline": [None, details.deadline.isoformat()]}
    record("campaign.opened", details.name, by=by, changes=days)
    return campaign


def close_campaign(campaign: Campaign, by: Account) -> None:
    """Take no more confirmations. Refused when it is closed already."""
    if campaign.closed_at:
        raise Refused("", _("Đợt rà soát này đã đóng."))
    campaign.closed_at = now()
    record("campaign.closed", campaign.name, by=by)


def confirm(campaign: Campaign, unit: Unit, seen: str, note: str | None, by: Account) -> Confirmation:
    """Confirm a unit's part as it was seen, by its digest.

    Refused when the review is closed, the unit is not asked, somebody else is to confirm for it, the part has changed since the
    page was opened, or the same was confirmed already.
    """
    keeping.stand_still()  # what is confirmed is what is stored, also when somebody edits at the same moment
    line = line_for(campaign, unit.id)
    if campaign.closed_at:
        raise Refused("", _("Đợt rà soát này đã đóng."))
    if line is None:
        raise Refused("", _("Đơn vị không có ai được tính vào ngày này."))
    if not confirms(by.role, line.share.unit.tier):
        raise Refused("", _("Số liệu của xã, phường do chủ tịch xác nhận; của đơn vị khác, do cán bộ tổ chức của đơn vị."))
    if line.share.digest != seen:
        raise Refused("", _("Số liệu vừa thay đổi. Hãy xem lại rồi xác nhận."))
    if line.state == "confirmed":
        raise Refused("", _("Số liệu này đã được xác nhận."))
    confirmation = Confirmation(
        campaign_id=campaign.id,
        unit_id=unit.id,
        by_id=by.id,
        at=now(),
        note=note,
        figures=line.share.figures,
        digest=line.share.digest,
    )
    db.session.add(confirmation)
    record("campaign.confirmed", campaign.name, by=by, unit=unit, changes={"digest": [None, line.share.digest]})
    return confirmation
