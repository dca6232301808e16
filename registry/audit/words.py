"""What the trail's actions, fields and values are called."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from registry.shared.dates import vn_date
from registry.shared.numbers import vn_number
from registry.shared.text import masked

ACTIONS: dict[str, Any] = {
    "account.signed_in": _l("Đăng nhập"),
    "account.sign_in_failed": _l("Đăng nhập không thành"),
    "account.network_rests": _l("Một mạng sai mật khẩu quá nhiều, tạm nghỉ 15 phút"),
    "account.signed_out": _l("Đăng xuất"),
    "account.added": _l("Mở tài khoản"),
    "account.changed": _l("Sửa tài khoản"),
    "account.password_changed": _l("Tự đổi mật khẩu"),
    "account.sessions_ended": _l("Kết thúc các phiên"),
    "account.language_set": _l("Đổi ngôn ngữ"),
    "official.added": _l("Mở hồ sơ"),
    "official.changed": _l("Sửa hồ sơ"),
    "official.number_shown": _l("Xem số định danh"),
    "assignment.added": _l("Ghi chức vụ"),
    "qualification.recorded": _l("Ghi văn bằng, chứng chỉ"),
    "qualification.changed": _l("Sửa văn bằng, chứng chỉ"),
    "summary.printed": _l("In bản xác nhận"),
    "link.made": _l("Tạo đường dẫn tự khai"),
    "link.ended": _l("Thu hồi đường dẫn tự khai"),
    "link.opened": _l("Cá nhân mở hồ sơ của mình"),
    "link.refused": _l("Mở đường dẫn tự khai không thành"),
    "proposal.made": _l("Cá nhân đề nghị sửa hồ sơ"),
    "proposal.withdrawn": _l("Cá nhân rút đề nghị"),
    "proposal.decided": _l("Trả lời đề nghị sửa hồ sơ"),
    "roster.uploaded": _l("Gửi danh sách"),
    "roster.applied": _l("Nhập danh sách vào sổ"),
    "action.undone": _l("Hoàn tác một việc"),
    "roster.discarded": _l("Bỏ danh sách đã gửi"),
    "official.imported": _l("Mở hồ sơ theo danh sách"),
    "official.updated_by_roster": _l("Sửa hồ sơ theo danh sách"),
    "standard.set": _l("Ghi tiêu chuẩn vị trí"),
    "standard.ended": _l("Thôi áp dụng tiêu chuẩn vị trí"),
    "position.added": _l("Thêm vị trí vào danh mục"),
    "position.changed": _l("Sửa vị trí trong danh mục"),
    "list.exported": _l("Tải danh sách người"),
    "trail.exported": _l("Tải nhật ký"),
    "demo.planted": _l("Nạp tỉnh mẫu"),
}
"""Every action that is written to the trail; a test finds one that is missing."""

GROUPS: dict[str, Any] = {
    "account": _l("Tài khoản"),
    "action": _l("Hoàn tác"),
    "official": _l("Hồ sơ"),
    "assignment": _l("Chức vụ"),
    "qualification": _l("Văn bằng, chứng chỉ"),
    "roster": _l("Nhập dữ liệu"),
    "summary": _l("Bản xác nhận"),
    "link": _l("Đường dẫn tự khai"),
    "proposal": _l("Đề nghị sửa hồ sơ"),
    "standard": _l("Tiêu chuẩn vị trí"),
    "position": _l("Danh mục vị trí"),
    "list": _l("Danh sách người"),
    "trail": _l("Nhật ký"),
    "demo": _l("Dữ liệu mẫu"),
}

_FIELDS: dict[str, Any] = {
    "active": _l("được đăng nhập"),
    "added": _l("thêm mới"),
    "assignments": _l("số lần giữ chức vụ"),
    "basis": _l("căn cứ"),
    "born_on": _l("ngày sinh"),
    "born_precision": _l("mức biết ngày sinh"),
    "category": _l("loại"),
    "certificate_type_id": _l("chứng chỉ"),
    "change_years": _l("số năm phải chuyển đổi vị trí"),
    "code": _l("mã bản in"),
    "country": _l("nước"),
    "decision": _l("quyết định"),
    "defence": _l("quốc phòng và an ninh"),
    "degree": _l("chuyên môn"),
    "digital": _l("tin học, kỹ năng số"),
    "division": _l("phòng, bộ phận"),
    "domain": _l("lĩnh vực"),
    "entry": _l("mục nhật ký"),
    "ethnic_language": _l("tiếng dân tộc"),
    "ethnic_minority": _l("dân tộc thiểu số"),
    "ethnicity": _l("dân tộc"),
    "expires_on": _l("ngày hết hạn"),
    "field": _l("chuyên ngành"),
    "classification": _l("xếp loại"),
    "lesson_hours": _l("số tiết"),
    "recognised_on": _l("ngày công nhận"),
    "recognition": _l("văn bản công nhận"),
    "register_number": _l("số vào sổ gốc"),
    "studied_from": _l("học từ"),
    "studied_to": _l("học đến"),
    "form_of_study": _l("hình thức đào tạo"),
    "route": _l("loại hình tuyển sinh"),
    "full_name": _l("họ và tên"),
    "institution": _l("nơi cấp"),
    "issued_on": _l("ngày cấp"),
    "issued_precision": _l("mức biết ngày cấp"),
    "kind": _l("chính hay kiêm nhiệm"),
    "language": _l("ngoại ngữ"),
    "language_code": _l("ngôn ngữ"),
    "left": _l("hồ sơ để nguyên"),
    "level_id": _l("trình độ"),
    "locale": _l("ngôn ngữ trang"),
    "name": _l("tên"),
    "mandatory": _l("bắt buộc"),
    "note": _l("ghi chú"),
    "official_code": _l("mã vị trí việc làm"),
    "origin": _l("ai quy định"),
    "requirement": _l("yêu cầu"),
    "number": _l("số hiệu"),
    "office": _l("cơ quan ban hành"),
    "officials": _l("số người"),
    "on": _l("số liệu ngày"),
    "party_member": _l("đảng viên"),
    "password": _l("mật khẩu"),
    "personal_number": _l("số định danh"),
    "position": _l("chức vụ"),
    "post": _l("chức vụ"),
    "qualifications": _l("số văn bằng, chứng chỉ"),
    "read": _l("đã đọc"),
    "records": _l("số bản ghi"),
    "rejected": _l("bị loại"),
    "rests": _l("tạm nghỉ 15 phút"),
    "role": _l("vai trò"),
    "rows": _l("số dòng"),
    "rules": _l("quy tắc"),
    "score": _l("điểm"),
    "sessions": _l("phiên đang mở"),
    "sex": _l("giới tính"),
    "skill_scores": _l("điểm từng kỹ năng"),
    "source": _l("lấy từ"),
    "staff_code": _l("số hiệu công chức"),
    "state": _l("tình trạng"),
    "state_management": _l("quản lý nhà nước"),
    "taught_in": _l("học bằng tiếng"),
    "theory": _l("lý luận chính trị"),
    "unchanged": _l("không đổi"),
    "unit": _l("đơn vị"),
    "updated": _l("cập nhật"),
    "valid_from": _l("từ ngày"),
    "valid_to": _l("đến trước ngày"),
    "number_issued_on": _l("ngày cấp CCCD"),
    "phone": _l("số điện thoại"),
    "recruited_on": _l("ngày tuyển dụng lần đầu"),
    "recruited_by": _l("cơ quan tuyển dụng"),
    "joined_on": _l("ngày vào cơ quan hiện nay"),
    "party_joined_on": _l("ngày vào Đảng"),
    "party_official_on": _l("ngày chính thức vào Đảng"),
    "schooling": _l("trình độ phổ thông"),
    "duties": _l("công việc chính"),
}

_VALUES: dict[str, dict[str, Any]] = {
    "role": {
        "hr_officer": _l("Cán bộ tổ chức"),
        "chair": _l("Chủ tịch xã, phường"),
        "department": _l("Sở Nội vụ"),
        "auditor": _l("Kiểm tra, giám sát"),
        "administrator": _l("Quản trị hệ thống"),
    },
    "state": {
        "declared": _l("khai báo"),
        "checked": _l("đã đối chiếu"),
        "verified": _l("đã xác minh"),
        "rejected": _l("không được chấp nhận"),
        "revoked": _l("đã thu hồi"),
    },
    "domain": {
        "degree": _l("chuyên môn"),
        "theory": _l("lý luận chính trị"),
        "state_management": _l("quản lý nhà nước"),
        "defence": _l("quốc phòng và an ninh"),
        "digital": _l("kỹ năng số"),
        "language": _l("ngoại ngữ"),
        "ethnic_language": _l("tiếng dân tộc"),
        "training": _l("bồi dưỡng khác"),
    },
    "form_of_study": {
        "full_time": _l("chính quy"),
        "in_service": _l("vừa làm vừa học"),
        "distance": _l("từ xa"),
    },
    "route": {
        "transfer": _l("liên thông"),
        "second_degree": _l("văn bằng hai"),
        "specialised": _l("chuyên tu"),
        "nominated": _l("cử tuyển"),
    },
    "sex": {"male": _l("nam"), "female": _l("nữ")},
    "born_precision": {"day": _l("ngày"), "month": _l("tháng"), "year": _l("năm")},
    "issued_precision": {"day": _l("ngày"), "month": _l("tháng"), "year": _l("năm")},
    "category": {
        "cadre": _l("cán bộ"),
        "civil_servant": _l("công chức"),
        "public_employee": _l("viên chức"),
    },
    "kind": {"main": _l("chính"), "concurrent": _l("kiêm nhiệm")},
    "origin": {"decree": _l("quy định chung"), "province": _l("bổ sung của tỉnh")},
    "locale": {"vi": _l("tiếng Việt"), "en": _l("tiếng Anh")},
    "password": {"•": _l("không ghi lại")},
}


def action_label(action: str) -> str:
    """An action in words; an unknown one as it is written."""
    return str(ACTIONS.get(action, action))


def field_label(field: str) -> str:
    """A field in words; an unknown one as it is written. `degree.0` is the first of several of a domain."""
    subject = field.partition(".")[0]
    return str(_FIELDS.get(field) or _VALUES["domain"].get(subject, field))


def value_label(field: str, value: object, names: Mapping[str, Mapping[object, str]]) -> str:
    """A value of a field in words. `names` has, by field, what ids and keys are called."""
    if value is None or value == "":
        return _("chưa có")
    if field == "personal_number":
        return masked(str(value))
    if isinstance(value, bool):
        return _("có") if value else _("không")
    if isinstance(value, dict):
        return ", ".join(f"{field_label(key)} {value_label(key, part, names)}" for key, part in value.items() if part)
    if isinstance(value, list):
        return ", ".join(value_label(field, part, names) for part in value if part)
    if field in names:
        return names[field].get(value, str(value))
    if isinstance(value, int):
        return vn_number(value)
    said = _VALUES.get(field, {}).get(str(value))
    return str(said) if said else _plain(str(value))


def _plain(text: str) -> str:
    try:
        return vn_date(dt.date.fromisoformat(text)) if len(text) == 10 else text
    except ValueError:
        return text
