"""Changing many records at once: a preview that writes nothing, one action and entry, undone as a whole; stale rows by name."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

import pytest
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from models.accounts import Role
from models.audit import AuditEntry
from models.changes import RowChange
from models.officials import Official
from models.qualifications import Domain, FormOfStudy, State
from registry.lists import edits
from registry.shared.database import db
from tests.directory.listing import Province
from tests.support import make, markup
from tests.support.visitor import Visitor

DUTIES = {"field": "duties", "value": "Tiếp dân"}


def _ask(visitor: Visitor, path: str, fields: Mapping[str, Any]) -> TestResponse:
    return visitor.post(path, data={**fields, "csrf_token": visitor.csrf_token()})


def _send(visitor: Visitor, page: TestResponse, form: str) -> TestResponse:
    """Send a form of the page as it stands."""
    chosen = next(each for each in markup.forms(page.text) if each.get("action", "").split("?")[0].endswith(form))
    return visitor.post(chosen.get("action") or "", data=markup.values(chosen))


def _tables(page: TestResponse) -> list[list[str]]:
    """What is said of each person, first of those who change, then of those who stay."""
    return [
        [markup.text_of(cell) for cell in row]
        for table in markup.parsed(page.text).iter("table")
        for body in table.iter("tbody")
        for row in body.iter("tr")
    ]


def _duties() -> dict[str, str | None]:
    return dict(db.session.execute(select(Official.full_name, Official.duties)).all())


def test_the_preview_says_before_and_after_and_writes_nothing(province: Province, officer: Visitor) -> None:
    empty, other, same = (province.official(name) for name in ("Lê An", "Lê Bình", "Lê Chi"))
    other.duties, same.duties = "Văn thư", "Tiếp dân"
    fields = {**DUTIES, "row": [empty.public_id, other.public_id, same.public_id]}
    every = _ask(officer, "/officials/edit", fields)
    said = [(row[0].removesuffix("Xã Cẩm Xuyên"), *row[1:]) for row in _tables(every)]
    assert said == [
        ("Lê An", "chưa có", "Tiếp dân"),
        ("Lê Bình", "Văn thư", "Tiếp dân"),
        ("Lê Chi", "Tiếp dân", "đã đúng như vậy"),
    ]
    gaps = _ask(officer, "/officials/edit", {**fields, "gaps_only": "1"})
    assert "đã ghi, không ghi đè" in gaps.text
    assert _duties() == {"Lê An": None, "Lê Bình": "Văn thư", "Lê Chi": "Tiếp dân"}


def test_what_was_agreed_to_is_written_as_one_action_and_undone_as_one(province: Province, officer: Visitor) -> None:
    people = [province.official(name) for name in ("Lê An", "Lê Bình", "Lê Chi")]
    people[2].duties = "Văn thư"
    keys = [one.public_id for one in people]
    preview = _ask(officer, "/officials/edit?tier=commune", {**DUTIES, "gaps_only": "1", "row": keys})
    done = _send(officer, preview, "/edit/apply")
    assert done.headers["Location"] == "/officials?tier=commune"
    assert _duties() == {"Lê An": "Tiếp dân", "Lê Bình": "Tiếp dân", "Lê Chi": "Văn thư"}
    entry = db.session.scalars(select(AuditEntry)).one()
    assert (entry.action, entry.changes) == ("list.changed", {"rows": [None, 2]})
    assert entry.subject == "Cán bộ, công chức: Công việc được giao → Tiếp dân"
    assert db.session.scalar(select(func.count()).select_from(RowChange)) == 2
    page = officer.get("/officials")
    assert "Hoàn tác" in page.text
    _send(officer, page, "/undo")
    assert _duties() == {"Lê An": None, "Lê Bình": None, "Lê Chi": "Văn thư"}


def test_a_record_changed_meanwhile_is_named_and_nothing_is_written(province: Province, officer: Visitor) -> None:
    first, second = province.official("Lê An"), province.official("Lê Bình")
    preview = _ask(officer, "/officials/edit", {**DUTIES, "row": [first.public_id, second.public_id]})
    db.session.get_one(Official, second.id).recruited_by = "Tỉnh"
    db.session.commit()
    answer = _send(officer, preview, "/edit/apply")
    assert answer.status_code == 409
    assert any(row[0].startswith("Lê Bình") and row[2] == "vừa có người sửa, chưa ghi" for row in _tables(answer))
    assert _duties() == {"Lê An": None, "Lê Bình": None}
    _send(officer, answer, "/edit/apply")  # agreed to anew: the rest is written
    assert _duties() == {"Lê An": "Tiếp dân", "Lê Bình": None}


def test_all_that_match_are_chosen_by_one_box(province: Province, officer: Visitor) -> None:
    for name in ("Lê An", "Lê Bình", "Trần Chi"):
        province.official(name)
    preview = _ask(officer, "/officials/edit?q=le", {**DUTIES, "all": "1"})
    _send(officer, preview, "/edit/apply")
    assert _duties() == {"Lê An": "Tiếp dân", "Lê Bình": "Tiếp dân", "Trần Chi": None}


def test_more_than_people_can_look_at_is_refused(province: Province, officer: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(edits, "LIMIT", 1)
    keys = [province.official(name).public_id for name in ("Lê An", "Lê Bình")]
    for fields in ({"all": "1"}, {"row": keys}):
        answer = _ask(officer, "/officials/edit", {**DUTIES, **fields})
        assert answer.status_code == 302
        assert "nhiều nhất 1 dòng" in officer.get("/officials").text


def test_people_of_other_units_and_archived_files_are_left_out_of_sight(province: Province, officer: Visitor) -> None:
    own, foreign, archived = (
        province.official("Lê Nhà"),
        province.official("Lê Bên", province.beside),
        province.official("Lê Lưu"),
    )
    archived.archived_at = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    keys = [own.public_id, foreign.public_id, archived.public_id]
    page = _ask(officer, "/officials/edit", {**DUTIES, "row": keys})
    assert "Lê Nhà" in page.text and "Lê Bên" not in page.text and "Lê Lưu" not in page.text
    seals = " ".join(f"{key}:1" for key in keys)
    _ask(officer, "/officials/edit/apply", {**DUTIES, "keys": " ".join(keys), "seals": seals})
    assert _duties() == {"Lê Nhà": "Tiếp dân", "Lê Bên": None, "Lê Lưu": None}


def test_who_has_gone_is_named_on_the_old_day_and_cannot_be_changed(province: Province, officer: Visitor) -> None:
    gone = make.official("Lê Đi")
    make.assignment(gone, province.commune, valid_to=dt.date(2025, 7, 1))
    make.assignment(gone, province.beside, valid_from=dt.date(2025, 7, 1))
    held = province.graduate(gone)
    assert "Lê Đi" in officer.get("/officials?on=2025-06-30").text
    day = "?on=2025-06-30"
    assert _ask(officer, f"/officials/edit{day}", {**DUTIES, "row": gone.public_id}).status_code == 404
    school = {"field": "institution", "value": "X", "row": held.public_id}
    assert _ask(officer, f"/qualifications/edit{day}", school).status_code == 404


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("duties", "", "Hãy ghi giá trị mới"),
        ("duties", "x" * 301, "Dài quá 300"),
        ("joined", "31/02/2020", "dd/mm/yyyy"),
        ("joined", "hôm qua", "dd/mm/yyyy"),
    ],
)
def test_a_value_that_cannot_be_is_refused_at_its_field(
    province: Province, officer: Visitor, field: str, value: str, words: str
) -> None:
    key = province.official("Lê An").public_id
    answer = _ask(officer, "/officials/edit", {"field": field, "value": value, "row": key})
    assert words in answer.text
    assert _ask(officer, "/officials/edit", {"field": "full_name", "value": "X", "row": key}).status_code == 404


def test_a_day_that_contradicts_the_file_leaves_the_person_out(province: Province, officer: Visitor) -> None:
    early = province.official("Lê An", born_on=dt.date(2000, 1, 1))
    fits = province.official("Lê Bình", recruited_on=dt.date(2010, 1, 1))
    late = province.official("Lê Chi", recruited_on=dt.date(2020, 1, 1))
    keys = [one.public_id for one in (early, fits, late)]
    preview = _ask(officer, "/officials/edit", {"field": "joined", "value": "01/07/1999", "row": keys})
    assert "không thể trước ngày sinh" in preview.text and "trước ngày tuyển dụng 01/01/2020" in preview.text
    _send(officer, _ask(officer, "/officials/edit", {"field": "joined", "value": "01/07/2015", "row": keys}), "/edit/apply")
    joined = dict(db.session.execute(select(Official.full_name, Official.joined_on)).all())
    assert joined == {"Lê An": dt.date(2015, 7, 1), "Lê Bình": dt.date(2015, 7, 1), "Lê Chi": None}


def test_the_majority_is_recorded_only_where_nothing_is_and_no_minority_is(province: Province, officer: Visitor) -> None:
    province.official("Lê Trống")
    province.official("Lê Thái", ethnicity="Thái", ethnic_minority=True)
    province.official("Lê Thiểu", ethnic_minority=True)
    preview = _ask(officer, "/officials/edit", {"field": "kinh", "value": "Mường", "all": "1"})
    _send(officer, preview, "/edit/apply")
    rows = db.session.execute(select(Official.full_name, Official.ethnicity, Official.ethnic_minority)).all()
    assert {tuple(row) for row in rows} == {("Lê Trống", "Kinh", False), ("Lê Thái", "Thái", True), ("Lê Thiểu", None, True)}


def test_the_division_of_the_main_post_is_changed_and_no_other_post(province: Province, officer: Visitor) -> None:
    one = province.official("Lê An")
    beside = make.assignment(one, province.commune, province.clerk, kind="concurrent")
    preview = _ask(officer, "/officials/edit", {"field": "division", "value": "Phòng Kinh tế", "row": one.public_id})
    _send(officer, preview, "/edit/apply")
    assert "Phòng Kinh tế" in officer.get("/officials").text
    db.session.refresh(beside)
    assert beside.division is None


def test_qualifications_that_somebody_looked_into_are_left_to_single_work(province: Province, officer: Visitor) -> None:
    one = province.official("Lê An")
    declared = province.graduate(one, institution="ĐH Vinh")
    verified = province.graduate(one, institution="Đại học Vinh ", state=State.VERIFIED)
    language = make.qualification(one, Domain.LANGUAGE)
    keys = [held.public_id for held in (declared, verified, language)]
    fields = {"field": "form", "value": "in_service", "row": keys}
    preview = _ask(officer, "/qualifications/edit", fields)
    assert "đã xác minh: hãy sửa riêng từng mục" in preview.text and "loại này không có mục đó" in preview.text
    _send(officer, preview, "/edit/apply")
    for held in (declared, verified, language):
        db.session.refresh(held)
    assert (declared.form_of_study, verified.form_of_study, language.form_of_study) == (FormOfStudy.IN_SERVICE, None, None)
    assert declared.changed_by_id and declared.source and "sửa ngày" in declared.source


def test_whoever_may_only_read_finds_no_boxes_and_no_way(province: Province, visitor: Visitor) -> None:
    key = province.official("Lê An").public_id
    visitor.enter_as(make.account(Role.AUDITOR, province.root))
    assert 'name="row"' not in visitor.get("/officials").text
    assert _ask(visitor, "/officials/edit/apply", {**DUTIES, "keys": key, "seals": f"{key}:1"}).status_code == 403
