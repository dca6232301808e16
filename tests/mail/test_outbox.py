"""Mails about reminders: written with them, carried once, tried again when refused, never twice."""

import datetime as dt
import socketserver
import threading
from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from flask import Flask, current_app
from sqlalchemy import select

from models.accounts import Account, Role
from models.mail import Mail
from registry.mail.outbox import send_waiting
from registry.notices.telling import tell
from registry.shared.clock import now, stopped_at
from registry.shared.database import db
from tests.support import made, make
from tests.support.visitor import Visitor

CLOSES = dt.date(2026, 3, 9)


@pytest.fixture
def folder(app: Flask, tmp_path: Path) -> Iterator[Path]:
    app.config["SMTP_URL"] = f"file://{tmp_path}"
    yield tmp_path
    app.config["SMTP_URL"] = ""


@pytest.fixture
def officer(app: Flask) -> Account:
    """Somebody who gave an address, and a class whose nominations close."""
    assert app
    unit = make.unit()
    made.training_class(title="Lớp sắp mở", first_day=CLOSES, last_day=CLOSES, nominate_by=CLOSES)
    made.bond(make.official_at(unit, "Lê Thị Học"), ends=dt.date(2026, 4, 1))
    make.account(Role.HR_OFFICER, unit)
    return make.account(Role.HR_OFFICER, unit, email="toi@hatinh.gov.vn")


def test_who_is_concerned_and_gave_an_address_gets_one_mail_without_names(officer: Account, folder: Path) -> None:
    assert _told(CLOSES) == 1
    assert (send_waiting(), send_waiting()) == (1, 0)
    (file,) = folder.glob("*.eml")
    message = message_from_bytes(file.read_bytes(), policy=policy.default)
    said = message.get_content()
    assert message["To"] == officer.email
    assert "09/03/2026: Sắp hết hạn đề cử: Lớp sắp mở" in said
    assert "1 cam kết phục vụ sắp hết" in said and "Lê Thị Học" not in said
    assert _told(CLOSES) == 0


def test_days_without_a_worker_are_made_up_for_in_one_mail(officer: Account, folder: Path) -> None:
    assert _told(CLOSES - dt.timedelta(days=7)) == 1
    assert _told(CLOSES) == 1
    assert send_waiting() == 2
    assert len(list(folder.glob("*.eml"))) == 2
    assert officer


def test_a_mail_whose_fate_is_not_known_is_not_sent_again(officer: Account, folder: Path) -> None:
    _told(CLOSES)
    db.session.scalars(select(Mail)).one().claimed_at = now()
    db.session.commit()
    assert send_waiting() == 0
    assert list(folder.glob("*")) == []
    assert officer


def test_a_mail_that_was_refused_is_tried_again_later(officer: Account, folder: Path) -> None:
    _told(CLOSES)
    (folder / "busy").write_text("a file where a folder should be")
    with stopped_at(dt.datetime(2026, 3, 9, 1, tzinfo=dt.UTC)):
        _carried_to(f"file://{folder}/busy")
        assert send_waiting() == 0
        _carried_to(f"file://{folder}")
        assert send_waiting() == 0, "not before a while"
    with stopped_at(dt.datetime(2026, 3, 9, 2, tzinfo=dt.UTC)):
        assert send_waiting() == 1
    assert officer


def _told(day: dt.date) -> int:
    written = tell(day)
    db.session.commit()
    return written


def _carried_to(url: str) -> None:
    current_app.config["SMTP_URL"] = url


class _Server(socketserver.StreamRequestHandler):
    """As much of an SMTP server as one mail needs; the first mail is refused for now."""

    mails: list[str]
    refusing: list[bool]

    def handle(self) -> None:
        self.wfile.write(b"220 ready\r\n")
        while line := self.rfile.readline().strip().upper():
            if line == b"DATA" and not self.refusing:
                self.wfile.write(b"354 go on\r\n")
                said = b""
                while not said.endswith(b"\r\n.\r\n"):
                    said += self.rfile.readline()
                self.mails.append(said.decode())
            elif line == b"DATA":
                self.refusing.pop()
                self.wfile.write(b"451 try later\r\n")
                continue
            self.wfile.write(b"221 bye\r\n" if line == b"QUIT" else b"250 ok\r\n")
            if line == b"QUIT":
                return


def test_an_smtp_server_is_spoken_to_and_asked_again_after_it_refused(officer: Account, folder: Path) -> None:
    mails: list[str] = []
    handler = type("Handler", (_Server,), {"mails": mails, "refusing": [True]})
    with socketserver.TCPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        _carried_to(f"smtp://127.0.0.1:{server.server_address[1]}")
        _told(CLOSES)
        with stopped_at(dt.datetime(2026, 3, 9, 1, tzinfo=dt.UTC)):
            assert send_waiting() == 0
        with stopped_at(dt.datetime(2026, 3, 9, 2, tzinfo=dt.UTC)):
            assert (send_waiting(), send_waiting()) == (1, 0)
        server.shutdown()
    (said,) = mails
    assert "To: toi@hatinh.gov.vn" in said
    assert folder and officer


def test_nothing_is_written_where_no_mails_are_sent(app: Flask, officer: Account) -> None:
    assert app.config["SMTP_URL"] == ""
    assert _told(CLOSES) == 0
    assert db.session.scalars(select(Mail)).all() == []
    assert officer


def test_an_address_is_given_refused_and_taken_away(officer: Account, visitor: Visitor) -> None:
    visitor.enter_as(officer)
    for typed, kept in (("hai@a.vn\nBcc: x@y.vn", "toi@hatinh.gov.vn"), ("khac@hatinh.gov.vn", "khac@hatinh.gov.vn"), ("", None)):
        visitor.post("/training-reminders/address", data={"email": typed, "csrf_token": visitor.csrf_token()})
        db.session.refresh(officer)
        assert officer.email == kept
