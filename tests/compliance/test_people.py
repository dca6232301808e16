"""The officials behind a figure are those who make it up, each with the main post of the day."""

import pytest
from flask import Flask
from sqlalchemy import select

from models.accounts import Account, Role
from models.officials import Official
from models.qualifications import Domain
from models.targets import Reckoned, Target
from models.units import Unit
from registry.compliance.people import PAGE, Asked, all_people, lacking, people_page
from registry.shared.database import db
from registry.units.queries import tree_on
from tests.compliance.made import day
from tests.compliance.records import add_official, add_post, add_qualification, one, settle, standings_read_again, unit_id
from tests.support import make

ON = day("2025-12-31")


@pytest.fixture
def reader(app: Flask) -> Account:
    """An account of the province, of thirty clerks: every second has a degree, every third theory; one is director besides."""
    assert app
    settle(people=0)
    for number in range(30):
        clerk = add_official(sort_key=f"{number:02}")
        add_post(clerk, division=f"Room {number}")
        if number % 2:
            add_qualification(clerk, Domain.DEGREE, 4)
        if number % 3:
            add_qualification(clerk, Domain.THEORY, 2)
    add_post(clerk, "director", "department", kind="concurrent")
    add_post(add_official(sort_key="gone"), valid_to=day("2025-01-01"))
    account = make.account(Role.ADMINISTRATOR, unit=db.session.get_one(Unit, unit_id("province")))
    db.session.commit()
    return account


def _asked(code: str, standing: Reckoned, lacking_id: int | None = None, unit: str = "province") -> Asked:
    tree = tree_on(ON)
    return Asked(one(Target, code=code).id, tree, frozenset(tree.subtree(unit_id(unit))), standing, lacking_id)


def _expected(code: str, standing: Reckoned) -> set[int]:
    target = one(Target, code=code).id
    stands = standings_read_again(ON)
    return {whose for (which, whose), (_, declared, _) in stands.items() if (which, declared) == (target, standing.name.lower())}


@pytest.mark.parametrize("standing", list(Reckoned))
@pytest.mark.parametrize("code", ["T1", "T1.degree", "T2", "T3"])
def test_the_list_names_whom_a_second_reading_finds(reader: Account, code: str, standing: Reckoned) -> None:
    asked = _asked(code, standing)
    people = all_people(asked, reader)
    assert {person.official_id for person in people} == _expected(code, standing)
    assert len(people) == people_page(asked, reader, None, None).total == len(_expected(code, standing))
    assert all_people(_asked(code, standing, unit="department"), reader) == [
        person for person in people if person.unit_name == "department"
    ]


def test_who_lacks_a_component_is_counted_and_listed(reader: Account) -> None:
    degree = one(Target, code="T1.degree").id
    open_there = _expected("T1", Reckoned.UNMET) & _expected("T1.degree", Reckoned.UNMET)
    assert lacking(_asked("T1", Reckoned.UNMET), reader, [degree]) == {degree: len(open_there)}
    asked = _asked("T1", Reckoned.UNMET, degree)
    assert {person.official_id for person in all_people(asked, reader)} == open_there
    assert people_page(asked, reader, None, None).total == len(open_there) == 15


def test_pages_follow_each_other_in_order_of_names_and_say_the_main_post(reader: Account) -> None:
    asked = _asked("T3", Reckoned.UNMET)
    first = people_page(asked, reader, None, None)
    second = people_page(asked, reader, first.next, None)
    assert (len(first.rows), len(second.rows), second.first) == (PAGE, 5, PAGE + 1)
    shown = [person.official_id for person in (*first.rows, *second.rows)]
    assert shown == list(db.session.scalars(select(Official.id).where(Official.sort_key != "gone").order_by(Official.sort_key)))
    assert [person.post for person in second.rows] == [f"clerk, Room {number}" for number in range(25, 30)]
    assert [person.unit_name for person in second.rows] == ["commune"] * 4 + ["department"]
