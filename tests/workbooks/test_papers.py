"""What a roster says about qualifications: new, the same, completed, renewed; and what was verified stays."""

import datetime as dt

import pytest

from models.officials import Precision
from models.qualifications import Domain, Qualification, State
from registry.shared.database import db
from registry.workbooks.words import Wording
from tests.workbooks.bringing import AN, Person, bring, compared, number_of, only_row, papers, refusal, roster, told, trail

pytestmark = pytest.mark.usefixtures("app")


def _changed(**values: object) -> Person:
    return {**AN, **values}


def _state(domain: Domain, state: State) -> None:
    papers(domain)[0].state = state
    db.session.commit()


def test_every_domain_of_the_row_becomes_a_declared_qualification_with_its_source() -> None:
    bring(roster(AN))
    held = {one.domain: one for domain in Domain for one in papers(domain)}
    assert set(held) == {Domain.DEGREE, Domain.THEORY, Domain.STATE_MANAGEMENT, Domain.LANGUAGE, Domain.DIGITAL}
    assert {one.state for one in held.values()} == {State.DECLARED}
    assert {one.source for one in held.values()} == {"danh-sach.xlsx, Danh sách, dòng 2"}
    degree = held[Domain.DEGREE]
    assert (degree.level.name, degree.field, degree.number) == ("Đại học", "Luật", "A1234")  # type: ignore[union-attr]
    assert held[Domain.LANGUAGE].level.name == "Bậc 4"  # type: ignore[union-attr]


def test_a_renewal_stands_beside_the_old_certificate() -> None:
    bring(roster(AN))
    row = only_row(roster(_changed(score="6.5", certified="01/03/2026")))
    (line,) = Wording().lines(row)
    assert (line.after, line.beside) == ("IELTS 6.5 (bậc 4), cấp 01/03/2026", "IELTS 5.5 (bậc 4), cấp 01/03/2025")
    bring(roster(_changed(score="6.5", certified="01/03/2026")))
    assert [one.score for one in papers(Domain.LANGUAGE)] == ["5.5", "6.5"]


def test_a_higher_level_stands_beside_the_lower_one() -> None:
    bring(roster(AN))
    bring(roster(_changed(theory="Trung cấp", theory_day="30/08/2026")))
    assert [one.level.name for one in papers(Domain.THEORY)] == ["Sơ cấp", "Trung cấp"]  # type: ignore[union-attr]


def test_a_score_corrected_on_the_same_day_of_issue_is_a_correction() -> None:
    bring(roster(AN))
    assert bring(roster(_changed(score="6.5")))["updated"] == 1
    assert [one.score for one in papers(Domain.LANGUAGE)] == ["6.5"]
    (entry,) = trail("official.updated_by_roster")
    assert entry.changes["language"] == ["IELTS 5.5 (bậc 4)", "IELTS 6.5 (bậc 4)"]


def test_the_same_number_is_the_same_document_whatever_else_differs() -> None:
    bring(roster(AN))
    bring(roster(_changed(degree="Thạc sĩ", graduated="12/06/2012")))
    (degree,) = papers(Domain.DEGREE)
    assert (degree.level.name, degree.issued_on) == ("Thạc sĩ", dt.date(2012, 6, 12))  # type: ignore[union-attr]


def test_a_second_degree_of_the_same_level_in_another_field_stands_beside() -> None:
    bring(roster(_changed(diploma="")))
    bring(roster(_changed(diploma="", field="Kinh tế", graduated="")))
    assert [one.field for one in papers(Domain.DEGREE)] == ["Luật", "Kinh tế"]


def test_an_undated_certificate_is_completed_by_its_day() -> None:
    bring(roster(_changed(theory_day="")))
    bring(roster(AN))
    assert [one.issued_on for one in papers(Domain.THEORY)] == [dt.date(2013, 8, 30)]


def test_a_year_of_issue_is_the_same_document_as_a_day_in_that_year() -> None:
    bring(roster(AN))
    assert only_row(roster(_changed(graduated="2007", diploma=""))).outcome == "unchanged"
    bring(roster(_changed(theory="Trung cấp", theory_day="2020")))
    bring(roster(_changed(theory="Trung cấp", theory_day="05/2020")))
    trung_cap = papers(Domain.THEORY)[1]
    assert (trung_cap.issued_on, trung_cap.issued_precision) == (dt.date(2020, 5, 1), Precision.MONTH)


@pytest.mark.parametrize("empty", ["field", "school", "form", "graduated", "diploma", "theory", "score", "certified", "digital"])
def test_an_empty_cell_erases_nothing(empty: str) -> None:
    bring(roster(AN))
    before = number_of(Qualification)
    plan = compared(roster(_changed(**{empty: ""})))
    assert plan.counts["unchanged"] == 1
    assert number_of(Qualification) == before


def test_a_column_that_is_not_there_erases_nothing() -> None:
    bring(roster(AN))
    silent = ["degree", "field", "school", "form", "graduated", "diploma", "theory", "theory_day", "certificate", "score"]
    assert only_row(roster(AN, without=silent)).outcome == "unchanged"


def test_what_was_verified_is_not_overwritten() -> None:
    bring(roster(AN))
    _state(Domain.DEGREE, State.VERIFIED)
    row = only_row(roster(_changed(school="Trường Đại học Luật Hà Nội")))
    assert (row.outcome, [question.column for question in row.questions]) == ("conflict", ["institution"])
    with pytest.raises(Exception, match="1 dòng chờ quyết định"):
        bring(roster(_changed(school="Trường Đại học Luật Hà Nội")))
    assert (papers(Domain.DEGREE)[0].institution, papers(Domain.DEGREE)[0].state) == ("Trường Đại học Vinh", State.VERIFIED)


def test_what_a_row_adds_to_a_verified_record_is_left_out_and_said() -> None:
    bring(roster(_changed(form="", graduated="2007")))
    _state(Domain.DEGREE, State.VERIFIED)
    plan = compared(roster(AN))
    assert plan.counts["unchanged"] == 1
    assert ["bổ sung trong hồ sơ" in problem.reason for problem in told(plan, "warning")] == [True]


def test_what_was_checked_is_declared_again_after_a_correction_and_said_before() -> None:
    bring(roster(AN))
    _state(Domain.DEGREE, State.CHECKED)
    plan = compared(roster(_changed(school="Đại học Huế")))
    assert ["trở lại khai báo" in problem.reason for problem in told(plan, "warning")] == [True]
    bring(roster(_changed(school="Đại học Huế")))
    assert papers(Domain.DEGREE)[0].state is State.DECLARED


@pytest.mark.parametrize("state", [State.REVOKED, State.REJECTED])
def test_a_roster_does_not_bring_back_what_was_revoked(state: State) -> None:
    bring(roster(AN))
    _state(Domain.LANGUAGE, state)
    assert only_row(roster(AN)).outcome == "unchanged"
    assert refusal(roster(_changed(score="7.0"))).column == "V"


def test_a_new_certificate_beside_a_revoked_one_is_taken() -> None:
    bring(roster(AN))
    _state(Domain.LANGUAGE, State.REVOKED)
    bring(roster(_changed(certified="02/02/2026")))
    assert [one.state for one in papers(Domain.LANGUAGE)] == [State.REVOKED, State.DECLARED]


def test_an_equivalence_table_of_today_makes_no_difference_that_nobody_said() -> None:
    bring(roster(AN))
    papers(Domain.LANGUAGE)[0].level_id = None
    db.session.commit()
    assert only_row(roster(AN)).outcome == "unchanged"


def test_two_corrections_in_one_row_are_both_in_the_trail() -> None:
    bring(roster(AN))
    bring(roster(_changed(score="6.5", school="Đại học Huế")))
    (entry,) = trail("official.updated_by_roster")
    assert set(entry.changes) == {"degree", "language", "source"}
    assert entry.changes["degree"] == ["Đại học Luật, Trường Đại học Vinh", "Đại học Luật, Đại học Huế"]


@pytest.mark.parametrize(
    ("values", "column", "words"),
    [
        ({"graduated": "01/01/2031"}, "Q", "ở tương lai"),
        ({"graduated": "01/01/1980"}, "Q", "trước ngày sinh"),
        ({"theory_day": "01/01/2031"}, "T", "ở tương lai"),
        ({"certified": "24/05/1985"}, "Y", "trước ngày sinh"),
    ],
)
def test_days_of_issue_that_cannot_be_are_refused_at_their_cell(values: dict[str, str], column: str, words: str) -> None:
    problem = refusal(roster(_changed(**values)))
    assert (problem.row, problem.column, problem.value) == (2, column, next(iter(values.values())))
    assert words in problem.reason


def test_a_certificate_that_is_worth_no_level_is_kept_and_said() -> None:
    plan = compared(roster(_changed(score="")))
    assert plan.counts["added"] == 1
    assert any("Chưa quy đổi" in problem.reason for problem in told(plan, "warning"))
    bring(roster(_changed(certificate="TOEIC", score="600")))
    assert papers(Domain.LANGUAGE)[0].level_id is None


@pytest.mark.parametrize(
    ("cell", "field", "said"),
    [
        ("Đại học Kế toán", "Kế toán", "Đọc “Kế toán” là chuyên ngành."),
        ("Cử nhân, chuyên ngành luật", "Luật", "Đọc “Luật” là chuyên ngành."),
        ("ĐH Vinh", None, "Chỉ đọc trình độ; “Vinh” không được ghi, hãy đặt ở cột riêng."),
        ("Đại học tại chức", None, None),
        ("Đại học (2009)", None, None),
    ],
)
def test_what_stands_behind_the_level_is_read_as_the_field_or_said(cell: str, field: str | None, said: str | None) -> None:
    plan = compared(roster(_changed(degree=cell, field=None, form=None, school=None)))
    (degree,) = [one for row in plan.rows for one in row.papers if one.details.domain is Domain.DEGREE]
    assert degree.details.field == field
    assert [one.reason for one in plan.problems if one.heading == "Trình độ chuyên môn"] == ([said] if said else [])
