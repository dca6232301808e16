"""National goals beside the targets: the same people, the other share, the other level; what applies on a day."""

import datetime as dt
from collections.abc import Sequence

import pytest
from flask import Flask

from models.accounts import Role
from models.qualifications import Domain, State
from models.resolution import Benchmark
from models.units import Tier, Unit
from registry.compliance import benchmarks
from registry.compliance.benchmarks import benchmarks_of, benchmarks_on
from registry.compliance.figures import Figure, figures_at
from registry.shared.database import db
from tests.support import make, markup
from tests.support.visitor import Visitor

ON = dt.date(2026, 6, 30)
HELD = {"holds": {"domain": "language", "rank": 3}}


@pytest.fixture
def unit(app: Flask) -> Unit:  # noqa: ARG001  the units need its context
    return make.unit("Sở Ngoại vụ", Tier.DEPARTMENT, make.province())


def _goal(percent: int = 25, rank: int = 4, year: int = 2030) -> None:
    values = {"percent": percent, "rank": rank, "deadline": dt.date(year, 12, 31)}
    make.kept(Benchmark(target="T2", basis="QĐ 1659/QĐ-TTg", group="Lãnh đạo", group_en="Leaders", **values))


def _people(unit: Unit, ranks: Sequence[int]) -> None:
    levels = {rank: make.level(Domain.LANGUAGE, f"Bậc {rank}", rank) for rank in set(ranks) - {0}}
    for number, rank in enumerate(ranks):
        official = make.official_at(unit, f"Người {number}")
        if rank:
            state = State.VERIFIED if number % 2 else State.DECLARED
            issued = {"issued_on": dt.date(2024, 1, 1), "state": state}
            make.qualification(official, Domain.LANGUAGE, level_id=levels[rank].id, **issued)
    db.session.commit()


def _figure(unit: Unit) -> Figure:
    (figure,) = figures_at(ON, {unit.id})
    return figure


@pytest.mark.parametrize(
    ("ranks", "met", "verdict"), [((4, 3, 3, 0), 1, "met"), ((4, 3, 3, 0, 0), 1, "unmet"), ((3, 3), 0, "unmet")]
)
def test_the_same_people_are_judged_by_the_level_of_the_goal(unit: Unit, ranks: tuple[int, ...], met: int, verdict: str) -> None:
    make.target("T2", HELD)
    _goal()
    _people(unit, ranks)
    figure = _figure(unit)
    (held,) = benchmarks_of(figure, {unit.id})
    assert held.count and (held.count.met, held.count.total) == (met, len(ranks))
    assert (held.verdict, held.same_level) == (verdict, False)
    assert figure.count.met == sum(1 for rank in ranks if rank >= 3)  # the province's own figure is another one


def test_an_equal_level_takes_the_figure_as_it_is(unit: Unit) -> None:
    make.target("T2", HELD)
    _goal(rank=3, percent=67)
    _people(unit, (3, 3, 0))
    (held,) = benchmarks_of(_figure(unit), {unit.id})
    assert (held.count, held.same_level, held.verdict, held.percent) == (_figure(unit).count, True, "unmet", "66,7")


def test_on_a_day_the_goal_applies_whose_deadline_is_not_over(unit: Unit) -> None:
    make.target("T2", HELD)
    _goal(25, 4, 2025)
    _goal(35, 4, 2030)
    _people(unit, (4,))
    found = {}
    for on in (dt.date(2025, 12, 31), dt.date(2026, 1, 1), dt.date(2031, 1, 1)):
        found[on.year] = benchmarks_on(figures_at(on, {unit.id}), {unit.id})["T2"].benchmark.percent
    assert found == {2025: 25, 2026: 35, 2031: 35}


def test_the_board_does_not_judge_too_many_and_says_so(unit: Unit, monkeypatch: pytest.MonkeyPatch) -> None:
    make.target("T2", HELD)
    _goal()
    _people(unit, (4, 4))
    monkeypatch.setattr(benchmarks, "QUICK", 1)
    held = benchmarks_on([_figure(unit)], {unit.id})["T2"]
    assert (held.count, held.verdict, held.percent) == (None, "open", "–")


def test_board_and_page_show_both(visitor: Visitor, unit: Unit) -> None:
    make.target("T2", HELD)
    _goal()
    _people(unit, (4, 3, 3, 0))
    visitor.enter_as(make.account(Role.CHAIR, unit))
    for path in (f"/?on={ON}", f"/targets/T2?on={ON}"):
        page = markup.text_of(next(markup.parsed(visitor.get(path).text).iter("main")))
        assert "75" in page and "tối thiểu 25 % đến năm 2030, bậc 4" in page and "25 %" in page
