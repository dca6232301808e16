"""A verdict in words: which record counted, which did not and why, and what is missing.

Says only what `judge` decides: every truth and every bearing here is asked of it.
"""

import datetime as dt
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from registry.compliance.describe import condition_words
from registry.compliance.vocabulary import Vocabulary, domain_name, lowered
from registry.judgement.facts import Credential, Dossier, Post
from registry.judgement.judge import Bearing, DatedRule, Judged, Truth, bearing, deciding_post, judge, relevant, waiver_for, weigh
from registry.judgement.rules import AnyOf, Condition, Every, Holds, InternationalDegree, Not
from registry.shared.dates import vn_date
from registry.shared.text import capital

_WORDS = {Truth.YES: "met", Truth.MAYBE: "unknown", Truth.NO: "unmet"}

_NEAREST = (
    Bearing.COUNTS,
    Bearing.COUNTS_UNDATED,
    Bearing.PERHAPS_ISSUED,
    Bearing.PERHAPS_EXPIRED,
    Bearing.UNDATED,
    Bearing.EXPIRED,
    Bearing.NOT_YET_ISSUED,
    Bearing.DECLARED_ONLY,
    Bearing.BELOW,
    Bearing.UNMAPPED,
    Bearing.NOT_INTERNATIONAL,
    Bearing.ISSUED_TOO_LATE,
    Bearing.OTHER_TYPE,
    Bearing.OTHER_LANGUAGE,
    Bearing.REJECTED,
    Bearing.REVOKED,
)
"""Bearings from the nearest to the farthest from counting: the order in which the telling one is chosen."""


@dataclass(frozen=True)
class Proof:
    """A node of the proof tree: `standing` is met, unmet, unknown, exempt or outside; `lines` are sentences."""

    title: str
    standing: str
    lines: list[str]
    children: "list[Proof]"


@dataclass(frozen=True)
class Gap:
    """What one official lacks for one part of a requirement: its domain, and a sentence. `open` when data is missing."""

    domain: str
    sentence: str
    open: bool


@dataclass(frozen=True)
class Seen:
    """One official looked at on one day, with the names that sentences need: `records` maps a qualification's id to its text."""

    target: Judged
    dossier: Dossier
    on: dt.date
    words: Vocabulary
    records: dict[int, str]

    @property
    def post(self) -> Post | None:
        """The post by which the rule looks at the official."""
        version = self.target.rule_on(self.on)
        return deciding_post(version.rule, self.dossier, self.on) if version else None


def proof(seen: Seen, title: str) -> Proof:
    """The proof tree of one target for one official on a day."""
    version, post = seen.target.rule_on(seen.on), seen.post
    if version is None:
        return Proof(title, "outside", [_("Ngày này chưa có quy tắc.")], [])
    if post is None:
        return Proof(title, "outside", [_("Không giữ chức vụ nào vào ngày này.")], [])
    outcome = judge(seen.target, seen.dossier, seen.on, verified_only=False)
    population = weigh(version.rule.population, seen.dossier, post, seen.on, verified_only=False)
    member = Proof(_("Thuộc đối tượng"), _WORDS[population], [_member_line(seen, population)], [])
    if outcome is None:
        return Proof(title, "outside", [_("Không thuộc đối tượng của chỉ tiêu vào ngày này.")], [member])
    waiver = waiver_for(seen.target, seen.dossier, post, seen.on)
    asked = version.asked_under(waiver)
    if waiver and asked is None:
        return Proof(title, "exempt", [_("Được loại trừ: %(basis)s", basis=waiver.basis)], [member])
    conditions = _conditions(seen, version, post)
    parts = [branch(seen, post, part) for part in conditions]
    other = [_("Xét theo tiêu chuẩn khác: %(basis)s", basis=waiver.basis)] if waiver else []
    return Proof(title, outcome[0].name.lower(), [*other, _all_line(conditions)], [member, *parts])


def gaps(seen: Seen) -> list[Gap]:
    """What keeps the official from being met on the day, one gap for each part of the requirement that does not hold."""
    found = []
    for part, truth in lacking_parts(seen):
        leaves = _holdings(part)
        domain = leaves[0].domain if leaves and isinstance(leaves[0], Holds) else "degree"
        found.append(Gap(domain, gap_sentence(seen, part), truth is Truth.MAYBE))
    return found


def lacking_parts(seen: Seen) -> list[tuple[Condition, Truth]]:
    """The parts of the requirement as it stands for this post that do not hold: NO, or MAYBE when data is missing."""
    version, post = seen.target.rule_on(seen.on), seen.post
    if version is None or post is None:
        return []
    weighed = ((part, weigh(part, seen.dossier, post, seen.on, verified_only=False)) for part in _conditions(seen, version, post))
    return [(part, truth) for part, truth in weighed if truth is not Truth.YES]


def _conditions(seen: Seen, version: DatedRule, post: Post) -> tuple[Condition, ...]:
    """What is asked of the official on the day, by the rule or the standard in its place; nothing of who is left out."""
    asked = version.asked_under(waiver_for(seen.target, seen.dossier, post, seen.on))
    return () if asked is None else conjuncts(demanded(asked, seen, post))


def demanded(condition: Condition, seen: Seen, post: Post) -> Condition:
    """The condition as it stands for this post and day: what the post already decides is worked out and gone.

    "Trung cấp, or no leader and sơ cấp" is "trung cấp" for a leader and "sơ cấp" for anybody else.
    """
    match condition:
        case Every(parts):
            left = [demanded(part, seen, post) for part in parts if not _settled(part, seen, post, Truth.YES)]
            return left[0] if len(left) == 1 else Every(tuple(left))
        case AnyOf(parts):
            possible = [part for part in parts if not _closed(part, seen, post)]
            kept = _weakest([demanded(part, seen, post) for part in possible or parts])
            return kept[0] if len(kept) == 1 else AnyOf(tuple(kept))
        case _:
            return condition


def conjuncts(condition: Condition) -> tuple[Condition, ...]:
    """The parts of which each must hold."""
    return condition.conditions if isinstance(condition, Every) else (condition,)


def _settled(condition: Condition, seen: Seen, post: Post, truth: Truth) -> bool:
    """Whether the condition speaks of no qualification and has this truth."""
    if _holdings(condition):
        return False
    return weigh(condition, seen.dossier, post, seen.on, verified_only=False) is truth


def _closed(condition: Condition, seen: Seen, post: Post) -> bool:
    """Whether the post rules this alternative out whatever qualifications are added."""
    parts = condition.conditions if isinstance(condition, Every) else (condition,)
    return any(_settled(part, seen, post, Truth.NO) for part in parts)


def _weakest(alternatives: list[Condition]) -> list[Condition]:
    """Without alternatives that ask more of the same than another one does."""
    kept: list[Condition] = []
    for one in alternatives:
        stronger = any(other is not one and _asks_less(other, one) for other in alternatives)
        if not stronger and one not in kept:
            kept.append(one)
    return kept


def _asks_less(one: Condition, other: Condition) -> bool:
    return (
        isinstance(one, Holds)
        and isinstance(other, Holds)
        and one.rank < other.rank
        and (one.domain, one.languages, one.certificate_types, one.issued_by, one.valid_on_day, one.undated)
        == (other.domain, other.languages, other.certificate_types, other.issued_by, other.valid_on_day, other.undated)
    )


def _holdings(condition: Condition) -> list[Holds | InternationalDegree]:
    match condition:
        case Every(parts) | AnyOf(parts):
            return [leaf for part in parts for leaf in _holdings(part)]
        case Not(part):
            return _holdings(part)
        case Holds() | InternationalDegree():
            return [condition]
        case _:
            return []


def branch(seen: Seen, post: Post, condition: Condition) -> Proof:
    """One condition as a branch of the tree: its truth, and each record that was looked at."""
    truth = weigh(condition, seen.dossier, post, seen.on, verified_only=False)
    title = capital(condition_words(condition, seen.words))
    if isinstance(condition, AnyOf):
        ways = [branch(seen, post, part) for part in condition.conditions]
        # Once a way is met, the others say nothing about this person any more.
        told = [way for way in ways if truth is not Truth.YES or way.standing == "met"]
        return told[0] if len(told) == 1 else Proof(_("Một trong các cách sau"), _WORDS[truth], [], told)
    if isinstance(condition, Holds | InternationalDegree):
        return Proof(title, _WORDS[truth], _evidence_lines(seen, condition), [])
    return Proof(title, _WORDS[truth], [], [])


def _member_line(seen: Seen, population: Truth) -> str:
    version = seen.target.rule_on(seen.on)
    clause = condition_words(version.rule.population, seen.words) if version else ""
    if population is Truth.MAYBE:
        return _("Chưa đủ dữ liệu để biết có %(clause)s hay không.", clause=clause)
    return capital(clause) + "."


def _all_line(conditions: tuple[Condition, ...]) -> str:
    number = len(conditions)
    return _("Đạt khi đủ cả %(number)s điều kiện.", number=number) if number > 1 else _("Đạt khi đủ điều kiện sau.")


def _evidence_lines(seen: Seen, condition: Holds | InternationalDegree) -> list[str]:
    """One line for each record that was looked at, the most telling first."""
    looked_at = _by_nearness(seen, condition)
    if not looked_at:
        domain = condition.domain if isinstance(condition, Holds) else "degree"
        return [_("Hồ sơ chưa ghi %(domain)s nào.", domain=domain_name(domain))]
    return [f"{seen.records.get(held.id, '')}: {bearing_words(found, held)}" for found, held in looked_at]


def _by_nearness(seen: Seen, condition: Holds | InternationalDegree) -> list[tuple[Bearing, Credential]]:
    looked_at = [(bearing(condition, held, seen.on, False), held) for held in relevant(condition, seen.dossier)]
    return sorted(looked_at, key=lambda pair: (_NEAREST.index(pair[0]), -(pair[1].rank or 0)))


def gap_sentence(seen: Seen, condition: Condition) -> str:
    """The gap of one part of the requirement, seen from the record that comes nearest to filling it.

    Of several ways the first is the one that people are asked to go: another one tells the gap only when a record fails there by
    no more than a date, not when it is a lower level or of another kind.
    """
    nearest: tuple[int, str] | None = None
    for place, leaf in enumerate(_holdings(condition)):
        for found, held in _by_nearness(seen, leaf)[:1]:
            if place == 0 or _NEAREST.index(found) < _NEAREST.index(Bearing.BELOW):
                candidate = (_NEAREST.index(found), _near_miss(seen, leaf, found, held))
                nearest = min(nearest or candidate, candidate)
    if nearest:
        return nearest[1]
    return _nothing_recorded(seen, condition)


def _nothing_recorded(seen: Seen, condition: Condition) -> str:
    wanted = _holdings(condition)[:1]
    if not wanted or not isinstance(wanted[0], Holds):
        return _("Hồ sơ chưa ghi: cần %(clause)s", clause=condition_words(condition, seen.words))
    domain, needed = domain_name(wanted[0].domain), lowered(seen.words.level(wanted[0].domain, wanted[0].rank))
    return _("Chưa có %(domain)s, cần từ %(needed)s trở lên", domain=domain, needed=needed)


def _near_miss(seen: Seen, condition: Holds | InternationalDegree, found: Bearing, held: Credential) -> str:
    domain = condition.domain if isinstance(condition, Holds) else "degree"
    needed = lowered(seen.words.level(domain, condition.rank))
    if found is Bearing.BELOW:
        has = lowered(seen.words.level(domain, held.rank or 0))
        if domain == "degree":
            return _("Trình độ %(has)s, cần %(needed)s trở lên", has=has, needed=needed)
        return _("Có %(has)s %(domain)s, cần %(needed)s trở lên", has=has, domain=domain_name(domain), needed=needed)
    return f"{seen.records.get(held.id, domain_name(domain))}: {bearing_words(found, held)}"


def bearing_words(found: Bearing, held: Credential) -> str:
    """Why a record counts or does not."""
    if found is Bearing.COUNTS:
        return _("được tính, đã xác minh") if held.state == "verified" else _("được tính theo khai báo")
    days = {Bearing.EXPIRED: held.expires_until or held.expires_on, Bearing.PERHAPS_EXPIRED: held.expires_on}
    day = vn_date(days.get(found, held.issued_from))
    return str(_BEARINGS[found]) % {"day": day}


# Lazy: a list of people says thousands of these, and each time only one is translated.
_BEARINGS = {
    Bearing.COUNTS_UNDATED: _l("được tính dù chưa ghi ngày cấp"),
    Bearing.PERHAPS_ISSUED: _l("chưa ghi rõ ngày cấp, chưa biết đã có vào ngày này hay chưa"),
    Bearing.PERHAPS_EXPIRED: _l("chưa ghi rõ ngày cấp, có thể đã hết hạn từ sau ngày %(day)s"),
    Bearing.UNDATED: _l("chưa ghi ngày cấp"),
    Bearing.NOT_YET_ISSUED: _l("cấp ngày %(day)s, sau ngày đang xem"),
    Bearing.ISSUED_TOO_LATE: _l("cấp ngày %(day)s, quá hạn quy tắc cho phép"),
    Bearing.EXPIRED: _l("hết hạn ngày %(day)s"),
    Bearing.BELOW: _l("thấp hơn mức yêu cầu"),
    Bearing.UNMAPPED: _l("chưa có bảng quy đổi ra bậc"),
    Bearing.OTHER_LANGUAGE: _l("ngoại ngữ không nằm trong danh sách được chấp nhận"),
    Bearing.OTHER_TYPE: _l("không đúng loại chứng chỉ quy tắc nêu"),
    Bearing.NOT_INTERNATIONAL: _l("hồ sơ không ghi là cấp ở nước ngoài hay học bằng tiếng nước ngoài"),
    Bearing.DECLARED_ONLY: _l("mới khai báo, chưa xác minh"),
    Bearing.REJECTED: _l("không được chấp nhận khi xác minh"),
    Bearing.REVOKED: _l("đã bị thu hồi"),
}
