"""`check-evidence`: the store and the rows that speak of it, compared both ways."""

import sys

import click
from sqlalchemy import select

from models.evidence import StoredFile
from registry.evidence import store
from registry.shared.database import db


@click.command("check-evidence")
def check_evidence() -> None:
    """Compare the scans in the store with the rows; exit status 1 when a scan is missing or damaged."""
    known = set(db.session.scalars(select(StoredFile.sha256)))
    lost = [digest for digest in sorted(known) if not _whole(digest)]
    stray = set(store.kept()) - known
    for digest in lost:
        click.echo(f"Thiếu hoặc hỏng: {digest}")
    click.echo(
        f"{len(known)} tệp trong sổ; thiếu hoặc hỏng {len(lost)}; trong kho có {len(stray)} tệp không bản ghi nào nhắc đến."
    )
    sys.exit(1 if lost else 0)


def _whole(digest: str) -> bool:
    try:
        store.read(digest)
    except store.Damaged:
        return False
    return True
