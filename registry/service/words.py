"""What the items beside posts are called."""

from typing import Any

from flask_babel import lazy_gettext as _l

from models.officials import AcademicTitle, Sex
from models.service import AbsenceKind, Grade, Sanction

ABSENCES = {
    AbsenceKind.MATERNITY: _l("nghỉ thai sản"),
    AbsenceKind.SICK: _l("nghỉ ốm dài ngày"),
    AbsenceKind.UNPAID: _l("nghỉ không hưởng lương"),
    AbsenceKind.STUDY: _l("đi học tập trung"),
    AbsenceKind.SUSPENDED: _l("tạm đình chỉ công tác"),
}
GRADES = {
    Grade.EXCELLENT: _l("hoàn thành xuất sắc nhiệm vụ"),
    Grade.GOOD: _l("hoàn thành tốt nhiệm vụ"),
    Grade.COMPLETED: _l("hoàn thành nhiệm vụ"),
    Grade.FAILED: _l("không hoàn thành nhiệm vụ"),
}
SANCTIONS = {
    Sanction.REPRIMAND: _l("khiển trách"),
    Sanction.WARNING: _l("cảnh cáo"),
    Sanction.DEMOTION: _l("giáng chức"),
    Sanction.REMOVAL: _l("cách chức, bãi nhiệm"),
    Sanction.DISMISSAL: _l("buộc thôi việc"),
}
SEXES = {Sex.MALE: _l("nam"), Sex.FEMALE: _l("nữ")}
ACADEMIC = {AcademicTitle.PROFESSOR: _l("giáo sư"), AcademicTitle.ASSOCIATE_PROFESSOR: _l("phó giáo sư")}

ADDITIONS = {
    "ranks": _l("Ghi ngạch, bậc lương"),
    "absences": _l("Ghi thời gian vắng mặt"),
    "appraisals": _l("Ghi đánh giá, khen thưởng của một năm"),
    "disciplines": _l("Ghi kỷ luật"),
}
EDITS = {
    "ranks": _l("Sửa ngạch, bậc lương"),
    "absences": _l("Đính chính thời gian vắng mặt"),
    "appraisals": _l("Sửa đánh giá, khen thưởng"),
    "disciplines": _l("Sửa kỷ luật"),
}


def said(words: dict[Any, Any], key: Any) -> str:
    """A value in words; nothing for what is not recorded."""
    return str(words[key]) if key else ""
