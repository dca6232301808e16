"""How long a deadline is away, in the largest unit that still says something."""

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest

from registry.compliance.figures import Figure
from registry.standings.measure import NOBODY

DEADLINE = dt.date(2025, 12, 31)


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize(
    ("on", "words"),
    [
        (dt.date(2023, 12, 31), "còn 2 năm · đến 31/12/2025"),
        (dt.date(2025, 6, 30), "còn 6 tháng · đến 31/12/2025"),
        (dt.date(2025, 11, 30), "còn 1 tháng · đến 31/12/2025"),
        (dt.date(2025, 12, 1), "còn 30 ngày · đến 31/12/2025"),
        (dt.date(2025, 12, 30), "còn 1 ngày · đến 31/12/2025"),
        (DEADLINE, "đúng ngày hết hạn 31/12/2025"),
        (dt.date(2026, 1, 1), "đã hết hạn 31/12/2025, theo dõi tiếp"),
    ],
)
def test_the_time_left_is_said_in_years_months_or_days(on: dt.date, words: str) -> None:
    target: Any = SimpleNamespace(version=SimpleNamespace(deadline=DEADLINE))
    assert Figure(target, NOBODY, on).time_left == words
