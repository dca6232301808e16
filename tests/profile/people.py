"""A commune with one official, and what the target T1 asks of them: a degree and political theory."""

from dataclasses import dataclass
from typing import Any

from models.officials import Official
from models.positions import Leadership, Position, StaffCategory
from models.qualifications import Domain, Level
from models.units import Tier, Unit
from tests.support import make, markup
from tests.support.visitor import Visitor


@dataclass
class Commune:
    """The unit, its neighbour, and an official with a post there since 2021."""

    root: Unit
    unit: Unit
    beside: Unit
    clerk: Position
    official: Official
    degree: Level
    college: Level
    theory: Level

    def record(self, visitor: Visitor, query: str = "") -> str:
        """The record as it reads, without tags."""
        answer = visitor.get(f"/officials/{self.official.public_id}{query}")
        assert answer.status_code == 200, answer.status
        return said(answer.text)


def said(page: str) -> str:
    """What the page says inside its main part, with single blanks between the parts."""
    main = next(element for element in markup.parsed(page).iter("main"))
    return " ".join(" ".join(main.itertext()).split())


def settle(**values: Any) -> Commune:
    """Add units, levels, the targets T1 and T3, and the official with these values."""
    root = make.unit("Tỉnh Hà Tĩnh", Tier.PROVINCE)
    commune, beside = (make.unit(name, Tier.COMMUNE, root) for name in ("Xã Cẩm Xuyên", "Xã Hương Khê"))
    clerk = make.position("Chuyên viên", Tier.COMMUNE)
    holds = [{"holds": {"domain": "degree", "rank": 4}}, {"holds": {"domain": "theory", "rank": 1}}]
    make.target("T1", {"every": holds})
    make.target("T3", population={"leads": {"whom": [Leadership.DEPARTMENT.value]}})
    official = make.official("Nguyễn Thị Hồng Nhung", **{"personal_number": "042189000217", **values})
    make.assignment(official, commune, clerk, category=StaffCategory.CIVIL_SERVANT)
    return Commune(
        root,
        commune,
        beside,
        clerk,
        official,
        make.level(Domain.DEGREE, "Đại học", 4),
        make.level(Domain.DEGREE, "Cao đẳng", 3),
        make.level(Domain.THEORY, "Sơ cấp", 1),
    )
