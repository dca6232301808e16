"""What the coded lists, and the states of their entries, are called."""

from flask_babel import gettext as _

from models.terms import TermKind, TermState


def kinds() -> dict[TermKind, str]:
    """The lists as headings."""
    return {
        TermKind.INSTITUTION: _("Cơ sở đào tạo, nơi cấp"),
        TermKind.FIELD: _("Ngành, chuyên ngành"),
        TermKind.PARTY_POST: _("Chức vụ Đảng"),
        TermKind.HONOUR: _("Danh hiệu"),
        TermKind.ETHNICITY: _("Dân tộc"),
        TermKind.SCHOOLING: _("Trình độ phổ thông"),
    }


def states() -> dict[TermState, str]:
    """States of entries."""
    return {
        TermState.ACCEPTED: _("Trong danh mục"),
        TermState.PROPOSED: _("Đang đề nghị"),
        TermState.MERGED: _("Đã gộp"),
        TermState.REFUSED: _("Không nhận"),
    }
