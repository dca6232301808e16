"""The daily run: raises reminders of training, and writes who is concerned a mail about what is new."""

import datetime as dt
from collections.abc import Collection

from flask import current_app, url_for
from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import select

from models.accounts import Account
from models.notices import Notice
from registry.mail.outbox import carried, put
from registry.notices.queries import notices_for
from registry.notices.raising import raise_notices
from registry.notices.words import KINDS
from registry.shared.database import db
from registry.shared.dates import vn_date


def tell(today: dt.date) -> int:
    """Raise what is due and write the mails about it, in one transaction; gives how many were written.

    What was raised before mails were set up, or before somebody gave an address, is on screen only.
    """
    new = {row.id for row in raise_notices(today)}
    if not new or not carried():
        return 0
    accounts = db.session.scalars(select(Account).where(Account.active, Account.email.is_not(None)).order_by(Account.id)).all()
    return sum(_written(account, new, today) for account in accounts)


def _written(account: Account, new: Collection[int], today: dt.date) -> bool:
    rows = [row for row in notices_for(account) if row.id in new]
    if not rows:
        return False
    with force_locale(account.locale):
        subject = _("Nhắc việc đào tạo, bồi dưỡng ngày %(day)s", day=vn_date(today))
        return put(account, today, subject, _body(rows))


def _body(rows: list[Notice]) -> str:
    """Classes by their titles; of bonds how many, without names: a mail goes through the hands of others."""
    lines = [f"- {vn_date(row.due_on)}: {KINDS[row.kind]}: {row.of_class.title}" for row in rows if row.of_class]
    bonds = sum(row.bond_id is not None for row in rows)
    lines += [_("- %(count)s cam kết phục vụ sắp hết", count=bonds)] if bonds else []
    return "\n".join([_("Sổ năng lực nhắc những việc sau:"), "", *lines, "", *_where(), ""])


def _where() -> list[str]:
    base = current_app.config["PUBLIC_URL"]
    if not base:
        return [_("Xem ở trang Đào tạo, bồi dưỡng, mục Nhắc việc.")]
    with current_app.test_request_context():
        return [_("Xem tại: %(address)s", address=f"{base}{url_for('notices.index')}")]
