"""What the dated changes of a career are called, and what each of them means."""

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from models.officials import AssignmentKind, End, Start
from models.positions import StaffCategory
from models.units import Tier


@dataclass(frozen=True)
class Event:
    """A dated change that gives a post: its title, the kind of post, how it may have begun, what it does to other posts."""

    title: Any
    verb: Any
    kind: AssignmentKind
    starts: tuple[Start, ...]
    note: Any
    lasts: bool = True
    """Whether its last day may be asked for."""
    anywhere: bool = False
    """Whether it may lead to any unit of the province."""


EVENTS = {
    "appointment": Event(
        _l("Ghi bổ nhiệm, nhận chức vụ mới"),
        _l("Bổ nhiệm"),
        AssignmentKind.MAIN,
        (Start.APPOINTED, Start.ELECTED, Start.RECRUITED, Start.REORGANISED, Start.RETURNED),
        _l("Chức vụ chính đang giữ kết thúc vào ngày này. Ngày có thể ở tương lai hoặc đã qua."),
    ),
    "concurrent-post": Event(
        _l("Ghi chức vụ kiêm nhiệm"),
        _l("Kiêm nhiệm"),
        AssignmentKind.CONCURRENT,
        (Start.APPOINTED, Start.ELECTED, Start.REORGANISED),
        _l("Chức vụ chính giữ nguyên."),
    ),
    "transfer": Event(
        _l("Ghi điều động sang đơn vị khác"),
        _l("Điều động"),
        AssignmentKind.MAIN,
        (Start.TRANSFERRED,),
        _l("Hồ sơ đi theo người với toàn bộ quá trình. Từ ngày này, đơn vị cũ chỉ còn xem phần thuộc thời gian ở đơn vị mình."),
        lasts=False,
        anywhere=True,
    ),
    "secondment": Event(
        _l("Ghi biệt phái"),
        _l("Biệt phái"),
        AssignmentKind.SECONDED,
        (Start.SECONDED,),
        _l("Chức vụ chính giữ nguyên ở đơn vị cử đi; tính vào số liệu của đơn vị nào là do quy tắc của từng chỉ tiêu."),
        anywhere=True,
    ),
    "acting-post": Event(
        _l("Ghi giao quyền, phụ trách"),
        _l("Quyền, phụ trách"),
        AssignmentKind.ACTING,
        (Start.APPOINTED,),
        _l("Chức vụ chính giữ nguyên; chức vụ giao quyền, phụ trách không tính vào chỉ tiêu."),
    ),
}
"""Changes that give a post, by their word in the address."""

LEAVING = (End.RETIRED, End.RESIGNED, End.TERM_OVER, End.DISMISSED, End.DIED, End.TRANSFERRED, End.REORGANISED)
ENDING = (End.RETURNED, End.TERM_OVER, End.MOVED, End.REORGANISED, End.DISMISSED)

CATEGORIES = {
    StaffCategory.CADRE: _l("cán bộ"),
    StaffCategory.CIVIL_SERVANT: _l("công chức"),
    StaffCategory.PUBLIC_EMPLOYEE: _l("viên chức"),
}
TIERS = {
    Tier.PROVINCE: _l("Cấp tỉnh"),
    Tier.DEPARTMENT: _l("Sở, ngành"),
    Tier.COMMUNE: _l("Cấp xã"),
    Tier.DISTRICT: _l("Cấp huyện"),
}
SEXES = {"male": _l("Nam"), "female": _l("Nữ")}
