"""The world of the access matrix, built once for all tests of a file; who may what does not depend on the database."""

from collections.abc import Iterator

import pytest
from flask import Flask

from registry.shared.database import db
from tests.architecture import world as around
from tests.support import applications, databases

Place = tuple[Flask, around.World]


@pytest.fixture(scope="module")
def settled() -> Iterator[Place]:
    """The application with the world in it; what a request commits is undone by `place`."""
    with databases.sqlite_database() as url, applications.application_on(url) as app, databases.undone(app):
        world = around.build()
        db.session.commit()
        yield app, world


@pytest.fixture
def place(settled: Place) -> Iterator[Place]:
    with databases.taken_back():
        yield settled
