"""What every page shares: the day that rules its figures, filters for Vietnamese dates and numbers, static addresses."""

import datetime as dt
import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import Flask, g, request, url_for
from flask_babel import gettext as _

from registry.shared.clock import today
from registry.shared.dates import last_day, partial_date, read_day, vn_date, vn_instant
from registry.shared.numbers import vn_number, vn_percent
from registry.shared.text import clean

EARLIEST = dt.date(2021, 1, 1)
LATEST = dt.date(2099, 12, 31)


@dataclass(frozen=True)
class DayMark:
    """A day offered for one click."""

    date: dt.date
    label: str
    url: str
    current: bool


@dataclass(frozen=True)
class Day:
    """The day that all figures of a page refer to."""

    on: dt.date
    today: dt.date

    @property
    def is_today(self) -> bool:
        """Whether the page speaks of the present."""
        return self.on == self.today

    @property
    def kept(self) -> list[tuple[str, str]]:
        """The other parts of the address, to be kept when the day is changed."""
        asked = request.args.items(multi=True)
        return [(name, clean(value)) for name, value in asked if name not in {"on", "after", "before", "at"}]

    @property
    def links(self) -> list[DayMark]:
        """Days that matter, each with the address of this page on it."""
        marks = [
            (self.today, _("hôm nay")),
            (dt.date(2025, 6, 30), _("trước sắp xếp")),
            (dt.date(2025, 12, 31), _("hạn 2025")),
            (dt.date(2030, 12, 31), _("hạn 2030")),
        ]
        return [DayMark(date, label, self.url(date), date == self.on) for date, label in marks]

    def url(self, on: dt.date) -> str:
        """The address of this page on another day."""
        arguments: dict[str, Any] = {**(request.view_args or {}), **dict(self.kept)}
        if on != self.today:
            arguments["on"] = on.isoformat()
        return url_for(request.endpoint or "dashboard.index", _plain_day=True, **arguments)


def asked_day() -> dt.date:
    """The day of this request: `?on=` as dd/mm/yyyy or ISO; today when it is absent, unreadable or outside 2021–2099."""
    asked = read_day(request.args.get("on", ""))
    return asked if asked and EARLIEST <= asked <= LATEST else today()


def day() -> Day:
    """The day of this request, worked out once."""
    if "day" not in g:
        g.day = Day(asked_day(), today())
    return g.day  # type: ignore[no-any-return]  # g has no types


def init_app(app: Flask) -> None:
    """Give templates their filters and the day, and carry a chosen day from page to page."""
    app.jinja_env.filters.update(
        vn_date=vn_date, vn_instant=vn_instant, last_day=last_day, vn_number=vn_number, partial_date=partial_date
    )
    app.jinja_env.globals.update(asset=asset, vn_percent=vn_percent)

    @app.context_processor
    def context() -> dict[str, Any]:
        current = day()
        return {"day": current, "today_url": current.url(current.today) if request.endpoint else "/"}

    @app.url_defaults
    def carry_day(endpoint: str, values: dict[str, Any]) -> None:
        plain = values.pop("_plain_day", False)
        dated = endpoint != "static" and not endpoint.startswith("accounts.")
        if dated and not plain and "on" not in values and request and "on" in request.args and not day().is_today:
            values["on"] = day().on.isoformat()


def asset(path: str) -> str:
    """Address of a static file that changes with its content, so that browsers may keep it for ever."""
    return url_for("static", filename=path, v=_digest(path))


@lru_cache(maxsize=256)
def _digest(path: str) -> str:
    file = Path(__file__).resolve().parent.parent / "static" / path
    return hashlib.sha256(file.read_bytes()).hexdigest()[:10] if file.is_file() else "0"
