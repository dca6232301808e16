"""Two files of one person: side by side, made one, and taken apart again as long as nothing was built on it."""

import datetime as dt

import pytest
from sqlalchemy import ColumnElement, and_, func, select

from models.accounts import Account
from models.audit import AuditEntry
from models.findings import Finding, FindingState
from models.officials import Assignment, AssignmentKind, Official
from models.proposals import SelfLink
from models.qualifications import Domain, Qualification, State
from models.service import Appraisal, RankHeld
from models.targets import Standing
from registry.archive.actions import archive, merge, unmerge
from registry.findings import actions as deciding
from registry.findings import keeping as findings
from registry.proposals import actions as proposing
from registry.proposals.queries import is_open, row_of
from registry.shared.database import db
from registry.shared.refusal import Refused
from registry.standings import keeping
from tests.profile.people import Commune
from tests.support import make
from tests.support.visitor import Visitor


@pytest.fixture
def twin(commune: Commune) -> Official:
    """The same person under a number that was typed wrongly, with an earlier post, a degree and two years."""
    official = make.official("Nguyễn Thị Hồng Nhung", personal_number="042189000271", duties="Hộ tịch")
    earlier = {"valid_from": dt.date(2018, 1, 1), "valid_to": dt.date(2021, 1, 1)}
    make.assignment(official, commune.unit, commune.clerk, **earlier)
    make.qualification(official, level_id=commune.degree.id, field="Luật", number="123")
    make.qualification(commune.official, level_id=commune.degree.id, field="Luật", number="123")
    make.qualification(official, level_id=commune.theory.id, field="Khác", number="124")
    for year in (2024, 2025):
        make.appraisal(official, year=year)
    make.appraisal(commune.official, year=2025)
    db.session.commit()
    return official


def _counts(official: Official) -> list[int]:
    models = (Assignment, Qualification, Appraisal, RankHeld)
    return [db.session.scalar(select(func.count()).where(model.official_id == official.id)) or 0 for model in models]


def _merge(officer: Visitor, keep: Official, give: Official) -> str:
    path = f"/officials/{keep.public_id}/merge?other={give.public_id}"
    answer = officer.post(path, data={"keep": keep.public_id, "csrf_token": officer.csrf_token()})
    assert answer.status_code == 302
    return str(answer.headers["Location"])


def test_the_other_file_is_found_and_laid_beside(commune: Commune, officer: Visitor, twin: Official) -> None:
    choice = officer.get(f"/officials/{commune.official.public_id}/merge").text
    assert f"other={twin.public_id}" in choice
    page = officer.get(f"/officials/{commune.official.public_id}/merge?other={twin.public_id}").text
    for words in ("042 189 ••• 217", "042 189 ••• 271", "01/01/2018–31/12/2020: Chuyên viên, Xã Cẩm Xuyên", "2 năm đánh giá"):
        assert words in page, words
    assert "042189000271" not in page


def test_records_move_and_what_is_there_already_stays(commune: Commune, officer: Visitor, twin: Official) -> None:
    where = _merge(officer, commune.official, twin)
    assert where.endswith(commune.official.public_id)
    assert _counts(commune.official) == [2, 2, 2, 0]
    assert _counts(twin) == [0, 1, 1, 0]
    db.session.refresh(commune.official)
    db.session.refresh(twin)
    assert commune.official.duties == "Hộ tịch"
    assert (commune.official.personal_number, twin.merged_into_id) == ("042189000217", commune.official.id)
    assert "Gộp vào hồ sơ Nguyễn Thị Hồng Nhung" in officer.get("/officials/archived").text
    assert keeping.differences() == set()
    assert db.session.query(Standing).filter_by(official_id=twin.id).count() == 0


@pytest.mark.parametrize("later", [False, True])
def test_a_merger_is_taken_back_at_once_or_from_the_page(commune: Commune, officer: Visitor, twin: Official, later: bool) -> None:
    before = [_counts(commune.official), _counts(twin)]
    where = _merge(officer, commune.official, twin)
    officer.submit("/officials/archived" if later else where, form="unmerge" if later else "undo")
    assert [_counts(commune.official), _counts(twin)] == before
    db.session.refresh(commune.official)
    db.session.refresh(twin)
    assert (twin.archived_at, twin.merged_into_id, commune.official.duties) == (None, None, None)
    assert keeping.differences() == set()


def test_what_was_built_on_a_merger_keeps_it_in_both_files(commune: Commune, officer: Visitor, twin: Official) -> None:
    _merge(officer, commune.official, twin)
    commune.official.duties = "Chứng thực"  # filled in from the other file, and changed since
    db.session.commit()
    entries = db.session.scalar(select(func.count()).select_from(AuditEntry))
    answer = officer.submit("/officials/archived", form="unmerge")
    assert "đã được sửa sau đó" in officer.get(answer.headers["Location"]).text
    assert _counts(commune.official) == [2, 2, 2, 0]
    db.session.refresh(twin)
    assert twin.archived_at is not None
    assert db.session.scalar(select(func.count()).select_from(AuditEntry)) == entries


def test_overlapping_main_posts_are_named_and_nothing_moves(commune: Commune, officer: Visitor, twin: Official) -> None:
    make.assignment(twin, commune.unit, commune.clerk, valid_from=dt.date(2024, 1, 1))
    path = f"/officials/{commune.official.public_id}/merge?other={twin.public_id}"
    page = officer.post(path, data={"keep": twin.public_id, "csrf_token": officer.csrf_token()}).text
    assert "“Chuyên viên, Xã Cẩm Xuyên”, từ 01/01/2021 đến nay, và “Chuyên viên, Xã Cẩm Xuyên”, từ 01/01/2024 đến nay" in page
    assert _counts(twin)[0] == 2


def test_only_two_files_within_reach_are_merged(commune: Commune, officer: Visitor, by: Account) -> None:
    foreign = make.official_at(commune.beside, "Nguyễn Thị Hồng Nhung")
    assert officer.get(f"/officials/{commune.official.public_id}/merge?other={foreign.public_id}").status_code == 404
    assert foreign.public_id not in officer.get(f"/officials/{commune.official.public_id}/merge").text
    other = make.official_at(commune.unit, "Lê Thị Ba")
    path = f"/officials/{commune.official.public_id}/merge?other={other.public_id}"
    wrong = {"keep": foreign.public_id, "csrf_token": officer.csrf_token()}
    assert officer.post(path, data=wrong).status_code == 400
    with pytest.raises(Refused, match="phải khác nhau"):
        merge(commune.official, commune.official, by)
    with pytest.raises(Refused, match="không phải là hồ sơ đã gộp"):
        unmerge(other, by)


def test_what_waits_for_an_answer_moves_and_the_link_is_closed_until_the_files_are_apart(
    commune: Commune, officer: Visitor, twin: Official, by: Account
) -> None:
    proposing.make_link(twin, by)
    link = db.session.scalars(select(SelfLink)).one()
    degree, theory = db.session.scalars(select(Qualification).where(Qualification.official_id == twin.id)).all()
    proposals = [
        proposing.propose(link, None, {"phone": "0912345678"}),
        proposing.propose(link, degree, {"field": "Luật kinh tế"}),
        proposing.propose(link, theory, {"note": "bản chính ở nhà"}),
    ]
    answered = proposing.propose(link, None, {"schooling": "12/12"})
    proposing.decide(answered, {"schooling": "Chưa có bằng"}, by)
    db.session.commit()
    _merge(officer, commune.official, twin)
    db.session.expire_all()
    page = officer.get("/proposals").text
    assert all(one.public_id in page for one in proposals)
    kept = db.session.scalars(select(Qualification.id).where(Qualification.official_id == commune.official.id)).all()
    about = [row_of(one) for one in proposals]
    assert about[0] is None and {row.id for row in about[1:] if row} == set(kept), "the one that stayed behind has its twin"
    assert answered.official_id == twin.id and not is_open(link)
    officer.submit("/officials/archived", form="unmerge")
    db.session.expire_all()
    assert {one.official_id for one in proposals} == {twin.id} and is_open(link)
    assert [row_of(one) for one in proposals[1:]] == [degree, theory]


def test_a_finding_and_what_was_decided_about_it_go_with_the_diploma(
    commune: Commune, officer: Visitor, twin: Official, by: Account
) -> None:
    twin.born_on = commune.official.born_on = dt.date(1989, 5, 4)
    early = {"domain": Domain.DEGREE, "issued_on": dt.date(2000, 6, 1)}
    for number in ("901", "902"):
        make.qualification(twin, level_id=commune.degree.id, number=number, **early)
    db.session.commit()
    decided, waiting = db.session.scalars(select(Finding).where(Finding.kind == "early").order_by(Finding.id)).all()
    deciding.accept(decided, "Đã xem bản gốc và giấy khai sinh.", by)
    deciding.take(waiting, by)
    db.session.commit()
    where = _merge(officer, commune.official, twin)
    for holder in (commune.official, twin):
        db.session.expire_all()
        assert [one.official_id for one in (decided, waiting)] == [holder.id] * 2
        assert (decided.state, decided.decided_by_id, waiting.state) == (FindingState.ACCEPTED, by.id, FindingState.OPEN)
        assert waiting.owner_id == by.id
        assert findings.differences() == set()
        if holder is commune.official:
            officer.submit(where, form="undo")


def test_a_file_that_went_out_of_use_meanwhile_is_not_merged(twin: Official, by: Account) -> None:
    empty = make.official("Nguyễn Thị Hồng Nhung")
    db.session.commit()
    archive(empty, "Mở nhầm", by)
    db.session.commit()
    for keep, give in ((empty, twin), (twin, empty)):
        with pytest.raises(Refused, match="vừa được lưu"):
            merge(keep, give, by)


@pytest.mark.parametrize(
    ("known", "kept", "becomes"),
    [
        (State.VERIFIED, State.DECLARED, State.DECLARED),  # verified of another person: to be said anew, with scans and values
        (State.REVOKED, State.VERIFIED, State.REVOKED),
        (State.DECLARED, State.VERIFIED, State.VERIFIED),
    ],
)
def test_of_two_copies_the_one_of_which_more_is_known_is_kept(
    commune: Commune, officer: Visitor, twin: Official, known: State, kept: State, becomes: State
) -> None:
    theirs, ours = (db.session.scalars(select(Qualification).where(_copy(of))).one() for of in (twin, commune.official))
    theirs.state, theirs.field, ours.state = known, "Luật học", kept
    db.session.commit()
    before = [_counts(commune.official), _counts(twin)]
    where = _merge(officer, commune.official, twin)
    held = db.session.scalars(select(Qualification).where(_copy(commune.official))).one()
    assert (held.id == theirs.id, held.state) == (known is not State.DECLARED, becomes)
    officer.submit(where, form="undo")
    assert [_counts(commune.official), _counts(twin)] == before
    assert (theirs.official_id, theirs.state, ours.official_id, ours.state) == (twin.id, known, commune.official.id, kept)


def _copy(of: Official) -> ColumnElement[bool]:
    return and_(Qualification.official_id == of.id, Qualification.number == "123")


@pytest.mark.parametrize("kind", [AssignmentKind.CONCURRENT, AssignmentKind.SECONDED])
def test_the_same_post_beside_the_main_one_is_not_held_twice(
    commune: Commune, officer: Visitor, twin: Official, kind: AssignmentKind
) -> None:
    days = {"valid_from": dt.date(2022, 1, 1), "valid_to": dt.date(2023, 1, 1), "kind": kind}
    for each in (commune.official, twin):
        make.assignment(each, commune.beside, commune.clerk, **days)
    other = make.assignment(twin, commune.beside, commune.clerk, **{**days, "valid_to": dt.date(2023, 6, 1)})
    path = f"/officials/{commune.official.public_id}/merge?other={twin.public_id}"
    body = {"keep": commune.official.public_id, "csrf_token": officer.csrf_token()}
    assert "Chức vụ chồng nhau" in officer.post(path, data=body).text
    other.valid_from, other.kind = dt.date(2023, 1, 1), kind
    db.session.commit()
    _merge(officer, commune.official, twin)
    assert (_counts(commune.official)[0], _counts(twin)[0]) == (4, 1)
