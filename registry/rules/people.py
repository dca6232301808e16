"""Somebody made up, as a form says it, and the facts that the judge sees: one post held all the time, some qualifications."""

import datetime as dt
from typing import Any

from models.base import BEGINNING, FOREVER
from models.officials import AssignmentKind, Precision
from models.positions import Position
from models.qualifications import State
from registry.compliance.vocabulary import Vocabulary, domain_name, lowered
from registry.conditions.holding import INTERNATIONAL
from registry.judgement.facts import Credential, Dossier, Post
from registry.shared.dates import known_until, partial_date, read_partial_date

NOBODY = 0
"""Id of the official and of the unit of somebody made up: no exemption of one person or of one unit means them."""

Facts = dict[str, Any]
"""`born` and `issued`, `expires` of each of `held` as typed (dd/mm/yyyy, mm/yyyy or yyyy), `position` a key, `category` a word,
`level` as in `registry.conditions.holding`, `type` and `language` a key or empty, `verified` a flag."""


def dossier_of(facts: Facts, position: Position) -> Dossier:
    """The facts as the judge takes them."""
    held: dict[str, tuple[Credential, ...]] = {}
    for number, one in enumerate(facts["held"]):
        credential = _credential(number, one)
        held[credential.domain] = (*held.get(credential.domain, ()), credential)
    return Dossier(NOBODY, _first_day(facts["born"]), (_post(facts, position),), held)


def _post(facts: Facts, position: Position) -> Post:
    told = (position.tier.value, facts["category"] or position.category.value, position.key, position.leadership.value)
    return Post(BEGINNING, FOREVER, NOBODY, *told, position.deputy, AssignmentKind.MAIN.value)


def _credential(number: int, one: Facts) -> Credential:
    domain, _colon, rank = one["level"].partition(":")
    issued = read_partial_date(one["issued"] or "")
    return Credential(
        number,
        "degree" if domain == INTERNATIONAL else domain,
        int(rank),
        issued[0] if issued else None,
        known_until(*issued) if issued and issued[1] is not Precision.DAY else issued[0] if issued else None,
        _first_day(one["expires"]),
        (State.VERIFIED if one["verified"] else State.DECLARED).value,
        one["language"] or None,
        one["type"] or None,
        international=domain == INTERNATIONAL,
    )


def _first_day(typed: str | None) -> dt.date | None:
    read = read_partial_date(typed or "")
    return read[0] if read else None


def texts_of(facts: Facts, words: Vocabulary) -> dict[int, str]:
    """What each qualification is called in a proof, by number."""
    return {number: _text(one, words) for number, one in enumerate(facts["held"])}


def _text(one: Facts, words: Vocabulary) -> str:
    domain, _colon, rank = one["level"].partition(":")
    domain = "degree" if domain == INTERNATIONAL else domain
    said = [domain_name(domain), lowered(words.level(domain, int(rank))), words.certificate_types.get(one["type"] or "", "")]
    issued = read_partial_date(one["issued"] or "")
    return " ".join([*filter(None, said), *([partial_date(*issued)] if issued else [])])
