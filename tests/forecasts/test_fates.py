"""What becomes of people along the three lines, on drawn facts: pure, and every verdict asked of the judge."""

import datetime as dt
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from registry.forecasts.chart import FLOOR, TOP, drawn
from registry.forecasts.days import allowed, last_day_of_forecast, points
from registry.forecasts.outlook import LINES, Fate, Frame, fate_of, group_of, span_on, tallied
from registry.judgement.course import Span, course
from registry.judgement.facts import FAR, Credential, Dossier
from registry.judgement.judge import Judged, judge
from registry.judgement.rules import Holds
from tests.compliance import drawing
from tests.compliance.drawing import DAY
from tests.compliance.made import day, person, post, target

SINCE, UNTIL = day("2026-01-01"), day("2030-12-31")
ENGLISH = Holds("language", 4, valid_on_day=True)
FEW = settings(max_examples=max(20, settings().max_examples // 4))
ENDS = dict.fromkeys(drawing.UNITS, FAR)


def _frame(of: Judged, since: dt.date = SINCE, until: dt.date = UNTIL) -> Frame:
    return Frame(of, since, until, ENDS)


def _english(expires: str | None) -> Credential:
    issued = day("2025-03-01")
    return Credential(1, "language", 4, issued, issued, day(expires) if expires else None, "verified")


def _on(fate: Fate, on: str) -> dict[str, tuple[int, int]]:
    """Met and total of one official and the seat on a day, by line."""
    found = {}
    for line in LINES:
        count = tallied(fate.spans(line), [day(on)], [set(drawing.UNITS)])[0]
        found[line] = (count.met, count.total)
    return found


def test_who_retires_works_on_the_last_day_and_leaves_a_seat_on_the_next() -> None:
    fate = fate_of(_frame(target(ENGLISH)), person(_english(None)), day("2028-04-30"))
    assert _on(fate, "2028-04-30") == dict.fromkeys(LINES, (1, 1))
    assert _on(fate, "2028-05-01") == {"low": (0, 1), "middle": (0, 0), "high": (1, 1)}


def test_a_certificate_that_runs_out_is_renewed_in_the_best_line_alone() -> None:
    fate = fate_of(_frame(target(ENGLISH)), person(_english("2027-03-01")), None)
    assert _on(fate, "2027-03-01") == dict.fromkeys(LINES, (1, 1))
    assert _on(fate, "2027-03-02") == {"low": (0, 1), "middle": (0, 1), "high": (1, 1)}


def test_a_certificate_that_ran_out_before_is_renewed_in_no_line() -> None:
    fate = fate_of(_frame(target(ENGLISH)), person(_english("2025-12-31")), None)
    assert _on(fate, "2027-01-01") == dict.fromkeys(LINES, (0, 1))


def test_a_post_that_ends_by_the_records_is_a_seat_and_one_that_another_follows_is_not() -> None:
    ends = fate_of(_frame(target(ENGLISH)), person(posts=[post(ends="2027-07-01")]), day("2029-04-30"))
    assert (ends.last_day, ends.retires) == (day("2027-06-30"), False)
    moved = [post(ends="2027-07-01"), post("2027-07-01")]
    assert fate_of(_frame(target(ENGLISH)), person(posts=moved), None).last_day is None


def test_nobody_follows_at_a_unit_that_is_gone() -> None:
    gone = Frame(target(ENGLISH), SINCE, UNTIL, dict.fromkeys(drawing.UNITS, day("2027-07-01")))
    fate = fate_of(gone, person(posts=[post(ends="2027-07-01")]), None)
    assert _on(fate, "2028-01-01") == dict.fromkeys(LINES, (0, 0))


def test_the_day_of_retirement_is_the_day_of_the_forecast_nobody_has_left_yet() -> None:
    assert fate_of(_frame(target(ENGLISH)), person(), UNTIL).last_day is None


def _between(spans: list[Span], since: dt.date, until: dt.date) -> list[Span]:
    """The parts of spans inside the two days."""
    clipped = (replace(span, begins=max(span.begins, since), ends=min(span.ends, until + DAY)) for span in spans)
    return [span for span in clipped if span.begins < span.ends]


def _counted(spans: list[Span], on: dt.date) -> tuple[object, ...] | None:
    """How somebody counts on a day, however long that lasts."""
    span = span_on(spans, on, set(drawing.UNITS))
    return span and (span.unit_id, span.declared, span.verified)


spans_of_days = st.tuples(drawing.days, drawing.days).filter(lambda pair: pair[0] != pair[1]).map(sorted)


@FEW
@given(target_=drawing.targets(), dossier_=drawing.dossiers(), period=spans_of_days)
def test_without_retirement_and_renewal_the_middle_line_is_what_the_judge_says(
    target_: Judged, dossier_: Dossier, period: list[dt.date]
) -> None:
    since, until = period
    fate = fate_of(_frame(target_, since, until), dossier_, None)
    assert _between(fate.middle, since, until) == _between(course(target_, dossier_), since, until)
    for line in LINES:  # today is today in every line
        assert _counted(fate.spans(line), since) == _counted(fate.middle, since)


@FEW
@given(target_=drawing.targets(negated=False), dossier_=drawing.dossiers(), period=spans_of_days, retires=drawing.days)
def test_lines_never_cross_and_every_change_has_one_reason(
    target_: Judged, dossier_: Dossier, period: list[dt.date], retires: dt.date
) -> None:
    since, until = period
    frame = _frame(target_, since, until)
    fate = fate_of(frame, dossier_, retires if retires >= since else None)
    low, middle, high = (tallied(fate.spans(line), [until], [set(drawing.UNITS)])[0] for line in LINES)
    assert high.met >= low.met >= middle.met  # a seat whose post alone is enough is met whoever holds it
    assert low.total >= middle.total
    now, then = (span_on(fate.middle, on, set(drawing.UNITS)) for on in (since, until))
    changed = (now is None) != (then is None) or (now and then and (now.declared == 1) != (then.declared == 1))
    assert (group_of(fate, now, then, ages_out=False) is not None) == bool(changed)


@FEW
@given(target_=drawing.targets(), dossier_=drawing.dossiers(), retires=drawing.days, on=drawing.days)
def test_after_the_last_day_nobody_is_counted_and_before_it_nothing_is_different(
    target_: Judged, dossier_: Dossier, retires: dt.date, on: dt.date
) -> None:
    fate = fate_of(Frame(target_, dt.date(2000, 1, 1), FAR - DAY, ENDS), dossier_, retires)
    assert fate.last_day is not None and fate.last_day <= retires
    found = next(((span.declared, span.unit_id) for span in fate.middle if span.begins <= on < span.ends), None)
    assert found == (judge(target_, dossier_, on, verified_only=False) if on <= fate.last_day else None)


@pytest.mark.parametrize(
    ("until", "number"), [("2026-01-02", 2), ("2026-03-31", 3), ("2027-12-31", 24), ("2030-12-31", 21), ("2045-12-31", 25)]
)
def test_points_are_few_ascend_and_hold_both_ends(until: str, number: int) -> None:
    found = points(SINCE, day(until))
    assert (found[0], found[-1], len(found)) == (SINCE, day(until), number)
    assert found == sorted(set(found))


def test_the_day_of_the_forecast_is_the_deadline_while_it_lies_ahead() -> None:
    assert last_day_of_forecast([UNTIL], SINCE) == UNTIL
    assert last_day_of_forecast([day("2025-12-31")], SINCE) == day("2027-12-31")
    assert [allowed(each, SINCE) for each in (None, SINCE, SINCE + DAY, day("2046-01-01"), day("2046-01-02"))] == [
        *(False, False, True, True, False)
    ]


def test_numbers_at_the_ends_of_lines_stand_apart_and_inside_the_drawing() -> None:
    lines = {"low": [(SINCE, 40.0), (UNTIL, 0.0)], "middle": [(SINCE, 40.0), (UNTIL, 1.0)], "high": [(SINCE, 40.0), (UNTIL, 2.0)]}
    found = drawn([(SINCE - 30 * DAY, 40.0)], lines, 40)
    assert found is not None
    ends = [end.y for end in found.ends]
    assert [end.line for end in found.ends] == ["high", "middle", "low"]
    assert all(below - above >= 16 for above, below in pairwise(ends))
    assert min(ends) >= TOP and max(ends) <= FLOOR
    assert drawn([], lines, 40) is None
    assert drawn([(SINCE, 1.0)], {**lines, "middle": [(SINCE, 40.0)]}, 40) is None
