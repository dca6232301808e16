"""No form takes more than it shows: every column of a table sent along changes nothing but the columns named here."""

from dataclasses import dataclass, fields

import pytest
from sqlalchemy import Table, select

from models.accounts import Account, Role
from models.additions import Addition
from models.base import Base
from models.classes import Bond, TrainingClass
from models.establishment import Headcount, Quota
from models.findings import Finding
from models.lists import SavedView
from models.officials import Assignment, Official
from models.planning import DueDay, Planned
from models.plans import GapPlan, PlanClass
from models.positions import Position
from models.programmes import HoursRule, Programme
from models.qualifications import Qualification
from models.reorganisations import Reorganisation
from models.resolution import IndicatorValue
from models.reviews import Campaign
from models.rules import RuleDraft, TestPerson
from models.service import Absence, RankHeld
from models.snapshots import Snapshot
from models.standards import PositionVersion, Standard
from models.targets import Exemption
from models.terms import Term
from models.training_plans import AnnualPlan, Need, PlanLine, Survey
from registry.annual.actions import LineDetails
from registry.bonds.records import BondDetails
from registry.enrolments.records import ClassDetails
from registry.programmes.records import ProgrammeDetails
from registry.shared.database import db
from tests.architecture import world as around
from tests.architecture.access_rules import RULES
from tests.architecture.conftest import Place
from tests.architecture.ways import Way
from tests.support.visitor import Visitor


@dataclass(frozen=True)
class Written:
    """A table that a route may write to, and the columns that it may change in rows that stand already."""

    model: type[Base]
    columns: frozenset[str]


_FORM_OF_DEGREES = frozenset(
    {
        "level_id",
        "field",
        "form_of_study",
        "route",
        "country",
        "taught_in",
        "institution",
        "number",
        "issued_on",
        "issued_precision",
        *("studied_from", "studied_to", "classification", "register_number", "recognition", "recognised_on"),
        "note",
    }
)

_DECIDED = frozenset({"state", "decided_by_id", "decided_at", "version"})
_FORM_OF_POSTS = frozenset(
    {
        *("unit_id", "position_id", "kind", "category", "division", "valid_from", "valid_to", "decision", "started_by"),
        *("ended_by", "end_decision", "reappointed_on"),
    }
)
_FORM_OF_RANKS = frozenset({"rank_id", "step", "coefficient", "valid_from", "valid_to", "decision"})
_IDENTITY = frozenset(
    {
        *("full_name", "sex", "born_on", "born_precision", "ethnicity", "ethnic_minority", "personal_number"),
        *("number_issued_on", "phone", "staff_code", "search_text", "sort_key"),
    }
)
_ENDED = frozenset({"valid_to", "ended_by", "end_decision", "version"})

_REPORTED = frozenset({"on", "value", "document", "document_date", "author", "note", "entered_at", "entered_by_id"})
_HEAD = frozenset({"whom", "parts", "valid_from", "deadline", "wording", "note", "changed_at", "version"}) | {
    f"basis_{name}" for name in ("document", "number", "date", "clause")
}
_CLASS = tuple(each.name for each in fields(ClassDetails))
_BOND = tuple(each.name for each in fields(BondDetails))
_PLAN_LINE = frozenset(field.name for field in fields(LineDetails))
_PROGRAMME = tuple(each.name for each in fields(ProgrammeDetails))
_PLAN = ("unit_id", "position_id", "first_year", "last_year", "decision", "valid_from")
WRITTEN: dict[str, Written] = {
    "careers.new": Written(Official, frozenset()),
    "careers.change": Written(Assignment, _ENDED),
    "careers.end": Written(Assignment, _ENDED),
    "careers.end_post": Written(Assignment, _ENDED),
    "careers.correct": Written(Assignment, _FORM_OF_POSTS | {"version"}),
    "service.new": Written(RankHeld, frozenset({"valid_to", "version"})),
    "service.edit": Written(RankHeld, _FORM_OF_RANKS | {"version"}),
    "service.come_back": Written(Absence, frozenset({"valid_to", "version"})),
    "service.facts": Written(Official, _IDENTITY | {"version"}),
    "archive.archive": Written(Official, frozenset({"archived_at", "archive_reason", "version"})),
    "archive.merge": Written(Assignment, frozenset({"official_id", "version"})),
    "accounts.edit": Written(Account, frozenset({"name", "role", "unit_id", "active", "version"})),
    "accounts.new": Written(Account, frozenset()),
    "accounts.end_sessions": Written(Account, frozenset()),
    "accounts.change_password": Written(Account, frozenset({"failures"})),
    "qualifications.edit": Written(Qualification, _FORM_OF_DEGREES | {"changed_by_id", "source", "version"}),
    "qualifications.new": Written(Qualification, frozenset()),
    "reviews.new": Written(Campaign, frozenset()),
    "snapshots.new": Written(Snapshot, frozenset()),
    "plans.new": Written(GapPlan, frozenset()),
    "plans.add_class": Written(PlanClass, frozenset()),
    "terms.new": Written(Term, frozenset()),
    "terms.edit": Written(
        Term, frozenset({"name", "folded", "place", "country", "state", "decided_by_id", "decided_at", "version"})
    ),
    "terms.merge": Written(Term, frozenset({"state", "merged_into_id", "decided_by_id", "decided_at", "version"})),
    "terms.refuse": Written(Term, frozenset({"state", "reason", "decided_by_id", "decided_at", "version"})),
    "additions.new": Written(Addition, frozenset()),
    "additions.accept": Written(Addition, _DECIDED | {"became"}),
    "additions.merge": Written(Addition, _DECIDED | {"became"}),
    "additions.refuse": Written(Addition, _DECIDED | {"reason"}),
    "findings.accept": Written(Finding, frozenset({"state", "reason", "owner_id", "decided_by_id", "decided_at", "version"})),
    "verification.decide": Written(Qualification, frozenset({"state", "version"})),
    "directory.apply": Written(Official, frozenset({"duties", "version"})),
    "directory.incomplete_apply": Written(Official, frozenset({"duties", "version"})),
    "holdings.apply": Written(Qualification, frozenset({"institution", "changed_by_id", "source", "version"})),
    "lists.change": Written(SavedView, frozenset({"name", "shared", "version"})),
    "positions.new": Written(Position, frozenset()),
    "positions.change": Written(PositionVersion, frozenset({"valid_to"})),
    "positions.add_standard": Written(Standard, frozenset()),
    "positions.edit_standard": Written(Standard, frozenset({"valid_to"})),
    "positions.stop_standard": Written(Standard, frozenset({"valid_to"})),
    "rules.head": Written(RuleDraft, _HEAD),
    "rules.condition": Written(RuleDraft, frozenset({"whom", "parts", "changed_at", "version"})),
    "rules.add_person": Written(TestPerson, frozenset()),
    "rules.edit_person": Written(TestPerson, frozenset({"name", "expected", "on", "facts", "version"})),
    "planning.new": Written(Planned, frozenset()),
    "planning.edit": Written(Planned, frozenset({*_PLAN, "version"})),
    "planning.leave": Written(Planned, frozenset({"valid_to", "end_reason", "end_decision", "version"})),
    "coming.decide": Written(DueDay, frozenset({"day", "reason", "decision", "version"})),
    "notices.address": Written(Account, frozenset({"email", "version"})),
    "accounts.set_language": Written(Account, frozenset({"locale"})),
    "exemptions.new": Written(Exemption, frozenset()),
    "exemptions.end": Written(Exemption, frozenset({"valid_to", "end_reason"})),
    "establishment.count": Written(Headcount, frozenset({"assigned", "present", "basis", "version"})),
    "establishment.edit": Written(Quota, frozenset({"posts", "basis", "version"})),
    "resolution.new": Written(IndicatorValue, frozenset()),
    "resolution.edit": Written(IndicatorValue, _REPORTED | {"version"}),
    "resolution.withdraw": Written(IndicatorValue, frozenset({"withdrawn", "version"})),
    "annual.new": Written(AnnualPlan, frozenset()),
    "annual.add_line": Written(PlanLine, frozenset()),
    "annual.edit_line": Written(PlanLine, frozenset({*_PLAN_LINE, "version"})),
    "surveys.new": Written(Survey, frozenset()),
    "surveys.add": Written(Need, frozenset()),
    "classes.new": Written(TrainingClass, frozenset()),
    "classes.edit": Written(TrainingClass, frozenset({*_CLASS, "version"})),
    "programmes.new": Written(Programme, frozenset()),
    "programmes.edit": Written(Programme, frozenset({*_PROGRAMME, "version"})),
    "programmes.renew": Written(Programme, frozenset({"valid_to", "version"})),
    "bonds.new": Written(Bond, frozenset()),
    "bonds.change": Written(Bond, frozenset({*_BOND, "begins", "ends", "version"})),
    "bonds.release": Written(Bond, frozenset({"released_on", "release_reason", "version"})),
    "hours.renew": Written(HoursRule, frozenset({"valid_to", "version"})),
    "hours.change": Written(HoursRule, frozenset({"minimum", "attribution", "basis", "certain", "version"})),
    "reorganisations.new": Written(Reorganisation, frozenset()),
    "reorganisations.edit": Written(Reorganisation, frozenset({"title", "decision", "day", "version"})),
}
OTHERS = {
    "findings.take": "takes no input",
    "findings.reopen": "takes no input",
    **dict.fromkeys(
        (
            "directory.save_view",
            "directory.retirements_save_view",
            "directory.incomplete_save_view",
            "holdings.save_view",
            "holdings.expiries_save_view",
        ),
        "tests/lists: a name, whether it is shared, and the view whose place it takes",
    ),
    **dict.fromkeys(
        ("directory.edit", "directory.incomplete_edit", "holdings.edit"), "shows what would become of rows and writes nothing"
    ),
    **dict.fromkeys(
        ("directory.retirements_export", "directory.incomplete_export", "holdings.export", "holdings.expiries_export"),
        "writes an entry of the trail only",
    ),
    "lists.delete": "takes no input",
    "accounts.sign_in": "nobody is signed in yet, and the form has two fields",
    "accounts.sign_out": "takes no input",
    "proposals.show": "the fields are those of the proposal, see tests/proposals",
    "proposals.make": "takes no input",
    "proposals.end": "takes no input",
    "declarations.door": "one answer",
    "declarations.facts": "proposes and changes no record; columns that may be proposed are listed, see tests/proposals",
    "declarations.new": "the same",
    "declarations.edit": "the same",
    "declarations.withdraw": "takes no input",
    "declarations.leave": "takes no input",
    "careers.remove": "takes no input",
    "service.remove": "takes no input",
    "archive.restore": "takes no input",
    "archive.unmerge": "takes no input",
    **{
        f"reorganisations.{name}": "rows of a draft, none of them a column of its own; tests/reorganisations"
        for name in ("step", "drop", "fill", "units_in", "people_out", "people_in", "place", "positions")
    },
    **{f"reorganisations.{name}": "takes no input" for name in ("apply", "undo", "discard")},
    "exemptions.remove": "takes a reason and takes the row away",
    "establishment.numbers_in": "a file of numbers; tests/establishment",
    "establishment.service_in": "the same",
    "organisation.code": "two fields of a row of its own",
    "changes.undo": "takes an address to go back to, and no value",
    "audit.export": "writes an entry of the trail only, and those are never changed",
    **{f"rules.{name}": "takes what was seen, and no value" for name in ("arrange", "districts", "publish")},
    **{f"rules.{name}": "takes no input" for name in ("discard", "remove_person")},
    **{f"rules.{name}": "the number of a version; tests/rules" for name in ("begin", "withdraw")},
    "directory.export": "writes an entry of the trail only",
    "planning.export": "the same",
    "coming.export": "the same",
    "needs.export": "the same",
    "coming.take_back": "takes no input",
    "inquiries.letter": "writes an entry of the trail only",
    "inquiries.workbook": "the same",
    "coming.make": "takes no input",
    "coming.end": "takes no input",
    "compliance.people": "writes an entry of the trail only",
    "comparison.people": "writes an entry of the trail only",
    "snapshots.export": "writes an entry of the trail only",
    "reviews.close": "takes no input",
    "reviews.confirm": "what was seen, and a remark; tests/reviews",
    **dict.fromkeys(("plans.remove_class", "plans.run", "plans.save", "plans.copy"), "takes no input"),
    "annual.move": "a state, a remark, a decision; tests/annual",
    "annual.remove_line": "takes no input",
    "annual.budget": "source and amount of a row of its own",
    "surveys.say": "yes or no, a reason and a version; tests/surveys",
    "surveys.hand_in": "a remark; tests/surveys",
    **dict.fromkeys((f"surveys.{name}" for name in ("close", "confirm_rest", "remove")), "takes no input"),
    "classes.move": "a state and a reason; tests/enrolments",
    "classes.nominate": "somebody and a reason; tests/teaching",
    "classes.person": "a step and a reason; tests/enrolments",
    "classes.send": "number and day of a row of its own",
    "classes.certificate": "two fields; tests/enrolments",
    **dict.fromkeys(
        (f"teaching.{name}" for name in ("add_session", "attendance", "add_exam", "marks", "results_back")),
        "fields made for the people of the class, none of the table; tests/teaching",
    ),
    "teaching.remove_session": "takes no input",
    "bonds.repay": "takes a day; tests/bonds",
    "bonds.export": "writes an entry of the trail only",
    "hours.export": "writes an entry of the trail only",
    "teaching.results_out": "writes an entry of the trail only",
    "plans.people": "writes an entry of the trail only",
    "forecasts.people": "writes an entry of the trail only",
    "profile.number": "takes no input and writes an entry of the trail only",
    "qualifications.reading": "reads the entry and writes nothing",
    "jobs.cancel": "takes an address to go back to, and no value",
    "jobs.result": "takes no input",
    "evidence.upload": "takes files and an address to go back to",
    "evidence.remove": "takes an address to go back to, and no value",
    "verification.check_copies": "tests/verification: ids with the versions that were seen",
    "inquiries.new": "ids of what is offered",
    "inquiries.answer": "tests/inquiries: a letter back, and what it says of each",
    "inquiries.close": "takes no input",
    "workbooks.upload": "tests/workbooks: a file and one of the units that the sender sees",
    "workbooks.read_otherwise": "fields made for the columns of the file, none of the table; tests/workbooks",
    "workbooks.apply": "two fields, neither of them a column",
    "workbooks.decide": "answers to questions of the comparison, kept as they are and looked at when rows are compared",
    "workbooks.undo": "takes no input",
    "workbooks.errors": "takes no input",
    "kits.template": "writes an entry of the trail only",
    "kits.kit": "writes an entry of the trail only",
    "kits.export": "writes an entry of the trail, or a job that a worker does",
    "kits.kits": "takes no input",
    "workbooks.discard": "takes no input",
    "summaries.official": "writes an entry of the trail only",
    "summaries.unit": "writes an entry of the trail only",
    "summaries.snapshot": "the same",
}


def _odd_values(table: Table, but: frozenset[str]) -> dict[str, str]:
    """Something for every other column that is neither empty nor what stands there."""
    columns = [column for column in table.columns if column.name not in but]
    return {column.name: "999999" if column.name.endswith("_id") or column.primary_key else "1" for column in columns}


def _rows(model: type[Base]) -> dict[object, dict[str, object]]:
    table = model.metadata.tables[model.__tablename__]
    return {row.id: dict(row._mapping) for row in db.session.execute(select(table))}


def _way(endpoint: str) -> Way:
    return RULES[endpoint, "POST"].ways[0]


def test_every_route_that_changes_something_is_listed() -> None:
    changing = {endpoint for endpoint, method in RULES if method != "GET"}
    assert set(WRITTEN) | set(OTHERS) == changing
    assert set(WRITTEN) & set(OTHERS) == set()


@pytest.mark.parametrize("endpoint", WRITTEN)
def test_columns_sent_along_change_nothing(place: Place, endpoint: str) -> None:
    app, world = place
    visitor = Visitor(app, use_cookies=True)
    role = min(RULES[endpoint, "POST"].roles or {Role.AUDITOR})
    visitor.enter_as(around.account(world.asking[role]))
    db.session.commit()
    before = _rows(WRITTEN[endpoint].model)
    way, things = _way(endpoint), world.named("own", role)
    body = {name: value.format(**things) for name, value in way.body.items()}
    with app.test_request_context():
        path = app.url_for(endpoint, **{name: value.format(**things) for name, value in way.address.items()})
    more = _odd_values(Base.metadata.tables[WRITTEN[endpoint].model.__tablename__], WRITTEN[endpoint].columns)
    answer = visitor.post(path, data={**more, **body, "csrf_token": visitor.csrf_token()})
    assert answer.status_code in {200, 302}
    after = _rows(WRITTEN[endpoint].model)
    changed = {name for key in before for name in before[key] if before[key][name] != after[key][name]}
    assert changed <= WRITTEN[endpoint].columns
    new = [after[key] for key in after.keys() - before.keys()]
    assert all(row["id"] != 999999 and row.get("public_id") != "1" and row.get("version", 1) == 1 for row in new)
