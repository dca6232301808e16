"""Deciding on the page: one by one or for all of a kind, kept over a reload, and what is written is what was decided."""

import re

import pytest
from flask import Flask

from models.imports import ImportBatch
from models.officials import Official
from models.qualifications import Domain, State
from registry.shared.database import db
from tests.support.jobs import run_waiting
from tests.support.visitor import Visitor
from tests.workbooks.bringing import AN, bring, number_of, officer, official, papers, roster
from tests.workbooks.test_pages import Sender

OTHER_NUMBER = {**AN, "number": "042085000099", "diploma": "B77"}


@pytest.fixture
def sender(visitor: Visitor) -> Sender:
    bring(roster(AN))
    papers(Domain.DEGREE)[0].state = State.VERIFIED
    db.session.commit()
    return Sender(visitor, officer("xa-cam-binh"))


def _decide(sender: Sender, address: str, **answers: str) -> None:
    fields = {name.replace("__", ":"): answer for name, answer in answers.items()}
    answer = sender.visitor.post(f"{address}/decide", data={**fields, "csrf_token": sender.visitor.csrf_token()})
    assert answer.status_code == 302


def _asked(sender: Sender, address: str) -> list[tuple[str, str]]:
    """Name and value of every answer that the page offers."""
    return re.findall(r'type="radio"[^>]*name="(a:[^"]+)" value="([^"]+)"', sender.visitor.get(address).text)


def test_the_page_asks_about_each_value_and_says_what_each_answer_means(sender: Sender) -> None:
    address = sender.sent(roster({**AN, "school": "Đại học Huế"}))
    shown = sender.page(address)
    assert "1 dòng chờ bạn quyết định" in shown and "Nơi cấp: khác với dữ liệu đã xác minh." in shown
    assert "Giữ như sổ: Trường Đại học Vinh" in shown and "Lấy theo tệp, trở lại khai báo: Đại học Huế" in shown


def test_an_answer_is_kept_and_is_what_is_written(sender: Sender) -> None:
    address = sender.sent(roster({**AN, "school": "Đại học Huế"}))
    name, _value = _asked(sender, address)[0]
    sender.visitor.post(f"{address}/decide", data={name: "take", "csrf_token": sender.visitor.csrf_token()})
    page = sender.visitor.get(address).text
    assert re.search(r'value="take" checked', page) and "Đã quyết định xong" in page
    sender.press(address, "apply")
    assert (papers(Domain.DEGREE)[0].institution, papers(Domain.DEGREE)[0].state) == ("Đại học Huế", State.DECLARED)


def test_all_of_a_kind_is_decided_with_one_button(sender: Sender) -> None:
    address = sender.sent(roster({**AN, "school": "Đại học Huế", "field": "Kinh tế"}))
    _decide(sender, address, all="verified.institution:keep")
    assert "1 dòng chờ bạn quyết định" in sender.page(address)
    _decide(sender, address, all="verified.field:take")
    assert 'aria-pressed="true"' in sender.visitor.get(address).text
    sender.press(address, "apply")
    assert (papers(Domain.DEGREE)[0].institution, papers(Domain.DEGREE)[0].field) == ("Trường Đại học Vinh", "Kinh tế")


def test_rows_that_wait_are_left_behind_only_when_the_button_says_so(sender: Sender) -> None:
    chi = {**AN, "name": "Lê Thị Chi", "sex": "Nữ", "number": "042179000033", "birth": "1979", "diploma": "A77"}
    address = sender.sent(roster(OTHER_NUMBER, chi))
    assert "Ghi 1 dòng, để lại 1" in sender.page(address)
    shown = sender.press(address, "apply")
    assert number_of(Official) == 2
    assert "1 chưa quyết định, để lại" in shown


def test_somebody_new_under_a_known_name_is_opened_when_that_was_decided(sender: Sender) -> None:
    address = sender.sent(roster(OTHER_NUMBER))
    name = _asked(sender, address)[0][0]
    sender.visitor.post(f"{address}/decide", data={name: "new", "csrf_token": sender.visitor.csrf_token()})
    sender.press(address, "apply")
    assert number_of(Official) == 2


def test_answers_that_nobody_offered_change_nothing(sender: Sender) -> None:
    address = sender.sent(roster(OTHER_NUMBER))
    name = _asked(sender, address)[0][0]
    for answer in ("0123456789abcdef", "x" * 500, "keep", "<script>"):
        sender.visitor.post(f"{address}/decide", data={name: answer, "all": answer, "csrf_token": sender.visitor.csrf_token()})
        assert "1 dòng chờ bạn quyết định" in sender.page(address)
    kept = db.session.query(ImportBatch).one().decisions
    assert "script" not in str(kept) and "xxxx" not in str(kept)


def test_what_was_decided_after_the_page_was_opened_is_not_written_unseen(sender: Sender) -> None:
    address = sender.sent(roster({**AN, "school": "Đại học Huế", "score": "7.0"}))
    _decide(sender, address, all="verified.institution:keep")
    seen = re.search(r'name="seen" value="(\w+)"', sender.visitor.get(address).text)
    assert seen
    _decide(sender, address, all="verified.institution:take")
    sender.visitor.post(f"{address}/apply", data={"seen": seen[1], "csrf_token": sender.visitor.csrf_token()})
    run_waiting()
    assert "Sổ đã thay đổi sau khi trang được mở" in sender.page(address)
    assert papers(Domain.DEGREE)[0].state is State.VERIFIED


def test_a_written_roster_takes_no_decisions_any_more(sender: Sender) -> None:
    address = sender.sent(roster({**AN, "score": "7.0"}))
    sender.press(address, "apply")
    _decide(sender, address, all="alike:leave")
    assert db.session.query(ImportBatch).one().decisions is None


def test_while_it_is_written_the_page_shows_progress_and_it_can_be_stopped(sender: Sender) -> None:
    address = sender.sent(roster({**AN, "score": "7.0"}))
    sender.visitor.submit(address, form=f"{address}/apply")
    shown = sender.page(address)
    assert "Đang ghi vào sổ" in shown and "Đang chờ đến lượt" in shown
    assert f'hx-get="{address}/progress"' in sender.visitor.get(address).text
    sender.visitor.submit(address, form="/cancel")
    run_waiting()
    assert "đã được dừng; chưa có gì được ghi" in sender.page(address)
    assert sender.visitor.get(f"{address}/progress").headers["HX-Refresh"] == "true"
    sender.press(address, "apply")
    assert papers(Domain.LANGUAGE)[0].score == "7.0"


def test_a_sender_who_lost_the_right_meanwhile_writes_nothing(sender: Sender) -> None:
    address = sender.sent(roster({**AN, "score": "7.0"}))
    sender.visitor.submit(address, form=f"{address}/apply")
    sender.account.active = False
    run_waiting()
    assert papers(Domain.LANGUAGE)[0].score == "5.5"


def test_pages_of_decisions_speak_of_nobody_outside_the_scope(app: Flask, sender: Sender) -> None:
    address = sender.sent(roster(OTHER_NUMBER))
    stranger = Visitor(app, use_cookies=True).enter_as(officer("xa-cam-xuyen"))
    answer = stranger.post(f"{address}/decide", data={"all": "alike:leave", "csrf_token": stranger.csrf_token()})
    assert answer.status_code == 404
    assert official().personal_number not in sender.visitor.get(address).text
