"""The outbox: mails are written in the transaction of what they tell, and leave one by one afterwards, never twice.

A mail is claimed in a transaction of its own before it leaves. Was it refused for certain, the claim is given back and it is
tried again later; does the worker die in between, it stays claimed, because it may have arrived.
"""

import datetime as dt
from email.message import EmailMessage
from email.utils import format_datetime

import structlog
from flask import current_app
from sqlalchemy import or_, select, update
from sqlalchemy.exc import OperationalError

from models.accounts import Account
from models.mail import Mail
from registry.mail.carriers import Carrier, Undelivered, carrier_of
from registry.shared.clock import aware, now
from registry.shared.database import db
from registry.shared.transaction import transaction

AGAIN = dt.timedelta(minutes=15)
MOST_TRIES = 200
"""Two days of an SMTP server that does not answer."""

_log = structlog.get_logger("registry.mail")


def carried() -> bool:
    """Whether mails are sent at all."""
    return bool(current_app.config["SMTP_URL"])


def put(account: Account, day: dt.date, subject: str, body: str) -> bool:
    """Write a mail to an account that has an address; False when it has one of that day already."""
    if not account.email or db.session.scalar(select(Mail.id).where(Mail.account_id == account.id, Mail.day == day)):
        return False
    db.session.add(Mail(account_id=account.id, day=day, address=account.email, subject=subject, body=body, made_at=now()))
    db.session.flush()
    return True


def send_waiting() -> int:
    """Send what waits; gives how many left. On SQLite a long write may be going on; then the next round does it."""
    carrier, sent, last = carrier_of(current_app.config["SMTP_URL"]), 0, 0
    if carrier is None:
        return 0
    try:
        while (mail := _claimed(last)) is not None:
            last = mail.id
            sent += _sent(mail, carrier)
    except OperationalError:
        _log.info("mail_waits_for_the_database")
    return sent


def _claimed(after: int) -> Mail | None:
    with transaction(patience=1):
        rested = or_(Mail.tried_at.is_(None), Mail.tried_at < now() - AGAIN)
        waiting = select(Mail.id).where(Mail.id > after, Mail.claimed_at.is_(None), Mail.tries < MOST_TRIES, rested)
        number = db.session.scalar(waiting.order_by(Mail.id).limit(1))
        mine = update(Mail).where(Mail.id == number, Mail.claimed_at.is_(None)).values(claimed_at=now()).returning(Mail.id)
        taken = number is not None and db.session.execute(mine).scalar() is not None
    return db.session.get_one(Mail, number) if taken else None


def _sent(mail: Mail, carrier: Carrier) -> bool:
    number, name, message = mail.id, mail.public_id, _message(mail)
    db.session.rollback()  # no transaction is open while the server takes its time
    try:
        carrier.carry(message, name)
    except Undelivered as error:
        _log.warning("mail_refused", mail=name, reason=str(error))
        _noted(number, claimed_at=None, tried_at=now(), tries=Mail.tries + 1)
        return False
    except Exception:
        _log.exception("mail_uncertain", mail=name)
        return False
    _noted(number, sent_at=now())
    return True


def _noted(number: int, **values: object) -> None:
    with transaction():
        db.session.execute(update(Mail).where(Mail.id == number).values(**values))


def _message(mail: Mail) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = current_app.config["MAIL_FROM"], mail.address, mail.subject
    message["Date"], message["Message-ID"] = format_datetime(aware(mail.made_at)), f"<{mail.public_id}@so-nang-luc>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(mail.body)
    return message
