"""Positions and units that offices ask for: made, merged, refused; once, and known to whoever writes them afterwards."""

import datetime as dt

import pytest
from flask import Flask
from sqlalchemy import func, select

from models.accounts import Account, Role
from models.additions import Addition, AdditionKind
from models.audit import AuditEntry
from models.positions import Leadership, Position, PositionAlias, StaffCategory
from models.terms import TermState
from models.units import Tier, UnitAlias, UnitPeriod
from registry.additions import actions
from registry.additions.actions import Asked, UnitDetails
from registry.additions.queries import SHOWN
from registry.positions.records import PositionDetails, VersionDetails
from registry.reorganisations.steps import NewUnit
from registry.shared.clock import today
from registry.shared.database import db
from registry.shared.refusal import Refused
from registry.shared.text import fold
from registry.workbooks.lexicon import Lexicon
from tests.support import make
from tests.support.visitor import Visitor


@pytest.fixture
def by(app: Flask) -> Account:
    assert app.testing
    return make.account(Role.DEPARTMENT)


def _asked(name: str = "Công chức Chuyển đổi số", tier: Tier = Tier.COMMUNE) -> Asked:
    return Asked(AdditionKind.POSITION, name, tier, StaffCategory.CIVIL_SERVANT, "", None)


def _unit(name: str, parent: str) -> Asked:
    return Asked(AdditionKind.UNIT, name, Tier.DEPARTMENT, None, parent, None)


def _details(title: str) -> PositionDetails:
    version = VersionDetails(None, None, None, None, "QĐ 1", False, today())
    return PositionDetails(title, Tier.COMMUNE, StaffCategory.CIVIL_SERVANT, Leadership.NONE, False, version)


def _aliased(title: str, words: str) -> None:
    position = make.position(title, Tier.COMMUNE)
    db.session.add(PositionAlias(position_id=position.id, folded=fold(words)))
    db.session.flush()


def _entries() -> list[str]:
    return list(db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)))


def test_a_position_is_made_in_better_words_and_rosters_know_both(by: Account) -> None:
    commune = make.unit("Xã Thử", Tier.COMMUNE, make.province())
    addition = actions.propose(_asked("CC chuyển đổi số"), by)
    actions.accept_position(addition, _details("Công chức Chuyển đổi số"), by)
    words = Lexicon(today())
    titles = {words.position(text, commune, "").title for text in ("CC Chuyển đổi số", "công chức chuyển đổi số")}
    assert titles == {"Công chức Chuyển đổi số"}
    assert addition.state is TermState.ACCEPTED
    assert _entries() == ["addition.proposed", "position.added", "addition.accepted"]


def test_a_unit_is_founded_by_a_decision_from_its_day(by: Account) -> None:
    above = make.unit("Sở Thử", Tier.DEPARTMENT, make.province())
    addition = actions.propose(_unit("TT Chuyển đổi số", above.key), by)
    day = dt.date(2026, 1, 1)
    unit = NewUnit("Trung tâm Chuyển đổi số", Tier.DEPARTMENT, above.key)
    key = actions.accept_unit(addition, UnitDetails(unit, "12/QĐ-UBND", day), by)
    period = db.session.scalars(select(UnitPeriod).where(UnitPeriod.name == "Trung tâm Chuyển đổi số")).one()
    assert (period.valid_from, period.parent_id, addition.became) == (day, above.id, key)
    assert Lexicon(today()).unit("tt chuyển đổi số").key == key
    assert _entries()[-2:] == ["reorganisation.applied", "addition.accepted"]


def test_words_that_are_merged_mean_the_other_one(by: Account) -> None:
    commune = make.unit("Xã Thử", Tier.COMMUNE, make.province())
    held = make.position("Văn thư viên", Tier.COMMUNE)
    actions.merge(actions.propose(_asked("Cán bộ văn thư"), by), held.key, by)
    actions.merge(actions.propose(_unit("UB xã Thử", ""), by), commune.key, by)
    words = Lexicon(today())
    assert words.position("cán bộ văn thư", commune, "").key == held.key
    assert words.unit("UB xã Thử").id == commune.id


def test_words_that_mean_another_one_already_are_not_given_away(by: Account) -> None:
    _aliased("Kế toán viên", "Cán bộ kế toán")
    addition = make.addition(by, "Cán bộ kế toán")
    with pytest.raises(Refused, match="đang chỉ “Kế toán viên”"):
        actions.merge(addition, make.position("Văn thư viên", Tier.COMMUNE).key, by)
    unit = make.unit("Sở Thử", Tier.DEPARTMENT)
    db.session.add(UnitAlias(unit_id=unit.id, folded="so thu"))
    asked = make.addition(by, "Sở Thử", kind=AdditionKind.UNIT)
    with pytest.raises(Refused, match="đang chỉ “Sở Thử”"):
        actions.merge(asked, make.unit("Sở Khác", Tier.DEPARTMENT).key, by)


def test_what_the_catalogue_has_what_waits_and_what_was_refused_is_not_asked_for_again(by: Account) -> None:
    _aliased("Văn thư viên", "Văn thư")
    with pytest.raises(Refused, match="Danh mục đã có “Văn thư viên”"):
        actions.propose(_asked("VĂN THƯ"), by)
    waits = actions.propose(_asked(), by)
    with pytest.raises(Refused, match="đang chờ"):
        actions.propose(_asked("Công chức  chuyển đổi SỐ"), by)
    assert actions.propose(_asked(tier=Tier.DEPARTMENT), by).tier is Tier.DEPARTMENT
    actions.refuse(waits, "Ghi là Chuyên viên.", by)
    with pytest.raises(Refused, match="Ghi là Chuyên viên"):
        actions.propose(_asked(), by)


def test_a_decision_is_made_once(by: Account) -> None:
    addition = make.addition(by)
    actions.refuse(addition, "Ghi là Chuyên viên.", by)
    with pytest.raises(Refused, match="đã được quyết định"):
        actions.accept_position(addition, _details("Công chức Chuyển đổi số"), by)
    with pytest.raises(Refused, match="đã được quyết định"):
        actions.merge(addition, make.position(tier=Tier.COMMUNE).key, by)
    assert db.session.scalar(select(Position).where(Position.title == "Công chức Chuyển đổi số")) is None


def test_an_office_asks_from_the_form_of_a_post_and_reads_what_came_of_it(app: Flask, visitor: Visitor) -> None:
    assert app.testing
    root = make.province()
    commune, beside = (make.unit(name, Tier.COMMUNE, root) for name in ("Xã Một", "Xã Hai"))
    officer = make.account(Role.HR_OFFICER, commune)
    make.addition(make.account(Role.HR_OFFICER, beside), "Chức danh bên cạnh")
    visitor.enter_as(officer)
    assert "/reference/additions/new?kind=position" in visitor.get("/officials/new").text
    fields = {"name": "Công chức Chuyển đổi số", "tier": "commune", "category": "civil_servant", "note": "QĐ 3"}
    assert visitor.submit("/reference/additions/new?kind=position", fields).status_code == 302
    page = visitor.get("/reference/additions/").text
    assert "Công chức Chuyển đổi số" in page
    assert "bên cạnh" not in page
    addition = db.session.scalars(select(Addition).where(Addition.proposed_by_id == officer.id)).one()
    assert visitor.get(f"/reference/additions/{addition.public_id}").status_code == 403
    department = make.account(Role.DEPARTMENT, root)
    visitor.enter_as(department).submit(f"/reference/additions/{addition.public_id}", {"reason": "Ghi là Chuyên viên."}, "refuse")
    assert "Ghi là Chuyên viên." in visitor.enter_as(officer).get("/reference/additions/").text


def test_the_department_accepts_a_unit_on_the_page(app: Flask, visitor: Visitor) -> None:
    assert app.testing
    root = make.province()
    above = make.unit("Sở Thử", Tier.DEPARTMENT, root)
    department = make.account(Role.DEPARTMENT, root)
    asked = {"kind": AdditionKind.UNIT, "tier": Tier.DEPARTMENT, "parent_key": above.key}
    addition = make.addition(department, "Trung tâm Thử", **asked)
    path = f"/reference/additions/{addition.public_id}"
    fields = {"decision": "12/QĐ-UBND", "day": "01/01/2026"}
    assert visitor.enter_as(department).submit(path, fields, form="accept").status_code == 302
    assert addition.state is TermState.ACCEPTED
    assert "Trung tâm Thử" in visitor.get("/reference/additions/").text


def test_two_who_decide_at_once_do_it_once(app: Flask, visitor: Visitor) -> None:
    assert app.testing
    department = make.account(Role.DEPARTMENT, make.province())
    addition = make.addition(department)
    body = {"reason": "Ghi là Chuyên viên.", "version": "0", "csrf_token": visitor.enter_as(department).csrf_token()}
    page = visitor.post(f"/reference/additions/{addition.public_id}/refuse", data=body)
    assert "Có người vừa sửa hoặc quyết định" in page.text
    assert addition.state is TermState.PROPOSED


def test_nobody_fills_the_desk_of_the_department(by: Account) -> None:
    for number in range(SHOWN):
        actions.propose(_asked(f"Công chức số {number}"), by)
    with pytest.raises(Refused, match="quá nhiều đề nghị"):
        actions.propose(_asked("Công chức nữa"), by)
    assert db.session.scalar(select(func.count()).select_from(Addition)) == SHOWN
