"""How many random examples: EXAMPLES in the environment, 200 if it is not set. A long run: EXAMPLES=10000."""

from tests.compliance import conftest as _profile  # noqa: F401 - one profile for all who draw examples
