"""What pages of the resolution say."""

from decimal import Decimal

from flask_babel import gettext as _

from models.resolution import Clause, Comparator, Indicator, IndicatorValue, IndicatorValueBefore, Measure
from registry.compliance.catalogue import in_english
from registry.shared.dates import vn_date


def title_of(indicator: Indicator) -> str:
    """In the language of the page."""
    return indicator.title_en if in_english() else indicator.title


def heading_of(clause: Clause) -> str:
    """Of its section, in the language of the page."""
    return clause.heading_en if in_english() else clause.heading


def value_words(value: Decimal) -> str:
    """`87,5`, without decimals that say nothing."""
    text = f"{value:,.2f}".replace(",", " ").replace(".", ",").replace(" ", ".")
    return text.rstrip("0").removesuffix(",")


def measured(value: Decimal, measure: Measure) -> str:
    """A value with its unit."""
    number = value_words(value)
    if measure is Measure.RANK:
        return _("hạng %(number)s", number=number)
    if measure is Measure.CUT:
        return _("giảm %(number)s %%", number=number) if value >= 0 else _("tăng %(number)s %%", number=value_words(-value))
    return {Measure.PERCENT: f"{number} %", Measure.POINTS: _("%(number)s điểm", number=number)}.get(measure, number)


def goal_words(indicator: Indicator) -> str:
    """What is demanded."""
    if indicator.comparator is Comparator.BETTER:
        return _("cải thiện so với kỳ trước")
    if indicator.goal is None:
        return _("không nêu mức")
    cut = indicator.measure is Measure.CUT
    goal = f"{value_words(indicator.goal)} %" if cut else measured(indicator.goal, indicator.measure)
    words = _against(indicator.comparator, goal)
    return _("giảm %(goal)s", goal=words) if cut else words


def _against(comparator: Comparator, goal: str) -> str:
    return {
        Comparator.MORE: _("trên %(goal)s", goal=goal),
        Comparator.AT_LEAST: _("tối thiểu %(goal)s", goal=goal),
        Comparator.AT_MOST: _("không quá %(goal)s", goal=goal),
    }.get(comparator, goal)


def verdict_words(verdict: str) -> str:
    """How a value stands."""
    return {
        "met": _("Đạt"),
        "unmet": _("Chưa đạt"),
        "open": _("Không so được"),
        "missing": _("Chưa có số liệu báo cáo"),
    }.get(verdict, "")


def source_words(value: IndicatorValue | IndicatorValueBefore) -> str:
    """The document behind a value."""
    return _(
        "%(document)s ngày %(day)s, %(author)s",
        document=value.document,
        day=vn_date(value.document_date),
        author=value.author,
    )
