"""As many random examples as the engine's own tests take (EXAMPLES in the environment)."""

import tests.compliance.conftest  # noqa: F401  loads the profile
