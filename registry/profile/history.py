"""The days on which a file changed, and the lines of its time line: posts, absences, documents, in words."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from flask_babel import gettext as _

from models.base import FOREVER
from models.officials import AssignmentKind
from models.qualifications import Domain, Qualification, State
from models.service import Absence
from registry.officials.queries import PostHeld, post_words
from registry.officials.words import kind_word
from registry.profile.timeline import Content, Stretch
from registry.qualifications.queries import name_of, valid_until
from registry.service.words import ABSENCES
from registry.shared.pages import EARLIEST
from registry.shared.text import capital

VERSIONS = 4


@dataclass(frozen=True)
class Version:
    """A day on which posts changed or somebody went away, and what was new; `open` when the registry can be seen on it."""

    day: dt.date
    words: str
    current: bool
    open: bool


def versions(posts: list[PostHeld], absences: list[Absence], on: dt.date, today: dt.date) -> list[Version]:
    """The last days on which something changed or is to change, and today, in their order."""
    spans = [*((one.valid_from, one.valid_to) for one in posts), *((one.valid_from, one.valid_to) for one in absences)]
    days = sorted({day for span in spans for day in span if day != FOREVER})
    current = max((day for day in days if day <= on), default=None) if on != today else today
    changes = [Version(day, _new_on(day, posts, absences), day == current, day >= EARLIEST) for day in days if day != today]
    shown = [*changes[-VERSIONS:], Version(today, _("Hôm nay"), current == today, open=True)]
    return sorted(shown, key=lambda version: version.day)


def _new_on(day: dt.date, posts: list[PostHeld], absences: list[Absence]) -> str:
    begun = sorted((post for post in posts if post.valid_from == day), key=lambda post: not post.main)
    if begun:
        return f"{held_words(begun[0])}, {begun[0].unit_name}"
    away = next((one for one in absences if one.valid_from == day), None)
    if away:
        return capital(str(ABSENCES[away.kind]))
    ended = next((post for post in posts if post.valid_to == day), None)
    return _("Thôi giữ chức vụ %(title)s", title=ended.title) if ended else _("Trở lại làm việc")


def content(posts: list[PostHeld], absences: list[Absence], held: Iterable[Qualification], on: dt.date) -> Content:
    """What is drawn; rejected and revoked documents are left out by the caller."""
    dated = sorted((one for one in held if one.issued_on), key=lambda one: one.issued_on or dt.date.min)
    work = [Stretch(held_words(one), one.valid_from, one.valid_to, _look(one.valid_from, on)) for one in posts]
    away = [
        Stretch(capital(str(ABSENCES[one.kind])), one.valid_from, one.valid_to, _look(one.valid_from, on)) for one in absences
    ]
    names = (_("Công tác"), _("Vắng mặt"), _("Văn bằng"), _("Chứng chỉ"))
    return Content(work, away, list(_papers(dated, on, degree=True)), list(_papers(dated, on, degree=False)), names)


def held_words(post: PostHeld) -> str:
    """`Biệt phái: Chuyên viên, Phòng Kinh tế`: a post with the way in which it is held."""
    words = post_words(post.title, post.division)
    return words if post.kind is AssignmentKind.MAIN else f"{capital(kind_word(post.kind))}: {words}"


def _papers(dated: Iterable[Qualification], on: dt.date, *, degree: bool) -> Iterator[Stretch]:
    for one in dated:
        if one.issued_on and (one.domain is Domain.DEGREE) is degree:
            solid = one.state is State.VERIFIED
            yield Stretch(name_of(one), one.issued_on, valid_until(one) or FOREVER, _look(one.issued_on, on, solid=solid))


def _look(begins: dt.date, on: dt.date, *, solid: bool = True) -> str:
    return "outlined" if begins > on else "solid" if solid else "hatched"
