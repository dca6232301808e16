"""A commune with posts that come due."""

import datetime as dt
from dataclasses import dataclass

import pytest
from flask import Flask

from models.accounts import Account, Role
from models.base import FOREVER
from models.officials import Official, Sex
from models.positions import Leadership, Position
from models.standards import PositionVersion
from models.units import Tier, Unit
from registry.shared.database import db
from tests.support import make


@dataclass(frozen=True)
class Commune:
    """An accountant (change after 5 years) since 01/09/2022, a head (term of 5 years) since 2021, both born in 1980."""

    province: Unit
    unit: Unit
    money: Position
    head: Position
    lan: Official
    minh: Official
    officer: Account


def versioned(position: Position, **rules: int) -> None:
    """Say of a position what comes due in it."""
    days = {"valid_from": dt.date(2020, 1, 1), "valid_to": FOREVER}
    db.session.add(PositionVersion(position_id=position.id, basis="NĐ thử", certain=True, **days, **rules))


@pytest.fixture
def commune(app: Flask) -> Commune:
    """The commune, for one test."""
    return settled(app)


def settled(app: Flask) -> Commune:
    """The commune, in the transaction that is open."""
    assert app.testing
    province = make.province()
    unit = make.unit("Xã Trên", Tier.COMMUNE, province)
    money = make.position("Kế toán thử", Tier.COMMUNE)
    head = make.position("Trưởng phòng thử", Tier.COMMUNE, leadership=Leadership.COMMUNE_OFFICE)
    versioned(money, change_years=5)
    versioned(head, term_years=5)
    lan = make.official("Nguyễn Thị Lan", sex=Sex.FEMALE)
    minh = make.official("Trần Văn Minh", sex=Sex.MALE)
    make.assignment(lan, unit, money, valid_from=dt.date(2022, 9, 1))
    make.assignment(minh, unit, head)
    db.session.flush()
    return Commune(province, unit, money, head, lan, minh, make.account(Role.HR_OFFICER, unit))
