"""What the fields of a form say together about a qualification that is asked for, and the levels and types that they offer."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flask_babel import gettext as _

from models.qualifications import Domain
from registry.compliance.vocabulary import Vocabulary, domain_name
from registry.judgement.rules import Holds, InternationalDegree
from registry.qualifications.queries import certificate_types_in
from registry.shared.refusal import Refused
from registry.shared.text import capital

INTERNATIONAL = "international"
UNIVERSITY = 4
SPOKEN = {Domain.LANGUAGE.value, Domain.ETHNIC_LANGUAGE.value}
"""Domains in which a language is asked for."""

Way = Holds | InternationalDegree
Kinds = Mapping[Domain, Mapping[str, str]]
"""Domain → key → name of the certificate types."""


@dataclass(frozen=True)
class Said:
    """The fields of a form: `level` is `degree:4`, or `international:4`; no languages and no types admit all of them."""

    level: str
    languages: frozenset[str] = frozenset()
    types: frozenset[str] = frozenset()
    issued_by: dt.date | None = None
    valid: bool = False
    undated_counts: bool = False


def way_of(said: Said, kinds: Kinds) -> Way:
    """The condition that is said.

    Refused at `language` or `type` when they do not belong to the domain of the level: the condition would mean nobody.
    """
    domain, _colon, rank = said.level.partition(":")
    _check(said, domain, kinds)
    if domain == INTERNATIONAL:
        return InternationalDegree(int(rank), "counts" if said.undated_counts else "unknown")
    return Holds(
        domain=domain,
        rank=int(rank),
        languages=said.languages,
        certificate_types=said.types,
        valid_on_day=said.valid,
        issued_by=said.issued_by.isoformat() if said.issued_by else None,
        undated="counts" if said.undated_counts else "unknown",
    )


def _check(said: Said, domain: str, kinds: Kinds) -> None:
    if said.languages and domain not in SPOKEN:
        raise Refused("language", _("Trình độ đã chọn không phải là ngoại ngữ."))
    of_domain = kinds.get(Domain(domain), {}) if domain in set(Domain) else {}
    if said.types - of_domain.keys():
        raise Refused("type", _("Loại chứng chỉ này không thuộc lĩnh vực của trình độ đã chọn."))


def said_of(way: Way) -> Said:
    """The fields that say a condition."""
    if isinstance(way, InternationalDegree):
        return Said(f"{INTERNATIONAL}:{way.rank}", undated_counts=way.undated == "counts")
    return Said(
        f"{way.domain}:{way.rank}",
        way.languages,
        way.certificate_types,
        dt.date.fromisoformat(way.issued_by) if way.issued_by else None,
        way.valid_on_day,
        way.undated == "counts",
    )


def levels(domains: Iterable[Domain], words: Vocabulary) -> list[tuple[str, str]]:
    """The levels of the domains to choose from, lowest first, with degrees earned abroad where degrees are among them."""
    domains = tuple(domains)
    found = [
        (f"{domain.value}:{rank}", f"{capital(domain_name(domain.value))}: {name}" if len(domains) > 1 else name)
        for domain in domains
        for (of, rank), name in sorted(words.levels.items(), key=lambda item: item[0])
        if of == domain.value
    ]
    return found + international_levels(words) if Domain.DEGREE in domains else found


def international_levels(words: Vocabulary) -> list[tuple[str, str]]:
    """The degrees that may be asked for as earned abroad or taught in a foreign language."""
    return [
        (f"{INTERNATIONAL}:{rank}", _("%(level)s, học ở nước ngoài hoặc bằng tiếng nước ngoài", level=name))
        for (of, rank), name in sorted(words.levels.items(), key=lambda item: item[0])
        if of == Domain.DEGREE and rank >= UNIVERSITY
    ]


def kinds_by_domain() -> Kinds:
    """The certificate types of every domain."""
    return {of: {kind.key: kind.name for kind in certificate_types_in(of)} for of in Domain}
