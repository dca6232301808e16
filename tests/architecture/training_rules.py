"""Who may ask what of training: joined to the rules of the other rooms by `access_rules`."""

from dataclasses import replace

from tests.architecture.ways import AT_UNIT, DEPARTMENT, EDITORS, EVERYBODY, HERE, OFFICIAL, READERS, TEACHER, Rule, Way

KEEPERS, TEACHERS = frozenset({DEPARTMENT}), frozenset({DEPARTMENT, TEACHER})
TRAINING_READERS = READERS | {TEACHER}
PROGRAMME = {"public_id": "00000000000000bb"}
A_PROGRAMME = {
    "name": "Chương trình khác",
    "column": "job_position",
    "level": "",
    "certificate_type": "",
    "language": "",
    "lesson_hours": "16",
    "mode": "full_time",
    "school": "",
    "tier": "",
    "leaders": "",
    "least": "",
    "planned_too": "no",
    "party_member": "no",
    "certain": "no",
    "basis": "Nghị định khác",
    "version": "1",
}

A_CLASS = {
    "title": "Lớp khác",
    "school": "{school}",
    "venue": "",
    "first_day": "02/03/2026",
    "last_day": "06/03/2026",
    "nominate_by": "02/03/2026",
    "seats": "9",
    "note": "",
    "version": "{class_version}",
}
CLASS, SESSION = (Way({"public_id": f"{{{kind}}}"}, everywhere=True) for kind in ("training_class", "session"))
DECISION = Way({"public_id": "{sending}"}, everywhere=True)
ENROLMENT = {"public_id": "{enrolment}"}
SURVEY, ANSWER = Way({"public_id": "{survey}"}, everywhere=True), {"public_id": "{survey_answer}"}
A_SURVEY = {"name": "Khảo sát khác", "year": "2027", "on": "31/03/2026", "deadline": "31/12/2098", "note": ""}
SAID = {"official": "{official}", "programme": PROGRAMME["public_id"], "confirmed": "no", "reason": "Sắp nghỉ", "version": "1"}
ANNUAL_PLAN, PLAN_LINE = {"public_id": "{annual_plan}"}, {"public_id": "{plan_line}"}
A_LINE = {
    **dict.fromkeys(("audience", "days", "lesson_hours", "month", "venue", "host", "school", "budget", "note"), ""),
    "programme": PROGRAMME["public_id"],
    "title": "Lớp khác",
    "classes": "2",
    "seats": "80",
    "cost": "5",
    "priority": "1",
    "version": "1",
}
OWN = {"programme": PROGRAMME["public_id"], "official": "", "people": "2", "priority": "2", "reason": "Cần"}


HOURS_RULE = Way({"public_id": "{hours_rule}"}, everywhere=True)
A_MINIMUM = {"minimum": "48", "attribution": "sessions", "basis": "Nghị định khác", "certain": "y", "version": "1"}


BOND = {"public_id": "{bond}"}
A_BOND = {"title": "Khác", "studied_from": "01/09/2021", "studied_to": "31/08/2023", "factor": "3", "cost": "", "version": "1"}


def _class(body: dict[str, str], *, writes: bool = True, file: str = "") -> tuple[Way, ...]:
    return (replace(CLASS, body=body, writes=writes, file=file),)


TRAINING: dict[tuple[str, str], Rule] = {
    # the catalogue: read by all who train or send people, kept by the Department
    ("programmes.index", "GET"): Rule(TRAINING_READERS, (HERE,)),
    ("programmes.show", "GET"): Rule(TRAINING_READERS, (Way(PROGRAMME),)),
    ("programmes.new", "GET"): Rule(KEEPERS),
    ("programmes.new", "POST"): Rule(KEEPERS, (Way(body={**A_PROGRAMME, "valid_from": "01/01/2026"}),)),
    ("programmes.edit", "GET"): Rule(KEEPERS, (Way(PROGRAMME),)),
    ("programmes.edit", "POST"): Rule(KEEPERS, (Way(PROGRAMME, A_PROGRAMME),)),
    ("programmes.renew", "GET"): Rule(KEEPERS, (Way(PROGRAMME),)),
    ("programmes.renew", "POST"): Rule(KEEPERS, (Way(PROGRAMME, {**A_PROGRAMME, "valid_from": "01/01/2026"}),)),
    # classes: everybody's to see, kept by the Department; of the people in them each sees the own
    ("classes.index", "GET"): Rule(TRAINING_READERS),
    ("classes.feed", "GET"): Rule(None, (Way({"token": "of-nobody"}),)),
    ("classes.new", "GET"): Rule(KEEPERS, (Way(PROGRAMME),)),
    ("classes.new", "POST"): Rule(KEEPERS, (Way(PROGRAMME, A_CLASS, everywhere=True),)),
    ("classes.show", "GET"): Rule(TRAINING_READERS, (CLASS,)),
    ("classes.edit", "GET"): Rule(KEEPERS, (CLASS,)),
    ("classes.edit", "POST"): Rule(KEEPERS, _class(A_CLASS)),
    ("classes.move", "POST"): Rule(KEEPERS, _class({"state": "cancelled", "reason": "Bão"})),
    ("classes.send", "POST"): Rule(KEEPERS, _class({"number": "3/QĐ", "signed_on": "02/03/2026"}, writes=False)),
    ("classes.paper", "GET"): Rule(TRAINING_READERS, (DECISION,)),
    ("classes.nominate", "GET"): Rule(EDITORS, (replace(CLASS, address={**CLASS.address, "q": "nguyen"}),)),
    ("classes.nominate", "POST"): Rule(
        EDITORS, (Way({"public_id": "{open_class}"}, {"official": "{official}", "reason": "Cần"}),)
    ),
    ("classes.person", "GET"): Rule(READERS, (Way(ENROLMENT),)),
    ("classes.person", "POST"): Rule(EDITORS, (Way(ENROLMENT, {"step": "drop", "reason": "Ốm"}),)),
    ("classes.training", "GET"): Rule(READERS, (Way(OFFICIAL),)),
    ("classes.certificate", "POST"): Rule(KEEPERS, (Way(ENROLMENT, {"number": "9"}, writes=False),)),
    # teaching: by the Department and the school whose class it is
    ("teaching.add_session", "POST"): Rule(
        TEACHERS, _class({"day": "03/03/2026", "part": "morning", "lesson_hours": "4", "topic": ""})
    ),
    ("teaching.remove_session", "POST"): Rule(TEACHERS, (SESSION,)),
    ("teaching.attendance", "GET"): Rule(TEACHERS, (SESSION,)),
    ("teaching.attendance", "POST"): Rule(TEACHERS, (replace(SESSION, body={"version": "1"}),)),
    ("teaching.sheet", "GET"): Rule(TEACHERS, (CLASS,)),
    ("teaching.add_exam", "POST"): Rule(TEACHERS, _class({"name": "Thi lần hai"})),
    ("teaching.marks", "GET"): Rule(TEACHERS, (CLASS,)),
    ("teaching.marks", "POST"): Rule(TEACHERS, _class({"version": "{class_version}"})),
    ("teaching.results_out", "POST"): Rule(TEACHERS, _class({})),
    ("teaching.results_back", "POST"): Rule(TEACHERS, _class({}, writes=False)),
    ("notices.index", "GET"): Rule(TRAINING_READERS),
    ("notices.address", "POST"): Rule(TRAINING_READERS, (Way(body={"email": "toi@hatinh.gov.vn"}),)),
    # bonds: of the people one reads; entered by those who keep files, settled by the Department
    ("bonds.index", "GET"): Rule(READERS, (HERE, AT_UNIT)),
    ("bonds.export", "POST"): Rule(READERS, (HERE, AT_UNIT)),
    ("bonds.new", "GET"): Rule(EDITORS, (Way(OFFICIAL),)),
    ("bonds.new", "POST"): Rule(EDITORS, (Way(OFFICIAL, A_BOND),)),
    ("bonds.change", "GET"): Rule(KEEPERS, (Way(BOND),)),
    ("bonds.change", "POST"): Rule(KEEPERS, (Way(BOND, A_BOND),)),
    ("bonds.release", "GET"): Rule(KEEPERS, (Way(BOND),)),
    ("bonds.release", "POST"): Rule(KEEPERS, (Way(BOND, {"day": "01/01/2025", "reason": "Theo quyết định"}),)),
    ("bonds.repay", "GET"): Rule(KEEPERS, (Way(BOND),)),
    ("bonds.repay", "POST"): Rule(KEEPERS, (Way(BOND, {"day": "01/01/2025"}, writes=False),)),
    # lesson hours: of the people one reads; the minimum is the Department's
    ("hours.index", "GET"): Rule(READERS, (HERE, AT_UNIT)),
    ("hours.export", "POST"): Rule(READERS, (HERE, AT_UNIT)),
    ("hours.renew", "GET"): Rule(KEEPERS),
    ("hours.renew", "POST"): Rule(KEEPERS, (Way(body={**A_MINIMUM, "first_year": "2027"}),)),
    ("hours.change", "GET"): Rule(KEEPERS, (HOURS_RULE,)),
    ("hours.change", "POST"): Rule(KEEPERS, (replace(HOURS_RULE, body=A_MINIMUM),)),
    ("teaching.index", "GET"): Rule(EVERYBODY, (HERE, AT_UNIT)),
    # needs: of one's own people
    ("needs.index", "GET"): Rule(READERS, (HERE, AT_UNIT)),
    ("needs.export", "POST"): Rule(READERS, (HERE, AT_UNIT)),
    # surveys: opened by the Department, answered by who nominates, each unit for itself
    ("surveys.index", "GET"): Rule(READERS),
    ("surveys.new", "GET"): Rule(KEEPERS),
    ("surveys.new", "POST"): Rule(KEEPERS, (Way(body=A_SURVEY),)),
    ("surveys.show", "GET"): Rule(READERS, (SURVEY,)),
    ("surveys.close", "POST"): Rule(KEEPERS, (SURVEY,)),
    ("surveys.answer", "GET"): Rule(READERS, (Way(ANSWER),)),
    ("surveys.say", "POST"): Rule(EDITORS, (Way(ANSWER, SAID),)),
    ("surveys.confirm_rest", "POST"): Rule(EDITORS, (Way(ANSWER, writes=False),)),
    ("surveys.add", "GET"): Rule(EDITORS, (Way(ANSWER),)),
    ("surveys.add", "POST"): Rule(EDITORS, (Way(ANSWER, OWN),)),
    ("surveys.remove", "POST"): Rule(EDITORS, (Way({"public_id": "{own_need}"}),)),
    ("surveys.hand_in", "POST"): Rule(EDITORS, (Way(ANSWER),)),
    # annual plans: of one's own unit and those below
    ("annual.index", "GET"): Rule(READERS),
    ("annual.new", "GET"): Rule(EDITORS),
    ("annual.new", "POST"): Rule(EDITORS, (Way(body={"title": "Kế hoạch", "year": "2091", "survey": ""}),)),
    ("annual.show", "GET"): Rule(READERS, (Way(ANNUAL_PLAN),)),
    ("annual.workbook", "GET"): Rule(READERS, (Way(ANNUAL_PLAN),)),
    ("annual.add_line", "GET"): Rule(EDITORS, (Way(ANNUAL_PLAN),)),
    ("annual.add_line", "POST"): Rule(EDITORS, (Way(ANNUAL_PLAN, A_LINE),)),
    ("annual.edit_line", "GET"): Rule(EDITORS, (Way(PLAN_LINE),)),
    ("annual.edit_line", "POST"): Rule(EDITORS, (Way(PLAN_LINE, A_LINE),)),
    ("annual.remove_line", "POST"): Rule(EDITORS, (Way(PLAN_LINE),)),
    ("annual.budget", "POST"): Rule(EDITORS, (Way(ANNUAL_PLAN, {"source": "Ngân sách tỉnh", "amount": "5000"}),)),
    ("annual.move", "POST"): Rule(EDITORS, (Way(ANNUAL_PLAN, {"state": "submitted"}),)),
}
