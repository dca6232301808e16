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
stop, folder = int(sys.argv[1]), Path(sys.argv[2])
calls = 0
def counted(kind):
    real = getattr(os, kind)
    def call(*given, **more):
        global calls
        calls += 1
        if calls == stop:
            os._exit(9)
        return real(*given, **more)
    setattr(os, kind, call)
for kind in ("fsync", "open", "close", "rename", "replace", "fdopen"):
    counted(kind)
app = create_app(Settings("sqlite://", "for tests only " * 3, evidence_dir=folder, testing=True))
with app.app_context():
    calls = 0
    print(store.put(b"scan " * 10000))
"""


def test_a_power_cut_at_any_moment_leaves_the_whole_file_or_none(app: Flask, tmp_path: Path) -> None:
    whole = b"scan " * 10000
    left, finished = set(), False
    for stop in range(1, 12):
        folder = tmp_path / str(stop)
        command = [sys.executable, "-c", KILLED, str(stop), str(folder)]
        done = subprocess.run(command, cwd=ROOT, env=dict(os.environ), capture_output=True, check=False)
        assert done.returncode in {0, 9}, done.stderr.decode()
        kept = [path for path in folder.glob("files/*/*") if not path.name.startswith(".")]
        assert all(path.read_bytes() == whole for path in kept)
        left.add(len(kept))
        finished = finished or done.returncode == 0
        app.config["EVIDENCE_DIR"], before = folder, app.config["EVIDENCE_DIR"]
        assert store.read(store.put(whole)) == whole, "and the next try succeeds"
        app.config["EVIDENCE_DIR"] = before
    assert left == {0, 1} and finished, "some cuts came before the file was there, some after"
