"""Bonds in words: how they stand, and how what is paid back was reckoned."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from registry.bonds.queries import Line
from registry.bonds.reckoning import Owed, Standing
from registry.shared.dates import vn_date
from registry.shared.faces import Face
from registry.shared.numbers import vn_number

STANDINGS: dict[Standing, Face] = {
    Standing.RUNNING: Face("chk", "clock", _l("Đang phục vụ")),
    Standing.BROKEN: Face("unmet", "cross", _l("Bỏ dở cam kết")),
    Standing.LAPSED: Face("plain", "dash", _l("Thôi làm việc, không phải đền bù")),
    Standing.SERVED: Face("met", "check", _l("Đã phục vụ đủ")),
    Standing.RELEASED: Face("plain", "check", _l("Được miễn")),
    Standing.PAID: Face("plain", "check", _l("Đã đền bù")),
}


def reckoned_words(owed: Owed) -> str:
    """`60.000.000 đ ÷ 72 tháng × (72 − 30) tháng = 35.000.000 đ`; without a cost, that it is lacking."""
    left = owed.months - owed.served
    if owed.cost is None or owed.amount is None:
        return _("chưa ghi chi phí khoá học; còn %(left)s trong %(months)s tháng cam kết", left=left, months=owed.months)
    return _(
        "%(cost)s đ ÷ %(months)s tháng × (%(months)s − %(served)s) tháng = %(amount)s đ",
        cost=vn_number(owed.cost),
        months=owed.months,
        served=owed.served,
        amount=vn_number(owed.amount),
    )


def factor_words(line: Line) -> str:
    """`3 lần thời gian học 01/09/2023 – 31/08/2025`."""
    bond = line.bond
    factor = f"{bond.factor.normalize():f}".replace(".", ",")
    span = {"first": vn_date(bond.studied_from), "last": vn_date(bond.studied_to)}
    return _("%(factor)s lần thời gian học %(first)s – %(last)s", factor=factor, **span)


def outcome_words(line: Line) -> str:
    """What became of it; nothing while it runs or when it was served."""
    bond = line.bond
    if line.standing is Standing.PAID:
        return _("%(amount)s đ, ngày %(day)s", amount=vn_number(bond.owed or 0), day=vn_date(bond.paid_on))
    if line.standing is Standing.RELEASED:
        return _("từ ngày %(day)s: %(reason)s", day=vn_date(bond.released_on), reason=bond.release_reason)
    if line.owed and line.left:
        return _("thôi việc từ ngày %(day)s; %(how)s", day=vn_date(line.left.day), how=reckoned_words(line.owed))
    return _("thôi làm việc từ ngày %(day)s", day=vn_date(line.left.day)) if line.left else ""
