"""The store: whole files or none, the same content once, and a command that compares it with the records both ways."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask

from models.evidence import StoredFile
from registry.evidence import store
from registry.shared.clock import now
from registry.shared.database import db
from tests.support.applications import application_on
from tests.support.databases import sqlite_database
from tests.support.sources import ROOT


def _row(digest: str) -> None:
    db.session.add(StoredFile(sha256=digest, sent_sha256=digest, media_type="image/png", size=1, pages=1, kept_at=now()))
    db.session.commit()


def _compared(app: Flask) -> tuple[int, str]:
    done = app.test_cli_runner().invoke(args=["check-evidence"])
    return done.exit_code, done.output


def test_the_command_tells_what_is_missing_damaged_and_stray(app: Flask) -> None:
    before = len(list(store.kept()))
    digest = store.put(b"a scan")
    assert store.put(b"a scan") == digest and len(list(store.kept())) == before + 1
    code, said = _compared(app)
    assert code == 0 and f"có {before + 1} tệp không bản ghi" in said
    _row(digest)
    code, said = _compared(app)
    assert code == 0 and f"có {before} tệp không bản ghi" in said
    _row("0" * 64)
    code, said = _compared(app)
    assert code == 1 and f"Thiếu hoặc hỏng: {'0' * 64}" in said
    store._place("files", digest).write_bytes(b"another scan")
    assert f"Thiếu hoặc hỏng: {digest}" in _compared(app)[1]


@pytest.mark.usefixtures("app")
def test_what_is_not_there_or_was_changed_is_damaged() -> None:
    digest = store.put(b"to be changed")
    store._place("files", digest).write_bytes(b"changed")
    for wanted in (digest, "f" * 64):
        with pytest.raises(store.Damaged):
            store.read(wanted)


KILLED = """
import os, sys
from pathlib import Path
from registry.factory import create_app
from registry.settings import Settings
from registry.evidence import store
calls, stop = 0, 0
def counted(kind):
    real = getattr(os, kind)
    def call(*given, **more):
        global calls
        calls += 1
        if calls == stop:
            os._exit(9)
        return real(*given, **more)
    setattr(os, kind, call)
app = create_app(Settings("sqlite://", "for tests only " * 3, evidence_dir=Path(sys.argv[1]), testing=True))
for stop in range(1, 12):
    if os.fork() == 0:
        for kind in ("fsync", "open", "close", "rename", "replace", "fdopen"):
            counted(kind)
        with app.app_context():
            app.config["EVIDENCE_DIR"] = Path(sys.argv[1]) / str(stop)
            store.put(b"scan " * 10000)
        os._exit(0)
    print(stop, os.waitstatus_to_exitcode(os.wait()[1]))
"""


def test_a_power_cut_at_any_moment_leaves_the_whole_file_or_none(tmp_path: Path) -> None:
    whole = b"scan " * 10000
    command = [sys.executable, "-c", KILLED, str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, env=dict(os.environ), capture_output=True, check=True, text=True)
    ends = dict(line.split() for line in done.stdout.splitlines())
    assert len(ends) == 11 and set(ends.values()) == {"0", "9"}, done
    left = set()
    with sqlite_database() as url, application_on(url) as app, app.app_context():
        for stop in ends:
            app.config["EVIDENCE_DIR"] = tmp_path / stop
            kept = [path for path in (tmp_path / stop).glob("files/*/*") if not path.name.startswith(".")]
            assert all(path.read_bytes() == whole for path in kept)
            left.add(len(kept))
            assert store.read(store.put(whole)) == whole, "and the next try succeeds"
    assert left == {0, 1}, "some cuts came before the file was there, some after"
