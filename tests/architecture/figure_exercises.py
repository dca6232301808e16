"""One call of every action of figures beside the targets: a part of exercises.py."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

from models.accounts import Account
from models.units import Unit
from registry.establishment import actions as establishment
from registry.exemptions import actions as exemptions
from registry.exemptions.queries import Act, act_with
from registry.resolution import actions as resolution
from tests.support import make

_REPORT = resolution.Report(dt.date(2025, 6, 30), Decimal(90), "9/BC", dt.date(2025, 7, 10), "Sở Tư pháp")


def _act(unit: Unit) -> Act:
    return act_with(make.exemption(unit_id=unit.id).act, dt.date(2026, 6, 1))


FIGURES: dict[str, Callable[[Account, Unit], object]] = {
    "exemptions.exempt": lambda account, unit: exemptions.exempt(
        exemptions.ExemptionDetails(make.target(), "QĐ 1", dt.date(2026, 1, 1), units=(unit,)), account
    ),
    "exemptions.end_exemption": lambda account, unit: exemptions.end_exemption(
        _act(unit), exemptions.Ending(dt.date(2026, 6, 1), "Bãi bỏ"), account
    ),
    "exemptions.remove_exemption": lambda account, unit: exemptions.remove_exemption(_act(unit), "Nhầm", account),
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
