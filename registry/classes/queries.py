"""What the pages of classes show besides the rows: people who may be nominated, events of calendars."""

import datetime as dt
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import select

from models.accounts import Account
from models.classes import Enrolment, EnrolmentState, TrainingClass
from models.officials import Official
from registry.coming.ics import Event
from registry.compliance.people import posts_on
from registry.enrolments.actions import finding_for
from registry.enrolments.queries import OVER, classes_for
from registry.judgement.judge import Truth
from registry.officials.queries import readable_by
from registry.programmes.eligibility import Finding
from registry.shared.clock import today
from registry.shared.database import db
from registry.shared.text import fold

MOST = 12
"""People shown for one search."""
_GONE = (EnrolmentState.DROPPED, EnrolmentState.REFUSED)


@dataclass(frozen=True)
class Candidate:
    """Somebody who may be nominated: the file, the post, and how the conditions hold."""

    official: Official
    post: str
    finding: Finding

    @property
    def standing(self) -> str:
        """`met`, `unmet` or `unknown`."""
        return {Truth.YES: "met", Truth.NO: "unmet"}.get(self.finding.truth, "unknown")


def candidates_for(one: TrainingClass, typed: str, account: Account) -> list[Candidate]:
    """People found by the beginnings of their names or numbers, who are not in the class yet."""
    words = fold(typed).split()
    if not words:
        return []
    inside = select(Enrolment.official_id).where(Enrolment.class_id == one.id, Enrolment.state.not_in(_GONE))
    statement = select(Official).where(readable_by(account), Official.id.not_in(inside))
    for word in words:
        statement = statement.where(Official.search_text.contains(f" {word}", autoescape=True))
    people = list(db.session.scalars(statement.order_by(Official.sort_key, Official.id).limit(MOST)))
    posts = posts_on([each.id for each in people], today())
    return [Candidate(each, posts.get(each.id, ""), finding_for(one, each)) for each in people]


def events_of(account: Account | None) -> list[Event]:
    """First and last days, and last days to nominate, of classes that are ahead or running; nobody's calendar is empty."""
    if account is None:
        return []
    since = today() - dt.timedelta(days=31)
    ahead = [one for one in classes_for(account, since, since + dt.timedelta(days=800)) if one.state not in OVER]
    found = []
    for one in ahead:
        found.append(Event(f"class-{one.public_id}-nominate", one.nominate_by, _("Hạn đề cử: %(title)s", title=one.title)))
        found.append(Event(f"class-{one.public_id}-first", one.first_day, _("Khai giảng: %(title)s", title=one.title)))
        found.append(Event(f"class-{one.public_id}-last", one.last_day, _("Bế giảng: %(title)s", title=one.title)))
    return found
