"""Coded lists: a name that is not there becomes a proposal, and what the Department decides reaches every record."""

import pytest
from flask import Flask
from sqlalchemy import select

from models.accounts import Account, Role
from models.audit import AuditEntry
from models.qualifications import Domain, Qualification, State
from models.terms import Term, TermKind, TermState
from models.verification import Verification
from registry.changes.actions import undo
from registry.qualifications.actions import change_qualification, record_qualification
from registry.qualifications.records import QualificationDetails, details_of
from registry.shared.database import db
from registry.shared.refusal import Refused
from registry.terms import actions, queries
from registry.terms.actions import TermDetails
from registry.terms.records import settle
from tests.support import make

SCHOOL = TermKind.INSTITUTION


@pytest.fixture
def by(app: Flask) -> Account:
    assert app.testing
    return make.account(Role.DEPARTMENT)


def _term(name: str, kind: TermKind = SCHOOL) -> Term:
    return db.session.scalars(select(Term).where(Term.kind == kind, Term.name == name)).one()


def _held(institution: str, state: State = State.DECLARED, domain: Domain = Domain.DEGREE, **values: object) -> Qualification:
    return make.qualification(make.official(), domain, institution=institution, state=state, **values)


def test_an_unknown_name_is_kept_with_the_record_and_proposed_by_the_way(by: Account) -> None:
    details = QualificationDetails(Domain.DEGREE, institution="Trường Mới", field="Ngành mới")
    held = record_qualification(make.official(), details, by)
    assert (held.institution, held.field) == ("Trường Mới", "Ngành mới")
    assert _term("Trường Mới").state is TermState.PROPOSED
    assert _term("Ngành mới", TermKind.FIELD).proposed_by_id == by.id
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "qualification.recorded")).one()
    assert entry.changes["proposed"] == [None, "Trường Mới; Ngành mới"]


def test_another_wording_of_an_entry_is_kept_in_the_words_of_the_list(by: Account) -> None:
    actions.add_term(SCHOOL, TermDetails("Trường Đại học Vinh", "Nghệ An", "VN"), by)
    assert settle(SCHOOL, "TRUONG DAI HOC  VINH", by).name == "Trường Đại học Vinh"
    alias = actions.propose(SCHOOL, "ĐH Vinh", by)
    actions.merge(alias, _term("Trường Đại học Vinh"), by)
    settled = settle(SCHOOL, "đh vinh", by)
    assert (settled.name, settled.proposed) == ("Trường Đại học Vinh", False)


def test_names_of_courses_are_no_fields_of_study(by: Account) -> None:
    record_qualification(make.official(), QualificationDetails(Domain.TRAINING, field="Bồi dưỡng A"), by)
    assert queries.proposals() == []


def test_a_merged_name_changes_in_every_record_that_holds_it_however_it_is_written(by: Account) -> None:
    actions.add_term(SCHOOL, TermDetails("Trường Đại học Vinh"), by)
    proposal = actions.propose(SCHOOL, "ĐH Vinh", by)
    held = [_held("ĐH Vinh"), _held("đh  vinh", domain=Domain.THEORY), _held("Trường Đại học Vinh"), _held("ĐH Vinh II")]
    versions = [one.version for one in held]
    effect = actions.merge(proposal, _term("Trường Đại học Vinh"), by)
    assert (effect.records, len(effect.officials)) == (2, 2)
    assert [one.institution for one in held] == [*["Trường Đại học Vinh"] * 3, "ĐH Vinh II"]
    assert [one.version for one in held] == [versions[0] + 1, versions[1] + 1, versions[2], versions[3]]
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "term.merged")).one()
    assert entry.changes["name"] == ["ĐH Vinh", "Trường Đại học Vinh"]


def test_a_merger_is_not_taken_back_in_the_records_while_the_list_has_it(by: Account) -> None:
    actions.add_term(SCHOOL, TermDetails("Trường Đại học Vinh"), by)
    held = _held("ĐH Vinh", State.VERIFIED)
    actions.merge(actions.propose(SCHOOL, "ĐH Vinh", by), _term("Trường Đại học Vinh"), by)
    db.session.commit()
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "term.merged")).one()
    with pytest.raises(Refused, match="hãy sửa lại ở danh mục"):
        undo(entry, by)
    assert (held.institution, held.state) == ("Trường Đại học Vinh", State.DECLARED)


@pytest.mark.parametrize("state", [State.VERIFIED, State.CHECKED])
def test_what_was_verified_falls_back_with_what_it_said_then(by: Account, state: State) -> None:
    actions.add_term(SCHOOL, TermDetails("Trường Đại học Vinh"), by)
    held, other = _held("ĐH Vinh", state), _held("Trường Đại học Vinh", state)
    actions.merge(actions.propose(SCHOOL, "ĐH Vinh", by), _term("Trường Đại học Vinh"), by)
    assert (held.state, other.state) == (State.DECLARED, state)
    step = db.session.scalars(select(Verification)).one()
    assert (step.qualification_id, step.before, step.after, step.by_id) == (held.id, state, State.DECLARED, None)
    assert step.content["fields"]["institution"] == "ĐH Vinh"
    assert step.reason is not None


@pytest.mark.parametrize("state", [State.REJECTED, State.REVOKED])
def test_what_was_rejected_or_revoked_is_not_believed_again_by_a_merge(by: Account, state: State) -> None:
    actions.add_term(SCHOOL, TermDetails("Trường Đại học Vinh"), by)
    held = _held("ĐH Vinh", state)
    actions.merge(actions.propose(SCHOOL, "ĐH Vinh", by), _term("Trường Đại học Vinh"), by)
    assert held.state is state


def test_accepting_in_better_words_renames_and_keeps_the_former_words_as_another_name(by: Account) -> None:
    held = _held("Đai học Vinh", State.VERIFIED)
    proposal = actions.propose(SCHOOL, "Đai học Vinhh", by)
    untouched = _held("Đai học Vinhh")
    actions.accept(proposal, TermDetails("Trường Đại học Vinh", "Nghệ An"), by)
    assert untouched.institution == "Trường Đại học Vinh"
    assert (held.institution, held.state) == ("Đai học Vinh", State.VERIFIED)
    assert settle(SCHOOL, "Đai học Vinhh", by).name == "Trường Đại học Vinh"


def test_an_entry_whose_place_is_corrected_lets_everything_stand(by: Account) -> None:
    term = actions.add_term(SCHOOL, TermDetails("Trường Đại học Vinh"), by)
    held = _held("Trường Đại học Vinh", State.VERIFIED)
    actions.change_term(term, TermDetails("Trường Đại học Vinh", "Nghệ An"), by)
    assert (held.state, term.place) == (State.VERIFIED, "Nghệ An")


def test_a_refused_name_cannot_be_entered_anew_and_stays_where_it_stands(by: Account) -> None:
    held = _held("Trường Ma")
    actions.refuse(actions.propose(SCHOOL, "Trường Ma", by), "Không có trường này.", by)
    with pytest.raises(Refused, match="Không có trường này") as refusal:
        record_qualification(make.official(), QualificationDetails(Domain.DEGREE, institution="trường ma"), by)
    assert refusal.value.field == "institution"
    noted = QualificationDetails(**{**vars(details_of(held)), "note": "đã hỏi"})
    assert set(change_qualification(held, noted, by)) == {"note"}


@pytest.mark.parametrize("deed", ["itself", "another list", "a proposal", "nothing"])
def test_a_merge_needs_another_accepted_entry_of_the_same_list(by: Account, deed: str) -> None:
    term = actions.propose(SCHOOL, "ĐH Vinh", by)
    others = {
        "itself": term,
        "another list": actions.add_term(TermKind.FIELD, TermDetails("Luật"), by),
        "a proposal": actions.propose(SCHOOL, "ĐH Huế", by),
        "nothing": None,
    }
    with pytest.raises(Refused) as refusal:
        actions.merge(term, others[deed], by)
    assert refusal.value.field == "into"


def test_a_decision_is_made_once(by: Account) -> None:
    term = actions.propose(SCHOOL, "ĐH Vinh", by)
    actions.refuse(term, "Hãy ghi đủ tên.", by)
    with pytest.raises(Refused):
        actions.accept(term, TermDetails("ĐH Vinh"), by)
    with pytest.raises(Refused):
        actions.refuse(term, "Hãy ghi đủ tên.", by)


def test_the_same_name_is_not_twice_in_a_list(by: Account) -> None:
    actions.add_term(SCHOOL, TermDetails("Trường Đại học Vinh"), by)
    term = actions.add_term(SCHOOL, TermDetails("Đại học Huế"), by)
    for deed in (
        lambda: actions.propose(SCHOOL, "truong dai hoc vinh", by),
        lambda: actions.change_term(term, TermDetails("Trường Đại học VINH"), by),
    ):
        with pytest.raises(Refused) as refusal:
            deed()
        assert refusal.value.field == "name"


def test_an_import_proposes_what_is_missing_and_nothing_twice(by: Account) -> None:
    actions.add_term(SCHOOL, TermDetails("Trường Đại học Vinh"), by)
    actions.refuse(actions.propose(SCHOOL, "Trường Ma", by), "Không có thật.", by)
    names = ["Trường Đại học Vinh", "Trường Ma", "Trường X", "trường x", None, "", "12345"]
    assert actions.propose_missing(SCHOOL, names, by) == 1
    assert actions.propose_missing(SCHOOL, names, by) == 0
    assert [line.term.name for line in queries.proposals()] == ["trường x"]


def test_names_of_people_change_in_every_column_of_the_list(by: Account) -> None:
    kind = TermKind.PARTY_POST
    actions.add_term(kind, TermDetails("Bí thư Chi bộ"), by)
    person = make.official(party_post="BT chi bộ", party_post_concurrent="bt Chi bộ")
    actions.merge(actions.propose(kind, "BT Chi bộ", by), _term("Bí thư Chi bộ", kind), by)
    assert (person.party_post, person.party_post_concurrent) == ("Bí thư Chi bộ", "Bí thư Chi bộ")


def test_a_chain_of_merges_ends_at_the_last_entry(by: Account) -> None:
    first, second = (actions.add_term(SCHOOL, TermDetails(name), by) for name in ("Trường Một", "Trường Hai"))
    third = actions.add_term(SCHOOL, TermDetails("Trường Ba"), by)
    actions.merge(first, second, by)
    actions.merge(second, third, by)
    assert first.merged_into_id == third.id
    assert settle(SCHOOL, "trường một", by).name == "Trường Ba"
