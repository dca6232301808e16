"""Pages as an officer of the Department opens them: seconds, size and statements, and the list beside a bare one."""

import contextlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import Flask, render_template_string, url_for
from flask.testing import FlaskClient
from sqlalchemy import Date, bindparam, event, select, text

from models.accounts import Account
from models.officials import Official
from registry.accounts import sessions
from registry.shared.database import db
from tests.bench import lists
from tests.bench.careers import LAST_DAY
from tests.bench.province import people_on_file
from tests.bench.report import Figure, at_most, both, seconds, times
from tests.bench.timing import Work, race

LIMIT_SECONDS, LIMIT_BYTES = 0.3, 150 * 1024
GOAL = "< 0.3 s and < 150 KiB"
ROWS = 50
LIST = text(
    """SELECT o.public_id, o.full_name, o.born_on, a.unit_id, a.division, p.title
    FROM official o JOIN assignment a ON a.official_id = o.id JOIN position p ON p.id = a.position_id
    WHERE a.kind = 'main' AND a.valid_from <= :on AND a.valid_to > :on
    ORDER BY o.sort_key, o.id LIMIT :rows"""
).bindparams(bindparam("on", type_=Date))
TOTAL = text("SELECT COUNT(*) FROM assignment a WHERE a.kind = 'main' AND a.valid_from <= :on AND a.valid_to > :on").bindparams(
    bindparam("on", type_=Date)
)
BARE_PAGE = """<!doctype html><title>List</title><p>{{ total }}</p><table>{% for row in rows %}
<tr>{% for value in row %}<td>{{ value }}</td>{% endfor %}</tr>
{%- endfor %}</table>"""
Sent = tuple[str, Any]
"""A statement as the driver gets it, with its values."""
RECORD = re.compile(r'href="(/officials/[0-9a-f]{16})[?"]')


@dataclass(frozen=True)
class Address:
    """A page to be measured."""

    work: str
    path: str


def measured(app: Flask) -> Iterator[Figure]:
    """All pages, and the first page of the list beside its floor. Needs no application context: requests bring their own."""
    client = _signed_in(app)
    for address in _addresses(app, client):
        yield _page(app, client, address)
    yield from _beside_the_floor(app, client)


def _signed_in(app: Flask) -> FlaskClient:
    client = FlaskClient(app, use_cookies=True)
    with app.app_context():
        token = sessions.begin(db.session.scalars(select(Account)).one()).token
        db.session.commit()
    with client.session_transaction() as session:
        session["_user_id"] = token
    return client


def _addresses(app: Flask, client: FlaskClient) -> list[Address]:
    with app.test_request_context():
        people = url_for("directory.index")
        middle = select(Official.public_id).order_by(Official.sort_key).offset(people_on_file() // 2).limit(1)
        deep = url_for("directory.index", after=db.session.scalar(middle))
    record = RECORD.search(client.get(people).text)
    assert record, "the list of officials leads to no record"
    return [
        Address("page: board", "/"),
        Address("page: target", "/targets/T1"),
        Address("page: officials", people),
        Address("page: officials, from the middle", deep),
        Address("page: officials, search that finds", f"{people}?q=nguyen+thi"),
        Address("page: officials, search that finds nobody", f"{people}?q=wxyz+qq"),
        Address("page: officials who keep a target open", f"{people}?target=T1&standing=open"),
        *(Address(work, path) for work, path in lists.PATHS.items()),
        Address("page: one official", record[1]),
    ]


def _page(app: Flask, client: FlaskClient, address: Address) -> Figure:
    answer = client.get(address.path)
    assert answer.status_code == 200, f"{address.path}: {answer.status}"
    size, sent = len(answer.data), _sent(app, client, address.path)
    run = race({"page": lambda: client.get(address.path)})
    spent = run.median("page")
    shown = f"{both(spent)}, {size / 1024:.0f} KiB, {len(sent)} statements"
    return Figure(address.work, shown, GOAL, spent.worked < LIMIT_SECONDS and size < LIMIT_BYTES)


def _sent(app: Flask, client: FlaskClient, path: str) -> list[Sent]:
    """The statements that a page sends to the database."""
    sent: list[Sent] = []

    def note(_connection: object, _cursor: object, statement: str, values: Any, *_rest: object) -> None:
        sent.append((statement, values))

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    client.get(path)
    event.remove(engine, "before_cursor_execute", note)
    return sent


def _beside_the_floor(app: Flask, client: FlaskClient) -> Iterator[Figure]:
    """The first page of the list beside a bare application that shows as many rows: by the page's own statements, and by two."""
    path = next(one.path for one in _addresses(app, client) if one.work == "page: officials")
    floor = _floor(app, [one for one in _sent(app, client, path) if one[0].startswith("SELECT")])
    works: dict[str, Work] = {
        "page": lambda: client.get(path),
        "same": lambda: floor.get("/same"),
        "list": lambda: floor.get("/list"),
    }
    run = race(works, turns=15)
    ratio = run.ratio("page", "same")
    shown = f"{seconds(run.time('same'))}, {times(ratio)}"
    yield at_most("bare page with the same statements, the list to that", shown, ratio, 3, "≤ 3× the floor")
    yield Figure(
        "bare page with rows and total only, the list to that", f"{seconds(run.time('list'))}, {times(run.ratio('page', 'list'))}"
    )


def _floor(app: Flask, sent: list[Sent]) -> FlaskClient:
    """A bare application: nobody signed in, nothing around fifty plain rows."""
    bare = Flask("floor")
    with app.app_context():
        engine = db.engine

    @bare.get("/same")
    def same() -> str:
        with contextlib.closing(engine.raw_connection()) as connection, contextlib.closing(connection.cursor()) as cursor:
            answers = []
            for statement, values in sent:
                cursor.execute(statement, values)
                answers.append(cursor.fetchall())
        rows = next(rows for rows in answers if len(rows) == ROWS)
        return render_template_string(BARE_PAGE, total=ROWS, rows=rows)

    @bare.get("/list")
    def plain_list() -> str:
        with engine.connect() as connection:
            total = connection.scalar(TOTAL, {"on": LAST_DAY})
            rows = connection.execute(LIST, {"on": LAST_DAY, "rows": ROWS}).all()
        return render_template_string(BARE_PAGE, total=total, rows=rows)

    return FlaskClient(bare)
