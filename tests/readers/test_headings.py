"""What headings mean, alone and under their groups."""

import contextlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.readers.facts import Field, Meaning
from registry.readers.headings import read_headings
from registry.readers.layout import one_column_each
from registry.readers.reading import read_here
from registry.sheets.gate import Unreadable
from tests.readers.shapes import delimited

WORDS = st.sampled_from(
    re.split(
        r"\|",
        "Họ và tên|Tên|STT|Nam|Nữ|Năm|Ngày sinh|Số CCCD|Ngày cấp|Chức vụ|Trình độ|Trình độ chuyên môn|LLCT|TS|ThS|ĐH|TC|A|B|"
        "Ngoại ngữ|Tiếng Anh|Tin học|QLNN|CV|CVC|Số hiệu|Đơn vị|Phòng, ban|Tổng cộng|(1)|x|24/05/1985|042085000011|"
        "Nguyễn Văn An|Đại học|Luật",
    )
)
TEXTS = st.one_of(WORDS, WORDS, WORDS, st.text(max_size=20), st.just(""))
PATHS = st.lists(st.lists(TEXTS, max_size=3).map(tuple), max_size=20)
GRIDS = st.lists(st.lists(TEXTS, min_size=5, max_size=9), min_size=2, max_size=14)


def meaning(*path: str) -> Field | None:
    return read_headings([path])[0].field


@pytest.mark.parametrize(
    ("field", "wordings"),
    [
        (Field.ORDINAL, "STT|TT|Số TT|Số thứ tự"),
        (Field.FULL_NAME, "Họ và tên|Họ tên|HỌ VÀ TÊN|Họ và tên khai sinh|Họ, tên|Họ tên cán bộ, công chức"),
        (Field.SEX, "Giới tính|Phái|Nam/Nữ|Giới tính (Nam/Nữ)"),
        (Field.BIRTH, "Ngày sinh|Năm sinh|Ngày, tháng, năm sinh|Ngày tháng năm sinh|Sinh ngày"),
        (Field.PERSONAL_NUMBER, "Số CCCD|CCCD|Căn cước công dân|Số định danh cá nhân|Số căn cước|CMND/CCCD|Mã định danh"),
        (Field.STAFF_CODE, "Số hiệu CBCC|Mã cán bộ|Số hiệu công chức|Mã số CBCCVC"),
        (Field.UNIT, "Đơn vị|Cơ quan|Cơ quan, đơn vị|Đơn vị công tác|Xã, phường|Xã/phường|Địa phương|Nơi công tác"),
        (Field.DIVISION, "Phòng, ban|Phòng ban|Bộ phận|Phòng/Ban|Phòng chuyên môn|Bộ phận công tác|Đơn vị trực thuộc"),
        (Field.POSITION, "Chức vụ|Chức danh|Chức vụ, chức danh|Chức vụ, chức danh hiện tại|Chức vụ đang giữ|Vị trí việc làm"),
        (Field.CATEGORY, "Loại|Đối tượng|Loại cán bộ|Cán bộ/công chức|Cán bộ, công chức, viên chức|Phân loại"),
        (Field.HELD_FROM, "Ngày giữ chức vụ|Ngày bổ nhiệm|Từ ngày|Thời điểm giữ chức vụ|Ngày nhận chức vụ|Thời gian bổ nhiệm"),
        (Field.PARTY_MEMBER, "Đảng viên|Ngày vào Đảng|Là đảng viên|Đảng viên (x)|Ngày kết nạp Đảng"),
        (Field.ETHNICITY, "Dân tộc"),
        (Field.ETHNIC_MINORITY, "Dân tộc thiểu số|Người DTTS|DTTS"),
        (Field.DEGREE_LEVEL, "Trình độ chuyên môn|Trình độ đào tạo|Bằng cấp|Trình độ|Trình độ chuyên môn cao nhất|Văn bằng"),
        (Field.DEGREE_FIELD, "Chuyên ngành|Ngành đào tạo|Chuyên ngành đào tạo|Ngành học"),
        (Field.DEGREE_INSTITUTION, "Cơ sở đào tạo|Nơi đào tạo|Trường đào tạo|Trường"),
        (Field.DEGREE_FORM, "Hình thức đào tạo|Hệ đào tạo|Hình thức|Loại hình đào tạo"),
        (Field.DEGREE_ISSUED, "Ngày cấp bằng|Năm tốt nghiệp|Ngày cấp văn bằng|Ngày cấp bằng chuyên môn"),
        (Field.DEGREE_NUMBER, "Số hiệu văn bằng|Số bằng|Số hiệu bằng"),
        (
            Field.THEORY_LEVEL,
            "Lý luận chính trị|LLCT|Trình độ LLCT|Trình độ lý luận chính trị|Trình độ chính trị|Lí luận chính trị",
        ),
        (Field.THEORY_ISSUED, "Ngày cấp bằng LLCT|Ngày cấp LLCT|Năm cấp bằng lý luận chính trị|Ngày tốt nghiệp LLCT"),
        (Field.STATE_LEVEL, "Quản lý nhà nước|QLNN|Bồi dưỡng QLNN|Chứng chỉ quản lý nhà nước|Kiến thức QLNN"),
        (Field.LANGUAGE_CERTIFICATE, "Chứng chỉ ngoại ngữ|Ngoại ngữ|Trình độ ngoại ngữ|Chứng chỉ tiếng Anh"),
        (Field.LANGUAGE_NAME, "Ngôn ngữ|Thứ tiếng|Tên ngoại ngữ"),
        (Field.LANGUAGE_SCORE, "Điểm/bậc|Điểm|Bậc|Điểm số|Điểm chứng chỉ ngoại ngữ|Bậc ngoại ngữ"),
        (Field.LANGUAGE_ISSUED, "Ngày cấp chứng chỉ ngoại ngữ|Ngày cấp CC ngoại ngữ"),
        (Field.LANGUAGE_EXPIRES, "Ngày hết hạn chứng chỉ ngoại ngữ|Thời hạn chứng chỉ ngoại ngữ"),
        (Field.DIGITAL_TEXT, "Tin học|CNTT|Chứng chỉ tin học|Trình độ tin học|Kỹ năng số|Công nghệ thông tin"),
        (Field.DEFENCE_TEXT, "QP-AN|Quốc phòng - an ninh|Bồi dưỡng quốc phòng, an ninh"),
        (Field.ETHNIC_LANGUAGE_TEXT, "Tiếng dân tộc|Chứng chỉ tiếng dân tộc"),
    ],
)
def test_wordings(field: Field, wordings: str) -> None:
    assert {wording: meaning(wording) for wording in wordings.split("|")} == dict.fromkeys(wordings.split("|"), field)


@pytest.mark.parametrize(
    "heading",
    [
        "Quê quán",
        "Nơi sinh",
        "Ghi chú",
        "Hệ số lương",
        "Ngạch",
        "Họ tên vợ (chồng)",
        "Ngày cấp CCCD",
        "Nơi cấp CCCD",
        "Chức vụ kiêm nhiệm",
        "Tôn giáo",
        "Trình độ văn hóa",
        "Ngày tuyển dụng",
        "Xếp loại tốt nghiệp",
        "Quy hoạch chức vụ",
        "Số quyết định bổ nhiệm",
        "Số thẻ đảng viên",
        "Tuổi",
    ],
)
def test_columns_that_a_roster_has_and_the_registry_does_not_want(heading: str) -> None:
    assert meaning(heading) is None


@pytest.mark.parametrize(
    ("path", "field"),
    [
        (("Trình độ LLCT", "Trình độ"), Field.THEORY_LEVEL),
        (("Lý luận chính trị", "Văn bằng"), Field.THEORY_LEVEL),
        (("Lý luận chính trị", "Ngày cấp"), Field.THEORY_ISSUED),
        (("Trình độ chuyên môn", "Ngày cấp"), Field.DEGREE_ISSUED),
        (("Trình độ chuyên môn, nghiệp vụ", "Hình thức"), Field.DEGREE_FORM),
        (("Trình độ", "LLCT"), Field.THEORY_LEVEL),
        (("Trình độ", "Tin học"), Field.DIGITAL_TEXT),
        (("Quản lý nhà nước", "Chương trình"), Field.STATE_LEVEL),
        (("Quản lý nhà nước", "Ngày cấp"), Field.STATE_ISSUED),
        (("Ngoại ngữ", "Ngôn ngữ"), Field.LANGUAGE_NAME),
        (("Ngoại ngữ", "Hết hạn"), Field.LANGUAGE_EXPIRES),
        (("Ngoại ngữ", "Đơn vị cấp"), None),
        (("CCCD", "Số"), Field.PERSONAL_NUMBER),
        (("CCCD", "Ngày cấp"), None),
        (("Năm sinh", "Nam"), Field.BIRTH_MALE),
        (("Năm sinh", "Nữ"), Field.BIRTH_FEMALE),
        (("Ngày sinh", "Năm"), Field.BIRTH_YEAR),
        (("Giới tính", "Nữ"), Field.SEX_FEMALE),
        (("Chức vụ, đơn vị công tác", "Đơn vị"), Field.UNIT),
        (("Chức vụ hiện nay", "Từ ngày"), Field.HELD_FROM),
    ],
)
def test_groups_complete_their_columns(path: tuple[str, ...], field: Field | None) -> None:
    assert meaning(*path) is field


def test_several_language_columns_share_the_work() -> None:
    fields = [reading.field for reading in read_headings([("Ngoại ngữ",), ("Trình độ ngoại ngữ",), ("Chứng chỉ ngoại ngữ",)])]
    assert fields == [Field.LANGUAGE_NAME, Field.LANGUAGE_SCORE, Field.LANGUAGE_CERTIFICATE]


def test_a_full_birth_date_is_preferred_to_a_year() -> None:
    readings = read_headings([("Năm sinh",), ("Ngày sinh",)])
    assert [reading.field for reading in readings] == [None, Field.BIRTH]
    assert "Ngày sinh" in readings[0].remark


@given(PATHS)
def test_any_headings_give_one_decision_a_column_and_no_fact_twice(paths: list[tuple[str, ...]]) -> None:
    readings = read_headings(paths)
    assert len(readings) == len(paths)
    assert one_column_each({number: Meaning(one.field, bool(one.says)) for number, one in enumerate(readings, 1)}) is None


@given(GRIDS)
def test_any_table_of_the_words_of_rosters_is_read_without_a_fault(grid: list[list[str]]) -> None:
    with contextlib.suppress(Unreadable):
        file = read_here(delimited(grid, ";").encode("utf-8", "ignore"), "a")
        rows = [row.row for row in file.rows]
        assert rows == sorted(set(rows)), "every row is one person at most, in the order of the file"
