"""Files that lack something: the list and the record agree, item by item; each condition; the way to the form."""

import datetime as dt

import pytest
from flask import Flask
from sqlalchemy import select

from models.officials import Assignment, Official, Precision, Sex
from models.positions import StaffCategory
from models.qualifications import Domain, Qualification, State
from models.service import RankHeld
from registry.officials.needed import LISTED, VOID, File, needed_of
from registry.shared.database import db
from tests.directory.listing import Province, names, rows
from tests.support import make
from tests.support.visitor import Visitor

WHOLE = {
    "sex": Sex.FEMALE,
    "ethnicity": "Kinh",
    "number_issued_on": dt.date(2021, 7, 1),
    "recruited_on": dt.date(2010, 1, 1),
    "joined_on": dt.date(2015, 1, 1),
    "party_member": False,
    "schooling": "12/12",
    "duties": "Tư pháp, hộ tịch",
}


def _ranked(province: Province, name: str, **values: object) -> Official:
    """A file with everything but qualifications, and but for what is told."""
    official = province.official(name, **{**WHOLE, **values})
    make.rank_held(official)
    return official


def _whole(province: Province, name: str, **values: object) -> Official:
    """A file with everything, but for what is told."""
    official = _ranked(province, name, **values)
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
    province.graduate(_ranked(province, "Lê Trường"), institution=None)
    province.graduate(_ranked(province, "Lê Thu"), institution="A", state=State.REVOKED)
    province.graduate(province.official("Lê Ngạch", **WHOLE), institution="Đại học Vinh")
    cadre = make.official("Lê Chủ", **WHOLE)  # needs no rank
    make.assignment(cadre, province.commune, province.chair, category=StaffCategory.CADRE)
    province.graduate(cadre, institution="Đại học Vinh")
    return province


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["Lê Đảng", "Lê Giới", "Lê Năm", "Lê Ngạch", "Lê Ngày", "Lê Thu", "Lê Trường"]),
        ("?lacks=sex", ["Lê Giới"]),
        ("?lacks=born", ["Lê Năm"]),
        ("?lacks=party", ["Lê Đảng"]),
        ("?lacks=issued", ["Lê Ngày"]),
        ("?lacks=rank", ["Lê Ngạch"]),
        ("?lacks=degree", ["Lê Thu"]),
        ("?lacks=schools", ["Lê Thu", "Lê Trường"]),
        ("?lacks=sex&lacks=born", ["Lê Giới", "Lê Năm"]),
        ("?sort=score", ["Lê Thu", "Lê Đảng", "Lê Giới", "Lê Năm", "Lê Ngạch", "Lê Ngày", "Lê Trường"]),
        ("?sort=-score", ["Lê Đảng", "Lê Giới", "Lê Năm", "Lê Ngạch", "Lê Ngày", "Lê Trường", "Lê Thu"]),
    ],
)
def test_who_lacks_what(files: Province, officer: Visitor, query: str, found: list[str]) -> None:
    assert files.commune
    assert names(officer.get(f"/officials/incomplete{query}").text) == found


def test_a_row_counts_what_is_there_and_leads_to_where_the_rest_is_entered(files: Province, officer: Visitor) -> None:
    assert files.commune
    page = officer.get("/officials/incomplete?lacks=degree").text
    assert rows(page)[0][2:] == [
        "12/14",
        "20 Trình độ chuyên môn cao nhất 32.1 Chuyên ngành và nơi cấp của văn bằng chuyên môn",
    ]
    public_id = db.session.scalar(select(Official.public_id).where(Official.full_name == "Lê Thu"))
    assert f'href="/officials/{public_id}#m32"' in page
    record = officer.get(f"/officials/{public_id}").text
    assert "<b>12/14</b>" in record


@pytest.mark.usefixtures("files")
def test_the_condition_over_all_says_of_each_file_what_the_item_says(app: Flask) -> None:
    assert app.testing
    for official in db.session.scalars(select(Official)):
        held = db.session.scalars(
            select(Qualification).where(Qualification.official_id == official.id, Qualification.state.not_in(VOID))
        ).all()
        post = db.session.scalars(select(Assignment).where(Assignment.official_id == official.id)).one()
        ranked = db.session.scalar(select(RankHeld.id).where(RankHeld.official_id == official.id)) is not None
        file = File(official, held, post.category, ranked)
        needed = needed_of(file)
        for item in LISTED:
            there = db.session.scalar(select(Official.id).where(Official.id == official.id, item.clause(dt.date(2026, 11, 23))))
            assert (item not in needed or item.there(file)) == (there is not None), (official.full_name, item.key)
