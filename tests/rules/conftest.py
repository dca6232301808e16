"""As many random examples as the engine's own tests draw."""

from tests.compliance import conftest

__all__ = ["conftest"]
