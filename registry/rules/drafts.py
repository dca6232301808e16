"""What a draft says: the rules of the target and of its components, and what it still lacks to be published."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from models.rules import RuleDraft
from models.targets import Target, TargetVersion
from registry.compliance.vocabulary import Vocabulary
from registry.judgement.codec import UnreadableRule, read_condition, read_rule, write_condition
from registry.judgement.facts import FAR
from registry.judgement.judge import condition_leaves
from registry.judgement.rules import (
    Condition,
    Holds,
    InPosition,
    InternationalDegree,
    Leads,
    MoreThan,
    NoLessThan,
    Rule,
    Threshold,
)

POPULATION = "population"
FORMAT = 1


@dataclass(frozen=True)
class Family:
    """A target with its components in order: their rules are written together."""

    target: Target
    components: tuple[Target, ...]

    @property
    def every_one(self) -> tuple[Target, ...]:
        """The target itself and its components."""
        return (self.target, *self.components)

    @property
    def asked_of(self) -> tuple[Target, ...]:
        """Those that have a requirement of their own: the components, or the target when it has none."""
        return self.components or (self.target,)


def population_of(draft: RuleDraft) -> Condition:
    """Who is counted."""
    return read_condition(draft.whom["population"])


def threshold_of(draft: RuleDraft) -> Threshold:
    """The share that must be reached."""
    kind, percent = next(iter(draft.whom["threshold"].items()))
    return MoreThan(percent) if kind == "more_than" else NoLessThan(percent)


def requirement_of(draft: RuleDraft, code: str) -> Condition:
    """What a component asks, or the target itself."""
    return read_condition(draft.parts[code]["requirement"])


def rules_of(draft: RuleDraft, family: Family) -> dict[int, dict[str, Any]]:
    """The rule of the target and of each component by id, as `registry.judgement.codec` writes rules.

    A target with components is met by whoever meets all of them.
    """
    asked = {one.id: draft.parts[one.code]["requirement"] for one in family.asked_of}
    whole = {"every": list(asked.values())} if family.components else asked[family.target.id]
    shared = {"format": FORMAT, **draft.whom}
    return {one: {**shared, "requirement": requirement} for one, requirement in {**asked, family.target.id: whole}.items()}


def judged_rules(draft: RuleDraft, family: Family) -> dict[int, Rule]:
    """The same, read."""
    return {one: read_rule(rule) for one, rule in rules_of(draft, family).items()}


def begun_from(version: TargetVersion, parts: dict[str, TargetVersion]) -> dict[str, Any]:
    """Column → value of a draft that says what a version says; `parts`: those with a requirement of their own."""
    whom = {name: version.rule[name] for name in ("post", "population", "threshold", "seconded") if name in version.rule}
    kept = ("deadline", "basis_document", "basis_number", "basis_date", "basis_clause", "wording", "note")
    asked = {
        code: {"requirement": one.rule["requirement"], "note": one.note if one.note != version.note else None}
        for code, one in parts.items()
    }
    return {"whom": whom, "parts": asked, **{name: getattr(version, name) for name in kept}}


def obstacles(draft: RuleDraft, family: Family, words: Vocabulary) -> list[str]:
    """Why the draft cannot be published yet, in sentences; empty when it can."""
    if draft.valid_from is None:
        return [_("Chưa ghi phiên bản áp dụng từ ngày nào.")]
    try:
        rules = judged_rules(draft, family)
    except UnreadableRule as unreadable:
        return [_("Quy tắc không đọc được: %(why)s", why=str(unreadable))]
    if draft.valid_from >= FAR:
        return [_("Ngày áp dụng không thể là ngày này.")]
    return [word for rule in rules.values() for word in _unknown_words(rule, words)]


def _unknown_words(rule: Rule, words: Vocabulary) -> Iterator[str]:
    """A level, type, language or position that the registry does not have would mean nobody."""
    for leaf in (*condition_leaves(rule.population), *condition_leaves(rule.requirement)):
        yield from unknown_in(leaf, words)


def unknown_in(leaf: Condition, words: Vocabulary) -> Iterator[str]:
    """What a single condition names and the registry does not have, in sentences."""
    match leaf:
        case Holds(domain, rank) if (domain, rank) not in words.levels:
            yield _("Danh mục không có bậc %(rank)s của lĩnh vực này.", rank=rank)
        case InternationalDegree(rank) if ("degree", rank) not in words.levels:
            yield _("Danh mục không có bậc %(rank)s của lĩnh vực này.", rank=rank)
        case Holds() if leaf.languages - words.languages.keys() or leaf.certificate_types - words.certificate_types.keys():
            yield _("Quy tắc nhắc đến ngoại ngữ hoặc loại chứng chỉ không có trong danh mục.")
        case InPosition(positions) if positions - words.positions.keys():
            yield _("Quy tắc nhắc đến chức danh không có trong danh mục.")


# After the districts ended, the titles of communes take the standards of the corresponding titles of districts
# (03/CV-BCĐ, 15/04/2025): a province may have their targets go on with these.
DISTRICTS_ENDED = dt.date(2025, 7, 1)
TAKES_OVER = {"district": "commune", "division": "commune_office"}


def mapped(population: Condition) -> bool:
    """Whether leaders of communes are counted beside those of districts, or of divisions."""
    return any(_adds(leaf) for leaf in condition_leaves(population))


def _adds(leaf: Condition) -> bool:
    return isinstance(leaf, Leads) and any({before, after} <= leaf.whom for before, after in TAKES_OVER.items())


def can_map(population: Condition) -> bool:
    """Whether somebody of a district is counted at all."""
    return any(isinstance(leaf, Leads) and leaf.whom & TAKES_OVER.keys() for leaf in condition_leaves(population))


def with_districts(population: Condition, *, to_communes: bool) -> Condition:
    """The population with leaders of communes in the place of those of districts, or without them."""
    data = write_condition(population)
    return read_condition(_rewritten(data, to_communes))


def _rewritten(data: Any, to_communes: bool) -> Any:
    if isinstance(data, list):
        return [_rewritten(part, to_communes) for part in data]
    if not isinstance(data, dict):
        return data
    if "whom" not in data:
        return {word: _rewritten(value, to_communes) for word, value in data.items()}
    others = {after for before, after in TAKES_OVER.items() if before in data["whom"]}
    whom = set(data["whom"]) | others if to_communes else set(data["whom"]) - others
    return {**data, "whom": sorted(whom)}


def too_early(draft: RuleDraft) -> bool:
    """Whether leaders of communes would be counted on days on which there were districts."""
    return draft.valid_from is None or draft.valid_from < DISTRICTS_ENDED
