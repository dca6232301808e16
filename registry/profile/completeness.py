"""How far a record has what every record needs, and what it lacks."""

from collections.abc import Collection
from dataclasses import dataclass

from flask_babel import gettext as _

from models.officials import Official, Precision
from models.qualifications import Domain, Qualification
from registry.officials.queries import PostHeld


@dataclass(frozen=True)
class Completeness:
    """Needed items that are there, their number, and the missing ones in words with their numbers on the official form."""

    filled: int
    needed: int
    missing: list[str]


def completeness(official: Official, post: PostHeld | None, held: Collection[Qualification]) -> Completeness:
    """Only what everybody has is needed: a certificate that one may never have earned is a gap of a target, not of the record."""
    items = {**_personal(official, post), **_recorded(held)}
    missing = [words for words, there in items.items() if not there]
    return Completeness(len(items) - len(missing), len(items), missing)


def _personal(official: Official, post: PostHeld | None) -> dict[str, bool]:
    party_known = official.party_member is False or (official.party_member is True and official.party_joined_on is not None)
    return {
        _("1 Giới tính"): official.sex is not None,
        _("3 Ngày sinh đủ ngày, tháng, năm"): official.born_on is not None and official.born_precision is Precision.DAY,
        _("6 Dân tộc"): bool(official.ethnicity),
        _("13 Ngày tuyển dụng lần đầu"): official.recruited_on is not None,
        _("15 Ngày vào Đảng, hoặc ghi chưa vào Đảng"): party_known,
        _("23 Chức vụ chính trong ngày"): post is not None,
    }


def _recorded(held: Collection[Qualification]) -> dict[str, bool]:
    degrees = [one for one in held if one.domain is Domain.DEGREE]
    return {
        _("20 Trình độ chuyên môn cao nhất"): bool(degrees),
        _("32.1 Chuyên ngành và nơi cấp của văn bằng chuyên môn"): bool(degrees)
        and all(one.field and one.institution for one in degrees),
        _("32 Ngày cấp của mọi văn bằng, chứng chỉ"): all(one.issued_on for one in held),
    }
