"""A small province around one unit, for the access matrix: every kind of object in every relation to that unit, all marked."""

import datetime as dt
import io
import re
import zipfile
from dataclasses import dataclass

from flask import Flask
from PIL import Image
from pypdf import PdfReader
from sqlalchemy import select
from werkzeug.test import TestResponse

from models.accounts import Account, Role
from models.base import Base, new_public_id
from models.findings import Finding
from models.officials import AssignmentKind, Official
from models.proposals import SelfLink
from models.qualifications import Domain, Level, Qualification
from models.targets import Target
from models.terms import TermKind
from models.units import Extent, Tier, Unit
from registry.audit.actions import record
from registry.evidence.washing import PNG, drawn
from registry.proposals import actions as proposals
from registry.reorganisations import actions as reorganisations
from registry.reorganisations.actions import Header, Placement, Step
from registry.reorganisations.plan import Wanted
from registry.reviews.actions import CampaignDetails, open_campaign
from registry.shared.clock import now
from registry.shared.database import db
from registry.snapshots.actions import SnapshotDetails, freeze
from registry.terms.actions import TermDetails, add_term, propose
from tests.architecture import training_world
from tests.readers import rosters
from tests.support import made, make

RELATIONS = ("own", "child", "sibling", "ancestor")
# Letters that no template prints by itself; the tag must never become one.
CANARIES = {"own": "Canhnha", "child": "Canhcon", "sibling": "Canhben", "ancestor": "Canhtren"}
RAW = "<x-canary>"
PICTURE = drawn(Image.new("RGB", (40, 40), "teal"), PNG)

KINDS = (
    *("unit", "account", "official", "qualification", "level", "roster", "entry", "job", "proposal", "link"),
    *("evidence", "inquiry", "asked"),
    *("position", "position_there", "elsewhere", "rank"),
    *("post", "secondment", "rank_held", "absence", "appraisal", "discipline", "twin", "archived", "merged"),
    *("finding", "term", "addition", "view", "campaign", "snapshot", "plan", "due_day"),
    *("gap_plan", "worked_out", "class", "person"),
    *("indicator", "reported", "exemption"),
    *("training_class", "class_version", "session", "sending", "open_class", "enrolment", "school", "hours_rule", "bond"),
    *("survey", "survey_answer", "own_need", "annual_plan", "plan_line"),
)
"""What may stand in an address or a body; level, rank, term, addition, campaign, snapshot, (test) person are one for all;
`elsewhere` is a unit."""

POSITION, STANDARD, PROGRAMME = "vi-tri-thu", "00000000000000aa", "00000000000000bb"
"""A position of the catalogue, what it asks, and a programme: the same for all, whoever asks."""

NUMBERS = {"sibling": {"personal_number": rosters.AN["number"]}, "ancestor": {"personal_number": rosters.BINH["number"]}}
"""Foreign officials of whom a roster speaks: the comparison must not tell who they are."""


@dataclass(frozen=True)
class World:
    """Addresses of the objects: by relation and kind; and the ids of the accounts that ask, by role."""

    things: dict[str, dict[str, str]]
    asking: dict[Role, int]
    of_province: dict[Role, int]
    rosters: dict[Role, str]
    """Sent in by those who ask; what stands under `things` was sent by others of the unit."""
    entries: dict[Role, str]
    """What those who ask did, in the trail; what stands under `things` was done by others."""
    views: dict[Role, str]
    """Saved by those who ask; what stands under `things` was saved, and shared, by others of the unit."""
    jobs: dict[Role, str]
    """Long work that those who ask have running; what stands under `things` is that of others."""
    roster: bytes

    def named(self, relation: str, role: Role | None) -> dict[str, str]:
        """Objects in the relation to who asks."""
        things = self.things[relation]
        own = (
            {"roster": self.rosters, "entry": self.entries, "view": self.views, "job": self.jobs}
            if relation == "own" and role
            else {}
        )
        mine = {kind: of_role[role] for kind, of_role in own.items() if role}
        return {**things, **mine}


def build() -> World:
    """Add and commit everything."""
    province = make.province()
    own = make.unit("Sở Giữa", Tier.DEPARTMENT, province)
    units = {
        "own": own,
        "child": make.unit("Chi cục Dưới", Tier.DEPARTMENT, own),
        "sibling": make.unit("Sở Bên", Tier.DEPARTMENT, province),
        "ancestor": province,
    }
    target, position = make.target(), make.position("Vị trí thử", key=POSITION)
    make.rule_draft(target)
    person = make.test_person(target, POSITION).public_id
    make.standard(position, {"holds": {"domain": "degree", "rank": 2}}, public_id=STANDARD)
    make.programme(public_id=PROGRAMME)
    degree, roster = make.level(rank=2, name="Trung cấp"), rosters.written(rosters.flat())
    term = propose(TermKind.INSTITUTION, "Trường Mới", None)
    add_term(TermKind.INSTITUTION, TermDetails("Trường Cũ"), make.account(Role.DEPARTMENT, province))
    named = {
        "term": term.public_id,
        "person": person,
        "addition": make.addition(make.account(Role.DEPARTMENT, province)).public_id,
    }
    things = {relation: {**_things(relation, units, degree, roster), **named} for relation in units}
    kept = {**_kept(make.account(Role.DEPARTMENT, province)), **training_world.build(make.account(Role.DEPARTMENT, province))}
    things = {relation: {**found, **kept} for relation, found in things.items()}
    of_school = {role: {"school_id": int(kept["school"])} if role is Role.SCHOOL else {} for role in Role}
    asking = {role: make.account(role, own, name="Người hỏi", **of_school[role]) for role in Role}
    return World(
        things,
        {role: account.id for role, account in asking.items()},
        {role: make.account(role, province, name="Người hỏi", **of_school[role]).id for role in Role},
        {role: make.batch(account, roster).public_id for role, account in asking.items()},
        {role: _done(make.qualification(make.official_at(own), note="x"), account) for role, account in asking.items()},
        {role: make.saved_view(account, "Cách xem của mình").public_id for role, account in asking.items()},
        {role: make.job(account).public_id for role, account in asking.items()},
        roster,
    )


def _kept(by: Account) -> dict[str, str]:
    """A review of a day, and its figures frozen."""
    db.session.commit()
    on = dt.date(2026, 3, 31)
    campaign = open_campaign(CampaignDetails("Rà soát quý I", on, dt.date(2098, 12, 31)), by)
    snapshot = freeze(SnapshotDetails("Quý I năm 2026", on), by)
    db.session.commit()
    reported = make.indicator_value(by)
    exemption = make.exemption(db.session.scalars(select(Target)).one(), position_id=make.position("Không ai").id)
    db.session.commit()
    numbers = {"indicator": reported.indicator.code, "reported": reported.public_id, "exemption": exemption.act}
    return {"campaign": campaign.public_id, "snapshot": snapshot.public_id, **numbers}


def _things(relation: str, units: dict[str, Unit], degree: Level, roster: bytes) -> dict[str, str]:
    """An object of each kind at the unit in the relation, by kind: what stands in its address."""
    mark, unit = f"{CANARIES[relation]} {RAW}", units[relation]
    account = make.account(Role.HR_OFFICER, unit, name=f"Người dùng {mark}")
    official = make.official(f"Nguyễn Thị {mark}", **NUMBERS.get(relation, {}))
    held = _degree(official, degree, f"Ngành {mark}", account)
    make.qualification(official, Domain.DEGREE, level_id=degree.id, issued_on=dt.date(1990, 1, 2))
    record("official.changed", official.full_name, by=account, official=official, unit=unit, changes={"note": [None, mark]})
    return {
        "unit": unit.key,
        "account": account.public_id,
        "official": official.public_id,
        **_proofs(held, unit, account),
        "level": degree.key,
        "elsewhere": units["sibling" if relation != "sibling" else "own"].key,
        **_career(official, unit, Tier.PROVINCE if relation == "ancestor" else Tier.DEPARTMENT, mark),
        "bond": made.bond(official, title=f"Thạc sĩ {mark}").public_id,
        "enrolment": training_world.enrolled(official, unit, account),
        **training_world.answered(official, unit, account),
        **training_world.planned(unit, account, mark),
        "roster": make.batch(account, roster).public_id,
        **_spoken(official, account),
        "entry": _done(make.qualification(official, note="x"), account),
        "job": make.job(account, mark).public_id,
        "finding": _early(official),
        **_gap_plans(unit, degree, account, mark),
        "view": make.saved_view(account, f"Xem {mark}", shared=relation != "ancestor").public_id,
        **(_reorganised(unit) if relation == "own" else {}),
    }


def _gap_plans(unit: Unit, level: Level, account: Account, mark: str) -> dict[str, str]:
    """A draft with a class, and a plan that was worked out."""
    draft = make.gap_plan(account, unit, f"Phương án {mark}")
    result = {"since": "2026-01-01", "until": "2035-12-31", "proven": True, "gap": 0.0, "cost": 0, "seconds": 0.1}
    found = {**result, "candidates": 0, "targets": [], "classes": [], "people": []}
    return {
        "gap_plan": draft.public_id,
        "class": make.plan_class(draft, level, f"Lớp {mark}").public_id,
        "worked_out": make.gap_plan(account, unit, f"Phương án tính {mark}", result=found).public_id,
    }


def _reorganised(unit: Unit) -> dict[str, str]:
    """A draft that ends a unit below, with a post placed by hand, and one that was applied, both for next year."""
    day, ending = dt.date(2027, 1, 1), make.unit("Chi cục Kết thúc", Tier.DEPARTMENT, unit)
    post = make.assignment(make.official("Người Được Bố trí"), ending)
    draft = reorganisations.begin(Header("Sắp xếp", "1/QĐ", day), None)
    reorganisations.add_step(draft, Step([], [(ending.id, "", Extent.WHOLE)]), None)
    reorganisations.place_people(draft, [Placement(post.public_id, unit.key)], None)
    applied = reorganisations.begin(Header("Đã sắp xếp", "2/QĐ", day), None)
    new = Wanted(f"moi-{unit.key}", f"Trung tâm {unit.key}", Tier.DEPARTMENT, unit.key, None)
    reorganisations.add_step(applied, Step([new]), None)
    db.session.commit()  # what a transaction changes belongs to its last entry
    reorganisations.apply(applied, None)
    db.session.commit()
    return {"draft": draft.public_id, "applied": applied.public_id, "ending": ending.key, "placed": post.public_id}


def _early(official: Official) -> str:
    """What was found of the degree at the age of ten."""
    found = select(Finding.public_id).where(Finding.official_id == official.id, Finding.kind == "early")
    return db.session.scalars(found).one()


def _career(official: Official, unit: Unit, tier: Tier, mark: str) -> dict[str, str]:
    """The posts of a file, what stands beside them, and files that are out of use."""
    position, rank = make.position(tier=tier), make.rank()
    post = make.assignment(official, unit, position, division=f"Phòng {mark}")
    beside = {"division": f"Phòng {mark}", "valid_from": dt.date(2026, 1, 1), "kind": AssignmentKind.SECONDED}
    merged = make.official(f"Trần Gộp {mark}")
    db.session.commit()
    merged.archived_at, merged.archive_reason, merged.merged_into_id = now(), "Trùng", official.id
    record("official.merged", "Đã gộp", by=None, official=official)
    db.session.commit()
    archived = make.official_at(unit, f"Trần Lưu {mark}", archived_at=now(), archive_reason="Mở nhầm")
    twin = make.official(f"Trần Trùng {mark}")
    make.assignment(twin, unit, position, valid_from=dt.date(2019, 1, 1), valid_to=dt.date(2020, 1, 1))
    due = make.due_day(official, reason=mark)
    raised = {"unit_id": unit.id, "position_id": position.id, "due_on": due.day}
    make.reminder(official, **raised)
    return {
        "plan": make.planned(official, unit, position, decision=mark).public_id,
        "due_day": due.public_id,
        "position": position.key,
        "position_there": make.position().key,
        "rank": rank.code,
        "post": post.public_id,
        "secondment": make.assignment(official, unit, position, **beside).public_id,
        "rank_held": make.rank_held(official, rank, decision=mark).public_id,
        "absence": make.absence(official, decision=mark).public_id,
        "appraisal": make.appraisal(official, title=mark).public_id,
        "discipline": make.discipline(official, act=mark).public_id,
        "twin": twin.public_id,
        "archived": archived.public_id,
        "merged": merged.public_id,
    }


def _degree(official: Official, level: Level, field: str, by: Account) -> Qualification:
    """A degree of an institution that is named after it alone."""
    public_id = new_public_id()
    named = {"public_id": public_id, "institution": f"Trường {public_id}", "field": field}
    return make.qualification(official, Domain.DEGREE, level_id=level.id, entered_by_id=by.id, **named)


def _proofs(held: Qualification, unit: Unit, by: Account) -> dict[str, str]:
    """A degree with a scan behind it, and a letter about another one of the same official."""
    other = {"level_id": held.level_id, "institution": "Trường được hỏi", "entered_by_id": by.id}
    asked = make.qualification(held.official, Domain.DEGREE, **other)
    return {
        "qualification": held.public_id,
        "evidence": make.evidence(held, by).public_id,
        "inquiry": make.inquiry([asked], unit, by).public_id,
        "asked": asked.public_id,
    }


def _done(held: Qualification, by: Account) -> str:
    """Number of an action that can be undone: a note changed in a commit of its own."""
    db.session.commit()
    held.note = "Ghi chú mới"
    entry = record("qualification.changed", "Đã sửa", by=by, official=held.official)
    db.session.commit()
    assert entry.public_id
    return entry.public_id


def _spoken(official: Official, by: Account) -> dict[str, str]:
    """A link for the official, and a proposal made by it."""
    proposals.make_link(official, by)
    link = db.session.scalars(select(SelfLink).where(SelfLink.official_id == official.id)).one()
    wanted = {"duties": f"Việc {official.full_name}"}
    return {"link": link.public_id, "proposal": proposals.propose(link, None, wanted).public_id or ""}


def account(account_id: int) -> Account:
    """One of those who ask."""
    return db.session.get_one(Account, account_id)


def contents(app: Flask) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table as the driver gives it, to see whether a request changed anything.

    In no order: a row that a request has touched may move. Asked of the driver itself, for this is asked thousands of times.
    """
    with app.app_context():
        driver = db.session.connection().connection.driver_connection
        assert driver is not None
        return {name: driver.execute(f'SELECT * FROM "{name}"').fetchall() for name in Base.metadata.tables}  # noqa: S608  # names of our own


def words_of(response: TestResponse) -> str:
    """What a person can read in an answer: a page, a workbook, a paper."""
    if response.mimetype == "application/pdf":
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(response.data)).pages)
    if response.mimetype.startswith("image/"):
        return ""
    if "spreadsheetml" in response.mimetype:
        with zipfile.ZipFile(io.BytesIO(response.data)) as parts:
            return "\n".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())
    return str(re.sub(r"\s+", " ", response.get_data(as_text=True)))
