"""Plans that close a gap: which targets by which day, the classes on offer, and what the solver made of them."""

import datetime as dt

from sqlalchemy import JSON, Date, DateTime, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.accounts import Account
from models.base import Base, Instant, Json, Key, PublicId, Versioned
from models.programmes import Programme
from models.qualifications import CertificateType, Language, Level
from models.units import Unit


class GapPlan(Versioned, Base):
    """A plan of a unit. A draft may be changed and worked out anew; a saved one stays as it is and may be copied."""

    __tablename__ = "gap_plan"

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    name: Mapped[str] = mapped_column(String(120))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    codes: Mapped[str] = mapped_column(String(200))
    """The codes of the targets, with a blank between."""
    until: Mapped[dt.date] = mapped_column(Date)
    """The day on which the targets are to be reached."""
    made_at: Mapped[Instant]
    saved_at: Mapped[dt.datetime | None] = mapped_column(DateTime(timezone=True))
    worked_out_at: Mapped[dt.datetime | None] = mapped_column(DateTime(timezone=True))
    result: Mapped[Json | None] = mapped_column(JSON(none_as_null=True))
    """What `registry.plans.working` found, with its inputs: day, versions of rules, classes. Empty once an input was changed."""

    unit: Mapped[Unit] = relationship()
    owner: Mapped[Account] = relationship()


class PlanClass(Base):
    """A class that a plan may send people to: what it gives, for how many, at which cost, when, and who may go."""

    __tablename__ = "plan_class"

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    plan_id: Mapped[int] = mapped_column(ForeignKey("gap_plan.id"), index=True)
    title: Mapped[str] = mapped_column(String(160))
    programme_id: Mapped[int | None] = mapped_column(ForeignKey("programme.id"))
    """The version of the catalogue that says who may go and what it gives; empty: what is said here."""
    level_id: Mapped[int] = mapped_column(ForeignKey("level.id"))
    certificate_type_id: Mapped[int | None] = mapped_column(ForeignKey("certificate_type.id"))
    language_code: Mapped[str | None] = mapped_column(ForeignKey("language.code"))
    seats: Mapped[int]
    cost: Mapped[int]
    """Of one seat, in đồng."""
    first_day: Mapped[dt.date] = mapped_column(Date)
    last_day: Mapped[dt.date] = mapped_column(Date)
    """The qualification counts from this day."""
    least_level_id: Mapped[int | None] = mapped_column(ForeignKey("level.id"))
    """Who goes must hold this level or a higher one of its domain on the first day."""
    oldest: Mapped[int | None]
    """Completed years on the first day, at most."""
    tiers: Mapped[str] = mapped_column(String(60), default="")
    """Tiers of the units that may send people, with a blank between; empty: all."""

    plan: Mapped[GapPlan] = relationship()
    programme: Mapped[Programme | None] = relationship()
    level: Mapped[Level] = relationship(foreign_keys=[level_id])
    least_level: Mapped[Level | None] = relationship(foreign_keys=[least_level_id])
    certificate_type: Mapped[CertificateType | None] = relationship()
    language: Mapped[Language | None] = relationship()
