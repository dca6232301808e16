"""What a unit keeps seeing of somebody who went elsewhere: its own time, and nothing that came later."""

import datetime as dt
from dataclasses import dataclass, replace

from models.accounts import Account
from models.officials import Official
from models.qualifications import Qualification
from registry.officials.queries import PostHeld, posts_of
from registry.qualifications.queries import Section, sections_of
from registry.shared.clock import HA_TINH, aware
from registry.units.rights import units_of


@dataclass(frozen=True)
class FormerFile:
    """The posts at the units of an account, and the documents from before `left_on`, the first day elsewhere."""

    official: Official
    left_on: dt.date
    posts: list[PostHeld]
    sections: list[Section]


def former_file(official: Official, account: Account) -> FormerFile:
    """The part of a file that was the time of the account's units. How far a document is believed came later and is not said."""
    units = units_of(account)
    posts = [replace(post, end_decision=None) for post in posts_of(official) if post.unit_id in units]
    left_on = max(post.valid_to for post in posts)
    sections = [
        Section(one.number, one.domain, [paper for paper in one.qualifications if _known_by(paper, left_on)])
        for one in sections_of(official)
    ]
    return FormerFile(official, left_on, posts, [one for one in sections if one.qualifications])


def _known_by(paper: Qualification, left_on: dt.date) -> bool:
    """Issued, or when that day is not known recorded, until the day on which somebody went."""
    day = paper.issued_on or aware(paper.recorded_at).astimezone(HA_TINH).date()
    return day <= left_on
