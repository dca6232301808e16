"""Reading the record of one official on a day, in a fixed number of statements: posts, qualifications, reasons, history."""

import datetime as dt
import re
from dataclasses import dataclass, replace

from flask_babel import gettext as _

from models.base import FOREVER
from models.officials import Official
from models.qualifications import Domain, Qualification, State
from registry.audit.queries import Entry, history_of
from registry.compliance.catalogue import TargetOnDay, targets_on
from registry.compliance.explain import Gap, Proof, Seen, gaps, proof
from registry.compliance.vocabulary import Vocabulary, vocabulary
from registry.judgement.facts import Dossier
from registry.judgement.judge import Verdict, judge
from registry.officials.queries import PostHeld, post_words, posts_of
from registry.profile.completeness import Completeness, completeness
from registry.profile.timeline import Content, Stretch, TimeLine, drawn
from registry.qualifications.queries import Section, name_of, sections_of, text_of, valid_until
from registry.shared.ages import age_on
from registry.shared.pages import EARLIEST
from registry.shared.text import masked
from registry.standings.dossier import dossiers, targets

HISTORY, VERSIONS = 10, 4
_NUMBER = re.compile(r"\b\d{12}\b")


@dataclass(frozen=True)
class Version:
    """A day on which posts changed, and what was new; `open` when the registry can be seen on it."""

    day: dt.date
    words: str
    current: bool
    open: bool


@dataclass(frozen=True)
class Reason:
    """Why the official is what they are for a target. `verified`: met even when only verified qualifications are believed."""

    target: TargetOnDay
    standing: str
    verified: bool
    proof: Proof
    gaps: list[Gap]


@dataclass(frozen=True)
class Record:
    """Everything that the page of an official shows on a day."""

    official: Official
    on: dt.date
    posts: list[PostHeld]
    sections: list[Section]
    reasons: list[Reason]
    outside: list[TargetOnDay]
    history: list[Entry]
    words: Vocabulary

    @property
    def held(self) -> list[PostHeld]:
        """Posts held on the day, the main one first."""
        held = [post for post in self.posts if post.valid_from <= self.on < post.valid_to]
        return sorted(held, key=lambda post: not post.main)

    @property
    def post(self) -> PostHeld | None:
        """The main post on the day."""
        return next((post for post in self.held if post.main), None)

    @property
    def age(self) -> int | None:
        """Completed years on the day."""
        return age_on(self.official.born_on, self.on) if self.official.born_on else None

    @property
    def qualifications(self) -> list[Qualification]:
        """All qualifications, whatever their section and state."""
        return [one for section in self.sections for one in section.qualifications]

    @property
    def degree(self) -> Qualification | None:
        """The highest degree that is believed and may have been held on the day."""
        held = [one for one in self.qualifications if one.domain is Domain.DEGREE and one.level and not self.is_void(one)]
        return max((one for one in held if not self.is_later(one)), key=_rank, default=None)

    def completeness(self) -> Completeness:
        """What the record has and lacks of what everybody has."""
        return completeness(self.official, self.post, [one for one in self.qualifications if not self.is_void(one)])

    def is_later(self, one: Qualification) -> bool:
        """Whether a qualification was issued after the day."""
        return one.issued_on is not None and one.issued_on > self.on

    def is_over(self, one: Qualification) -> bool:
        """Whether a qualification was no longer valid on the day."""
        last = valid_until(one)
        return last is not None and last < self.on

    @staticmethod
    def is_void(one: Qualification) -> bool:
        """Whether a qualification was not accepted or taken back."""
        return one.state in {State.REJECTED, State.REVOKED}


def record_of(official: Official, on: dt.date) -> Record:
    """The record on a day. The caller has made sure that the account may read it."""
    words, sections = vocabulary(), sections_of(official)
    texts = {one.id: text_of(one) for section in sections for one in section.qualifications}
    file = next(dossiers([official.id]), None) or Dossier(official.id, official.born_on)
    judged = targets()
    reasons, outside = [], []
    for target in targets_on(on):
        reason = _reason(target, Seen(judged[target.id], file, on, words, texts))
        if reason:
            reasons.append(reason)
        else:
            outside.append(target)
    history = [_masked(entry) for entry in history_of(official, HISTORY)]
    return Record(official, on, posts_of(official, on), sections, reasons, outside, history, words)


def _reason(target: TargetOnDay, seen: Seen) -> Reason | None:
    """None when the official is not in the population of the target."""
    outcome = judge(seen.target, seen.dossier, seen.on, verified_only=False)
    if outcome is None:
        return None
    verified = judge(seen.target, seen.dossier, seen.on, verified_only=True)
    standing = outcome[0].name.lower()
    lacks = gaps(seen) if outcome[0] in {Verdict.UNMET, Verdict.UNKNOWN} else []
    return Reason(target, standing, verified == outcome, proof(seen, standing_word(standing)), lacks)


def standing_word(standing: str) -> str:
    """The root of a proof tree."""
    return {
        "met": _("Đạt"),
        "unmet": _("Chưa đạt"),
        "unknown": _("Thiếu dữ liệu"),
        "exempt": _("Được loại trừ"),
    }[standing]


def versions(record: Record, today: dt.date) -> list[Version]:
    """The last days on which posts changed, oldest first, and today."""
    days = sorted({day for post in record.posts for day in (post.valid_from, post.valid_to) if day != FOREVER})
    current = max((day for day in days if day <= record.on), default=None) if record.on != today else today
    changes = [Version(day, _new_on(day, record.posts), day == current, day >= EARLIEST) for day in days if day != today]
    return [*changes[-VERSIONS:], Version(today, _("Hôm nay"), current == today, open=True)]


def _new_on(day: dt.date, posts: list[PostHeld]) -> str:
    begun = sorted((post for post in posts if post.valid_from == day), key=lambda post: not post.main)
    if begun:
        return f"{post_words(begun[0].title, begun[0].division)}, {begun[0].unit_name}"
    ended = next(post for post in posts if post.valid_to == day)
    return _("Thôi giữ chức vụ %(title)s", title=ended.title)


def timeline(record: Record, today: dt.date) -> TimeLine | None:
    """The time line up to today, or to the day in view when that is later."""
    until = max(record.on, today)
    posts = [
        Stretch(post_words(post.title, post.division), post.valid_from, post.valid_to, _look(post.valid_from, record, solid=True))
        for post in record.posts
    ]
    dated = [one for one in record.qualifications if one.issued_on and not record.is_void(one)]
    dated.sort(key=lambda one: one.issued_on or dt.date.min)
    names = (_("Công tác"), _("Văn bằng"), _("Chứng chỉ"))
    return drawn(Content(posts, _held(dated, record, degree=True), _held(dated, record, degree=False), names), record.on, until)


def _held(dated: list[Qualification], record: Record, *, degree: bool) -> list[Stretch]:
    return [
        Stretch(
            name_of(one),
            one.issued_on,
            valid_until(one) or FOREVER,
            _look(one.issued_on, record, solid=one.state is State.VERIFIED),
        )
        for one in dated
        if one.issued_on and (one.domain is Domain.DEGREE) is degree
    ]


def _look(begins: dt.date, record: Record, *, solid: bool) -> str:
    return "outlined" if begins > record.on else "solid" if solid else "hatched"


def _rank(one: Qualification) -> tuple[int, bool]:
    return one.level.rank if one.level else 0, one.state is State.VERIFIED


def _masked(entry: Entry) -> Entry:
    def hide(text: str) -> str:
        return _NUMBER.sub(lambda found: masked(found.group()), text)

    changes = [
        replace(one, before=hide(one.before) if one.before else one.before, after=hide(one.after)) for one in entry.changes
    ]
    return replace(entry, subject=hide(entry.subject), changes=changes)
