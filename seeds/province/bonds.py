"""Bonds of the demonstration province: four that run, one of them to its end soon, one served, one released."""

import datetime as dt
from decimal import Decimal

from sqlalchemy import select

from models.classes import Bond
from models.officials import Assignment, AssignmentKind, Official
from registry.bonds.reckoning import term
from registry.shared.ages import add_months
from registry.shared.database import db
from seeds.province.dice import Dice

_STUDIES = (("Thạc sĩ Quản lý công", 62), ("Thạc sĩ Luật", 40), ("Thạc sĩ Kinh tế", 30), ("Thạc sĩ Quản lý giáo dục", 71))
"""What was studied, and how many months ago it ended; each took two years."""
_OVER = (("Thạc sĩ Chính sách công", 80), ("Thạc sĩ Công nghệ thông tin", 20))
_ALL = (*_STUDIES, *_OVER)
_PLACE, _STEP = 11, 97


def plant_bonds(dice: Dice, today: dt.date) -> None:
    """Written down by hand, for people who hold a post today; of the last one somebody was released."""
    posts = select(Assignment.official_id).join(Official, Official.id == Assignment.official_id)
    held = posts.where(Assignment.kind == AssignmentKind.MAIN, Assignment.valid_from <= today, Assignment.valid_to > today)
    people = db.session.scalars(held.where(Official.archived_at.is_(None)).order_by(Official.id)).all()[_PLACE::_STEP]
    bonds = [
        _bond(official_id, title, add_months(today, -ago), dice) for official_id, (title, ago) in zip(people, _ALL, strict=False)
    ]
    if len(bonds) == len(_ALL):
        bonds[-1].released_on, bonds[-1].release_reason = (
            add_months(today, -3),
            "Luân chuyển theo quyết định của cấp có thẩm quyền",
        )
    db.session.add_all(bonds)
    db.session.flush()


def _bond(official_id: int, title: str, studied_to: dt.date, dice: Dice) -> Bond:
    studied_from, factor = add_months(studied_to, -24), Decimal(3)
    begins, ends = term(studied_from, studied_to, factor)
    return Bond(
        public_id=dice.public_id(),
        official_id=official_id,
        title=title,
        studied_from=studied_from,
        studied_to=studied_to,
        factor=factor,
        begins=begins,
        ends=ends,
        cost=dice.number(35, 70) * 1_000_000,
    )
