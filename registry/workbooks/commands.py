"""The command that brings a roster in."""

import json
import sys
from pathlib import Path
from typing import Any

import click

from models.units import Unit
from registry.readers.facts import Problem, RosterFile
from registry.readers.roster import read_roster
from registry.shared.clock import today
from registry.shared.database import db
from registry.shared.refusal import Refused
from registry.shared.transaction import transaction
from registry.workbooks.actions import apply_plan, take_turn
from registry.workbooks.compare import Plan, compare
from registry.workbooks.lexicon import Lexicon, Puzzle

_TOLD = ("error", "warning", "repair")
_PATIENCE = 300
"""Seconds that a file may take: the command takes any number of rows."""


@click.command("import-roster")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Chỉ đối chiếu, không ghi.")
@click.option("--unit", "unit_name", help="Đơn vị của những dòng không ghi đơn vị.")
@click.option("--accept-good-rows", is_flag=True, help="Ghi những dòng tốt, để lại những dòng có lỗi.")
@click.option("--json", "as_json", is_flag=True, help="In JSON.")
def import_roster(file: Path, dry_run: bool, unit_name: str | None, accept_good_rows: bool, as_json: bool) -> None:
    """Bring a roster (.xlsx, .xls, .csv) in: all rows or none. Exit status 0 only when everything asked for was done."""
    roster, unit = read_roster(file.read_bytes(), file.name, seconds=_PATIENCE), _unit(unit_name)
    plan, refusal = _compared(roster, unit, accept_good_rows) if dry_run else _applied(roster, unit, accept_good_rows)
    report = _report(plan)
    if refusal:
        report |= {"added": 0, "updated": 0}
    click.echo(json.dumps(report, ensure_ascii=False) if as_json else _words(report, dry_run, refusal))
    sys.exit(1 if refusal else 0)


def _compared(roster: RosterFile, unit: Unit | None, accept_good_rows: bool) -> tuple[Plan, str]:
    """The plan, and why it would be refused; nothing is written, and nobody waits for it."""
    plan = compare(roster, None, unit)
    db.session.rollback()
    good = plan.count("rejected") + plan.waiting < len(plan.rows)
    whole = not plan.errors and not plan.waiting
    return plan, "" if good and (accept_good_rows or whole) else "Danh sách còn lỗi hoặc còn dòng phải quyết định."


def _applied(roster: RosterFile, unit: Unit | None, accept_good_rows: bool) -> tuple[Plan, str]:
    """The plan, and why it was refused, empty when it was carried out. Compared in the transaction that writes."""
    with transaction():
        take_turn()
        plan = compare(roster, None, unit)
        try:
            apply_plan(plan, roster.filename, None, accept_good_rows=accept_good_rows)
        except Refused as refusal:
            db.session.rollback()  # whatever was written before the refusal
            return plan, refusal.message
    return plan, ""


def _unit(name: str | None) -> Unit | None:
    if name is None:
        return None
    try:
        return Lexicon(today()).unit(name)
    except Puzzle as puzzle:
        raise click.BadParameter(f"“{name}”: {puzzle}", param_hint="--unit") from puzzle


def _report(plan: Plan) -> dict[str, Any]:
    told = [problem for problem in plan.problems if problem.severity in _TOLD]
    return {**plan.counts, "problems": [_problem(problem) for problem in told]}


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "sheet": problem.sheet,
        "row": problem.row,
        "column": problem.column,
        "heading": problem.heading,
        "value": problem.value,
        "reason": problem.reason,
        "severity": problem.severity,
    }


def _place(problem: dict[str, Any]) -> str:
    """Where a problem stands, as far as it has a place; one of the whole file has none."""
    said = {"sheet": "{}", "row": "dòng {}", "column": "cột {}"}
    return ", ".join(words.format(problem[name]) for name, words in said.items() if problem[name]) or "Cả tệp"


def _words(report: dict[str, Any], dry_run: bool, refusal: str) -> str:
    lines = [f"{_place(one)}: “{one['value']}” – {one['reason']}" for one in report["problems"]]
    waiting = report.get("conflict", 0) + report.get("unsure", 0)
    if waiting:
        lines.append(f"{waiting} dòng phải có người quyết định (trùng người, khác dữ liệu đã xác minh): hãy gửi tệp ở trang web.")
    lines.append("Đọc {read} dòng: thêm {added}, cập nhật {updated}, không đổi {unchanged}, từ chối {rejected}.".format(**report))
    if dry_run:
        lines.append("Chỉ đối chiếu, chưa ghi gì.")
    elif refusal:
        lines.append(f"Chưa ghi gì. {refusal}")
    return "\n".join(lines)
