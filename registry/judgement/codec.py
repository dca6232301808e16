"""Rules as JSON and back. An unknown word, a missing key or a wrong type is refused with the path where it stands."""

import datetime as dt
from collections.abc import Callable
from typing import Any

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
    NoLessThan,
    Not,
    Rule,
    Threshold,
    YoungerThan,
)

FORMAT = 1

# The words of `models` that rules may name; a test holds them equal. A misspelt one would silently mean nobody.
TIERS = ("province", "department", "district", "commune")
CATEGORIES = ("cadre", "civil_servant", "public_employee")
LEADERSHIPS = ("province", "department", "district", "division", "commune", "commune_office", "none")
DOMAINS = ("degree", "theory", "state_management", "defence", "digital", "language", "ethnic_language", "training")
OLDEST = 150


class UnreadableRule(Exception):
    """The JSON is no rule; `path` says where, e.g. `requirement.every[1].holds.rank`."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path


def read_rule(data: Any) -> Rule:
    """The rule that JSON data says."""
    keys = _keys(data, "", {"format", "post", "population", "requirement", "threshold"}, {"seconded"})
    if keys["format"] is True or keys["format"] != FORMAT:
        raise UnreadableRule("format", f"cần {FORMAT}, không phải {keys['format']!r}")
    post = _one_of(keys["post"], "post", ("main", "highest"))
    return Rule(
        post=post,
        population=_condition(keys["population"], "population"),
        requirement=_condition(keys["requirement"], "requirement"),
        threshold=_threshold(keys["threshold"], "threshold"),
        seconded=_one_of(keys.get("seconded", "employing"), "seconded", ("employing", "receiving")),
    )


def write_rule(rule: Rule) -> dict[str, Any]:
    """JSON data that `read_rule` reads as the same rule."""
    kind = "more_than" if isinstance(rule.threshold, MoreThan) else "no_less_than"
    data = {
        "format": FORMAT,
        "post": rule.post,
        "population": _written(rule.population),
        "requirement": _written(rule.requirement),
        "threshold": {kind: rule.threshold.percent},
    }
    return data if rule.seconded == "employing" else {**data, "seconded": rule.seconded}


def read_condition(data: Any) -> Condition:
    """The condition that JSON data says, for those who keep conditions without a whole rule."""
    return _condition(data, "condition")


def write_condition(condition: Condition) -> dict[str, Any]:
    """JSON data that `read_condition` reads as the same condition."""
    return _written(condition)


def _condition(data: Any, path: str) -> Condition:
    if not isinstance(data, dict) or len(data) != 1:
        raise UnreadableRule(path, "cần đúng một từ của quy tắc")
    word, value = next(iter(data.items()))
    reader = _READERS.get(word)
    if reader is None:
        raise UnreadableRule(path, f"không có từ “{word}” trong ngôn ngữ quy tắc")
    return reader(value, f"{path}.{word}")


def _parts(value: Any, path: str) -> tuple[Condition, ...]:
    if not isinstance(value, list) or not value:
        raise UnreadableRule(path, "cần danh sách điều kiện, ít nhất một")
    return tuple(_condition(part, f"{path}[{place}]") for place, part in enumerate(value))


def _leads(value: Any, path: str) -> Leads:
    keys = _keys(value, path, {"whom"}, {"deputies"})
    whom = _words(keys["whom"], f"{path}.whom", LEADERSHIPS)
    return Leads(whom, _flag(keys.get("deputies", True), f"{path}.deputies"))


def _younger(value: Any, path: str) -> YoungerThan:
    keys = _keys(value, path, {"years"}, {"reckoning"})
    reckoning = _one_of(keys.get("reckoning", "birthday"), f"{path}.reckoning", ("birthday", "calendar_year"))
    return YoungerThan(_whole(keys["years"], f"{path}.years", OLDEST), reckoning)


def _holds(value: Any, path: str) -> Holds:
    optional = {"languages", "certificate_types", "valid_on_day", "issued_by", "undated"}
    keys = _keys(value, path, {"domain", "rank"}, optional)
    return Holds(
        domain=_one_of(keys["domain"], f"{path}.domain", DOMAINS),
        rank=_whole(keys["rank"], f"{path}.rank"),
        languages=_words(keys.get("languages", []), f"{path}.languages", empty=True),
        certificate_types=_words(keys.get("certificate_types", []), f"{path}.certificate_types", empty=True),
        valid_on_day=_flag(keys.get("valid_on_day", False), f"{path}.valid_on_day"),
        issued_by=_day(keys.get("issued_by"), f"{path}.issued_by"),
        undated=_one_of(keys.get("undated", "unknown"), f"{path}.undated", ("unknown", "counts")),
    )


def _international(value: Any, path: str) -> InternationalDegree:
    keys = _keys(value, path, {"rank"}, {"undated"})
    undated = _one_of(keys.get("undated", "unknown"), f"{path}.undated", ("unknown", "counts"))
    return InternationalDegree(_whole(keys["rank"], f"{path}.rank"), undated)


def _threshold(value: Any, path: str) -> Threshold:
    if isinstance(value, dict) and len(value) == 1:
        word, percent = next(iter(value.items()))
        if word in ("more_than", "no_less_than"):
            # Nobody can ever reach "more than 100 %".
            share = _whole(percent, f"{path}.{word}", 99 if word == "more_than" else 100)
            return MoreThan(share) if word == "more_than" else NoLessThan(share)
    raise UnreadableRule(path, "cần “more_than” hoặc “no_less_than”")


_READERS: dict[str, Callable[[Any, str], Condition]] = {
    "every": lambda value, path: Every(_parts(value, path)),
    "any_of": lambda value, path: AnyOf(_parts(value, path)),
    "not": lambda value, path: Not(_condition(value, path)),
    "in_tier": lambda value, path: InTier(_words(value, path, TIERS)),
    "in_category": lambda value, path: InCategory(_words(value, path, CATEGORIES)),
    "in_position": lambda value, path: InPosition(_words(value, path)),
    "leads": _leads,
    "younger_than": _younger,
    "holds": _holds,
    "international_degree": _international,
}

WORDS = tuple(_READERS)
"""Every word of the language, for the documentation test."""


def _written(condition: Condition) -> dict[str, Any]:
    match condition:
        case Every(parts):
            return {"every": [_written(part) for part in parts]}
        case AnyOf(parts):
            return {"any_of": [_written(part) for part in parts]}
        case Not(part):
            return {"not": _written(part)}
        case Holds():
            return {"holds": _written_holds(condition)}
        case YoungerThan(years, reckoning):
            return {"younger_than": {"years": years, "reckoning": reckoning}}
        case InternationalDegree(rank, undated):
            return {"international_degree": {"rank": rank, "undated": undated}}
        case _:
            return _written_post(condition)


def _written_post(condition: InTier | InCategory | InPosition | Leads) -> dict[str, Any]:
    match condition:
        case InTier(words):
            return {"in_tier": sorted(words)}
        case InCategory(words):
            return {"in_category": sorted(words)}
        case InPosition(words):
            return {"in_position": sorted(words)}
        case Leads(whom, deputies):
            return {"leads": {"whom": sorted(whom), "deputies": deputies}}


def _written_holds(condition: Holds) -> dict[str, Any]:
    data: dict[str, Any] = {"domain": condition.domain, "rank": condition.rank}
    if condition.languages:
        data["languages"] = sorted(condition.languages)
    if condition.certificate_types:
        data["certificate_types"] = sorted(condition.certificate_types)
    if condition.valid_on_day:
        data["valid_on_day"] = True
    if condition.issued_by:
        data["issued_by"] = condition.issued_by
    if condition.undated != "unknown":
        data["undated"] = condition.undated
    return data


def _keys(data: Any, path: str, needed: set[str], optional: set[str] | None = None) -> dict[str, Any]:
    if not isinstance(data, dict):
        raise UnreadableRule(path or "rule", "cần một đối tượng")
    for key in sorted(needed - data.keys()):
        raise UnreadableRule(f"{path}.{key}".lstrip("."), "thiếu")
    for key in sorted(data.keys() - needed - (optional or set())):
        raise UnreadableRule(f"{path}.{key}".lstrip("."), "không có mục này")
    return data


def _words(value: Any, path: str, known: tuple[str, ...] | None = None, *, empty: bool = False) -> frozenset[str]:
    if not isinstance(value, list) or not (value or empty) or not all(isinstance(word, str) for word in value):
        raise UnreadableRule(path, "cần danh sách từ")
    for place, word in enumerate(value):
        if known is not None and word not in known:
            raise UnreadableRule(f"{path}[{place}]", "cần một trong: " + ", ".join(known))
    return frozenset(value)


def _word(value: Any, path: str) -> str:
    if not isinstance(value, str) or not value:
        raise UnreadableRule(path, "cần một từ")
    return value


def _whole(value: Any, path: str, most: int | None = None) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise UnreadableRule(path, "cần số nguyên không âm")
    if most is not None and value > most:
        raise UnreadableRule(path, f"không quá {most}")
    return value


def _flag(value: Any, path: str) -> bool:
    if not isinstance(value, bool):
        raise UnreadableRule(path, "cần đúng hoặc sai")
    return value


def _day(value: Any, path: str) -> str | None:
    if value is None:
        return None
    try:
        return dt.date.fromisoformat(_word(value, path)).isoformat()
    except ValueError:
        raise UnreadableRule(path, "cần ngày dạng yyyy-mm-dd") from None


def _one_of(value: Any, path: str, words: tuple[str, ...]) -> Any:
    if value not in words:
        raise UnreadableRule(path, "cần một trong: " + ", ".join(words))
    return value
