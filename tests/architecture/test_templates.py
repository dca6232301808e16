"""What a template uses is there: a branch that no test goes through must not call a macro that nobody brought along."""

import re
from functools import cache
from pathlib import Path

from jinja2 import Environment, nodes

FOLDER = Path(__file__).parents[2] / "templates"
ROOMS = FOLDER.parent / "registry"
TEMPLATES = sorted(str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*.html"))


@cache
def _tree(name: str) -> nodes.Template:
    return Environment(autoescape=True, extensions=["jinja2.ext.do"]).parse((FOLDER / name).read_text("utf-8"))


@cache
def _macros() -> frozenset[str]:
    return frozenset(macro.name for name in TEMPLATES for macro in _tree(name).find_all(nodes.Macro))


def _brought(name: str) -> set[str]:
    """What a template and those it extends import or define."""
    tree = _tree(name)
    known = {macro.name for macro in tree.find_all(nodes.Macro)}
    for taken in tree.find_all(nodes.FromImport):
        known |= {one[1] if isinstance(one, tuple) else one for one in taken.names}
    for parent in tree.find_all(nodes.Extends):
        if isinstance(parent.template, nodes.Const):
            known |= _brought(parent.template.value)
    return known


def _missing(name: str) -> set[str]:
    called = {node.node.name for node in _tree(name).find_all(nodes.Call) if isinstance(node.node, nodes.Name)}
    own = {node.name for node in _tree(name).find_all(nodes.Name) if node.ctx != "load"}
    return {each for each in called & _macros() - own - _brought(name) if not _given(name, each)}


def _given(name: str, each: str) -> bool:
    """Whether a view of the room gives a function of that name."""
    views = ROOMS / name.partition("/")[0] / "views.py"
    return views.exists() and re.search(rf"\b{each}(=|\":)", views.read_text("utf-8")) is not None


def test_every_macro_that_a_template_calls_was_brought_along() -> None:
    assert {name: _missing(name) for name in TEMPLATES if _missing(name)} == {}
