"""One call of every action on rules of targets: a part of `exercises.EXERCISES`."""

import datetime as dt
from collections.abc import Callable

from models.accounts import Account
from models.rules import Expected, RuleDraft, TestPerson
from models.targets import TargetVersion
from models.units import Unit
from registry.judgement.rules import InCategory, NoLessThan
from registry.rules import actions as rules
from registry.rules.queries import family_of
from registry.rules.records import Edit, HeadDetails, PersonDetails, Step
from tests.support import make


def _draft() -> RuleDraft:
    make.level(rank=2, name="Trung cấp")
    return make.rule_draft(make.target())


def _begin(account: Account, _unit: Unit) -> object:
    make.target()
    return rules.begin(family_of("T1"), 1, account)


def _head() -> HeadDetails:
    basis = ("Nghị quyết", None, None, None)
    return HeadDetails(dt.date(2027, 1, 1), None, *basis, "main", "employing", NoLessThan(90), "Chín mươi", None, {})


def _edit() -> Edit:
    return Edit("population", (), Step.AND, 1, InCategory(frozenset({"cadre"})))


def _map(account: Account, _unit: Unit) -> object:
    whom = {"post": "main", "population": {"leads": {"whom": ["district"]}}, "threshold": {"more_than": 50}}
    return rules.map_districts(make.rule_draft(make.target(), whom=whom), True, 1, account)


def _published(account: Account) -> TargetVersion:
    return rules.publish(_draft(), 1, account)


def _person() -> TestPerson:
    return make.test_person(make.target(), make.position().key)


def _asked() -> PersonDetails:
    return PersonDetails(
        "Ai đó", Expected.MET, dt.date(2026, 1, 1), facts={"position": "x", "category": "", "born": "", "held": []}
    )


def _add(account: Account, _unit: Unit) -> object:
    make.target()
    return rules.add_person(family_of("T1"), _asked(), account)


OF_RULES: dict[str, Callable[[Account, Unit], object]] = {
    "rules.begin": _begin,
    "rules.change_head": lambda account, _unit: rules.change_head(_draft(), _head(), account),
    "rules.edit_condition": lambda account, _unit: rules.edit_condition(_draft(), _edit(), account),
    "rules.map_districts": _map,
    "rules.discard": lambda account, _unit: rules.discard(_draft(), account),
    "rules.publish": lambda account, _unit: _published(account),
    "rules.add_person": _add,
    "rules.change_person": lambda account, _unit: rules.change_person(_person(), _asked(), account),
    "rules.remove_person": lambda account, _unit: rules.remove_person(_person(), account),
}
