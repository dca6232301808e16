"""What each official lacks on a day, and by which programme it is closed: every truth is asked of the judge. Pure."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from models.base import BEGINNING, FOREVER
from models.programmes import Programme
from models.training_plans import Origin
from registry.compliance.explain import Seen, conjuncts, lacking_parts
from registry.compliance.vocabulary import Vocabulary
from registry.judgement.facts import Credential, Dossier, Post
from registry.judgement.judge import Judged, Truth, condition_leaves, weigh
from registry.judgement.rules import Condition, Holds, InternationalDegree
from registry.judgement.supposing import earned
from registry.positions.profiles import Profile
from registry.shared.ages import add_months
from registry.shared.dates import vn_date

AHEAD = 12
"""Months in which a certificate that ends is a need already."""
_NOBODY = 0
_VOID = frozenset({"rejected", "revoked"})
_NO_WORDS = Vocabulary({}, {}, {}, {})
_NO_POST = Post(BEGINNING, FOREVER, _NOBODY, "", "", "", "none", deputy=False, kind="main")


@dataclass(frozen=True)
class Gap:
    """A condition that does not hold for somebody, and why it is asked: `source` is a code, a title or a day."""

    asked: Condition
    origin: Origin
    source: str

    @property
    def domain(self) -> str:
        """The domain in which something is lacking: that of the first way to fulfil the condition."""
        return next(iter(_domains(self.asked)), "degree")


@dataclass(frozen=True)
class Asking:
    """All that asks something of somebody on the day: targets unmet, the standards of the post held and of those planned for."""

    on: dt.date
    unmet: Sequence[Judged]
    held: Profile | None
    planned: Sequence[Profile]


def gaps_of(asking: Asking, dossier: Dossier) -> Iterator[Gap]:
    """What the official surely lacks. Where data is missing, a file is to be completed and nobody is to be sent."""
    for target in asking.unmet:
        for part, truth in lacking_parts(Seen(target, dossier, asking.on, _NO_WORDS, {})):
            if truth is Truth.NO:
                yield Gap(part, Origin.TARGET, target.code)
    profiles = [(Origin.STANDARD, asking.held)] if asking.held else []
    for origin, profile in [*profiles, *((Origin.SUCCESSION, one) for one in asking.planned)]:
        for part in lacking_by(profile, dossier, asking.on):
            yield Gap(part, origin, profile.position.title)
    yield from _ending(dossier, asking.on)


def lacking_by(profile: Profile, dossier: Dossier, on: dt.date) -> Iterator[Condition]:
    """The parts of a standard that surely do not hold."""
    for one in profile.mandatory:
        for part in conjuncts(one.condition):
            if weigh(part, dossier, profile.post, on, verified_only=False) is Truth.NO:
                yield part


def _ending(dossier: Dossier, on: dt.date) -> Iterator[Gap]:
    """Certificates that end within the months ahead, unless another one of that worth is valid longer."""
    until = add_months(on, AHEAD)
    for held in (one for credentials in dossier.credentials.values() for one in credentials):
        last = held.expires_until or held.expires_on
        if last is None or held.rank is None or held.state in _VOID or not on <= last < until:
            continue
        languages = frozenset({held.language} if held.language else ())
        again = Holds(held.domain, held.rank, languages, valid_on_day=True, undated="counts")
        if weigh(again, dossier, dossier.posts[0], until, verified_only=False) is Truth.NO:
            yield Gap(again, Origin.EXPIRY, vn_date(last))


def _domains(asked: Condition) -> list[str]:
    """The domains of which a condition speaks, in its order."""
    leaves = [leaf for leaf in condition_leaves(asked) if isinstance(leaf, Holds | InternationalDegree)][::-1]
    return [leaf.domain if isinstance(leaf, Holds) else "degree" for leaf in leaves]


@dataclass
class Courses:
    """The programmes in force, each with what who completes it today holds, the lowest level first."""

    on: dt.date
    offered: Sequence[tuple[Programme, Credential]]
    _closing: dict[Condition, list[Programme]] = field(default_factory=dict)

    def closing(self, asked: Condition) -> list[Programme]:
        """The programmes that fulfil a condition by themselves: of the first way before others, and the least of them first.

        Remembered: gaps are much alike.
        """
        if asked not in self._closing:
            ways = _domains(asked)
            found = [(one, gives) for one, gives in self.offered if gives.domain in ways and self._fulfils(gives, asked)]
            self._closing[asked] = [one for one, _gives in sorted(found, key=lambda pair: ways.index(pair[1].domain))]
        return self._closing[asked]

    def _fulfils(self, gives: Credential, asked: Condition) -> bool:
        holder = Dossier(_NOBODY, None, (), {gives.domain: (gives,)})
        # Conditions on qualifications do not look at the post, and what the post decides is gone from the others.
        return weigh(asked, holder, _NO_POST, self.on, verified_only=False) is Truth.YES


def courses(programmes: Sequence[Programme], months: Mapping[int, int | None], on: dt.date) -> Courses:
    """Those of the programmes that lead to a level; `months` has the validity by id of the certificate type."""
    offered = [(one, _gives(one, months, on)) for one in programmes if one.level]
    return Courses(on, sorted(offered, key=lambda pair: pair[1].rank or 0))


def _gives(one: Programme, months: Mapping[int, int | None], on: dt.date) -> Credential:
    kind = one.certificate_type
    ends = months.get(kind.id) if kind else None
    return earned(
        one.id,
        one.domain.value,
        one.level.rank if one.level else 0,
        on,
        ends,
        language=one.language_code,
        certificate_type=kind.key if kind else None,
    )
