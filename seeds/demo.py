"""Planting the demonstration province: fictitious people in real units, the same people every time."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, text

from models.accounts import Account
from models.additions import Addition
from models.base import FOREVER
from models.officials import Assignment, Official
from models.positions import Position, StaffCategory
from models.qualifications import CertificateType, Level, Qualification
from models.terms import TermKind
from models.units import Unit
from registry.accounts.passwords import hashed
from registry.audit.actions import record
from registry.qualifications.mapping import EquivalenceTable
from registry.shared.clock import now, stopped_at
from registry.shared.database import db
from registry.shared.text import fold, name_sort_key, search_text
from registry.terms.records import build, missing
from seeds.merging import joined, merge_communes
from seeds.proofs import plant_proofs
from seeds.province.accounts import logins
from seeds.province.before import serve_before
from seeds.province.bonds import plant_bonds
from seeds.province.classes import plant_classes
from seeds.province.details import UNLISTED, UNLISTED_BESIDE
from seeds.province.dice import Dice
from seeds.province.headcounts import plant_headcounts
from seeds.province.people import Paper, Person, Post
from seeds.province.plan import planned
from seeds.province.planning import Reappointing, plant_plans
from seeds.province.planting import insert_rows, plant_beside
from seeds.province.quotas import plant_quotas
from seeds.province.reported import plant_reported
from seeds.province.service import serve
from seeds.trials import plant_trials

PASSWORD = "ha-tinh-2030"  # noqa: S105  printed on purpose: everything in the demonstration is made up
SEED = 42
TODAY = dt.date(2026, 11, 23)


class AlreadyPlanted(Exception):
    """There are officials in the registry; made-up ones are not mixed with them."""


@dataclass(frozen=True)
class DemoSummary:
    """What was planted."""

    officials: int = 0
    assignments: int = 0
    qualifications: int = 0
    accounts: tuple[str, ...] = ()


def plant_demo(today: dt.date = TODAY, *, seed: int = SEED, only_if_empty: bool = False) -> DemoSummary:
    """Plant people, posts, qualifications and accounts on the reference data, which must be loaded; leave one audit entry.

    `today` is the day on which the story of the province ends. With officials on file it raises `AlreadyPlanted`, or, when
    `only_if_empty`, does nothing and says so by an empty summary. Opens no transaction and judges nobody: the caller does both.
    """
    if db.session.scalar(select(Official.id).limit(1)) is not None:
        if only_if_empty:
            return DemoSummary()
        raise AlreadyPlanted("Trong sổ đã có hồ sơ; tỉnh mẫu chỉ được tạo trên sổ trống.")
    people = planned(seed, today)
    dice = Dice(seed + 1)
    accounts = _plant_accounts(people, dice)
    serve(people, Dice(seed + 2), today)
    serve_before(people, Dice(seed + 8))
    ids = _plant_officials(people)
    apart, follows, names = Dice(seed + 9), dict[str, Post](), dict[str, str]()
    held = _assignments(people, ids, (dice, apart), follows, names)
    posts = insert_rows(Assignment, map(Reappointing(Dice(seed + 5), today), held))
    papers = insert_rows(Qualification, _qualifications(people, ids, accounts, dice, today))
    _count_rows()
    plant_beside(people, ids, Dice(seed + 3))
    plant_plans(Dice(seed + 6), today)
    plant_proofs(accounts, Dice(seed + 4), today)
    with stopped_at(dt.datetime.combine(today, dt.time(1), dt.UTC)):
        figures = {"officials": len(people), "assignments": posts, "qualifications": papers}
        _propose(accounts["nhansu.camxuyen"], dice)
        entry = record("demo.planted", "Tỉnh mẫu", by=None, changes=figures)
        entry.public_id = dice.public_id()
        db.session.flush()
        merge_communes(follows, names, apart)
        plant_quotas(today, Dice(seed + 10))
        plant_headcounts(today, Dice(seed + 12))
        plant_reported(accounts["noivu"], Dice(seed + 11))
        plant_trials(Dice(seed + 13))
        plant_classes(accounts, Dice(seed + 14), today, hashed(PASSWORD))
        plant_bonds(Dice(seed + 15), today)
    db.session.flush()
    return DemoSummary(len(people), posts, papers, tuple(accounts))


def _count_rows() -> None:
    """PostgreSQL knows nothing of the rows of an open transaction until it counts them, and then plans as if there were none."""
    if db.engine.dialect.name == "postgresql":
        db.session.execute(text("ANALYZE"))


def _propose(account_id: int, dice: Dice) -> None:
    """Schools that no list has yet, a position and a unit wait for the Department."""
    by = db.session.get_one(Account, account_id)
    for name in missing(TermKind.INSTITUTION, UNLISTED).values():
        term = build(TermKind.INSTITUTION, name, by)
        term.public_id = dice.public_id()
        db.session.add(term)
    for asked in UNLISTED_BESIDE:
        told = {"folded": fold(asked["name"]), "proposed_by_id": by.id, "proposed_at": now(), "public_id": dice.public_id()}
        db.session.add(Addition(**asked, **told))


def _plant_accounts(people: list[Person], dice: Dice) -> dict[str, int]:
    """Add the accounts that are missing; gives back user name → id of all of them."""
    units = dict(db.session.execute(select(Unit.key, Unit.id)).all())
    known = set(db.session.scalars(select(Account.username)))
    wanted = logins(people)
    for login in wanted:
        account = Account(
            public_id=dice.public_id(),
            username=login.username,
            name=login.name,
            role=login.role,
            unit_id=units[login.unit],
            password_hash=hashed(PASSWORD),
        )
        if login.username not in known:
            db.session.add(account)
    db.session.flush()
    found = select(Account.username, Account.id).where(Account.username.in_([login.username for login in wanted]))
    ids = dict(db.session.execute(found).all())
    return {login.username: ids[login.username] for login in wanted}


def _plant_officials(people: list[Person]) -> dict[str, int]:
    """Insert everybody; gives back personal number → id."""
    insert_rows(Official, map(_official, people))
    return dict(db.session.execute(select(Official.personal_number, Official.id)).all())


def _official(person: Person) -> dict[str, Any]:
    return {
        "public_id": person.public_id,
        "personal_number": person.personal_number,
        "staff_code": person.staff_code,
        "full_name": person.full_name,
        "search_text": search_text(person.full_name, person.personal_number, person.staff_code),
        "sort_key": name_sort_key(person.full_name),
        "sex": person.sex,
        "born_on": person.born_on,
        "born_precision": person.born_precision,
        "party_member": person.party_member,
        "party_joined_on": person.party_joined_on,
        "ethnic_minority": person.ethnicity != "Kinh",
        "ethnicity": person.ethnicity,
        **{name: getattr(person, name) for name in _FACTS},
        "version": 1,
    }


def _assignments(
    people: list[Person], ids: dict[str, int], chances: tuple[Dice, Dice], follows: dict[str, Post], names: dict[str, str]
) -> Iterator[dict[str, Any]]:
    """The rows of all posts but those that the reorganisation makes: what is made of which goes into `follows` and `names`."""
    units = dict(db.session.execute(select(Unit.key, Unit.id)).all())
    catalogue: dict[str, tuple[int, StaffCategory]] = {
        row.key: (row.id, row.category) for row in db.session.execute(select(Position.key, Position.id, Position.category))
    }
    dice, apart = chances
    for person in people:
        for post, other in joined(person):
            position_id, category = catalogue[post.position]
            public_id = (apart if post.position.endswith("-truoc-2025") else dice).public_id()
            last = other or post
            if other:
                follows[public_id], names[public_id] = other, dice.public_id()
            yield {
                "public_id": public_id,
                "official_id": ids[person.personal_number],
                "unit_id": units[post.unit],
                "position_id": position_id,
                "kind": post.kind,
                "category": category,
                "division": post.division,
                "valid_from": post.begins,
                "valid_to": last.ends or FOREVER,
                "decision": post.decision,
                "started_by": post.started_by,
                "ended_by": last.ended_by,
                "end_decision": last.end_decision,
                "version": 1,
            }


def _qualifications(
    people: list[Person], ids: dict[str, int], accounts: dict[str, int], dice: Dice, today: dt.date
) -> Iterator[dict[str, Any]]:
    worth = Worth()
    for person in people:
        for paper in person.papers:
            yield {
                **_content(paper),
                **worth.of(paper),
                "public_id": dice.public_id(),
                "official_id": ids[person.personal_number],
                "entered_by_id": accounts.get(_HR.get(person.seat.unit, "")),
                "changed_by_id": None,
                "recorded_at": _recorded(paper, dice, today),
                "source": dice.weighed(_SOURCES),
                "version": 1,
            }


def _content(paper: Paper) -> dict[str, Any]:
    names = (
        "domain",
        "score",
        "field",
        "institution",
        "country",
        "taught_in",
        "form_of_study",
        "route",
        *("studied_from", "studied_to", "classification", "register_number", "recognition", "recognised_on", "lesson_hours"),
        "number",
        "issued_on",
        "issued_precision",
        "expires_on",
        "state",
        "note",
    )
    # Left out rather than None, which a JSON column would keep as the JSON value null.
    skills = {"skill_scores": paper.skill_scores} if paper.skill_scores else {}
    return {**{name: getattr(paper, name) for name in names}, **skills, "language_code": paper.language}


def _recorded(paper: Paper, dice: Dice, today: dt.date) -> dt.datetime:
    """An instant in office hours after the day of issue, when the day of issue is not an error."""
    first = max(dt.date(2025, 8, 4), min(paper.issued_on or today, today))
    day = dice.working_day(first, today)
    return dt.datetime.combine(day, dt.time(dice.number(1, 9), dice.number(0, 59), dice.number(0, 59)), dt.UTC)


class Worth:
    """From the keys of a paper to the ids of level and certificate, by the equivalence tables of the registry."""

    def __init__(self) -> None:
        self._table = EquivalenceTable()
        self._levels = {(row.domain, row.key): row.id for row in db.session.execute(select(Level.domain, Level.key, Level.id))}
        self._types = dict(db.session.execute(select(CertificateType.key, CertificateType.id)).all())

    def of(self, paper: Paper) -> dict[str, int | None]:
        """The level, and the certificate type if there is one."""
        if paper.certificate is None:
            level_id = self._levels[paper.domain, paper.level] if paper.level else None
            return {"level_id": level_id, "certificate_type_id": None}
        kind = self._types[paper.certificate]
        level = self._table.level_of(kind, paper.score, paper.issued_on, paper.skill_scores)
        return {"level_id": level, "certificate_type_id": kind}


_FACTS = (
    *("recruited_on", "recruited_by", "joined_on", "number_issued_on", "party_official_on", "party_post"),
    *("schooling", "planned_post", "duties"),
)
_HR = {"xa-cam-xuyen": "nhansu.camxuyen", "phuong-thanh-sen": "nhansu.thanhsen", "so-noi-vu": "nhansu.sonoivu"}
_SOURCES: dict[str | None, float] = {
    "Hồ sơ giấy của đơn vị": 5,
    "Danh sách trích ngang 30/9/2025": 3,
    "Bản khai của cá nhân": 2,
    None: 1,
}
