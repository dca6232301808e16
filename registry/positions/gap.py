"""One official against the standard of a position: which record counts, which does not and why, and what is lacking."""

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import true

from models.officials import Official
from registry.compliance.explain import Proof, Seen, branch, gap_sentence
from registry.compliance.vocabulary import vocabulary
from registry.judgement.facts import Dossier
from registry.judgement.judge import Truth, Verdict, judge, post_by, weigh
from registry.positions.profiles import Profile, Requirement, lacking, profiles_on, verdict_of
from registry.qualifications.queries import texts_of
from registry.standings.dossier import dossiers, papers


@dataclass(frozen=True)
class Line:
    """One requirement of the position and how the official stands to it. `lacks` is empty when it holds."""

    requirement: Requirement
    proof: Proof
    lacks: str


@dataclass(frozen=True)
class Comparison:
    """An official against a position on a day. `standing`: met, unmet, unknown, or none when there is nothing to compare with."""

    profile: Profile
    standing: str
    verified: bool
    """Met even when only verified qualifications are believed."""
    mandatory: list[Line]
    preferred: list[Line]


@dataclass(frozen=True)
class Open:
    """A position that somebody could take: what is lacking, by domain, empty when the standard is met."""

    profile: Profile
    lacks: dict[str, Truth]


def file_of(official: Official) -> Dossier:
    """The dossier of one official, also of somebody without any post."""
    found = next(dossiers([official.id]), None)
    return found or Dossier(official.id, official.born_on, (), papers(true(), [official.id]).get(official.id, {}))


def compare(official: Official, profile: Profile, on: dt.date) -> Comparison:
    """The official as if in the position. The caller has made sure that the account may read the file."""
    dossier = profile.as_if(file_of(official))
    seen = Seen(profile.judged, dossier, on, vocabulary(), texts_of([official.id]))
    verdict, verified = (_verdict(profile, dossier, on, verified_only=only) for only in (False, True))
    return Comparison(
        profile,
        verdict.name.lower() if profile.steps and verdict else "none",
        verified is Verdict.MET,
        [_line(seen, profile, one) for one in profile.mandatory],
        [_line(seen, profile, one) for one in profile.preferred],
    )


def _verdict(profile: Profile, dossier: Dossier, on: dt.date, *, verified_only: bool) -> Verdict | None:
    outcome = judge(profile.judged, dossier, on, verified_only=verified_only)
    return outcome[0] if outcome else None


def _line(seen: Seen, profile: Profile, requirement: Requirement) -> Line:
    truth = weigh(requirement.condition, seen.dossier, profile.post, seen.on, verified_only=False)
    lacks = "" if truth is Truth.YES else gap_sentence(seen, requirement.condition)
    return Line(requirement, branch(seen, profile.post, requirement.condition), lacks)


def step_sentence(seen: Seen, profile: Profile, domain: str) -> str:
    """What is lacking in one domain: the first of its requirements that does not hold."""
    for one in profile.mandatory:
        if (
            one.domain == domain
            and weigh(one.condition, seen.dossier, profile.post, seen.on, verified_only=False) is not Truth.YES
        ):
            return gap_sentence(seen, one.condition)
    return ""


def held_profile(official: Official, on: dt.date) -> Profile | None:
    """The position of the main post held on the day."""
    post = post_by("main", "employing", file_of(official), on)
    return next((one for one in profiles_on(on).values() if post and one.position.key == post.position), None)


def open_positions(official: Official, on: dt.date) -> list[Open]:
    """Every position that has a standard on the day, in the order of the catalogue, with what the official lacks for it."""
    dossier = file_of(official)
    return [Open(one, lacking(one, dossier, on)) for one in profiles_on(on).values() if one.steps]


def standing_of(lacks: dict[str, Truth]) -> str:
    """The verdict as pages name it."""
    return verdict_of(lacks).name.lower()
