"""What the words of the reference tables are called in headings and cells."""

from flask_babel import gettext as _

from models.positions import Leadership, StaffCategory
from models.qualifications import Domain
from models.units import Tier
from registry.compliance.vocabulary import category_name, leadership_name
from registry.shared.text import capital


def tiers() -> dict[Tier, str]:
    """Tiers as headings."""
    return {
        Tier.PROVINCE: _("Cấp tỉnh"),
        Tier.DEPARTMENT: _("Sở, ban, ngành"),
        Tier.DISTRICT: _("Cấp huyện"),
        Tier.COMMUNE: _("Xã, phường"),
    }


def domains() -> dict[Domain, str]:
    """Domains as headings."""
    return {
        Domain.DEGREE: _("Trình độ chuyên môn"),
        Domain.THEORY: _("Lý luận chính trị"),
        Domain.STATE_MANAGEMENT: _("Quản lý nhà nước"),
        Domain.DEFENCE: _("Quốc phòng và an ninh"),
        Domain.DIGITAL: _("Kỹ năng số, tin học"),
        Domain.LANGUAGE: _("Ngoại ngữ"),
        Domain.ETHNIC_LANGUAGE: _("Tiếng dân tộc"),
        Domain.TRAINING: _("Bồi dưỡng khác"),
    }


def skills() -> dict[str, str]:
    """Skills that tests score one by one."""
    return {"listening": _("nghe"), "reading": _("đọc"), "speaking": _("nói"), "writing": _("viết")}


def category(value: StaffCategory) -> str:
    """A staff category as the beginning of a cell."""
    return capital(category_name(value.value))


def leadership(value: Leadership, deputy: bool) -> str:
    """Whom a post leads; deputies are said to be deputies."""
    if value is Leadership.NONE:
        return ""
    words = capital(leadership_name(value.value))
    return _("%(words)s (cấp phó)", words=words) if deputy else words
