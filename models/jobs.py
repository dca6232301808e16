"""Long work: who asked for it, how far it is, what came out. The row is the truth; the queue only says that there is a row.

And what the worker does by itself once a day.
"""

import datetime as dt
import enum

from sqlalchemy import JSON, Date, DateTime, ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.accounts import Account
from models.base import Base, Instant, Json, Key, PublicId, words


class JobState(enum.StrEnum):
    """Waiting, at work under a lease, or ended in one of three ways."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Job(Base):
    """One piece of long work. A worker that dies loses its lease, and another one starts anew: work commits once, at its end."""

    __tablename__ = "job"
    __table_args__ = (Index("ix_job_state_lease_until", "state", "lease_until"),)

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    kind: Mapped[str] = mapped_column(String(40))
    """A word of `registry.jobs.kinds`."""
    title: Mapped[str] = mapped_column(String(300))
    owner_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    arguments: Mapped[Json] = mapped_column(JSON)
    state: Mapped[JobState] = mapped_column(words(JobState), default=JobState.QUEUED)
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int] = mapped_column(default=0)
    message: Mapped[str] = mapped_column(String(500), default="")
    attempts: Mapped[int] = mapped_column(default=0)
    holder: Mapped[str | None] = mapped_column(String(32))
    """Who has the lease: a word made anew at each claim."""
    lease_until: Mapped[dt.datetime | None] = mapped_column(DateTime(timezone=True))
    cancel_asked: Mapped[bool] = mapped_column(default=False)
    made_at: Mapped[Instant]
    began_at: Mapped[dt.datetime | None] = mapped_column(DateTime(timezone=True))
    ended_at: Mapped[dt.datetime | None] = mapped_column(DateTime(timezone=True))
    result: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    result_name: Mapped[str | None] = mapped_column(String(120))
    result_type: Mapped[str | None] = mapped_column(String(100))
    expires_at: Mapped[dt.datetime | None] = mapped_column(DateTime(timezone=True))

    owner: Mapped[Account] = relationship()


class DailyRun(Base):
    """The last day on which the worker did something that it does once a day."""

    __tablename__ = "daily_run"

    id: Mapped[Key]
    name: Mapped[str] = mapped_column(String(40), unique=True)
    """A word of `registry.jobs.daily`."""
    done_on: Mapped[dt.date] = mapped_column(Date)
