"""The worker: does long work beside the server, takes up what another left, drops results that are over, reminds daily."""

import threading

import click
from flask import Flask
from huey.consumer import Consumer
from sqlalchemy.exc import OperationalError

from registry.jobs import keeping
from registry.jobs.daily import EACH_ROUND, run_due
from registry.jobs.lease import application
from registry.jobs.queue import queue
from registry.jobs.running import run
from registry.shared.clock import today
from registry.shared.transaction import transaction

_SECONDS_TO_END = 30


@click.command("work")
@click.option("--threads", default=2, show_default=True, help="Số việc làm cùng lúc.")
def work(threads: int) -> None:
    """Do long work until told to stop (Ctrl+C, SIGTERM). What runs then has half a minute to end; the next worker takes it up."""
    app = application()

    def do(public_id: str) -> None:
        with app.app_context():
            run(public_id, beating=True)

    consumer = Consumer(
        queue().serve(do),
        workers=threads,
        periodic=False,
        max_delay=0.5,
        graceful_signal="TERM",
        shutdown_timeout=_SECONDS_TO_END,
    )
    stopped = threading.Event()
    keeper = threading.Thread(target=_keep, args=(app, stopped), daemon=True, name="keeper")
    keeper.start()
    consumer.run()
    stopped.set()
    keeper.join()


def _keep(app: Flask, stopped: threading.Event) -> None:
    """From time to time: jobs whose lease ran out wait again, lost messages are sent again, results that are over go.

    And once a day what is to be done daily.
    """
    while True:
        with app.app_context():
            look_after()
            run_due(today())
            for work in EACH_ROUND.values():
                work()
        if stopped.wait(app.config["LEASE_SECONDS"] / 2):
            return


def look_after() -> None:
    """One round of the keeper. On SQLite a long write may be going on; then the next round does it."""
    try:
        with transaction(patience=1):
            keeping.reap()
            keeping.expire()
            waiting = keeping.waiting()
    except OperationalError:
        return
    if queue().is_empty():
        for public_id in waiting:
            queue().send(public_id)
