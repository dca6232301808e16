"""Saved views: kept, opened, shared downwards, renamed, replaced, deleted; and never a way to see more than one's own units."""

from collections.abc import Mapping

import pytest
from sqlalchemy import event, insert, select
from sqlalchemy.orm import Session

from models.accounts import Role
from models.audit import AuditEntry
from models.lists import SavedView
from registry.lists import actions
from registry.shared.clock import now
from registry.shared.database import db
from registry.shared.refusal import Refused
from tests.directory.listing import Province, names
from tests.support import make
from tests.support.visitor import Visitor


def _post(visitor: Visitor, path: str, fields: Mapping[str, str]) -> int:
    return visitor.post(path, data={**fields, "csrf_token": visitor.csrf_token()}).status_code


def _view() -> SavedView:
    return db.session.scalars(select(SavedView)).one()


def _link(page: str) -> str:
    """Where the one saved view leads."""
    return page.split('class="pick kept" href="')[1].split('"')[0].replace("&amp;", "&")


def _actions() -> list[str]:
    return list(db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)))


def test_a_view_keeps_conditions_order_and_columns_and_opens_them(province: Province, home_affairs: Visitor) -> None:
    province.official("Lê An", province.commune)
    province.official("Lê Bình", province.department)
    address = "?tier=department&tier=commune&sort=-name&columns=name,sex"
    assert _post(home_affairs, f"/officials/views{address}", {"name": "Hai cấp"}) == 302
    page = home_affairs.get("/officials").text
    link = _link(page)
    assert link == f"/officials{address}"
    opened = home_affairs.get(link).text
    assert names(opened) == ["Lê Bình", "Lê An"]
    assert f'href="{link.replace("&", "&amp;")}" aria-current="page"' in opened
    assert _actions() == ["view.saved"]


def test_a_view_belongs_to_one_list_and_one_owner(province: Province, home_affairs: Visitor, visitor: Visitor) -> None:
    _post(home_affairs, "/officials/views?tier=commune", {"name": "Của riêng"})
    assert "Của riêng" in home_affairs.get("/officials").text
    assert "Của riêng" not in home_affairs.get("/qualifications").text
    visitor.enter_as(make.account(Role.DEPARTMENT, province.root))
    assert "Của riêng" not in visitor.get("/officials").text


def test_a_shared_view_is_seen_below_and_neither_above_nor_beside(province: Province, visitor: Visitor) -> None:
    owner = make.account(Role.HR_OFFICER, province.department)
    make.saved_view(owner, "Chung của sở", shared=True)
    for unit, seen in (
        (province.department, True),
        (province.branch, True),
        (province.root, False),
        (province.commune, False),
    ):
        visitor.enter_as(make.account(Role.HR_OFFICER if unit is not province.root else Role.DEPARTMENT, unit))
        assert ("Chung của sở" in visitor.get("/officials").text) is seen


def test_a_shared_view_shows_nobody_more_rows_than_before(province: Province, visitor: Visitor) -> None:
    province.official("Lê Nhà", province.branch)
    province.official("Lê Trên", province.department)
    owner = make.account(Role.HR_OFFICER, province.department)
    make.saved_view(owner, "Cả sở", shared=True, arguments={"unit": province.department.key, "q": "le"})
    visitor.enter_as(make.account(Role.HR_OFFICER, province.branch))
    page = visitor.get("/officials").text
    link = _link(page)
    assert link == "/officials?q=le"
    assert names(visitor.get(link).text) == ["Lê Nhà"]


def test_only_the_owner_changes_a_view(province: Province, visitor: Visitor) -> None:
    view = make.saved_view(make.account(Role.HR_OFFICER, province.department), "Chung", shared=True)
    public_id = view.public_id
    visitor.enter_as(make.account(Role.HR_OFFICER, province.department))
    assert _post(visitor, f"/views/{public_id}", {"name": "Khác"}) == 404
    assert _post(visitor, f"/views/{public_id}/delete", {}) == 404
    assert _post(visitor, "/officials/views?tier=commune", {"view": public_id}) == 404
    assert _view().name == "Chung"


def test_a_view_is_renamed_shared_replaced_and_deleted(province: Province, home_affairs: Visitor) -> None:
    assert province.commune
    _post(home_affairs, "/officials/views?tier=commune", {"name": "Cũ"})
    public_id = _view().public_id
    _post(home_affairs, f"/views/{public_id}", {"name": "  Mới  ", "shared": "1"})
    assert (_view().name, _view().shared) == ("Mới", True)
    _post(home_affairs, "/officials/views?category=cadre&sort=-name", {"view": public_id})
    assert _view().arguments == {"category": "cadre", "sort": "-name"}
    assert _post(home_affairs, "/qualifications/views?domain=degree", {"view": public_id}) == 404  # a view of another list
    _post(home_affairs, f"/views/{public_id}/delete", {})
    assert db.session.scalars(select(SavedView)).all() == []
    assert _actions() == ["view.saved", "view.changed", "view.replaced", "view.deleted"]


@pytest.mark.parametrize("name", ["", "   ", "x" * 81, "của tôi"])
def test_a_name_that_will_not_do_is_refused_and_said(province: Province, home_affairs: Visitor, name: str) -> None:
    assert province.commune
    _post(home_affairs, "/officials/views", {"name": "Của tôi"})
    _post(home_affairs, "/officials/views?tier=commune", {"name": name})
    assert _view().arguments == {}
    assert "note-warning" in home_affairs.get("/officials").text


def test_what_is_kept_is_what_a_list_understands(province: Province, home_affairs: Visitor) -> None:
    assert province.commune
    assert _post(home_affairs, "/officials/views?tier=moon", {"name": "Lạ"}) == 404
    _post(home_affairs, "/officials/views?evil=1&after=0000000000000000&tier=commune", {"name": "Sạch"})
    assert _view().arguments == {"tier": "commune"}


def test_there_is_an_end_of_views(province: Province, home_affairs: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    assert province.commune
    monkeypatch.setattr(actions, "MOST_VIEWS", 1)
    for name in ("Một", "Hai"):
        _post(home_affairs, "/officials/views", {"name": name})
    assert _view().name == "Một"


def test_a_name_full_of_signs_is_text(province: Province, home_affairs: Visitor) -> None:
    assert province.commune
    _post(home_affairs, "/officials/views", {"name": '<img src=x onerror="alert(1)">'})
    assert "<img" not in home_affairs.get("/officials").text


def test_a_second_click_at_the_same_moment_is_told_that_the_name_is_taken(province: Province) -> None:
    owner = make.account(Role.HR_OFFICER, province.department)
    view = make.saved_view(owner, "Một")
    values = {"kind": view.kind, "name": "Hai", "owner_id": owner.id, "unit_id": owner.unit_id, "arguments": {}, "shared": False}
    other = insert(SavedView).values(**values, made_at=now(), public_id="0" * 16, version=1)

    def comes_first(session: Session, *_more: object) -> None:
        session.connection().execute(other)

    event.listen(db.session(), "before_flush", comes_first, once=True)
    with pytest.raises(Refused, match="Đã có chế độ xem tên “Hai”"):
        actions.change_view(view, "Hai", False, owner)
