"""Every shape of roster comes into the registry whole: all people, all facts, and a second time nothing."""

import datetime as dt

import pytest

from models.officials import Official
from models.qualifications import CertificateType, Domain, Level, Qualification
from registry.readers.roster import read_roster
from registry.shared.database import db
from registry.workbooks.actions import apply_plan
from registry.workbooks.compare import Plan, compare
from tests.readers import shapes
from tests.workbooks.bringing import unit

pytestmark = pytest.mark.usefixtures("app")

BORN = [(dt.date(1985, 5, 24), "day"), (dt.date(1990, 11, 1), "month"), (dt.date(1979, 1, 1), "year")]
PAPERS = [
    {"thac-si", "trung-cap", "chuyen-vien", "chung_chi_b", "tin_hoc_b"},
    {"dai-hoc", "cao-cap", "chuyen-vien-chinh", "chung_chi_c", "tin_hoc_a"},
    {"cao-dang", "so-cap", "chuyen-vien", "chung_chi_a", "tin_hoc_c"},
]


def compared(data: bytes) -> Plan:
    return compare(read_roster(data, "danh-sach"), None, unit("xa-cam-binh"))


def papers_of(official: Official) -> list[str]:
    held = db.session.query(Qualification).filter_by(official_id=official.id).all()
    kinds = {row.id: row.key for row in db.session.query(CertificateType)}
    levels = {row.id: row.key for row in db.session.query(Level)}
    return [kinds[row.certificate_type_id] if row.certificate_type_id else levels[row.level_id] for row in held]


@pytest.mark.parametrize("shape", shapes.SHAPES)
def test_a_roster_of_any_shape_comes_in_whole_and_once(shape: str) -> None:
    data = shapes.SHAPES[shape]()
    counts = apply_plan(compared(data), "danh-sach", None, accept_good_rows=False)
    db.session.commit()
    assert (counts["read"], counts["added"], counts["rejected"]) == (3, 3, 0)
    people = db.session.query(Official).order_by(Official.id).all()
    assert [(one.full_name, one.personal_number) for one in people] == [(fact[0], fact[3]) for fact in shapes.FACTS]
    assert [(one.born_on, one.born_precision.value) for one in people] == BORN
    second = ["dai-hoc"] if shape == "long with continuation rows" else []
    expected = [sorted([*papers, *(second if place == 0 else [])]) for place, papers in enumerate(PAPERS)]
    assert [sorted(papers_of(one)) for one in people] == expected
    again = compared(data).counts
    assert (again["unchanged"], again["rejected"]) == (3, 0)


def test_two_degrees_of_one_row_never_correct_the_same_one_on_file() -> None:
    undated = shapes.long()
    apply_plan(compared(shapes.book(("Danh sách", [undated[0], [*undated[1][:6], "Đại học", "", *undated[1][8:]]]))), "a", None,
               accept_good_rows=False)  # fmt: skip
    db.session.commit()
    both = [undated[0], [*undated[1][:6], "Đại học", "Luật", *undated[1][8:]], undated[2]]
    plan = compared(shapes.book(("Danh sách", both)))
    apply_plan(plan, "b", None, accept_good_rows=False)
    db.session.commit()
    degrees = db.session.query(Qualification.field).filter_by(domain=Domain.DEGREE).order_by(Qualification.field).all()
    assert [row.field for row in degrees] == ["Kinh tế", "Luật"]
