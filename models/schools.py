"""Bodies that teach."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Key, PublicId, Versioned


class School(Versioned, Base):
    """A body that teaches (cơ sở đào tạo). Its name is what certificates bear, as in the list of institutions."""

    __tablename__ = "school"

    id: Mapped[Key]
    public_id: Mapped[PublicId]
    name: Mapped[str] = mapped_column(String(200), unique=True)
    place: Mapped[str | None] = mapped_column(String(80))
    contact: Mapped[str | None] = mapped_column(String(200))
    active: Mapped[bool] = mapped_column(default=True)
