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
    personal: bool = False
    """Nobody but the owner reaches the object, not even an account of the province."""
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
DUTIES, SCHOOL = {"field": "duties", "value": "Việc mới"}, {"field": "institution", "value": "Trường mới"}
SAVED = (Way(body={"name": "Của tôi"}), Way({"unit": "{unit}"}, {"name": "Của tôi"}))
REPLACED = Way(body={"view": "{view}"}, inside=MINE, personal=True)
ON_TARGET = (Way(TARGET), Way({**TARGET, "unit": "{unit}"}))

RULES: dict[tuple[str, str], Rule] = {
    ("static", "GET"): Rule(None, (Way({"filename": "js/registry.js"}),)),
    # the way in, and one's own account
    ("accounts.sign_in", "GET"): Rule(None),
    ("accounts.sign_in", "POST"): Rule(None, (Way(body=SIGN_IN, writes=False),)),
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
    # officials
    ("directory.index", "GET"): Rule(READERS, (HERE, AT_UNIT)),
    ("directory.export", "POST"): Rule(READERS, (HERE, AT_UNIT)),
    ("directory.save_view", "POST"): Rule(READERS, (*SAVED, REPLACED)),
    ("directory.edit", "POST"): Rule(EDITORS, (Way(body={**DUTIES, "row": "{official}"}, writes=False),)),
    ("directory.apply", "POST"): Rule(EDITORS, (Way(body={**DUTIES, "keys": "{official}", "seals": "{official}:1"}),)),
    ("directory.retirements", "GET"): Rule(READERS, (HERE, AT_UNIT)),
    ("directory.retirements_export", "POST"): Rule(READERS, (HERE, AT_UNIT)),
    ("directory.retirements_save_view", "POST"): Rule(READERS, SAVED),
    ("directory.incomplete", "GET"): Rule(READERS, (HERE, AT_UNIT)),
    ("directory.incomplete_export", "POST"): Rule(READERS, (HERE, AT_UNIT)),
    ("directory.incomplete_save_view", "POST"): Rule(READERS, SAVED),
    ("directory.incomplete_edit", "POST"): Rule(EDITORS, (Way(body={**DUTIES, "row": "{official}"}, writes=False),)),
    ("directory.incomplete_apply", "POST"): Rule(EDITORS, (Way(body={**DUTIES, "keys": "{official}", "seals": "{official}:1"}),)),
    ("holdings.index", "GET"): Rule(READERS, (HERE, AT_UNIT)),
    ("holdings.export", "POST"): Rule(READERS, (HERE, AT_UNIT)),
    ("holdings.save_view", "POST"): Rule(READERS, SAVED),
    ("holdings.edit", "POST"): Rule(EDITORS, (Way(body={**SCHOOL, "row": "{qualification}"}, writes=False),)),
    ("holdings.apply", "POST"): Rule(EDITORS, (Way(body={**SCHOOL, "keys": "{qualification}", "seals": "{qualification}:1"}),)),
    ("holdings.expiries", "GET"): Rule(READERS, (HERE, AT_UNIT)),
    ("holdings.expiries_export", "POST"): Rule(READERS, (HERE, AT_UNIT)),
    ("holdings.expiries_save_view", "POST"): Rule(READERS, SAVED),
    # saved views: one's own only
    ("lists.change", "POST"): Rule(READERS, (Way({"public_id": "{view}"}, {"name": "Tên khác"}, inside=MINE, personal=True),)),
    ("lists.delete", "POST"): Rule(READERS, (Way({"public_id": "{view}"}, inside=MINE, personal=True),)),
    ("profile.show", "GET"): Rule(READERS, (Way(OFFICIAL),)),
    ("profile.number", "POST"): Rule(READERS, (Way(OFFICIAL),)),
    ("qualifications.new", "GET"): Rule(EDITORS, (Way(OFFICIAL), Way(NEW_DEGREE))),
    ("qualifications.new", "POST"): Rule(EDITORS, (Way(NEW_DEGREE, DEGREE),)),
    ("qualifications.edit", "GET"): Rule(EDITORS, (Way(QUALIFICATION),)),
    ("qualifications.edit", "POST"): Rule(EDITORS, (Way(QUALIFICATION, DEGREE),)),
    ("qualifications.reading", "POST"): Rule(EDITORS, (Way(NEW_DEGREE, DEGREE, writes=False),)),
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
