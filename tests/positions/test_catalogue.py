"""The standards that come with the registry: readable, inside the life of their positions, doubts marked, one version a day."""

import datetime as dt
from collections import defaultdict
from itertools import pairwise

import pytest
from flask import Flask
from sqlalchemy import select

from models.positions import Position
from models.standards import Origin, PositionVersion, Standard
from registry.compliance.describe import condition_words
from registry.compliance.vocabulary import vocabulary
from registry.judgement.codec import read_condition, write_condition
from registry.positions.forms import ways_of
from registry.positions.profiles import profile_of
from registry.shared.database import db
from seeds.reference import load_reference

TODAY = dt.date(2026, 11, 23)
LEADERSHIP_AT_COMMUNES = [
    "chanh-van-phong-hdnd-ubnd",
    "pho-chanh-van-phong-hdnd-ubnd",
    "truong-phong",
    "pho-truong-phong",
    "giam-doc-ttpvhcc",
    "pho-giam-doc-ttpvhcc",
    "chi-huy-truong-quan-su",
    "pho-chi-huy-truong-quan-su",
]


@pytest.fixture(autouse=True)
def _loaded(app: Flask) -> None:
    assert app.testing
    load_reference()


def _standards() -> list[Standard]:
    return list(db.session.scalars(select(Standard).order_by(Standard.position_id, Standard.valid_from)))


def _position(key: str) -> Position:
    return db.session.scalars(select(Position).where(Position.key == key)).one()


def test_every_requirement_can_be_read_edited_and_said() -> None:
    words = vocabulary()
    for one in _standards():
        condition = read_condition(one.requirement)
        assert read_condition(write_condition(condition)) == condition
        assert ways_of(condition), "the form of the Department has no room for it"
        assert "bậc " not in condition_words(condition, words) or one.domain == "language"


def test_versions_of_a_line_do_not_overlap_and_lie_in_the_life_of_the_position() -> None:
    lines = defaultdict(list)
    for one in _standards():
        position = db.session.get_one(Position, one.position_id)
        assert one.valid_from < position.valid_to and one.valid_to > position.valid_from, position.key
        lines[one.position_id, one.domain, one.origin, one.mandatory].append(one)
    for versions in lines.values():
        assert [one.number for one in versions] == list(range(1, len(versions) + 1))
        assert all(one.valid_to <= later.valid_from for one, later in pairwise(versions))


def test_languages_and_informatics_are_mandatory_nowhere_today() -> None:
    asked = {one.domain.value for one in _standards() if one.mandatory and one.valid_from <= TODAY < one.valid_to}
    assert asked == {"degree", "theory", "state_management"}


def test_the_certificate_of_informatics_ended_with_decree_33() -> None:
    clerk = _position("van-hoa-xa-hoi-truoc-2025")
    assert set(profile_of(clerk, dt.date(2023, 7, 31)).steps) == {"degree", "digital"}
    assert set(profile_of(clerk, dt.date(2023, 8, 1)).steps) == {"degree"}


def test_military_law_is_not_guessed() -> None:
    for key in ("chi-huy-truong-quan-su-truoc-2025", "chi-huy-truong-quan-su"):
        assert not [one for one in _standards() if one.position.key == key]


def test_nothing_of_the_province_is_invented() -> None:
    assert {one.origin for one in _standards()} == {Origin.DECREE}


def test_the_eight_leadership_positions_of_communes_are_in_the_catalogue() -> None:
    for key in LEADERSHIP_AT_COMMUNES:
        assert _position(key).valid_from == dt.date(2025, 7, 1)


def test_posts_that_went_on_in_july_2025_know_which_one_they_followed() -> None:
    chair = _position("chu-tich-ubnd")
    assert chair.follows_id == _position("chu-tich-ubnd-truoc-2025").id
    assert db.session.get_one(Position, chair.follows_id).valid_to == chair.valid_from


def test_the_duty_to_change_posts_lasts_two_to_five_years_and_is_marked_as_unsure() -> None:
    versions = db.session.scalars(select(PositionVersion).where(PositionVersion.change_years.is_not(None))).all()
    assert versions
    assert all(2 <= (one.change_years or 0) <= 5 and not one.certain for one in versions)
    assert all(one.position.leadership == "none" for one in versions)


def test_what_the_department_changed_is_left_alone_by_the_next_load() -> None:
    one = _standards()[0]
    one.basis, one.valid_to = "Sửa", dt.date(2022, 1, 1)
    db.session.flush()
    assert load_reference()["standards"] == 0
    assert one.basis == "Sửa"
