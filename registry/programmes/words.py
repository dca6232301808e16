"""Programmes and who may be sent to them, in words."""

import datetime as dt
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from models.base import FOREVER
from models.programmes import Mode, Programme, ResultColumn
from registry.compliance.describe import condition_words
from registry.compliance.explain import conjuncts
from registry.compliance.vocabulary import Vocabulary
from registry.judgement.codec import read_condition
from registry.judgement.judge import Truth
from registry.programmes.eligibility import Check
from registry.shared.dates import vn_date

MODES: dict[Mode, Any] = {
    Mode.FULL_TIME: _l("tập trung"),
    Mode.PART_TIME: _l("không tập trung"),
    Mode.ONLINE: _l("trực tuyến"),
    Mode.BLENDED: _l("trực tiếp kết hợp trực tuyến"),
}

COLUMNS: dict[ResultColumn, Any] = {
    ResultColumn.THEORY_ADVANCED: _l("Lý luận chính trị: cao cấp"),
    ResultColumn.THEORY_INTERMEDIATE: _l("Lý luận chính trị: trung cấp"),
    ResultColumn.THEORY_BASIC: _l("Lý luận chính trị: sơ cấp"),
    ResultColumn.THEORY_REFRESHER: _l("Lý luận chính trị: bồi dưỡng"),
    ResultColumn.STATE_SENIOR_EXPERT: _l("Quản lý nhà nước: chuyên viên cao cấp"),
    ResultColumn.STATE_PRINCIPAL: _l("Quản lý nhà nước: chuyên viên chính"),
    ResultColumn.STATE_EXPERT: _l("Quản lý nhà nước: chuyên viên"),
    ResultColumn.STATE_OFFICER: _l("Quản lý nhà nước: cán sự"),
    ResultColumn.LEADERSHIP: _l("Kỹ năng lãnh đạo, quản lý"),
    ResultColumn.JOB_POSITION: _l("Vị trí việc làm, chuyên ngành"),
    ResultColumn.DEFENCE: _l("Quốc phòng và an ninh"),
    ResultColumn.LANGUAGE: _l("Ngoại ngữ"),
    ResultColumn.DIGITAL: _l("Tin học, kỹ năng số"),
    ResultColumn.ETHNIC_LANGUAGE: _l("Tiếng dân tộc"),
    ResultColumn.DEGREE_INTERMEDIATE: _l("Đào tạo: trung cấp"),
    ResultColumn.DEGREE_COLLEGE: _l("Đào tạo: cao đẳng"),
    ResultColumn.DEGREE_UNIVERSITY: _l("Đào tạo: đại học"),
    ResultColumn.DEGREE_POSTGRADUATE: _l("Đào tạo: sau đại học"),
}

_GRADES = {
    "excellent": _l("hoàn thành xuất sắc"),
    "good": _l("hoàn thành tốt"),
    "completed": _l("hoàn thành"),
    "failed": _l("không hoàn thành"),
    None: _l("chưa ghi"),
}


def decimal_words(value: Decimal) -> str:
    """`5`, `5,5`."""
    return f"{value:f}".rstrip("0").rstrip(".").replace(".", ",") if value % 1 else str(int(value))


def gives_words(programme: Programme) -> str:
    """What who completes it holds."""
    if programme.level is None:
        return _("giấy chứng nhận, tính số tiết; không cho trình độ")
    kinds = [part.name for part in (programme.level, programme.language, programme.certificate_type) if part]
    return " · ".join(kinds)


def span_words(programme: Programme) -> str:
    """In force since when, until when."""
    if programme.valid_to == FOREVER:
        return _("từ %(day)s", day=vn_date(programme.valid_from))
    last = programme.valid_to - dt.timedelta(days=1)
    return _("từ %(first)s đến %(last)s", first=vn_date(programme.valid_from), last=vn_date(last))


def asked_words(programme: Programme, words: Vocabulary) -> list[str]:
    """Who may be sent: one sentence for each condition."""
    asked = conjuncts(read_condition(programme.condition)) if programme.condition else ()
    found = [condition_words(part, words) for part in asked]
    if found and programme.planned_too:
        found[0] = _("%(condition)s (đương chức hoặc được quy hoạch)", condition=found[0])
    found += [_("là đảng viên")] if programme.party_member else []
    found += [_good_asked(programme.good_years)] if programme.good_years else []
    found += [_("công tác từ %(years)s năm trở lên", years=programme.service_years)] if programme.service_years else []
    if programme.youngest_women or programme.youngest_men:
        found.append(_ages_asked(programme.youngest_women, programme.youngest_men))
    return found


def _ages_asked(women: int | None, men: int | None) -> str:
    if women and men:
        return _("nữ từ %(women)s tuổi, nam từ %(men)s tuổi", women=women, men=men)
    return _("nữ từ %(women)s tuổi", women=women) if women else _("nam từ %(men)s tuổi", men=men)


def exempt_words(programme: Programme, words: Vocabulary) -> str:
    """Who need not go; empty: nobody."""
    return condition_words(read_condition(programme.exempt), words) if programme.exempt else ""


def _good_asked(years: int) -> str:
    return _("%(years)s năm liền trước được xếp loại hoàn thành tốt nhiệm vụ trở lên", years=years)


def check_words(check: Check, words: Vocabulary) -> str:
    """One condition with what was found of it."""
    if check.kind in _TOLD:
        return str(_TOLD[check.kind](check, words))
    return {
        "at_work": lambda: _("đang công tác vào ngày khai giảng"),
        "party_member": lambda: _("là đảng viên") + (_(" (hồ sơ chưa ghi)") if check.truth is Truth.MAYBE else ""),
    }[check.kind]()


def _condition(check: Check, words: Vocabulary) -> str:
    return condition_words(read_condition(check.asked), words)


def _good_found(check: Check, _words: Vocabulary) -> str:
    years = ", ".join(f"{year}: {_GRADES[grade]}" for year, grade in check.found.items())
    return f"{_good_asked(check.asked)} ({years})"


def _served(check: Check, _words: Vocabulary) -> str:
    since = vn_date(dt.date.fromisoformat(check.found)) if check.found else _("chưa ghi")
    return _("công tác từ %(years)s năm trở lên (ngày tuyển dụng: %(since)s)", years=check.asked, since=since)


def _aged(check: Check, _words: Vocabulary) -> str:
    found = _("chưa rõ tuổi") if check.found is None else _("%(age)s tuổi", age=check.found)
    if not check.asked:
        return _("không đòi tuổi (%(found)s)", found=found)
    return _("đủ %(least)s tuổi (%(found)s)", least=check.asked, found=found)


def _exempt(check: Check, words: Vocabulary) -> str:
    return _("được miễn, không cần cử: %(condition)s", condition=_condition(check, words))


def _held(check: Check, words: Vocabulary) -> str:
    return _("đã %(condition)s", condition=_condition(check, words))


def _elsewhere(check: Check, _words: Vocabulary) -> str:
    return _("đang ở lớp khác trùng thời gian hoặc cùng chương trình: %(title)s", title=check.found)


_TOLD: dict[str, Any] = {
    "condition": _condition,
    "good_years": _good_found,
    "service_years": _served,
    "youngest": _aged,
    "exempt": _exempt,
    "held": _held,
    "elsewhere": _elsewhere,
}
