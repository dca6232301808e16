"""Reading the record of one official on a day, in a fixed number of statements: posts, qualifications, reasons, history."""

import datetime as dt
import re
from dataclasses import dataclass, replace

from models.officials import AssignmentKind, Official
from models.qualifications import Domain, Qualification, State
from models.service import Absence, RankHeld
from registry.audit.queries import Entry, history_of
from registry.compliance.catalogue import TargetOnDay, targets_on
from registry.compliance.explain import Gap, Proof, Seen, gaps, proof
from registry.compliance.vocabulary import Vocabulary, standing_words, vocabulary
from registry.judgement.facts import Dossier
from registry.judgement.judge import Verdict, judge
from registry.officials.queries import PostHeld, posts_of
from registry.profile.completeness import Completeness, completeness
from registry.profile.history import content
from registry.profile.timeline import TimeLine, drawn
from registry.qualifications.queries import Section, sections_of, text_of, valid_until
from registry.service.queries import Beside, beside
from registry.shared.ages import age_on
from registry.shared.text import masked
from registry.standings.dossier import dossiers, targets

HISTORY = 10
_NUMBER = re.compile(r"\b\d{12}\b")


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
    beside: Beside

    @property
    def held(self) -> list[PostHeld]:
        """Posts held on the day, the main one first."""
        order = list(AssignmentKind)
        return sorted((post for post in self.posts if post.held_on(self.on)), key=lambda post: order.index(post.kind))

    @property
    def post(self) -> PostHeld | None:
        """The main post on the day."""
        return next((post for post in self.held if post.main), None)

    @property
    def rank(self) -> RankHeld | None:
        """The rank held on the day."""
        return next((one for one in self.beside.ranks if one.valid_from <= self.on < one.valid_to), None)

    @property
    def away(self) -> list[Absence]:
        """Absences of the day."""
        return [one for one in self.beside.absences if one.valid_from <= self.on < one.valid_to]

    @property
    def returning(self) -> list[PostHeld]:
        """Secondments of the day, from which one may return."""
        return [post for post in self.held if post.kind is AssignmentKind.SECONDED]

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
        believed = [one for one in self.qualifications if not self.is_void(one)]
        return completeness(self.official, self.post, believed, self.beside)

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


def record_of(official: Official, on: dt.date, *, discipline: bool) -> Record:
    """The record on a day. The caller has made sure that the account may read it, and `discipline` when that is said."""
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
    kept = "" if discipline else "discipline"
    history = [_masked(entry) for entry in history_of(official, HISTORY, without=kept)]
    besides = beside(official, discipline=discipline)
    return Record(official, on, posts_of(official, on), sections, reasons, outside, history, words, besides)


def _reason(target: TargetOnDay, seen: Seen) -> Reason | None:
    """None when the official is not in the population of the target."""
    outcome = judge(seen.target, seen.dossier, seen.on, verified_only=False)
    if outcome is None:
        return None
    verified = judge(seen.target, seen.dossier, seen.on, verified_only=True)
    standing = outcome[0].name.lower()
    lacks = gaps(seen) if outcome[0] in {Verdict.UNMET, Verdict.UNKNOWN} else []
    return Reason(target, standing, verified == outcome, proof(seen, standing_words(standing)), lacks)


def timeline(record: Record, today: dt.date) -> TimeLine | None:
    """The time line up to today, or to the day in view when that is later."""
    believed = [one for one in record.qualifications if not record.is_void(one)]
    return drawn(content(record.posts, record.beside.absences, believed, record.on), record.on, max(record.on, today))


def _rank(one: Qualification) -> tuple[int, bool]:
    return one.level.rank if one.level else 0, one.state is State.VERIFIED


def _masked(entry: Entry) -> Entry:
    def hide(text: str) -> str:
        return _NUMBER.sub(lambda found: masked(found.group()), text)

    changes = [
        replace(one, before=hide(one.before) if one.before else one.before, after=hide(one.after)) for one in entry.changes
    ]
    return replace(entry, subject=hide(entry.subject), changes=changes)
