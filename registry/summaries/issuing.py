"""Printing: in whose name an account may issue a summary, who receives it, and which papers it may ask for."""

import datetime as dt

from models.accounts import Account
from registry.summaries.content import OfficialSummary, Summary
from registry.summaries.offices import HOME_AFFAIRS, Issue, Office, committee_of, home_affairs, office_of
from registry.units.queries import Tree, UnitOnDay
from registry.units.rights import seat_of


def offices_for(summary: Summary, account: Account, today: Tree) -> list[Office]:
    """Offices in whose name the account may print: its own first, then that of the unit the paper is about.

    Only offices of today sign papers of today, and only those that the account sees. Empty when the account's own unit has ended.
    """
    seat = seat_of(account, today)
    own, about, seen = today.units.get(seat), _unit_of(summary, today), today.subtree(seat)
    if own is None:
        return []
    units = [own, *([about] if about and about.id in seen else [])]
    return list({office.key: office for office in (office_of(unit, today) for unit in units)}.values())


def issue_of(summary: Summary, office: Office, today: Tree, at: dt.datetime) -> Issue:
    """The paper goes to whom it is about; an office that writes about itself reports to the one above it."""
    about = _unit_of(summary, today)
    theirs = office_of(about, today) if about else None
    recipients = [f"{summary.title.capitalize()} {summary.name}"] if isinstance(summary, OfficialSummary) else []
    if theirs and theirs.key != office.key:
        recipients.append(theirs.name)
    elif not recipients:
        recipients.append(_above(office, today))
    return Issue(office, tuple(recipients), at)


def own_issue(account: Account, today: Tree, at: dt.datetime) -> Issue | None:
    """A paper in the name of the account's own office, to the one above it; None when its unit has ended."""
    own = today.units.get(seat_of(account, today))
    if own is None:
        return None
    office = office_of(own, today)
    return Issue(office, (_above(office, today),), at)


def _unit_of(summary: Summary, today: Tree) -> UnitOnDay | None:
    """The unit that the paper is about, or where the official's first post of the day is; None when it does not stand today."""
    if isinstance(summary, OfficialSummary):
        return today.by_key(summary.posts[0].unit_key) if summary.posts else None
    return today.by_key(summary.key)


def _above(office: Office, today: Tree) -> str:
    root = next(unit for unit in today.units.values() if unit.parent_id not in today.units)
    return committee_of(root.name) if office.key == HOME_AFFAIRS else home_affairs(today, root).name
