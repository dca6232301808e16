"""The line that says how an entry is read while it is typed, and the end of validity that it offers."""

import pytest

from models.qualifications import Domain
from tests.qualifications.desk import Desk
from tests.support import make, markup
from tests.support.visitor import Visitor


def _reads(desk: Desk, officer: Visitor, domain: Domain, **typed: str) -> str:
    path = f"/officials/{desk.official.public_id}/qualifications/reading?domain={domain.value}"
    answer = officer.post(path, data={**typed, "csrf_token": officer.csrf_token()}, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert desk.held() == []
    return markup.text_of(markup.parsed(answer.text))


def test_a_score_is_read_by_the_table(desk: Desk, officer: Visitor) -> None:
    words = _reads(desk, officer, Domain.LANGUAGE, certificate_type=desk.ielts.key, score="4,5")
    assert "IELTS 4,5 tương đương bậc 3." in words
    assert "Lưu xong sẽ ghi là khai báo" in words
    assert "cần kiểm tra" not in words
    uncertain = _reads(desk, officer, Domain.LANGUAGE, certificate_type=desk.ielts.key, score="6.5")
    assert "tương đương bậc 4" in uncertain
    assert "cần kiểm tra" in uncertain


@pytest.mark.parametrize(
    ("kind", "typed", "words"),
    [
        ("ielts", {}, "Cần ghi điểm số hoặc bậc"),
        ("ielts", {"score": "9"}, "không có mức nào cho điểm này"),
        ("toeic", {"listening": "300"}, "Cần điểm của cả bốn kỹ năng"),
        ("unmapped", {"score": "700"}, "Chưa có bảng quy đổi TOEIC nghe đọc"),
    ],
)
def test_what_is_missing_or_unknown_is_said(desk: Desk, officer: Visitor, kind: str, typed: dict[str, str], words: str) -> None:
    said = _reads(desk, officer, Domain.LANGUAGE, certificate_type=getattr(desk, kind).key, **typed)
    assert words in said
    assert "Lưu xong" not in said


def test_a_degree_is_read_as_it_will_stand(desk: Desk, officer: Visitor) -> None:
    assert "Chuyên môn: Đại học Luật." in _reads(desk, officer, Domain.DEGREE, level=desk.degree.key, field="Luật")
    assert "Chọn trình độ" in _reads(desk, officer, Domain.DEGREE)


def test_the_usual_end_of_validity_is_offered_and_filled_in_at_one_press(desk: Desk, officer: Visitor) -> None:
    typed = {"certificate_type": desk.ielts.key, "score": "6,5", "issued_on": "12/10/2026"}
    assert "24 tháng: điền ngày hết hạn 12/10/2028" in _reads(desk, officer, Domain.LANGUAGE, **typed)
    assert "điền ngày" not in _reads(desk, officer, Domain.LANGUAGE, **{**typed, "issued_on": "10/2026"})
    assert "điền ngày" not in _reads(desk, officer, Domain.LANGUAGE, **typed, expires_on="12/10/2028")
    data = {**typed, "expires_on": "12/10/2025", "again": "expires_on", "csrf_token": officer.csrf_token()}
    page = officer.post(desk.path(Domain.LANGUAGE), data=data).text
    assert 'value="12/10/2028"' in page
    assert 'value="6,5"' in page
    assert desk.held() == []


def test_half_typed_dates_do_not_break_the_line(desk: Desk, officer: Visitor) -> None:
    assert "IELTS" in _reads(desk, officer, Domain.LANGUAGE, certificate_type=desk.ielts.key, issued_on="12/", expires_on="x")


def test_files_of_other_units_have_no_line(desk: Desk, officer: Visitor) -> None:
    other = make.official_at(desk.beside)
    path = f"/officials/{other.public_id}/qualifications/reading?domain=degree"
    assert officer.post(path, data={"csrf_token": officer.csrf_token()}).status_code == 404
