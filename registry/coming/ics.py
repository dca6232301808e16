"""Days as a calendar that other programs read (RFC 5545): all-day events, each a line of text, nothing else of anybody."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_LONGEST = 75
"""Octets of a line (RFC 5545, 3.1); longer ones go on after a break and a blank."""
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})
_CONTROL = {code: None for code in (*range(0x20), 0x7F) if code != 0x0A}


@dataclass(frozen=True)
class Event:
    """One day. `uid` stays the same when the day moves, so that programs move the event and show no second one."""

    uid: str
    day: dt.date
    summary: str


def calendar(name: str, events: Iterable[Event], made_at: dt.datetime) -> bytes:
    """The calendar; programs are asked to look again once a day."""
    stamp = made_at.astimezone(dt.UTC).strftime("%Y%m%dT%H%M%SZ")
    return "".join(f"{_folded(line)}\r\n" for line in _lines(name, events, stamp)).encode()


def _lines(name: str, events: Iterable[Event], stamp: str) -> Iterator[str]:
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Ha Tinh//Competency registry//VI", "CALSCALE:GREGORIAN")
    yield from ("METHOD:PUBLISH", f"X-WR-CALNAME:{_text(name)}", f"NAME:{_text(name)}", "REFRESH-INTERVAL;VALUE=DURATION:P1D")
    for event in events:
        yield from ("BEGIN:VEVENT", f"UID:{_text(event.uid)}", f"DTSTAMP:{stamp}")
        yield f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{event.day + dt.timedelta(days=1):%Y%m%d}"
        yield from (f"SUMMARY:{_text(event.summary)}", "TRANSP:TRANSPARENT", "CLASS:PRIVATE", "END:VEVENT")
    yield "END:VCALENDAR"


def _text(value: str) -> str:
    return value.translate(_CONTROL).translate(_ESCAPED)


def _folded(line: str) -> str:
    """No line longer than it may be, and no letter torn apart."""
    parts, size = [""], 0
    for letter in line:
        length = len(letter.encode())
        if size + length > _LONGEST:
            parts.append("")
            size = 1  # the blank that the line goes on with
        parts[-1] += letter
        size += length
    return "\r\n ".join(parts)
