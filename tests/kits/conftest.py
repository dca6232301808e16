"""The reference data, as the workbooks room has them."""

from tests.workbooks.conftest import app, stocked, stocked_url

__all__ = ["app", "stocked", "stocked_url"]
