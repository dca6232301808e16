"""The names behind the keys that rules use, for sentences about rules and verdicts."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from models.positions import Position
from models.qualifications import CertificateType, Language, Level
from registry.shared.database import db

_LANGUAGES = select(Language.code, Language.name).order_by(Language.common.desc(), Language.code != "en", Language.name)


@dataclass(frozen=True)
class Vocabulary:
    """Names by key, read once per page."""

    levels: dict[tuple[str, int], str]
    languages: dict[str, str]
    certificate_types: dict[str, str]
    positions: dict[str, str]

    def level(self, domain: str, rank: int) -> str:
        """`đại học` for ("degree", 4); the rank itself when no level has it."""
        return self.levels.get((domain, rank), _("bậc %(rank)s", rank=rank))

    def named_languages(self, codes: frozenset[str]) -> list[str]:
        """The names of languages, the widely used ones first."""
        known = [name for code, name in self.languages.items() if code in codes]
        return known + sorted(codes - self.languages.keys())


def vocabulary() -> Vocabulary:
    """All names, as the reference data has them now. Of several levels of one rank the first named speaks for it."""
    levels: dict[tuple[str, int], str] = {}
    for level in db.session.scalars(select(Level).order_by(Level.domain, Level.rank, Level.id)):
        levels.setdefault((level.domain.value, level.rank), level.name)
    return Vocabulary(
        levels=levels,
        languages=dict(db.session.execute(select(Language.code, Language.name)).all()),
        certificate_types=dict(db.session.execute(select(CertificateType.key, CertificateType.name)).all()),
        positions=dict(db.session.execute(select(Position.key, Position.title)).all()),
    )


def domain_name(domain: str) -> str:
    """A domain in words."""
    return str(_DOMAINS.get(domain, domain))


_DOMAINS = {
    "degree": _l("trình độ chuyên môn"),
    "theory": _l("lý luận chính trị"),
    "state_management": _l("quản lý nhà nước"),
    "digital": _l("kỹ năng số, tin học"),
    "language": _l("ngoại ngữ"),
    "defence": _l("quốc phòng và an ninh"),
    "ethnic_language": _l("tiếng dân tộc"),
    "training": _l("bồi dưỡng khác"),
}


def tier_name(tier: str) -> str:
    """A tier in words."""
    return str(_TIERS.get(tier, tier))


_TIERS = {
    "province": _l("cấp tỉnh"),
    "department": _l("sở, ngành"),
    "district": _l("cấp huyện"),
    "commune": _l("cấp xã"),
}


def category_name(category: str) -> str:
    """A staff category in words."""
    return str(_CATEGORIES.get(category, category))


_CATEGORIES = {
    "cadre": _l("cán bộ"),
    "civil_servant": _l("công chức"),
    "public_employee": _l("viên chức"),
}


def leadership_name(leadership: str) -> str:
    """Whom a post leads, in words."""
    return str(_LEADERSHIPS.get(leadership, leadership))


_LEADERSHIPS = {
    "province": _l("lãnh đạo tỉnh"),
    "department": _l("lãnh đạo cấp sở, ngành"),
    "district": _l("lãnh đạo UBND cấp huyện"),
    "division": _l("lãnh đạo cấp phòng thuộc sở, ngành, huyện"),
    "commune": _l("lãnh đạo cấp xã"),
    "commune_office": _l("lãnh đạo phòng, ban cấp xã"),
    "none": _l("không giữ chức vụ lãnh đạo"),
}


def listed(words: Iterable[str], last: str) -> str:
    """`a, b hoặc c` with `last` as the word before the last one."""
    items = list(words)
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} {last} {items[-1]}"


def lowered(words: str) -> str:
    """A name inside a sentence: its first letter small, unless the word is an abbreviation such as CNTT."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


def standing_words(standing: str) -> str:
    """A standing in words, also of those outside the population."""
    return {
        "met": _("Đạt"),
        "unmet": _("Chưa đạt"),
        "unknown": _("Thiếu dữ liệu"),
        "exempt": _("Được loại trừ"),
        "outside": _("Ngoài đối tượng"),
    }[standing]
