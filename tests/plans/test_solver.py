"""The plan is as good as trying everything, keeps every limit, and says how short it is when nothing reaches."""

from collections import Counter
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from registry.plans.solver import Bundle, Group, Problem, Solution, solve

FEW = settings(max_examples=max(20, settings().max_examples // 4))


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    """Up to five people in groups, four classes, two targets."""
    classes, targets = draw(st.integers(1, 4)), draw(st.integers(1, 2))
    some = st.builds(
        Bundle,
        st.frozensets(st.integers(0, classes - 1), min_size=1, max_size=2),
        st.frozensets(st.integers(0, targets - 1), min_size=1),
    )
    groups = st.builds(
        Group, st.integers(1, 2), st.lists(some, min_size=1, max_size=3, unique=True).map(tuple), regret=st.integers(0, 3)
    )
    return Problem(
        tuple(draw(st.lists(st.integers(0, 3), min_size=classes, max_size=classes))),
        tuple(draw(st.lists(st.sampled_from((0, 1, 3_000_000, 18_000_000)), min_size=classes, max_size=classes))),
        tuple(draw(st.lists(st.integers(0, 4), min_size=targets, max_size=targets))),
        tuple(draw(st.lists(groups, max_size=3).filter(lambda found: sum(each.size for each in found) <= 5))),
    )


def _by_trying(problem: Problem) -> tuple[int, int]:
    """The least shortage and, with it, the least cost: every choice of everybody."""
    people = [group for group in problem.groups for _ in range(group.size)]
    results = []
    for choice in product(*((None, *group.bundles) for group in people)):
        taken = [bundle for bundle in choice if bundle]
        used = Counter(place for bundle in taken for place in bundle.classes)
        if all(used[place] <= seats for place, seats in enumerate(problem.seats)):
            met = Counter(target for bundle in taken for target in bundle.targets)
            short = sum(max(0, need - met[target]) for target, need in enumerate(problem.needed))
            results.append((short, sum(problem.cost(bundle) for bundle in taken)))
    return min(results)


def _kept(problem: Problem, found: Solution) -> None:
    used: Counter[int] = Counter()
    going: Counter[int] = Counter()
    for (group, way), number in found.taken.items():
        going[group] += number
        used.update(dict.fromkeys(problem.groups[group].bundles[way].classes, number))
    assert all(used[place] <= seats for place, seats in enumerate(problem.seats))
    assert all(going[place] <= group.size for place, group in enumerate(problem.groups))


@FEW
@given(problem=problems())
def test_nothing_that_trying_everything_finds_is_shorter_or_cheaper(problem: Problem) -> None:
    found = solve(problem)
    _kept(problem, found)
    assert found.proven
    assert (sum(found.short), found.cost) == _by_trying(problem)


def test_among_plans_of_one_price_those_go_who_stay_longest_and_nobody_goes_in_vain() -> None:
    way = (Bundle(frozenset({0}), frozenset({0})),)
    found = solve(Problem((9,), (0,), (2,), (Group(3, way, regret=7), Group(3, way, regret=1))))
    assert found.taken == {(1, 0): 2}


def test_who_stays_longer_is_not_bought_at_a_higher_price() -> None:
    cheap, dear = (Bundle(frozenset({place}), frozenset({0})) for place in (0, 1))
    found = solve(Problem((1, 1), (1, 9), (1,), (Group(1, (cheap,), regret=9), Group(1, (dear,)))))
    assert (found.taken, found.cost) == ({(0, 0): 1}, 1)


def test_one_class_that_helps_two_targets_is_taken_before_two_that_help_one_each() -> None:
    ways = (
        Bundle(frozenset({0}), frozenset({0, 1})),
        Bundle(frozenset({1}), frozenset({0})),
        Bundle(frozenset({2}), frozenset({1})),
    )
    found = solve(Problem((1, 1, 1), (5, 3, 3), (1, 1), (Group(2, ways),)))
    assert (found.taken, found.cost) == ({(0, 0): 1}, 5)


def test_without_time_what_is_found_is_not_called_the_best() -> None:
    ways = tuple(Bundle(frozenset({a, b}), frozenset({a % 3})) for a in range(12) for b in range(a))
    groups = tuple(Group(9, ways[place::7], regret=place % 5) for place in range(60))
    found = solve(Problem((40,) * 12, tuple(range(1, 13)), (90, 80, 70), groups), seconds=0.0)
    _kept(Problem((40,) * 12, tuple(range(1, 13)), (90, 80, 70), groups), found)
    assert not found.proven or sum(found.short) == 0
