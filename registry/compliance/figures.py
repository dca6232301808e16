"""Targets with their figures for one view: a set of units on a day."""

import datetime as dt
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from flask_babel import gettext as _
from flask_babel import ngettext

from registry.compliance.catalogue import TargetOnDay, targets_on
from registry.shared.dates import vn_date
from registry.shared.numbers import vn_percent
from registry.standings.measure import NOBODY, Count, Counts, counts_on, rolled_up, summed, trend
from registry.units.queries import Tree, UnitOnDay, subtrees_over
from registry.units.scope import View

MONTHS_SHOWN = 24
YEARS_SHOWN = 5


@dataclass(frozen=True)
class Figure:
    """One target at a set of units on a day."""

    target: TargetOnDay
    count: Count
    on: dt.date

    @property
    def verdict(self) -> str:
        """met, unmet or nobody."""
        return self.count.verdict(self.target.rule.threshold)

    @property
    def verdict_verified(self) -> str:
        """The verdict if only verified qualifications counted."""
        return self.count.verdict_verified(self.target.rule.threshold)

    @property
    def needed(self) -> int:
        """How many more officials must be met."""
        return self.count.needed(self.target.rule.threshold)

    @property
    def spare(self) -> int:
        """How many of those met may be lost before the threshold is missed."""
        return self.count.spare(self.target.rule.threshold)

    @property
    def threshold(self) -> int:
        """The threshold in percent."""
        return self.target.rule.threshold.percent

    @property
    def percent(self) -> str:
        """The share met, in percent without the sign."""
        return vn_percent(self.count.met, self.count.total, self.threshold)

    @property
    def percent_verified(self) -> str:
        """The share met on verified qualifications alone."""
        return vn_percent(self.count.met_verified, self.count.total, self.threshold)

    @property
    def title(self) -> str:
        """Title in the language of the page."""
        return self.target.title_shown

    @property
    def short_title(self) -> str:
        """Short title in the language of the page."""
        return self.target.short_title_shown

    @property
    def basis(self) -> str:
        """Clause and deadline in words."""
        version = self.target.version
        clause = _("Mục %(clause)s Nghị quyết của Ban Chấp hành Đảng bộ tỉnh", clause=version.basis_clause or "")
        if version.deadline is None:
            return clause
        return _("%(clause)s · đến năm %(year)s", clause=clause, year=version.deadline.year)

    @property
    def time_left(self) -> str:
        """How long the deadline is away, or since when it is over."""
        deadline = self.target.version.deadline
        if deadline is None:
            return _("không nêu thời hạn")
        if deadline < self.on:
            return _("đã hết hạn %(day)s, theo dõi tiếp", day=vn_date(deadline))
        if deadline == self.on:
            return _("đúng ngày hết hạn %(day)s", day=vn_date(deadline))
        months = (deadline.year - self.on.year) * 12 + deadline.month - self.on.month
        if months == 0:
            left = ngettext("còn %(num)s ngày", "còn %(num)s ngày", (deadline - self.on).days)
        elif months < 24:
            left = ngettext("còn %(num)s tháng", "còn %(num)s tháng", months)
        else:
            left = ngettext("còn %(num)s năm", "còn %(num)s năm", months // 12)
        return _("%(left)s · đến %(day)s", left=left, day=vn_date(deadline))


@dataclass(frozen=True)
class Card:
    """A target on the board: its figure and how it came there, as (day, percent) by month."""

    figure: Figure
    points: list[tuple[dt.date, float]]


@dataclass(frozen=True)
class UnitFigure:
    """A target at one unit with everything below it."""

    unit: UnitOnDay
    figure: Figure


def figures_at(on: dt.date, units: set[int]) -> list[Figure]:
    """Every target summed over the units."""
    counts = counts_on(on)
    return [figure_of(target, counts, units, on) for target in targets_on(on)]


def figure_of(target: TargetOnDay, counts: Counts, units: set[int], on: dt.date) -> Figure:
    """One target or component summed over the units."""
    return Figure(target, summed(count for unit, count in counts.get(target.id, {}).items() if unit in units), on)


def cards_at(on: dt.date, view: View) -> list[Card]:
    """The board: every target with its figure and its course over the last months."""
    figures = figures_at(on, view.units)
    days = month_ends(on)
    courses = courses_of([figure.target.id for figure in figures], days, view.unit_id)
    return [Card(figure, shares(days, courses[figure.target.id])) for figure in figures]


def courses_of(target_ids: list[int], days: list[dt.date], unit_id: int) -> dict[int, list[Count]]:
    """Counts of each target on each of the days (ascending) at the unit with everything that was below it on that day."""
    found: dict[int, list[Count]] = {target_id: [] for target_id in target_ids}
    for units, era in groupby(zip(subtrees_over(unit_id, days), days, strict=True), key=itemgetter(0)):
        for target_id, counts in trend(target_ids, [day for _units, day in era], units).items():
            found[target_id] += counts
    return found


@dataclass(frozen=True)
class Course:
    """How a figure came to where it is: on the last days of months and of years, each ending with the day itself."""

    months: list[tuple[dt.date, Count]]
    years: list[tuple[dt.date, Count]]

    @property
    def points(self) -> list[tuple[dt.date, float]]:
        """The months for a chart."""
        return shares([on for on, _count in self.months], [count for _on, count in self.months])


def course_to(on: dt.date, target_id: int, unit_id: int) -> Course:
    """The course of one target at a unit over the last months and years, read in one go."""
    months, years = month_ends(on), year_ends(on)
    days = sorted({*months, *years})
    counts = dict(zip(days, courses_of([target_id], days, unit_id)[target_id], strict=True))
    return Course([(day, counts[day]) for day in months], [(day, counts[day]) for day in years])


def shares(days: list[dt.date], counts: list[Count]) -> list[tuple[dt.date, float]]:
    """Points for a chart; days with nobody to count are left out, because no share can be drawn for them."""
    return [(day, 100 * count.met / count.total) for day, count in zip(days, counts, strict=True) if count.total]


def month_ends(on: dt.date) -> list[dt.date]:
    """The last days of the months before the day, and the day itself, ascending."""
    days = [on]
    first = on.replace(day=1)
    for _month in range(MONTHS_SHOWN):
        last = first - dt.timedelta(days=1)
        days.append(last)
        first = last.replace(day=1)
    return days[::-1]


def year_ends(on: dt.date) -> list[dt.date]:
    """The last days of the years before the day, and the day itself, ascending."""
    return [dt.date(year, 12, 31) for year in range(on.year - YEARS_SHOWN, on.year)] + [on]


def unit_figures(target: TargetOnDay, counts: Counts, tree: Tree, units: set[int], on: dt.date) -> list[UnitFigure]:
    """The target at each reporting unit of the set that counts anybody, lowest share first; exempt-only units are left out."""
    with_parts = rolled_up(counts.get(target.id, {}), tree)
    rows = [
        UnitFigure(tree.units[unit_id], Figure(target, count, on))
        for unit_id, count in with_parts.items()
        if unit_id in units and tree.units[unit_id].parent_id is not None and count.total
    ]
    return sorted(rows, key=lambda row: (_share(row.figure.count), -row.figure.count.total, row.unit.code))


def unit_figure(target: TargetOnDay, counts: Counts, tree: Tree, unit_id: int, on: dt.date) -> Figure:
    """The target at one unit with everything below it."""
    return Figure(target, rolled_up(counts.get(target.id, {}), tree).get(unit_id, NOBODY), on)


def _share(count: Count) -> float:
    return count.met / count.total if count.total else 1.0
