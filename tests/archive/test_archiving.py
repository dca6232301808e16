"""Files out of use: in no list and no figure, found on one page by those who keep them, and brought back."""

import datetime as dt

import pytest

from models.accounts import Account, Role
from models.classes import EnrolmentState
from models.officials import Official
from models.targets import Standing
from registry.archive.actions import archive, merge, restore
from registry.shared.database import db
from registry.shared.refusal import Refused
from tests.profile.people import Commune
from tests.support import made, make
from tests.support.visitor import Visitor

LIST = "/officials/archived"


@pytest.fixture
def mistake(commune: Commune) -> Official:
    """A file that was opened by mistake; its post has ended."""
    official = make.official("Trần Mở Nhầm")
    make.assignment(official, commune.unit, commune.clerk, valid_to=dt.date(2026, 1, 1))
    db.session.commit()
    return official


def test_an_archived_file_is_in_no_list_no_figure_and_on_no_paper(officer: Visitor, mistake: Official) -> None:
    past = "/officials?on=2025-06-30"
    assert mistake.full_name in officer.get(past).text
    assert db.session.query(Standing).filter_by(official_id=mistake.id).count() == 1
    answer = officer.submit(f"/officials/{mistake.public_id}/archive", {"reason": "Mở nhầm người"}, form="archive")
    assert answer.headers["Location"].endswith(LIST)
    page = officer.get(LIST).text
    assert "Trần Mở Nhầm" in page and "Mở nhầm người" in page
    assert mistake.full_name not in officer.get(past).text
    assert mistake.full_name not in officer.get("/officials?q=mo+nham&on=2025-06-30").text
    assert mistake.full_name not in officer.get("/summaries/?q=mo+nham").text
    assert db.session.query(Standing).filter_by(official_id=mistake.id).count() == 0
    assert officer.get(f"/summaries/?official={mistake.public_id}").status_code == 404


def test_an_archived_file_can_be_read_and_not_changed(commune: Commune, officer: Visitor, mistake: Official, by: Account) -> None:
    archive(mistake, "Mở nhầm", by)
    page = officer.get(f"/officials/{mistake.public_id}").text
    assert "Hồ sơ đã lưu ngày 23/11/2026" in page
    for action in ("Sửa", "Thêm văn bằng", "Bổ nhiệm", "Hiện<"):
        assert action not in page, action
    for path in ("facts/identity", "career/appointment", "qualifications/new", "archive", "merge"):
        assert officer.get(f"/officials/{mistake.public_id}/{path}").status_code == 404, path
    assert commune.official.archived_at is None


@pytest.mark.parametrize(("role", "sees"), {Role.DEPARTMENT: True, Role.AUDITOR: True, Role.CHAIR: False}.items())
def test_archived_files_are_for_those_who_keep_them(
    commune: Commune, visitor: Visitor, mistake: Official, role: Role, sees: bool
) -> None:
    archive(mistake, "Mở nhầm", None)
    visitor.enter_as(make.account(role, commune.unit))
    assert visitor.get(LIST).status_code == (200 if sees else 403)
    assert visitor.get(f"/officials/{mistake.public_id}").status_code == (200 if sees else 404)
    visitor.enter_as(make.account(Role.HR_OFFICER, commune.beside))
    assert mistake.full_name not in visitor.get(LIST).text


def test_nobody_is_archived_out_of_a_post(commune: Commune, officer: Visitor) -> None:
    path = f"/officials/{commune.official.public_id}/archive"
    page = officer.submit(path, {"reason": "Thiếu bằng"}, form="archive").text
    assert "Đang có chức vụ “Chuyên viên, Xã Cẩm Xuyên”, giữ từ 01/01/2021 đến nay" in page
    assert "Người đã nghỉ hưu hay chuyển đi không cần lưu" in page
    db.session.refresh(commune.official)
    assert commune.official.archived_at is None


def test_a_reason_is_needed(mistake: Official, officer: Visitor, by: Account) -> None:
    assert officer.submit(f"/officials/{mistake.public_id}/archive", {"reason": " "}, form="archive").status_code == 200
    with pytest.raises(Refused, match="Hãy ghi lý do"):
        archive(mistake, "  ", by)


def test_a_file_comes_back_by_undo_and_from_the_page(officer: Visitor, mistake: Official) -> None:
    for way in ("undo", "restore"):
        officer.submit(f"/officials/{mistake.public_id}/archive", {"reason": "Mở nhầm"}, form="archive")
        officer.submit(LIST, form=way)
        officer.get(LIST)  # says that it was done
        assert mistake.full_name in officer.get("/officials?on=2025-06-30").text, way
        assert db.session.query(Standing).filter_by(official_id=mistake.id).count() == 1


def test_a_file_in_use_is_not_restored(mistake: Official, by: Account) -> None:
    with pytest.raises(Refused, match="đang được dùng"):
        restore(mistake, by)
    mistake.merged_into_id = mistake.id
    archive(mistake, "x", by)
    with pytest.raises(Refused, match="hãy tách lại"):
        restore(mistake, by)
    assert mistake.archived_at is not None


def test_whoever_is_in_a_class_is_neither_archived_nor_given_up(commune: Commune, mistake: Official, by: Account) -> None:
    row = made.enrolment(made.training_class(title="Lớp Sơ cấp"), mistake, commune.unit, by)
    with pytest.raises(Refused, match="trong lớp “Lớp Sơ cấp”"):
        archive(mistake, "Mở nhầm", by)
    with pytest.raises(Refused, match="hãy giữ hồ sơ này"):
        merge(commune.official, mistake, by)
    row.state = EnrolmentState.REFUSED
    db.session.flush()
    archive(mistake, "Mở nhầm", by)
    assert mistake.archived_at
