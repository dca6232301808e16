"""Rules read back as sentences, in the language of the page."""

from dataclasses import dataclass

from flask_babel import gettext as _

from registry.compliance.vocabulary import (
    Vocabulary,
    category_name,
    domain_name,
    leadership_name,
    listed,
    lowered,
    tier_name,
)
from registry.judgement.rules import (
    AnyOf,
    Condition,
    Every,
    Holds,
    InCategory,
    InPosition,
    InternationalDegree,
    InTier,
    Leads,
    MoreThan,
    Not,
    Rule,
    Threshold,
    YoungerThan,
)
from registry.shared.dates import read_day, vn_date


def rule_sentence(rule: Rule, words: Vocabulary) -> str:
    """The whole rule: who is counted, by which post, what is asked, which share must be reached."""
    post = _("chức vụ chính") if rule.post == "main" else _("chức vụ cao nhất")
    return _(
        "Đối tượng (xét theo %(post)s): %(population)s. Đạt khi: %(requirement)s. Ngưỡng: %(threshold)s.",
        post=post + _seconded(rule),
        population=condition_words(rule.population, words),
        requirement=condition_words(rule.requirement, words),
        threshold=threshold_words(rule.threshold),
    )


@dataclass(frozen=True)
class Outline:
    """A rule in parts: who is counted, and each thing that is asked of them."""

    population: str
    requirements: list[str]


def outline(rule: Rule, words: Vocabulary) -> Outline:
    """The rule in parts, for pages that have room for a list."""
    asked = rule.requirement.conditions if isinstance(rule.requirement, Every) else (rule.requirement,)
    post = _("xét theo chức vụ chính") if rule.post == "main" else _("xét theo chức vụ cao nhất")
    return Outline(
        f"{condition_words(rule.population, words)}; {post}{_seconded(rule)}", [condition_words(part, words) for part in asked]
    )


def _seconded(rule: Rule) -> str:
    """Where somebody on secondment counts; silent when that is where everybody counts, at the employing unit."""
    return "" if rule.seconded == "employing" else _("; người biệt phái tính ở nơi nhận")


def threshold_words(threshold: Threshold) -> str:
    """`trên 40 %`, `100 %`, `tối thiểu 90 %`."""
    share = f"{threshold.percent}\u00a0%"
    if isinstance(threshold, MoreThan):
        return _("trên %(share)s", share=share)
    return share if threshold.percent == 100 else _("tối thiểu %(share)s", share=share)


def condition_words(condition: Condition, words: Vocabulary) -> str:
    """A condition as a clause without subject: `có trình độ chuyên môn từ đại học trở lên`."""
    match condition:
        case Every(parts):
            return _(" và ").join(_bracketed(part, words) for part in parts)
        case AnyOf(parts):
            return _(" hoặc ").join(_bracketed(part, words) for part in parts)
        case Not(part):
            clause = condition_words(part, words)
            if isinstance(part, Leads | InCategory):
                being, not_being = _("là "), _("phải là ")
                return _("không %(clause)s", clause=clause.replace(being, not_being, 1))
            return _("không (%(clause)s)", clause=clause)
        case Holds():
            return _held(condition, words)
        case InternationalDegree(rank):
            level = lowered(words.level("degree", rank))
            return _("có bằng từ %(level)s trở lên cấp ở nước ngoài hoặc học bằng tiếng nước ngoài", level=level)
        case _:
            return _post_words(condition, words)


def _bracketed(condition: Condition, words: Vocabulary) -> str:
    clause = condition_words(condition, words)
    return f"({clause})" if isinstance(condition, Every | AnyOf) else clause


def _post_words(condition: InTier | InCategory | InPosition | Leads | YoungerThan, words: Vocabulary) -> str:
    match condition:
        case InTier(tiers):
            return _("công tác ở %(tiers)s", tiers=listed(map(tier_name, sorted(tiers)), _("hoặc")))
        case InCategory(categories):
            return _("là %(categories)s", categories=listed(map(category_name, sorted(categories)), _("hoặc")))
        case InPosition(positions):
            titles = [words.positions.get(key, key) for key in sorted(positions)]
            return _("giữ chức danh %(titles)s", titles=listed(titles, _("hoặc")))
        case Leads(whom, deputies):
            clause = _("là %(whom)s", whom=listed(map(leadership_name, sorted(whom)), _("hoặc")))
            return clause if deputies else _("%(clause)s, không kể cấp phó", clause=clause)
        case YoungerThan(years, reckoning):
            if reckoning == "birthday":
                return _("dưới %(years)s tuổi theo ngày sinh", years=years)
            return _("dưới %(years)s tuổi theo năm sinh", years=years)


def _held(condition: Holds, words: Vocabulary) -> str:
    level = words.level(condition.domain, condition.rank)
    clause = _("có %(domain)s từ %(level)s trở lên", domain=domain_name(condition.domain), level=lowered(level))
    limits = []
    if condition.languages:
        names = words.named_languages(condition.languages)
        limits.append(listed(names, _("hoặc")))
    if condition.certificate_types:
        types = [words.certificate_types.get(key, key) for key in sorted(condition.certificate_types)]
        limits.append(_("loại %(types)s", types=listed(types, _("hoặc"))))
    if condition.issued_by:
        limits.append(_("cấp đến hết ngày %(day)s", day=vn_date(read_day(condition.issued_by))))
    if condition.valid_on_day:
        limits.append(_("còn hạn"))
    if condition.undated == "counts":
        limits.append(_("không rõ ngày cấp vẫn tính"))
    return f"{clause} ({'; '.join(limits)})" if limits else clause
