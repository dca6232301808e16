"""What people type into a form and what the registry takes it for: days without strokes."""

import datetime as dt

import pytest
from flask import Flask
from flask_babel import Babel
from werkzeug.datastructures import MultiDict

from models.officials import Precision
from registry.shared.forms import DayField, Form, MonthField, PartialDateField


class Typed(Form[None]):
    """One field of each kind."""

    day = DayField("Ngày")
    known = PartialDateField("Sinh ngày")
    month = MonthField("Học từ")


@pytest.mark.parametrize(
    ("typed", "day", "known", "month"),
    [
        ("05031990", dt.date(1990, 3, 5), (dt.date(1990, 3, 5), Precision.DAY), dt.date(1990, 3, 1)),
        ("5/3/1990", dt.date(1990, 3, 5), (dt.date(1990, 3, 5), Precision.DAY), dt.date(1990, 3, 1)),
        ("031990", None, (dt.date(1990, 3, 1), Precision.MONTH), dt.date(1990, 3, 1)),
        ("31021990", None, None, None),
        ("1990", None, (dt.date(1990, 1, 1), Precision.YEAR), dt.date(1990, 1, 1)),
    ],
)
def test_days_typed_on_a_keypad_without_a_stroke(typed: str, day: object, known: object, month: object) -> None:
    bare = Flask(__name__)
    bare.secret_key = "for this test"
    Babel(bare)
    with bare.test_request_context():
        form = Typed(MultiDict({"day": typed, "known": typed, "month": typed}), meta={"csrf": False})
        assert (form.day.data, form.known.data, form.month.data) == (day, known, month)
