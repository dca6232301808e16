"""The reference data, and the demonstration province, each loaded once for all tests of a module."""

import contextlib
from collections.abc import Iterator

import pytest
from flask import Flask

from registry.shared.transaction import transaction
from registry.standings import keeping
from seeds.demo import plant_demo
from seeds.reference import load_reference
from tests.support.applications import application_on
from tests.support.databases import sqlite_database


@contextlib.contextmanager
def empty_registry() -> Iterator[Flask]:
    """An application context on a new database with tables and nothing else."""
    with sqlite_database() as url, application_on(url) as app, app.app_context():
        yield app


@pytest.fixture(scope="module")
def catalogues() -> Iterator[Flask]:
    """The reference data, loaded; only for reading."""
    with empty_registry() as app:
        with transaction():
            load_reference()
        yield app


@pytest.fixture(scope="module")
def province() -> Iterator[Flask]:
    """The demonstration province with its standings; only for reading."""
    with empty_registry() as app:
        with transaction():
            load_reference()
            plant_demo()
            keeping.rebuild()
        yield app
