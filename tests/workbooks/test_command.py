"""The command on the server: what it reports, what it writes, and how it ends."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask
from openpyxl import Workbook

from models.accounts import Account
from models.audit import AuditEntry
from models.officials import Official
from registry.shared.refusal import Refused
from registry.workbooks import actions
from registry.workbooks.compare import Plan
from registry.workbooks.writing import write_rows
from tests.readers.rosters import form, written
from tests.workbooks.bringing import AN, number_of, official, roster, trail

CHI = {**AN, "name": "Lê Thị Chi", "sex": "Nữ", "number": "042179000033", "birth": "1979", "diploma": "A77"}
BAD = {**CHI, "post": "Thợ lặn"}


class Command:
    """`import-roster` on one workbook."""

    def __init__(self, app: Flask, folder: Path) -> None:
        self.app = app
        self.path = folder / "danh-sach.xlsx"

    def run(self, book: Workbook | bytes, *options: str) -> Result:
        self.path.write_bytes(book if isinstance(book, bytes) else written(book))
        return self.app.test_cli_runner().invoke(args=["import-roster", str(self.path), *options])

    def report(self, book: Workbook | bytes, *options: str) -> tuple[int, dict[str, Any]]:
        """Exit status and what it says as JSON."""
        result = self.run(book, "--json", *options)
        return result.exit_code, json.loads(result.output)


@pytest.fixture
def command(app: Flask, tmp_path: Path) -> Command:
    return Command(app, tmp_path)


def test_a_good_roster_is_written_and_the_command_ends_well(command: Command) -> None:
    assert command.report(roster(AN, CHI)) == (
        0,
        {"read": 2, "added": 2, "updated": 0, "unchanged": 0, "rejected": 0, "problems": []},
    )
    assert command.report(roster(AN, CHI))[1]["unchanged"] == 2
    assert official().full_name == "Nguyễn Văn An"


def test_a_roster_with_a_bad_row_writes_nothing_and_says_where(command: Command) -> None:
    status, report = command.report(roster(AN, BAD))
    assert status == 1
    assert {key: report[key] for key in ("read", "added", "updated", "unchanged", "rejected")} == {
        "read": 2,
        "added": 0,
        "updated": 0,
        "unchanged": 0,
        "rejected": 1,
    }
    (problem,) = report["problems"]
    assert {key: problem[key] for key in ("sheet", "row", "column", "value")} == {
        "sheet": "Danh sách",
        "row": 3,
        "column": "H",
        "value": "Thợ lặn",
    }
    assert problem["reason"].startswith("Không có chức vụ")
    assert (number_of(Official), number_of(AuditEntry)) == (0, 0)


def test_the_good_rows_are_taken_when_asked_for_and_the_command_ends_well(command: Command) -> None:
    status, report = command.report(roster(AN, BAD), "--accept-good-rows")
    assert (status, report["added"], report["rejected"]) == (0, 1, 1)
    assert number_of(Official) == 1


def test_a_refusal_in_the_middle_of_writing_leaves_nothing(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    def half(plan: Plan, source: str, by: Account | None) -> None:
        write_rows(plan, source, by)
        raise Refused("", "Giữa chừng.")

    monkeypatch.setattr(actions, "write_rows", half)
    status, report = command.report(roster(AN))
    assert (status, report["added"], number_of(Official), number_of(AuditEntry)) == (1, 0, 0, 0)


def test_no_good_row_at_all_is_a_failure_even_when_good_rows_were_asked_for(command: Command) -> None:
    status, report = command.report(roster(BAD), "--accept-good-rows")
    assert (status, report["added"], report["rejected"]) == (1, 0, 1)


@pytest.mark.parametrize(("people", "expected"), [((AN, CHI), (0, 2)), ((AN, BAD), (1, 0))])
def test_a_dry_run_reports_the_same_and_writes_nothing(
    command: Command, people: tuple[Any, ...], expected: tuple[int, int]
) -> None:
    status, report = command.report(roster(*people), "--dry-run")
    assert (status, report["added"]) == expected
    assert (number_of(Official), number_of(AuditEntry)) == (0, 0)


def test_the_unit_named_on_the_command_line_serves_rows_without_one(command: Command) -> None:
    bare = roster(AN, without=["unit"])
    assert command.report(bare)[0] == 1
    assert command.report(bare, "--unit", "UBND xã Cẩm Bình")[0] == 0


def test_an_unknown_unit_on_the_command_line_is_a_wrong_use(command: Command) -> None:
    result = command.run(roster(AN), "--unit", "Xã Không Có")
    assert result.exit_code == 2
    assert "Không có đơn vị này" in result.output


def test_the_paper_form_comes_in_by_its_letterhead(command: Command) -> None:
    status, report = command.report(form())
    assert (status, report["added"]) == (0, 3)


def test_a_repair_is_a_problem_that_keeps_nothing_out(command: Command) -> None:
    status, report = command.report(roster({**AN, "number": 42085000011}))
    assert (status, report["added"]) == (0, 1)
    (problem,) = report["problems"]
    assert (problem["severity"], problem["column"], problem["value"]) == ("repair", "E", "42085000011")


def test_a_file_that_is_no_workbook_is_a_problem_and_no_crash(command: Command) -> None:
    status, report = command.report(b"<html>danh sach</html>")
    assert (status, report["read"]) == (1, 0)
    assert "không phải là tệp Excel" in report["problems"][0]["reason"]


def test_without_json_it_speaks_in_sentences(command: Command) -> None:
    said = command.run(roster(AN, BAD)).output
    assert "Danh sách, dòng 3, cột H: “Thợ lặn”" in said
    assert "Chưa ghi gì. Còn 1 dòng có lỗi; chưa ghi dòng nào." in said
    assert "Đọc 1 dòng: thêm 1" in command.run(roster(AN)).output
    assert command.run(b"<html>").output.startswith("Cả tệp: “danh-sach.xlsx” – Đây là trang web")


def test_the_trail_has_an_entry_for_the_roster_and_one_for_each_person(command: Command) -> None:
    command.run(roster(AN, CHI))
    (applied,) = trail("roster.applied")
    assert (applied.subject, applied.account_id) == ("danh-sach.xlsx", None)
    assert applied.changes["added"] == [None, 2]
    imported = trail("official.imported")
    assert [entry.subject for entry in imported] == ["Nguyễn Văn An", "Lê Thị Chi"]
    assert imported[0].official_id == official().id
    assert imported[0].changes["post"] == [None, "Chuyên viên, Phòng Kinh tế, Xã Cẩm Bình, từ 01/07/2025"]
    assert imported[0].changes["degree"] == [
        None,
        "Đại học Luật, Trường Đại học Vinh, chính quy, số A1234, cấp 12/06/2007",
    ]
    assert imported[0].changes["source"] == [None, "danh-sach.xlsx, Danh sách, dòng 2"]
    command.run(roster(AN, CHI))
    assert len(trail("official.imported")) == 2
