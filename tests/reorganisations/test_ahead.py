"""A reorganisation entered ahead of its day moves no right before it, whatever day is looked at."""

import datetime as dt

import pytest

from models.accounts import Role
from models.units import Extent
from registry.officials.queries import readable_ids
from registry.reorganisations import actions
from registry.reorganisations.actions import Step
from registry.shared.clock import today
from registry.shared.database import db
from registry.units.queries import tree_on
from registry.units.rights import scope_on
from tests.reorganisations.country import Country
from tests.support import make

DAY = today() + dt.timedelta(days=40)


@pytest.fixture
def country(app: object) -> Country:  # noqa: ARG001  the rows need its context
    return Country()


def test_the_unit_that_will_take_another_in_does_not_read_its_files_yet(country: Country) -> None:
    east, west = country.communes[:2]
    actions.apply(country.draft(Step([], [(west.id, east.key, Extent.WHOLE)]), day=DAY), None)
    db.session.commit()
    people = {one.id for one in country.people[:4]}
    own = {unit: readable_ids(make.account(Role.HR_OFFICER, unit), people) for unit in (east, west)}
    assert own == {east: {one.id for one in country.people[:2]}, west: {one.id for one in country.people[2:4]}}


def test_what_will_hang_below_is_not_seen_yet_on_a_day_to_come(country: Country) -> None:
    east, west = country.communes[:2]
    far = make.unit("Xã Xa", parent=country.province)
    hung = Step([country.wanted(far.key, "Xã Xa", country.district)])
    made = Step(
        [country.wanted("xa-moi", "Xã Mới", country.district)], [(one.id, "xa-moi", Extent.WHOLE) for one in (east, west)]
    )
    other = make.unit("Xã Khác", parent=country.province)
    mixed = Step([country.wanted("xa-lan", "Xã Lẫn", country.district)], [(other.id, "xa-lan", Extent.WHOLE)])
    actions.apply(country.draft(hung, made, mixed, day=DAY), None)
    db.session.commit()
    tree = tree_on(DAY)
    assert {tree.units[one].name for one in tree.subtree(country.district.id)} > {"Xã Xa", "Xã Lẫn"}
    account = make.account(Role.HR_OFFICER, country.district)
    assert _names(scope_on(account, tree)) == {"Huyện Giữa", "Xã Nam", "Xã Bắc", "Xã Mới"}
    assert scope_on(make.account(Role.DEPARTMENT, country.province), tree) == set(tree.units)


def _names(units: set[int]) -> set[str]:
    tree = tree_on(DAY)
    return {tree.units[one].name for one in units}
