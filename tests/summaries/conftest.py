"""The province of `made`, new for each test."""

import pytest
from flask import Flask

from tests.summaries.made import World, settle


@pytest.fixture
def world(app: Flask) -> World:
    assert app.testing
    return settle()
