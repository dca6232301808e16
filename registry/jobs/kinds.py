"""The kinds of long work: which function does it. Filled by the factory, so that this room knows none of those above it."""

from collections.abc import Callable
from dataclasses import dataclass

from models.jobs import Job
from registry.jobs.lease import Progress


def _nothing(_job: Job) -> None:
    """Nothing has to be put right."""


def _always(_job: Job) -> bool:
    """The result holds nothing that could be out of sight by now."""
    return True


@dataclass(frozen=True)
class Kind:
    """How work of one kind is done.

    `work` reads and computes as long as it likes, tells how far it is, and writes inside `progress.finishing()`, once, at its
    end. Refusals stop it with their message. `given_up` puts right what was set when the work was asked for, in the transaction
    that ends the job without success. `open_to` says of a result whether its owner may still see everything in it.
    """

    work: Callable[[Job, Progress], None]
    given_up: Callable[[Job], None] = _nothing
    open_to: Callable[[Job], bool] = _always


KINDS: dict[str, Kind] = {}
"""By the word in `Job.kind`."""
