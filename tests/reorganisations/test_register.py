"""Loading the reference data again leaves what a reorganisation has written, and rules again once it was taken back."""

import datetime as dt

import pytest

from models.units import Extent, Tier
from registry.reorganisations import actions
from registry.reorganisations.actions import Header, Step
from registry.reorganisations.plan import Wanted
from registry.shared.database import db
from registry.units.queries import tree_on
from seeds.organisation import load_units
from tests.reorganisations.country import dump, parents

DAY = dt.date(2027, 1, 1)


@pytest.mark.usefixtures("app")
def test_the_files_do_not_take_a_reorganisation_back() -> None:
    load_units()
    db.session.commit()
    tree = tree_on(DAY)
    ids = {unit.key: unit.id for unit in tree.units.values()}
    draft = actions.begin(Header("Nhập hai xã", "1/NQ", DAY), None)
    new = Wanted("xa-thu", "Xã Thử", Tier.COMMUNE, "tinh-ha-tinh", "18673")
    renamed = Wanted("so-noi-vu", "Sở Nội vụ và Lao động", Tier.DEPARTMENT, "tinh-ha-tinh", "SNV")
    merged = [(ids[key], "xa-thu", Extent.WHOLE) for key in ("xa-cam-xuyen", "xa-cam-binh")]
    actions.add_step(draft, Step([new, renamed], merged), None)
    before = dump()
    actions.apply(draft, None)
    applied, hung = dump(), parents(DAY)
    assert sum(load_units().values()) == 0
    assert (dump(), parents(DAY)) == (applied, hung)
    assert tree_on(DAY).by_key("so-noi-vu").name == "Sở Nội vụ và Lao động"  # type: ignore[union-attr]
    actions.undo(draft, None)
    assert sum(load_units().values()) == 0
    assert dump() == before
