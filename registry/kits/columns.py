"""The columns of the workbooks that the registry gives out to be filled in and read again: headings as offices word them."""

from dataclasses import dataclass

from models.qualifications import Domain
from registry.readers.facts import Field

DATE, TEXT = "date", "text"


@dataclass(frozen=True)
class Column:
    """One column of the roster: heading, what it holds, width in characters, the list that its cells choose from."""

    heading: str
    field: Field
    width: float = 14
    kind: str = TEXT
    choices: str = ""
    hint: str = ""


_DAY = "dd/mm/yyyy; chỉ biết tháng hoặc năm thì ghi mm/yyyy hoặc yyyy."
_MARK = "Ghi x nếu đúng; không thì ghi “không” hoặc để trống."

ROSTER: tuple[Column, ...] = (
    Column("Họ và tên", Field.FULL_NAME, 26),
    Column("Giới tính", Field.SEX, 8, choices="sexes"),
    Column("Ngày sinh", Field.BIRTH, 12, DATE, hint=_DAY),
    Column("Số CCCD", Field.PERSONAL_NUMBER, 15, hint="Đủ 12 chữ số, giữ số 0 ở đầu."),
    Column("Số hiệu công chức", Field.STAFF_CODE, 12),
    Column("Đơn vị", Field.UNIT, 24, choices="units"),
    Column("Phòng, ban", Field.DIVISION, 20),
    Column("Chức vụ", Field.POSITION, 28, choices="positions"),
    Column("Loại", Field.CATEGORY, 12, choices="categories"),
    Column("Ngày giữ chức vụ", Field.HELD_FROM, 12, DATE, hint=_DAY),
    Column("Đảng viên", Field.PARTY_MEMBER, 8, choices="marks", hint=_MARK),
    Column("Dân tộc", Field.ETHNICITY, 10),
    Column("Dân tộc thiểu số", Field.ETHNIC_MINORITY, 10, choices="marks", hint=_MARK),
    Column("Trình độ chuyên môn", Field.DEGREE_LEVEL, 14, choices="degrees"),
    Column("Chuyên ngành", Field.DEGREE_FIELD, 22),
    Column("Cơ sở đào tạo", Field.DEGREE_INSTITUTION, 28),
    Column("Hình thức đào tạo", Field.DEGREE_FORM, 16, choices="forms"),
    Column("Ngày cấp bằng chuyên môn", Field.DEGREE_ISSUED, 12, DATE, hint=_DAY),
    Column("Số hiệu văn bằng chuyên môn", Field.DEGREE_NUMBER, 14),
    Column("Lý luận chính trị", Field.THEORY_LEVEL, 18, choices="theories"),
    Column("Ngày cấp bằng lý luận chính trị", Field.THEORY_ISSUED, 12, DATE, hint=_DAY),
    Column("Quản lý nhà nước", Field.STATE_LEVEL, 18, choices="courses"),
    Column("Ngày cấp chứng chỉ quản lý nhà nước", Field.STATE_ISSUED, 12, DATE, hint=_DAY),
    Column("Chứng chỉ ngoại ngữ", Field.LANGUAGE_CERTIFICATE, 18, choices="certificates"),
    Column("Ngôn ngữ", Field.LANGUAGE_NAME, 12, choices="languages"),
    Column("Điểm/bậc ngoại ngữ", Field.LANGUAGE_SCORE, 10),
    Column("Ngày cấp chứng chỉ ngoại ngữ", Field.LANGUAGE_ISSUED, 12, DATE, hint=_DAY),
    Column("Ngày hết hạn chứng chỉ ngoại ngữ", Field.LANGUAGE_EXPIRES, 12, DATE, hint=_DAY),
    Column("Tin học", Field.DIGITAL_TEXT, 22, choices="skills"),
    Column("Ngày cấp chứng chỉ tin học", Field.DIGITAL_ISSUED, 12, DATE, hint=_DAY),
    Column("Quốc phòng, an ninh", Field.DEFENCE_TEXT, 14, choices="defences"),
    Column("Ngày cấp chứng nhận quốc phòng, an ninh", Field.DEFENCE_ISSUED, 12, DATE, hint=_DAY),
    Column("Tiếng dân tộc thiểu số", Field.ETHNIC_LANGUAGE_TEXT, 14, choices="tongues"),
    Column("Ngày cấp chứng chỉ tiếng dân tộc thiểu số", Field.ETHNIC_LANGUAGE_ISSUED, 12, DATE, hint=_DAY),
)
"""One person a row."""

FIELDS_OF: dict[Domain, tuple[Field, ...]] = {
    domain: tuple(column.field for column in ROSTER if column.field.value.startswith(f"{domain.value}."))
    for domain in Domain
    if domain is not Domain.TRAINING
}
"""The columns in which the roster tells of one qualification of a domain."""

POST_FIELDS = (Field.UNIT, Field.DIVISION, Field.POSITION, Field.CATEGORY, Field.HELD_FROM)

DOMAINS: dict[Domain, str] = {
    Domain.DEGREE: "Chuyên môn",
    Domain.THEORY: "Lý luận chính trị",
    Domain.STATE_MANAGEMENT: "Quản lý nhà nước",
    Domain.LANGUAGE: "Ngoại ngữ",
    Domain.DIGITAL: "Tin học",
    Domain.DEFENCE: "Quốc phòng, an ninh",
    Domain.ETHNIC_LANGUAGE: "Tiếng dân tộc thiểu số",
}
"""What the further sheet calls the domains."""

FURTHER = (
    ("Mã", 8),
    ("Của người", 26),
    ("Số CCCD", 15),
    ("Lĩnh vực", 20),
    ("Trình độ, chứng chỉ", 22),
    ("Ngôn ngữ", 12),
    ("Điểm/bậc", 10),
    ("Chuyên ngành", 22),
    ("Nơi cấp", 28),
    ("Hình thức", 16),
    ("Số hiệu", 14),
    ("Ngày cấp", 12),
    ("Ngày hết hạn", 12),
)
"""Headings and widths of the further sheet: one qualification a row; the first, hidden column has the code of those on file."""

ROSTER_SHEET, FURTHER_SHEET, GUIDE_SHEET, LISTS_SHEET, SEAL_SHEET = "Hồ sơ", "Văn bằng khác", "Hướng dẫn", "Danh mục", "Dấu"
TOP = 5
"""Row of the headings, from 1, in both sheets that are filled in."""
MARGIN = 30
"""Empty rows below, for people and papers that are new."""
