"""What the rules of access are written in: roles, addresses and bodies that fit, by the names of the world."""

from dataclasses import dataclass, field

from models.accounts import Role

HR, CHAIR, DEPARTMENT, AUDITOR, ADMINISTRATOR, TEACHER = Role
SIGNED_IN = frozenset(Role)
EVERYBODY = SIGNED_IN - {TEACHER}
"""All but the accounts of schools, which see their classes alone."""
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
    foreign_to_all: bool = False
    """Whether not even an account of the province reaches the objects of others."""
    leaves: frozenset[str] = frozenset()
    """Tables that a granted GET may write to: who read a scan stands in the trail."""
    everywhere: bool = False
    """The object belongs to the whole province: asked about once, not for each relation."""
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
HERE, AT_UNIT, TARGET = Way(), Way({"unit": "{unit}"}), {"code": "T1"}
ROSTER, JOB, MINE = {"public_id": "{roster}"}, {"public_id": "{job}"}, frozenset({"own"})
FINDING = {"public_id": "{finding}"}
EVERYWHERE = frozenset({"own", "child", "sibling", "ancestor"})
REVIEW, FROZEN = (Way({"public_id": f"{{{kind}}}"}, everywhere=True) for kind in ("campaign", "snapshot"))
FROZEN_UNIT = Way({"public_id": "{snapshot}", "unit": "{unit}"})
A_REVIEW = {"name": "Rà soát khác", "on": "31/12/2025", "deadline": "31/12/2098", "note": ""}
A_SNAPSHOT = {"name": "Chốt khác", "on": "31/12/2025", "note": "", "signed": "y"}
ANY_UNIT = Way({"unit_key": "{unit}"}, inside=EVERYWHERE)
DRAFT = Way({"public_id": "{draft}"}, everywhere=True)
PLACED = Way({"public_id": "{draft}", "post": "{placed}"}, everywhere=True)
DECISION = {"title": "Sắp xếp khác", "decision": "3/QĐ", "day": "01/02/2027"}
ANY_TERM = Way({"public_id": "{term}"}, inside=frozenset({"own", "child", "sibling", "ancestor"}))
READING = frozenset({"audit_entry"})
ANY_ADDITION = Way({"public_id": "{addition}"}, inside=frozenset({"own", "child", "sibling", "ancestor"}))
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
DUTIES, SCHOOL = {"field": "duties", "value": "Việc mới"}, {"field": "institution", "value": "Trường mới"}
SAVED = (Way(body={"name": "Của tôi"}), Way({"unit": "{unit}"}, {"name": "Của tôi"}))
REPLACED = Way(body={"view": "{view}"}, inside=MINE, foreign_to_all=True)
ON_TARGET = (Way(TARGET), Way({**TARGET, "unit": "{unit}"}))

KEEPERS = frozenset({DEPARTMENT})
A_PLAN = {
    "unit": "{unit}",
    "position": "{position}",
    "first_year": "2031",
    "last_year": "2035",
    "decision": "9-QĐ/ĐU",
    "valid_from": "02/03/2026",
}
PLAN, OTHER_DAY = {"public_id": "{plan}"}, {"day": "01/01/2050", "reason": "Kéo dài", "version": "1"}
RETIRING = {**OFFICIAL, "due": "retirement"}
GAP_PLAN, WORKED_OUT = {"public_id": "{gap_plan}"}, {"public_id": "{worked_out}"}
NEW_GAP_PLAN = {"name": "Phương án", "codes": "T1", "until": "31/12/2035"}
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
POSITION_KEY = "vi-tri-thu"
POSITION, STANDARD = {"key": POSITION_KEY}, {"public_id": "00000000000000aa"}
ON_POSITION = (Way(POSITION), Way({**POSITION, "unit": "{unit}"}))
CHANGED_POSITION = {"field": "Đất đai", "change_years": "5", "term_years": "", "valid_from": "01/01/2026", "basis": "QĐ 1"}
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
