"""Writing standards: versions follow each other, nothing is written over, and the province asks no less than the decree."""

import datetime as dt
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import select

from models.accounts import Account, Role
from models.audit import AuditEntry
from models.positions import Leadership, Position, PositionAlias, StaffCategory
from models.qualifications import Domain
from models.standards import Origin, PositionVersion, Standard
from models.units import Tier
from registry.judgement.rules import AnyOf, Condition, Every, Holds
from registry.positions.actions import add_position, change_position, end_standard, set_standard
from registry.positions.profiles import profile_of
from registry.positions.records import Ending, PositionDetails, StandardDetails, VersionDetails
from registry.shared.database import db
from registry.shared.refusal import Refused
from tests.support import make

FIRST, NEXT = dt.date(2022, 1, 1), dt.date(2026, 1, 1)
DAY = dt.timedelta(days=1)
DEGREE, MASTER = Holds("degree", 4), Holds("degree", 5)
ASKED = StandardDetails(Domain.DEGREE, Origin.DECREE, True, DEGREE, "NĐ 1", True, None, FIRST, 0)
VERSION = VersionDetails("Đất đai", None, 5, None, "NĐ 59", certain=False, valid_from=FIRST)

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def account(app: Flask) -> Account:
    assert app.testing
    for rank, name in ((2, "Trung cấp"), (4, "Đại học"), (5, "Thạc sĩ")):
        make.level(rank=rank, name=name)
    return make.account(Role.DEPARTMENT)


def _asked(position: Position, on: dt.date) -> Condition:
    return Every(tuple(one.condition for one in profile_of(position, on).mandatory))


def test_a_new_version_begins_where_the_one_before_ends_and_leaves_it_as_it_was(account: Account) -> None:
    position = make.position()
    set_standard(position, ASKED, account)
    set_standard(position, replace(ASKED, condition=MASTER, basis="NĐ 2", valid_from=NEXT, number=1), account)
    assert _asked(position, NEXT - DAY) == Every((DEGREE,))
    assert _asked(position, NEXT) == Every((MASTER,))
    rows = db.session.scalars(select(Standard).order_by(Standard.number)).all()
    assert [(row.number, row.basis, row.valid_from, row.valid_to) for row in rows] == [
        (1, "NĐ 1", FIRST, NEXT),
        (2, "NĐ 2", NEXT, position.valid_to),
    ]
    entry = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert entry and entry.changes["requirement"] == [
        "có trình độ chuyên môn từ đại học trở lên",
        "có trình độ chuyên môn từ thạc sĩ trở lên",
    ]


@pytest.mark.parametrize("day", [FIRST, FIRST - DAY])
def test_a_version_before_the_present_one_is_refused(account: Account, day: dt.date) -> None:
    position = make.position()
    set_standard(position, ASKED, account)
    with pytest.raises(Refused, match="phải sau ngày đó") as refused:
        set_standard(position, replace(ASKED, condition=MASTER, valid_from=day, number=1), account)
    assert refused.value.field == "valid_from"


def test_of_two_who_write_at_once_the_second_is_told(account: Account) -> None:
    position = make.position()
    set_standard(position, ASKED, account)
    set_standard(position, replace(ASKED, condition=MASTER, valid_from=NEXT, number=1), account)
    with pytest.raises(Refused, match="Có người vừa ghi"):
        set_standard(position, replace(ASKED, condition=DEGREE, valid_from=NEXT + DAY, number=1), account)


def test_sending_the_same_twice_writes_once(account: Account) -> None:
    position = make.position()
    set_standard(position, ASKED, account)
    with pytest.raises(Refused):
        set_standard(position, ASKED, account)
    with pytest.raises(Refused, match="Không có gì khác"):
        set_standard(position, replace(ASKED, valid_from=NEXT, number=1), account)
    assert len(db.session.scalars(select(Standard)).all()) == 1


LOWER: list[Condition] = [Holds("degree", 2), AnyOf((DEGREE, Holds("theory", 3))), Holds("degree", 4, undated="counts")]


@pytest.mark.parametrize("condition", LOWER)
def test_an_addition_of_the_province_that_asks_less_is_refused_with_the_sentence(account: Account, condition: Condition) -> None:
    position = make.position()
    set_standard(position, ASKED, account)
    with pytest.raises(Refused) as refused:
        set_standard(position, replace(ASKED, origin=Origin.PROVINCE, condition=condition, valid_from=NEXT), account)
    assert refused.value.message == (
        "Bổ sung của tỉnh không được thấp hơn quy định chung: có trình độ chuyên môn từ đại học trở lên (NĐ 1)."
    )
    assert refused.value.field == "level_a"


def test_one_that_asks_more_stands_beside_the_decree(account: Account) -> None:
    position = make.position()
    set_standard(position, ASKED, account)
    set_standard(position, replace(ASKED, origin=Origin.PROVINCE, condition=MASTER, valid_from=NEXT), account)
    assert profile_of(position, NEXT).steps == {"degree": Every((DEGREE, MASTER))}


def test_what_the_province_prefers_may_be_anything(account: Account) -> None:
    position = make.position()
    set_standard(position, ASKED, account)
    wished = replace(ASKED, origin=Origin.PROVINCE, mandatory=False, condition=Holds("degree", 2), valid_from=NEXT)
    set_standard(position, wished, account)
    assert profile_of(position, NEXT).steps == {"degree": DEGREE}


def test_a_decree_that_is_over_binds_the_province_no_more(account: Account) -> None:
    position = make.position()
    end_standard(set_standard(position, ASKED, account), Ending(NEXT, "NĐ 3"), account)
    set_standard(position, replace(ASKED, origin=Origin.PROVINCE, condition=Holds("degree", 2), valid_from=NEXT), account)
    assert _asked(position, NEXT) == Every((Holds("degree", 2),))


def test_what_is_given_up_is_asked_on_the_days_before_and_not_after(account: Account) -> None:
    position = make.position()
    standard = set_standard(position, ASKED, account)
    end_standard(standard, Ending(NEXT, "NĐ 3"), account)
    assert profile_of(position, NEXT - DAY).steps == {"degree": DEGREE}
    assert profile_of(position, NEXT).steps == {}
    with pytest.raises(Refused, match="thôi áp dụng phải nằm trong khoảng đó"):
        end_standard(standard, Ending(NEXT, "NĐ 3"), account)


def test_a_standard_outside_the_life_of_its_position_is_refused(account: Account) -> None:
    position = make.position(valid_from=NEXT)
    with pytest.raises(Refused, match="không có hiệu lực vào ngày đó"):
        set_standard(position, ASKED, account)


def test_versions_of_a_position_follow_each_other(account: Account) -> None:
    position = make.position()
    change_position(position, VERSION, account)
    change_position(position, replace(VERSION, change_years=3, valid_from=NEXT), account)
    with pytest.raises(Refused, match="phải sau ngày đó"):
        change_position(position, replace(VERSION, change_years=2, valid_from=NEXT), account)
    rows = db.session.scalars(select(PositionVersion).order_by(PositionVersion.valid_from)).all()
    assert [(row.change_years, row.valid_from, row.valid_to) for row in rows] == [
        (5, FIRST, NEXT),
        (3, NEXT, position.valid_to),
    ]


def test_a_new_position_has_a_key_of_its_own_and_is_found_by_its_title(account: Account) -> None:
    details = PositionDetails(
        "Phụ trách CNTT", Tier.COMMUNE, StaffCategory.CIVIL_SERVANT, Leadership.NONE, deputy=False, version=VERSION
    )
    position = add_position(details, account)
    assert position.key == "vi-tri-phu-trach-cntt"
    assert db.session.scalars(select(PositionAlias.folded)).all() == ["phu trach cntt"]
    with pytest.raises(Refused, match="đã có chức danh này"):
        add_position(details, account)
    assert add_position(replace(details, tier=Tier.DEPARTMENT), account).key == "vi-tri-phu-trach-cntt-2"
