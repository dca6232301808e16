"""Figures after an import, held against counting in the workbook by hand."""

import datetime as dt
import io
import random
from collections.abc import Iterator
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from models.targets import Standing
from registry.compliance.report import compliance_report
from registry.standings import keeping
from tests.readers.rosters import written
from tests.workbooks.bringing import AN, COLUMNS, bring, number_of, roster

pytestmark = pytest.mark.usefixtures("app")

ON = dt.date(2026, 9, 30)
LEADERS = ("Bí thư Đảng ủy", "Chủ tịch UBND", "Phó Chủ tịch UBND", "Trưởng phòng", "Phó Trưởng phòng")
OTHERS = ("Chuyên viên", "Chỉ huy trưởng Ban Chỉ huy quân sự")
DEGREES = ("", "Trung cấp", "Cao đẳng", "Đại học", "Thạc sĩ")
THEORIES = ("", "Sơ cấp", "Trung cấp", "Cao cấp")
UNITS = ("Xã Cẩm Bình", "Phường Thành Sen")
NEEDED = {"Đại học", "Thạc sĩ"}


def _drawn(seed: int, many: int = 60) -> Workbook:
    """People of two communes with every mixture of posts and levels; some degrees are of after the day asked for."""
    dice = random.Random(seed)
    return roster(
        *(
            {
                **AN,
                "number": f"04208500{place:04d}",
                "diploma": f"D{place}",
                "unit": dice.choice(UNITS),
                "post": dice.choice(LEADERS + OTHERS * 3),
                "category": dice.choice(("", "Công chức", "Cán bộ", "Viên chức")),
                "degree": dice.choice(DEGREES),
                "theory": dice.choice(THEORIES),
                "graduated": dice.choice(("12/06/2007", "2010", "15/10/2026")),
            }
            for place in range(many)
        )
    )


def _rows(book: Workbook) -> Iterator[dict[str, Any]]:
    """The naive reading: one dictionary for each row, by heading."""
    sheet = load_workbook(io.BytesIO(written(book))).worksheets[0]
    table = [[cell.value for cell in row] for row in sheet.iter_rows()]
    keys = {heading: key for key, heading in COLUMNS.items()}
    for row in table[1:]:
        yield {keys[heading]: value or "" for heading, value in zip(table[0], row, strict=True) if heading in keys}


def _counted(book: Workbook, unit: str = "") -> dict[str, Any]:
    """T1 by hand: cadres and civil servants of communes, the military commander aside."""
    people = [row for row in _rows(book) if row["category"] != "Viên chức" and unit in ("", row["unit"])]
    exempt = [row for row in people if "quân sự" in row["post"]]
    judged = [row for row in people if "quân sự" not in row["post"]]
    degree = [row for row in judged if row["degree"] in NEEDED and row["graduated"] != "15/10/2026"]
    theory = [row for row in judged if row["theory"] in (THEORIES[2:] if row["post"] in LEADERS else THEORIES[1:])]
    return {"total": len(judged), "exempt": len(exempt), "degree": len(degree), "theory": len(theory)}


def _told(figures: dict[str, Any]) -> dict[str, Any]:
    parts = figures["components"]
    return {
        "total": figures["total"],
        "exempt": figures["exempt"],
        "degree": parts["degree"]["met"],
        "theory": parts["theory"]["met"],
    }


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_figures_right_after_the_import_are_those_of_the_workbook(seed: int) -> None:
    book = _drawn(seed)
    bring(book)
    assert keeping.differences() == set()
    assert number_of(Standing) > 0
    target = next(one for one in compliance_report(ON)["targets"] if one["code"] == "T1")
    assert _told(target) == _counted(book)
    degrees = {unit["name"]: unit["met"] for unit in target["components"]["degree"]["units"]}
    assert {name: degrees[name] for name in UNITS} == {name: _counted(book, name)["degree"] for name in UNITS}


def test_figures_follow_a_second_roster_that_changes_some() -> None:
    book = _drawn(4)
    bring(book)
    sheet = book.worksheets[0]
    columns = {cell.value: cell.column for cell in sheet[1]}
    for row in range(2, 30):
        sheet.cell(row, columns["Lý luận chính trị"]).value = "Cao cấp"
        sheet.cell(row, columns["Ngày cấp bằng LLCT"]).value = "01/09/2026"
    assert bring(book)["updated"] == 28
    assert keeping.differences() == set()
    target = next(one for one in compliance_report(ON)["targets"] if one["code"] == "T1")
    assert _told(target) == _counted(book)
