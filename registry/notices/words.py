"""Reminders of training in words."""

from typing import Any

from flask_babel import lazy_gettext as _l

from models.notices import Notice, NoticeKind

KINDS: dict[NoticeKind, Any] = {
    NoticeKind.NOMINATION: _l("Sắp hết hạn đề cử"),
    NoticeKind.START: _l("Lớp sắp khai giảng"),
    NoticeKind.RESULT: _l("Lớp đã bế giảng, chưa ghi kết quả"),
    NoticeKind.BOND: _l("Cam kết phục vụ sắp hết"),
}


def subject_of(one: Notice) -> str:
    """The class, or the official and the studies."""
    if one.bond:
        return f"{one.bond.official.full_name}: {one.bond.title}"
    return one.of_class.title if one.of_class else ""
