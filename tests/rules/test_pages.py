"""The Department writes the next version of a rule on pages: step by step, refused in clear sentences, published, taken back."""

import datetime as dt
import re

import pytest
from flask import Flask
from sqlalchemy import select

from models.accounts import Role
from models.audit import AuditEntry
from models.base import FOREVER
from models.officials import Official
from models.qualifications import Domain
from models.rules import Expected, RuleDraft, TestPerson
from models.targets import Target, TargetVersion
from models.units import Unit
from registry.judgement.codec import read_condition
from registry.judgement.rules import AnyOf, Every, Holds, InCategory, Leads, Not, YoungerThan
from registry.rules.versions import versions_of
from registry.shared.database import db
from registry.snapshots.actions import SnapshotDetails, freeze
from registry.standings import keeping
from registry.standings.measure import counts_on
from tests.support import make, markup
from tests.support.visitor import Visitor

DAY = dt.date(2026, 6, 1)
FIRST = dt.date(2026, 1, 1)


@pytest.fixture
def province(app: Flask) -> Unit:  # noqa: ARG001  the rows need its context
    province = make.province()
    for rank, name in ((2, "Trung cấp"), (4, "Đại học")):
        make.level(rank=rank, name=name)
    return province


@pytest.fixture
def target(province: Unit) -> Target:
    """Everybody must have a degree of rank 4; An has one of rank 2, Bình none."""
    target = make.target()
    level = make.level(rank=2, name="Trung cấp nghề")
    make.qualification(make.official_at(province, "Nguyễn Văn An"), level_id=level.id)
    make.official_at(province, "Trần Thị Bình")
    return target


@pytest.fixture
def department(visitor: Visitor, province: Unit, target: Target) -> Visitor:  # noqa: ARG001
    return visitor.enter_as(make.account(Role.DEPARTMENT, province))


def _draft() -> RuleDraft:
    return db.session.scalars(select(RuleDraft).execution_options(populate_existing=True)).one()


def _main(department: Visitor, path: str) -> str:
    answer = department.get(path)
    assert answer.status_code == 200
    return markup.text_of(next(markup.parsed(answer.text).iter("main"))).replace("\u00a0", " ")


def _met(on: dt.date, target: Target) -> tuple[int, int]:
    at_units = counts_on(on, [target.id]).get(target.id, {}).values()
    return sum(one.met for one in at_units), sum(one.total for one in at_units)


def test_a_version_is_drafted_step_by_step_and_published_from_its_day_on(department: Visitor, target: Target) -> None:
    department.submit("/rules/T1", form="/begin")
    department.submit("/rules/T1/draft/head", {"valid_from": "01/01/2026", "percent": "50", "strict": "yes"})
    department.submit("/rules/T1/draft/condition?part=T1&at=", {"level": "degree:2"})
    page = _main(department, "/rules/T1/draft")
    assert "Đạt khi: có trình độ chuyên môn từ trung cấp trở lên. Ngưỡng: trên 50 %." in page
    assert "Threshold: more than 50 %" in page
    effect = _main(department, "/rules/T1/draft/effect?on=2026-06-01")
    assert "1 người đổi kết quả của T1" in effect
    assert "Chưa đạt → Đạt 1" in effect
    assert "Nguyễn Văn An" in effect
    assert "Trần Thị Bình" not in effect
    assert _met(DAY, target) == (0, 2)
    department.submit("/rules/T1/draft/effect?on=2026-06-01", form="/publish")
    assert _met(DAY, target) == (1, 2)
    assert _met(FIRST - dt.timedelta(1), target) == (0, 2)
    assert keeping.differences() == set()
    old, new = versions_of(target.id)
    assert (old.valid_to, new.valid_from, new.valid_to, new.number) == (FIRST, FIRST, FOREVER, 2)
    assert db.session.scalars(select(RuleDraft)).all() == []
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "rule.published")).one()
    assert "trung cấp" in entry.changes["rule"][1]


def test_a_version_is_withdrawn_while_nothing_was_frozen_by_it(department: Visitor, target: Target, province: Unit) -> None:
    make.rule_draft(target)
    department.post("/rules/T1/draft/publish", data={"seen": "1", "csrf_token": department.csrf_token()})
    assert _met(DAY, target) == (1, 2)
    department.submit("/rules/T1", form="/withdraw")
    assert _met(DAY, target) == (0, 2)
    assert keeping.differences() == set()
    assert "đã rút, trước đó định áp dụng từ 01/01/2026" in _main(department, "/rules/T1")
    make.rule_draft(target)
    department.post("/rules/T1/draft/publish", data={"seen": "1", "csrf_token": department.csrf_token()})
    assert [one.number for one in versions_of(target.id)] == [1, 2, 3]  # no number names two rules
    db.session.commit()
    freeze(SnapshotDetails("Chốt", DAY), make.account(Role.DEPARTMENT, province))
    page = department.get("/rules/T1").text
    assert "Rút phiên bản 3" not in page
    assert "Đã chốt số liệu theo phiên bản này: Chốt" in page
    department.post("/rules/T1/withdraw", data={"number": "3", "csrf_token": department.csrf_token()})
    assert _met(DAY, target) == (1, 2)
    department.submit("/rules/T1", {"number": "1"}, form="/begin")  # the way back: publish the earlier one again
    assert _draft().parts["T1"]["requirement"] == {"holds": {"domain": "degree", "rank": 4}}


def test_conditions_are_joined_negated_and_taken_away(department: Visitor, target: Target) -> None:
    make.rule_draft(target)
    at = "/rules/T1/draft/condition?part=population"
    department.submit(f"{at}&at=&step=and&kind=leads", {"words": ["department", "district"]})
    department.submit(f"{at}&at=1&step=or&kind=younger", {"years": "40", "reckoning": "calendar_year"})
    leads, younger = Leads(frozenset({"department", "district"})), YoungerThan(40, "calendar_year")
    servants = InCategory(frozenset({"civil_servant"}))
    assert read_condition(_draft().whom["population"]) == Every((servants, AnyOf((leads, younger))))
    department.submit("/rules/T1/draft", form="at=1.1&step=not")
    assert read_condition(_draft().whom["population"]) == Every((servants, AnyOf((leads, Not(younger)))))
    department.submit("/rules/T1/draft", form="at=1.0&step=drop")
    assert read_condition(_draft().whom["population"]) == Every((servants, Not(younger)))
    answer = department.submit("/rules/T1/draft", form="part=T1&at=&step=drop")
    assert answer.status_code == 302
    assert "Phải còn ít nhất một điều kiện" in department.get("/rules/T1/draft").text
    assert read_condition(_draft().parts["T1"]["requirement"]) == Holds("degree", 2)


def test_leaders_of_communes_take_the_place_of_those_of_districts_only_after_these_ended(
    department: Visitor, target: Target
) -> None:
    population = {"leads": {"whom": ["department", "district"], "deputies": True}}
    draft = make.rule_draft(target, valid_from=dt.date(2025, 6, 30))
    draft.whom = {**draft.whom, "population": population}
    department.submit("/rules/T1/draft", form="/districts")
    assert "Chỉ chuyển sang lãnh đạo cấp xã được từ 01/07/2025" in department.get("/rules/T1/draft").text
    assert _draft().whom["population"] == population
    _draft().valid_from = dt.date(2025, 7, 1)
    department.submit("/rules/T1/draft", form="/districts")
    assert _draft().whom["population"]["leads"]["whom"] == ["commune", "department", "district"]
    department.submit("/rules/T1/draft", form="/districts")
    assert _draft().whom["population"] == population


BAD = [
    ("head", {"valid_from": ""}, "Hãy ghi ngày dd/mm/yyyy."),
    ("head", {"valid_from": "31/12/9999"}, "Hãy ghi một ngày sớm hơn."),
    ("head", {"percent": "101"}, "Từ 1 đến 100."),
    ("head", {"percent": "100", "strict": "yes"}, "Không thể đạt trên 100 %."),
    ("head", {"basis_document": " "}, "Hãy ghi văn bản."),
    ("condition?part=T1&at=", {"level": ""}, "Hãy chọn trình độ."),
    ("condition?part=population&at=", {"words": []}, "Hãy chọn ít nhất một mục."),
    ("condition?part=T1&at=&step=and&kind=younger", {"years": "0"}, "Từ 1 đến 150."),
]


def test_a_bad_rule_is_refused_at_its_field(department: Visitor, target: Target) -> None:
    make.rule_draft(target)
    for path, fields, sentence in BAD:
        answer = department.submit(f"/rules/T1/draft/{path}", fields)
        assert answer.status_code == 200, path
        assert sentence in markup.text_of(next(markup.parsed(answer.text).iter("main"))).replace("\u00a0", " ")
    assert _draft().version == 1


def test_what_the_catalogue_does_not_have_is_not_published(department: Visitor, target: Target) -> None:
    make.rule_draft(target, parts={"T1": {"requirement": {"holds": {"domain": "degree", "rank": 9}}, "note": None}})
    department.post("/rules/T1/draft/publish", data={"seen": "1", "csrf_token": department.csrf_token()})
    assert len(versions_of(target.id)) == 1
    assert "Danh mục không có bậc 9 của lĩnh vực này." in _main(department, "/rules/T1/draft/effect")


def test_nothing_different_is_not_published(department: Visitor, target: Target) -> None:
    department.submit("/rules/T1", form="/begin")
    _draft().valid_from = FIRST
    department.post("/rules/T1/draft/publish", data={"seen": "2", "csrf_token": department.csrf_token()})
    assert len(versions_of(target.id)) == 1
    assert "Không có gì khác với phiên bản 1" in department.get("/rules/T1/draft").text


def test_two_who_edit_at_once_lose_nothing(department: Visitor, target: Target) -> None:
    make.rule_draft(target)
    head = dict(markup.values(markup.forms(department.get("/rules/T1/draft/head").text)[-1]))
    department.submit("/rules/T1/draft/head", {"wording": "Câu của người kia"})
    answer = department.post("/rules/T1/draft/head", data={**head, "wording": "Câu của tôi"})
    assert answer.status_code == 409
    assert "Câu của người kia" in answer.text
    assert "Câu của tôi" in answer.text
    stale = {"seen": "1", "csrf_token": department.csrf_token()}
    for step in ("arrange?part=population&at=&step=not", "publish"):
        department.post(f"/rules/T1/draft/{step}", data=stale)
    assert (_draft().wording, _draft().version) == ("Câu của người kia", 2)
    assert len(versions_of(target.id)) == 1


def test_components_are_written_together_with_their_target(department: Visitor, target: Target) -> None:
    part = make.target("T1.degree")
    part.parent_id = target.id
    department.submit("/rules/T1", form="/begin")
    department.submit("/rules/T1/draft/head", {"valid_from": "01/01/2026", "note_0": "Từ trung cấp"})
    department.submit("/rules/T1/draft/condition?part=T1.degree&at=", {"level": "degree:2"})
    seen = str(_draft().version)
    department.post("/rules/T1/draft/publish", data={"seen": seen, "csrf_token": department.csrf_token()})
    whole, own = versions_of(target.id)[-1], versions_of(part.id)[-1]
    assert (whole.number, own.number, own.note) == (2, 2, "Từ trung cấp")
    assert whole.rule["requirement"] == {"every": [own.rule["requirement"]]}
    assert keeping.differences() == set()


def test_a_test_person_that_is_not_found_as_expected_blocks_publishing_and_says_why(department: Visitor, target: Target) -> None:
    position = make.position("Chuyên viên thử")
    made_up = {"name": "Người trung cấp", "position": position.key, "born": "1990", "expected": "unmet", "on": "01/03/2026"}
    department.submit("/rules/T1/people/new?kind=made-up", {**made_up, "level_a": "degree:2", "issued_a": "2010"})
    person = db.session.scalars(select(TestPerson)).one()
    assert person.expected is Expected.UNMET
    assert "đúng như mong đợi" in _main(department, "/rules/T1")
    make.rule_draft(target)
    effect = _main(department, "/rules/T1/draft/effect?on=2026-06-01")
    assert "Không ban hành được" in effect
    assert re.search(r"trình độ chuyên môn trung cấp 2010: được tính theo khai báo", effect)
    department.post("/rules/T1/draft/publish", data={"seen": "1", "csrf_token": department.csrf_token()})
    assert len(versions_of(target.id)) == 1
    department.submit(f"/rules/people/{person.public_id}/edit", {"expected": "met"})
    assert "Không ban hành được" not in _main(department, "/rules/T1/draft/effect?on=2026-06-01")
    department.post("/rules/T1/draft/publish", data={"seen": "1", "csrf_token": department.csrf_token()})
    assert len(versions_of(target.id)) == 2


def test_an_official_is_kept_as_a_test_person_and_judged_by_the_file_of_now(department: Visitor, target: Target) -> None:
    an = db.session.scalars(select(Official).where(Official.full_name == "Nguyễn Văn An")).one()
    department.submit("/rules/T1/people/new?q=văn an", {"official": an.public_id, "expected": "unmet", "on": "01/03/2026"})
    assert "đúng như mong đợi" in _main(department, "/rules/T1")
    make.qualification(an, level_id=make.level(rank=4, name="Cử nhân").id)
    page = _main(department, "/rules/T1")
    assert "không như mong đợi" in page
    assert "Nguyễn Văn An" in page
    assert target


def test_a_type_that_is_not_of_the_level_is_refused_at_its_field(department: Visitor) -> None:
    ielts, position = make.certificate_type("IELTS", Domain.LANGUAGE), make.position()
    fields = {"name": "Ai", "position": position.key, "on": "01/01/2026", "level_a": "degree:2", "type_a": ielts.key}
    answer = department.submit("/rules/T1/people/new?kind=made-up", fields)
    assert "Loại chứng chỉ này không thuộc lĩnh vực" in answer.text
    assert db.session.scalars(select(TestPerson)).all() == []


def test_whoever_reads_reference_data_sees_versions_and_no_names(visitor: Visitor, province: Unit, target: Target) -> None:
    an = db.session.scalars(select(Official).where(Official.full_name == "Nguyễn Văn An")).one()
    make.test_person(target, "", official_id=an.id, facts=None, name=an.full_name)
    make.rule_draft(target)
    reader = visitor.enter_as(make.account(Role.ADMINISTRATOR, province))
    page = _main(reader, "/rules/T1")
    assert "Phiên bản 1 · từ 01/01/2021" in page
    assert "Nguyễn Văn An" not in page
    assert "chưa có số và ngày văn bản" in _main(reader, "/rules/")
    version = db.session.scalars(select(TargetVersion)).one()
    assert version.withdrawn_at is None
