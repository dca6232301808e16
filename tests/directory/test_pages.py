"""Paging by key without loss or doubling, in the order of Vietnamese names, at a constant number of statements."""

from collections.abc import Iterable
from itertools import chain

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from registry.lists import queries
from tests.directory.listing import Province, listed, names
from tests.support.visitor import Visitor

NAMES = [
    "Lê Văn An",
    "Nguyễn Văn An",
    "Nguyễn Thị Ái",
    "Trần Ân",
    "Lê Bình",
    "Lê Đức",
    "Lê Dung",
    "Hồ Ước",
    "Lê Uyên",
]
ORDERED = ["Nguyễn Thị Ái", "Lê Văn An", "Nguyễn Văn An", "Trần Ân", "Lê Bình", "Lê Dung", "Lê Đức", "Lê Uyên", "Hồ Ước"]


def _statements(visitor: Visitor, path: str) -> int:
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        seen.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        assert visitor.get(path).status_code == 200
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    return len([statement for statement in seen if "SAVEPOINT" not in statement])


def _all(pages: Iterable[list[str]]) -> list[str]:
    return list(chain.from_iterable(pages))


def _walk(visitor: Visitor, query: str, link: str) -> list[list[str]]:
    pages, path = [], f"/officials{query}"
    while path:
        page = visitor.get(path).text
        pages.append(names(page))
        found = page.split(f'rel="{link}"')[0].rsplit('href="', 1)[1].split('"')[0] if f'rel="{link}"' in page else ""
        path = found.replace("&amp;", "&")
    return pages


def test_names_stand_in_vietnamese_order(province: Province, officer: Visitor) -> None:
    for name in NAMES:
        province.official(name)
    assert listed(officer) == ORDERED


@pytest.mark.parametrize("size", [2, 4])
def test_walking_forth_and_back_shows_everybody_once(
    province: Province, officer: Visitor, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    monkeypatch.setattr(queries, "PAGE", size)
    people = [province.official(name) for name in (*NAMES, "Lê Văn An")]  # two of one name
    forth = _walk(officer, "", "next")
    assert _all(forth) == ["Nguyễn Thị Ái", "Lê Văn An", "Lê Văn An", *ORDERED[2:]]
    assert all(len(page) == size for page in forth[:-1])
    last = max(people, key=lambda one: (one.sort_key, one.id))
    back = _walk(officer, f"?before={last.public_id}", "prev")
    assert _all(reversed(back)) == _all(forth)[:-1]


def test_the_foot_says_which_rows_these_are(province: Province, officer: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "PAGE", 4)
    people = {name: province.official(name) for name in NAMES}
    page = officer.get(f"/officials?after={people['Trần Ân'].public_id}").text
    assert names(page) == ORDERED[4:8]
    assert "5–8 trong 9 người" in " ".join(page.split())


def test_a_place_that_is_gone_gives_the_first_page(province: Province, officer: Visitor) -> None:
    last = province.official("Lê Yến")
    first = province.official("Lê An")
    assert listed(officer, "?after=0000000000000000") == ["Lê An", "Lê Yến"]
    assert listed(officer, f"?after={last.public_id}") == ["Lê An", "Lê Yến"]
    assert listed(officer, f"?before={first.public_id}") == ["Lê An", "Lê Yến"]


@pytest.mark.parametrize("query", ["", "?q=le", "?target=T1&standing=open", "?q=chuyen+vien"])
def test_fifty_rows_take_as_many_statements_as_two(province: Province, officer: Visitor, query: str) -> None:
    for number in range(2):
        province.graduate(province.official(f"Lê Văn {number}"), issued_on=None)
    officer.get("/officials")  # the first request of a session may note that it is awake
    few = _statements(officer, f"/officials{query}")
    for number in range(2, 50):
        province.graduate(province.official(f"Lê Văn {number}"), issued_on=None)
    assert len(listed(officer, query)) == 50
    assert _statements(officer, f"/officials{query}") == few
