"""The forecast of a target to its deadline, and a plan for four targets at once."""

import datetime as dt
from collections.abc import Iterator

from sqlalchemy import select

from models.accounts import Account
from models.plans import GapPlan, PlanClass
from models.qualifications import Domain, Level
from registry.compliance.catalogue import target_with
from registry.forecasts.queries import outlook
from registry.plans.working import work_out
from registry.shared.clock import now, today
from registry.shared.database import db
from tests.bench.report import Figure, at_most, both
from tests.bench.timing import took

DEADLINE = dt.date(2030, 12, 31)
OFFERS = (
    *(
        (Domain.LANGUAGE, 4, 200, 18_000_000, 2030),
        (Domain.LANGUAGE, 4, 60, 9_000_000, 2028),
        (Domain.DEGREE, 4, 400, 40_000_000, 2029),
    ),
    *((Domain.THEORY, 2, 400, 12_000_000, 2027), (Domain.THEORY, 1, 900, 3_000_000, 2028)),
    *((Domain.STATE_MANAGEMENT, 1, 900, 4_000_000, 2029), (Domain.DIGITAL, 1, 900, 1_000_000, 2027)),
)
"""Domain, rank, seats, cost and year of the classes on offer."""


def measured() -> Iterator[Figure]:
    """All figures of this kind; nothing is left behind."""
    since, account = today(), db.session.scalars(select(Account)).first()
    assert account is not None
    for code in ("T1", "T3"):
        spent = took(lambda code=code: outlook(target_with(code, DEADLINE)[0], account.unit_id, since, DEADLINE))  # type: ignore[misc]
        yield at_most(f"forecast of {code} for the province", both(spent), spent.worked, 5, "≤ 5 s CPU")
    plan = _plan(account)
    spent = took(lambda: work_out(plan, since))
    yield at_most("plan for T1–T4, seven classes", both(spent), spent.worked, 30, "≤ 30 s CPU")
    db.session.rollback()


def _plan(account: Account) -> GapPlan:
    plan = GapPlan(name="Bench", unit_id=account.unit_id, owner_id=account.id, codes="T1 T2 T3 T4", until=DEADLINE, made_at=now())
    db.session.add(plan)
    db.session.flush()
    for domain, rank, seats, cost, year in OFFERS:
        level = db.session.scalars(select(Level).where(Level.domain == domain, Level.rank == rank)).first()
        assert level is not None
        language = "en" if domain is Domain.LANGUAGE else None
        days = {"first_day": dt.date(year, 1, 5), "last_day": dt.date(year, 12, 20)}
        one = PlanClass(
            plan_id=plan.id, title=level.name, level_id=level.id, seats=seats, cost=cost, language_code=language, **days
        )
        db.session.add(one)
    db.session.flush()
    return plan
