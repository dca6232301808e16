"""A small province whose figures are frozen: a department with three people, and what can happen to them afterwards."""

import datetime as dt
from dataclasses import dataclass

from models.accounts import Account, Role
from models.officials import Official
from models.qualifications import Level, Qualification
from models.snapshots import Snapshot
from models.units import Tier, Unit
from registry.shared.database import db
from registry.snapshots.actions import SnapshotDetails, freeze
from tests.support import make

ON = dt.date(2025, 12, 31)


@dataclass(frozen=True)
class World:
    """An has a verified degree, Bình a declared one, Chi none."""

    province: Unit
    unit: Unit
    level: Level
    an: Official
    binh: Official
    chi: Official
    degrees: dict[str, Qualification]
    department: Account

    def freeze(self, name: str = "Báo cáo 2025", on: dt.date = ON) -> Snapshot:
        """Freeze a day and commit."""
        db.session.commit()
        snapshot = freeze(SnapshotDetails(name, on), self.department)
        db.session.commit()
        return snapshot

    def degree_of(self, official: Official, **values: object) -> Qualification:
        """A degree entered now, issued long ago."""
        return make.qualification(official, level_id=self.level.id, **values)


def build() -> World:
    """Plant it; needs an application context."""
    province = make.province()
    unit, level = make.unit("Sở Đây", Tier.DEPARTMENT, province), make.level()
    make.target()
    names = {"an": "Nguyễn Thị An", "binh": "Trần Văn Bình", "chi": "Lê Thị Chi"}
    people = {key: make.official_at(unit, name) for key, name in names.items()}
    degrees = {
        "an": make.qualification(people["an"], level_id=level.id, state="verified", field="Luật"),
        "binh": make.qualification(people["binh"], level_id=level.id, field="Toán"),
    }
    return World(province, unit, level, **people, degrees=degrees, department=make.account(Role.DEPARTMENT, province))
