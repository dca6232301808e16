"""What the trail's actions, fields and values are called."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from registry.audit.fields import FIELDS
from registry.shared.dates import vn_date_in
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
    "reorganisation.drafted": _l("Lập dự thảo sắp xếp đơn vị"),
    "reorganisation.changed": _l("Sửa dự thảo sắp xếp đơn vị"),
    "reorganisation.discarded": _l("Bỏ dự thảo sắp xếp đơn vị"),
    "reorganisation.applied": _l("Áp dụng đợt sắp xếp đơn vị"),
    "reorganisation.undone": _l("Hoàn tác đợt sắp xếp đơn vị"),
    "exemption.added": _l("Ghi loại trừ khỏi chỉ tiêu"),
    "exemption.ended": _l("Kết thúc loại trừ"),
    "exemption.removed": _l("Gỡ loại trừ ghi nhầm"),
    "headcount.recorded": _l("Ghi biên chế sự nghiệp"),
    "quota.assigned": _l("Ghi biên chế được giao"),
    "unit.code_given": _l("Ghi mã định danh đơn vị"),
    "official.added": _l("Mở hồ sơ"),
    "official.changed": _l("Sửa hồ sơ"),
    "official.number_shown": _l("Xem số định danh"),
    "official.archived": _l("Lưu hồ sơ"),
    "official.restored": _l("Dùng lại hồ sơ đã lưu"),
    "official.merged": _l("Gộp hồ sơ trùng"),
    "assignment.added": _l("Ghi chức vụ"),
    "assignment.transferred": _l("Điều động"),
    "assignment.seconded": _l("Biệt phái"),
    "assignment.ended": _l("Kết thúc một chức vụ"),
    "assignment.all_ended": _l("Thôi giữ mọi chức vụ"),
    "assignment.corrected": _l("Đính chính chức vụ"),
    "assignment.removed": _l("Gỡ chức vụ ghi nhầm"),
    "rank.recorded": _l("Ghi ngạch, bậc lương"),
    "rank.changed": _l("Sửa ngạch, bậc lương"),
    "rank.removed": _l("Gỡ ngạch, bậc ghi nhầm"),
    "absence.recorded": _l("Ghi thời gian vắng mặt"),
    "absence.changed": _l("Đính chính thời gian vắng mặt"),
    "absence.ended": _l("Ghi trở lại làm việc"),
    "absence.removed": _l("Gỡ thời gian vắng mặt ghi nhầm"),
    "appraisal.recorded": _l("Ghi đánh giá, khen thưởng"),
    "appraisal.changed": _l("Sửa đánh giá, khen thưởng"),
    "appraisal.removed": _l("Gỡ đánh giá, khen thưởng ghi nhầm"),
    "discipline.recorded": _l("Ghi kỷ luật"),
    "discipline.changed": _l("Sửa kỷ luật"),
    "discipline.removed": _l("Gỡ kỷ luật ghi nhầm"),
    "qualification.recorded": _l("Ghi văn bằng, chứng chỉ"),
    "qualification.changed": _l("Sửa văn bằng, chứng chỉ"),
    "qualification.decided": _l("Đối chiếu, xác minh"),
    "qualification.revoked": _l("Thu hồi văn bằng, chứng chỉ"),
    "inquiry.made": _l("Lập công văn xác minh"),
    "inquiry.taken": _l("Tải công văn, danh sách xác minh"),
    "inquiry.answered": _l("Ghi trả lời của nơi cấp"),
    "inquiry.closed": _l("Đóng công văn xác minh"),
    "evidence.added": _l("Thêm bản chụp"),
    "evidence.removed": _l("Gỡ bản chụp"),
    "evidence.viewed": _l("Xem bản chụp"),
    "summary.printed": _l("In bản xác nhận"),
    "link.made": _l("Tạo đường dẫn tự khai"),
    "link.ended": _l("Thu hồi đường dẫn tự khai"),
    "link.opened": _l("Cá nhân mở hồ sơ của mình"),
    "link.refused": _l("Mở đường dẫn tự khai không thành"),
    "proposal.made": _l("Cá nhân đề nghị sửa hồ sơ"),
    "proposal.withdrawn": _l("Cá nhân rút đề nghị"),
    "proposal.decided": _l("Trả lời đề nghị sửa hồ sơ"),
    "roster.uploaded": _l("Gửi danh sách"),
    "roster.read_otherwise": _l("Sửa cách đọc danh sách"),
    "roster.applied": _l("Nhập danh sách vào sổ"),
    "action.undone": _l("Hoàn tác một việc"),
    "roster.discarded": _l("Bỏ danh sách đã gửi"),
    "official.imported": _l("Mở hồ sơ theo danh sách"),
    "official.updated_by_roster": _l("Sửa hồ sơ theo danh sách"),
    "standard.set": _l("Ghi tiêu chuẩn vị trí"),
    "standard.ended": _l("Thôi áp dụng tiêu chuẩn vị trí"),
    "position.added": _l("Thêm vị trí vào danh mục"),
    "position.changed": _l("Sửa vị trí trong danh mục"),
    "kit.template_given": _l("Tải mẫu danh sách"),
    "kit.given": _l("Tải tệp làm việc ngoại tuyến"),
    "kits.given": _l("Lập tệp làm việc ngoại tuyến cho nhiều đơn vị"),
    "unit.exported": _l("Xuất toàn bộ hồ sơ của đơn vị"),
    "roster.errors_taken": _l("Tải các dòng lỗi của danh sách"),
    "job.cancelled": _l("Hủy việc chạy nền"),
    "job.result_taken": _l("Tải kết quả việc chạy nền"),
    "plan.added": _l("Ghi vào quy hoạch"),
    "plan.changed": _l("Sửa quy hoạch"),
    "plan.left": _l("Đưa ra khỏi quy hoạch"),
    "due.decided": _l("Ghi ngày đến hạn khác"),
    "due.by_rule": _l("Trở lại ngày đến hạn theo quy định"),
    "calendar.made": _l("Tạo địa chỉ lịch"),
    "calendar.ended": _l("Thu hồi địa chỉ lịch"),
    "list.exported": _l("Tải danh sách người"),
    "list.changed": _l("Sửa hàng loạt"),
    "view.saved": _l("Lưu chế độ xem"),
    "view.replaced": _l("Thay điều kiện của chế độ xem"),
    "view.changed": _l("Đổi tên, cách dùng chế độ xem"),
    "view.deleted": _l("Xoá chế độ xem"),
    "campaign.opened": _l("Mở đợt rà soát"),
    "campaign.confirmed": _l("Xác nhận số liệu của đơn vị"),
    "campaign.closed": _l("Đóng đợt rà soát"),
    "snapshot.printed": _l("In bản chốt số liệu"),
    "snapshot.frozen": _l("Ký chốt số liệu của một ngày"),
    "addition.proposed": _l("Đề nghị bổ sung chức danh, đơn vị"),
    "addition.accepted": _l("Nhận chức danh, đơn vị được đề nghị"),
    "addition.merged": _l("Gộp chức danh, đơn vị được đề nghị"),
    "addition.refused": _l("Không nhận chức danh, đơn vị được đề nghị"),
    "indicator.reported": _l("Ghi số liệu báo cáo"),
    "indicator.corrected": _l("Đính chính số liệu báo cáo"),
    "indicator.withdrawn": _l("Rút số liệu báo cáo"),
    "term.proposed": _l("Đề nghị bổ sung danh mục"),
    "term.added": _l("Thêm mục vào danh mục"),
    "term.accepted": _l("Nhận đề nghị vào danh mục"),
    "term.changed": _l("Sửa mục danh mục"),
    "term.merged": _l("Gộp mục danh mục"),
    "term.refused": _l("Không nhận đề nghị"),
    "finding.taken": _l("Nhận xem lại"),
    "finding.accepted": _l("Kết luận đúng như vậy"),
    "finding.reopened": _l("Mở lại để xem xét"),
    "gap_plan.made": _l("Lập phương án đào tạo"),
    "gap_plan.class_added": _l("Thêm lớp vào phương án"),
    "gap_plan.class_removed": _l("Bỏ lớp khỏi phương án"),
    "gap_plan.worked_out": _l("Tính phương án đào tạo"),
    "gap_plan.saved": _l("Lưu phương án đào tạo"),
    "gap_plan.copied": _l("Sao phương án đào tạo"),
    "trail.exported": _l("Tải nhật ký"),
    "demo.planted": _l("Nạp tỉnh mẫu"),
}
"""Every action that is written to the trail; a test finds one that is missing."""

GROUPS: dict[str, Any] = {
    "account": _l("Tài khoản"),
    "action": _l("Hoàn tác"),
    "official": _l("Hồ sơ"),
    "assignment": _l("Chức vụ"),
    "rank": _l("Ngạch, lương"),
    "absence": _l("Vắng mặt"),
    "appraisal": _l("Đánh giá, khen thưởng"),
    "discipline": _l("Kỷ luật"),
    "qualification": _l("Văn bằng, chứng chỉ"),
    "evidence": _l("Minh chứng"),
    "inquiry": _l("Công văn xác minh"),
    "roster": _l("Nhập dữ liệu"),
    "summary": _l("Bản xác nhận"),
    "kit": _l("Tệp làm việc ngoại tuyến"),
    "kits": _l("Tệp làm việc ngoại tuyến"),
    "job": _l("Việc chạy nền"),
    "link": _l("Đường dẫn tự khai"),
    "proposal": _l("Đề nghị sửa hồ sơ"),
    "standard": _l("Tiêu chuẩn vị trí"),
    "position": _l("Danh mục vị trí"),
    "plan": _l("Quy hoạch"),
    "due": _l("Việc đến hạn"),
    "calendar": _l("Lịch"),
    "list": _l("Danh sách người"),
    "view": _l("Chế độ xem"),
    "campaign": _l("Rà soát số liệu"),
    "snapshot": _l("Chốt số liệu"),
    "addition": _l("Chức danh, đơn vị được đề nghị"),
    "term": _l("Danh mục mở"),
    "unit": _l("Đơn vị"),
    "reorganisation": _l("Sắp xếp đơn vị"),
    "quota": _l("Biên chế"),
    "finding": _l("Điểm cần xem lại"),
    "gap_plan": _l("Phương án đào tạo"),
    "trail": _l("Nhật ký"),
    "demo": _l("Dữ liệu mẫu"),
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
    "method": {
        "copy_seen": _l("xem bản chụp"),
        "original_seen": _l("xem bản gốc"),
        "issuer_answered": _l("nơi cấp trả lời"),
        "national_database": _l("cơ sở dữ liệu quốc gia"),
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
    "list": {
        "institution": _l("cơ sở đào tạo"),
        "field": _l("chuyên ngành"),
        "honour": _l("danh hiệu"),
        "identification_code": _l("mã định danh điện tử"),
        "party_post": _l("chức vụ Đảng"),
        "ethnicity": _l("dân tộc"),
        "schooling": _l("trình độ phổ thông"),
    },
    "finding": {
        "early": _l("văn bằng trước 17 tuổi"),
        "before_birth": _l("cấp trước ngày sinh"),
        "in_future": _l("ngày cấp ở tương lai"),
        "out_of_order": _l("cấp sau có trước cấp phải có"),
        "unschooled": _l("chưa hết phổ thông"),
        "two_places": _l("hai bằng chính quy cùng lúc, hai nơi"),
        "same_number": _l("trùng số hiệu với người khác"),
        "same_scan": _l("trùng bản chụp với người khác"),
        "number_and_birth": _l("số định danh và năm sinh"),
        "number_and_sex": _l("số định danh và giới tính"),
        "repealed": _l("xác nhận LLCT theo quy định đã thôi"),
        "on_sand": _l("dựa trên văn bằng không còn được tin"),
    },
    "sex": {"male": _l("nam"), "female": _l("nữ")},
    "born_precision": {"day": _l("ngày"), "month": _l("tháng"), "year": _l("năm")},
    "issued_precision": {"day": _l("ngày"), "month": _l("tháng"), "year": _l("năm")},
    "category": {
        "cadre": _l("cán bộ"),
        "civil_servant": _l("công chức"),
        "public_employee": _l("viên chức"),
    },
    "kind": {
        "main": _l("chính"),
        "concurrent": _l("kiêm nhiệm"),
        "seconded": _l("biệt phái"),
        "acting": _l("quyền, phụ trách"),
        "maternity": _l("nghỉ thai sản"),
        "sick": _l("nghỉ ốm dài ngày"),
        "unpaid": _l("nghỉ không hưởng lương"),
        "study": _l("đi học tập trung"),
        "suspended": _l("tạm đình chỉ công tác"),
    },
    "started_by": {
        "recruited": _l("tuyển dụng"),
        "appointed": _l("bổ nhiệm"),
        "elected": _l("bầu cử, phê chuẩn"),
        "transferred": _l("điều động, luân chuyển"),
        "seconded": _l("biệt phái"),
        "reorganised": _l("sắp xếp tổ chức"),
        "returned": _l("trở lại làm việc"),
    },
    "ended_by": {
        "moved": _l("nhận chức vụ khác"),
        "transferred": _l("điều động đi nơi khác"),
        "reorganised": _l("sắp xếp tổ chức"),
        "term_over": _l("hết nhiệm kỳ, hết thời hạn"),
        "retired": _l("nghỉ hưu"),
        "resigned": _l("thôi việc"),
        "dismissed": _l("bãi nhiệm, buộc thôi việc"),
        "died": _l("từ trần"),
        "returned": _l("trở về đơn vị cử đi"),
    },
    "grade": {
        "excellent": _l("hoàn thành xuất sắc nhiệm vụ"),
        "good": _l("hoàn thành tốt nhiệm vụ"),
        "completed": _l("hoàn thành nhiệm vụ"),
        "failed": _l("không hoàn thành nhiệm vụ"),
    },
    "sanction": {
        "reprimand": _l("khiển trách"),
        "warning": _l("cảnh cáo"),
        "demotion": _l("giáng chức"),
        "removal": _l("cách chức, bãi nhiệm"),
        "dismissal": _l("buộc thôi việc"),
    },
    "academic_title": {"professor": _l("giáo sư"), "associate_professor": _l("phó giáo sư")},
    "due": {
        "change": _l("chuyển đổi vị trí"),
        "term": _l("hết thời hạn bổ nhiệm"),
        "retirement": _l("nghỉ hưu"),
    },
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
    return str(FIELDS.get(field) or _VALUES["domain"].get(subject, field))


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
    return str(said) if said else vn_date_in(str(value))
