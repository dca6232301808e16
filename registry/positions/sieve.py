"""Which qualifications could matter to some conditions: a coarse look by the database, so that the judge reads fewer rows.

Never the answer itself. A record that is held back here could lend nothing but NO to any of the conditions.
"""

import datetime as dt
from collections.abc import Iterable, Iterator

from sqlalchemy import ColumnElement, and_, false, or_

from models.qualifications import Level, Qualification, State
from registry.judgement.rules import AnyOf, Condition, Every, Holds, InternationalDegree, Not

MANY = 4000
"""Above so many people their papers are read in one go instead of slice by slice."""
_VOID = (State.REJECTED, State.REVOKED)


def worth_reading(conditions: Iterable[Condition], on: dt.date) -> ColumnElement[bool]:
    """Condition on `Qualification` and `Level`: the record may lend more than NO to one of these conditions on the day."""
    least: dict[str, int] = {}
    for condition in conditions:
        for domain, rank in _spoken_of(condition):
            least[domain] = min(rank, least.get(domain, rank))
    if not least:
        return false()
    issued = or_(Qualification.issued_on.is_(None), Qualification.issued_on <= on)
    enough = (and_(Qualification.domain == domain, Level.rank >= rank) for domain, rank in sorted(least.items()))
    return and_(Qualification.state.not_in(_VOID), issued, or_(*enough))


def _spoken_of(condition: Condition) -> Iterator[tuple[str, int]]:
    """Domain and rank of every qualification that the condition speaks of, wherever in it."""
    match condition:
        case Holds(domain, rank):
            yield domain, rank
        case InternationalDegree(rank):
            yield "degree", rank
        case AnyOf(parts) | Every(parts):
            for part in parts:
                yield from _spoken_of(part)
        case Not(part):
            yield from _spoken_of(part)
