"""What pages of planning say."""

import datetime as dt

from flask_babel import gettext as _

from registry.planning.queries import Line
from registry.positions.words import short_word, standing_word
from registry.shared.dates import vn_date

__all__ = ["end_words", "lacks_words", "short_word", "standing_word"]


def lacks_words(line: Line) -> str:
    """What is lacking, in one cell."""
    return "; ".join(line.lacks)


def end_words(line: Line) -> str:
    """Since when somebody stands in the plan no more, why, and by which decision."""
    day: dt.date = line.row.valid_to
    parts = [_("đưa ra từ %(day)s", day=vn_date(day)), line.row.end_reason, line.row.end_decision]
    return " · ".join(part for part in parts if part)
