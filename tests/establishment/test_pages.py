"""Posts assigned and people present: by number, by branch of study, by form and by Excel, each within what one sees."""

import datetime as dt
import io

import pytest
from flask import Flask
from openpyxl import load_workbook
from sqlalchemy import select, update

from models.accounts import Role
from models.establishment import Quota
from models.qualifications import Domain, State
from models.units import Tier, Unit, UnitPeriod
from registry.establishment.queries import branches_of, lines_on
from registry.shared.database import db
from registry.units.queries import tree_on
from tests.support import make, markup
from tests.support.visitor import Visitor

ON = dt.date(2026, 11, 23)


@pytest.fixture
def province(app: Flask) -> Unit:  # noqa: ARG001  the units need its context
    return make.province()


@pytest.fixture
def commune(province: Unit) -> Unit:
    unit = make.unit("Xã Cẩm Bình", Tier.COMMUNE, province)
    for number in range(3):
        make.official_at(unit, f"Người {number}")
    return unit


def _main(visitor: Visitor, path: str) -> str:
    return markup.text_of(next(markup.parsed(visitor.get(path).text).iter("main")))


@pytest.mark.parametrize(
    ("field", "branches"),
    [
        ("Công nghệ thông tin", {"it"}),
        ("Quản lý đất đai", {"land"}),
        ("Luật kinh tế", {"law"}),
        ("Tài chính - Ngân hàng", {"accounting"}),
        ("Xây dựng", {"building"}),
        ("Xây dựng Đảng và chính quyền nhà nước", set()),
        ("Kinh tế nông nghiệp", {"farming"}),
        ("Ngữ văn", set()),
    ],
)
def test_a_field_of_study_belongs_to_a_branch_by_its_words(field: str, branches: set[str]) -> None:
    assert branches_of(field) == branches


def test_people_are_counted_by_the_branch_of_a_degree_that_holds(commune: Unit) -> None:
    officials = [make.official_at(commune, f"Có bằng {number}") for number in range(4)]
    make.qualification(officials[0], Domain.DEGREE, field="Tin học")
    make.qualification(officials[0], Domain.DEGREE, field="Công nghệ thông tin")
    make.qualification(officials[1], Domain.DEGREE, field="Tin học", state=State.REVOKED)
    make.qualification(officials[2], Domain.DEGREE, field="Tin học", issued_on=ON + dt.timedelta(days=1))
    make.qualification(officials[3], Domain.TRAINING, field="Tin học")
    (line,) = lines_on(tree_on(ON), {commune.id})
    assert (line.present, line.trained.get("it"), line.assigned) == (7, 1, None)


def test_the_number_of_a_year_is_typed_and_corrected(visitor: Visitor, province: Unit, commune: Unit) -> None:
    writer = visitor.enter_as(make.account(Role.DEPARTMENT, province))
    path = f"/organisation/establishment/{commune.key}?on=2026-11-23"
    assert writer.submit(path, {"posts": "5", "basis": "12/QĐ-UBND"}).status_code == 302
    make.official_at(make.unit("Xã Khác", Tier.COMMUNE, province))
    assert "Được giao 5, có mặt 3. 0 đơn vị thừa, 1 thiếu, 0 đủ." in _main(writer, "/organisation/establishment?on=2026-11-23")
    assert writer.submit(path, {"posts": "2"}).status_code == 302
    assert "1 đơn vị thừa" in _main(writer, "/organisation/establishment?on=2026-11-23")
    assert "Được giao" not in _main(writer, "/organisation/establishment?on=2025-11-23")
    assert "0 đến 5000" in writer.submit(path, {"posts": "-1"}).text or db.session.scalars(select(Quota.posts)).all() == [2]


def test_the_workbook_comes_back_with_numbers_or_not_at_all(visitor: Visitor, province: Unit, commune: Unit) -> None:
    make.official_at(make.unit("Xã Khác", Tier.COMMUNE, province))
    writer = visitor.enter_as(make.account(Role.DEPARTMENT, province))
    page = "/organisation/establishment?on=2026-11-23"
    book = load_workbook(io.BytesIO(writer.get("/organisation/establishment/numbers.xlsx?on=2026-11-23").data))
    sheet = book.worksheets[0]
    rows = [row for row in sheet.iter_rows() if str(row[1].value).startswith("Xã")]
    rows[0][2].value, rows[1][2].value = 4, "nhiều"

    def send() -> str:
        target = io.BytesIO()
        book.save(target)
        answer = writer.submit(page, {"file": (io.BytesIO(target.getvalue()), "a.xlsx")}, form="/numbers")
        return writer.get(answer.headers["Location"]).text

    assert "không phải số biên chế" in send()
    assert db.session.scalars(select(Quota.id)).all() == []
    rows[1][2].value = 1
    assert "Đã ghi 2 số biên chế năm 2026" in send()
    numbers = dict(db.session.execute(select(Unit.key, Quota.posts).join(Unit, Unit.id == Quota.unit_id)).all())
    assert sorted(numbers.values()) == [1, 4]
    assert numbers[commune.key] in {1, 4}


def test_a_commune_sees_its_own_numbers_alone(visitor: Visitor, province: Unit, commune: Unit) -> None:
    make.official_at(make.unit("Xã Khác", Tier.COMMUNE, province))
    reader = visitor.enter_as(make.account(Role.CHAIR, commune))
    text = _main(reader, "/organisation/establishment")
    assert ("Xã Cẩm Bình" in text, "Xã Khác" in text) == (True, False)


@pytest.mark.parametrize("branch", ["", "it"])
def test_the_map_shows_the_communes_that_have_a_place_on_it(visitor: Visitor, province: Unit, commune: Unit, branch: str) -> None:
    other = make.unit("Xã Khác", Tier.COMMUNE, province)
    make.official_at(other, "An")
    for number, unit in enumerate((commune, other)):
        place = {"map_x": number + 1, "map_y": 1}
        db.session.execute(update(UnitPeriod).where(UnitPeriod.unit_id == unit.id).values(place))
    db.session.commit()
    reader = visitor.enter_as(make.account(Role.DEPARTMENT, province))
    text = _main(reader, f"/organisation/establishment?branch={branch}")
    assert "Thừa, thiếu so với biên chế được giao" in text or branch
    assert text.count("Xã Khác") == 2
