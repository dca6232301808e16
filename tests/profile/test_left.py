"""Every way to ask about one file, or about something in it, by somebody whose unit it has left: nothing is found."""

import datetime as dt
from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import select

from models.accounts import Role
from models.officials import Assignment
from registry.shared.clock import stopped_at
from registry.shared.database import db
from tests.architecture import world as around
from tests.architecture.access_rules import RULES
from tests.support import applications, databases, make
from tests.support.visitor import Visitor

NOW = dt.datetime(2026, 11, 23, 3, 0, tzinfo=dt.UTC)
GONE = dt.date(2026, 7, 1)

# What is nobody's file. A letter, a survey and a plan stay with the unit that wrote them, whoever records the answer;
# a form that leaves out what is foreign is open to all.
APART = {
    *("{unit}", "{account}", "{roster}", "{term}", "{inquiry}", "{draft}", "{applied}", "{placed}", "{campaign}", "{snapshot}"),
    *("{gap_plan}", "{worked_out}", "{class}", "{addition}", "{person}", "{indicator}", "{reported}"),
    *("{training_class}", "{open_class}", "{session}", "{sending}", "{school}"),
    *("{survey}", "{survey_answer}", "{own_need}", "{annual_plan}", "{plan_line}"),
}
WAYS = {
    "-".join((endpoint, method, *way.address.values())): (endpoint, method, way)
    for (endpoint, method), rule in RULES.items()
    for way in rule.ways
    if (rule.roles is None or Role.HR_OFFICER in rule.roles)
    and way.foreign == 404
    and any("{" in value and value not in APART for value in way.address.values())
}
Place = tuple[Flask, around.World]


@pytest.fixture(scope="module")
def left() -> Iterator[Place]:
    """The world of the access matrix, whose people have all left for elsewhere; who may what does not depend on the database."""
    with databases.sqlite_database() as url, applications.application_on(url) as app, databases.undone(app), stopped_at(NOW):
        world = around.build()
        account, elsewhere = around.account(world.asking[Role.HR_OFFICER]), make.unit("Sở Xa")
        for post in db.session.scalars(select(Assignment).where(Assignment.unit_id == account.unit_id)):
            post.valid_to = GONE
            make.assignment(post.official, elsewhere, post.position, valid_from=GONE)
        db.session.commit()
        yield app, world


@pytest.mark.parametrize("asked", WAYS)
def test_the_former_unit_finds_nothing_else(left: Place, asked: str) -> None:
    (endpoint, method, way), (app, world) = WAYS[asked], left
    with databases.taken_back():
        visitor = Visitor(app, use_cookies=True)
        visitor.enter_as(around.account(world.asking[Role.HR_OFFICER]))
        things = world.things["own"]
        with app.test_request_context():
            path = app.url_for(endpoint, **{name: value.format(**things) for name, value in way.address.items()})
        body = {name: value.format(**things) for name, value in way.body.items()} | {"csrf_token": visitor.csrf_token()}
        db.session.commit()
        before = around.contents(app)
        answer = visitor.get(path) if method == "GET" else visitor.post(path, data=body)
        reading_own_time = (endpoint, method) == ("profile.show", "GET")
        assert answer.status_code == (200 if reading_own_time else 404)
        assert around.contents(app) == before
