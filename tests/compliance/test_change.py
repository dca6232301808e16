"""Why a figure changed: the parts of every official sum to the difference, and each cause is told from its neighbours."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from registry.judgement.change import NOTHING, Cause, Look, Person, Reorganisation, Worth, changes
from registry.judgement.facts import Credential, Dossier, Waiver
from registry.judgement.judge import DatedRule, Judged
from registry.judgement.rules import Holds, InPosition, InTier, Leads, Not, YoungerThan
from tests.compliance import drawing, reference
from tests.compliance.made import EVERYBODY, day, held, person, post, rule

SINCE, UNTIL = day("2025-06-30"), day("2025-12-31")
DEGREE = Holds("degree", 4)
ENGLISH = Holds("language", 3, valid_on_day=True)
BACHELOR, NEW = held("degree", 4, "2010"), held("degree", 4, "2025-09-01")
IN, OUT, LOST = Worth(1), Worth(-1), Worth(0, -1, -1)
UP, DOWN, CAME_MET, WENT_MET = Worth(0, 1), Worth(0, -1), Worth(1, 1), Worth(-1, -1)
NO_HEIRS = Reorganisation()


def target(requirement=DEGREE, population=EVERYBODY, waivers=(), later=None) -> Judged:
    versions = [DatedRule(dt.date.min, day("9999-12-31"), rule(requirement, population))]
    if later is not None:
        versions = [
            DatedRule(dt.date.min, day("2025-10-01"), rule(requirement, population)),
            DatedRule(day("2025-10-01"), day("9999-12-31"), rule(later, population), 2),
        ]
    return Judged("T", tuple(versions), tuple(waivers))


def between(dossier: Dossier, of: Judged | None = None, units=((1, 2), (1, 2)), heirs=NO_HEIRS) -> dict[Cause, Worth]:
    """The changes of one official between two days, at the units of the first day and of the second."""
    judged = of or target()
    before, after = (Look(on, judged, frozenset(seen)) for on, seen in zip((SINCE, UNTIL), units, strict=True))
    return {one.cause: one.effect for one in changes(before, after, Person(dossier, dossier), heirs)}


def learnt(known: Dossier | None, now: Dossier | None, of: Judged | None = None) -> dict[Cause, Worth]:
    """The changes of one official on one day between what was known and what is known."""
    look = Look(UNTIL, of or target(), frozenset({1, 2}))
    return {one.cause: one.effect for one in changes(look, look, Person(known, now), NO_HEIRS)}


def clerk(*posts, born: str = "1980-01-01", credentials: tuple[Credential, ...] = ()) -> Dossier:
    return person(*credentials, born=born, posts=posts)


BEFORE, AFTER = post(ends="2025-10-01"), post("2025-10-01")
AWAY, HERE_NOW = post("2025-10-01", unit=9), post(ends="2025-10-01", unit=9)
YOUNG = target(population=YoungerThan(40))
CHIEFS = target(population=Leads(frozenset({"commune"})))
NO_CHAIRS = target(Not(InPosition(frozenset({"chair"}))))
EXEMPT = Waiver(1, day("2025-10-01"), day("9999-12-31"), "Law", official_id=7)

DRAWN = {
    "nothing happened": (clerk(post()), target(), {}),
    "recruited": (clerk(AFTER), target(), {Cause.JOINED: IN}),
    "recruited with a degree": (clerk(AFTER, credentials=(BACHELOR,)), target(), {Cause.JOINED: CAME_MET}),
    "retired": (clerk(BEFORE, credentials=(BACHELOR,)), target(), {Cause.LEFT: WENT_MET}),
    "went elsewhere": (clerk(BEFORE, AWAY), target(), {Cause.MOVED: OUT}),
    "came from elsewhere": (clerk(HERE_NOW, AFTER), target(), {Cause.MOVED: IN}),
    "moved inside": (clerk(BEFORE, post("2025-10-01", unit=2)), target(), {}),
    "became a chair": (clerk(BEFORE, post("2025-10-01", leadership="commune")), CHIEFS, {Cause.MOVED: IN}),
    "a post that asks for more": (
        clerk(BEFORE, post("2025-10-01", position="chair")),
        NO_CHAIRS,
        {Cause.MOVED: Worth(0, -1, -1)},
    ),
    "from acting to a main post": (clerk(post(kind="acting"), AFTER), target(), {Cause.MOVED: IN}),
    "the unit changed its tier": (
        clerk(post(ends="2025-10-01", tier="district"), AFTER),
        target(population=InTier(frozenset({"commune"}))),
        {Cause.REORGANISED: IN},
    ),
    "turned forty": (clerk(post(), born="1985-12-31"), YOUNG, {Cause.AGED: OUT}),
    "forty tomorrow": (clerk(post(), born="1986-01-01"), YOUNG, {}),
    "turned forty in another post": (clerk(BEFORE, post("2025-10-01", unit=2), born="1985-12-31"), YOUNG, {Cause.AGED: OUT}),
    "a degree issued between": (clerk(post(), credentials=(NEW,)), target(), {Cause.GAINED: UP}),
    "moved inside with a new degree": (
        clerk(BEFORE, post("2025-10-01", unit=2), credentials=(NEW,)),
        target(),
        {Cause.GAINED: UP},
    ),
    "a certificate ran out": (
        clerk(post(), credentials=(held(expires="2025-12-30"),)),
        target(ENGLISH),
        {Cause.EXPIRED: DOWN},
    ),
    "on its last day": (clerk(post(), credentials=(held(expires="2025-12-31"),)), target(ENGLISH), {}),
    "an exemption began": (clerk(post(), credentials=(BACHELOR,)), target(waivers=(EXEMPT,)), {Cause.EXEMPTED: WENT_MET}),
    "the rule asks for more": (clerk(post(), credentials=(BACHELOR,)), target(later=Holds("degree", 5)), {Cause.RULE: DOWN}),
    "a new rule, and a degree that meets it": (
        clerk(post(), credentials=(BACHELOR, replace(NEW, rank=5))),
        target(later=Holds("degree", 5)),
        {Cause.RULE: DOWN, Cause.GAINED: UP},
    ),
}


@pytest.mark.parametrize("case", DRAWN)
def test_the_cause_of_a_change_between_two_days(case: str) -> None:
    dossier, judged, expected = DRAWN[case]
    assert between(dossier, judged) == expected


def test_what_a_unit_took_over_is_a_reorganisation_there_and_at_its_predecessor() -> None:
    over = clerk(post(ends="2025-10-01", unit=3), post("2025-10-01", unit=1), credentials=(BACHELOR,))
    heirs = Reorganisation({3: frozenset({1})})
    assert between(over, units=((1,), (1,)), heirs=heirs) == {Cause.REORGANISED: CAME_MET}
    assert between(over, units=((3,), (3,)), heirs=heirs) == {Cause.REORGANISED: WENT_MET}
    assert between(over, units=((1,), (1,))) == {Cause.MOVED: CAME_MET}
    assert between(over, units=((1, 3), (1,)), heirs=heirs) == {}


def test_who_served_in_a_unit_until_it_was_dissolved_was_reorganised_and_who_had_left_it_before_moved() -> None:
    dissolved = Reorganisation(ended={3: day("2025-10-01")})
    stayed = clerk(post(ends="2025-10-01", unit=3), post("2025-10-01"))
    gone = clerk(post(ends="2025-09-01", unit=3), post("2025-09-01"))
    assert between(stayed, units=((1,), (1,)), heirs=dissolved) == {Cause.REORGANISED: IN}
    assert between(gone, units=((1,), (1,)), heirs=dissolved) == {Cause.MOVED: IN}


def test_a_unit_that_came_to_hang_elsewhere_is_a_reorganisation() -> None:
    assert between(clerk(post()), units=((1,), (2,))) == {Cause.REORGANISED: OUT}


WITH_DEGREE, WITHOUT = clerk(post(), credentials=(BACHELOR,)), clerk(post())
PROVEN = clerk(post(), credentials=(replace(BACHELOR, state="verified"),))
WITHDRAWN = clerk(post(), credentials=(replace(BACHELOR, state="revoked"),))
LEARNT = {
    "entered later": (None, WITH_DEGREE, {Cause.CORRECTED: CAME_MET}),
    "put into the archive": (WITH_DEGREE, None, {Cause.CORRECTED: WENT_MET}),
    "a degree entered later": (WITHOUT, WITH_DEGREE, {Cause.CORRECTED: UP}),
    "verified": (WITH_DEGREE, PROVEN, {Cause.VERIFIED: Worth(0, 0, 1)}),
    "revoked": (PROVEN, WITHDRAWN, {Cause.REVOKED: Worth(0, -1, -1)}),
    "restored and verified": (WITHDRAWN, PROVEN, {Cause.REVOKED: Worth(0, 1, 1)}),
    "fell back because it was changed": (PROVEN, WITH_DEGREE, {Cause.CORRECTED: Worth(0, 0, -1)}),
    "entered later and verified": (WITHOUT, PROVEN, {Cause.CORRECTED: Worth(0, 1, 1)}),
}


@pytest.mark.parametrize("case", LEARNT)
def test_the_cause_of_a_change_in_what_is_known_of_one_day(case: str) -> None:
    known, now, expected = LEARNT[case]
    assert learnt(known, now) == expected


def test_a_revocation_and_a_correction_of_one_person_are_told_apart() -> None:
    old = clerk(post(), credentials=(replace(BACHELOR, id=1), replace(BACHELOR, id=2, rank=3)))
    new = clerk(post(), credentials=(replace(BACHELOR, id=1, state="revoked"), replace(BACHELOR, id=2)))
    assert learnt(old, new) == {Cause.REVOKED: DOWN, Cause.CORRECTED: UP}


def test_what_was_stored_counts_even_where_the_same_facts_are_read_another_way_today() -> None:
    look = Look(UNTIL, target(), frozenset({1}))
    stored = Person(WITH_DEGREE, WITH_DEGREE, counted_before=Worth(1), counted_after=Worth(1, 1, 1))
    found = {one.cause: one.effect for one in changes(look, look, stored, NO_HEIRS)}
    assert found == {Cause.RULE: UP, Cause.CORRECTED: Worth(0, 0, 1)}


HALF = settings(max_examples=max(50, settings().max_examples // 4))
"""Two rules and two dossiers are drawn for each example."""


@st.composite
def looks(draw: st.DrawFn) -> Look:
    units = frozenset(draw(st.sets(st.sampled_from(drawing.UNITS))))
    return Look(draw(drawing.days), draw(drawing.targets()), units)


def counted(look: Look, dossier: Dossier | None) -> Worth:
    """What somebody adds to a figure, by the second reading."""
    found = reference.standing(look.target, dossier, look.on) if dossier else None
    if found is None or found[0] not in look.units or found[1] == "exempt":
        return NOTHING
    return Worth(1, int(found[1] == "met"), int(found[2] == "met"))


@HALF
@given(before=looks(), after=looks(), known=st.none() | drawing.dossiers(), now=st.none() | drawing.dossiers())
def test_the_parts_sum_to_the_difference_of_a_second_reading(
    before: Look, after: Look, known: Dossier | None, now: Dossier | None
) -> None:
    effects = [one.effect for one in changes(before, after, Person(known, now), NO_HEIRS)]
    assert sum(effects, NOTHING) == counted(after, now) - counted(before, known)


@HALF
@given(before=looks(), after=looks(), dossier=drawing.dossiers())
def test_between_two_days_of_one_registry_nothing_is_corrected_verified_or_revoked(
    before: Look, after: Look, dossier: Dossier
) -> None:
    after = replace(after, target=before.target)
    found = changes(before, after, Person(dossier, dossier), NO_HEIRS)
    assert {one.cause for one in found} & {Cause.CORRECTED, Cause.VERIFIED, Cause.REVOKED} == set()
    if before.version is after.version:
        assert len(found) <= 1 and all(one.cause is not Cause.RULE for one in found)
