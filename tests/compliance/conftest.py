"""How many random examples: EXAMPLES in the environment, 200 if it is not set (docs/guides/testing.md)."""

import os

from hypothesis import HealthCheck, settings

settings.register_profile(
    "compliance",
    settings.get_profile("suite"),
    max_examples=int(os.environ.get("EXAMPLES", "200")),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.load_profile("compliance")
