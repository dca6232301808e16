"""How one qualification bears on one condition: the first obstacle is named, so that a page can say why."""

import pytest

from registry.judgement.facts import Credential
from registry.judgement.judge import Bearing, bearing
from registry.judgement.rules import Holds, InternationalDegree
from tests.compliance.made import day, held

ON = day("2025-12-31")
PLAIN = Holds("language", 3)
ENGLISH_TEST = Holds("language", 3, languages=frozenset({"en"}), certificate_types=frozenset({"ielts"}))
VALID = Holds("language", 3, valid_on_day=True)
IN_TIME = Holds("language", 3, issued_by="2024-12-31")
VALID_IN_TIME = Holds("language", 3, valid_on_day=True, issued_by="2023-06-30")
COUNTED_UNDATED = Holds("language", 3, undated="counts")
FITTING = held(language="en", certificate="ielts", state="verified")

TABLE: list[tuple[Holds | InternationalDegree, Credential, str]] = [
    (PLAIN, held(), "counts"),
    (ENGLISH_TEST, FITTING, "counts"),
    (COUNTED_UNDATED, held(issued=None), "counts_undated"),
    (COUNTED_UNDATED, held(), "counts"),
    (PLAIN, held(issued=None), "undated"),
    (Holds("language", 3, issued_by="2024-12-31", undated="counts"), held(issued=None), "undated"),
    (PLAIN, held(issued="2026"), "not_yet_issued"),
    (PLAIN, held(issued="2026-01-01"), "not_yet_issued"),
    (Holds("language", 3, issued_by="2025-06-30"), held(issued="2025"), "perhaps_issued"),
    (IN_TIME, held(issued="2025-01-01"), "issued_too_late"),
    (IN_TIME, held(issued="2026-01-01"), "not_yet_issued"),
    (VALID, held(expires="2025-12-30"), "expired"),
    (VALID, held(expires="2025-12-31"), "counts"),
    (VALID, held(issued=None, expires="2025-12-30"), "expired"),
    (VALID, held(issued="2023", expires="2025-01-01", perhaps_until="2025-12-31"), "perhaps_expired"),
    (VALID, held(issued="2022", expires="2024-01-01", perhaps_until="2024-12-31"), "expired"),
    (VALID_IN_TIME, held(issued="2023", expires="2025-01-01", perhaps_until="2025-12-31"), "expired"),
    (VALID_IN_TIME, held(issued="2023", expires="2025-07-05", perhaps_until="2026-07-04"), "perhaps_issued"),
    (PLAIN, held(rank=2), "below"),
    (PLAIN, held(rank=None), "unmapped"),
    (ENGLISH_TEST, held(language="fr", certificate="ielts"), "other_language"),
    (ENGLISH_TEST, held(language="en", certificate="toeic"), "other_type"),
    (ENGLISH_TEST, held(language="fr", certificate="toeic"), "other_language"),
    (InternationalDegree(4), held("degree", 4), "not_international"),
    (InternationalDegree(4), held("degree", 4, international=True), "counts"),
    (InternationalDegree(4), held("degree", 4, None, international=True), "undated"),
    (PLAIN, held(state="rejected"), "rejected"),
    (PLAIN, held(state="revoked"), "revoked"),
    (PLAIN, held(rank=2, state="revoked", issued="2026"), "revoked"),
    (VALID, held(rank=2, expires="2020-01-01"), "below"),
]


@pytest.mark.parametrize(("condition", "credential", "expected"), TABLE)
def test_the_first_obstacle_is_named(condition: Holds | InternationalDegree, credential: Credential, expected: str) -> None:
    assert bearing(condition, credential, ON, verified_only=False).word == expected


@pytest.mark.parametrize("state", ["declared", "checked"])
def test_on_verified_qualifications_alone_others_are_declared_only(state: str) -> None:
    assert bearing(PLAIN, held(state=state), ON, verified_only=True) is Bearing.DECLARED_ONLY
    assert bearing(PLAIN, held(state=state, rank=2), ON, verified_only=True) is Bearing.DECLARED_ONLY


@pytest.mark.parametrize(("state", "expected"), [("verified", "counts"), ("rejected", "rejected"), ("revoked", "revoked")])
def test_rejected_and_revoked_ones_are_called_so_even_among_verified_ones(state: str, expected: str) -> None:
    assert bearing(PLAIN, held(state=state), ON, verified_only=True).word == expected


def test_every_obstacle_has_a_word_of_its_own() -> None:
    assert len({found.word for found in Bearing}) == len(Bearing)
    assert {expected for _, _, expected in TABLE} | {"declared_only"} == {found.word for found in Bearing}
