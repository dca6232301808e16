"""A commune with one official in a post since 2021, the commune beside it, and a department."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from models.base import FOREVER
from models.officials import Assignment, AssignmentKind, Official
from models.positions import Position
from models.units import Tier, Unit
from registry.careers.actions import AssignmentDetails
from registry.shared.database import db
from tests.support import make


@dataclass
class Office:
    """Units, positions, and the official."""

    root: Unit
    unit: Unit
    beside: Unit
    department: Unit
    clerk: Position
    chief: Position
    expert: Position
    official: Official

    @property
    def path(self) -> str:
        """Address of the file."""
        return f"/officials/{self.official.public_id}"

    def post(self, position: Position | None = None, unit: Unit | None = None, **values: Any) -> AssignmentDetails:
        """A post to be given, at the commune from March 2026 unless told otherwise."""
        day = values.pop("valid_from", dt.date(2026, 3, 1))
        return AssignmentDetails(unit or self.unit, position or self.chief, day, **values)

    def form(self, position: Position | None = None, unit: Unit | None = None, **values: str) -> dict[str, str]:
        """The same as fields of a form."""
        chosen = {"unit": (unit or self.unit).key, "position": (position or self.chief).key}
        return {**chosen, "valid_from": "01/03/2026", "decision": "12/QĐ-UBND", **values}

    def spans(self, kind: AssignmentKind = AssignmentKind.MAIN) -> list[tuple[str, str, str]]:
        """Title, first day and first day after, of the posts of a kind in order."""
        statement = select(Assignment).where(Assignment.official_id == self.official.id, Assignment.kind == kind)
        posts = db.session.scalars(statement.order_by(Assignment.valid_from))
        return [(post.position.title, f"{post.valid_from}", _end(post.valid_to)) for post in posts]

    def held(self, kind: AssignmentKind = AssignmentKind.MAIN) -> list[Assignment]:
        """The posts of a kind in order."""
        statement = select(Assignment).where(Assignment.official_id == self.official.id, Assignment.kind == kind)
        return list(db.session.scalars(statement.order_by(Assignment.valid_from)))


def _end(day: dt.date) -> str:
    return "" if day == FOREVER else f"{day}"


def settle() -> Office:
    """Add everything."""
    root = make.unit("Tỉnh Hà Tĩnh", Tier.PROVINCE)
    unit, beside = (make.unit(name, Tier.COMMUNE, root) for name in ("Xã Cẩm Xuyên", "Xã Hương Khê"))
    office = Office(
        root,
        unit,
        beside,
        make.unit("Sở Nội vụ", Tier.DEPARTMENT, root),
        make.position("Chuyên viên", Tier.COMMUNE),
        make.position("Trưởng phòng", Tier.COMMUNE),
        make.position("Chuyên viên sở", Tier.DEPARTMENT),
        make.official("Nguyễn Thị Hồng Nhung", personal_number="042189000217", born_on=dt.date(1989, 8, 14)),
    )
    make.assignment(office.official, unit, office.clerk)
    return office
