"""What the columns of a roster are called once they are understood."""

from flask_babel import gettext as _

from registry.readers.facts import LEVELLED, Column, Field, Meaning


def meaning_label(column: Column, labels: dict[Field, str]) -> str:
    """What a column is read as, in words; '' when it is not read."""
    if column.field is None:
        return ""
    return (
        _("%(fact)s, đánh dấu = %(level)s", fact=labels[column.field], level=column.says) if column.says else labels[column.field]
    )


def meaning_choices() -> dict[str, list[tuple[str, str]]]:
    """Every meaning that a column can be given, by group: (code, words)."""
    labels = field_labels()
    return {
        "": [("", _("không đọc"))],
        _("Người"): _choices(_person()),
        _("Chức vụ"): _choices(_post()),
        _("Chuyên môn"): _choices(_degree()),
        _("Chứng chỉ khác"): _choices(_others()),
        _("Cột đánh dấu x, tiêu đề là trình độ"): [
            (Meaning(field, True).code, _("đánh dấu x: %(fact)s", fact=labels[field])) for field in LEVELLED
        ],
    }


def _choices(labels: dict[Field, str]) -> list[tuple[str, str]]:
    return [(Meaning(field).code, words) for field, words in labels.items()]


def field_labels() -> dict[Field, str]:
    """Every fact that a column can hold, in words."""
    return {**_person(), **_post(), **_degree(), **_others()}


def _person() -> dict[Field, str]:
    return {
        Field.ORDINAL: _("số thứ tự"),
        Field.FULL_NAME: _("họ và tên"),
        Field.FAMILY_NAME: _("họ và tên đệm"),
        Field.GIVEN_NAME: _("tên"),
        Field.SEX: _("giới tính"),
        Field.SEX_MALE: _("giới tính: nam"),
        Field.SEX_FEMALE: _("giới tính: nữ"),
        Field.BIRTH: _("ngày sinh"),
        Field.BIRTH_MALE: _("ngày sinh của nam"),
        Field.BIRTH_FEMALE: _("ngày sinh của nữ"),
        Field.BIRTH_DAY: _("ngày sinh: ngày"),
        Field.BIRTH_MONTH: _("ngày sinh: tháng"),
        Field.BIRTH_YEAR: _("ngày sinh: năm"),
        Field.PERSONAL_NUMBER: _("số định danh cá nhân"),
        Field.STAFF_CODE: _("số hiệu công chức"),
        Field.PARTY_MEMBER: _("đảng viên"),
        Field.ETHNICITY: _("dân tộc"),
        Field.ETHNIC_MINORITY: _("dân tộc thiểu số"),
    }


def _post() -> dict[Field, str]:
    return {
        Field.UNIT: _("đơn vị"),
        Field.DIVISION: _("phòng, ban"),
        Field.POSITION: _("chức vụ, chức danh"),
        Field.CATEGORY: _("loại cán bộ, công chức"),
        Field.HELD_FROM: _("ngày giữ chức vụ"),
    }


def _degree() -> dict[Field, str]:
    return {
        Field.DEGREE_LEVEL: _("chuyên môn: trình độ"),
        Field.DEGREE_FIELD: _("chuyên môn: chuyên ngành"),
        Field.DEGREE_INSTITUTION: _("chuyên môn: nơi đào tạo"),
        Field.DEGREE_FORM: _("chuyên môn: hình thức đào tạo"),
        Field.DEGREE_ISSUED: _("chuyên môn: ngày cấp"),
        Field.DEGREE_NUMBER: _("chuyên môn: số hiệu"),
    }


def _others() -> dict[Field, str]:
    return {
        Field.THEORY_LEVEL: _("lý luận chính trị: trình độ"),
        Field.THEORY_ISSUED: _("lý luận chính trị: ngày cấp"),
        Field.STATE_LEVEL: _("quản lý nhà nước: chương trình"),
        Field.STATE_ISSUED: _("quản lý nhà nước: ngày cấp"),
        Field.LANGUAGE_CERTIFICATE: _("ngoại ngữ: chứng chỉ"),
        Field.LANGUAGE_NAME: _("ngoại ngữ: ngôn ngữ"),
        Field.LANGUAGE_SCORE: _("ngoại ngữ: điểm, bậc"),
        Field.LANGUAGE_ISSUED: _("ngoại ngữ: ngày cấp"),
        Field.LANGUAGE_EXPIRES: _("ngoại ngữ: ngày hết hạn"),
        Field.DIGITAL_TEXT: _("tin học: chứng chỉ"),
        Field.DIGITAL_ISSUED: _("tin học: ngày cấp"),
        Field.DEFENCE_TEXT: _("quốc phòng, an ninh: đối tượng"),
        Field.DEFENCE_ISSUED: _("quốc phòng, an ninh: ngày cấp"),
        Field.ETHNIC_LANGUAGE_TEXT: _("tiếng dân tộc: trình độ"),
        Field.ETHNIC_LANGUAGE_ISSUED: _("tiếng dân tộc: ngày cấp"),
    }
