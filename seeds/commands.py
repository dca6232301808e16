"""Commands that plant data: `flask --app app init` and `flask --app app demo`."""

from pathlib import Path

import click
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import exists, select

from models.accounts import Account
from models.audit import AuditEntry
from registry.accounts.queries import shown
from registry.shared.database import db
from registry.shared.transaction import transaction
from registry.standings import keeping
from seeds.demo import PASSWORD, AlreadyPlanted, plant_demo
from seeds.reference import load_reference

_MIGRATIONS = str(Path(__file__).resolve().parent.parent / "migrations")


@click.command("init")
def init() -> None:
    """Create or upgrade the tables and load the reference data. Loses nothing and may be run again."""
    upgrade(directory=_MIGRATIONS)
    with transaction():
        changed = sum(load_reference().values())
    click.echo(f"Danh mục: {changed} dòng được ghi." if changed else "Danh mục đã đủ.")


@click.command("demo")
@click.option("--if-empty", is_flag=True, help="Không làm gì khi đã có hồ sơ.")
def demo(if_empty: bool) -> None:
    """Plant the demonstration province, after `init`: fictitious people in real units. Lists the accounts."""
    upgrade(directory=_MIGRATIONS)
    try:
        with transaction():
            load_reference()
            planted = plant_demo(only_if_empty=if_empty)
            if planted.officials:
                keeping.rebuild()
    except AlreadyPlanted as full:
        raise click.ClickException(str(full)) from full
    if planted.officials:
        click.echo(f"Tỉnh mẫu: {planted.officials} người, {planted.qualifications} văn bằng, chứng chỉ.")
    _list_accounts()


def _list_accounts() -> None:
    """The accounts to sign in with; their password is said only where the demonstration was planted."""
    for account in db.session.scalars(select(Account).where(Account.active).order_by(Account.id)):
        words = shown(account)
        click.echo(f"  {account.username:<18} {words.role_label:<22} {words.unit_name}")
    if db.session.scalar(select(exists().where(AuditEntry.action == "demo.planted"))):
        click.echo(f"  Mật khẩu của các tài khoản mẫu: {PASSWORD}")


def init_app(app: Flask) -> None:
    """Add the commands."""
    for command in (init, demo):
        app.cli.add_command(command)
