"""The reference data, as the workbooks room has them."""

from tests.workbooks.conftest import app, stocked

__all__ = ["app", "stocked"]
