"""A review: units are reminded, their head confirms, a change afterwards is seen, and freezing says who is missing."""

import datetime as dt
from dataclasses import dataclass

import pytest
from flask import Flask
from sqlalchemy import select

from models.accounts import Account, Role
from models.officials import Official
from models.reviews import Campaign, Confirmation
from models.snapshots import Snapshot
from models.units import Tier, Unit
from registry.reviews.actions import CampaignDetails, close_campaign, confirm, open_campaign
from registry.reviews.queries import lines_of, review_of
from registry.reviews.shares import shares_on
from registry.shared.clock import today
from registry.shared.database import db
from registry.shared.refusal import Refused
from tests.support import make
from tests.support.visitor import Visitor

ON = dt.date(2025, 12, 31)


@dataclass(frozen=True)
class Province:
    """Two communes with a clerk each, a chair at the first, the Department, and an open review."""

    root: Unit
    first: Unit
    second: Unit
    clerk: Official
    chair: Account
    department: Account
    campaign: Campaign


@pytest.fixture
def province(app: Flask) -> Province:
    assert app
    root = make.province()
    first, second = (make.unit(name, Tier.COMMUNE, root) for name in ("Xã Một", "Xã Hai"))
    make.target()
    clerk = make.official_at(first, "Nguyễn Thị An")
    make.official_at(second, "Trần Văn Bình")
    department = make.account(Role.DEPARTMENT, root, name="Sở Nội vụ")
    db.session.commit()
    campaign = open_campaign(CampaignDetails("Rà soát 2025", ON, today() + dt.timedelta(days=9)), department)
    db.session.commit()
    chair = make.account(Role.CHAIR, first, name="Chủ tịch Một")
    return Province(root, first, second, clerk, chair, department, campaign)


def states(province: Province) -> dict[str, str]:
    db.session.commit()
    return {line.share.unit.name: line.state for line in lines_of(province.campaign)}


def confirmed(province: Province) -> Confirmation:
    db.session.commit()
    return confirm(province.campaign, province.first, shares_on(ON)[province.first.id].digest, None, province.chair)


def test_what_is_confirmed_are_the_figures_and_any_change_of_the_people_behind_them_is_seen(province: Province) -> None:
    assert states(province) == {"Xã Hai": "waiting", "Xã Một": "waiting"}
    confirmation = confirmed(province)
    assert confirmation.figures["T1"]["unmet"] == 1
    assert states(province) == {"Xã Hai": "waiting", "Xã Một": "confirmed"}
    # One goes and another comes: the numbers are the same, the people are not.
    province.clerk.archived_at = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    make.official_at(province.first, "Lê Thị Chi")
    assert states(province)["Xã Một"] == "changed"
    confirmed(province)
    assert states(province)["Xã Một"] == "confirmed"


def test_a_change_of_what_is_not_counted_on_the_day_changes_nothing(province: Province) -> None:
    confirmed(province)
    make.qualification(province.clerk, level_id=make.level().id, issued_on=dt.date(2026, 5, 1))
    assert states(province)["Xã Một"] == "confirmed"


def test_what_was_not_seen_is_not_confirmed_nor_the_same_twice_nor_after_the_end(province: Province) -> None:
    with pytest.raises(Refused, match="vừa thay đổi"):
        confirm(province.campaign, province.first, "cũ", None, province.chair)
    with pytest.raises(Refused, match="không có ai"):
        confirm(province.campaign, province.root, "cũ", None, province.chair)
    confirmed(province)
    with pytest.raises(Refused, match="đã được xác nhận"):
        confirmed(province)
    close_campaign(province.campaign, province.department)
    with pytest.raises(Refused, match="đã đóng"):
        confirmed(province)


def test_the_chair_confirms_for_a_commune_and_the_hr_officer_for_a_department(province: Province) -> None:
    department = make.unit("Sở Ba", Tier.DEPARTMENT, province.root)
    make.official_at(department, "Phạm Văn Dũng")
    officer, clerk = make.account(Role.HR_OFFICER, department), make.account(Role.HR_OFFICER, province.first)
    assert states(province)["Sở Ba"] == "waiting"
    assert {line.share.unit.name: line.reachable for line in lines_of(province.campaign)} == {
        "Sở Ba": True,
        "Xã Một": True,
        "Xã Hai": False,
    }
    confirm(province.campaign, department, shares_on(ON)[department.id].digest, None, officer)
    with pytest.raises(Refused, match="chủ tịch"):
        confirm(province.campaign, province.first, shares_on(ON)[province.first.id].digest, None, clerk)


def test_the_chair_is_reminded_confirms_and_is_left_in_peace(province: Province, visitor: Visitor) -> None:
    visitor.enter_as(province.chair)
    assert "đơn vị chưa xác nhận số liệu ngày 31/12/2025" in visitor.get("/").text
    address = f"/reviews/{province.campaign.public_id}"
    page = visitor.get(address).text
    assert "Xã Một" in page and "Xã Hai" not in page
    assert visitor.submit(address, {"note": "Đúng."}, form="/confirm").status_code == 302
    assert db.session.scalars(select(Confirmation.note)).one() == "Đúng."
    assert "Rà soát 2025" not in visitor.get("/").text
    make.qualification(province.clerk, level_id=make.level().id)
    assert "cần xác nhận lại" in visitor.get("/").text
    assert "đã xác nhận 0" in visitor.get(address).text


def test_a_stale_page_confirms_nothing(province: Province, visitor: Visitor) -> None:
    visitor.enter_as(province.chair)
    address = f"/reviews/{province.campaign.public_id}/confirm"
    page = visitor.post(address, data={"csrf_token": visitor.csrf_token(), "seen": "cũ", "note": ""})
    assert "Số liệu vừa thay đổi" in page.text
    assert db.session.scalars(select(Confirmation)).all() == []


def test_freezing_says_which_units_have_not_confirmed(province: Province, visitor: Visitor) -> None:
    confirmed(province)
    assert review_of(ON) == {"name": "Rà soát 2025", "confirmed": ["Xã Một"], "missing": ["Xã Hai"], "changed": []}
    visitor.enter_as(province.department)
    assert "1 đơn vị chưa xác nhận" in visitor.get("/snapshots/new?on=2025-12-31").text
    visitor.submit("/snapshots/new?on=2025-12-31", {"name": "Chốt 2025", "signed": "y"})
    snapshot = db.session.scalars(select(Snapshot)).one()
    assert snapshot.review and snapshot.review["missing"] == ["Xã Hai"]
    assert "Xã Hai" in visitor.get(f"/snapshots/{snapshot.public_id}").text


def test_a_deadline_that_is_over_and_a_name_twice_are_refused(province: Province) -> None:
    for details, field in (
        (CampaignDetails("Khác", ON, today() - dt.timedelta(days=1)), "deadline"),
        (CampaignDetails("Rà soát 2025", ON, today()), "name"),
        (CampaignDetails("Khác", today() + dt.timedelta(days=1), today() + dt.timedelta(days=2)), "on"),
    ):
        with pytest.raises(Refused) as refused:
            open_campaign(details, province.department)
        assert refused.value.field == field
