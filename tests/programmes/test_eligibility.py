"""Who may be sent: each condition asked of the judge or of the file, said with what was found; unknown is neither yes nor no."""

import datetime as dt
from typing import Any

import pytest
from flask import Flask

from models.officials import Official, Sex
from models.positions import Leadership, Position
from models.programmes import Programme
from models.qualifications import Domain
from models.service import Grade
from models.units import Tier
from registry.compliance.vocabulary import vocabulary
from registry.judgement.judge import Truth
from registry.programmes.eligibility import Finding, as_data, findings, from_data
from registry.programmes.words import check_words
from registry.shared.database import db
from tests.support import make

ON = dt.date(2026, 3, 2)
LEADERS: dict[str, Any] = {"leads": {"whom": ["division", "commune"]}}


def _finding(programme: Programme, official: Official) -> Finding:
    db.session.flush()
    return findings(programme, [official.id], ON)[official.id]


def _against(finding: Finding) -> dict[str, Truth]:
    return {check.kind: check.truth for check in finding.against}


def _clerk(**values: Any) -> Official:
    return make.official_at(make.unit(), "Lê Văn Cử", **values)


def _head() -> Position:
    return make.position("Trưởng phòng", leadership=Leadership.DIVISION)


def test_whoever_holds_no_post_on_the_first_day_is_not_sent(app: Flask) -> None:
    assert app
    assert _against(_finding(make.programme(), make.official())) == {"at_work": Truth.NO}


def test_a_plan_of_successors_stands_for_the_post_where_the_programme_says_so(app: Flask) -> None:
    assert app
    official, unit = _clerk(), make.unit()
    make.planned(official, unit, _head(), valid_from=dt.date(2026, 1, 1))
    sitting, also = make.programme(condition=LEADERS), make.programme(condition=LEADERS, planned_too=True)
    assert _finding(sitting, official).truth is Truth.NO
    assert _finding(also, official).truth is Truth.YES


@pytest.mark.parametrize(
    ("grades", "truth"),
    [
        ({2025: Grade.GOOD, 2024: Grade.EXCELLENT}, Truth.YES),
        ({2025: Grade.GOOD, 2024: Grade.COMPLETED}, Truth.NO),
        ({2025: Grade.GOOD}, Truth.MAYBE),
        ({2024: Grade.FAILED}, Truth.NO),
        ({2026: Grade.GOOD, 2025: Grade.GOOD}, Truth.MAYBE),
    ],
)
def test_two_good_years_are_those_before_the_first_day(app: Flask, grades: dict[int, Grade], truth: Truth) -> None:
    assert app
    official = _clerk()
    for year, grade in grades.items():
        make.appraisal(official, year=year, grade=grade)
    assert _finding(make.programme(good_years=2), official).truth is truth


@pytest.mark.parametrize(
    ("asked", "facts", "truth"),
    [
        ({"party_member": True}, {"party_member": True}, Truth.YES),
        ({"party_member": True}, {"party_member": False}, Truth.NO),
        ({"party_member": True}, {"party_member": None}, Truth.MAYBE),
        ({"service_years": 3}, {"recruited_on": dt.date(2023, 3, 2)}, Truth.YES),
        ({"service_years": 3}, {"recruited_on": dt.date(2023, 3, 3)}, Truth.NO),
        ({"service_years": 3}, {"recruited_on": None}, Truth.MAYBE),
        ({"youngest_women": 28, "youngest_men": 30}, {"sex": Sex.FEMALE, "born_on": dt.date(1998, 3, 2)}, Truth.YES),
        ({"youngest_women": 28, "youngest_men": 30}, {"sex": Sex.MALE, "born_on": dt.date(1998, 3, 2)}, Truth.NO),
        ({"youngest_women": 28, "youngest_men": 30}, {"sex": None, "born_on": dt.date(1997, 3, 2)}, Truth.MAYBE),
        ({"condition": {"younger_than": {"years": 46}}}, {"born_on": dt.date(1980, 3, 3)}, Truth.YES),
        ({"condition": {"younger_than": {"years": 46}}}, {"born_on": dt.date(1980, 3, 2)}, Truth.NO),
    ],
)
def test_what_the_words_of_rules_cannot_say(app: Flask, asked: dict[str, Any], facts: dict[str, Any], truth: Truth) -> None:
    assert app
    assert _finding(make.programme(**asked), _clerk(**facts)).truth is truth


def test_who_is_exempt_or_holds_it_already_need_not_be_sent(app: Flask) -> None:
    assert app
    degree, theory = make.level(rank=2, name="Trung cấp"), make.level(Domain.THEORY, rank=3, name="Cao cấp")
    official = _clerk()
    make.qualification(official, Domain.DEGREE, level_id=degree.id, issued_on=dt.date(2020, 1, 1))
    make.qualification(official, Domain.THEORY, level_id=theory.id, issued_on=dt.date(2022, 6, 30))
    exempt = {"holds": {"domain": "theory", "rank": 3, "issued_by": "2022-06-30"}}
    assert _against(_finding(make.programme(exempt=exempt), official)) == {"exempt": Truth.NO}
    assert _against(_finding(make.programme(degree), official)) == {"held": Truth.NO}
    later = {"holds": {"domain": "theory", "rank": 3, "issued_by": "2022-06-29"}}
    assert _finding(make.programme(exempt=later), official).truth is Truth.YES


def test_a_finding_is_kept_and_said_in_words(app: Flask) -> None:
    official = _clerk()
    make.appraisal(official, year=2025, grade=Grade.COMPLETED)
    condition = {"every": [{"in_tier": [Tier.COMMUNE.value]}, {"younger_than": {"years": 60}}]}
    found = _finding(make.programme(condition=condition, good_years=1, party_member=True), official)
    assert from_data(as_data(found)) == found
    with app.test_request_context():
        said = [check_words(check, vocabulary()) for check in found.against]
    assert said[0] == "công tác ở cấp xã"
    assert "2025: hoàn thành" in said[-1]
