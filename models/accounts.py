"""Accounts, their role and unit, the sessions in which they are signed in, and the tries that failed."""

import datetime as dt
import enum

from sqlalchemy import DateTime, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Instant, Key, PublicId, Versioned, words
from models.schools import School
from models.units import Unit


class Role(enum.StrEnum):
    """What an account is for. What each role may do stands in `registry.access.permissions`."""

    HR_OFFICER = "hr_officer"
    CHAIR = "chair"
    DEPARTMENT = "department"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"
    SCHOOL = "school"


class Account(Versioned, Base):
    """Somebody who may sign in. The account sees its unit and everything below it on the day of the request."""

    __tablename__ = "account"

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    username: Mapped[str] = mapped_column(String(64), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    role: Mapped[Role] = mapped_column(words(Role))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    school_id: Mapped[int | None] = mapped_column(ForeignKey("school.id"))
    """Whose classes an account of a school sees; empty for everybody else."""
    password_hash: Mapped[str] = mapped_column(String(200))
    active: Mapped[bool] = mapped_column(default=True)
    locale: Mapped[str] = mapped_column(String(5), default="vi")
    email: Mapped[str | None] = mapped_column(String(254))
    """Where reminders are mailed to; given by the holder of the account."""
    failures: Mapped[int] = mapped_column(default=0)
    """Wrong passwords in a row; at the limit the account rests until `locked_until`."""
    locked_until: Mapped[dt.datetime | None] = mapped_column(DateTime(timezone=True))

    unit: Mapped[Unit] = relationship()
    school: Mapped[School | None] = relationship()


class SignIn(Base):
    """One session of an account, kept on the server so that signing out, disabling or idling ends it at once."""

    __tablename__ = "sign_in"

    id: Mapped[Key]
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    began_at: Mapped[Instant]
    seen_at: Mapped[Instant]
    ended_at: Mapped[dt.datetime | None] = mapped_column(DateTime(timezone=True))

    account: Mapped[Account] = relationship()


class FailedTry(Base):
    """A try to sign in that came from a network and has not succeeded. Kept for as long as it counts, a quarter of an hour."""

    __tablename__ = "failed_try"

    id: Mapped[Key]
    network: Mapped[str] = mapped_column(String(45), index=True)
    at: Mapped[Instant] = mapped_column(index=True)
