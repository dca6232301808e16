"""Habits that hold in every file: names, empty packages, a project that stands alone, and pages without inline code."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.sources import PYTHON, ROOT, files, functions, name, own_files

FORBIDDEN_NAMES = re.compile(
    r"^(utils?|helpers?|commons?|constants?|managers?|misc|dao|get_\w+|dao_\w+|\w+_(utils?|helpers?|manager))$"
)
# Names that a library calls, so they are not ours to choose.
LIBRARY_NAMES = {"get_id": "Flask-Login", "get_translations": "WTForms", "get_bind": "SQLAlchemy"}

BINARIES = {".woff", ".woff2", ".ttf", ".otf", ".eot", ".gz", ".zip", ".whl", ".jar", ".exe", ".so"}
TEXT = (
    ".py",
    ".html",
    ".css",
    ".js",
    ".md",
    ".toml",
    ".txt",
    ".in",
    ".json",
    ".sh",
    ".po",
    ".ini",
    ".mako",
    ".csv",
    "",
)

# Spelt in pieces, so that this file does not find itself.
MACHINE = re.compile("|".join([r"\.\./sha" + "red", r"(?<![\w.-])/wo" + r"rk/", r"(?<![\w.-])/ro" + r"ot\b"]))
INDEX = re.compile(
    "|".join(
        [
            "py" + r"pi\.org",
            "python" + "hosted",
            "npm" + r"js\.(org|com)",
            r"(?<!no-emit-)index" + "-url",
            '"resol' + 'ved"',
        ]
    )
)

INLINE = {
    "style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "style element": re.compile(r"<style\b", re.IGNORECASE),
    "inline script": re.compile(r"<script\b(?![^>]*\bsrc\s*=)", re.IGNORECASE),
    "event attribute": re.compile(r"<[^>]*\s(on[a-z]+|hx-on[\w:-]*)\s*=", re.IGNORECASE),
    "script address": re.compile(r"javascript:", re.IGNORECASE),
    "foreign address": re.compile(r"\b(src|href|action)\s*=\s*[\"']?(https?:)?//", re.IGNORECASE),
}


def _found(pattern: re.Pattern[str], paths: list[Path]) -> list[str]:
    """Places as "file:line: what"."""
    return [
        f"{name(path)}:{number}: {match.group()}"
        for path in paths
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if (match := pattern.search(line))
    ]


def test_packages_hold_nothing_in_their_init() -> None:
    inits = [path for path in files(".py", under=PYTHON) if path.name == "__init__.py"]
    assert [name(path) for path in inits if path.stat().st_size and name(path) != "models/__init__.py"] == []


def test_the_models_package_only_loads_the_tables() -> None:
    body = ast.parse((ROOT / "models/__init__.py").read_text("utf-8")).body[1:]
    loaded = {alias.name for node in body if isinstance(node, ast.Import) for alias in node.names}
    modules = {f"models.{path.stem}" for path in (ROOT / "models").glob("*.py") if path.stem not in {"__init__", "base"}}
    assert all(isinstance(node, ast.Import) for node in body)
    assert loaded == modules


def test_modules_begin_with_a_sentence() -> None:
    modules = [path for path in files(".py", under=PYTHON) if path.name != "__init__.py"]
    unsaid = [path for path in modules if not ast.get_docstring(ast.parse(path.read_text("utf-8")))]
    assert [name(path) for path in unsaid if "migrations/versions" not in name(path)] == []


def _names() -> Iterator[tuple[str, str]]:
    for path in files(".py", under=PYTHON):
        yield name(path), path.stem
        yield from ((name(path), folder) for folder in path.relative_to(ROOT).parts[:-1])
        yield from ((name(path), function.name) for function in functions(path))


def test_names_say_what_a_thing_is() -> None:
    nameless = {(place, word) for place, word in _names() if FORBIDDEN_NAMES.match(word) and word not in LIBRARY_NAMES}
    assert sorted(nameless) == []


def test_nothing_refers_to_one_machine_or_to_files_outside_the_project() -> None:
    assert _found(MACHINE, files(*TEXT)) == []


def test_no_file_names_a_package_index() -> None:
    assert _found(INDEX, files(*TEXT)) == []


def test_nothing_from_outside_is_kept_with_the_source() -> None:
    kept = [path for path in own_files() if path.suffix in BINARIES or path.name.endswith((".min.js", ".min.css"))]
    assert [name(path) for path in kept] == []


@pytest.mark.parametrize("what", INLINE)
def test_pages_have_no_inline_code_and_nothing_foreign(what: str) -> None:
    whole_tags = [(path, re.sub(r"\s+", " ", path.read_text("utf-8"))) for path in files(".html")]
    found = [(name(path), match.group()[-60:]) for path, text in whole_tags for match in INLINE[what].finditer(text)]
    assert found == []
