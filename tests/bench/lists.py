"""The lists beside their goals: further pages, orders and conditions, and a list of the province as a workbook."""

import io
from collections.abc import Iterator
from typing import Any

import xlsxwriter
from flask import Flask
from sqlalchemy import select
from werkzeug.datastructures import MultiDict

from models.accounts import Account
from registry.directory.officials import OFFICIALS
from registry.lists.asked import asked_in
from registry.lists.documents import workbook_of
from registry.lists.queries import everything
from registry.shared.database import db
from registry.shared.pages import day
from registry.units.scope import view_of
from tests.bench.report import Figure, at_most, both, times
from tests.bench.timing import race

PATHS = {
    "list: officials by unit": "/officials?sort=post",
    "list: officials by birth, from the youngest": "/officials?sort=-born&columns=name,post,born",
    "list: officials, four conditions": "/officials?tier=commune&tier=department&age=30-39&party=yes&missing=theory",
    "list: officials of a post": "/officials?q=chu+tich",
    "list: qualifications": "/qualifications",
    "list: qualifications, declared degrees": "/qualifications?domain=degree&state=declared",
    "list: qualifications by day of issue": "/qualifications?sort=-issued",
    "list: qualifications, search that finds": "/qualifications?q=nguyen+thi",
    "list: expiries": "/qualifications/expiries",
    "list: expiries of the next months": "/qualifications/expiries?within=6",
    "list: expiries without a renewal": "/qualifications/expiries?within=over&renewed=no",
    "list: retirements due": "/officials/retirements?within=12",
    "list: retirements, all": "/officials/retirements",
    "list: incomplete files": "/officials/incomplete",
    "list: incomplete files, by score": "/officials/incomplete?sort=score",
    "list: incomplete files that lack schools": "/officials/incomplete?lacks=schools",
}
"""Pages to be measured, by what they are."""

PLAIN = "name,post,title,division,staff_code,sex,born"
TURNS = 3


def workbooks(app: Flask) -> Iterator[Figure]:
    """The list of officials as a workbook, beside the same cells written bare by XlsxWriter, with a border around each."""
    with app.test_request_context("/"):
        account = db.session.scalars(select(Account)).one()
        for what, address in (("facts", {"columns": PLAIN}), ("standings and reasons", {})):
            asked = asked_in(OFFICIALS, MultiDict(address), view_of(account, day().on))
            parts = [part for column in asked.shown for part in column.parts]
            cells = [[place, *(part.read(item) for part in parts)] for place, item in enumerate(everything(asked), 1)]

            def ours(wanted: Any = asked) -> object:
                return workbook_of(wanted)

            def bare(rows: list[list[Any]] = cells) -> object:
                return _bare(rows)

            run = race({"ours": ours, "bare": bare}, TURNS)
            ratio = run.ratio("ours", "bare")
            shown = f"{both(run.median('ours'))}, {times(ratio)}"
            yield at_most(f"workbook of {len(cells):,} officials: {what}", shown, ratio, 1.5, "≤ 1.5× bare XlsxWriter")


def _bare(rows: list[list[Any]]) -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet, border = book.add_worksheet(), book.add_format({"border": 1})
        for place, row in enumerate(rows):
            sheet.write_row(place, 0, row, border)
    return target.getvalue()
