"""One call of every action of figures beside the targets: a part of exercises.py."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

from models.accounts import Account
from models.units import Unit
from registry.establishment import actions as establishment
from registry.resolution import actions as resolution
from tests.support import make

_REPORT = resolution.Report(dt.date(2025, 6, 30), Decimal(90), "9/BC", dt.date(2025, 7, 10), "Sở Tư pháp")

FIGURES: dict[str, Callable[[Account, Unit], object]] = {
    "establishment.count_service": lambda account, unit: establishment.count_service(
        establishment.Counted(unit, 2025, 30, None), account
    ),
    "establishment.count_services": lambda account, unit: establishment.count_services(
        [establishment.Counted(unit, 2025, 30, 28)], account
    ),
    "resolution.enter_value": lambda account, _unit: resolution.enter_value(make.indicator(), _REPORT, account),
    "resolution.correct_value": lambda account, _unit: resolution.correct_value(make.indicator_value(account), _REPORT, account),
    "resolution.withdraw_value": lambda account, _unit: resolution.withdraw_value(make.indicator_value(account), "Nhầm", account),
}
