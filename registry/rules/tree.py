"""Conditions as a tree that is edited one place at a time. Pure.

A place is the way there: `""` is the root, `"0.1"` the second part of the first. What is left over by an edit is tidied: a
group of one part becomes that part, a group in a group of its kind becomes one with it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from registry.judgement.rules import AnyOf, Condition, Every, Not

Place = tuple[int, ...]
Group = type[Every] | type[AnyOf]
GROUPS: dict[str, Group] = {"and": Every, "or": AnyOf}


@dataclass(frozen=True)
class Node:
    """A condition at its place: `kind` is every, any_of or one; `negated` when it must not hold."""

    place: str
    condition: Condition
    kind: str
    negated: bool
    children: "list[Node]"


def place_from(text: str) -> Place | None:
    """The place that an address names; None for what is no place."""
    parts = text.split(".") if text else []
    return tuple(map(int, parts)) if all(part.isascii() and part.isdigit() and len(part) < 4 for part in parts) else None


def drawn(condition: Condition, place: Place = ()) -> Node:
    """The tree as pages show it: a negation is a mark on what it negates."""
    inner = bare(condition)
    children = [drawn(part, (*place, number)) for number, part in enumerate(parts_of(inner))]
    kind = {Every: "every", AnyOf: "any_of"}.get(type(inner), "one")
    return Node(".".join(map(str, place)), inner, kind, isinstance(condition, Not), children)


def bare(condition: Condition) -> Condition:
    """What is negated, or the condition itself."""
    return condition.condition if isinstance(condition, Not) else condition


def parts_of(condition: Condition) -> tuple[Condition, ...]:
    """The parts of a group; a single condition has none."""
    return condition.conditions if isinstance(condition, Every | AnyOf) else ()


def found(condition: Condition, place: Place) -> Condition | None:
    """The condition at a place; None when there is none."""
    for number in place:
        parts = parts_of(bare(condition))
        if number >= len(parts):
            return None
        condition = parts[number]
    return condition


def put(condition: Condition, place: Place, new: Condition) -> Condition:
    """The tree with another condition in a place; a negation there stays."""
    return _changed(condition, place, lambda old: [Not(new) if isinstance(old, Not) else new])


def negated(condition: Condition, place: Place) -> Condition:
    """The tree with what stands at a place turned into its contrary, or back."""
    return _changed(condition, place, lambda old: [old.condition if isinstance(old, Not) else Not(old)])


def joined(condition: Condition, place: Place, group: Group, new: Condition) -> Condition:
    """The tree with one more condition that goes with what stands at a place: both (`Every`), or one of them (`AnyOf`)."""
    return _changed(condition, place, lambda old: [_together(group, old, new)])


def without(condition: Condition, place: Place) -> Condition | None:
    """The tree without what stands at a place; None when nothing is left."""
    left = _edited(condition, place, lambda _old: [])
    return left[0] if left else None


def _together(group: Group, old: Condition, new: Condition) -> Condition:
    parts = parts_of(old) if isinstance(old, group) else (old,)
    return group((*parts, new))


def _changed(condition: Condition, place: Place, change: Callable[[Condition], list[Condition]]) -> Condition:
    return _edited(condition, place, change)[0]


def _edited(condition: Condition, place: Place, change: Callable[[Condition], list[Condition]]) -> list[Condition]:
    """What becomes of a condition: one, or nothing."""
    if not place:
        return change(condition)
    inner = bare(condition)
    parts = list(_spliced(parts_of(inner), place, change, type(inner)))
    if not parts:
        return []
    tidy = parts[0] if len(parts) == 1 else type(inner)(tuple(parts))  # type: ignore[call-arg, arg-type]  # a group, since it has parts
    if not isinstance(condition, Not):
        return [tidy]
    return [tidy.condition if isinstance(tidy, Not) else Not(tidy)]


def _spliced(
    parts: tuple[Condition, ...], place: Place, change: Callable[[Condition], list[Condition]], group: type[Condition]
) -> Iterator[Condition]:
    for number, part in enumerate(parts):
        for new in _edited(part, place[1:], change) if number == place[0] else [part]:
            yield from parts_of(new) if isinstance(new, group) else (new,)
