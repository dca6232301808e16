"""What offices write between two reorganisations: appointments, transfers, posts beside the main one, corrections, plans."""

import contextlib
import datetime as dt
import random

from sqlalchemy import select

from models.officials import Assignment, AssignmentKind, Official
from models.positions import Position
from models.units import Tier, Unit
from registry.careers.actions import AssignmentDetails, Correction, appoint, correct_post, transfer
from registry.planning.actions import PlanDetails, plan
from registry.shared.database import db
from registry.shared.refusal import Refused
from registry.units.queries import tree_on


class Office:
    """Draws edits of the days from one on, so that nothing before it may change. What is refused leaves nothing behind."""

    def __init__(self, draw: random.Random, positions: list[Position]) -> None:
        self._draw, self._positions = draw, positions

    def edit(self, since: dt.date, until: dt.date) -> None:
        day = since + dt.timedelta(days=self._draw.randrange((until - since).days))
        official = self._draw.choice(list(db.session.scalars(select(Official).order_by(Official.id))))
        what = self._draw.choice((self._promote, self._send, self._beside, self._correct, self._plan))
        with contextlib.suppress(Refused), db.session.begin_nested():
            what(official, day)
        db.session.commit()

    def _post(self, day: dt.date, kind: AssignmentKind = AssignmentKind.MAIN) -> AssignmentDetails:
        unit = db.session.get_one(Unit, self._draw.choice(sorted(unit.id for unit in tree_on(day).of_tiers([Tier.COMMUNE]))))
        return AssignmentDetails(unit, self._draw.choice(self._positions), day, kind=kind, decision="5/QĐ")

    def _promote(self, official: Official, day: dt.date) -> None:
        appoint(official, self._post(day), None)

    def _send(self, official: Official, day: dt.date) -> None:
        transfer(official, self._post(day), None)

    def _beside(self, official: Official, day: dt.date) -> None:
        appoint(official, self._post(day, self._draw.choice((AssignmentKind.CONCURRENT, AssignmentKind.SECONDED))), None)

    def _correct(self, official: Official, day: dt.date) -> None:
        """A post that began on the day or later began on the day, at another unit, or in another position."""
        of = select(Assignment).where(Assignment.official_id == official.id, Assignment.valid_from >= day)
        for post in db.session.scalars(of.order_by(Assignment.valid_from).limit(1)):
            values = {name: getattr(post, name) for name in Correction.__dataclass_fields__}
            wanted = self._post(day)
            what = self._draw.choice(({"valid_from": day}, {"unit": wanted.unit}, {"position": wanted.position}))
            correct_post(post, Correction(**{**values, **what}), None)

    def _plan(self, official: Official, day: dt.date) -> None:
        wanted = self._post(day)
        plan(official, PlanDetails(wanted.unit, wanted.position, day.year, day.year + 5, "7-QĐ/TU", day), None)
