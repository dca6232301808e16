"""What the summary of a unit says of its people, and that its rows, its totals and the compliance figures agree."""

import datetime as dt
import random
from collections import Counter

import pytest

from models.officials import AssignmentKind
from models.qualifications import Domain, State
from models.units import Tier
from registry.compliance.report import compliance_report
from registry.summaries.content import Attained, Outcome, PersonLine, UnitSummary
from tests.summaries.made import ON, World, of_province, of_unit
from tests.support import make


def _line(summary: UnitSummary, name: str) -> PersonLine:
    (found,) = [person for person in summary.people if person.name == name]
    return found


def test_people_stand_in_the_order_of_vietnamese_names(world: World) -> None:
    for name in ("Trần Văn Ánh", "Lê Thị Ân", "Nguyễn Văn An", "Bùi Thị Đào", "Lê Văn Dũng", "Đỗ Thị An"):
        world.official(name)
    names = [person.name for person in of_unit(world.commune).people]
    assert names == ["Đỗ Thị An", "Nguyễn Văn An", "Trần Văn Ánh", "Lê Thị Ân", "Lê Văn Dũng", "Bùi Thị Đào"]


def test_the_personal_number_is_masked(world: World) -> None:
    official = world.official()
    (line,) = of_unit(world.commune).people
    assert line.masked_number == f"{official.personal_number[:3]}••••••{official.personal_number[-3:]}"


def test_the_highest_level_is_shown_and_the_highest_verified_one_beside_it(world: World) -> None:
    official = world.official("Trần Bình")
    world.holds(official, Domain.DEGREE, 4)
    world.holds(official, Domain.DEGREE, 3)
    world.holds(official, Domain.DEGREE, 5, state=State.DECLARED)
    world.holds(official, Domain.THEORY, 2, state=State.REJECTED)
    world.holds(official, Domain.THEORY, 1, state=State.CHECKED)
    world.holds(official, Domain.LANGUAGE, 4, expires_on=dt.date(2024, 5, 5))
    degree, theory, management, language, digital = _line(of_unit(world.commune), "Trần Bình").attained
    assert degree == (Attained("Thạc sĩ", "declared"), Attained("Đại học", "verified"))
    assert theory == (Attained("Sơ cấp", "checked"),)
    assert language == (Attained("Tiếng Anh bậc 4", "verified", "05/05/2024"),)
    assert (management, digital) == ((), ())


def test_of_equal_levels_the_valid_and_then_the_verified_one_is_shown(world: World) -> None:
    official = world.official("Trần Bình")
    world.holds(official, Domain.LANGUAGE, 4, expires_on=dt.date(2024, 5, 5))
    world.holds(official, Domain.LANGUAGE, 4, state=State.DECLARED, expires_on=dt.date(2028, 5, 5))
    language = _line(of_unit(world.commune), "Trần Bình").attained[3]
    assert language == (Attained("Tiếng Anh bậc 4", "declared"), Attained("Tiếng Anh bậc 4", "verified", "05/05/2024"))


def test_a_record_without_level_says_that_it_is_not_mapped(world: World) -> None:
    official = world.official("Trần Bình")
    old = make.certificate_type("Chứng chỉ tin học B (cũ)", Domain.DIGITAL)
    world.holds(official, Domain.DIGITAL, None, certificate_type_id=old.id)
    world.holds(official, Domain.LANGUAGE, None)
    *_, language, digital = _line(of_unit(world.commune), "Trần Bình").attained
    assert language == (Attained("Tiếng Anh, chưa quy đổi", "verified"),)
    assert digital == (Attained("Chứng chỉ tin học B (cũ), chưa quy đổi", "verified"),)


def test_who_left_before_the_day_or_came_after_it_is_not_there(world: World) -> None:
    moved = make.official("Lê Chuyển")
    world.post(moved, world.commune, world.clerk, valid_to=dt.date(2026, 9, 30))
    world.post(moved, world.ward, world.clerk, valid_from=dt.date(2026, 9, 30))
    assert [person.name for person in of_unit(world.commune, dt.date(2026, 9, 29)).people] == ["Lê Chuyển"]
    assert of_unit(world.commune).people == ()
    assert [person.name for person in of_unit(world.ward).people] == ["Lê Chuyển"]


def test_who_is_counted_elsewhere_is_marked_and_not_added_up(world: World) -> None:
    clerk = world.official("Trần Hai Nơi", at=world.commune)
    world.post(clerk, world.home_affairs, world.director, kind=AssignmentKind.CONCURRENT)
    at_commune, at_department = of_unit(world.commune), of_unit(world.home_affairs)
    here = {one.code: one.counted_here for one in at_commune.people[0].outcomes if "." not in one.code}
    there = {one.code: one.counted_here for one in at_department.people[0].outcomes if "." not in one.code}
    assert (here, there) == ({"T1": True, "T3": False}, {"T1": False, "T3": True})
    assert at_department.people[0].post == "Giám đốc sở (kiêm nhiệm)"
    assert [tally.rule.code for tally in at_department.tallies] == ["T3"]


def test_a_unit_below_is_counted_and_named(world: World) -> None:
    below = make.unit("Chi cục Văn thư", Tier.DEPARTMENT, world.home_affairs)
    world.official("Trần Bình", at=below)
    (line,) = of_unit(world.home_affairs).people
    assert line.post == "Chuyên viên, Chi cục Văn thư"


def test_a_unit_without_people_has_a_summary(world: World) -> None:
    summary = of_unit(world.ward)
    assert (summary.number, summary.tallies, summary.categories) == (0, (), ())


def _populate(world: World, seed: int) -> None:
    dice = random.Random(seed)
    places = [
        (world.commune, world.clerk),
        (world.ward, world.clerk),
        (world.commune, world.commander),
        (world.home_affairs, world.director),
    ]
    for number in range(30):
        at, post = dice.choice(places)
        official = world.official(f"Người Số {number}", at=at, post=post)
        if dice.random() < 0.3:
            world.post(official, *dice.choice(places), kind=AssignmentKind.CONCURRENT)
        for domain, ranks in ((Domain.DEGREE, (3, 4, 5)), (Domain.THEORY, (1, 2)), (Domain.LANGUAGE, (3, 4))):
            for _ in range(dice.randrange(3)):
                issued = dice.choice([None, dt.date(2010, 1, 1), dt.date(2026, 12, 1)])
                world.holds(official, domain, dice.choice(ranks), state=dice.choice(list(State)), issued_on=issued)


def _added_up(outcomes: list[Outcome]) -> Counter[str]:
    counts = Counter(one.standing for one in outcomes if one.counted_here)
    counts["met_verified"] = sum(one.verified for one in outcomes if one.counted_here)
    return counts


@pytest.mark.parametrize("seed", range(3))
def test_rows_totals_and_compliance_figures_agree(world: World, seed: int) -> None:
    _populate(world, seed)
    units = {
        "Xã Cẩm Xuyên": of_unit(world.commune),
        "Phường Trần Phú": of_unit(world.ward),
        "Sở Nội vụ": of_unit(world.home_affairs),
    }
    province, report = of_province(world), compliance_report(ON)
    for target in report["targets"]:
        for code, figures in [(target["code"], target), *((part["code"], part) for part in target["components"].values())]:
            reported = {entry["name"]: entry for entry in figures["units"]}
            for name, summary in units.items():
                rows = _added_up([one for person in summary.people for one in person.outcomes if one.code == code])
                numbers = next((tally.numbers for tally in summary.tallies if tally.rule.code == code), None)
                entry = reported[name]
                for word in ("met", "met_verified", "unmet", "unknown", "exempt"):
                    assert entry[word] == (getattr(numbers, word) if numbers else 0), (code, name, word)
                    assert "." in code or entry[word] == rows[word], (code, name, word)
            whole = next(tally for tally in province.tallies if tally.rule.code == code)
            assert (whole.numbers.met, whole.numbers.total) == (figures["met"], figures["total"])
            assert whole.verdict == figures["verdict"]


def test_the_columns_of_levels_add_up(world: World) -> None:
    _populate(world, 7)
    summary = of_unit(world.commune)
    for place, total in enumerate(summary.domains):
        cells = [person.attained[place] for person in summary.people]
        assert total.having == sum(bool(cell) for cell in cells)
        assert total.verified == sum("verified" in {one.state for one in cell} for cell in cells)


def test_the_province_is_shown_by_units_that_add_up(world: World) -> None:
    _populate(world, 8)
    summary, report = of_province(world), {target["code"]: target for target in compliance_report(ON)["targets"]}
    communes, departments = summary.tables
    assert [line.name for line in communes.lines] == ["Xã Cẩm Xuyên", "Phường Trần Phú"]
    assert [rule.code for rule in communes.rules] == ["T1", "T1.degree", "T1.theory"]
    assert [rule.code for rule in departments.rules] == ["T3"]
    assert communes.totals.numbers[0].met == report["T1"]["met"]
    assert departments.totals.numbers[0].total == report["T3"]["total"]
    assert sum(line.people for table in summary.tables for line in table.lines) + summary.direct == summary.number == 30
