"""A small province around one unit, for the access matrix: every kind of object in every relation to that unit, all marked."""

import io
import re
import zipfile
from dataclasses import dataclass

from flask import Flask
from pypdf import PdfReader
from sqlalchemy import select
from werkzeug.test import TestResponse

from models.accounts import Account, Role
from models.base import Base
from models.officials import Official
from models.positions import Position
from models.proposals import SelfLink
from models.qualifications import Domain, Level, Qualification
from models.units import Tier, Unit
from registry.audit.actions import record
from registry.proposals import actions as proposals
from registry.shared.database import db
from tests.readers import rosters
from tests.support import make

RELATIONS = ("own", "child", "sibling", "ancestor")
# Letters that no template prints by itself; the tag must never become one.
CANARIES = {"own": "Canhnha", "child": "Canhcon", "sibling": "Canhben", "ancestor": "Canhtren"}
RAW = "<x-canary>"

KINDS = ("unit", "account", "official", "qualification", "level", "roster", "entry", "proposal", "link")
"""What may stand in an address or a body; the level is the same for all."""

POSITION, STANDARD = "vi-tri-thu", "00000000000000aa"
"""A position of the catalogue and what it asks: the same for all, whoever asks."""

NUMBERS = {"sibling": rosters.AN["number"], "ancestor": rosters.BINH["number"]}
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
    roster: bytes

    def named(self, relation: str, role: Role | None) -> dict[str, str]:
        """Objects in the relation to who asks."""
        things = self.things[relation]
        mine = {"roster": self.rosters[role], "entry": self.entries[role]} if relation == "own" and role else {}
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
    make.target()
    make.standard(make.position("Vị trí thử", key=POSITION), {"holds": {"domain": "degree", "rank": 2}}, public_id=STANDARD)
    degree, post = make.level(rank=2, name="Trung cấp"), make.position()
    roster = rosters.written(rosters.flat())
    things = {relation: _things(relation, unit, degree, post, roster) for relation, unit in units.items()}
    asking = {role: make.account(role, own, name="Người hỏi") for role in Role}
    return World(
        things,
        {role: account.id for role, account in asking.items()},
        {role: make.account(role, province, name="Người hỏi").id for role in Role},
        {role: make.batch(account, roster).public_id for role, account in asking.items()},
        {role: _done(make.qualification(make.official_at(own), note="x"), account) for role, account in asking.items()},
        roster,
    )


def _things(relation: str, unit: Unit, degree: Level, post: Position, roster: bytes) -> dict[str, str]:
    """An object of each kind at the unit, by kind: what stands in its address."""
    mark = f"{CANARIES[relation]} {RAW}"
    account = make.account(Role.HR_OFFICER, unit, name=f"Người dùng {mark}")
    number = {"personal_number": NUMBERS[relation]} if relation in NUMBERS else {}
    official = make.official(f"Nguyễn Thị {mark}", **number)
    make.assignment(official, unit, post, division=f"Phòng {mark}")
    held = make.qualification(official, Domain.DEGREE, level_id=degree.id, field=f"Ngành {mark}", entered_by_id=account.id)
    record("official.changed", official.full_name, by=account, official=official, unit=unit, changes={"note": [None, mark]})
    return {
        "unit": unit.key,
        "account": account.public_id,
        "official": official.public_id,
        "qualification": held.public_id,
        "level": degree.key,
        "roster": make.batch(account, roster).public_id,
        **_spoken(official, account),
        "entry": _done(make.qualification(official, note="x"), account),
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
    """Every row of every table, to see whether a request changed anything."""
    with app.app_context():
        return {
            table.name: [tuple(row) for row in db.session.execute(select(table).order_by(*table.primary_key.columns))]
            for table in Base.metadata.sorted_tables
        }


def words_of(response: TestResponse) -> str:
    """What a person can read in an answer: a page, a workbook, a paper."""
    if response.mimetype == "application/pdf":
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(response.data)).pages)
    if "spreadsheetml" in response.mimetype:
        with zipfile.ZipFile(io.BytesIO(response.data)) as parts:
            return "\n".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())
    return str(re.sub(r"\s+", " ", response.get_data(as_text=True)))
