"""Dossiers as the tables give them: posts cut to the life of their unit, dates as far as they are known, nobody mixed up."""

import datetime as dt
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from models.base import FOREVER
from models.officials import Official, Precision
from models.positions import Position
from models.qualifications import Domain, State
from models.targets import Exemption, Target, TargetVersion
from models.units import UnitPeriod
from registry.judgement.codec import UnreadableRule, write_rule
from registry.judgement.facts import FAR, Credential, Dossier, Waiver
from registry.judgement.rules import Holds
from registry.shared.database import db
from registry.standings.dossier import dossiers, targets
from tests.compliance import records
from tests.compliance.made import day, rule
from tests.compliance.records import MERGER, add_official, add_post, add_qualification, add_version, one, settle, unit_id


@pytest.fixture(autouse=True)
def small_province(app: Flask) -> Flask:
    settle(people=0)
    return app


def _only(official: Official) -> Dossier:
    [found] = dossiers([official.id])
    return found


def _credential(**values: Any) -> Credential:
    official = add_official()
    add_post(official)
    add_qualification(official, **values)
    [credential] = [held for domain in _only(official).credentials.values() for held in domain]
    return credential


def _periods(official: Official) -> list[tuple[dt.date, dt.date, int, str]]:
    return [(post.begins, post.ends, post.unit_id, post.tier) for post in _only(official).posts]


def test_a_post_ends_with_its_unit() -> None:
    official = add_official()
    add_post(official, unit="merged", begins="2020-01-01")
    assert _periods(official) == [(day("2020-01-01"), MERGER, unit_id("merged"), "commune")]


def test_a_post_of_before_the_unit_begins_with_the_unit() -> None:
    official = add_official()
    add_post(official, unit="department", begins="1980-01-01", valid_to=day("1995-01-01"))
    assert _periods(official) == [(records.OPEN_FROM, day("1995-01-01"), unit_id("department"), "department")]


def test_a_post_outside_the_life_of_its_unit_is_no_post() -> None:
    official = add_official()
    add_post(official, unit="merged", begins="2025-07-01")
    add_post(official, unit="merged", begins="1980-01-01", valid_to=records.OPEN_FROM)
    assert list(dossiers([official.id])) == []


def test_a_post_is_cut_where_its_unit_changes_and_bears_the_tier_of_each_period() -> None:
    one(UnitPeriod, unit_id=unit_id("commune"), valid_from=MERGER).tier = "district"
    official = add_official()
    add_post(official, begins="2020-01-01", valid_to=day("2026-01-01"))
    commune = unit_id("commune")
    assert _periods(official) == [
        (day("2020-01-01"), MERGER, commune, "commune"),
        (MERGER, day("2026-01-01"), commune, "district"),
    ]


def test_posts_come_in_order_of_beginning_then_of_entry() -> None:
    official = add_official()
    for begins, position in (("2021-01-01", "chair"), ("2020-01-01", "clerk"), ("2020-01-01", "director")):
        add_post(official, position, "department", begins)
    assert [post.position for post in _only(official).posts] == ["clerk", "director", "chair"]


def test_a_post_says_all_that_rules_ask() -> None:
    official = add_official()
    add_post(official, "vice-director", "department", category="cadre", kind="concurrent")
    [post] = _only(official).posts
    assert (post.tier, post.category, post.position, post.leadership, post.deputy, post.main) == (
        *("department", "cadre", "vice-director", "department"),
        *(True, False),
    )
    assert post.ends == FAR


def test_officials_without_post_are_left_out_and_do_not_lend_their_papers_to_others() -> None:
    first, without_post, last = add_official(), add_official(), add_official()
    for official in (first, last):
        add_post(official)
    add_qualification(without_post, Domain.LANGUAGE, 3)
    add_qualification(last, Domain.DEGREE, 5)
    found = list(dossiers())
    assert [(each.official_id, sorted(each.credentials)) for each in found] == [(first.id, []), (last.id, ["degree"])]


@pytest.mark.parametrize("precision", Precision)
def test_a_birth_date_is_taken_as_its_first_day(precision: Precision) -> None:
    official = add_official(born_on=day("1985-01-01"), born_precision=precision)
    add_post(official)
    assert _only(official).born_on == day("1985-01-01")


def test_an_unknown_birth_date_stays_unknown() -> None:
    official = add_official(born_on=None)
    add_post(official)
    assert _only(official).born_on is None


@pytest.mark.parametrize(
    ("issued_on", "precision", "until"),
    [
        ("2024-02-10", Precision.DAY, "2024-02-10"),
        ("2024-02-01", Precision.MONTH, "2024-02-29"),
        ("2025-02-01", Precision.MONTH, "2025-02-28"),
        ("2024-12-01", Precision.MONTH, "2024-12-31"),
        ("2024-01-01", Precision.YEAR, "2024-12-31"),
    ],
)
def test_a_date_of_issue_reaches_as_far_as_it_is_unknown(issued_on: str, precision: Precision, until: str) -> None:
    credential = _credential(issued_on=day(issued_on), issued_precision=precision)
    assert (credential.issued_from, credential.issued_until) == (day(issued_on), day(until))


@pytest.mark.parametrize("precision", Precision)
def test_an_unknown_date_of_issue_stays_unknown_whatever_its_precision(precision: Precision) -> None:
    credential = _credential(issued_on=None, issued_precision=precision)
    assert (credential.issued_from, credential.issued_until) == (None, None)


@pytest.mark.parametrize(
    ("certificate", "issued_on", "expires_on", "expected"),
    [
        ("ielts", "2024-03-15", None, "2026-03-15"),
        ("ielts", "2024-02-29", None, "2026-02-28"),
        ("ielts", "2024-03-15", "2025-01-31", "2025-01-31"),
        ("ielts", "2024-03-15", FOREVER.isoformat(), None),
        ("ielts", None, None, None),
        ("ielts", None, "2025-01-31", "2025-01-31"),
        ("toeic", "2024-03-15", None, None),
        ("toeic", "2024-03-15", "2026-03-15", "2026-03-15"),
        (None, "2024-03-15", None, None),
    ],
)
def test_a_certificate_expires_as_printed_else_by_its_type(
    certificate: str | None, issued_on: str | None, expires_on: str | None, expected: str | None
) -> None:
    values = {"issued_on": issued_on and day(issued_on), "expires_on": expires_on and day(expires_on)}
    credential = _credential(domain=Domain.LANGUAGE, rank=3, certificate=certificate, **values)
    assert credential.expires_on == (day(expected) if expected else None)


def test_validity_by_the_type_ends_within_the_span_of_the_day_of_issue() -> None:
    issued = {"issued_on": day("2023-01-01"), "issued_precision": Precision.YEAR}
    credential = _credential(domain=Domain.LANGUAGE, rank=3, certificate="ielts", **issued)
    assert (credential.expires_on, credential.expires_until) == (day("2025-01-01"), day("2025-12-31"))


@pytest.mark.parametrize(
    ("country", "taught_in", "expected"),
    [(None, None, False), ("VN", None, False), ("AU", None, True), ("VN", "en", True), (None, "fr", True)],
)
def test_a_degree_is_international_when_earned_abroad_or_taught_in_a_foreign_language(
    country: str | None, taught_in: str | None, expected: bool
) -> None:
    assert _credential(country=country, taught_in=taught_in).international is expected


def test_a_qualification_says_all_that_rules_ask() -> None:
    credential = _credential(domain=Domain.LANGUAGE, rank=4, certificate="toeic", language_code="en", state=State.CHECKED)
    assert (credential.domain, credential.rank, credential.state) == ("language", 4, "checked")
    assert (credential.language, credential.certificate_type) == ("en", "toeic")


def test_a_certificate_that_no_table_maps_has_no_rank() -> None:
    assert _credential(domain=Domain.LANGUAGE, rank=None, certificate="toeic").rank is None


def test_a_target_has_its_versions_in_order_and_its_own_exemptions_only() -> None:
    target, other = one(Target, code="T1"), one(Target, code="T2")
    one(TargetVersion, target_id=target.id).valid_to = MERGER
    add_version(target, write_rule(rule(Holds("degree", 5))), MERGER, number=2)
    director = one(Position, key="director")
    period = {"valid_from": MERGER, "valid_to": FOREVER}
    db.session.add(Exemption(key="a", target_id=target.id, position_id=director.id, basis="Law", **period))
    db.session.add(Exemption(key="b", target_id=target.id, unit_id=unit_id("commune"), basis="Decree", **period))
    db.session.flush()
    found = targets()
    assert found[target.id].code == "T1"
    assert [(v.number, v.begins, v.ends) for v in found[target.id].versions] == [
        (1, records.OPEN_FROM, MERGER),
        (2, MERGER, FOREVER),
    ]
    ids = db.session.scalars(select(Exemption.id).order_by(Exemption.id)).all()
    assert found[target.id].waivers == (
        Waiver(ids[0], MERGER, FOREVER, "Law", "director", None, None),
        Waiver(ids[1], MERGER, FOREVER, "Decree", None, unit_id("commune"), None),
    )
    assert found[other.id].waivers == ()


def test_a_rule_that_cannot_be_read_is_an_error_and_not_a_target_without_rule() -> None:
    one(TargetVersion, target_id=one(Target, code="T1").id).rule = {"format": 1}
    with pytest.raises(UnreadableRule):
        targets()
