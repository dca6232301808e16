"""The pages: a file is sent, looked at, and written or given up; whatever is wrong is said at its place."""

import io
import re

import pytest
from flask import Flask
from openpyxl import Workbook
from werkzeug.test import TestResponse

from models.accounts import Account, Role
from models.imports import BatchState, ImportBatch
from models.officials import Official
from registry.shared.database import db
from registry.shared.refusal import Refused
from registry.workbooks import actions
from registry.workbooks.compare import Plan
from registry.workbooks.preview import SIZE
from registry.workbooks.writing import write_rows
from tests.readers.rosters import form, written
from tests.support import make
from tests.support.jobs import run_waiting
from tests.support.markup import parsed, text_of
from tests.support.visitor import Visitor
from tests.workbooks import hostile
from tests.workbooks.bringing import AN, bring, number_of, officer, official, roster, trail

CHI = {**AN, "name": "Lê Thị Chi", "sex": "Nữ", "number": "042179000033", "birth": "1979", "diploma": "A77"}
BAD = {**CHI, "post": "Thợ lặn"}


class Sender:
    """An officer of Xã Cẩm Bình with a browser."""

    def __init__(self, visitor: Visitor, account: Account) -> None:
        self.account = account
        self.visitor = visitor.enter_as(account)

    def send(self, content: bytes | Workbook, name: str = "danh-sach.xlsx", **fields: str) -> TestResponse:
        data = content if isinstance(content, bytes) else written(content)
        return self.visitor.submit("/rosters", {"file": (io.BytesIO(data), name), **fields}, form="/rosters")

    def sent(self, content: bytes | Workbook) -> str:
        """The address of the comparison of a file."""
        answer = self.send(content)
        assert answer.status_code == 302, text_of(parsed(answer.text))
        return answer.headers["Location"]

    def page(self, address: str) -> str:
        return text_of(parsed(self.visitor.get(address).text))

    def press(self, address: str, button: str) -> str:
        """What the page says after a button of the comparison was pressed."""
        answer = self.visitor.submit(address, form=f"{address}/{button}")
        assert answer.status_code == 302
        run_waiting()
        return self.page(answer.headers["Location"])


@pytest.fixture
def sender(visitor: Visitor) -> Sender:
    return Sender(visitor, officer("xa-cam-binh"))


def test_a_roster_is_sent_looked_at_and_written(sender: Sender) -> None:
    address = sender.sent(roster(AN, CHI))
    shown = sender.page(address)
    assert "Chưa có gì được ghi vào sổ." in shown
    assert "2 dòng sẽ được ghi: 2 thêm mới, 0 cập nhật." in shown
    assert number_of(Official) == 0
    result = sender.press(address, "apply")
    assert "Đã ghi vào sổ" in result and "2 thêm mới" in result
    assert number_of(Official) == 2
    assert trail("roster.applied")[0].account_id == sender.account.id


def test_the_comparison_tells_differences_in_words_and_hides_numbers(sender: Sender) -> None:
    bring(roster(AN))
    shown = sender.page(sender.sent(roster({**AN, "post": "Trưởng phòng", "since": "01/09/2026", "score": "6.5"})))
    assert "Chức vụ: Chuyên viên, Phòng Kinh tế, từ 01/07/2025" in shown
    assert "Trưởng phòng, Phòng Kinh tế, từ 01/09/2026" in shown
    assert "Ngoại ngữ: IELTS 5.5 (bậc 4) IELTS 6.5 (bậc 4)" in shown
    assert "042 085 ••• 011" in shown and AN["number"] not in shown


def test_a_number_that_lost_its_zero_is_hidden_as_well(sender: Sender) -> None:
    shown = sender.page(sender.sent(roster({**AN, "number": 42085000011})))
    assert "42 085 ••• 011 Excel làm mất số 0 ở đầu; đọc là 042 085 ••• 011." in shown
    assert "42085000011" not in shown


def test_the_comparison_says_how_the_file_was_understood(sender: Sender) -> None:
    shown = sender.page(sender.sent(form()))
    assert "“Trích ngang”, tiêu đề ở dòng 7–8, 3 người ở dòng 10–12" in shown
    assert "30/09/2026, theo đầu trang" in shown
    assert "Đơn vị Xã Cẩm Bình" in shown
    assert "E Số CCCD số định danh cá nhân" in shown


def test_a_roster_with_a_bad_row_is_written_only_without_it_and_only_when_that_is_said(sender: Sender) -> None:
    address = sender.sent(roster(AN, BAD))
    page = sender.visitor.get(address).text
    assert "Ghi các dòng tốt, bỏ qua 1 dòng lỗi" in page
    assert "btn-primary" not in page.partition("stickbar")[2]
    shown = sender.page(address)
    assert "H Chức vụ Thợ lặn Không có chức vụ, chức danh này trong danh mục của cấp đơn vị." in shown
    assert "/reference/additions/new?kind=position&amp;name=Th%E1%BB%A3+l%E1%BA%B7n" in page
    result = sender.press(address, "apply")
    assert "1 có lỗi, để lại" in result and "Thợ lặn" in result
    assert number_of(Official) == 1


def test_good_rows_are_not_taken_without_being_asked_for(sender: Sender) -> None:
    address = sender.sent(roster(AN, BAD))
    seen = re.search(r'name="seen" value="(\w+)"', sender.visitor.get(address).text)
    assert seen
    token = sender.visitor.csrf_token()
    sender.visitor.post(f"{address}/apply", data={"seen": seen[1], "csrf_token": token})
    run_waiting()
    assert number_of(Official) == 0
    assert "Còn 1 dòng có lỗi" in sender.page(address)


def test_what_changed_since_the_page_was_opened_is_shown_again_and_not_written(sender: Sender) -> None:
    address = sender.sent(roster(AN, CHI))
    stale = sender.visitor.get(address).text
    bring(roster(AN))
    seen = re.search(r'name="seen" value="(\w+)"', stale)
    assert seen
    sender.visitor.post(f"{address}/apply", data={"seen": seen[1], "csrf_token": sender.visitor.csrf_token()})
    run_waiting()
    shown = sender.page(address)
    assert "Sổ đã thay đổi sau khi trang được mở" in shown
    assert "1 dòng sẽ được ghi" in shown
    assert number_of(Official) == 1


def test_a_refusal_in_the_middle_of_writing_leaves_nothing(sender: Sender, monkeypatch: pytest.MonkeyPatch) -> None:
    def half(plan: Plan, source: str, by: Account | None) -> None:
        write_rows(plan, source, by)
        raise Refused("", "Giữa chừng.")

    address = sender.sent(roster(AN))
    monkeypatch.setattr(actions, "write_rows", half)
    assert "Giữa chừng." in sender.press(address, "apply")
    assert number_of(Official) == 0
    assert db.session.query(ImportBatch).one().state is BatchState.UPLOADED


def test_a_double_click_has_one_effect(sender: Sender) -> None:
    address = sender.sent(roster(AN))
    page = sender.visitor.get(address).text
    data = dict(re.findall(r'name="(seen|good_rows)" value="(\w+)"', page)) | {"csrf_token": sender.visitor.csrf_token()}
    for _ in range(2):
        assert sender.visitor.post(f"{address}/apply", data=data).status_code == 302
    run_waiting()
    assert number_of(Official) == 1
    assert len(trail("roster.applied")) == 1
    assert "đã được ghi hoặc đã bỏ" in sender.page(address)


def test_a_roster_is_given_up_and_then_cannot_be_written(sender: Sender) -> None:
    address = sender.sent(roster(AN))
    page = sender.visitor.get(address).text
    assert "Đã bỏ lần nhập này" in sender.press(address, "discard")
    data = dict(re.findall(r'name="(seen)" value="(\w+)"', page)) | {"csrf_token": sender.visitor.csrf_token()}
    sender.visitor.post(f"{address}/apply", data=data)
    run_waiting()
    assert number_of(Official) == 0
    assert db.session.query(ImportBatch).one().state is BatchState.DISCARDED


def test_the_same_content_applied_before_is_said_with_a_link_and_still_allowed(sender: Sender) -> None:
    content = written(roster(AN))
    first = sender.sent(content)
    sender.press(first, "apply")
    again = sender.sent(content)
    page = sender.visitor.get(again).text
    assert "y hệt đã được ghi" in page and f'href="{first}"' in page
    assert "Không có dòng nào để ghi" in sender.page(again)


def test_the_list_tells_what_became_of_each_roster(sender: Sender) -> None:
    sender.press(sender.sent(roster(AN)), "apply")
    sender.sent(roster(CHI))
    listed = sender.page("/rosters")
    assert "Chờ quyết định" in listed and "1 thêm mới, 0 cập nhật, 0 không đổi" in listed


@pytest.mark.parametrize("kind", hostile.FILES)
def test_a_file_that_nobody_can_be_read_from_is_refused_at_its_field_and_not_kept(sender: Sender, kind: str) -> None:
    name, content, words = hostile.FILES[kind]
    answer = sender.send(content, name)
    assert answer.status_code == 200
    assert 'id="file-error"' in answer.text
    assert words in answer.text
    assert number_of(ImportBatch) == 0


def test_a_small_file_that_unpacks_to_a_huge_one_is_refused(sender: Sender) -> None:
    assert "nén quá mức" in sender.send(hostile.bomb()).text


def test_no_file_at_all_is_said_at_the_field(sender: Sender) -> None:
    answer = sender.visitor.submit("/rosters", form="/rosters")
    assert "Chưa chọn tệp nào." in answer.text


def test_a_file_that_is_too_large_is_said_at_the_field(sender: Sender, app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(app.config, "MAX_CONTENT_LENGTH", 10_000)
    answer = sender.send(b"PK\x03\x04" + b"\0" * 20_000)
    assert answer.status_code == 413
    assert "Tệp lớn hơn 20 MB" in answer.text and 'id="file-error"' in answer.text


def test_a_name_with_a_path_or_signs_is_only_a_name(sender: Sender) -> None:
    sender.send(roster(AN), "..\\..\\<b>danh\x00sach</b>.xlsx")
    kept = db.session.query(ImportBatch).one()
    assert "\\" not in kept.filename and "\x00" not in kept.filename
    assert "<b>danh" not in sender.visitor.get("/rosters").text


def test_a_sender_with_one_unit_is_not_asked_for_it_and_a_wider_one_is(sender: Sender, app: Flask) -> None:
    assert "được hiểu là của Xã Cẩm Bình" in sender.page("/rosters")
    assert sender.sent(roster(AN, without=["unit"]))
    department = Visitor(app, use_cookies=True).enter_as(officer("tinh-ha-tinh", Role.DEPARTMENT))
    assert "Như tệp ghi" in department.get("/rosters").text


def test_a_unit_outside_the_scope_is_no_choice(visitor: Visitor) -> None:
    visitor.enter_as(officer("so-noi-vu"))
    page = visitor.get("/rosters").text
    assert "Sở Tài chính" not in page


@pytest.mark.parametrize(
    ("rows", "shown"), [("", ["3", "2"]), ("all", ["2", "3"]), ("added", ["2"]), ("rejected", ["3"]), ("unchanged", [])]
)
def test_the_filter_stands_in_the_address_and_what_matters_comes_first(sender: Sender, rows: str, shown: list[str]) -> None:
    address = sender.sent(roster(AN, BAD))
    part = sender.visitor.get(f"{address}?rows={rows}").text.partition('id="rows"')[2]
    assert re.findall(r'data-l="Dòng">(\d+)', part) == shown


def test_an_unknown_filter_is_no_page_and_a_page_beyond_the_end_is_the_last(sender: Sender) -> None:
    address = sender.sent(roster(AN))
    assert sender.visitor.get(f"{address}?rows=whatever").status_code == 404
    assert "Nguyễn Văn An" in sender.page(f"{address}?page=99&problems=99")


def test_long_rosters_are_paged(sender: Sender) -> None:
    people = [{**AN, "number": f"0420850{place:05d}", "diploma": f"A{place}"} for place in range(SIZE + 5)]
    address = sender.sent(roster(*people))
    assert f"1–{SIZE} trong {SIZE + 5} dòng" in sender.page(address)
    second = sender.visitor.get(f"{address}?page=2").text
    assert f"{SIZE + 1}–{SIZE + 5} trong {SIZE + 5} dòng" in text_of(parsed(second))
    assert len(sender.visitor.get(address).data) < 150 * 1024


def test_the_department_looks_at_a_roster_of_a_commune_and_strangers_do_not(sender: Sender, app: Flask) -> None:
    address = sender.sent(roster(AN))
    department = Visitor(app, use_cookies=True).enter_as(officer("tinh-ha-tinh", Role.DEPARTMENT))
    assert department.get(address).status_code == 200
    for stranger in (officer("xa-cam-binh"), officer("xa-cam-xuyen")):
        assert Visitor(app, use_cookies=True).enter_as(stranger).get(address).status_code == 404


def test_somebody_elses_person_is_told_by_nobody(sender: Sender) -> None:
    bring(roster({**AN, "unit": "Xã Cẩm Xuyên", "name": "Đặng Thị Bí Mật"}))
    page = sender.visitor.get(sender.sent(roster(AN))).text
    assert "Bí Mật" not in page and official().public_id not in page


def test_an_officer_of_a_unit_that_has_ended_may_look_and_has_nothing_to_choose(visitor: Visitor) -> None:
    visitor.enter_as(officer("huyen-cam-xuyen"))
    assert "Như tệp ghi" in visitor.get("/rosters").text


def test_a_roster_with_too_many_rows_for_a_page_is_refused_at_its_field(sender: Sender, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "MOST_ROWS", 1)
    assert "Danh sách có hơn 1 dòng" in sender.send(roster(AN, CHI)).text


def test_pages_speak_english_too(visitor: Visitor) -> None:
    account = make.account(Role.HR_OFFICER, officer("xa-cam-binh").unit, locale="en")
    assert Sender(visitor, account).sent(roster(AN))
