"""The project's own files, for tests that read them: nothing installed, built or ignored by git."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NOT_OURS = {
    ".git", ".venv", "node_modules", "instance", "out", "htmlcov", "__pycache__", ".hypothesis",
    ".pytest_cache", ".mypy_cache", ".ruff_cache", ".import_linter_cache",
    "registry/static/vendor", "registry/pdf/fonts",
}  # fmt: skip
PYTHON = ("app.py", "registry", "models", "seeds", "migrations", "scripts", "tests")


def _below(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.name in NOT_OURS or path.relative_to(ROOT).as_posix() in NOT_OURS:
            continue
        if path.is_dir():
            yield from _below(path)
        else:
            yield path


@cache
def own_files() -> tuple[Path, ...]:
    """Every file of the project, in order of path."""
    return tuple(_below(ROOT))


def files(*suffixes: str, under: tuple[str, ...] = ()) -> list[Path]:
    """Own files with one of the suffixes; `under` names folders or files at the root, none means everywhere."""
    return [path for path in own_files() if path.suffix in suffixes and (not under or path.relative_to(ROOT).parts[0] in under)]


def name(path: Path) -> str:
    """Path from the root, with slashes."""
    return path.relative_to(ROOT).as_posix()


def lines(path: Path) -> int:
    """Number of lines."""
    return len(path.read_text("utf-8").splitlines())


Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(path: Path) -> Iterator[Function]:
    """All functions and methods of a Python file, nested ones too."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, Function):
            yield node
