"""How far a record has what every record needs, and what it lacks: each item with the form that fills it."""

from collections.abc import Collection
from dataclasses import dataclass, field

from models.officials import Official
from models.qualifications import Domain, Qualification
from registry.officials.needed import File, Item, needed_of
from registry.officials.queries import PostHeld
from registry.service.queries import Beside


@dataclass(frozen=True)
class Missing:
    """Something that the record lacks: its number and wording on the official form, and the view that fills it in."""

    words: str
    endpoint: str
    arguments: dict[str, str] = field(default_factory=dict)
    slot: str = ""
    """Id of the element in which the form opens."""


@dataclass(frozen=True)
class Completeness:
    """Needed items that are there, their number, and the missing ones in order."""

    filled: int
    needed: int
    missing: list[Missing]


def completeness(official: Official, post: PostHeld | None, held: Collection[Qualification], beside: Beside) -> Completeness:
    """The items of `registry.officials.needed` in one record; `held` without what is void."""
    file = File(official, held, post.category if post else None, bool(beside.ranks))
    needed = needed_of(file)
    missing = [_missing(item, file) for item in needed if not item.there(file)]
    return Completeness(len(needed) - len(missing), len(needed), missing)


_IDENTITY = ("service.facts", {"part": "identity"}, "form-identity")
_RECRUITMENT = ("service.facts", {"part": "recruitment"}, "form-recruitment")
_DEGREE = ("qualifications.new", {"domain": "degree"}, "form-degree")
_FORMS = {
    **dict.fromkeys(("sex", "born", "ethnicity", "number"), _IDENTITY),
    **dict.fromkeys(("recruited", "joined", "party", "schooling", "duties"), _RECRUITMENT),
    "post": ("careers.change", {"event": "appointment"}, "form-career"),
    "rank": ("service.new", {"kind": "ranks"}, "form-ranks"),
}


def _missing(item: Item, file: File) -> Missing:
    """The form that fills an item: of qualifications, the form of the one that lacks something, or of a new one."""
    words = str(item.words)
    if item.key in _FORMS:
        return Missing(words, *_FORMS[item.key])
    vague = {
        "schools": (one for one in file.degrees if not (one.field and one.institution)),
        "issued": (one for one in file.held if one.issued_on is None),
    }
    one = next(vague.get(item.key, iter(())), None)
    if one is None:
        return Missing(words, *_DEGREE)
    return Missing(words, "qualifications.edit", {"public_id": one.public_id}, f"form-{Domain(one.domain).value}")
