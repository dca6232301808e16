"""Conditions are edited one place at a time, and what is left stays tidy."""

from hypothesis import assume, given
from hypothesis import strategies as st

from registry.judgement.rules import AnyOf, Condition, Every, Holds, Not
from registry.rules import tree
from tests.compliance import drawing

A, B, C, D = (Holds("degree", rank) for rank in (1, 2, 3, 4))


def test_a_condition_that_goes_with_another_joins_the_group_that_is_there() -> None:
    assert tree.joined(A, (), Every, B) == Every((A, B))
    assert tree.joined(Every((A, B)), (), Every, C) == Every((A, B, C))
    assert tree.joined(Every((A, B)), (0,), Every, C) == Every((A, C, B))
    assert tree.joined(Every((A, B)), (0,), AnyOf, C) == Every((AnyOf((A, C)), B))
    assert tree.joined(Not(A), (), AnyOf, B) == AnyOf((Not(A), B))


def test_a_negation_belongs_to_what_it_negates() -> None:
    assert tree.negated(Every((A, B)), (1,)) == Every((A, Not(B)))
    assert tree.negated(Every((A, Not(B))), (1,)) == Every((A, B))
    assert tree.put(Every((A, Not(B))), (1,), C) == Every((A, Not(C)))
    assert tree.found(Not(Every((A, B))), (1,)) == B


def test_what_is_left_of_a_group_is_tidied() -> None:
    assert tree.without(Every((A, AnyOf((B, C)))), (1, 0)) == Every((A, C))
    assert tree.without(Every((A, AnyOf((B, Every((C, D)))))), (1, 0)) == Every((A, C, D))
    assert tree.without(Not(Every((A, Not(B)))), (0,)) == B
    assert tree.without(A, ()) is None
    assert tree.found(Every((A, B)), (2,)) is None


def test_an_address_that_names_no_place_is_none() -> None:
    assert tree.place_from("") == ()
    assert tree.place_from("0.12") == (0, 12)
    assert [tree.place_from(text) for text in ("x", "0.", "-1", "1e9", "٣")] == [None] * 5


def _places(node: tree.Node) -> list[tree.Node]:
    return [node, *(below for child in node.children for below in _places(child))]


@given(drawing.conditions(), st.data())
def test_every_place_that_is_shown_is_found_and_turning_it_twice_changes_nothing(drawn: Condition, data: st.DataObject) -> None:
    nodes = _places(tree.drawn(drawn))
    assume(not any(isinstance(node.condition, Not) for node in nodes))  # the editor never makes a double negation
    node = data.draw(st.sampled_from(nodes))
    place = tree.place_from(node.place)
    assert place is not None
    found = tree.found(drawn, place)
    assert found is not None
    assert tree.bare(found) == node.condition
    tidy = tree.put(drawn, place, node.condition)
    again = tree.found(tidy, place)
    if again is not None and tree.bare(again) == node.condition:  # tidying may have moved it
        assert tree.negated(tree.negated(tidy, place), place) == tidy
