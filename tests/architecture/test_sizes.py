"""Budgets of docs/architecture.md, rule 7. Complexity is watched by ruff."""

from collections.abc import Iterator
from pathlib import Path

from tests.support.sources import PYTHON, Function, files, functions, lines, name

FILE, TEMPLATE, FUNCTION, VIEW = 400, 120, 40, 30

# What may be longer: "path" or "path::function" → the reason, in a sentence.
ALLOWED: dict[str, str] = {}


def _is_view(path_name: str, function: Function) -> bool:
    return path_name.endswith("/views.py") and bool(function.decorator_list)


def _sources() -> list[Path]:
    # A migration lists columns, one a line; splitting the list tells nobody more.
    return [path for path in files(".py", under=PYTHON) if not name(path).startswith("migrations/versions/")]


def _measured() -> Iterator[tuple[str, int, int]]:
    """Place, lines, budget."""
    for path in files(".html", under=("templates",)):
        yield name(path), lines(path), TEMPLATE
    for path in _sources():
        yield name(path), lines(path), FILE
        for function in functions(path):
            size = (function.end_lineno or function.lineno) - function.lineno + 1
            yield f"{name(path)}::{function.name}", size, VIEW if _is_view(name(path), function) else FUNCTION


def _over_budget() -> dict[str, str]:
    return {place: f"{size} lines, budget {budget}" for place, size, budget in _measured() if size > budget}


def test_files_functions_views_and_templates_keep_their_budgets() -> None:
    assert {place: size for place, size in _over_budget().items() if place not in ALLOWED} == {}


def test_every_exception_has_a_reason_and_is_still_needed() -> None:
    over_budget = _over_budget()
    assert [place for place, reason in ALLOWED.items() if len(reason) < 20 or place not in over_budget] == []
