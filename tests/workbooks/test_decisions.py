"""What only a person can decide: who somebody is, whether a verified value gives way, whether an archived file opens again."""

import datetime as dt

import pytest
from sqlalchemy import select

from models.officials import Official
from models.qualifications import Domain, State
from registry.archive.actions import merge
from registry.readers.facts import Field
from registry.shared.clock import now
from registry.shared.database import db
from registry.workbooks.actions import apply_plan
from registry.workbooks.compare import Plan, compare
from registry.workbooks.decisions import KEEP, LEAVE, NEW, REOPEN, TAKE, Decisions, Question
from tests.readers.rosters import read
from tests.support import make
from tests.workbooks.bringing import AN, Person, bring, compared, number_of, official, only_row, papers, roster, told, unit

pytestmark = pytest.mark.usefixtures("app")

NAMELESS = {**AN, "number": ""}
OTHER_NUMBER = {**AN, "number": "042085000099", "diploma": "B77"}


def _decided(person: Person, answer: str, *, in_bulk: bool = False) -> Plan:
    """The comparison of one row in which every question has this answer."""
    book = roster(person)
    questions = only_row(book).questions
    single = {} if in_bulk else {question.asked: answer for question in questions}
    kinds = {question.in_bulk: answer for question in questions} if in_bulk else {}
    return compare(read(book), None, decisions=Decisions(single, kinds))


def _written(plan: Plan) -> None:
    apply_plan(plan, "danh-sach.xlsx", None, accept_good_rows=True)
    db.session.commit()
    db.session.expire_all()


def _question(person: Person) -> Question:
    (question,) = only_row(roster(person)).questions
    return question


def _verified(domain: Domain = Domain.DEGREE) -> None:
    bring(roster(AN))
    papers(domain)[0].state = State.VERIFIED
    db.session.commit()


def test_a_row_without_a_number_is_of_nobody_until_somebody_says_so() -> None:
    bring(roster(AN))
    row = only_row(roster(NAMELESS))
    assert row.outcome == "unsure"
    assert [candidate.full_name for candidate in row.questions[0].candidates] == ["Nguyễn Văn An"]
    assert not row.questions[0].may_be_new, "nobody's file is opened without a number"


def test_the_person_that_was_named_is_changed_and_keeps_the_number() -> None:
    bring(roster(AN))
    _written(_decided({**NAMELESS, "school": "Đại học Huế"}, official().public_id))
    assert number_of(Official) == 1
    assert papers(Domain.DEGREE)[0].institution == "Đại học Huế"


def test_a_row_without_a_number_that_nobody_on_file_is_like_is_refused_at_its_cell() -> None:
    bring(roster(AN))
    for changed in ({"name": "Nguyễn Văn Bốn"}, {"birth": "25/05/1985"}, {"unit": "Xã Cẩm Xuyên"}):
        plan = compared(roster({**NAMELESS, **changed}))
        assert [problem.column for problem in told(plan)] == ["E"], changed
        assert plan.count("rejected") == 1


def test_a_person_is_named_for_one_row_only_though_rows_of_two_sheets_have_the_same_number() -> None:
    bring(roster(AN))
    book = roster(NAMELESS)
    book.copy_worksheet(book.worksheets[0]).title = "Bản hai"
    answers = {question.asked: official().public_id for row in compared(book).rows for question in row.questions}
    plan = compare(read(book), None, decisions=Decisions(answers, {}))
    assert [row.outcome for row in plan.rows] == ["unchanged", "rejected"]
    assert "cũng được chọn" in told(plan)[0].reason


def test_spelling_without_accents_is_the_same_name() -> None:
    bring(roster(AN))
    assert only_row(roster({**NAMELESS, "name": "NGUYEN VAN AN"})).outcome == "unsure"


def test_an_unknown_number_with_a_known_name_birth_and_unit_is_asked_about() -> None:
    bring(roster(AN))
    question = _question(OTHER_NUMBER)
    assert question.may_be_new and len(question.candidates) == 1
    _written(_decided(OTHER_NUMBER, NEW))
    assert number_of(Official) == 2


def test_the_same_person_under_a_mistyped_number_stays_one_file_with_its_own_number() -> None:
    bring(roster(AN))
    _written(_decided({**OTHER_NUMBER, "diploma": AN["diploma"], "score": "6.5"}, official().public_id))
    assert [row.personal_number for row in db.session.scalars(select(Official))] == [AN["number"]]
    assert papers(Domain.LANGUAGE)[0].score == "6.5"


def test_a_row_that_was_left_out_is_left_out() -> None:
    bring(roster(AN))
    plan = _decided(OTHER_NUMBER, LEAVE)
    assert (plan.counts["left"], plan.waiting, plan.to_write) == (1, 0, [])


def test_several_namesakes_are_all_offered_and_none_is_taken_by_a_decision_for_all() -> None:
    bring(roster(AN))
    _written(_decided(OTHER_NUMBER, NEW))
    row = only_row(roster({**NAMELESS}))
    assert len(row.questions[0].candidates) == 2
    assert _decided(NAMELESS, TAKE, in_bulk=True).counts["unsure"] == 1


def test_one_decision_answers_for_all_rows_that_are_like_one_person() -> None:
    bring(roster(AN))
    plan = _decided({**NAMELESS, "school": "Đại học Huế"}, TAKE, in_bulk=True)
    assert plan.counts["updated"] == 1


def test_two_rows_are_never_the_same_person() -> None:
    bring(roster(AN))
    book = roster(NAMELESS, {**NAMELESS, "school": "Đại học Huế"})
    asked = [row.questions[0].asked for row in compared(book).rows]
    plan = compare(read(book), None, decisions=Decisions(dict.fromkeys(asked, official().public_id)))
    assert [row.outcome for row in plan.rows] == ["unchanged", "rejected"]
    assert "Dòng 2" in told(plan)[0].reason


def test_somebody_who_stands_in_another_row_by_number_is_no_candidate() -> None:
    bring(roster(AN))
    plan = compared(roster(AN, OTHER_NUMBER))
    assert [row.outcome for row in plan.rows] == ["unchanged", "added"]


@pytest.mark.parametrize("answer", ["0000000000000000", TAKE + "x", KEEP])
def test_an_answer_that_was_not_offered_is_no_answer(answer: str) -> None:
    bring(roster(AN))
    make.official("Người Lạ", public_id="0000000000000000")
    assert _decided(NAMELESS, answer).counts["unsure"] == 1


def test_an_archived_file_is_said_and_opened_again_only_when_asked_for() -> None:
    bring(roster(AN))
    official().archived_at, official().archive_reason = now(), "Mở nhầm"
    db.session.commit()
    assert only_row(roster(AN)).outcome == "unsure"
    assert _decided(AN, LEAVE).counts["left"] == 1
    _written(_decided({**AN, "name": "Nguyễn Văn Ân"}, REOPEN))
    assert (official().archived_at, official().archive_reason, official().full_name) == (None, None, "Nguyễn Văn Ân")


def test_the_number_of_a_merged_file_means_the_one_that_was_kept() -> None:
    bring(roster(AN))
    kept, given = official(), make.official("Nguyễn Văn An", personal_number=OTHER_NUMBER["number"])
    merge(kept, given, make.account())
    db.session.commit()
    book = roster({**OTHER_NUMBER, "name": "Nguyễn Hữu An", "diploma": "B78"})
    plan = compare(read(book), None)
    assert (plan.counts["updated"], plan.waiting) == (1, 0)
    assert any("đã gộp vào hồ sơ của Nguyễn Văn An" in problem.reason for problem in plan.problems)
    _written(plan)
    assert (given.archived_at is None, given.merged_into_id) == (False, kept.id)
    assert (kept.full_name, kept.personal_number) == ("Nguyễn Hữu An", AN["number"])
    assert "B78" in {one.number for one in papers(Domain.DEGREE) if one.official_id == kept.id}
    both = compare(read(roster(AN, OTHER_NUMBER)), None)
    assert [row.outcome for row in both.rows][1] == "rejected"


def test_each_verified_value_that_is_contradicted_is_a_question_of_its_own() -> None:
    _verified()
    row = only_row(roster({**AN, "school": "Đại học Huế", "field": "Kinh tế", "score": "7.0"}))
    assert row.outcome == "conflict"
    assert {question.column for question in row.questions} == {"institution", "field"}
    assert {question.values for question in row.questions} == {("Trường Đại học Vinh", "Đại học Huế"), ("Luật", "Kinh tế")}


def test_a_verified_value_that_is_kept_stays_verified_and_the_rest_of_the_row_is_written() -> None:
    _verified()
    _written(_decided({**AN, "school": "Đại học Huế", "score": "7.0"}, KEEP))
    assert (papers(Domain.DEGREE)[0].institution, papers(Domain.DEGREE)[0].state) == ("Trường Đại học Vinh", State.VERIFIED)
    assert papers(Domain.LANGUAGE)[0].score == "7.0"


def test_a_value_that_is_taken_makes_the_qualification_declared_again() -> None:
    _verified()
    _written(_decided({**AN, "school": "Đại học Huế"}, TAKE))
    assert (papers(Domain.DEGREE)[0].institution, papers(Domain.DEGREE)[0].state) == ("Đại học Huế", State.DECLARED)


def test_of_two_contradicted_values_one_may_be_taken_and_the_other_kept() -> None:
    _verified()
    book = roster({**AN, "school": "Đại học Huế", "field": "Kinh tế"})
    answers = {one.asked: TAKE if one.column == "field" else KEEP for one in only_row(book).questions}
    _written(compare(read(book), None, decisions=Decisions(answers)))
    assert (papers(Domain.DEGREE)[0].institution, papers(Domain.DEGREE)[0].field) == ("Trường Đại học Vinh", "Kinh tế")


def test_a_day_and_how_exactly_it_is_known_are_one_question() -> None:
    _verified()
    row = only_row(roster({**AN, "graduated": "2009"}))
    assert [question.column for question in row.questions] == ["issued_on"]
    _written(_decided({**AN, "graduated": "2009"}, TAKE))
    assert (papers(Domain.DEGREE)[0].issued_on, papers(Domain.DEGREE)[0].issued_precision) == (dt.date(2009, 1, 1), "year")


def test_a_decision_changes_what_is_seen_and_so_what_may_be_written() -> None:
    _verified()
    person = {**AN, "school": "Đại học Huế", "score": "7.0"}
    assert len({_decided(person, answer).fingerprint for answer in (KEEP, TAKE)} | {compared(roster(person)).fingerprint}) == 3


def test_an_answer_for_a_kind_takes_the_place_of_those_given_one_by_one() -> None:
    one = Decisions({"2@a|x|verified.number": KEEP, "3@a|alike": LEAVE}, {}).with_answers({}, {"verified.number": TAKE})
    assert one.answer("2@a|x|verified.number", "verified.number") == TAKE
    assert one.answer("3@a|alike", "alike") == LEAVE


def test_a_file_without_any_numbers_is_matched_row_by_row() -> None:
    bring(roster(AN))
    plan = compared(roster(AN, without=["number"]))
    assert (plan.counts["unsure"], plan.rows[0].row.cells[Field.PERSONAL_NUMBER].column) == (1, "")


def test_a_namesake_of_another_unit_is_not_told_to_a_sender_who_may_not_see_it() -> None:
    bring(roster({**AN, "unit": "Xã Cẩm Xuyên"}))
    sender = make.account(unit=unit("xa-cam-binh"))
    assert only_row(roster(OTHER_NUMBER), sender).outcome == "added"
