"""The pages of the coded lists: what is offered as one types, the proposals, decisions that say what they touch."""

import pytest
from flask import Flask

from models.accounts import Role
from models.terms import TermKind, TermState
from models.units import Tier
from registry.terms import actions
from registry.terms.actions import TermDetails
from tests.support import make, markup
from tests.support.visitor import Visitor

SCHOOL = TermKind.INSTITUTION


@pytest.fixture
def department(app: Flask, visitor: Visitor) -> Visitor:
    assert app.testing
    return visitor.enter_as(make.account(Role.DEPARTMENT))


def _offered(visitor: Visitor, typed: str) -> str:
    return visitor.get(f"/reference/terms/options?kind=institution&field=institution&institution={typed}").text


def test_at_most_twenty_entries_are_offered_those_first_that_begin_as_typed(department: Visitor) -> None:
    by = make.account(Role.DEPARTMENT)
    for number in range(30):
        actions.add_term(SCHOOL, TermDetails(f"Trường Đại học {number:02d}"), by)
    actions.add_term(SCHOOL, TermDetails("Đại học Huế"), by)
    page = _offered(department, "dai hoc")
    assert page.count("<li") == 20
    assert markup.text_of(markup.parsed(page)).startswith("Đại học Huế")
    assert "đề nghị bổ sung" in _offered(department, "không có đâu")


def test_proposals_of_other_units_are_not_offered(app: Flask, visitor: Visitor) -> None:
    assert app.testing
    root = make.province()
    here, beside = make.unit("Xã Một", Tier.COMMUNE, root), make.unit("Xã Hai", Tier.COMMUNE, root)
    actions.propose(SCHOOL, "Trường Của Ta", make.account(Role.HR_OFFICER, here))
    actions.propose(SCHOOL, "Trường Bên Cạnh", make.account(Role.HR_OFFICER, beside))
    page = _offered(visitor.enter_as(make.account(Role.HR_OFFICER, here)), "truong")
    assert "Trường Của Ta" in page
    assert "Bên Cạnh" not in page


def test_a_proposal_is_accepted_in_better_words(department: Visitor) -> None:
    term = actions.propose(SCHOOL, "ĐH Vinh", make.account())
    make.qualification(make.official(), institution="ĐH Vinh", state="verified")
    path = f"/reference/terms/{term.public_id}"
    page = department.get(path).text
    assert "1 bản ghi của 1 người" in page
    assert "1 văn bằng đã đối chiếu hoặc xác minh" in page
    answer = department.submit(path, {"name": "Trường Đại học Vinh", "place": "Nghệ An", "country": "vn"}, form="")
    assert answer.status_code == 302
    assert (term.state, term.name, term.country) == (TermState.ACCEPTED, "Trường Đại học Vinh", "VN")


def test_a_proposal_is_merged_and_one_is_refused(department: Visitor) -> None:
    actions.add_term(SCHOOL, TermDetails("Trường Đại học Vinh"), make.account())
    merged, refused = (actions.propose(SCHOOL, name, make.account()) for name in ("ĐH Vinh", "Trường Ma"))
    held = make.qualification(make.official(), institution="ĐH Vinh")
    department.submit(f"/reference/terms/{merged.public_id}", {"into": "truong dai hoc vinh"}, form="merge")
    assert (merged.state, held.institution) == (TermState.MERGED, "Trường Đại học Vinh")
    page = department.submit(f"/reference/terms/{refused.public_id}", {"reason": "x"}, form="refuse")
    assert "Hãy ghi lý do" in page.text
    department.submit(f"/reference/terms/{refused.public_id}", {"reason": "Không có thật."}, form="refuse")
    assert refused.state is TermState.REFUSED
    listed = department.get("/reference/terms/?kind=institution").text
    assert "gồm cả: ĐH Vinh" in listed
    assert "Không có thật." in listed


def test_a_stale_decision_is_told_and_not_made(department: Visitor) -> None:
    term = actions.propose(SCHOOL, "ĐH Vinh", make.account())
    path = f"/reference/terms/{term.public_id}"
    fields = {"name": "Tên khác", "version": "0", "csrf_token": department.csrf_token()}
    page = department.post(path, data=fields)
    assert "Có người vừa sửa hoặc quyết định" in page.text
    assert (term.state, term.name) == (TermState.PROPOSED, "ĐH Vinh")


def test_an_entry_is_added_and_found(department: Visitor) -> None:
    assert department.submit("/reference/terms/new?kind=honour", {"name": "Danh hiệu mới"}).status_code == 302
    assert "Danh hiệu mới" in department.get("/reference/terms/?kind=honour&q=hieu moi").text
    assert "Danh hiệu mới" not in department.get("/reference/terms/?kind=honour&q=cu").text
    assert department.get("/reference/terms/?kind=magic").status_code == 404


def test_text_of_users_stays_text(department: Visitor) -> None:
    canary = '"><script>alert(1)</script>'
    term = actions.propose(SCHOOL, canary, make.account())
    for path in ("/reference/terms/", f"/reference/terms/{term.public_id}", "/reference/terms/?kind=institution"):
        assert "<script>alert" not in department.get(path).text
    actions.accept(term, TermDetails(canary), make.account())
    assert "<script>alert" not in _offered(department, "script")
