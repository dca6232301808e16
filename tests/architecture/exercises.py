"""One call of every action, for the tests of the trail: `room.action` → what does it."""

import datetime as dt
from collections.abc import Callable

from PIL import Image
from sqlalchemy import select

from models.accounts import Account, Role
from models.additions import AdditionKind
from models.findings import Finding, FindingState
from models.officials import Assignment, AssignmentKind, End, Official, Sex
from models.planning import Planned
from models.positions import Leadership, StaffCategory
from models.qualifications import Domain, Qualification
from models.service import Grade
from models.standards import Origin
from models.terms import TermKind, TermState
from models.units import Tier, Unit
from models.verification import Method
from registry.accounts import actions as accounts
from registry.additions import actions as additions
from registry.archive import actions as archive
from registry.audit.actions import note_list
from registry.careers import actions as careers
from registry.careers.opening import Opening
from registry.coming import actions as coming
from registry.coming.due import coming_of
from registry.establishment import actions as establishment
from registry.evidence import actions as evidence
from registry.evidence.washing import PNG, drawn
from registry.findings import actions as findings
from registry.inquiries import actions as inquiries
from registry.jobs import actions as jobs
from registry.judgement.rules import Holds
from registry.kits import actions as kits
from registry.lists import actions as lists
from registry.officials import actions as officials
from registry.officials.records import AssignmentDetails, OfficialDetails
from registry.organisation import actions as organisation
from registry.planning import actions as planning
from registry.plans import actions as plans
from registry.positions import actions as positions
from registry.profile import actions as profile
from registry.proposals import actions as proposals
from registry.qualifications import actions as qualifications
from registry.qualifications.records import QualificationDetails
from registry.readers.layout import Layout, TableLayout
from registry.reorganisations import actions as reorganisations
from registry.reorganisations.plan import Wanted
from registry.reviews import actions as reviews
from registry.reviews.shares import shares_on
from registry.service import actions as service
from registry.service.items import AppraisalDetails, CareerFacts
from registry.shared.clock import now
from registry.shared.database import db
from registry.snapshots import actions as snapshots
from registry.terms import actions as terms
from registry.verification import actions as verification
from registry.verification.steps import Step
from registry.workbooks import actions as workbooks
from registry.workbooks.queries import plan_of
from tests.architecture.exercises_of_rules import OF_RULES
from tests.architecture.figure_exercises import FIGURES
from tests.architecture.training_exercises import TRAINING
from tests.readers import rosters
from tests.support import make

# Actions that leave no entry of their own, or are not one action, with the reason.
NEW_PASSWORD = "chín cây cầu lớn"


def _details(account: Account, unit: Unit, **changed: object) -> accounts.AccountDetails:
    given = {"username": account.username, "name": account.name, "role": account.role, "unit": unit, **changed}
    return accounts.AccountDetails(**given)  # type: ignore[arg-type]


def _sign_in(right: bool) -> Callable[[Account, Unit], object]:
    def act(account: Account, _unit: Unit) -> object:
        return accounts.sign_in(accounts.count_attempt(account.username, "192.0.2.1"), right)

    return act


def _change_password(account: Account, _unit: Unit) -> object:
    return accounts.change_password(account, accounts.count_attempt(account.username, "192.0.2.1"), True, NEW_PASSWORD, "")


def _change_qualification(account: Account, unit: Unit) -> object:
    held = make.qualification(make.official_at(unit), field="Luật")
    return qualifications.change_qualification(held, QualificationDetails(Domain.DEGREE, field="Kinh tế"), account)


def _degree(unit: Unit) -> Qualification:
    return make.qualification(make.official_at(unit), institution="Trường")


def _scan() -> evidence.Scan:
    return evidence.read_scan("bang.png", drawn(Image.new("RGB", (20, 20), "teal"), PNG))


def _assign(account: Account, unit: Unit) -> object:
    details = AssignmentDetails(unit, make.position(category=StaffCategory.CADRE), dt.date(2026, 1, 1))
    return officials.assign(make.official_at(unit), details, account)


def _take_errors(account: Account, _unit: Unit) -> object:
    batch = make.batch(account, rosters.written(rosters.flat()))
    return workbooks.take_errors(workbooks.left_rows(batch, plan_of(batch, account)), account)


SCHOOL = TermKind.INSTITUTION


def _finding(unit: Unit) -> Finding:
    make.qualification(make.official_at(unit, born_on=dt.date(1980, 1, 1)), issued_on=dt.date(1990, 1, 2))
    db.session.commit()
    return db.session.scalars(select(Finding).where(Finding.kind == "early")).one()


def _merge(account: Account, _unit: Unit) -> object:
    into = make.term(SCHOOL, "Trường Cũ")
    return terms.merge(make.term(SCHOOL, "Trường Mới", state=TermState.PROPOSED), into, account)


def _reopen(account: Account, unit: Unit) -> object:
    finding = _finding(unit)
    finding.state = FindingState.ACCEPTED
    return findings.reopen(finding, account)


def _post(unit: Unit, day: dt.date = dt.date(2026, 1, 1), **values: object) -> AssignmentDetails:
    position = make.position(tier=Tier.PROVINCE)
    return AssignmentDetails(unit, position, day, **values)  # type: ignore[arg-type]


def _transfer(account: Account, unit: Unit) -> object:
    away = make.unit("Sở Khác", Tier.DEPARTMENT, unit)
    there = AssignmentDetails(away, make.position(), dt.date(2026, 1, 1), decision="1/QĐ")
    return careers.transfer(make.official_at(unit), there, account)


def _held(unit: Unit) -> Assignment:
    return make.assignment(make.official("Trần Văn Giữ"), unit, make.position(tier=Tier.PROVINCE))


def _correct(account: Account, unit: Unit) -> object:
    post = _held(unit)
    names = ("unit", "position", "kind", "category", "valid_from", "valid_to", "started_by", "ended_by", "end_decision")
    kept = {name: getattr(post, name) for name in (*names, "reappointed_on", "division")}
    return careers.correct_post(post, careers.Correction(**kept, decision="2/QĐ"), account)


def _counting(unit: Unit) -> Unit:
    """A unit below with somebody who is counted, stored before the action."""
    below = make.unit("Sở Có người", Tier.DEPARTMENT, unit)
    make.target()
    make.official_at(below)
    db.session.commit()
    return below


def _confirm(account: Account, unit: Unit) -> object:
    below = _counting(unit)
    campaign = make.campaign(account)
    account.role = Role.HR_OFFICER
    return reviews.confirm(campaign, below, shares_on(campaign.on)[below.id].digest, None, account)


def _close(account: Account, _unit: Unit) -> object:
    return reviews.close_campaign(make.campaign(account), account)


def _freeze(account: Account, unit: Unit) -> object:
    _counting(unit)
    return snapshots.freeze(snapshots.SnapshotDetails("Chốt", dt.date(2025, 12, 31)), account)


def _graded(year: int) -> AppraisalDetails:
    return AppraisalDetails(year, Grade.GOOD, None, None)


def _merged(account: Account, _unit: Unit) -> tuple[Official, Official]:
    keep, give = make.official("Trần Văn Giữ"), make.official("Trần Văn Trùng")
    archive.merge(keep, give, account)
    return keep, give


def _asked() -> positions.StandardDetails:
    first = dt.date(2026, 1, 1)
    return positions.StandardDetails(Domain.DEGREE, Origin.DECREE, True, Holds("degree", 4), "NĐ", True, None, first, 0)


def _changed() -> positions.VersionDetails:
    return positions.VersionDetails("Đất đai", None, 5, None, "QĐ 1", certain=True, valid_from=dt.date(2026, 1, 1))


def _plan(unit: Unit) -> planning.PlanDetails:
    return planning.PlanDetails(unit, make.position(tier=Tier.PROVINCE), 2025, 2030, "9-QĐ/TU", dt.date(2026, 3, 2))


def _planned(unit: Unit) -> Planned:
    return make.planned(make.official_at(unit), unit, make.position(tier=Tier.PROVINCE))


def _decide_day(account: Account, unit: Unit) -> object:
    official = make.official_at(unit, born_on=dt.date(1980, 1, 1), sex=Sex.MALE)
    (matter,) = coming_of(official, dt.date(2026, 6, 1))
    return coming.decide_day(official, matter, coming.OtherDay(dt.date(2039, 1, 1), "Nghỉ trước tuổi", None), account)


_LATER = reorganisations.Header("Sắp xếp", "1/QĐ", dt.date(2027, 1, 1))


def _step(unit: Unit) -> reorganisations.Step:
    return reorganisations.Step([Wanted("don-vi-moi", "Đơn vị Mới", Tier.DEPARTMENT, unit.key, None)])


EXERCISES: dict[str, Callable[[Account, Unit], object]] = {
    **FIGURES,
    **OF_RULES,
    "accounts.sign_in": _sign_in(right=True),
    "accounts.sign_in, refused": _sign_in(right=False),
    "accounts.sign_out": lambda account, _unit: accounts.sign_out("no such token", account),
    "accounts.add_account": lambda account, unit: accounts.add_account(
        _details(account, unit, username="nguoi.moi", password=NEW_PASSWORD), account
    ),
    "accounts.change_account": lambda account, unit: accounts.change_account(
        make.account(Role.HR_OFFICER, unit), _details(account, unit, name="Tên khác", role=Role.AUDITOR), account
    ),
    "accounts.end_sessions": lambda account, _unit: accounts.end_sessions(account, account),
    "accounts.change_password": _change_password,
    "accounts.set_language": lambda account, _unit: accounts.set_language(account, "en"),
    "establishment.assign": lambda account, unit: establishment.assign(establishment.Assigned(unit, 2026, 30), account),
    "establishment.assign_many": lambda account, unit: establishment.assign_many(
        [establishment.Assigned(unit, 2026, 30)], account
    ),
    "reorganisations.begin": lambda account, _unit: reorganisations.begin(_LATER, account),
    "reorganisations.change_header": lambda account, _unit: reorganisations.change_header(make.reorganisation(), _LATER, account),
    "reorganisations.add_step": lambda account, unit: reorganisations.add_step(make.reorganisation(), _step(unit), account),
    "reorganisations.drop_step": lambda account, unit: reorganisations.drop_step(make.reorganisation(), unit.key, account),
    "reorganisations.place_people": lambda account, _unit: reorganisations.place_people(make.reorganisation(), [], account),
    "reorganisations.choose_positions": lambda by, _unit: reorganisations.choose_positions(make.reorganisation(), {}, by),
    "reorganisations.discard": lambda account, _unit: reorganisations.discard(make.reorganisation(), account),
    "organisation.give_code": lambda account, unit: organisation.give_code(
        unit, organisation.CodeDetails("H27", dt.date(2026, 1, 1)), account
    ),
    "audit.note_list": lambda account, unit: note_list("T1", by=account, on=dt.date(2025, 12, 31), people=2, unit_id=unit.id),
    "lists.change_view": lambda account, _unit: lists.change_view(make.saved_view(account), "Tên khác", True, account),
    "lists.delete_view": lambda account, _unit: lists.delete_view(make.saved_view(account), account),
    "officials.add_official": lambda account, _unit: officials.add_official(
        OfficialDetails("Nguyễn Thị An", "042085000001"), account
    ),
    "officials.change_official": lambda account, unit: officials.change_official(
        make.official_at(unit), OfficialDetails("Nguyễn Thị An", "042085000002"), account
    ),
    "officials.assign": _assign,
    "jobs.cancel": lambda account, _unit: jobs.cancel(make.job(account), account),
    "jobs.take_result": lambda account, _unit: jobs.take_result(make.job(account, result=b"x", result_name="x"), account),
    "kits.give": lambda account, unit: kits.give(kits.template_of(unit), account),
    "kits.give, with people": lambda account, unit: kits.give(kits.offline_kit_of(unit), account),
    "kits.give, all on file": lambda account, unit: kits.give(kits.export_of(unit), account),
    "workbooks.take_errors": _take_errors,
    "proposals.make_link": lambda account, unit: proposals.make_link(make.official_at(unit), account),
    "careers.open_file": lambda account, unit: careers.open_file(
        Opening(OfficialDetails("Trần Thị Mới", "042199000009"), _post(unit)), account
    ),
    "careers.appoint": lambda account, unit: careers.appoint(make.official_at(unit), _post(unit), account),
    "careers.appoint, seconded": lambda account, unit: careers.appoint(
        _held(make.unit("Sở Cử đi", Tier.DEPARTMENT, unit)).official, _post(unit, kind=AssignmentKind.SECONDED), account
    ),
    "careers.transfer": _transfer,
    "careers.end_post": lambda account, unit: careers.end_post(_held(unit), dt.date(2026, 1, 1), End.TERM_OVER, None, account),
    "careers.end_service": lambda account, unit: careers.end_service(
        make.official_at(unit), dt.date(2026, 1, 1), End.RETIRED, "3/QĐ", account
    ),
    "careers.correct_post": _correct,
    "careers.remove_post": lambda account, unit: careers.remove_post(_held(unit), account),
    "service.record_item": lambda account, unit: service.record_item(make.official_at(unit), _graded(2024), account),
    "service.change_item": lambda account, unit: service.change_item(
        make.appraisal(make.official_at(unit)), _graded(2024), account
    ),
    "service.remove_item": lambda account, unit: service.remove_item(make.discipline(make.official_at(unit)), account),
    "service.return_from": lambda account, unit: service.return_from(
        make.absence(make.official_at(unit)), dt.date(2026, 3, 2), None, account
    ),
    "service.change_facts": lambda account, unit: service.change_facts(
        make.official_at(unit), CareerFacts(None, "Sở Nội vụ", *[None] * 11), account
    ),
    "archive.archive": lambda account, _unit: archive.archive(make.official(), "Mở nhầm", account),
    "archive.restore": lambda account, _unit: archive.restore(make.official(archived_at=now()), account),
    "archive.merge": _merged,
    "evidence.add_scans": lambda account, unit: evidence.add_scans(_degree(unit), [_scan()], account),
    "evidence.note_viewed": lambda account, unit: evidence.note_viewed(make.evidence(_degree(unit), account), account),
    "evidence.remove_scan": lambda account, unit: evidence.remove_scan(make.evidence(_degree(unit), account), account),
    "verification.decide": lambda account, unit: verification.decide(
        _degree(unit), verification.Decision(Step.CHECK, 1, Method.COPY_SEEN), account
    ),
    "verification.check_copies": lambda account, unit: verification.check_copies([(_degree(unit), 1)], account),
    "inquiries.make_inquiry": lambda account, unit: inquiries.make_inquiry("Trường", [_degree(unit)], unit, account),
    "inquiries.note_taken": lambda account, unit: inquiries.note_taken(
        make.inquiry([_degree(unit)], unit, account), "cong-van.pdf", account
    ),
    "inquiries.close_inquiry": lambda account, unit: inquiries.close_inquiry(
        make.inquiry([_degree(unit)], unit, account), account
    ),
    "positions.set_standard": lambda account, _unit: positions.set_standard(make.position(), _asked(), account),
    "positions.end_standard": lambda account, _unit: positions.end_standard(
        make.standard(make.position()), positions.Ending(dt.date(2026, 1, 1), "Bãi bỏ"), account
    ),
    "positions.change_position": lambda account, _unit: positions.change_position(make.position(), _changed(), account),
    "positions.add_position": lambda account, _unit: positions.add_position(
        positions.PositionDetails("Vị trí mới", Tier.COMMUNE, StaffCategory.CIVIL_SERVANT, Leadership.NONE, False, _changed()),
        account,
    ),
    "plans.make_plan": lambda account, _unit: plans.make_plan(
        plans.PlanDetails("Phương án", ("T1",), dt.date(2035, 12, 31)), account
    ),
    "plans.add_class": lambda account, _unit: plans.add_class(
        make.gap_plan(account), plans.ClassDetails("Lớp", make.level(), None, None, 1, 1, *[dt.date(2034, 1, 1)] * 2), account
    ),
    "plans.remove_class": lambda account, _unit: plans.remove_class(
        make.plan_class(make.gap_plan(account), make.level()), account
    ),
    "plans.keep_result": lambda account, _unit: plans.keep_result(make.gap_plan(account), {"cost": 0}, 1, account),
    "plans.save_plan": lambda account, _unit: plans.save_plan(make.gap_plan(account, result={"cost": 0}), account),
    "plans.copy_plan": lambda account, _unit: plans.copy_plan(make.gap_plan(account), account),
    "profile.show_number": lambda account, unit: profile.show_number(make.official_at(unit), account),
    "qualifications.record_qualification": lambda account, unit: qualifications.record_qualification(
        make.official_at(unit), QualificationDetails(Domain.DEGREE, field="Luật"), account
    ),
    "qualifications.change_qualification": _change_qualification,
    "reviews.open_campaign": lambda account, _unit: reviews.open_campaign(
        reviews.CampaignDetails("Rà soát", dt.date(2025, 12, 31), dt.date(2098, 12, 31)), account
    ),
    "reviews.close_campaign": _close,
    "reviews.confirm": _confirm,
    "snapshots.freeze": _freeze,
    "planning.plan": lambda account, unit: planning.plan(make.official_at(unit), _plan(unit), account),
    "planning.change_plan": lambda account, unit: planning.change_plan(_planned(unit), _plan(unit), account),
    "planning.leave_plan": lambda account, unit: planning.leave_plan(
        _planned(unit), planning.Removal(dt.date(2026, 6, 1), "Xin rút", None), account
    ),
    "coming.decide_day": _decide_day,
    "coming.take_back_day": lambda account, unit: coming.take_back_day(make.due_day(make.official_at(unit)), account),
    "coming.make_calendar": lambda account, _unit: coming.make_calendar(account),
    "coming.end_calendar": lambda account, _unit: (make.calendar_link(account), coming.end_calendar(account)),
    "terms.propose": lambda account, _unit: terms.propose(SCHOOL, "Trường Mới", account),
    "terms.propose_missing": lambda account, _unit: terms.propose_missing(SCHOOL, ["Trường Một", "Trường Hai"], account),
    "terms.add_term": lambda account, _unit: terms.add_term(SCHOOL, terms.TermDetails("Trường Mới"), account),
    "terms.accept": lambda account, _unit: terms.accept(
        make.term(SCHOOL, "Trường Mới", state=TermState.PROPOSED), terms.TermDetails("Trường Khác"), account
    ),
    "terms.change_term": lambda account, _unit: terms.change_term(
        make.term(SCHOOL, "Trường Mới"), terms.TermDetails("Trường Khác"), account
    ),
    "terms.merge": _merge,
    "terms.refuse": lambda account, _unit: terms.refuse(
        make.term(SCHOOL, "Trường Mới", state=TermState.PROPOSED), "Không có.", account
    ),
    "additions.propose": lambda account, _unit: additions.propose(
        additions.Asked(AdditionKind.POSITION, "Chức danh mới", Tier.COMMUNE, StaffCategory.CADRE, "", None), account
    ),
    "additions.merge": lambda account, _unit: additions.merge(
        make.addition(account), make.position(tier=Tier.COMMUNE).key, account
    ),
    "additions.refuse": lambda account, _unit: additions.refuse(make.addition(account), "Không có.", account),
    "findings.take": lambda account, unit: findings.take(_finding(unit), account),
    "findings.accept": lambda account, unit: findings.accept(_finding(unit), "Đã xem bản gốc rồi.", account),
    "findings.reopen": _reopen,
    "workbooks.keep_roster": lambda account, unit: workbooks.keep_roster(
        workbooks.Upload("a.xlsx", rosters.written(rosters.flat()), unit), account
    ),
    "workbooks.read_otherwise": lambda account, _unit: workbooks.read_otherwise(
        make.batch(account, rosters.written(rosters.flat())), Layout((TableLayout("Danh sách", 1, 1),)), {}, account
    ),
    "workbooks.discard_batch": lambda account, _unit: workbooks.discard_batch(make.batch(account), account),
    **TRAINING,
}
