"""Whether one condition asks no less than another, as far as their words show. Pure, like the judge.

A yes is proved: whoever fulfils the one, on whatever day and with whatever records, fulfils the other. A no may only mean that
the words do not show it.
"""

from registry.judgement.rules import AnyOf, Condition, Every, Holds, InternationalDegree


def asks_no_less(one: Condition, other: Condition) -> bool:
    """Whether fulfilling `one` always means fulfilling `other`."""
    if one == other:
        return True
    if isinstance(other, Every):
        return all(asks_no_less(one, part) for part in other.conditions)
    if isinstance(one, AnyOf):
        return all(asks_no_less(part, other) for part in one.conditions)
    if isinstance(one, Every) and any(asks_no_less(part, other) for part in one.conditions):
        return True
    if isinstance(other, AnyOf):
        return any(asks_no_less(one, part) for part in other.conditions)
    return _leaf_asks_no_less(one, other)


def _leaf_asks_no_less(one: Condition, other: Condition) -> bool:
    match one, other:
        case Holds(), Holds():
            return _holds_no_less(one, other)
        case InternationalDegree(), InternationalDegree():
            return one.rank >= other.rank and other.undated in ("counts", one.undated)
        case InternationalDegree(), Holds():
            return one.rank >= other.rank and other == Holds("degree", other.rank, undated=one.undated)
    return False


def _holds_no_less(one: Holds, other: Holds) -> bool:
    return (
        one.domain == other.domain
        and one.rank >= other.rank
        and _within(one.languages, other.languages)
        and _within(one.certificate_types, other.certificate_types)
        and (one.valid_on_day or not other.valid_on_day)
        and (other.issued_by is None or (one.issued_by is not None and one.issued_by <= other.issued_by))
        and other.undated in ("counts", one.undated)
    )


def _within(one: frozenset[str], other: frozenset[str]) -> bool:
    """An empty set admits everything."""
    return not other or (bool(one) and one <= other)
