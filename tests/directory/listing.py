"""A small province for the list of officials, and the list read back from its page."""

from dataclasses import dataclass
from typing import Any

from werkzeug.test import TestResponse

from models.officials import Official
from models.positions import Leadership, Position, StaffCategory
from models.qualifications import Domain, Level, Qualification
from models.units import Tier, Unit
from tests.support import make, markup
from tests.support.visitor import Visitor


@dataclass
class Province:
    """Two communes side by side, a department with a branch below it, and the degree that the target T1 asks for."""

    root: Unit
    commune: Unit
    beside: Unit
    department: Unit
    branch: Unit
    clerk: Position
    chair: Position
    degree: Level
    college: Level

    def official(self, name: str, at: Unit | None = None, post: Position | None = None, **values: Any) -> Official:
        """Somebody with a main post since 2021, at the first commune as a clerk unless told otherwise."""
        official = make.official(name, **values)
        make.assignment(official, at or self.commune, post or self.clerk)
        return official

    def graduate(self, official: Official, **values: Any) -> Qualification:
        """Give somebody the degree that T1 asks for."""
        return make.qualification(official, Domain.DEGREE, **{"level_id": self.degree.id, "field": "Luật", **values})


def settle() -> Province:
    """Add units, positions, levels and the target T1: every civil servant a degree."""
    root = make.unit("Tỉnh Hà Tĩnh", Tier.PROVINCE)
    department = make.unit("Sở Tài chính", Tier.DEPARTMENT, root)
    make.target()
    return Province(
        root,
        make.unit("Xã Cẩm Xuyên", Tier.COMMUNE, root),
        make.unit("Xã Hương Khê", Tier.COMMUNE, root),
        department,
        make.unit("Chi cục Ngân sách", Tier.DEPARTMENT, department),
        make.position("Chuyên viên", Tier.COMMUNE),
        make.position("Chủ tịch UBND xã", Tier.COMMUNE, leadership=Leadership.COMMUNE, category=StaffCategory.CADRE),
        make.level(Domain.DEGREE, "Đại học", 4),
        make.level(Domain.DEGREE, "Cao đẳng", 3),
    )


def rows(page: str) -> list[list[str]]:
    """The cells of the list, as they read."""
    tables = [table for table in markup.parsed(page).iter("table") if "people" in table.get("class", "")]
    found = [row for table in tables for body in table.iter("tbody") for row in body.iter("tr")]
    return [[" ".join(" ".join(cell.itertext()).split()) for cell in row if cell.tag in {"th", "td"}] for row in found]


def names(page: str) -> list[str]:
    """The names of the list in its order."""
    tables = [table for table in markup.parsed(page).iter("table") if "people" in table.get("class", "")]
    heads = [head for table in tables for head in table.iter("th") if head.get("scope") == "row"]
    return [markup.text_of(head[0]) for head in heads]


def exported(visitor: Visitor, query: str = "") -> TestResponse:
    """The answer that brings the list as a workbook."""
    return visitor.post(f"/officials/export{query}", data={"csrf_token": visitor.csrf_token()})


def listed(visitor: Visitor, query: str = "") -> list[str]:
    """The names on a page of the list."""
    answer = visitor.get(f"/officials{query}")
    assert answer.status_code == 200, answer.status
    return names(answer.text)
