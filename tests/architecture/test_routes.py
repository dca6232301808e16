"""Addresses: English, kebab-case, public ids and never the number of a row; every blueprint is a room and every room served."""

import re

from flask import Flask
from werkzeug.routing import IntegerConverter, Rule

from tests.support.sources import ROOT

# What may stand between the slashes: words-with-hyphens, a file of one of the kinds we make, or a name in angle brackets,
# which may say the words that it stands for.
WORD = "[a-z]+(-[a-z]+)*"
PART = re.compile(rf"{WORD}|{WORD}\.(xlsx|pdf)|<(any\('{WORD}'(, '{WORD}')*\):)?[a-z_]+>")
# Names for what an address carries; each is public by itself.
CARRIED = {
    "public_id": "16 random hexadecimal digits",
    "unit_key": "our stable name of a unit",
    "key": "our stable name of a position",
    "code": "the code of a target, as in the resolution",
    "locale": "vi or en",
    "token": "192 random bits that let one official in, exchanged for a session at once, or that show one calendar",
    "event": "a word for a dated change",
    "kind": "a word for what stands beside posts",
    "due": "a word for what comes due",
    "part": "a word for a part of the facts about a person",
    "post": "public id of a post",
    "step": "a step of verification in English",
}


def _own_rules(app: Flask) -> list[Rule]:
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint != "static"]


def test_addresses_are_kebab_case(application: Flask) -> None:
    parts = {(rule.rule, part) for rule in _own_rules(application) for part in rule.rule.split("/") if part}
    assert sorted(rule for rule, part in parts if not PART.fullmatch(part)) == []


def test_addresses_carry_public_names_and_never_the_number_of_a_row(application: Flask) -> None:
    carried = {name for rule in _own_rules(application) for name in rule.arguments}
    assert carried <= set(CARRIED)
    numbers = [
        rule.rule
        for rule in _own_rules(application)
        if any(isinstance(converter, IntegerConverter) for converter in rule._converters.values())
    ]
    assert numbers == []


def test_every_blueprint_is_a_room_and_every_room_with_views_is_served(application: Flask) -> None:
    rooms = {path.parent.name for path in (ROOT / "registry").glob("*/views.py")}
    assert set(application.blueprints) == rooms
    for name, blueprint in application.blueprints.items():
        assert blueprint.import_name == f"registry.{name}.views"


def test_an_endpoint_is_called_after_its_room_and_view(application: Flask) -> None:
    strange = [rule.endpoint for rule in _own_rules(application) if not re.fullmatch(r"[a-z]+\.[a-z_]+", rule.endpoint)]
    assert strange == []
