"""Reading findings: the queue of an account, narrowed and paged, and those of one file."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Select, exists, func, select
from sqlalchemy.orm import joinedload
from werkzeug.exceptions import NotFound

from models.accounts import Account
from models.findings import Finding, FindingState
from models.officials import Assignment, Official
from models.proposals import Proposal, ProposalState
from models.qualifications import Qualification
from registry.findings.words import Names, sentence
from registry.officials.queries import readable_by, readable_ids
from registry.qualifications.queries import text_of
from registry.shared.clock import today
from registry.shared.database import db
from registry.shared.paging import Order, Page, page_of
from registry.units.queries import name_on, unit_names

PAGE = 40
_ORDER = Order((Official.sort_key, Official.id, Finding.id), lambda row: str(row.public_id))
_LOADED = (
    joinedload(Finding.qualification).joinedload(Qualification.level),
    joinedload(Finding.qualification).joinedload(Qualification.certificate_type),
    joinedload(Finding.qualification).joinedload(Qualification.language),
    joinedload(Finding.owner),
)


@dataclass(frozen=True)
class Wanted:
    """The conditions of the list: state, kind, units in view (None: all that is seen), and whose it is (`me`, `nobody`)."""

    state: FindingState = FindingState.OPEN
    kind: str = ""
    units: frozenset[int] | None = None
    owner: str = ""


@dataclass(frozen=True)
class Item:
    """A finding in words. `paper` is the qualification it concerns, empty when it is the person."""

    finding: Finding
    sentence: str
    name: str
    official_id: str
    unit: str
    paper: str
    owner: str
    decided: str
    """Who decided, on which day; empty while nobody did."""


def open_count(account: Account) -> int:
    """How many findings, and proposals of officials, wait in the files that an account may open."""
    within = readable_by(account)
    statement = select(func.count()).select_from(Finding).join(Official, Official.id == Finding.official_id)
    found = statement.where(Finding.state == FindingState.OPEN, within).scalar_subquery()
    return db.session.scalar(select(found + _proposed(within))) or 0


def proposed_count(account: Account) -> int:
    """How many proposals of officials wait for an answer."""
    return db.session.scalar(select(_proposed(readable_by(account)))) or 0


def _proposed(within: ColumnElement[bool]) -> ScalarSelect[int]:
    statement = select(func.count()).select_from(Proposal).join(Official, Official.id == Proposal.official_id)
    return statement.where(Proposal.state == ProposalState.OPEN, within).scalar_subquery()


def counts(account: Account, wanted: Wanted) -> dict[str, int]:
    """Kind → how many there are under the other conditions."""
    statement = _chosen(account, Wanted(wanted.state, "", wanted.units, wanted.owner), Finding.kind, func.count())
    return dict(db.session.execute(statement.group_by(Finding.kind)).all())


def queue(account: Account, wanted: Wanted, after: str | None, before: str | None) -> Page[Item]:
    """A page of the queue in order of names, behind the finding `after` or up to `before` (public ids)."""
    statement = _chosen(account, wanted, Finding.id, Finding.public_id)
    place = select(*_ORDER.columns).join(Official, Official.id == Finding.official_id)
    here = db.session.execute(place.where(Finding.public_id == (before or after or ""))).first()
    if here is None:
        page = page_of(statement, _ORDER, PAGE)
    elif before:
        page = page_of(statement, _ORDER, PAGE, before=tuple(here))
    else:
        page = page_of(statement, _ORDER, PAGE, after=tuple(here))
    return page.showing(_items([row.id for row in page.rows], account))


def finding_for(account: Account, public_id: str) -> Finding:
    """The finding with this public id; 404 when its file is out of the account's scope, as for none."""
    statement = select(Finding).join(Official, Official.id == Finding.official_id).options(*_LOADED, joinedload(Finding.official))
    finding = db.session.scalar(statement.where(Finding.public_id == public_id, readable_by(account)))
    if finding is None:
        raise NotFound
    return finding


def item_of(finding: Finding, account: Account) -> Item:
    """One finding in words."""
    return _items([finding.id], account)[0]


def findings_of(official: Official, account: Account) -> list[Item]:
    """What waits in a file, and what was decided to be right."""
    statement = select(Finding.id).where(Finding.official_id == official.id, Finding.state != FindingState.GONE)
    return _items(list(db.session.scalars(statement.order_by(Finding.state.desc(), Finding.id))), account)


def _chosen(account: Account, wanted: Wanted, *columns: Any) -> Select[Any]:
    found: list[ColumnElement[bool]] = [Finding.state == wanted.state, readable_by(account)]
    if wanted.kind:
        found.append(Finding.kind == wanted.kind)
    if wanted.owner:
        found.append(Finding.owner_id == account.id if wanted.owner == "me" else Finding.owner_id.is_(None))
    if wanted.units is not None:
        held = exists().where(Assignment.official_id == Official.id, Assignment.unit_id.in_(wanted.units))
        found.append(held.where(Assignment.valid_to > today()))
    return select(*columns).select_from(Finding).join(Official, Official.id == Finding.official_id).where(*found)


def _items(ids: Sequence[int], account: Account) -> list[Item]:
    statement = select(Finding).where(Finding.id.in_(ids)).options(*_LOADED, joinedload(Finding.official))
    found = {finding.id: finding for finding in db.session.scalars(statement)}
    findings = [found[one] for one in ids]
    names, units = _names(findings, account), _units({finding.official_id for finding in findings})
    deciders = _accounts(finding.decided_by_id for finding in findings)
    return [
        Item(
            finding,
            sentence(finding.kind, finding.detail, names),
            finding.official.full_name,
            finding.official.public_id,
            units.get(finding.official_id, ""),
            text_of(finding.qualification) if finding.qualification else "",
            finding.owner.name if finding.owner else "",
            deciders.get(finding.decided_by_id or 0, ""),
        )
        for finding in findings
    ]


def _names(findings: Iterable[Finding], account: Account) -> Names:
    details = [finding.detail for finding in findings]
    papers = {one for detail in details for one in detail.get("papers", [])}
    others = {one for detail in details for one in detail.get("others", [])}
    readable = readable_ids(account, others) if others else set()
    people = select(Official.id, Official.full_name).where(Official.id.in_(readable))
    held = select(Qualification).where(Qualification.id.in_(papers))
    loaded = held.options(
        *(joinedload(name) for name in (Qualification.level, Qualification.certificate_type, Qualification.language))
    )
    return Names(
        {one.id: text_of(one) for one in db.session.scalars(loaded)} if papers else {},
        dict(db.session.execute(people).all()) if readable else {},
    )


def _units(officials: set[int]) -> dict[int, str]:
    """The unit at which each holds the main post, or held the last one."""
    on, periods = today(), unit_names()
    statement = select(Assignment.official_id, Assignment.unit_id).where(Assignment.official_id.in_(officials))
    rows = db.session.execute(statement.order_by(Assignment.valid_to, Assignment.kind.desc(), Assignment.valid_from)).all()
    return {row.official_id: name_on(periods[row.unit_id], on) for row in rows}


def _accounts(ids: Iterable[int | None]) -> dict[int, str]:
    wanted = {one for one in ids if one}
    return dict(db.session.execute(select(Account.id, Account.name).where(Account.id.in_(wanted))).all()) if wanted else {}
