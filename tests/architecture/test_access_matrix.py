"""Asks the running application about every route × method × role × relation, and compares with access_rules.py.

Own unit and what hangs below are reached, siblings and what stands above are not; nothing of them is in any answer; a refused
request and every GET leave the database as it was, but for who read a scan.
"""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product

import pytest
from flask import Flask
from sqlalchemy import ColumnElement, true
from werkzeug.test import TestResponse

import registry.access.guard
import registry.accounts.queries
import registry.officials.queries
from models.accounts import Role
from registry.shared.database import db
from registry.units.queries import Tree
from tests.architecture import world as around
from tests.architecture.access_rules import RULES
from tests.architecture.conftest import Place
from tests.architecture.ways import READERS, Way
from tests.architecture.world import CANARIES, RELATIONS, World
from tests.support import applications, databases, make
from tests.support.visitor import Visitor

INSIDE = Way().inside
CHANGES = frozenset({"GET", "POST", "PUT", "PATCH", "DELETE"})


@dataclass(frozen=True)
class Cell:
    """One question: who asks for what, and in which relation the object is to the unit of the account."""

    endpoint: str
    method: str
    way: Way
    role: Role | None
    relation: str

    def __str__(self) -> str:
        # A fixed word of the address tells two ways of one route apart.
        address = (name if "{" in value else value for name, value in self.way.address.items())
        asked = "-".join((*address, *self.way.body))
        return f"{self.endpoint}-{self.method}-{asked}-{self.role or 'anonymous'}-{self.relation}"


def _cells() -> Iterator[Cell]:
    for (endpoint, method), rule in RULES.items():
        for way, role in product(rule.ways, (None, *Role)):
            # A role that may not is refused before any object is looked for.
            looked_for = way.names_object and not way.everywhere and (rule.roles is None or role in rule.roles)
            relations = RELATIONS if looked_for else RELATIONS[:1]
            yield from (Cell(endpoint, method, way, role, relation) for relation in relations)


CELLS = list(_cells())


def _ask(visitor: Visitor, world: World, cell: Cell) -> TestResponse:
    app, things = visitor.application, world.named(cell.relation, cell.role)
    with app.test_request_context():
        path = app.url_for(cell.endpoint, **{name: value.format(**things) for name, value in cell.way.address.items()})
    if cell.method == "GET":
        return visitor.get(path)
    body: dict[str, object] = {name.format(**things): value.format(**things) for name, value in cell.way.body.items()}
    if cell.way.file:
        sent = (around.PICTURE, "bang.png") if cell.way.file == "scans" else (world.roster, "danh-sach.xlsx")
        body[cell.way.file] = (io.BytesIO(sent[0]), sent[1])
    return visitor.open(path, method=cell.method, data={**body, "csrf_token": visitor.csrf_token()})


def _expected(cell: Cell) -> str:
    roles = RULES[cell.endpoint, cell.method].roles
    if roles is None:
        return "granted"
    if cell.role is None:
        return "led to the door" if cell.method == "GET" else "unknown"
    if cell.role not in roles:
        return "forbidden"
    if cell.way.names_object and cell.relation not in cell.way.inside:
        return "not found" if cell.way.foreign == 404 else "refused"
    return "granted"


STATUS = {
    "granted": {200, 302},
    "led to the door": {302},
    "unknown": {401},
    "forbidden": {403},
    "not found": {404},
    "refused": {200},
}


def check(place: Place, cell: Cell, account_id: int | None, expected: str, reach: frozenset[str] = INSIDE) -> None:
    """Ask, and raise AssertionError when the answer, its words or the tables are not as they should be."""
    app, world = place
    visitor = Visitor(app, use_cookies=True)
    if account_id is not None:
        visitor.enter_as(around.account(account_id))
    db.session.commit()
    before = around.contents(app)
    answer = _ask(visitor, world, cell)
    after = around.contents(app)
    assert answer.status_code in STATUS[expected], f"{answer.status} instead of {expected}"
    if expected == "led to the door":
        assert answer.headers["Location"].startswith("/accounts/sign-in")
    left = cell.way.leaves if expected == "granted" else frozenset()
    changed = [table for table in after if after[table] != before[table] and table not in left]
    if cell.method == "GET" or expected != "granted":
        assert changed == [], f"{expected}, and yet changed: {changed}"
    elif cell.way.writes:
        assert changed, "granted, and nothing was written: is the body of the way valid?"
    _check_words(answer, cell, expected, reach)
    answer.close()


def _check_words(answer: TestResponse, cell: Cell, expected: str, reach: frozenset[str]) -> None:
    words = around.words_of(answer)
    seen = {relation for relation, canary in CANARIES.items() if canary in words}
    assert seen <= reach, f"words of foreign objects: {seen}"
    if cell.role not in READERS and not cell.endpoint.startswith("accounts."):
        assert not seen, f"words of personal records: {seen}"
    page = answer.mimetype == "text/html" and cell.method == "GET"
    if page and expected == "granted" and {"{official}", "{account}", "{qualification}"} & set(cell.way.address.values()):
        assert cell.relation in seen, "the page does not show what was asked for"
    if answer.mimetype == "text/html":
        assert around.RAW not in words, "text of users became a tag"


def _check_at_own_unit(place: Place, cell: Cell) -> None:
    check(place, cell, place[1].asking[cell.role] if cell.role else None, _expected(cell))


@pytest.mark.parametrize("cell", CELLS, ids=str)
def test_the_answer_is_what_the_rules_say(place: Place, cell: Cell) -> None:
    _check_at_own_unit(place, cell)


FOREIGN = [cell for cell in CELLS if cell.way.names_object and cell.role and cell.relation not in cell.way.inside]
REACHED_BY_THE_PROVINCE = [
    cell for cell in FOREIGN if cell.role in (RULES[cell.endpoint, cell.method].roles or ()) and not cell.way.foreign_to_all
]


@pytest.mark.parametrize("cell", REACHED_BY_THE_PROVINCE, ids=str)
def test_an_account_of_the_province_reaches_all_of_it(place: Place, cell: Cell) -> None:
    assert cell.role
    check(place, cell, place[1].of_province[cell.role], "granted", frozenset(RELATIONS))


def _routes(app: Flask) -> set[tuple[str, str]]:
    return {(rule.endpoint, method) for rule in app.url_map.iter_rules() for method in (rule.methods or set()) & CHANGES}


def test_every_route_has_a_rule_and_every_rule_a_route(settled: Place) -> None:
    assert _routes(settled[0]) == set(RULES)


def test_a_route_that_declares_nothing_admits_nobody_and_fails_the_comparison() -> None:
    with databases.sqlite_database() as url, applications.application_on(url) as app:
        app.add_url_rule("/forgotten", "forgotten", lambda: "everything", methods=["GET", "POST"])
        assert {("forgotten", "GET"), ("forgotten", "POST")} <= _routes(app) - set(RULES)
        with app.app_context():
            visitor = Visitor(app).enter_as(make.account(Role.ADMINISTRATOR))
            assert visitor.get("/forgotten").status_code == 403
            assert visitor.post("/forgotten", data={"csrf_token": visitor.csrf_token()}).status_code == 403


def _everything(_account: object) -> ColumnElement[bool]:
    return true()


def _whole_tree(tree: Tree, _unit_id: int) -> set[int]:
    return set(tree.units)


HOLES: list[tuple[object, str, object, Callable[[Cell], bool]]] = [
    (registry.access.guard, "allowed", lambda _role, _permission: True, lambda cell: _expected(cell) == "forbidden"),
    (registry.accounts.queries, "kept_by", _everything, lambda cell: cell.endpoint == "accounts.edit"),
    (registry.officials.queries, "readable_by", _everything, lambda cell: cell.endpoint == "profile.show"),
    (Tree, "subtree", _whole_tree, lambda cell: cell.endpoint == "directory.index"),
]


@pytest.mark.parametrize("hole", HOLES, ids=lambda hole: hole[1])
def test_a_hole_in_any_guard_fails_the_matrix(
    place: Place, monkeypatch: pytest.MonkeyPatch, hole: tuple[object, str, object, Callable[[Cell], bool]]
) -> None:
    where, name, nothing_held, concerned = hole
    monkeypatch.setattr(where, name, nothing_held)
    cell = next(cell for cell in (CELLS if name == "allowed" else REACHED_BY_THE_PROVINCE) if concerned(cell))
    with pytest.raises(AssertionError):
        _check_at_own_unit(place, cell)


# Views that answer to POST and are not marked with @commits, with the reason.
UNMARKED = {
    "accounts.sign_in": "checks the password between two short transactions, so that nobody waits for the write lock",
    "accounts.change_password": "the same",
    "evidence.upload": "reads the files before the transaction that writes, for the same reason",
    **dict.fromkeys(
        ("directory.edit", "directory.incomplete_edit", "holdings.edit"), "shows what would become of rows, and writes nothing"
    ),
    **dict.fromkeys(
        ("directory.retirements_export", "directory.incomplete_export", "holdings.export", "holdings.expiries_export"),
        "the workbook is made before the short transaction of its entry",
    ),
    **dict.fromkeys(
        (
            *("audit.export", "kits.template", "kits.kit", "kits.export", "workbooks.errors", "teaching.results_out"),
            *("inquiries.letter", "inquiries.workbook"),
        ),
        "the workbook is made before the short transaction of its entry",
    ),
    "workbooks.upload": "reads the file before the transaction that keeps it",
    "qualifications.reading": "says how an entry would be read, and writes nothing",
    "planning.export": "as directory.export",
    "coming.export": "as directory.export",
    **dict.fromkeys(("hours.export", "bonds.export"), "as directory.export"),
    "needs.export": "as directory.export",
    "directory.export": "its entry has a transaction of its own, after the workbook, which takes long to make",
    "comparison.people": "the same",
    "snapshots.export": "the same",
    "compliance.people": "the same",
    "forecasts.people": "the same",
    "plans.people": "the same",
    "plans.run": "the plan is worked out before the transaction that keeps it",
}


def test_views_commit_on_routes_that_change_things_and_on_no_other(settled: Place) -> None:
    app = settled[0]
    committing = {endpoint for endpoint, view in app.view_functions.items() if getattr(view, "commits", False)}
    changing = {endpoint for endpoint, method in _routes(app) if method != "GET"}
    assert committing - changing == set()
    assert changing - committing == set(UNMARKED)
