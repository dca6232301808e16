"""Files that lack something: the list and the record agree, item by item; each condition; the way to the form."""

import datetime as dt

import pytest
from flask import Flask
from sqlalchemy import select

from models.officials import Official, Precision, Sex
from models.qualifications import Domain, Qualification, State
from registry.directory.incomplete import NEEDED
from registry.officials.needed import ITEMS, VOID
from registry.shared.database import db
from tests.directory.listing import Province, names, rows
from tests.support import make
from tests.support.visitor import Visitor

WHOLE = {
    "sex": Sex.FEMALE,
    "ethnicity": "Kinh",
    "recruited_on": dt.date(2010, 1, 1),
    "party_member": False,
}


def _whole(province: Province, name: str, **values: object) -> Official:
    """A file with everything, but for what is told."""
    official = province.official(name, **{**WHOLE, **values})
    province.graduate(official, institution="Đại học Vinh")
    return official


@pytest.fixture
def files(province: Province) -> Province:
    _whole(province, "Lê Đủ")
    _whole(province, "Lê Giới", sex=None)
    _whole(province, "Lê Năm", born_precision=Precision.YEAR)
    _whole(province, "Lê Đảng", party_member=True)
    make.qualification(_whole(province, "Lê Ngày"), Domain.DIGITAL, issued_on=None)
    make.qualification(_whole(province, "Lê Hỏng"), Domain.DIGITAL, issued_on=None, state=State.REJECTED)
    province.graduate(province.official("Lê Trường", **WHOLE), institution=None)
    province.graduate(province.official("Lê Thu", **WHOLE), institution="A", state=State.REVOKED)
    return province


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Lê Đảng", "Lê Giới", "Lê Năm", "Lê Ngày", "Lê Thu", "Lê Trường"]),
        ("?lacks=sex", ["Lê Giới"]),
        ("?lacks=born", ["Lê Năm"]),
        ("?lacks=party", ["Lê Đảng"]),
        ("?lacks=issued", ["Lê Ngày"]),
        ("?lacks=degree", ["Lê Thu"]),
        ("?lacks=schools", ["Lê Thu", "Lê Trường"]),
        ("?lacks=sex&lacks=born", ["Lê Giới", "Lê Năm"]),
        ("?sort=score", ["Lê Thu", "Lê Đảng", "Lê Giới", "Lê Năm", "Lê Ngày", "Lê Trường"]),
        ("?sort=-score", ["Lê Đảng", "Lê Giới", "Lê Năm", "Lê Ngày", "Lê Trường", "Lê Thu"]),
    ],
)
def test_who_lacks_what(files: Province, officer: Visitor, query: str, found: list[str]) -> None:
    assert files.commune
    assert names(officer.get(f"/officials/incomplete{query}").text) == found


def test_a_row_counts_what_is_there_and_leads_to_where_the_rest_is_entered(files: Province, officer: Visitor) -> None:
    assert files.commune
    page = officer.get("/officials/incomplete?lacks=degree").text
    assert rows(page)[0][2:] == [
        f"{NEEDED - 2}/{NEEDED}",
        "20 Trình độ chuyên môn cao nhất 32.1 Chuyên ngành và nơi cấp của văn bằng chuyên môn",
    ]
    public_id = db.session.scalar(select(Official.public_id).where(Official.full_name == "Lê Thu"))
    assert f'href="/officials/{public_id}#m32"' in page
    record = officer.get(f"/officials/{public_id}").text
    assert f"<b>{NEEDED - 2}/{NEEDED}</b>" in record


@pytest.mark.usefixtures("files")
def test_the_condition_over_all_says_of_each_file_what_the_item_says(app: Flask) -> None:
    assert app.testing
    for official in db.session.scalars(select(Official)):
        held = db.session.scalars(
            select(Qualification).where(Qualification.official_id == official.id, Qualification.state.not_in(VOID))
        ).all()
        for item in ITEMS:
            there = db.session.scalar(select(Official.id).where(Official.id == official.id, item.clause()))
            assert item.there(official, held) == (there is not None), (official.full_name, item.key)
