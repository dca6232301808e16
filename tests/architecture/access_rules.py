"""Who may ask what: written by hand from docs/access.md, and compared with the running application by test_access_matrix.py.

A room's author adds a line for each route and method, and says in its ways how the route is asked: what stands in the address and
in the body. `{unit}`, `{official}` … stand for an object in the relation under test (see `world.KINDS`).
"""

from dataclasses import dataclass, field, replace

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
    """Field of the body that carries a file: the roster of the world, or a picture for `scans`."""

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
A_POST = {"unit": "{unit}", "position": "{position}", "division": "", "valid_from": "02/02/2026", "until": "", "decision": "7/QĐ"}
NEW_POST = {**A_POST, "started_by": ""}
AWAY = {**NEW_POST, "unit": "{elsewhere}", "position": "{position_there}"}
CORRECTED = {
    **NEW_POST,
    "valid_from": "01/02/2021",
    "kind": "main",
    "category": "civil_servant",
    "ended_by": "",
    "end_decision": "",
    "reappointed_on": "",
    "version": "1",
}
LEAVING = {"day": "01/12/2026", "reason": "retired", "decision": ""}
COLLEAGUE = {**NEW_POST, "personal_number": "042099999999", "full_name": "Người Chưa Có", "sex": "", "born_on": "", "seen": ""}
EVENT, ITEM = {**OFFICIAL, "event": "appointment"}, {**OFFICIAL, "kind": "ranks"}
A_RANK = {"rank": "{rank}", "step": "2", "coefficient": "2,67", "valid_from": "01/03/2026", "until": "", "decision": ""}
ITEMS = {"ranks": "rank_held", "absences": "absence", "appraisals": "appraisal", "disciplines": "discipline"}
IDENTITY = {"full_name": "Tên Khác", "sex": "", "born_on": "", "ethnicity": "", "personal_number": "", "version": "1"}
ARCHIVED, MERGED = {"public_id": "{archived}"}, {"public_id": "{merged}"}
TWINS = {**OFFICIAL, "other": "{twin}"}
PLAN, PLANNED = {"public_id": "{plan}"}, {"public_id": "{planned}"}
NEW_PLAN = {"name": "Phương án", "codes": "T1", "until": "31/12/2035"}
NEW_CLASS = {
    "title": "Lớp",
    "level": "1",
    "certificate_type": "",
    "language": "",
    "seats": "10",
    "cost": "1000000",
    "first_day": "01/01/2034",
    "last_day": "31/12/2034",
    "least_level": "",
    "oldest": "",
}
HERE, AT_UNIT, TARGET = Way(), Way({"unit": "{unit}"}), {"code": "T1"}
FINDING = {"public_id": "{finding}"}
ANY_TERM = Way({"public_id": "{term}"}, inside=frozenset({"own", "child", "sibling", "ancestor"}))
LAYOUT = {
    "t0_read": "y",
    "t0_top": "1",
    "t0_bottom": "1",
    "g0_1_means": "ordinal",
    "g0_2_means": "full_name",
    "g0_3_means": "sex",
    "g0_4_means": "birth",
    "g0_5_means": "personal_number",
    "g0_6_means": "position",
}
EVIDENCE, INQUIRY = {"public_id": "{evidence}"}, {"public_id": "{inquiry}"}
CHECKED = {**QUALIFICATION, "step": "check"}
ANSWER = {"document": "12/TL", "document_date": "01/02/2026", "reply-{asked}": "right", "seen-{asked}": "1"}
ROSTER, MINE = {"public_id": "{roster}"}, frozenset({"own"})
DUTIES, SCHOOL = {"field": "duties", "value": "Việc mới"}, {"field": "institution", "value": "Trường mới"}
SAVED = (Way(body={"name": "Của tôi"}), Way({"unit": "{unit}"}, {"name": "Của tôi"}))
REPLACED = Way(body={"view": "{view}"}, inside=MINE, personal=True)
ON_TARGET = (Way(TARGET), Way({**TARGET, "unit": "{unit}"}))

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
    # coded lists: proposed by the way, decided by the Department
    ("terms.index", "GET"): Rule(BACKSTAGE, (HERE, Way({"kind": "institution"}))),
    ("terms.options", "GET"): Rule(EDITORS, (Way({"kind": "institution", "q": "truong"}),)),
    ("terms.new", "GET"): Rule(frozenset({DEPARTMENT}), (Way({"kind": "institution"}),)),
    ("terms.new", "POST"): Rule(frozenset({DEPARTMENT}), (Way({"kind": "institution"}, {"name": "Trường Khác"}),)),
    ("terms.edit", "GET"): Rule(frozenset({DEPARTMENT}), (ANY_TERM,)),
    ("terms.edit", "POST"): Rule(frozenset({DEPARTMENT}), (replace(ANY_TERM, body={"name": "Trường Tốt", "version": "1"}),)),
    ("terms.merge", "POST"): Rule(frozenset({DEPARTMENT}), (replace(ANY_TERM, body={"into": "Trường Cũ", "version": "1"}),)),
    ("terms.refuse", "POST"): Rule(frozenset({DEPARTMENT}), (replace(ANY_TERM, body={"reason": "Không có.", "version": "1"}),)),
    # what does not fit together
    ("findings.index", "GET"): Rule(READERS, (HERE, AT_UNIT)),
    ("findings.show", "GET"): Rule(READERS, (Way(FINDING),)),
    ("findings.take", "POST"): Rule(EDITORS, (Way(FINDING),)),
    ("findings.accept", "POST"): Rule(EDITORS, (Way(FINDING, {"reason": "Đã xem bản gốc rồi.", "version": "1"}),)),
    ("findings.reopen", "POST"): Rule(EDITORS, (Way(FINDING, writes=False),)),
    # figures: all may read them, names only those who read personal records
    ("dashboard.index", "GET"): Rule(EVERYBODY, (HERE, AT_UNIT)),
    ("compliance.index", "GET"): Rule(EVERYBODY, (HERE, AT_UNIT)),
    ("compliance.show", "GET"): Rule(EVERYBODY, ON_TARGET),
    ("compliance.people", "POST"): Rule(READERS, ON_TARGET),
    ("forecasts.show", "GET"): Rule(EVERYBODY, ON_TARGET),
    ("forecasts.figures", "GET"): Rule(EVERYBODY, ON_TARGET),
    ("forecasts.people", "POST"): Rule(READERS, ON_TARGET),
    # plans: of the own unit and of those below
    ("plans.index", "GET"): Rule(READERS),
    ("plans.new", "GET"): Rule(EDITORS),
    ("plans.new", "POST"): Rule(EDITORS, (Way(body=NEW_PLAN),)),
    ("plans.show", "GET"): Rule(READERS, (Way(PLANNED),)),
    ("plans.add_class", "GET"): Rule(EDITORS, (Way(PLAN),)),
    ("plans.add_class", "POST"): Rule(EDITORS, (Way(PLAN, NEW_CLASS),)),
    ("plans.remove_class", "POST"): Rule(EDITORS, (Way({"public_id": "{class}"}),)),
    ("plans.run", "POST"): Rule(EDITORS, (Way(PLAN),)),
    ("plans.save", "POST"): Rule(EDITORS, (Way(PLANNED),)),
    ("plans.copy", "POST"): Rule(EDITORS, (Way(PLAN),)),
    ("plans.people", "POST"): Rule(READERS, (Way(PLANNED),)),
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
    # careers: whom the file belongs to enters the changes; a new post is for a unit of one's own, a transfer for any
    ("careers.new", "GET"): Rule(EDITORS),
    ("careers.new", "POST"): Rule(EDITORS, (Way(body=COLLEAGUE, foreign=200),)),
    ("careers.change", "GET"): Rule(EDITORS, (Way(EVENT), Way({**EVENT, "event": "transfer"}))),
    ("careers.change", "POST"): Rule(EDITORS, (Way(EVENT, NEW_POST), Way({**EVENT, "event": "transfer"}, AWAY))),
    ("careers.end", "GET"): Rule(EDITORS, (Way(OFFICIAL),)),
    ("careers.end", "POST"): Rule(EDITORS, (Way(OFFICIAL, LEAVING),)),
    ("careers.end_post", "GET"): Rule(EDITORS, (Way({"public_id": "{secondment}"}),)),
    ("careers.end_post", "POST"): Rule(EDITORS, (Way({"public_id": "{secondment}"}, {**LEAVING, "reason": "returned"}),)),
    ("careers.correct", "GET"): Rule(EDITORS, (Way({"public_id": "{post}"}),)),
    ("careers.correct", "POST"): Rule(EDITORS, (Way({"public_id": "{post}"}, CORRECTED),)),
    ("careers.remove", "POST"): Rule(EDITORS, (Way({"public_id": "{post}"}),)),
    # what stands beside posts
    ("service.new", "GET"): Rule(EDITORS, tuple(Way({**OFFICIAL, "kind": kind}) for kind in ITEMS)),
    ("service.new", "POST"): Rule(EDITORS, (Way(ITEM, A_RANK),)),
    ("service.edit", "GET"): Rule(
        EDITORS, tuple(Way({"kind": kind, "public_id": f"{{{item}}}"}) for kind, item in ITEMS.items())
    ),
    ("service.edit", "POST"): Rule(EDITORS, (Way({"kind": "ranks", "public_id": "{rank_held}"}, {**A_RANK, "version": "1"}),)),
    ("service.remove", "POST"): Rule(
        EDITORS, tuple(Way({"kind": kind, "public_id": f"{{{item}}}"}) for kind, item in ITEMS.items())
    ),
    ("service.come_back", "GET"): Rule(EDITORS, (Way({"public_id": "{absence}"}),)),
    ("service.come_back", "POST"): Rule(EDITORS, (Way({"public_id": "{absence}"}, {"day": "02/02/2026", "decision": ""}),)),
    ("service.facts", "GET"): Rule(EDITORS, tuple(Way({**OFFICIAL, "part": part}) for part in ("identity", "recruitment"))),
    ("service.facts", "POST"): Rule(EDITORS, (Way({**OFFICIAL, "part": "identity"}, IDENTITY),)),
    # files out of use
    ("archive.index", "GET"): Rule(frozenset({HR, DEPARTMENT, AUDITOR})),
    ("archive.archive", "GET"): Rule(EDITORS, (Way(OFFICIAL),)),
    ("archive.archive", "POST"): Rule(EDITORS, (Way({"public_id": "{twin}"}, {"reason": "Mở nhầm"}),)),
    ("archive.restore", "POST"): Rule(EDITORS, (Way(ARCHIVED),)),
    ("archive.unmerge", "POST"): Rule(EDITORS, (Way(MERGED),)),
    ("archive.merge", "GET"): Rule(EDITORS, (Way(OFFICIAL), Way(TWINS))),
    ("archive.merge", "POST"): Rule(EDITORS, (Way(TWINS, {"keep": "{official}"}),)),
    # scans: read by who reads the record, sent and taken away by who keeps it
    ("evidence.index", "GET"): Rule(READERS, (Way(QUALIFICATION),)),
    ("evidence.upload", "POST"): Rule(EDITORS, (Way(QUALIFICATION, file="scans"),)),
    ("evidence.file", "GET"): Rule(READERS, (Way(EVIDENCE),)),
    ("evidence.picture", "GET"): Rule(READERS, (Way({**EVIDENCE, "page": "1"}),)),
    ("evidence.remove", "POST"): Rule(EDITORS, (Way(EVIDENCE),)),
    # verification: by who keeps records, never of what they entered themselves (tests/verification)
    ("verification.index", "GET"): Rule(EDITORS, (HERE, AT_UNIT)),
    ("verification.show", "GET"): Rule(EDITORS, (Way(QUALIFICATION),)),
    ("verification.decide", "POST"): Rule(EDITORS, (Way(CHECKED, {"seen": "1"}),)),
    ("verification.preview", "GET"): Rule(EDITORS, (Way({"item": "{qualification}"}, foreign=200),)),
    ("verification.check_copies", "POST"): Rule(EDITORS, (Way(body={"item": "{qualification}:1"}),)),
    # letters of one's unit and of what hangs below
    ("inquiries.index", "GET"): Rule(EDITORS),
    ("inquiries.new", "GET"): Rule(EDITORS, (Way({"institution": "Trường {qualification}"}),)),
    ("inquiries.new", "POST"): Rule(EDITORS, (Way({"institution": "Trường {qualification}"}, {"item": "{qualification}"}),)),
    ("inquiries.show", "GET"): Rule(EDITORS, (Way(INQUIRY),)),
    ("inquiries.letter", "GET"): Rule(EDITORS, (Way(INQUIRY),)),
    ("inquiries.workbook", "GET"): Rule(EDITORS, (Way(INQUIRY),)),
    ("inquiries.answer", "POST"): Rule(EDITORS, (Way(INQUIRY, ANSWER),)),
    ("inquiries.close", "POST"): Rule(EDITORS, (Way(INQUIRY),)),
    # undo: of one's own actions, and of all for an account of the province
    ("changes.undo", "POST"): Rule(EDITORS, (Way({"public_id": "{entry}"}, inside=MINE),)),
    # rosters: one's own, until they are applied
    ("workbooks.index", "GET"): Rule(EDITORS),
    ("workbooks.upload", "POST"): Rule(EDITORS, (Way(body={"unit": ""}, file="file"),)),
    ("workbooks.show", "GET"): Rule(EDITORS, (Way(ROSTER, inside=MINE),)),
    ("workbooks.layout", "GET"): Rule(EDITORS, (Way(ROSTER, inside=MINE),)),
    ("workbooks.read_otherwise", "POST"): Rule(EDITORS, (Way(ROSTER, LAYOUT, inside=MINE),)),
    ("workbooks.apply", "POST"): Rule(EDITORS, (Way(ROSTER, {"seen": "not what is there now"}, writes=False, inside=MINE),)),
    ("workbooks.discard", "POST"): Rule(EDITORS, (Way(ROSTER, inside=MINE),)),
    # paper
    ("summaries.index", "GET"): Rule(PRINTERS, (HERE, AT_UNIT, Way({"official": "{official}"}))),
    ("summaries.official", "POST"): Rule(PRINTERS, (Way(OFFICIAL),)),
    ("summaries.unit", "POST"): Rule(PRINTERS, (Way({"unit_key": "{unit}"}),)),
}
