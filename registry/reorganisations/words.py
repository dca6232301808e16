"""What the words of a draft are called."""

from typing import Any

from flask_babel import gettext as _

from models.reorganisations import Stage
from models.units import Tier
from registry.reorganisations.people import How


def tier_words() -> dict[Tier, str]:
    """A tier in a cell."""
    return {Tier.PROVINCE: _("tỉnh"), Tier.DEPARTMENT: _("sở"), Tier.DISTRICT: _("huyện"), Tier.COMMUNE: _("xã")}


def hows() -> dict[How, Any]:
    """Who decided where a post goes."""
    return {How.RULE: _("theo quy tắc"), How.HAND: _("chọn tay"), How.ENDS: _("thôi giữ"), How.OPEN: _("chưa có chỗ")}


def stages() -> dict[Stage, str]:
    """How far a reorganisation is."""
    return {Stage.DRAFT: _("bản dự thảo"), Stage.APPLIED: _("đã áp dụng")}


def kinds() -> dict[str, str]:
    """What happens to a unit of the draft."""
    return {
        "new": _("thành lập"),
        "changed": _("thay đổi"),
        "receives": _("nhận thêm"),
        "ends": _("kết thúc, không có đơn vị kế thừa"),
    }


def steps() -> dict[str, str]:
    """The steps of the wizard."""
    return {
        "merge": _("Nhập, hợp nhất"),
        "split": _("Chia tách"),
        "rename": _("Đổi tên"),
        "rehang": _("Đổi đơn vị cấp trên"),
        "create": _("Thành lập mới"),
        "end": _("Kết thúc"),
        "abolish": _("Bỏ một cấp"),
    }
