"""Targets on a day, and what officials are for them, with the reasons in words."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import select

from models.targets import Reckoned, Standing
from registry.compliance.catalogue import TargetOnDay
from registry.compliance.describe import threshold_words
from registry.compliance.explain import Proof, Seen, gaps, proof
from registry.compliance.figures import Figure
from registry.compliance.people import basis_of
from registry.compliance.vocabulary import Vocabulary
from registry.judgement.facts import Dossier
from registry.judgement.judge import Judged
from registry.qualifications.queries import texts_of
from registry.shared.database import db
from registry.shared.numbers import vn_percent
from registry.standings.dossier import dossiers, targets
from registry.standings.measure import Count
from registry.summaries.content import Numbers, Outcome, Tally, TargetRule


def rules_of(found: Iterable[TargetOnDay]) -> tuple[TargetRule, ...]:
    """The targets, each followed by its components."""
    return tuple(rule_of(one, one is not target) for target in found for one in target.every_one)


def rule_of(target: TargetOnDay, component: bool) -> TargetRule:
    """A target as papers name it."""
    version = target.version
    return TargetRule(
        target.code,
        target.title,
        target.short_title,
        version.number,
        version.basis_clause or "",
        threshold_words(target.rule.threshold),
        component,
    )


def tally_of(figure: Figure, component: bool) -> Tally:
    """A figure of the compliance pages as papers print it."""
    numbers = numbers_of(figure.count, figure.threshold)
    return Tally(rule_of(figure.target, component), numbers, figure.verdict, figure.verdict_verified, figure.needed)


def numbers_of(count: Count, threshold: int) -> Numbers:
    """A count with its shares."""
    return Numbers(
        count.total,
        count.met,
        count.met_verified,
        count.unmet,
        count.unknown,
        count.exempt,
        vn_percent(count.met, count.total, threshold),
        vn_percent(count.met_verified, count.total, threshold),
    )


@dataclass(frozen=True)
class Stood:
    """A standing that held on the day."""

    target_id: int
    unit_id: int
    standing: Reckoned
    verified: Reckoned


class Reasons:
    """The dossiers of some officials and the words to speak about them, read once and asked for each standing."""

    def __init__(self, officials: Collection[int], on: dt.date, words: Vocabulary) -> None:
        self._on, self._words = on, words
        self._targets: dict[int, Judged] = targets()
        self._texts = texts_of(officials)
        self._dossiers: dict[int, Dossier] = {found.official_id: found for found in dossiers(officials)}

    def why(self, official_id: int, stood: Stood, *, evidence: bool) -> tuple[str, ...]:
        """What is missing; the basis of an exemption; and of what is met the records that count, if `evidence` is asked for."""
        dossier = self._dossiers.get(official_id)
        if dossier is None:
            return ()
        seen = Seen(self._targets[stood.target_id], dossier, self._on, self._words, self._texts)
        if stood.standing is Reckoned.EXEMPT:
            return (basis_of(seen),)
        if stood.standing is Reckoned.MET:
            return tuple(_evidence(proof(seen, ""))) if evidence else ()
        return tuple(gap.sentence for gap in gaps(seen))


def _evidence(node: Proof) -> Iterator[str]:
    """The record that counts for each condition: the first line of a met leaf. The first branch is only who is meant."""
    for branch in node.children[1:]:
        yield from _counting(branch)


def _counting(node: Proof) -> list[str]:
    if node.standing != "met":
        return []
    if not node.children:
        return node.lines[:1]
    return next((found for child in node.children if (found := _counting(child))), [])


def stood_on(officials: Collection[int], on: dt.date) -> dict[int, list[Stood]]:
    """The standings of each official on the day."""
    statement = select(Standing.official_id, Standing.target_id, Standing.unit_id, Standing.declared, Standing.verified).where(
        Standing.official_id.in_(officials), Standing.valid_from <= on, Standing.valid_to > on
    )
    found: dict[int, list[Stood]] = {}
    for official_id, target_id, unit_id, declared, verified in db.session.execute(statement):
        stood = Stood(target_id, unit_id, Reckoned(declared), Reckoned(verified))
        found.setdefault(official_id, []).append(stood)
    return found


def outcome_of(target: TargetOnDay, stood: Stood, reasons: tuple[str, ...], units: Collection[int] | None = None) -> Outcome:
    """A standing with its reasons; without `units` the paper is about the official alone."""
    here = units is None or stood.unit_id in units
    return Outcome(target.code, stood.standing.name.lower(), stood.verified.name.lower(), reasons, here)
