"""Long work in tests: done at once in this process, or by a real worker beside it."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator

from flask import Flask

from registry.jobs.keeping import waiting
from registry.jobs.running import run
from registry.shared.database import db
from tests.support.sources import ROOT


def run_waiting() -> None:
    """Do every job that waits, oldest first. Needs an application context; what the test did so far is committed."""
    db.session.commit()
    for public_id in waiting():
        run(public_id)
    db.session.expire_all()


@contextlib.contextmanager
def working(app: Flask) -> Iterator[None]:
    """A thread does the jobs of a served application as they come."""
    stopped = threading.Event()

    def work() -> None:
        while not stopped.wait(0.1):
            with app.app_context():
                run_waiting()

    thread = threading.Thread(target=work)
    thread.start()
    try:
        yield
    finally:
        stopped.set()
        thread.join()


@contextlib.contextmanager
def worker(database_url: str, lease_seconds: int = 60, code: str = "") -> Iterator[subprocess.Popen[bytes]]:
    """The real worker in a process group of its own, killed at the end; `code` runs in it before it begins."""
    start = f"import sys; {code or 'pass'}\nfrom flask.cli import main\nsys.argv = ['flask', '--app', 'app', 'work']\nmain()"
    surroundings = {**os.environ, "DATABASE_URL": database_url, "SECRET_KEY": "x" * 40, "LEASE_SECONDS": str(lease_seconds)}
    process = subprocess.Popen([sys.executable, "-c", start], cwd=ROOT, env=surroundings, start_new_session=True)
    try:
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(20)
