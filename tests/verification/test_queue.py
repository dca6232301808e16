"""The queue: what waits at one's units and is not one's own, first what closes a gap, one by one and several at once."""

import pytest
from flask import Flask
from sqlalchemy import select

from models.accounts import Account, Role
from models.officials import Official
from models.qualifications import Domain, Qualification, State
from models.units import Tier, Unit
from models.verification import Verification
from registry.shared.clock import now
from registry.shared.database import db
from registry.standings import keeping
from tests.support import make
from tests.support.visitor import Visitor


@pytest.fixture
def unit(app: Flask) -> Unit:  # noqa: ARG001  the context is what counts
    return make.unit("Sở Giữa", Tier.DEPARTMENT, make.province())


@pytest.fixture
def officer(unit: Unit, visitor: Visitor) -> Account:
    account = make.account(Role.HR_OFFICER, unit)
    visitor.enter_as(account)
    return account


@pytest.fixture
def official(unit: Unit) -> Official:
    return make.official_at(unit, "Nguyễn Thị An")


def _degree(official: Official, field: str, **values: object) -> Qualification:
    return make.qualification(official, field=field, **values)


def test_it_shows_what_waits_here_and_is_not_ones_own(visitor: Visitor, officer: Account, official: Official) -> None:
    _degree(official, "Luật")
    _degree(official, "Toán", state=State.CHECKED)
    _degree(official, "Lịch sử", state=State.VERIFIED)
    _degree(official, "Vật lý", entered_by_id=officer.id)
    make.evidence(_degree(official, "Hóa học"), officer)
    _degree(make.official_at(make.unit("Sở Bên"), "Người Khác"), "Sinh học")
    archived = make.official_at(make.unit("Chi cục", Tier.DEPARTMENT), "Đã lưu", archived_at=now())
    _degree(archived, "Địa lý")
    page = visitor.get("/verification").text
    shown = {field for field in ("Luật", "Toán", "Lịch sử", "Vật lý", "Hóa học", "Sinh học", "Địa lý") if field in page}
    assert shown == {"Luật", "Toán"}
    assert "2 mục khác do chính bạn nhập" in page


@pytest.mark.usefixtures("officer")
def test_the_address_narrows_it(visitor: Visitor, unit: Unit, official: Official) -> None:
    child = make.unit("Chi cục Dưới", Tier.DEPARTMENT, unit)
    make.evidence(_degree(official, "Luật"), make.account())
    make.qualification(official, Domain.TRAINING, field="Kỹ năng", state=State.CHECKED)
    _degree(make.official_at(child), "Toán")
    found = {
        query: {field for field in ("Luật", "Kỹ năng", "Toán") if field in visitor.get(f"/verification?{query}").text}
        for query in ("", "scan=yes", "scan=no", "domain=training", "state=checked", f"unit={child.key}", "gap=yes")
    }
    assert found == {
        "": {"Luật", "Kỹ năng", "Toán"},
        "scan=yes": {"Luật"},
        "scan=no": {"Kỹ năng", "Toán"},
        "domain=training": {"Kỹ năng"},
        "state=checked": {"Kỹ năng"},
        f"unit={child.key}": {"Toán"},
        "gap=yes": set(),
    }
    for query in ("domain=x", "state=verified", "scan=maybe", "unit=khong-co"):
        assert visitor.get(f"/verification?{query}").status_code == 404


@pytest.mark.usefixtures("officer")
def test_what_closes_a_gap_stands_first(visitor: Visitor, unit: Unit, official: Official) -> None:
    make.target()
    level = make.level(rank=4)
    _degree(official, "Luật")
    lacking = make.official_at(unit, "Trần Văn Bình")
    _degree(lacking, "Toán", level_id=level.id)
    keeping.rebuild()
    page = visitor.get("/verification").text
    assert page.index("Toán") < page.index("Luật") and page.count("Gỡ chỉ tiêu") == 1
    assert "Luật" not in visitor.get("/verification?gap=yes").text


@pytest.mark.usefixtures("officer")
def test_a_decision_leads_to_the_next_and_keeps_the_conditions(visitor: Visitor, official: Official) -> None:
    first, second, third = (_degree(official, field) for field in ("Luật", "Toán", "Sử"))
    for one, following in ((first, second), (second, third)):
        answer = visitor.submit(f"/verification/{one.public_id}?scan=no", {}, "/check")
        assert answer.headers["Location"] == f"/verification/{following.public_id}?scan=no"
    answer = visitor.submit(f"/verification/{third.public_id}?scan=no", {}, "/check")
    assert answer.headers["Location"] == "/verification?scan=no"
    assert db.session.get_one(Qualification, third.id).state is State.CHECKED


@pytest.mark.usefixtures("officer")
def test_a_decision_on_an_older_page_is_refused_and_keeps_what_was_typed(visitor: Visitor, official: Official) -> None:
    held = _degree(official, "Luật")
    page = f"/verification/{held.public_id}"
    fields = {"method": "issuer_answered", "document": "12/ĐHV", "document_date": "01/02/2026", "seen": "1"}
    make.evidence(held, make.account())
    held.note = "sửa"
    db.session.commit()
    answer = visitor.post(f"{page}/verify", data={**fields, "csrf_token": visitor.csrf_token()})
    assert "vừa có thay đổi" in answer.text and "12/ĐHV" in answer.text
    assert held.state is State.DECLARED
    assert visitor.post(f"{page}/verify", data={**fields, "seen": "2", "csrf_token": visitor.csrf_token()}).status_code == 302
    step = db.session.scalars(select(Verification)).one()
    assert (step.document, step.method and step.method.value) == ("12/ĐHV", "issuer_answered")


def test_several_are_shown_before_they_are_checked(visitor: Visitor, officer: Account, official: Official) -> None:
    good, bare, own = _degree(official, "Luật"), _degree(official, "Toán"), _degree(official, "Sử", entered_by_id=officer.id)
    for held in (good, own):
        make.evidence(held, make.account())
    query = "&".join(f"item={one.public_id}" for one in (good, bare, own))
    page = visitor.get(f"/verification/copies?{query}").text
    assert "1 mục sẽ ghi" in page and "2 mục để nguyên" in page
    assert "chưa có bản chụp để đối chiếu" in page and "do bạn nhập" in page
    assert visitor.submit(f"/verification/copies?{query}", {}, "/copies").status_code == 302
    states = {one: db.session.get_one(Qualification, one.id).state for one in (good, bare, own)}
    assert states == {good: State.CHECKED, bare: State.DECLARED, own: State.DECLARED}


@pytest.mark.usefixtures("officer")
def test_several_at_once_are_checked_all_or_none(visitor: Visitor, official: Official) -> None:
    one, other = _degree(official, "Luật"), _degree(official, "Toán")
    body = {"item": [f"{one.public_id}:1", f"{other.public_id}:7"], "csrf_token": visitor.csrf_token()}
    answer = visitor.post("/verification/copies", data=body, follow_redirects=True)
    assert "Nguyễn Thị An, Toán" in answer.text.replace("Chưa rõ trình độ ", "") and "vừa có thay đổi" in answer.text
    assert one.state is other.state is State.DECLARED
