"""What the templates of this room call things."""

import datetime as dt

from flask_babel import gettext as _

from models.qualifications import Domain
from models.standards import Origin, Standard
from registry.compliance.describe import condition_words
from registry.compliance.vocabulary import Vocabulary, category_name, domain_name, leadership_name, tier_name
from registry.judgement.codec import read_condition
from registry.positions.profiles import Requirement
from registry.qualifications.words import section_title
from registry.shared.dates import FOREVER, last_day, vn_date
from registry.shared.text import capital

__all__ = ["capital", "category_name", "leadership_name", "tier_name"]


def heading(domain: str) -> str:
    """A domain as a heading."""
    return section_title(Domain(domain))


def column(domain: str) -> str:
    """A domain over a narrow column."""
    short = {"state_management": _("Quản lý nhà nước"), "digital": _("Kỹ năng số"), "defence": _("QP và AN")}
    return short.get(domain) or section_title(Domain(domain))


def step(domain: str) -> str:
    """A domain inside a sentence: `thiếu lý luận chính trị`."""
    return domain_name(domain)


def sentence(requirement: Requirement, words: Vocabulary) -> str:
    """A requirement as a sentence: `Có trình độ chuyên môn từ đại học trở lên`."""
    return capital(condition_words(requirement.condition, words))


def origin_name(origin: Origin) -> str:
    """Who demands it."""
    return {Origin.DECREE: _("quy định chung"), Origin.PROVINCE: _("bổ sung của tỉnh")}[origin]


def standing_word(standing: str) -> str:
    """How somebody stands to the standard of a position: never said as a breach of the law."""
    return {
        "met": _("Đạt so với tiêu chuẩn vị trí"),
        "unmet": _("Còn thiếu so với tiêu chuẩn vị trí"),
        "unknown": _("Thiếu dữ liệu để so với tiêu chuẩn vị trí"),
        "none": _("Sổ chưa có tiêu chuẩn của vị trí này"),
    }[standing]


def short_word(standing: str) -> str:
    """The same in a table."""
    return {"met": _("Đạt"), "unmet": _("Còn thiếu"), "unknown": _("Thiếu dữ liệu"), "none": _("Chưa có tiêu chuẩn")}[standing]


def period(valid_from: dt.date, valid_to: dt.date) -> str:
    """`từ 01/07/2025`, `01/08/2023 – 30/06/2025`."""
    first, last = vn_date(valid_from), "" if valid_to == FOREVER else vn_date(last_day(valid_to))
    if first and last:
        return f"{first} – {last}"
    return _("từ %(first)s", first=first) if first else _("đến hết %(last)s", last=last) if last else ""


def sentence_of(standard: Standard, words: Vocabulary) -> str:
    """The same of a row."""
    return capital(condition_words(read_condition(standard.requirement), words))
