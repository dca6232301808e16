"""The names behind the keys that rules use, for sentences about rules and verdicts."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import gettext as _
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
    return {
        "degree": _("trình độ chuyên môn"),
        "theory": _("lý luận chính trị"),
        "state_management": _("quản lý nhà nước"),
        "digital": _("kỹ năng số, tin học"),
        "language": _("ngoại ngữ"),
        "defence": _("quốc phòng và an ninh"),
        "ethnic_language": _("tiếng dân tộc"),
    }.get(domain, domain)


def tier_name(tier: str) -> str:
    """A tier in words."""
    return {
        "province": _("cấp tỉnh"),
        "department": _("sở, ngành"),
        "district": _("cấp huyện"),
        "commune": _("cấp xã"),
    }.get(tier, tier)


def category_name(category: str) -> str:
    """A staff category in words."""
    return {
        "cadre": _("cán bộ"),
        "civil_servant": _("công chức"),
        "public_employee": _("viên chức"),
    }.get(category, category)


def leadership_name(leadership: str) -> str:
    """Whom a post leads, in words."""
    return {
        "province": _("lãnh đạo tỉnh"),
        "department": _("lãnh đạo cấp sở, ngành"),
        "district": _("lãnh đạo UBND cấp huyện"),
        "division": _("lãnh đạo cấp phòng thuộc sở, ngành, huyện"),
        "commune": _("lãnh đạo cấp xã"),
        "commune_office": _("lãnh đạo phòng, ban cấp xã"),
        "none": _("không giữ chức vụ lãnh đạo"),
    }.get(leadership, leadership)


def listed(words: Iterable[str], last: str) -> str:
    """`a, b hoặc c` with `last` as the word before the last one."""
    items = list(words)
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} {last} {items[-1]}"


def lowered(words: str) -> str:
    """A name inside a sentence: its first letter small, unless the word is an abbreviation such as CNTT."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]
