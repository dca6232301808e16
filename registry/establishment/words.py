"""Branches of study that communes need, and the words of fields of study by which one belongs to them. The grouping is ours."""

from fractions import Fraction

from flask_babel import gettext as _

from registry.shared.numbers import vn_percent

BRANCHES: dict[str, tuple[str, ...]] = {
    "it": ("cong nghe thong tin", "tin hoc", "khoa hoc may tinh", "he thong thong tin", "an toan thong tin", "ky thuat phan mem"),
    "land": ("quan ly dat dai", "dia chinh", "trac dia", "tai nguyen va moi truong", "khoa hoc moi truong"),
    "accounting": ("ke toan", "kiem toan", "tai chinh"),
    "law": ("luat",),
    "building": ("xay dung", "giao thong", "kien truc", "do thi"),
    "farming": ("nong hoc", "nong nghiep", "nong thon", "lam nghiep", "thu y", "cay trong", "thuc vat", "thuy san", "thuy loi"),
}
"""Key → folded words."""

EXCEPT = ("xay dung dang",)
"""Words that look like one of them and are not."""


def branch_words() -> dict[str, str]:
    """Branches in words, in the order in which they are shown."""
    return {
        "it": _("Công nghệ thông tin"),
        "land": _("Đất đai, môi trường"),
        "accounting": _("Kế toán, tài chính"),
        "law": _("Luật"),
        "building": _("Xây dựng, đô thị"),
        "farming": _("Nông nghiệp, lâm nghiệp"),
    }


def measure_word(measure: str) -> str:
    """Assigned or present."""
    return {"assigned": _("Biên chế giao"), "present": _("Có mặt")}[measure]


def share_words(share: Fraction | None, goal: Fraction | None) -> str:
    """`giảm 9,96 %`, as many decimals as the goal is not crossed by; growth is said as such."""
    if share is None:
        return "–"
    text = vn_percent(share.numerator, share.denominator, int(goal * 100) if goal is not None else None)
    return _("giảm %(share)s %%", share=text) if share >= 0 else _("tăng %(share)s %%", share=text.removeprefix("-"))
