"""When what a row says and what the registry holds are the same person, the same day or the same document."""

import datetime as dt
from collections.abc import Mapping, Sequence

from models.officials import Precision
from models.qualifications import State
from registry.officials.records import OfficialDetails
from registry.qualifications.records import MAPPED
from registry.shared.dates import known_until
from registry.shared.paging import Result
from registry.shared.text import fold, name_sort_key

Values = Mapping[str, object]

DISBELIEVED = frozenset({State.REJECTED, State.REVOKED})


def may_be_same_day(one: dt.date, precision: Precision, other: dt.date, other_precision: Precision) -> bool:
    """Whether two days, each known to a day, a month or a year, can be the same one."""
    return one <= known_until(other, other_precision) and other <= known_until(one, precision)


def same_name(one: str, other: str) -> bool:
    """Whether two spellings are one name: capitals and the place of the tone mark (Hoà, Hòa) make no difference."""
    return one == other or name_sort_key(one) == name_sort_key(other)


def akin(one: str, other: str) -> bool:
    """Whether two names have at least half of their words in common, so that one may be a correction of the other."""
    words, others = set(fold(one).split()), set(fold(other).split())
    return 2 * len(words & others) >= max(len(words), len(others))


def other_person(said: OfficialDetails, held: Result) -> bool:
    """Whether a row must be about somebody else: another name, and no birth date that speaks for the same person."""
    if said.full_name == held.full_name or akin(said.full_name, held.full_name):
        return False
    if said.born_on is None or held.born_on is None:
        return True
    return not may_be_same_day(said.born_on, said.born_precision, held.born_on, held.born_precision)


def same_paper(values: Values, held: Sequence[Result]) -> Result | None:
    """The stored qualification that a row speaks of, the likeliest if there are several; None when it is another document.

    The same number; or the same kind issued on days that can be the same. One of another day is a renewal and stands beside.
    """
    ranked = [(_likeness(one, values), one.id, one) for one in held]
    best = max(ranked, key=lambda each: each[:2], default=None)
    return best[2] if best and best[0] > 0 else None


def _likeness(held: Result, said: Values) -> int:
    """0 for another document; the greater, the more speaks for the same one."""
    if held.domain != said["domain"]:
        return 0
    if held.number and said["number"]:
        return 100 if held.number == said["number"] else 0
    if not _same_kind(held, said):
        return 0
    dated = _same_issue(held, said)
    if dated == 0 or (dated < _ON_DAY and _otherwise_distinct(held, said)):
        return 0
    alike = sum(said[name] is not None and said[name] == getattr(held, name) for name in ("score", "field", "institution"))
    return dated + int(alike) - (_UNDATED - 1 if held.state in DISBELIEVED else 0)


_ON_DAY, _ABOUT_DAY, _UNDATED = 30, 20, 10


def _same_issue(held: Result, said: Values) -> int:
    if held.issued_on is None or said["issued_on"] is None:
        return _UNDATED
    if held.issued_on == said["issued_on"] and held.issued_precision == said["issued_precision"]:
        return _ON_DAY
    about = may_be_same_day(held.issued_on, held.issued_precision, said["issued_on"], said["issued_precision"])  # type: ignore[arg-type]
    return _ABOUT_DAY if about else 0


def _same_kind(held: Result, said: Values) -> bool:
    if held.language_code and said["language_code"] and held.language_code != said["language_code"]:
        return False
    if held.certificate_type_id and said["certificate_type_id"]:
        return bool(held.certificate_type_id == said["certificate_type_id"])
    return bool(held.level_id == said["level_id"]) and held.level_id is not None


def _otherwise_distinct(held: Result, said: Values) -> bool:
    """Without an exact day, another field of study or another score speaks of another document."""
    if held.field and said["field"] and fold(held.field) != fold(str(said["field"])):
        return True
    both_undated = held.issued_on is None and said["issued_on"] is None
    return bool(held.score and said["score"] and held.score != said["score"]) and not both_undated


def differences(values: Values, held: Result) -> dict[str, object]:
    """Column → value said, for what a row says otherwise, or more exactly, than the stored one; silence says nothing."""
    given = {name: value for name, value in values.items() if value is not None}
    if given["domain"] in MAPPED and (given.get("certificate_type_id") or held.certificate_type_id):
        given.pop("level_id", None)  # the certificate decides it, by the table of today
    if "issued_on" not in given or _no_more_exact(values, held):
        given = {name: value for name, value in given.items() if name not in ("issued_on", "issued_precision")}
    return {name: value for name, value in given.items() if not _alike(name, getattr(held, name), value)}


def contradicts(different: Values, held: Result) -> bool:
    """Whether any of the differences is more than something added: another value, or a day of issue that cannot be the same."""
    dated = bool(different.get("issued_on")) and _same_issue(held, different) == 0
    return dated or any(getattr(held, name) is not None for name in different if name not in ("issued_on", "issued_precision"))


def _no_more_exact(said: Values, held: Result) -> bool:
    exactness = [Precision.YEAR, Precision.MONTH, Precision.DAY]
    if held.issued_on is None or _same_issue(held, said) == 0:
        return False
    return exactness.index(said["issued_precision"]) <= exactness.index(held.issued_precision)  # type: ignore[arg-type]


def _alike(name: str, held: object, said: object) -> bool:
    if type(held) is not str or type(said) is not str:
        return held == said
    if held.lower() == said.lower():
        return True
    return name == "score" and _same_grade(fold(held), fold(said))


def _same_grade(held: str, said: str) -> bool:
    """Whether one only names the test besides: "DELF B2" and "B2", "TRKI 2" and "2", "B2" and "B2 First"."""
    shorter, longer = sorted((held, said), key=len)
    more = longer.removeprefix(f"{shorter} ") if longer.startswith(f"{shorter} ") else longer.removesuffix(f" {shorter}")
    return more != longer and more.isalpha()
