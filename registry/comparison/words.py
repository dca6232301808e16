"""The causes of a change in words: what each is called, and who is counted under it."""

from dataclasses import dataclass

from flask_babel import lazy_gettext as _l

from registry.judgement.change import Cause


@dataclass(frozen=True)
class Said:
    """A cause as pages name and explain it."""

    label: object
    meaning: object


CAUSES = {
    Cause.JOINED: Said(_l("Vào đội ngũ"), _l("Trước không giữ chức vụ nào, nay có: tuyển dụng, tiếp nhận, trở lại.")),
    Cause.LEFT: Said(_l("Rời đội ngũ"), _l("Trước giữ chức vụ, nay không còn: nghỉ hưu, thôi việc, từ trần.")),
    Cause.MOVED: Said(_l("Đổi chức vụ, chuyển đơn vị"), _l("Sang chức vụ hoặc đơn vị được tính khác trước.")),
    Cause.REORGANISED: Said(_l("Sắp xếp tổ chức"), _l("Đơn vị được kế thừa, giải thể hoặc đổi nơi trực thuộc.")),
    Cause.AGED: Said(_l("Qua tuổi của chỉ tiêu"), _l("Đến tuổi mà quy tắc không còn tính.")),
    Cause.GAINED: Said(_l("Có thêm văn bằng, chứng chỉ"), _l("Được cấp giữa hai ngày.")),
    Cause.EXPIRED: Said(_l("Chứng chỉ hết hạn"), _l("Còn hạn ở ngày đầu, hết hạn trước ngày sau.")),
    Cause.EXEMPTED: Said(_l("Loại trừ bắt đầu hoặc hết"), _l("Căn cứ loại trừ có hiệu lực hoặc hết hiệu lực giữa hai ngày.")),
    Cause.RULE: Said(_l("Quy tắc đổi"), _l("Cùng một hồ sơ, quy tắc hoặc căn cứ loại trừ khác trước.")),
    Cause.CORRECTED: Said(_l("Đính chính, nhập sau"), _l("Hồ sơ được nhập, sửa, gỡ hoặc lưu sau khi chốt.")),
    Cause.VERIFIED: Said(_l("Xác minh"), _l("Văn bằng đã có từ trước, nay được xác minh.")),
    Cause.REVOKED: Said(_l("Thu hồi, không được chấp nhận"), _l("Văn bằng mất giá trị, hoặc được tin trở lại.")),
}
"""In the order of the ledger."""
