"""Building summaries: everything a paper will say about an official, a unit or the province on a day, in Vietnamese."""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from itertools import groupby
from typing import Any

from flask_babel import force_locale
from sqlalchemy import func, select

from models.officials import Assignment, AssignmentKind, Official, Sex
from models.positions import Position, StaffCategory
from models.units import Tier
from registry.compliance.catalogue import TargetOnDay, targets_on
from registry.compliance.figures import figure_of
from registry.compliance.vocabulary import vocabulary
from registry.officials.queries import in_service, post_words, posts_of
from registry.officials.words import kind_word
from registry.shared.database import db
from registry.shared.dates import partial_date
from registry.standings.measure import NOBODY, Count, Counts, counts_on, rolled_up, summed
from registry.summaries.content import (
    Attained,
    DomainTotal,
    OfficialSummary,
    Outcome,
    PersonLine,
    Post,
    ProvinceSummary,
    Tally,
    UnitLine,
    UnitSummary,
    UnitTable,
)
from registry.summaries.offices import running_name
from registry.summaries.outcomes import Reasons, Stood, numbers_of, outcome_of, rule_of, rules_of, stood_on, tally_of
from registry.summaries.records import COLUMNS, attained, held_on, sections_of, states_of
from registry.units.queries import Tree, UnitOnDay, tree_on

_TITLES = {Sex.MALE: "ông", Sex.FEMALE: "bà", None: "ông (bà)"}
_SEXES = {Sex.MALE: "Nam", Sex.FEMALE: "Nữ", None: ""}
_CATEGORIES = {
    StaffCategory.CADRE: "cán bộ",
    StaffCategory.CIVIL_SERVANT: "công chức",
    StaffCategory.PUBLIC_EMPLOYEE: "viên chức",
}
_TABLES = {
    Tier.COMMUNE: "Các xã, phường",
    Tier.DEPARTMENT: "Các sở, ban, ngành",
    Tier.DISTRICT: "Các huyện, thị xã, thành phố",
}


def official_summary(official: Official, on: dt.date) -> OfficialSummary:
    """What is known of an official on the day. Whether the account may read the file is the caller's matter."""
    with force_locale("vi"):
        found = targets_on(on)
        words = vocabulary()
        records = held_on([official.id], on).get(official.id, [])
        stood = {one.target_id: one for one in stood_on([official.id], on).get(official.id, [])}
        reasons = Reasons([official.id], on, words)
        outcomes = [outcome for target in found for outcome in _outcomes(official.id, target, stood, reasons)]
        tops = [stood[target.id].standing.name for target in found if target.id in stood]
        return OfficialSummary(
            official.public_id,
            official.full_name,
            _TITLES[official.sex],
            _SEXES[official.sex],
            partial_date(official.born_on, official.born_precision),
            official.personal_number,
            official.staff_code or "",
            on,
            rules_of(found),
            _posts(official, on),
            sections_of(records, on, words.languages),
            states_of(records),
            tuple(outcomes),
            tuple(target.code for target in found if target.id not in stood),
            tops.count("MET"),
            len(tops) - tops.count("EXEMPT"),
        )


def _posts(official: Official, on: dt.date) -> tuple[Post, ...]:
    """The posts of the day, the main one first. A post counts only while its unit stands."""
    standing = tree_on(on).units
    held = [post for post in posts_of(official) if post.valid_from <= on < post.valid_to and post.unit_id in standing]
    return tuple(
        Post(
            post_words(post.title, post.division),
            standing[post.unit_id].key,
            standing[post.unit_id].name,
            post.valid_from,
            post.main,
            kind_word(post.kind) or "chính",
        )
        for post in sorted(held, key=lambda post: not post.main)
    )


def _outcomes(official_id: int, target: TargetOnDay, stood: dict[int, Stood], reasons: Reasons) -> list[Outcome]:
    """The target and its components. What a component says already is not said again by the target."""
    found = [
        (one, stood[one.id], reasons.why(official_id, stood[one.id], evidence=True))
        for one in target.every_one
        if one.id in stood
    ]
    below = {sentence for one, _, sentences in found if one is not target for sentence in sentences}
    return [
        outcome_of(one, its, tuple(said for said in sentences if one is not target or said not in below))
        for one, its, sentences in found
    ]


def unit_summary(unit: UnitOnDay, tree: Tree) -> UnitSummary:
    """A unit with everything below it on the day of the tree. Whether the account sees the unit is the caller's matter.

    Everybody who held a post there is in the table, also who has left since, so that its columns add up to the figures.
    """
    with force_locale("vi"):
        on, units = tree.on, tree.subtree(unit.id)
        found = targets_on(on)
        holders = _holders(units, on)
        people = _lines(holders, found, tree, unit)
        return UnitSummary(
            unit.key,
            running_name(unit.name),
            on,
            rules_of(found),
            tallies_of(found, units, on),
            people,
            _categories(Counter(holder.category for holder in holders)),
            tuple(
                _domain_total(title, [person.attained[place] for person in people])
                for place, title in enumerate(COLUMNS.values())
            ),
        )


def tallies_of(found: Iterable[TargetOnDay], units: set[int], on: dt.date) -> tuple[Tally, ...]:
    """The targets and components that count, or leave out, anybody at the units."""
    counts = counts_on(on)
    figures = [(figure_of(one, counts, units, on), one is not target) for target in found for one in target.every_one]
    return tuple(tally_of(figure, component) for figure, component in figures if figure.count.total or figure.count.exempt)


def _holders(units: Collection[int], on: dt.date) -> list[Any]:
    """One row for each official with a post at the units, by name: the main post where it is there, else the first other one."""
    statement = (
        select(
            Official.id,
            Official.public_id,
            Official.full_name,
            Official.personal_number,
            Official.born_on,
            Official.born_precision,
            Assignment.unit_id,
            Assignment.kind,
            Assignment.category,
            Assignment.division,
            Position.title,
        )
        .join(Assignment, Assignment.official_id == Official.id)
        .join(Position, Position.id == Assignment.position_id)
        .where(Assignment.unit_id.in_(units), Assignment.valid_from <= on, Assignment.valid_to > on, in_service())
        .order_by(Official.sort_key, Official.id, Assignment.kind != AssignmentKind.MAIN, Assignment.id)
    )
    rows = groupby(db.session.execute(statement), key=lambda row: row.id)
    return [next(posts) for _, posts in rows]


def _lines(holders: Sequence[Any], found: Sequence[TargetOnDay], tree: Tree, unit: UnitOnDay) -> tuple[PersonLine, ...]:
    on, units, ids = tree.on, tree.subtree(unit.id), [holder.id for holder in holders]
    records, stood, reasons = held_on(ids, on), stood_on(ids, on), Reasons(ids, on, vocabulary())
    return tuple(
        PersonLine(
            holder.public_id,
            holder.full_name,
            masked(holder.personal_number),
            partial_date(holder.born_on, holder.born_precision),
            _where(holder, tree, unit),
            tuple(attained(records.get(holder.id, []), domain, on) for domain in COLUMNS),
            tuple(
                outcome_of(target, one, reasons.why(holder.id, one, evidence=False), units)
                for target in found
                for one in stood.get(holder.id, [])
                if one.target_id == target.id
            ),
        )
        for holder in holders
    )


def masked(personal_number: str) -> str:
    """The first and last three digits: enough to tell two people of one name apart, not enough to know the number."""
    return f"{personal_number[:3]}••••••{personal_number[-3:]}"


def _where(holder: Any, tree: Tree, unit: UnitOnDay) -> str:
    """The post; with the unit where it is one below, and with a mark where the main post is elsewhere."""
    words = post_words(holder.title, holder.division)
    if holder.unit_id != unit.id:
        words = f"{words}, {tree.units[holder.unit_id].name}"
    return words if holder.kind is AssignmentKind.MAIN else f"{words} ({kind_word(holder.kind)})"


def _domain_total(title: str, reached: Sequence[tuple[Attained, ...]]) -> DomainTotal:
    verified = sum(any(one.state == "verified" for one in levels) for levels in reached)
    return DomainTotal(title, sum(map(bool, reached)), verified)


def _categories(numbers: Counter[StaffCategory]) -> tuple[tuple[str, int], ...]:
    return tuple((words, numbers[category]) for category, words in _CATEGORIES.items() if numbers[category])


def province_summary(province: UnitOnDay, tree: Tree) -> ProvinceSummary:
    """The whole province down to its units; names of three thousand people on one paper would serve nobody."""
    with force_locale("vi"):
        on, units = tree.on, tree.subtree(province.id)
        found, counts = targets_on(on), counts_on(on)
        people, categories = _main_posts(units, on)
        tables = [_table(tier, found, counts, tree, units, people) for tier in _TABLES]
        return ProvinceSummary(
            province.key,
            running_name(province.name),
            on,
            rules_of(found),
            tallies_of(found, units, on),
            people.total(),
            people[province.id],
            _categories(categories),
            tuple(table for table in tables if table.lines),
        )


def _main_posts(units: Collection[int], on: dt.date) -> tuple[Counter[int], Counter[StaffCategory]]:
    """Numbers of main posts by unit and by category; each official has at most one."""
    statement = (
        select(Assignment.unit_id, Assignment.category, func.count())
        .join(Official, Official.id == Assignment.official_id)
        .where(Assignment.unit_id.in_(units), Assignment.kind == AssignmentKind.MAIN, in_service())
        .where(Assignment.valid_from <= on, Assignment.valid_to > on)
        .group_by(Assignment.unit_id, Assignment.category)
    )
    by_unit: Counter[int] = Counter()
    by_category: Counter[StaffCategory] = Counter()
    for unit_id, category, number in db.session.execute(statement):
        by_unit[unit_id] += number
        by_category[category] += number
    return by_unit, by_category


def _table(
    tier: Tier, found: Sequence[TargetOnDay], counts: Counts, tree: Tree, units: set[int], people: Counter[int]
) -> UnitTable:
    """The units of a tier, with the targets and components that count anybody there."""
    standing = [unit for unit in tree.of_tiers([tier]) if unit.id in units]
    rolled = {one.id: rolled_up(counts.get(one.id, {}), tree) for target in found for one in target.every_one}
    shown = [
        (one, one is not target)
        for target in found
        for one in target.every_one
        if any(unit.id in rolled[one.id] for unit in standing)
    ]
    lines = [_unit_line(unit.name, sum(people[one] for one in tree.subtree(unit.id)), shown, rolled, [unit]) for unit in standing]
    totals = _unit_line("Cộng", sum(line.people for line in lines), shown, rolled, standing)
    return UnitTable(_TABLES[tier], tuple(rule_of(one, component) for one, component in shown), tuple(lines), totals)


def _unit_line(
    name: str,
    people: int,
    shown: Sequence[tuple[TargetOnDay, bool]],
    rolled: dict[int, dict[int, Count]],
    units: Sequence[UnitOnDay],
) -> UnitLine:
    sums = [(one, summed(rolled[one.id].get(unit.id, NOBODY) for unit in units)) for one, _ in shown]
    return UnitLine(name, people, tuple(numbers_of(count, one.rule.threshold.percent) for one, count in sums))
