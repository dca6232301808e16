"""Every action that is written has its words, and so has every field that an action may change."""

import ast
import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

from registry.audit import words
from registry.audit.groups import GROUPS
from registry.careers.actions import Correction
from registry.officials.actions import AssignmentDetails, OfficialDetails
from registry.qualifications.actions import QualificationDetails
from registry.service.items import (
    AbsenceDetails,
    AppraisalDetails,
    CareerFacts,
    DisciplineDetails,
    IdentityFacts,
    RankDetails,
)
from tests.support.sources import Function, files, functions, name

ITEMS = (RankDetails, AbsenceDetails, AppraisalDetails, DisciplineDetails)
FACTS = (IdentityFacts, CareerFacts)
WRITERS = {"record", "entry_values"}


def _literals() -> set[str]:
    """The first argument of every call of `record` or `entry_values` in the rooms; of a name, all that its function gives it.

    Of an entry of a table, all that the table holds.
    """
    found: set[str] = set()
    for path in files(".py", under=("registry", "seeds")):
        for function in [function for function in functions(path) if function.name not in WRITERS]:
            for call in [node for node in ast.walk(function) if isinstance(node, ast.Call)]:
                if isinstance(call.func, ast.Name) and call.func.id in WRITERS:
                    actions = set(_texts(call.args[0], function, path))
                    assert actions, f"{name(path)}:{call.lineno}: the action is not written out"
                    found |= actions
    return found


def _texts(argument: ast.expr, function: Function, path: Path) -> Iterator[str]:
    if isinstance(argument, ast.Constant):
        yield str(argument.value)
    if isinstance(argument, ast.Name):
        for node in ast.walk(function):
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == argument.id:
                yield from (str(part.value) for part in _outcomes(node.value))
    if isinstance(argument, ast.Subscript):  # of a table of actions beside the function
        for line in ast.parse(path.read_text("utf-8")).body:
            if isinstance(line, ast.Assign) and ast.unparse(line.targets[0]) == ast.unparse(argument.value):
                yield from ast.literal_eval(line.value).values()


def _outcomes(value: ast.expr) -> list[ast.Constant]:
    parts = [value.body, value.orelse] if isinstance(value, ast.IfExp) else [value]
    return [part for part in parts if isinstance(part, ast.Constant)]


def test_every_action_written_anywhere_has_words_and_every_word_an_action() -> None:
    assert _literals() == set(words.ACTIONS)


def test_actions_are_called_subject_and_deed() -> None:
    assert [action for action in words.ACTIONS if not re.fullmatch(r"[a-z_]+\.[a-z_]+", action)] == []
    assert {action.split(".")[0] for action in words.ACTIONS} <= set(GROUPS)


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize("details", [*ITEMS, *FACTS, Correction, OfficialDetails, AssignmentDetails, QualificationDetails])
def test_every_field_that_may_change_has_words(details: type) -> None:
    unsaid = [field.name for field in fields(details) if words.field_label(field.name) == field.name]
    assert unsaid == []


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("name", None, "chưa có"),
        ("active", False, "không"),
        ("active", True, "có"),
        ("rows", 12345, "12.345"),
        ("issued_on", "2012-06-30", "30/06/2012"),
        ("note", "2012-06-31", "2012-06-31"),
        ("role", "chair", "Chủ tịch xã, phường"),
        ("role", "emperor", "emperor"),
        ("skill_scores", {"nghe": "400", "đọc": "350"}, "nghe 400, đọc 350"),
        ("unit", "xa-mot", "Xã Một"),
        ("unit", "xa-hai", "xa-hai"),
        ("unheard_of", "x", "x"),
        ("personal_number", "042189000217", "042 189 ••• 217"),
    ],
)
def test_values_are_said_as_people_say_them(field: str, value: object, said: str) -> None:
    assert words.value_label(field, value, {"unit": {"xa-mot": "Xã Một"}}) == said
