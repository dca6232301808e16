"""Each check by itself: what it finds, what it lets pass, and what makes a finding the same."""

import datetime as dt
from dataclasses import replace

import pytest

from registry.findings.checks import CHECKS, Found
from registry.findings.facts import Around, Paper, Person, Twin

TODAY = dt.date(2026, 11, 23)
BACHELOR = Paper(1, "a", "degree", 4, issued_on=dt.date(2002, 6, 30), issued_until=dt.date(2002, 6, 30))
MASTER = Paper(2, "b", "degree", 5, issued_on=dt.date(2006, 6, 30), issued_until=dt.date(2006, 6, 30))
ADVANCED = Paper(3, "c", "theory", 3, issued_on=dt.date(2010, 6, 30), issued_until=dt.date(2010, 6, 30))
ANYBODY = Person(1, "042080000001", "male", dt.date(1980, 3, 1))


def _on(paper: Paper, day: dt.date, until: dt.date | None = None, **values: object) -> Paper:
    return replace(paper, issued_on=day, issued_until=until or day, **values)  # type: ignore[arg-type]


def _found(kind: str, *papers: Paper, around: Around | None = None, **person: object) -> list[Found]:
    somebody = replace(ANYBODY, papers=papers, **person)  # type: ignore[arg-type]
    return list(CHECKS[kind](somebody, around or Around(TODAY)))


def test_a_file_in_order_has_no_findings() -> None:
    for kind in CHECKS:
        assert _found(kind, BACHELOR, MASTER, ADVANCED) == [], kind


@pytest.mark.parametrize(
    ("day", "until", "found"),
    [
        (dt.date(1997, 2, 28), None, 1),
        (dt.date(1997, 3, 1), None, 0),
        (dt.date(1997, 1, 1), dt.date(1997, 12, 31), 0),
        (dt.date(1996, 1, 1), dt.date(1996, 12, 31), 1),
        (dt.date(1980, 3, 1), None, 0),
    ],
)
def test_a_degree_before_seventeen(day: dt.date, until: dt.date | None, found: int) -> None:
    assert len(_found("early", _on(BACHELOR, day, until))) == found


def test_lower_courses_and_other_domains_may_be_early() -> None:
    day = dt.date(1995, 6, 1)
    assert _found("early", _on(replace(BACHELOR, rank=1), day), _on(ADVANCED, day)) == []
    assert _found("early", _on(BACHELOR, day), born_on=None) == []


def test_before_birth_and_in_the_future() -> None:
    assert len(_found("before_birth", _on(ADVANCED, dt.date(1980, 3, 1)))) == 1
    assert _found("before_birth", _on(ADVANCED, dt.date(1980, 3, 2))) == []
    assert len(_found("in_future", _on(ADVANCED, TODAY + dt.timedelta(days=1)))) == 1
    assert _found("in_future", _on(ADVANCED, TODAY)) == []


def test_a_master_before_the_bachelor_is_out_of_order_and_a_missing_bachelor_is_not() -> None:
    early = _on(MASTER, dt.date(2001, 1, 5))
    (found,) = _found("out_of_order", BACHELOR, early)
    assert (found.paper, found.detail["papers"]) == (early.id, [BACHELOR.id])
    assert _found("out_of_order", early) == []
    assert _found("out_of_order", early, replace(BACHELOR, state="revoked")) == []
    assert _found("out_of_order", early, replace(BACHELOR, issued_on=None, issued_until=None)) == []
    assert _found("out_of_order", early, BACHELOR, _on(replace(BACHELOR, id=9, key="z"), dt.date(2000, 1, 1))) == []
    within = _on(MASTER, dt.date(2002, 1, 1), dt.date(2002, 12, 31))
    assert _found("out_of_order", BACHELOR, within) == []


def test_advanced_theory_needs_a_bachelor_and_no_intermediate_theory() -> None:
    intermediate = _on(replace(ADVANCED, id=4, key="d", rank=2), dt.date(2015, 1, 5))
    assert _found("out_of_order", BACHELOR, ADVANCED, intermediate) == []
    assert len(_found("out_of_order", BACHELOR, _on(ADVANCED, dt.date(2001, 1, 5)))) == 1


def test_a_transfer_and_a_second_degree_come_after_what_they_build_on() -> None:
    college = Paper(5, "e", "degree", 3, issued_on=dt.date(2004, 1, 5), issued_until=dt.date(2004, 1, 5))
    assert len(_found("out_of_order", college, replace(BACHELOR, route="transfer"))) == 1
    assert _found("out_of_order", college, BACHELOR) == []
    other = _on(replace(BACHELOR, id=6, key="f"), dt.date(2003, 1, 5))
    assert len(_found("out_of_order", other, replace(BACHELOR, route="second_degree"))) == 1


@pytest.mark.parametrize(
    ("schooling", "found"), [("9/12", 1), ("9/12 bổ túc", 1), ("7/10", 1), ("12/12", 0), ("10/10", 0), (None, 0), ("khác", 0)]
)
def test_schooling_that_was_not_finished(schooling: str | None, found: int) -> None:
    assert len(_found("unschooled", BACHELOR, schooling=schooling)) == found
    assert _found("unschooled", replace(BACHELOR, rank=2), schooling=schooling) == []


def test_two_full_time_degrees_at_once_at_two_places() -> None:
    span = {"full_time": True, "studied_from": dt.date(1998, 9, 1), "studied_to": dt.date(2002, 6, 1)}
    first = replace(BACHELOR, place="Hà Nội, VN", **span)  # type: ignore[arg-type]
    second = replace(first, id=7, key="g", place="Nghệ An, VN", studied_from=dt.date(2000, 9, 1))
    (found,) = _found("two_places", first, second)
    assert (found.paper, found.detail["from"], found.detail["to"]) == (7, "2000-09-01", "2002-06-01")
    for harmless in (
        replace(second, place=first.place),
        replace(second, place=""),
        replace(second, full_time=False),
        replace(second, studied_from=dt.date(2002, 5, 1)),
        replace(second, studied_to=None),
        replace(second, state="rejected"),
    ):
        assert _found("two_places", first, harmless) == []


def test_numbers_and_scans_of_others() -> None:
    twins = (Twin(8, "x"), Twin(9, "y"))
    around = Around(TODAY, numbers={1: twins}, scans={2: twins[:1]})
    (number,) = _found("same_number", replace(BACHELOR, number="A-1234"), around=around)
    assert (number.paper, number.detail) == (1, {"others": [8, 9], "number": "A-1234"})
    (scan,) = _found("same_scan", BACHELOR, MASTER, around=around)
    assert (scan.paper, scan.detail) == (2, {"others": [8]})


@pytest.mark.parametrize(
    ("number", "birth", "sex"),
    [
        ("042080000001", 0, 0),
        ("042081000001", 1, 0),
        ("042280000001", 1, 0),
        ("042180000001", 0, 1),
        ("042381000001", 1, 1),
        ("042080", 0, 0),
    ],
)
def test_the_personal_number_against_birth_and_sex(number: str, birth: int, sex: int) -> None:
    assert len(_found("number_and_birth", personal_number=number)) == birth
    assert len(_found("number_and_sex", personal_number=number)) == sex


@pytest.mark.parametrize(("day", "found"), [(dt.date(2021, 7, 9), 0), (dt.date(2021, 7, 10), 1), (dt.date(2021, 1, 1), 0)])
def test_equivalence_under_a_rule_that_was_given_up(day: dt.date, found: int) -> None:
    paper = _on(replace(ADVANCED, certificate="tuong_duong_cao_cap"), day, dt.date(2021, 12, 31))
    assert len(_found("repealed", paper)) == found
    assert _found("repealed", replace(paper, certificate="cao_cap_llct_hc")) == []


@pytest.mark.parametrize("state", ["rejected", "revoked"])
def test_everything_that_rests_on_a_fallen_degree(state: str) -> None:
    fallen = replace(BACHELOR, state=state, number="DH 1234")
    found = _found("on_sand", fallen, MASTER, ADVANCED)
    assert [(one.paper, one.detail["state"]) for one in found] == [(2, state), (3, state)]
    assert _found("on_sand", fallen, _on(MASTER, dt.date(2000, 1, 1)), replace(ADVANCED, rank=1)) == []
    assert _found("on_sand", fallen, replace(MASTER, state="rejected")) == []
    assert _found("on_sand", fallen, MASTER, replace(BACHELOR, id=8, key="h", number="DH 1234")) == []
    undated = replace(MASTER, issued_on=None, issued_until=None)
    assert len(_found("on_sand", fallen, undated)) == 1


def test_intermediate_theory_carries_advanced_theory() -> None:
    fallen = replace(ADVANCED, id=4, key="d", rank=2, state="revoked", issued_on=None, issued_until=None)
    assert [one.paper for one in _found("on_sand", fallen, ADVANCED, BACHELOR)] == [3]


def test_the_same_finding_has_the_same_fingerprint_until_its_values_change() -> None:
    early = _on(BACHELOR, dt.date(1995, 6, 1))
    (first,), (same,) = _found("early", early), _found("early", early, sex="female")
    (other,) = _found("early", _on(BACHELOR, dt.date(1995, 6, 2)))
    (older,) = _found("early", early, born_on=dt.date(1980, 3, 2))
    assert first.fingerprint == same.fingerprint
    assert len({first.fingerprint, other.fingerprint, older.fingerprint}) == 3
