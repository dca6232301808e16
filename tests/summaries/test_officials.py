"""What the summary of one official says: the posts and records of the day, and for each target the standing with its reason."""

import datetime as dt

import pytest

from models.officials import AssignmentKind, Precision
from models.qualifications import Domain, State
from tests.summaries.made import World, of_official
from tests.support import make


def _outcome(summary: object, code: str) -> tuple[str, bool, tuple[str, ...]]:
    (found,) = [one for one in summary.outcomes if one.code == code]  # type: ignore[attr-defined]
    return found.standing, found.verified, found.reasons


def test_only_posts_of_the_day_are_named_and_the_main_one_comes_first(world: World) -> None:
    official = make.official()
    world.post(official, world.commune, world.clerk, valid_to=dt.date(2025, 7, 1))
    world.post(official, world.home_affairs, world.director, valid_from=dt.date(2024, 1, 1), kind=AssignmentKind.CONCURRENT)
    world.post(official, world.ward, world.clerk, valid_from=dt.date(2025, 7, 1), division="Phòng Kinh tế")
    now = of_official(official).posts
    assert [(post.title, post.unit_name, post.main) for post in now] == [
        ("Chuyên viên, Phòng Kinh tế", "Phường Trần Phú", True),
        ("Giám đốc sở", "Sở Nội vụ", False),
    ]
    assert [post.unit_name for post in of_official(official, dt.date(2023, 5, 1)).posts] == ["Xã Cẩm Xuyên"]


def test_records_count_from_their_day_of_issue(world: World) -> None:
    official = world.official()
    world.holds(official, Domain.DEGREE, 4, issued_on=dt.date(2026, 3, 15), field="Luật")
    assert of_official(official, dt.date(2026, 3, 14)).records == 0
    assert of_official(official, dt.date(2026, 3, 15)).records == 1


@pytest.mark.parametrize(
    ("issued_on", "precision", "words"),
    [
        (dt.date(2010, 6, 30), Precision.DAY, "30/06/2010"),
        (dt.date(2010, 6, 1), Precision.MONTH, "06/2010"),
        (dt.date(2010, 1, 1), Precision.YEAR, "2010"),
        (dt.date(2026, 1, 1), Precision.YEAR, "2026 (chưa rõ ngày)"),
        (None, Precision.DAY, "Chưa ghi"),
    ],
)
def test_a_day_of_issue_is_said_as_far_as_it_is_known(
    world: World, issued_on: dt.date | None, precision: Precision, words: str
) -> None:
    official = world.official()
    world.holds(official, Domain.DEGREE, 4, issued_on=issued_on, issued_precision=precision)
    (section, *_) = of_official(official).sections
    assert [record.issued for record in section.records] == [words]


def test_declared_checked_verified_and_disbelieved_records_are_told_apart(world: World) -> None:
    official = world.official()
    for state in (State.DECLARED, State.CHECKED, State.VERIFIED, State.REJECTED, State.REVOKED, State.DECLARED):
        world.holds(official, Domain.DEGREE, 4, state=state)
    summary = of_official(official)
    assert summary.states == (("verified", 1), ("checked", 1), ("declared", 2), ("rejected", 1), ("revoked", 1))
    assert summary.records == 6


def test_a_certificate_says_its_level_and_its_last_day(world: World) -> None:
    official = world.official()
    ielts = make.certificate_type("IELTS", Domain.LANGUAGE, validity_months=24)
    when = dt.date(2023, 10, 12)
    world.holds(official, Domain.LANGUAGE, 4, certificate_type_id=ielts.id, score="6.0", issued_on=when)
    records = {section.title: section.records for section in of_official(official).sections}
    (found,) = records["Ngoại ngữ"]
    assert (found.name, found.level, found.expires, found.expired) == ("IELTS 6.0", "Tiếng Anh bậc 4", "12/10/2025", True)


def test_a_degree_earned_abroad_says_so(world: World) -> None:
    official = world.official()
    world.holds(official, Domain.DEGREE, 5, field="Kinh tế", country="GB", taught_in="en")
    ((found,), *_) = [section.records for section in of_official(official).sections]
    assert (found.name, found.level, found.details) == ("Thạc sĩ Kinh tế", "", "cấp ở nước ngoài (GB), học bằng tiếng Anh")


def test_what_counts_and_what_is_missing_is_said_once(world: World) -> None:
    official = world.official()
    world.holds(official, Domain.DEGREE, 4, field="Luật")
    world.holds(official, Domain.THEORY, 1)
    summary = of_official(official)
    assert _outcome(summary, "T1.degree") == ("met", True, ("Đại học Luật, 2010: được tính, đã xác minh",))
    missing = "Có sơ cấp lý luận chính trị, cần trung cấp trở lên"
    assert _outcome(summary, "T1.theory") == ("unmet", False, (missing,))
    assert _outcome(summary, "T1") == ("unmet", False, ())
    assert (summary.met, summary.applicable, summary.outside) == (0, 1, ("T3",))


def test_met_as_declared_is_not_met_as_verified(world: World) -> None:
    summary = of_official(world.qualified(state=State.DECLARED))
    assert _outcome(summary, "T1")[:2] == ("met", False)
    assert _outcome(summary, "T1.degree")[2] == ("Đại học Luật, 2010: được tính theo khai báo",)
    assert (summary.met, summary.applicable) == (1, 1)


def test_missing_data_is_not_a_no(world: World) -> None:
    official = world.qualified()
    world.holds(other := world.official("Trần Thị Bình"), Domain.DEGREE, 4, issued_on=None)
    world.holds(other, Domain.THEORY, 2)
    assert _outcome(of_official(official), "T1")[0] == "met"
    assert _outcome(of_official(other), "T1.degree")[0] == "unknown"
    (part,) = [one for one in of_official(other).outcomes if one.code == "T1.degree"]
    assert part.verified_standing == "unknown"
    assert "chưa ghi ngày cấp" in _outcome(of_official(other), "T1.degree")[2][0]


def test_an_exemption_is_said_with_its_basis_and_is_not_met(world: World) -> None:
    summary = of_official(world.official(post=world.commander))
    assert _outcome(summary, "T1") == ("exempt", False, ("Theo pháp luật về quốc phòng",))
    assert (summary.met, summary.applicable) == (0, 0)


def test_somebody_without_post_and_without_records_has_a_summary(world: World) -> None:
    assert world.commune
    summary = of_official(make.official("Lê Thị Không", sex=None, born_on=None))
    assert (summary.title, summary.born, summary.posts, summary.records, summary.outcomes) == ("ông (bà)", "", (), 0, ())
    assert summary.outside == ("T1", "T3")


def test_a_post_of_a_unit_that_has_ended_is_no_post(world: World) -> None:
    ended = make.unit("Huyện Cũ", parent=world.province, valid_to=dt.date(2025, 7, 1))
    official = world.official(at=ended)
    assert of_official(official, dt.date(2025, 6, 30)).posts
    assert not of_official(official).posts


def test_before_the_first_rule_no_target_is_named(world: World) -> None:
    summary = of_official(world.qualified(), dt.date(2021, 6, 1))
    assert (summary.rules, summary.outcomes, summary.outside) == ((), (), ())
