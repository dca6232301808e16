"""What the trail's actions are called that follow classes: lesson hours and bonds."""

from typing import Any

from flask_babel import lazy_gettext as _l

AFTER_CLASSES: dict[str, Any] = {
    "account.address_set": _l("Đổi địa chỉ nhận thư nhắc việc"),
    "bond.added": _l("Ghi cam kết phục vụ sau đào tạo"),
    "bond.changed": _l("Sửa cam kết phục vụ sau đào tạo"),
    "bond.released": _l("Miễn cam kết phục vụ sau đào tạo"),
    "bond.repaid": _l("Ghi đã đền bù chi phí đào tạo"),
    "hours_rule.changed": _l("Sửa mức tối thiểu số tiết"),
    "hours_rule.renewed": _l("Ghi mức tối thiểu số tiết mới"),
}

GROUPS_AFTER_CLASSES: dict[str, Any] = {
    "bond": _l("Cam kết phục vụ sau đào tạo"),
    "hours_rule": _l("Mức tối thiểu số tiết"),
}
