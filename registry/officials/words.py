"""What the ways of holding, getting and leaving a post are called."""

from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from models.officials import AssignmentKind, End, Start

KINDS = {
    AssignmentKind.MAIN: _l("chính"),
    AssignmentKind.CONCURRENT: _l("kiêm nhiệm"),
    AssignmentKind.SECONDED: _l("biệt phái"),
    AssignmentKind.ACTING: _l("quyền, phụ trách"),
}
STARTS = {
    Start.RECRUITED: _l("tuyển dụng"),
    Start.APPOINTED: _l("bổ nhiệm"),
    Start.ELECTED: _l("bầu cử, phê chuẩn"),
    Start.TRANSFERRED: _l("điều động, luân chuyển"),
    Start.SECONDED: _l("biệt phái"),
    Start.REORGANISED: _l("sắp xếp tổ chức"),
    Start.RETURNED: _l("trở lại làm việc"),
}
ENDS = {
    End.MOVED: _l("nhận chức vụ khác"),
    End.TRANSFERRED: _l("điều động đi nơi khác"),
    End.REORGANISED: _l("sắp xếp tổ chức"),
    End.TERM_OVER: _l("hết nhiệm kỳ, hết thời hạn"),
    End.RETIRED: _l("nghỉ hưu"),
    End.RESIGNED: _l("thôi việc"),
    End.DISMISSED: _l("bãi nhiệm, buộc thôi việc"),
    End.DIED: _l("từ trần"),
    End.RETURNED: _l("trở về đơn vị cử đi"),
}
LEFT = frozenset({End.TERM_OVER, End.RETIRED, End.RESIGNED, End.DISMISSED, End.DIED})
"""Ends after which nobody expects another post."""


def kind_word(kind: AssignmentKind) -> str:
    """How a post is held; nothing for a main one, which is the rule."""
    return "" if kind is AssignmentKind.MAIN else str(KINDS[kind])


def start_word(start: Start | None) -> str:
    """How a post began, as far as it is known."""
    return str(STARTS[start]) if start else ""


def end_word(end: End | None) -> str:
    """Why a post ended, as far as it is known."""
    return str(ENDS[end]) if end else ""


def unnamed_words(number: int) -> str:
    """That figures of a day to come count people whom a list does not name yet; empty when there are none."""
    if not number:
        return ""
    return ngettext(
        "%(num)s người sẽ đến theo đợt sắp xếp đã ghi trước được tính trong số liệu; hồ sơ và tên chỉ mở từ ngày sắp xếp.",
        "%(num)s người sẽ đến theo đợt sắp xếp đã ghi trước được tính trong số liệu; hồ sơ và tên chỉ mở từ ngày sắp xếp.",
        number,
    )
