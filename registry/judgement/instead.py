"""Another standard in place of a rule's own: what a requirement asks of whom an exemption judges by other levels. Pure."""

from collections.abc import Mapping
from dataclasses import replace

from registry.judgement.rules import AnyOf, Condition, Every, Holds, InternationalDegree, Not


def asked_instead(condition: Condition, levels: Mapping[str, int]) -> Condition | None:
    """The condition with these levels (domain → rank) in place of its own; None when no record has a say any more.

    Rank 0 asks nothing of the domain. Levels replace those of plain conditions: one of certain certificates or of a day of issue
    stays as it is, and so does what must not be held.
    """
    left = _instead(condition, levels)
    return None if left is None or (asks_records(condition) and not asks_records(left)) else left


def _instead(condition: Condition, levels: Mapping[str, int]) -> Condition | None:
    """None: fulfilled by everybody."""
    if isinstance(condition, Every):
        parts = [part for part in (_instead(part, levels) for part in condition.conditions) if part is not None]
        return Every(tuple(parts)) if parts or not condition.conditions else None
    if isinstance(condition, AnyOf):
        ways = [_instead(part, levels) for part in condition.conditions]
        return None if None in ways else AnyOf(tuple(way for way in ways if way is not None))
    if isinstance(condition, Holds) and condition.domain in levels and not (condition.certificate_types or condition.issued_by):
        rank = levels[condition.domain]
        return replace(condition, rank=rank) if rank else None
    return condition


def asks_records(condition: Condition) -> bool:
    """Whether any part of the condition looks at qualifications."""
    if isinstance(condition, Every | AnyOf):
        return any(asks_records(part) for part in condition.conditions)
    if isinstance(condition, Not):
        return asks_records(condition.condition)
    return isinstance(condition, Holds | InternationalDegree)
