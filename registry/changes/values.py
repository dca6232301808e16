"""Values of records as JSON keeps them, and back."""

import datetime as dt
import enum
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from sqlalchemy import inspect

from models.base import Base
from registry.shared.clock import aware


def plain(value: Any) -> Any:
    """A value as JSON keeps it."""
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, dt.datetime):
        return aware(value).astimezone(dt.UTC).isoformat()  # SQLite gives back no zone, PostgreSQL that of the session
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def typed(kind: type[Base], values: Mapping[str, Any]) -> dict[str, Any]:
    """Column → value as the columns of the table hold it."""
    columns = inspect(kind).columns
    return {name: _value(columns[name].type.python_type, value) for name, value in values.items()}


def _value(wanted: type, value: Any) -> Any:
    if value is None or wanted in {dict, str, int, bool}:
        return value
    if wanted in {dt.date, dt.datetime}:
        return wanted.fromisoformat(value)
    return Decimal(value) if wanted is Decimal else wanted(value)
