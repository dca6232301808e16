"""The short code: the same content has the same one, any change another."""

import datetime as dt
import re
from dataclasses import replace

import pytest

from models.qualifications import Domain, State
from registry.shared.database import db
from registry.summaries.content import OfficialSummary, code_of
from tests.summaries.made import World, of_official, of_unit

EMPTY = OfficialSummary("0" * 16, "An", "ông", "Nam", "", "042", "", dt.date(2026, 9, 30), (), (), (), (), (), (), 0, 0)


def test_a_code_is_eight_signs_without_lookalikes() -> None:
    assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}", code_of(EMPTY))


def test_the_code_stays_as_it_was_printed() -> None:
    assert code_of(EMPTY) == "QW18-B06E"


@pytest.mark.parametrize(
    "change",
    [
        {"name": "Ân"},
        {"on": dt.date(2026, 10, 1)},
        {"met": 1},
        {"outside": ("T1",)},
        {"states": (("declared", 1),)},
        {"public_id": "1" * 16},
    ],
)
def test_any_change_of_content_changes_the_code(change: dict[str, object]) -> None:
    assert code_of(replace(EMPTY, **change)) != code_of(EMPTY)  # type: ignore[arg-type]


def test_reading_the_same_again_gives_the_same_code(world: World) -> None:
    official = world.qualified()
    world.qualified("Trần Thị Bình")
    codes = {(code_of(of_official(official)), code_of(of_unit(world.commune))) for _ in range(3)}
    assert len(codes) == 1


def test_verifying_a_record_changes_the_codes_of_person_and_unit(world: World) -> None:
    official = world.official()
    degree = world.holds(official, Domain.DEGREE, 4, state=State.DECLARED)
    before = code_of(of_official(official)), code_of(of_unit(world.commune))
    degree.state = State.VERIFIED
    db.session.flush()
    after = code_of(of_official(official)), code_of(of_unit(world.commune))
    assert before[0] != after[0]
    assert before[1] != after[1]


def test_another_version_of_a_rule_changes_the_code(world: World) -> None:
    official = world.qualified()
    first = of_official(official)
    again = replace(first, rules=tuple(replace(rule, version=2) for rule in first.rules))
    assert code_of(first) != code_of(again)
