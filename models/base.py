"""The ground every table stands on: the declarative base, naming of constraints, and the column types that all tables share."""

import datetime as dt
import enum
import secrets
from typing import Annotated, Any

from sqlalchemy import Date, DateTime, Enum, MetaData, String
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column

FOREVER = dt.date(9999, 12, 31)
"""The open end of a period. A date instead of NULL keeps every range question one comparison."""

BEGINNING = dt.date(1, 1, 1)
"""The open start of a period whose first day is not known or does not matter."""


def new_public_id() -> str:
    """An identifier for addresses: 64 random bits as 16 hexadecimal digits, saying nothing about the row."""
    return secrets.token_hex(8)


class Base(DeclarativeBase):
    """All tables. Constraint names are fixed so that migrations can name them on both databases."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Versioned:
    """A row that people edit: each change counts its version up, and one of an older version is refused (`StaleDataError`)."""

    version: Mapped[int] = mapped_column(default=1)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805  a class, as SQLAlchemy calls it
        return {"version_id_col": cls.version}


def words(kind: type[enum.StrEnum]) -> Enum:
    """A column type that stores the value of a `StrEnum` as text: readable in the database, no native enum to migrate."""
    return Enum(kind, native_enum=False, length=32, values_callable=lambda members: [member.value for member in members])


Key = Annotated[int, mapped_column(primary_key=True)]
PublicId = Annotated[str, mapped_column(String(16), unique=True, default=new_public_id)]
FirstDay = Annotated[dt.date, mapped_column(Date)]
LastDay = Annotated[dt.date, mapped_column(Date, default=FOREVER)]
Instant = Annotated[dt.datetime, mapped_column(DateTime(timezone=True))]
Json = dict[str, Any]
