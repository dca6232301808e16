"""Commands on the server: `flask --app app …`. What plants data stands in `seeds/commands.py`."""

import datetime as dt
import json
import sys

import click
from flask import Flask

from registry.coming.reminders import remind
from registry.compliance.report import compliance_report
from registry.evidence.commands import check_evidence
from registry.findings import keeping as findings
from registry.jobs.commands import work
from registry.shared.clock import today
from registry.shared.dates import read_day, vn_date
from registry.shared.numbers import vn_percent
from registry.shared.transaction import transaction
from registry.snapshots.sealing import broken
from registry.standings import keeping
from registry.workbooks.commands import import_roster

_VERDICTS = {"met": "ĐẠT", "unmet": "CHƯA ĐẠT", "nobody": "không có đối tượng"}


class Day(click.ParamType[dt.date]):
    """A day as yyyy-mm-dd or dd/mm/yyyy."""

    name = "day"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        """Read the day, or say what is wrong with it."""
        day = value if isinstance(value, dt.date) else read_day(str(value))
        if day is None:
            self.fail(f"“{value}” không phải là ngày; hãy viết 2025-12-31 hoặc 31/12/2025.", param, ctx)
        return day


@click.command("compliance")
@click.option("--on", type=Day(), default=today, help="Ngày lấy số liệu, mặc định hôm nay.")
@click.option("--json", "as_json", is_flag=True, help="In JSON.")
def compliance(on: dt.date, as_json: bool) -> None:
    """Figures of every target on a day."""
    report = compliance_report(on)
    if as_json:
        click.echo(json.dumps(report, ensure_ascii=False))
        return
    click.echo(f"Số liệu ngày {vn_date(on)}")
    for target in report["targets"]:
        for code, figures in [(target["code"], target), *target["components"].items()]:
            share = vn_percent(figures["met"], figures["total"])
            click.echo(
                f"{code:>18}  {share:>7} %  {figures['met']:>5}/{figures['total']:<5}  chưa đạt {figures['unmet']}, "
                f"thiếu dữ liệu {figures['unknown']}, được loại trừ {figures['exempt']}  {_VERDICTS[figures['verdict']]}"
            )


@click.command("check-standings")
@click.option("--rebuild", is_flag=True, help="Tính lại tất cả rồi ghi.")
def check_standings(rebuild: bool) -> None:
    """Judge everybody anew and compare with what is stored; exit status 1 when anything differs."""
    if rebuild:
        with transaction():
            click.echo(f"Đã ghi {keeping.rebuild()} dòng.")
    different = keeping.differences()
    click.echo(f"Sai khác: {len(different)} dòng.")
    sys.exit(1 if different else 0)


@click.command("check-findings")
@click.option("--rebuild", is_flag=True, help="Xem lại tất cả rồi ghi.")
def check_findings(rebuild: bool) -> None:
    """Look at all files anew and compare with what is stored; exit status 1 when anything differs."""
    if rebuild:
        with transaction():
            click.echo(f"Đã ghi {findings.rebuild()} điểm.")
    different = findings.differences()
    click.echo(f"Sai khác: {len(different)} điểm.")
    sys.exit(1 if different else 0)


@click.command("check-snapshots")
def check_snapshots() -> None:
    """Work out the seals of all snapshots anew and compare; exit status 1 when anything was changed, or one is gone."""
    found = broken()
    for line in found:
        click.echo(line)
    click.echo(f"Sai khác: {len(found)}.")
    sys.exit(1 if found else 0)


@click.command("remind")
def remind_today() -> None:
    """Bring to mind what comes due. For every day; running it again, or after days without, does no harm."""
    with transaction():
        done = remind(today())
    click.echo(f"Nhắc thêm {done.new} việc, thôi nhắc {done.ended} việc.")


def init_app(app: Flask) -> None:
    """Add the commands."""
    commands = (
        compliance,
        check_standings,
        check_findings,
        check_evidence,
        check_snapshots,
        import_roster,
        remind_today,
        work,
    )
    for command in commands:
        app.cli.add_command(command)
