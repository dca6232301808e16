"""The facts of an official and the exemptions of a target as JSON and back, in few letters: a snapshot keeps thousands."""

import datetime as dt
from operator import attrgetter
from typing import Any

from registry.judgement.facts import Credential, Dossier, Post, Waiver

FORMAT = 1
_POST, _HELD, _WAIVER = (attrgetter(*kind.__dataclass_fields__) for kind in (Post, Credential, Waiver))
"""The values of a row in the order of its fields."""


def write_facts(dossier: Dossier) -> dict[str, Any]:
    """JSON data that `read_facts` reads as the same dossier: posts and credentials are lists, in the order of their fields."""
    return {
        "format": FORMAT,
        "born": dossier.born_on.isoformat() if dossier.born_on else None,
        "posts": [_plain(_POST(post)) for post in dossier.posts],
        "held": [_plain(_HELD(held)) for some in dossier.credentials.values() for held in some],
    }


def read_facts(official_id: int, data: dict[str, Any]) -> Dossier:
    """The dossier that the data says."""
    held: dict[str, tuple[Credential, ...]] = {}
    for values in data["held"]:
        held[values[1]] = (*held.get(values[1], ()), _credential(*values))
    return Dossier(official_id, _day(data["born"]), tuple(_post(*values) for values in data["posts"]), held)


def _post(begins: str, ends: str, *told: Any) -> Post:
    return Post(dt.date.fromisoformat(begins), dt.date.fromisoformat(ends), *told)


def _credential(key: int, domain: str, rank: int | None, *told: Any) -> Credential:
    issued_from, issued_until, expires_on, state, language, kind, international, expires_until = told
    days = _day(issued_from), _day(issued_until), _day(expires_on)
    return Credential(key, domain, rank, *days, state, language, kind, international, _day(expires_until))


def write_waivers(waivers: tuple[Waiver, ...]) -> dict[str, Any]:
    """JSON data that `read_waivers` reads as the same exemptions."""
    return {"format": FORMAT, "all": [_plain(_WAIVER(waiver)) for waiver in waivers]}


def read_waivers(data: dict[str, Any]) -> tuple[Waiver, ...]:
    """The exemptions that the data says."""
    return tuple(_waiver(*told) for told in data["all"])


def _waiver(key: int, begins: str, ends: str, *told: Any) -> Waiver:
    """The last two stand in younger snapshots only."""
    basis, position, unit_id, official_id, units, levels = (*told, None, ())[:6]
    about = (basis, position, unit_id, official_id)
    area = None if units is None else frozenset(units)
    return Waiver(key, dt.date.fromisoformat(begins), dt.date.fromisoformat(ends), *about, area, tuple(map(tuple, levels)))


def _plain(values: tuple[Any, ...]) -> list[Any]:
    return [_simple(value) for value in values]


def _simple(value: Any) -> Any:
    if isinstance(value, frozenset):
        return sorted(value)
    return value.isoformat() if isinstance(value, dt.date) else value


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
