"""What offices write about a qualification in one cell."""

from decimal import Decimal

import pytest

from registry.readers.claims import degree_level, language_claim, says_nothing, theory_level


@pytest.mark.parametrize(
    ("cells", "certificate", "language", "grade", "score"),
    [
        (("IELTS", "Tiếng Anh", "6.5"), "ielts", "en", "", "6.5"),
        (("IELTS 6,5",), "ielts", "en", "", "6.5"),
        (("TOEIC 785",), "toeic", "en", "", "785"),
        (("TOEIC", "", "785/990"), "toeic", "en", "", "785"),
        (("VSTEP", "", "Bậc 3"), "vstep", "en", "Bậc 3", None),
        (("VSTEP bậc 3",), "vstep", "en", "Bậc 3", None),
        (("HSK", "Tiếng Trung", "HSK 3"), "hsk", "zh", "HSK 3", None),
        (("HSK4",), "hsk", "zh", "HSK 4", None),
        (("JLPT N3",), "jlpt", "ja", "N3", None),
        (("Tiếng Anh B1",), "khung_6_bac", "en", "B1", None),
        (("B1 tiếng Anh (khung 6 bậc)",), "khung_6_bac", "en", "B1", None),
        (("Chứng chỉ B", "Tiếng Anh"), "chung_chi_b", "en", "", None),
        (("Anh văn B",), "chung_chi_b", "en", "", None),
        (("B",), "chung_chi_b", "", "", None),
        (("TOEFL iBT 80",), "toefl_ibt", "en", "", "80"),
        (("PET",), "cambridge", "en", "PET", None),
        (("",), "", "", "", None),
    ],
)
def test_languages(cells: tuple[str, ...], certificate: str, language: str, grade: str, score: str | None) -> None:
    claim = language_claim(*cells)
    assert (claim.certificate, claim.language, claim.grade, claim.rest) == (certificate, language, grade, "")
    assert claim.score == (Decimal(score) if score else None)


def test_four_skills() -> None:
    claim = language_claim("TOEIC", "", "Nghe 450, Đọc 400, Nói 160, Viết 150")
    assert (claim.certificate, claim.skills["listening"], claim.skills["writing"]) == ("toeic_4", 450, 150)


def test_what_was_not_understood_stays_visible() -> None:
    assert language_claim("Cử nhân tiếng Anh").rest == "cu nhan"
    assert language_claim("APTIS B2").rest == "aptis"


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("ĐH", "dai-hoc"),
        ("ĐH Luật", "dai-hoc"),
        ("Kỹ sư xây dựng", "dai-hoc"),
        ("ThS. Luật", "thac-si"),
        ("CKI", "thac-si"),
        ("BS CKII", "tien-si"),
        ("TC", "trung-cap"),
        ("CĐ Sư phạm", "cao-dang"),
        ("Tiến sỹ", "tien-si"),
        ("Khác", ""),
    ],
)
def test_degrees(text: str, level: str) -> None:
    assert degree_level(text) == level


def test_theory_and_nothing() -> None:
    assert [theory_level(text) for text in ("TC LLCT-HC", "Cử nhân chính trị", "Tương đương cao cấp")] == [
        "trung-cap",
        "cu-nhan",
        "",
    ]
    assert [text for text in ("Không", "-", "Chưa có", "Sơ cấp") if says_nothing(text)] == ["Không", "-", "Chưa có"]
