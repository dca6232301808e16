"""Reading links and proposals, within what an account may see."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload
from werkzeug.exceptions import NotFound

from models.accounts import Account
from models.officials import Official
from models.proposals import Proposal, ProposalState, SelfLink
from models.qualifications import Qualification, State
from registry.audit.queries import Change, said
from registry.changes.values import plain
from registry.officials.queries import readable_by
from registry.proposals.fields import FACTS, QUALIFICATION, TOGETHER, Fields
from registry.qualifications.queries import text_of
from registry.shared.clock import aware, now
from registry.shared.database import db
from registry.shared.paging import Order, Page, Result, page_of

PAGE, SHOWN, LINKS = 25, 50, 10
_OLDEST_FIRST = Order((Proposal.id,), lambda row: str(row.Proposal.public_id))


@dataclass(frozen=True)
class Point:
    """A field of a proposal in words: what is on record now, what is proposed; `moved` when the record changed since.

    `decision` is empty while it waits, "accepted", or the reason why not.
    """

    name: str
    change: Change
    moved: bool
    verified: bool
    """Whether it would take the place of what was checked or verified: nobody agrees to that by the way."""
    decision: str


def present(official: Official, kind: str, row: Qualification | None) -> Fields:
    """What is on record of all that can be proposed, as JSON keeps it; nothing for a qualification to be added."""
    if kind == Official.__tablename__:
        return {name: plain(getattr(official, name)) for name in FACTS}
    return {name: plain(getattr(row, name)) for name in QUALIFICATION} if row else {}


def proposals_for(account: Account, after: str | None, before: str | None) -> Page[Result]:
    """A page of the proposals that wait, oldest first; the cursors are public ids."""
    statement = (
        select(Proposal)
        .join(Official, Official.id == Proposal.official_id)
        .where(Proposal.state == ProposalState.OPEN, readable_by(account), Official.archived_at.is_(None))
        .options(joinedload(Proposal.official))
    )
    place = db.session.scalar(select(Proposal.id).where(Proposal.public_id == (before or after or "")))
    if place is None:
        return page_of(statement, _OLDEST_FIRST, PAGE)
    if before:
        return page_of(statement, _OLDEST_FIRST, PAGE, before=(place,))
    return page_of(statement, _OLDEST_FIRST, PAGE, after=(place,))


def proposal_for(account: Account, public_id: str) -> Proposal:
    """The proposal with this public id; 404 when its official is out of the account's scope, as for none."""
    statement = (
        select(Proposal)
        .join(Official, Official.id == Proposal.official_id)
        .where(Proposal.public_id == public_id, readable_by(account))
        .options(joinedload(Proposal.official), joinedload(Proposal.decided_by))
    )
    proposal = db.session.scalar(statement)
    if proposal is None:
        raise NotFound
    return proposal


def link_for(account: Account, public_id: str) -> SelfLink:
    """The link with this public id; 404 when its official is out of the account's scope, as for none."""
    statement = (
        select(SelfLink)
        .join(Official, Official.id == SelfLink.official_id)
        .where(SelfLink.public_id == public_id, readable_by(account))
    )
    link = db.session.scalar(statement)
    if link is None:
        raise NotFound
    return link


def links_of(official: Official) -> Sequence[SelfLink]:
    """The links of an official, newest first. The caller has made sure that the account may read the file."""
    statement = select(SelfLink).where(SelfLink.official_id == official.id).order_by(SelfLink.id.desc()).limit(LINKS)
    return db.session.scalars(statement.options(joinedload(SelfLink.made_by))).all()


def is_open(link: SelfLink) -> bool:
    """Whether a link still leads anywhere."""
    return link.ended_at is None and aware(link.expires_at) > now() and link.official.archived_at is None


def proposals_of(official: Official) -> Sequence[Proposal]:
    """The proposals of an official, newest first."""
    statement = select(Proposal).where(Proposal.official_id == official.id).order_by(Proposal.id.desc()).limit(SHOWN)
    return db.session.scalars(statement).all()


def row_of(proposal: Proposal) -> Qualification | None:
    """The qualification that a proposal is about; None for the facts of the person, and for one to be added or gone."""
    if proposal.record is None:
        return None
    found = select(Qualification).where(Qualification.public_id == proposal.record)
    return db.session.scalar(found.where(Qualification.official_id == proposal.official_id))


def about(proposal: Proposal) -> str:
    """The qualification that a proposal is about, by its name; empty for the facts of the person and for one to be added."""
    row = row_of(proposal)
    return text_of(row) if row else ""


def version_of(proposal: Proposal) -> str:
    """The version of a proposal and of the record that it is about: whoever decides has seen both."""
    record = proposal.official if proposal.kind == Official.__tablename__ else row_of(proposal)
    return f"{proposal.version}.{record.version if record else 0}"


def points_of(proposal: Proposal) -> list[Point]:
    """The fields of a proposal in words, without those that go with another one."""
    row = row_of(proposal)
    there = present(proposal.official, proposal.kind, row)
    verified = row is not None and row.state in (State.CHECKED, State.VERIFIED)
    decided = proposal.decisions or {}
    pairs = {name: [there.get(name), value] for name, (_was, value) in proposal.fields.items()}
    return [
        Point(name, change, there.get(name) != proposal.fields[name][0], verified, decided.get(name, ""))
        for name, change in zip(pairs, said(pairs), strict=True)
        if name not in {*TOGETHER, "domain"}
    ]
