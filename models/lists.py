"""Views of lists that people keep: conditions and columns under a name, for oneself or for the unit."""

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.accounts import Account
from models.base import Base, Instant, Json, Key, PublicId, Versioned
from models.units import Unit


class SavedView(Versioned, Base):
    """A list as somebody set it up. Shared ones are seen by accounts of the same unit and below."""

    __tablename__ = "saved_view"
    __table_args__ = (UniqueConstraint("kind", "owner_id", "name"),)

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    kind: Mapped[str] = mapped_column(String(24))
    """Which list."""
    name: Mapped[str] = mapped_column(String(80))
    owner_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    shared: Mapped[bool] = mapped_column(default=False)
    arguments: Mapped[Json] = mapped_column(JSON)
    """The words of its address, columns and order included."""
    made_at: Mapped[Instant]

    owner: Mapped[Account] = relationship()
    unit: Mapped[Unit] = relationship()
