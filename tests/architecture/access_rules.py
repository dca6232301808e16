"""Who may ask what: written by hand from docs/access.md, and compared with the running application by test_access_matrix.py.

A room's author adds a line for each route and method, and says in its ways how the route is asked: what stands in the address and
in the body. `{unit}`, `{official}` … stand for an object in the relation under test (see `world.KINDS`).
"""

from dataclasses import dataclass, field

from models.accounts import Role

HR, CHAIR, DEPARTMENT, AUDITOR, ADMINISTRATOR = Role
EVERYBODY = frozenset(Role)
READERS = frozenset({HR, CHAIR, DEPARTMENT, AUDITOR})
"""Those who read personal records: not the administrator."""
EDITORS = frozenset({HR, DEPARTMENT})
PRINTERS = frozenset({HR, CHAIR, DEPARTMENT})
BACKSTAGE = frozenset({DEPARTMENT, AUDITOR, ADMINISTRATOR})


@dataclass(frozen=True)
class Way:
    """One way to ask. The address takes what the route does not name as its query."""

    address: dict[str, str] = field(default_factory=dict)
    body: dict[str, str] = field(default_factory=dict)
    foreign: int = 404
    """The answer about an object outside the scope: 404, or 200 for a form that refuses it and writes nothing."""
    writes: bool = True
    """Of a POST: whether a granted one leaves something in the database."""
    inside: frozenset[str] = frozenset({"own", "child"})
    """The relations that are reached: one's unit and what hangs below, unless the object is personal."""
    file: str = ""
    """Field of the body that carries the roster of the world."""

    @property
    def names_object(self) -> bool:
        """Whether an object is asked for, so that its relation matters."""
        return any("{" in value for value in (*self.address.values(), *self.body.values()))


@dataclass(frozen=True)
class Rule:
    """The roles that may, and the ways to ask. No roles: anybody, signed in or not."""

    roles: frozenset[Role] | None
    ways: tuple[Way, ...] = (Way(),)


NEW_ACCOUNT = {"username": "nguoi.moi", "name": "Người Mới", "role": "hr_officer", "password": "chín cây cầu lớn", "active": "y"}
SAME_ACCOUNT = {"name": "Tên Khác", "role": "hr_officer", "unit": "{unit}", "active": "y", "version": "1"}
SIGN_IN = {"username": "khong.co.ai", "password": "sai"}
ACCOUNT, OFFICIAL = {"public_id": "{account}"}, {"public_id": "{official}"}
DEGREE = {
    "level": "{level}",
    "field": "Luật",
    "form_of_study": "",
    "route": "",
    "country": "",
    "taught_in": "",
    "issued_on": "2011",
    "version": "1",
}
NEW_DEGREE, QUALIFICATION = {**OFFICIAL, "domain": "degree"}, {"public_id": "{qualification}"}
HERE, AT_UNIT, TARGET = Way(), Way({"unit": "{unit}"}), {"code": "T1"}
ROSTER, MINE = {"public_id": "{roster}"}, frozenset({"own"})
ON_TARGET = (Way(TARGET), Way({**TARGET, "unit": "{unit}"}))

KEEPERS = frozenset({DEPARTMENT})
POSITION_KEY = "vi-tri-thu"
POSITION, STANDARD = {"key": POSITION_KEY}, {"public_id": "00000000000000aa"}
ON_POSITION = (Way(POSITION), Way({**POSITION, "unit": "{unit}"}))
CHANGED_POSITION = {"field": "Đất đai", "change_years": "5", "valid_from": "01/01/2026", "basis": "QĐ 1"}
NEW_POSITION = {**CHANGED_POSITION, "title": "Vị trí mới", "tier": "commune", "category": "civil_servant", "leadership": "none"}
NO_OTHER_WAY = {f"{name}_{way}": "" for way in "bc" for name in ("level", "type", "language")}
CHANGED_STANDARD = {
    **NO_OTHER_WAY,
    "type_a": "",
    "level_a": "degree:2",
    "valid_from": "01/01/2026",
    "basis": "QĐ 1",
    "number": "1",
}
NEW_STANDARD = {**CHANGED_STANDARD, "number": "0", "origin": "province", "mandatory": "yes"}

RULES: dict[tuple[str, str], Rule] = {
    ("static", "GET"): Rule(None, (Way({"filename": "js/registry.js"}),)),
    # the way in, and one's own account
    ("accounts.sign_in", "GET"): Rule(None),
    ("accounts.sign_in", "POST"): Rule(None, (Way(body=SIGN_IN),)),
    ("accounts.sign_out", "POST"): Rule(EVERYBODY),
    ("accounts.set_language", "POST"): Rule(None, (Way({"locale": "en"}, writes=False),)),
    ("accounts.change_password", "GET"): Rule(EVERYBODY),
    ("accounts.change_password", "POST"): Rule(EVERYBODY, (Way(body={"present": "", "new": "", "again": ""}, writes=False),)),
    # accounts
    ("accounts.index", "GET"): Rule(frozenset({ADMINISTRATOR})),
    ("accounts.new", "GET"): Rule(frozenset({ADMINISTRATOR})),
    ("accounts.new", "POST"): Rule(frozenset({ADMINISTRATOR}), (Way(body={**NEW_ACCOUNT, "unit": "{unit}"}, foreign=200),)),
    ("accounts.edit", "GET"): Rule(frozenset({ADMINISTRATOR}), (Way(ACCOUNT),)),
    ("accounts.edit", "POST"): Rule(frozenset({ADMINISTRATOR}), (Way(ACCOUNT, SAME_ACCOUNT),)),
    ("accounts.end_sessions", "POST"): Rule(frozenset({ADMINISTRATOR}), (Way(ACCOUNT),)),
    # the trail
    ("audit.index", "GET"): Rule(frozenset({AUDITOR})),
    ("audit.export", "POST"): Rule(frozenset({AUDITOR})),
    # reference data
    ("reference.index", "GET"): Rule(BACKSTAGE),
    ("reference.positions", "GET"): Rule(BACKSTAGE),
    ("reference.levels", "GET"): Rule(BACKSTAGE),
    ("reference.certificates", "GET"): Rule(BACKSTAGE),
    ("reference.targets", "GET"): Rule(BACKSTAGE),
    ("reference.exemptions", "GET"): Rule(BACKSTAGE),
    # figures: all may read them, names only those who read personal records
    ("dashboard.index", "GET"): Rule(EVERYBODY, (HERE, AT_UNIT)),
    ("compliance.index", "GET"): Rule(EVERYBODY, (HERE, AT_UNIT)),
    ("compliance.show", "GET"): Rule(EVERYBODY, ON_TARGET),
    ("compliance.people", "POST"): Rule(READERS, ON_TARGET),
    # positions and their standards: all may read them, names only those who read personal records
    ("positions.index", "GET"): Rule(EVERYBODY, (HERE, AT_UNIT)),
    ("positions.units", "GET"): Rule(EVERYBODY, (HERE, AT_UNIT)),
    ("positions.show", "GET"): Rule(EVERYBODY, ON_POSITION),
    ("positions.matrix", "GET"): Rule(READERS, (HERE, AT_UNIT)),
    ("positions.candidates", "GET"): Rule(READERS, ON_POSITION),
    ("positions.gap", "GET"): Rule(READERS, (Way(OFFICIAL), Way({**OFFICIAL, "position": POSITION_KEY}))),
    ("positions.openings", "GET"): Rule(READERS, (Way(OFFICIAL),)),
    ("positions.new", "GET"): Rule(KEEPERS),
    ("positions.new", "POST"): Rule(KEEPERS, (Way(body=NEW_POSITION),)),
    ("positions.change", "GET"): Rule(KEEPERS, (Way(POSITION),)),
    ("positions.change", "POST"): Rule(KEEPERS, (Way(POSITION, CHANGED_POSITION),)),
    ("positions.add_standard", "GET"): Rule(KEEPERS, (Way(POSITION), Way({**POSITION, "domain": "degree"}))),
    ("positions.add_standard", "POST"): Rule(KEEPERS, (Way({**POSITION, "domain": "degree"}, NEW_STANDARD),)),
    ("positions.edit_standard", "GET"): Rule(KEEPERS, (Way(STANDARD),)),
    ("positions.edit_standard", "POST"): Rule(KEEPERS, (Way(STANDARD, CHANGED_STANDARD),)),
    ("positions.stop_standard", "GET"): Rule(KEEPERS, (Way(STANDARD),)),
    ("positions.stop_standard", "POST"): Rule(KEEPERS, (Way(STANDARD, {"on": "01/01/2026", "basis": "Bãi bỏ"}),)),
    # officials
    ("directory.index", "GET"): Rule(READERS, (HERE, AT_UNIT)),
    ("directory.export", "POST"): Rule(READERS, (HERE, AT_UNIT)),
    ("profile.show", "GET"): Rule(READERS, (Way(OFFICIAL),)),
    ("profile.number", "POST"): Rule(READERS, (Way(OFFICIAL),)),
    ("qualifications.new", "GET"): Rule(EDITORS, (Way(OFFICIAL), Way(NEW_DEGREE))),
    ("qualifications.new", "POST"): Rule(EDITORS, (Way(NEW_DEGREE, DEGREE),)),
    ("qualifications.edit", "GET"): Rule(EDITORS, (Way(QUALIFICATION),)),
    ("qualifications.edit", "POST"): Rule(EDITORS, (Way(QUALIFICATION, DEGREE),)),
    ("qualifications.reading", "POST"): Rule(EDITORS, (Way(NEW_DEGREE, DEGREE, writes=False),)),
    # what officials propose of their own files
    ("proposals.index", "GET"): Rule(EDITORS),
    ("proposals.show", "GET"): Rule(EDITORS, (Way({"public_id": "{proposal}"}),)),
    ("proposals.show", "POST"): Rule(EDITORS, (Way({"public_id": "{proposal}"}, {"answer-note": "yes"}),)),
    ("proposals.links", "GET"): Rule(EDITORS, (Way(OFFICIAL),)),
    ("proposals.make", "POST"): Rule(EDITORS, (Way(OFFICIAL),)),
    ("proposals.end", "POST"): Rule(EDITORS, (Way({"public_id": "{link}"}),)),
    # by a link: whoever has none is led to a page that says so (tests/declarations asks as one who has)
    ("declarations.door", "GET"): Rule(None, (Way({"token": "guessed"}),)),
    ("declarations.door", "POST"): Rule(None, (Way({"token": "guessed"}, {"digits": "000000"}, writes=False),)),
    ("declarations.closed", "GET"): Rule(None),
    ("declarations.home", "GET"): Rule(None),
    ("declarations.facts", "GET"): Rule(None),
    ("declarations.facts", "POST"): Rule(None, (Way(body={"full_name": "Tên Khác"}, writes=False),)),
    ("declarations.new", "GET"): Rule(None, (HERE, Way({"domain": "degree"}))),
    ("declarations.new", "POST"): Rule(None, (Way({"domain": "degree"}, {"field": "Luật"}, writes=False),)),
    ("declarations.edit", "GET"): Rule(None, (Way({"public_id": "none"}),)),
    ("declarations.edit", "POST"): Rule(None, (Way({"public_id": "none"}, {"note": "x"}, writes=False),)),
    ("declarations.withdraw", "POST"): Rule(None, (Way({"public_id": "none"}, writes=False),)),
    ("declarations.leave", "POST"): Rule(None, (Way(writes=False),)),
    # undo: of one's own actions, and of all for an account of the province
    ("changes.undo", "POST"): Rule(EDITORS, (Way({"public_id": "{entry}"}, inside=MINE),)),
    # rosters: one's own, until they are applied
    ("workbooks.index", "GET"): Rule(EDITORS),
    ("workbooks.upload", "POST"): Rule(EDITORS, (Way(body={"unit": ""}, file="file"),)),
    ("workbooks.show", "GET"): Rule(EDITORS, (Way(ROSTER, inside=MINE),)),
    ("workbooks.apply", "POST"): Rule(EDITORS, (Way(ROSTER, {"seen": "not what is there now"}, writes=False, inside=MINE),)),
    ("workbooks.discard", "POST"): Rule(EDITORS, (Way(ROSTER, inside=MINE),)),
    # paper
    ("summaries.index", "GET"): Rule(PRINTERS, (HERE, AT_UNIT, Way({"official": "{official}"}))),
    ("summaries.official", "POST"): Rule(PRINTERS, (Way(OFFICIAL),)),
    ("summaries.unit", "POST"): Rule(PRINTERS, (Way({"unit_key": "{unit}"}),)),
}
