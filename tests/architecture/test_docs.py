"""The documents name everything there is: permissions, settings, words of rules, commands, tables, floors."""

import ast
import re
from dataclasses import fields

import click
import pytest

from models.accounts import Role
from models.base import Base
from registry.access.permissions import GRANTED, Permission
from registry.factory import create_app
from registry.judgement import codec
from registry.settings import Settings
from seeds import commands
from tests.support.sources import ROOT

VARIABLES = {
    "database_url": "DATABASE_URL",
    "secret_key": "SECRET_KEY",
    "secure_cookies": "SECURE_COOKIES",
    "session_minutes": "SESSION_MINUTES",
    "proxies": "TRUSTED_PROXIES",
    "upload_bytes": "UPLOAD_MEGABYTES",
    "lease_seconds": "LEASE_SECONDS",
    "evidence_dir": "EVIDENCE_DIR",
    "public_url": "PUBLIC_URL",
    "smtp_url": "SMTP_URL",
    "mail_from": "MAIL_FROM",
}
NOT_FROM_OUTSIDE = {"testing"}


def _first_cells(document: str) -> list[str]:
    """What stands in code marks in the first column of the document's tables."""
    rows = re.findall(r"^\| `([^`]+)`", (ROOT / "docs" / document).read_text("utf-8"), re.MULTILINE)
    return [cell.split()[0] for cell in rows]


def test_every_permission_is_in_the_table_with_its_roles() -> None:
    text = (ROOT / "docs/access.md").read_text("utf-8")
    marks = {}
    for name, *cells in re.findall(r"^\| `([a-z:]+)` \|[^|]*\|" + r" ([✓–]) \|" * len(Role), text, re.MULTILINE):
        marks[name] = {role for role, mark in zip(Role, cells, strict=True) if mark == "✓"}
    assert marks == {permission.value: {role for role in Role if permission in GRANTED[role]} for permission in Permission}


def test_every_setting_has_its_variable_in_the_document() -> None:
    assert {field.name for field in fields(Settings)} == set(VARIABLES) | NOT_FROM_OUTSIDE
    assert _first_cells("settings.md") == list(VARIABLES.values())
    read = set(re.findall(r'"([A-Z]+_[A-Z_]+)"', (ROOT / "registry/settings.py").read_text("utf-8")))
    assert read == set(VARIABLES.values())


def test_every_word_of_the_rules_is_explained_in_the_order_of_the_code() -> None:
    assert _first_cells("rules.md") == list(codec.WORDS)


def test_the_rule_in_the_document_can_be_read() -> None:
    block = re.search(r"```json\n(.*?)```", (ROOT / "docs/rules.md").read_text("utf-8"), re.DOTALL)
    assert block
    codec.read_rule(ast.literal_eval(block.group(1)))


def _commands() -> dict[str, click.Command]:
    app = create_app(Settings(database_url="sqlite://", secret_key="for tests only " * 3, testing=True))
    commands.init_app(app)
    return dict(app.cli.commands)


def test_every_command_is_listed() -> None:
    assert set(_first_cells("commands.md")) == set(_commands())


def test_every_option_of_a_command_is_named() -> None:
    text = (ROOT / "docs/commands.md").read_text("utf-8")
    options = {
        (name, option)
        for name, command in _commands().items()
        if name != "db"
        for parameter in command.params
        for option in parameter.opts
        if option.startswith("--")
    }
    rows = {line.split("`")[1].split()[0]: line for line in text.splitlines() if line.startswith("| `")}
    assert sorted((name, option) for name, option in options if option not in rows[name]) == []


def test_every_table_is_in_the_document() -> None:
    assert sorted(_first_cells("data.md")) == sorted(mapper.class_.__name__ for mapper in Base.registry.mappers)


def test_every_room_is_on_the_map() -> None:
    text = (ROOT / "docs/architecture.md").read_text("utf-8")
    rooms = {path.parent.name for path in (ROOT / "registry").glob("*/__init__.py")}
    assert sorted(room for room in rooms if not re.search(rf"\b{room}\b", text)) == []


@pytest.mark.parametrize("document", sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").rglob("*.md")))
def test_a_document_points_only_at_what_is_there(document: str) -> None:
    text = (ROOT / document).read_text("utf-8")
    named = set(re.findall(r"`((?:docs|registry|models|tests|templates|seeds|migrations|scripts)/[\w./-]+)`", text))
    assert sorted(name for name in named if not (ROOT / name).exists()) == []
