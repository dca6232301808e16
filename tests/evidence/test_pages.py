"""Scans on their pages: sent in, shown in a cage, taken away without being lost, within the scope of the account."""

import datetime as dt
import io

import pytest
from flask import Flask
from sqlalchemy import func, select

from models.accounts import Account, Role
from models.audit import AuditEntry
from models.evidence import Evidence, StoredFile
from models.qualifications import Qualification, State
from models.units import Tier, Unit
from models.verification import Verification
from registry.evidence import limits, store
from registry.shared import clock
from registry.shared.database import db
from tests.evidence import files
from tests.support import make
from tests.support.visitor import Visitor


@pytest.fixture
def unit(app: Flask) -> Unit:  # noqa: ARG001  the context is what counts
    return make.unit("Xã Cẩm Xuyên", Tier.COMMUNE, make.province())


@pytest.fixture
def officer(unit: Unit, visitor: Visitor) -> Account:
    account = make.account(Role.HR_OFFICER, unit)
    visitor.enter_as(account)
    return account


@pytest.fixture
def held(unit: Unit) -> Qualification:
    return make.qualification(make.official_at(unit, "Nguyễn Thị An"), field="Luật", institution="Trường Đại học Vinh")


def _send(visitor: Visitor, held: Qualification, *sent: tuple[str, bytes]) -> str:
    """Send files; gives the page that follows."""
    scans = [(io.BytesIO(content), name) for name, content in sent]
    answer = visitor.post(
        f"/qualifications/{held.public_id}/evidence",
        data={"scans": scans, "csrf_token": visitor.csrf_token()},
        follow_redirects=True,
    )
    assert answer.status_code == 200
    return str(answer.text)


def _scans(held: Qualification) -> list[Evidence]:
    statement = select(Evidence).where(Evidence.qualification_id == held.id, Evidence.removed_at.is_(None)).order_by(Evidence.id)
    return list(db.session.scalars(statement))


@pytest.mark.usefixtures("officer")
def test_several_scans_are_kept_at_once_and_seen_beside_the_fields(visitor: Visitor, held: Qualification) -> None:
    sent = [("bằng trước.jpg", files.picture()), ("bằng sau.png", files.picture("PNG")), ("phụ lục.pdf", files.paper(pages=2))]
    page = _send(visitor, held, *sent)
    assert "Đã thêm 3 bản chụp" in page
    assert "/undo" in page
    assert [scan.name for scan in _scans(held)] == ["bằng trước.jpg", "bằng sau.png", "phụ lục.pdf"]
    assert "Trường Đại học Vinh" in page and "phụ lục.pdf, trang 2 trên 2" in page
    record = visitor.get(f"/officials/{held.official.public_id}").text
    assert "3 bản chụp" in record


@pytest.mark.usefixtures("officer")
def test_one_bad_file_among_good_ones_keeps_all_out_and_is_named(visitor: Visitor, held: Qualification) -> None:
    page = _send(visitor, held, ("tốt.jpg", files.picture()), ("xấu.html", b"<script>"), ("hỏng.png", b"rubbish"))
    assert "xấu.html: Chỉ nhận" in page and "hỏng.png: Chỉ nhận" in page
    assert _scans(held) == []


@pytest.mark.usefixtures("officer")
def test_the_same_scan_is_kept_once_on_disk_and_refused_twice_on_one_record(
    visitor: Visitor, unit: Unit, held: Qualification
) -> None:
    other = make.qualification(make.official_at(unit), field="Luật")
    for each in (held, other):
        _send(visitor, each, ("a.jpg", files.picture()))
    assert "bản chụp này đã có ở đây" in _send(visitor, held, ("b.jpg", files.picture()))
    assert db.session.scalar(select(func.count()).select_from(StoredFile)) == 1
    assert len(list(store.kept())) >= 1 and len(_scans(held)) == len(_scans(other)) == 1


@pytest.mark.usefixtures("officer")
def test_a_picture_is_shown_in_a_cage_and_a_pdf_is_handed_out(visitor: Visitor, held: Qualification) -> None:
    _send(visitor, held, ("Bằng, số 2'.jpg", files.picture()), ("Phụ lục; x.pdf", files.paper()))
    ways = [visitor.get(f"/evidence/{scan.public_id}/file") for scan in _scans(held)]
    picture, paper = (answer.headers for answer in ways)
    assert picture["Content-Disposition"] == "inline; filename*=UTF-8''B%E1%BA%B1ng%2C%20s%E1%BB%91%202%27.jpg"
    assert paper["Content-Disposition"].startswith("attachment; filename*=UTF-8''Ph%E1%BB%A5%20l%E1%BB%A5c%3B%20x.pdf")
    for headers in (picture, paper):
        assert headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cache-Control"] == "no-store"
    assert (picture["Content-Type"], paper["Content-Type"]) == ("image/jpeg", "application/pdf")
    page = visitor.get(f"/evidence/{_scans(held)[1].public_id}/picture?size=small")
    assert page.mimetype == "image/jpeg" and "sandbox" in page.headers["Content-Security-Policy"]
    assert visitor.get(f"/evidence/{_scans(held)[1].public_id}/picture?page=2").status_code == 404


@pytest.mark.usefixtures("officer")
@pytest.mark.parametrize("application", ["sqlite"], indirect=True)  # what is served does not depend on the database
def test_no_nasty_file_is_ever_served_as_something_active(visitor: Visitor, held: Qualification) -> None:
    for number, (name, content) in enumerate(files.HARMLESS.values()):
        target = make.qualification(held.official, number=str(number))
        _send(visitor, target, (name, content))
    served = db.session.scalars(select(Evidence)).all()
    assert len(served) >= 20
    for scan in served:
        answer = visitor.get(f"/evidence/{scan.public_id}/file")
        assert answer.mimetype in {"image/jpeg", "image/png", "application/pdf"}
        assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
        assert files.EVIL not in answer.data
        assert answer.headers["Content-Disposition"].startswith(
            "attachment" if answer.mimetype == "application/pdf" else "inline"
        )
        assert not {"\r", "\n"} & set(answer.headers["Content-Disposition"])


def test_nothing_lies_below_what_the_web_server_hands_out(app: Flask) -> None:
    assert app.static_folder
    assert not str(app.config["EVIDENCE_DIR"]).startswith(app.static_folder)


@pytest.mark.parametrize("state", [State.CHECKED, State.VERIFIED, State.REJECTED])
def test_adding_or_removing_a_scan_makes_it_declared_again_with_a_step(
    visitor: Visitor, officer: Account, held: Qualification, state: State
) -> None:
    held.state = state
    db.session.commit()
    _send(visitor, held, ("a.jpg", files.picture()))
    db.session.refresh(held)
    assert held.state is State.DECLARED
    held.state = state
    db.session.commit()
    visitor.post(f"/evidence/{_scans(held)[0].public_id}/remove", data={"csrf_token": visitor.csrf_token()})
    db.session.refresh(held)
    assert held.state is State.DECLARED
    steps = db.session.scalars(select(Verification).order_by(Verification.id)).all()
    assert [(step.before, step.after, step.by_id, step.method) for step in steps] == [(state, State.DECLARED, None, None)] * 2
    assert len(steps[0].content["evidence"]) == 1 and steps[1].content["evidence"] == []
    actions = db.session.scalars(select(AuditEntry.action).where(AuditEntry.account_id == officer.id)).all()
    assert [action for action in actions if action.startswith("evidence.")] == ["evidence.added", "evidence.removed"]


@pytest.mark.usefixtures("officer")
def test_what_was_taken_away_stays_to_be_seen_and_cannot_be_taken_twice(visitor: Visitor, held: Qualification) -> None:
    _send(visitor, held, ("a.jpg", files.picture()))
    scan = _scans(held)[0]
    way = {"data": {"csrf_token": visitor.csrf_token()}, "follow_redirects": True}
    assert "1 bản chụp đã gỡ" in visitor.post(f"/evidence/{scan.public_id}/remove", **way).text
    assert "đã được gỡ rồi" in visitor.post(f"/evidence/{scan.public_id}/remove", **way).text
    assert visitor.get(f"/evidence/{scan.public_id}/file").status_code == 200


@pytest.mark.usefixtures("officer")
def test_a_revoked_certificate_takes_no_more_scans_and_stays_revoked(visitor: Visitor, held: Qualification) -> None:
    held.state = State.REVOKED
    db.session.commit()
    _send(visitor, held, ("a.jpg", files.picture()))
    db.session.refresh(held)
    assert held.state is State.REVOKED and _scans(held) == []


@pytest.mark.usefixtures("officer")
def test_a_record_takes_eight_scans_and_a_unit_so_many_a_day(
    visitor: Visitor, held: Qualification, monkeypatch: pytest.MonkeyPatch
) -> None:
    shades = [("a.png", files.picture("PNG", size=(30 + number, 30))) for number in range(9)]
    assert "nhiều nhất 8" in _send(visitor, held, *shades)
    _send(visitor, held, *shades[:8])
    assert len(_scans(held)) == limits.FILES_PER_QUALIFICATION
    assert "nhiều nhất 8 bản chụp" in _send(visitor, held, shades[8])
    other = make.qualification(held.official, field="Kinh tế")
    monkeypatch.setattr("registry.evidence.actions.FILES_PER_UNIT_AND_DAY", 8)
    assert "đến mức cho phép" in _send(visitor, other, shades[8])
    monkeypatch.setattr("registry.evidence.actions.FILES_PER_UNIT_AND_DAY", 400)
    monkeypatch.setattr("registry.evidence.actions.BYTES_PER_UNIT_AND_DAY", 100)
    assert "đến mức cho phép" in _send(visitor, other, shades[8])


@pytest.mark.usefixtures("officer")
def test_files_that_are_too_large_together_are_refused_on_the_page(visitor: Visitor, held: Qualification) -> None:
    sent = [(io.BytesIO(b"\x00" * (11 * 2**20)), f"{number}.jpg") for number in range(2)]
    answer = visitor.post(f"/qualifications/{held.public_id}/evidence", data={"scans": sent, "csrf_token": visitor.csrf_token()})
    assert answer.status_code == 413 and "quá lớn" in answer.text and "Nguyễn Thị An" in answer.text


@pytest.mark.usefixtures("officer")
def test_a_scan_that_was_changed_on_disk_is_not_served(app: Flask, visitor: Visitor, held: Qualification) -> None:
    _send(visitor, held, ("a.jpg", files.picture()))
    scan = _scans(held)[0]
    path = store._place("files", scan.file.sha256)
    path.write_bytes(path.read_bytes() + b"x")
    assert visitor.get(f"/evidence/{scan.public_id}/file").status_code == 404
    assert app.test_cli_runner().invoke(args=["check-evidence"]).exit_code == 1


def test_the_trail_says_once_an_hour_who_looked_at_which_scan(visitor: Visitor, officer: Account, held: Qualification) -> None:
    first, second = (make.evidence(held, officer) for _ in range(2))
    pages = [f"/evidence/{one.public_id}/picture?page=1" for one in (first, second)]

    def look(*paths: str) -> list[tuple[int | None, str]]:
        for path in paths:
            assert visitor.get(path).status_code == 200
        viewed = select(AuditEntry).where(AuditEntry.action == "evidence.viewed").order_by(AuditEntry.id)
        return [(one.account_id, one.changes["scan"][1]) for one in db.session.scalars(viewed)]

    assert look(f"{pages[0]}&size=small") == []
    once = [(officer.id, first.public_id)]
    assert look(pages[0], pages[0], f"/evidence/{first.public_id}/file") == once
    assert look(pages[1]) == [*once, (officer.id, second.public_id)]
    with clock.stopped_at(clock.now() + dt.timedelta(minutes=61)):
        visitor.enter_as(officer)
        assert look(pages[0])[2:] == once
