"""`python -m tests.bench` measures the slow paths on made-up provinces and prints the figures beside their goals."""

import argparse
import contextlib
import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from flask import Flask

from registry.shared.clock import stopped_at
from tests.bench import ahead, edits, figures, frozen, imports, lists, pages, posts, reorganising
from tests.bench.importing import NOON
from tests.bench.province import analyse, plant
from tests.bench.report import Figure, both, table, told
from tests.bench.timing import PROCESSORS, took
from tests.support.applications import application_on
from tests.support.databases import KINDS, postgresql_database, postgresql_server, sqlite_database

NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
SETTINGS = ("listen_addresses=", "max_connections=40", "shared_buffers=256MB", "jit=off")
"""A durable server as it would be in service. Compiling statements pays for none of ours."""


def main() -> None:
    """Measure what was asked for, database by database."""
    asked = _arguments()
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the beginning")
    print("CPU: what the application and its database worked; goals in seconds are held against it\n", flush=True)
    with stopped_at(NOON):
        for kind in asked.databases:
            with _databases(kind) as new_database:
                _print(f"{NAMES[kind]}, officials", {size: _province(new_database, kind, size) for size in asked.sizes})
                if asked.reorganisation:
                    _print(f"{NAMES[kind]}, people who move", {reorganising.PEOPLE: list(reorganising.measured(new_database))})
                if asked.imports:
                    _print(f"{NAMES[kind]}, rows of a roster", {imports.ROWS: list(imports.measured(new_database))})
    print(f"load {os.getloadavg()[0]:.1f} at the end")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--sizes", type=_sizes, default=[5_000, 40_000], help="officials, e.g. 5000,40000")
    parser.add_argument("--databases", type=_kinds, default=list(KINDS), help="of sqlite,postgresql")
    without = "leave the reorganisation of 209 communes out"
    parser.add_argument("--no-reorganisation", dest="reorganisation", action="store_false", help=without)
    parser.add_argument("--no-imports", dest="imports", action="store_false", help="leave the import of a roster out")
    return parser.parse_args()


def _sizes(words: str) -> list[int]:
    return [int(word) for word in words.split(",")]


def _kinds(words: str) -> list[str]:
    kinds = words.split(",")
    if not set(kinds) <= set(KINDS):
        raise argparse.ArgumentTypeError(f"of {', '.join(KINDS)}")
    return kinds


@contextlib.contextmanager
def _databases(kind: str) -> Iterator[imports.NewDatabase]:
    """A way to get empty databases of a kind."""
    if kind == "sqlite":
        yield sqlite_database
        return
    with postgresql_server(SETTINGS) as server:
        folder = Path(server.partition("host=")[2])
        PROCESSORS.server = int((folder / "data" / "postmaster.pid").read_text().split()[0])
        yield partial(postgresql_database, server)


def _province(new_database: imports.NewDatabase, kind: str, size: int) -> list[Figure]:
    print(f"{NAMES[kind]}: a province of {size:,} officials …", flush=True)
    with new_database() as address, application_on(address) as app:
        return list(_measured(app, size))


def _measured(app: Flask, size: int) -> Iterator[Figure]:
    with app.app_context():
        yield from _planted(size)
        yield from edits.rebuilt()
        analyse()
        yield from figures.measured()
        yield from frozen.measured()
        yield from edits.measured()
        yield from posts.measured()
        yield from ahead.measured()
    yield from pages.measured(app)
    yield from lists.workbooks(app)


def _planted(size: int) -> Iterator[Figure]:
    yield Figure("planting the province, nobody judged", both(took(lambda: plant(size))))
    analyse()


def _print(title: str, columns: dict[int, list[Figure]]) -> None:
    print(f"\n{table(title, columns)}\n\n{told(columns)}.\n", flush=True)


if __name__ == "__main__":
    main()
