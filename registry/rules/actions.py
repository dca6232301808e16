"""Writing rules of targets: a draft is edited step by step, tried on test people, published from a day on, and taken back."""

import datetime as dt
from typing import Any

from flask_babel import force_locale

from models.accounts import Account
from models.base import FOREVER
from models.rules import RuleDraft, TestPerson
from models.targets import TargetVersion
from registry.audit.actions import record
from registry.compliance.describe import condition_words, rule_sentence, threshold_words
from registry.compliance.vocabulary import vocabulary
from registry.judgement.codec import read_rule, write_condition
from registry.judgement.rules import Condition, MoreThan
from registry.rules import tree
from registry.rules.drafts import (
    POPULATION,
    Family,
    begun_from,
    obstacles,
    population_of,
    requirement_of,
    rules_of,
    threshold_of,
    too_early,
    with_districts,
)
from registry.rules.queries import draft_of, family_with, is_frozen, version_numbered, versions_numbered
from registry.rules.records import Edit, HeadDetails, PersonDetails, Step
from registry.rules.trials import failing
from registry.rules.versions import built_upon, take_effect, versions_of, withdraw
from registry.shared.clock import now
from registry.shared.database import db, hold
from registry.shared.dates import vn_date
from registry.shared.refusal import Refused

_OVERTAKEN = "Có người vừa sửa dự thảo này; trang đang hiện bản mới nhất, hãy xem rồi làm lại."


def begin(family: Family, number: int, by: Account | None) -> RuleDraft:
    """Begin the next version of a target from the one with this number. Refused when one is being written already."""
    hold(family.target)
    if draft_of(family):
        raise Refused("", "Chỉ tiêu này đang có một dự thảo; hãy sửa tiếp dự thảo đó hoặc bỏ nó đi.")
    version, parts = version_numbered(family, number), versions_numbered(family, number)
    if any(one.code not in parts for one in family.asked_of):
        raise Refused("", "Phiên bản này không có quy tắc của mọi thành phần, không dùng làm gốc được.")
    said = begun_from(version, {one.code: parts[one.code] for one in family.asked_of})
    draft = RuleDraft(target_id=family.target.id, begun_by_id=by.id if by else None, changed_at=now(), **said)
    db.session.add(draft)
    db.session.flush()
    record("rule.begun", family.target.code, by=by, changes={"number": [None, number]})
    return draft


def change_head(draft: RuleDraft, details: HeadDetails, by: Account | None) -> None:
    """Write all of a draft but its conditions. The caller has compared versions."""
    before = _told(draft)
    for name in ("valid_from", "deadline", "basis_document", "basis_number", "basis_date", "basis_clause", "wording", "note"):
        setattr(draft, name, getattr(details, name))
    kind = "more_than" if isinstance(details.threshold, MoreThan) else "no_less_than"
    said = {"post": details.post, "seconded": details.seconded, "threshold": {kind: details.threshold.percent}}
    draft.whom = {**draft.whom, **said}
    draft.parts = {code: {**part, "note": details.notes.get(code, part["note"])} for code, part in draft.parts.items()}
    _touch(draft, by, before)


def edit_condition(draft: RuleDraft, edit: Edit, by: Account | None) -> None:
    """Take one step in a tree of conditions. Refused when somebody else took one meanwhile, or nothing would be left."""
    _take_turn(draft, edit.seen)
    old = population_of(draft) if edit.part == POPULATION else requirement_of(draft, edit.part)
    if tree.found(old, edit.place) is None:
        raise Refused("", _OVERTAKEN)
    new = _stepped(old, edit)
    if new is None:
        raise Refused("", "Phải còn ít nhất một điều kiện; hãy sửa điều kiện này thay vì bỏ.")
    _put(draft, edit.part, new)
    _touch(draft, by, {edit.part: _sentence(old)}, {edit.part: _sentence(new)})


def _stepped(old: Condition, edit: Edit) -> Condition | None:
    if edit.step is Step.DROP:
        return tree.without(old, edit.place)
    if edit.step is Step.NOT:
        return tree.negated(old, edit.place)
    if edit.condition is None:
        raise Refused("", _OVERTAKEN)
    if edit.step is Step.SET:
        return tree.put(old, edit.place, edit.condition)
    return tree.joined(old, edit.place, tree.GROUPS[edit.step], edit.condition)


def _put(draft: RuleDraft, part: str, condition: Condition) -> None:
    data = write_condition(condition)
    if part == POPULATION:
        draft.whom = {**draft.whom, POPULATION: data}
    else:
        draft.parts = {**draft.parts, part: {**draft.parts[part], "requirement": data}}


def map_districts(draft: RuleDraft, to_communes: bool, seen: int, by: Account | None) -> None:
    """Count leaders of communes in the place of those of districts, or none. Refused for days on which there were districts."""
    _take_turn(draft, seen)
    if to_communes and too_early(draft):
        raise Refused("", "Chỉ chuyển sang lãnh đạo cấp xã được từ 01/07/2025; hãy ghi ngày áp dụng từ ngày đó trước.")
    old = population_of(draft)
    new = with_districts(old, to_communes=to_communes)
    if new == old:
        raise Refused("", "Đối tượng không có gì phải đổi.")
    _put(draft, POPULATION, new)
    _touch(draft, by, {POPULATION: _sentence(old)}, {POPULATION: _sentence(new)})


def discard(draft: RuleDraft, by: Account | None) -> None:
    """Give a draft up. Refused when it was published or given up meanwhile."""
    _take_turn(draft, draft.version)
    record("rule.discarded", draft.target.code, by=by)
    db.session.delete(draft)


def publish(draft: RuleDraft, seen: int, by: Account | None) -> TargetVersion:
    """Put the draft in force from its day on; the version of that day ends there, versions of later days stay.

    Refused when somebody else changed the draft meanwhile, when it lacks something, when nothing is different from the version
    of its day, and when a test person is not found as expected.
    """
    _take_turn(draft, seen)
    family = family_with(draft.target)
    for lacking in obstacles(draft, family, vocabulary()):
        raise Refused("", lacking)
    if unlike := failing(draft, family):
        raise Refused("", f"Người thử không ra kết quả mong đợi: {', '.join(one.person.name for one in unlike)}.")
    version = _put_in_force(draft, family, by)
    days = [vn_date(version.valid_from), vn_date(version.valid_to) or None]
    changes = {"number": [None, version.number], "valid_from": [None, days[0]], "valid_to": [None, days[1]]}
    record("rule.published", family.target.code, by=by, changes={**changes, "rule": [None, _rule_said(version)]})
    db.session.delete(draft)
    db.session.flush()
    return version


def _put_in_force(draft: RuleDraft, family: Family, by: Account | None) -> TargetVersion:
    rules = rules_of(draft, family)
    stands = [one for each in family.every_one for one in versions_of(each.id)]
    begins = draft.valid_from or FOREVER  # never empty here: it would be an obstacle
    _check_new(draft, rules[family.target.id], begins, [one for one in stands if one.target_id == family.target.id])
    shared = {
        name: getattr(draft, name)
        for name in ("deadline", "basis_document", "basis_number", "basis_date", "basis_clause", "wording")
    }
    shared |= {"number": max((one.number for one in stands), default=0) + 1, "valid_from": begins}
    shared |= {"published_at": now(), "published_by_id": by.id if by else None}
    for one in family.every_one:
        note = draft.note if one is family.target else draft.parts[one.code]["note"]
        take_effect(TargetVersion(target_id=one.id, rule=rules[one.id], note=note, **shared))
    return version_numbered(family, shared["number"])


def _check_new(draft: RuleDraft, rule: dict[str, Any], begins: dt.date, versions: list[TargetVersion]) -> None:
    told = ("deadline", "basis_document", "basis_number", "basis_date", "basis_clause", "wording", "note")
    for one in versions:
        same = read_rule(one.rule) == read_rule(rule) and all(getattr(one, name) == getattr(draft, name) for name in told)
        if one.valid_from <= begins < one.valid_to and same:
            raise Refused("", f"Không có gì khác với phiên bản {one.number} đang có hiệu lực ngày {vn_date(begins)}.")


def take_back(version: TargetVersion, family: Family, by: Account | None) -> None:
    """Withdraw a version that was published here; its days go back to what stood there before.

    Refused when it came with the reference files, is withdrawn, was frozen, or another version took over some of its days.
    """
    hold(family.target)
    db.session.refresh(version)
    if version.published_at is None or version.withdrawn_at is not None:
        raise Refused("", "Chỉ rút được phiên bản đã ban hành tại đây và chưa rút.")
    parts = versions_numbered(family, version.number).values()
    if any(is_frozen(one) for one in parts):
        raise Refused("", "Số liệu đã chốt theo phiên bản này nên không rút được; hãy ban hành lại phiên bản trước.")
    if any(built_upon(one) for one in parts):
        raise Refused("", "Đã có phiên bản khác thay một phần phiên bản này; hãy rút phiên bản đó trước.")
    for one in parts:
        withdraw(one)
    record("rule.withdrawn", family.target.code, by=by, changes={"number": [version.number, None]})


def add_person(family: Family, details: PersonDetails, by: Account | None) -> TestPerson:
    """Keep a test person with a target."""
    person = TestPerson(target_id=family.target.id, **details.__dict__)
    db.session.add(person)
    db.session.flush()
    record("rule.person_added", family.target.code, by=by, changes=_of_person(None, person))
    return person


def change_person(person: TestPerson, details: PersonDetails, by: Account | None) -> None:
    """Correct a test person; the caller has compared versions."""
    before = PersonDetails(person.name, person.expected, person.on, person.official_id, person.facts)
    for name, value in details.__dict__.items():
        setattr(person, name, value)
    record("rule.person_changed", person.target.code, by=by, changes=_of_person(before, person))


def remove_person(person: TestPerson, by: Account | None) -> None:
    """Try the rules on this person no more."""
    record("rule.person_removed", person.target.code, by=by, changes={"name": [person.name, None]})
    db.session.delete(person)


def _of_person(before: PersonDetails | None, after: TestPerson) -> dict[str, list[object]]:
    return {
        "name": [before.name if before else None, after.name],
        "expected": [before.expected.value if before else None, after.expected.value],
        "on": [before.on.isoformat() if before else None, after.on.isoformat()],
    }


def _take_turn(draft: RuleDraft, seen: int) -> None:
    """One writer of a target's rules at a time, and only who has seen what is there."""
    db.session.flush()
    hold(draft.target)
    present = draft_of(family_with(draft.target))
    if present is not draft or draft.version != seen:
        raise Refused("", _OVERTAKEN)


def _touch(draft: RuleDraft, by: Account | None, before: dict[str, Any], after: dict[str, Any] | None = None) -> None:
    draft.changed_at = now()
    db.session.flush()
    then = _told(draft) if after is None else after
    changes = {name: [value, then[name]] for name, value in before.items() if value != then[name]}
    record("rule.drafted", draft.target.code, by=by, changes=changes)


def _told(draft: RuleDraft) -> dict[str, Any]:
    """What the head of a draft says, for the trail."""
    with force_locale("vi"):
        threshold = threshold_words(threshold_of(draft))
    return {
        "valid_from": vn_date(draft.valid_from) or None,
        "deadline": vn_date(draft.deadline) or None,
        **{name: getattr(draft, name) for name in ("basis_document", "basis_number", "basis_clause", "wording", "note")},
        "basis_date": vn_date(draft.basis_date) or None,
        "reckoned_by": draft.whom["post"],
        "seconded": draft.whom.get("seconded", "employing"),
        "threshold": threshold,
    }


def _sentence(condition: Condition) -> str:
    """A condition for the trail, which is Vietnamese for everybody."""
    with force_locale("vi"):
        return condition_words(condition, vocabulary())


def _rule_said(version: TargetVersion) -> str:
    """The whole rule in Vietnamese."""
    with force_locale("vi"):
        return rule_sentence(read_rule(version.rule), vocabulary())
