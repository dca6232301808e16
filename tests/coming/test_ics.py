"""The calendar, read back by somebody else's library: nothing lost, nothing that programs would refuse."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from registry.coming.ics import Event, calendar

AT = dt.datetime(2026, 11, 24, 18, 0, tzinfo=dt.UTC)
NAMES = ["Nghỉ hưu: Nguyễn Thị Ánh Tuyết", "a,b;c\\d\ne", "Đ" * 200, "", "BEGIN:VEVENT", '"Phó" Trưởng phòng: Ỹ']
# Letters that a line of text may hold; a break is \n.
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"], include_characters="\n"), max_size=120)


def _read(*events: Event) -> Calendar:
    return Calendar.from_ical(calendar("Sắp tới", events, AT))


def test_names_days_and_the_language_of_people_come_through() -> None:
    days = [dt.date(2026, 12, 31) + dt.timedelta(days=place) for place in range(len(NAMES))]
    read = _read(*(Event(f"id-{place}", day, name) for place, (day, name) in enumerate(zip(days, NAMES, strict=True))))
    assert read["X-WR-CALNAME"] == "Sắp tới"
    events = read.walk("VEVENT")
    assert [str(event["SUMMARY"]) for event in events] == NAMES
    assert [event["DTSTART"].dt for event in events] == days
    assert [event["DTEND"].dt - event["DTSTART"].dt for event in events] == [dt.timedelta(days=1)] * len(NAMES)
    assert all(event["DTSTAMP"].dt == AT for event in events)


def test_no_line_is_longer_than_programs_take_and_every_line_ends_as_they_want() -> None:
    body = calendar("Sắp tới", [Event("id", dt.date(2026, 1, 1), name) for name in NAMES], AT)
    assert body.endswith(b"END:VCALENDAR\r\n")
    lines = body.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert b"\n" not in b"".join(lines)


@given(TEXTS)
def test_whatever_somebody_is_called_it_is_one_event_of_that_name(name: str) -> None:
    (event,) = _read(Event("id", dt.date(2026, 1, 1), name)).walk("VEVENT")
    assert str(event["SUMMARY"]) == name


def test_letters_that_no_calendar_may_hold_are_left_out() -> None:
    (event,) = _read(Event("id", dt.date(2026, 1, 1), "A\x00\x07\rB\x7f")).walk("VEVENT")
    assert str(event["SUMMARY"]) == "AB"
