"""`InternationalDegree`: a degree recorded as earned abroad or as taught in a foreign language."""

import pytest

from registry.judgement.facts import Credential
from registry.judgement.rules import InternationalDegree
from tests.compliance.made import held, person, target, verdict

BACHELOR = target(InternationalDegree(4))

TABLE = [
    ("a degree from abroad", [held("degree", 4, international=True)], "met"),
    ("a higher one", [held("degree", 5, international=True)], "met"),
    ("a lower one", [held("degree", 3, international=True)], "unmet"),
    ("a degree at home", [held("degree", 4)], "unmet"),
    ("a high one at home and a low one abroad", [held("degree", 5), held("degree", 3, international=True)], "unmet"),
    ("a language certificate from abroad", [held("language", 6, international=True)], "unmet"),
    ("a degree without level from abroad", [held("degree", None, international=True)], "unmet"),
    ("an expired degree, if there were such a thing", [held("degree", 4, expires="2021-01-01", international=True)], "met"),
    ("an undated degree from abroad", [held("degree", 4, None, international=True)], "unknown"),
]


@pytest.mark.parametrize(("_case", "credentials", "expected"), TABLE)
def test_only_degrees_on_record_as_international_count(_case: str, credentials: list[Credential], expected: str) -> None:
    assert verdict(BACHELOR, person(*credentials), "2025-12-31") == expected
