"""The reference data as its readers see it: of the day, in order, doubts marked."""

import datetime as dt

import pytest
from flask import Flask

from models.accounts import Role
from models.positions import Leadership
from models.qualifications import Domain
from models.units import Tier, Unit
from tests.support import make, markup
from tests.support.visitor import Visitor

FROM, TO = dt.date(2025, 7, 1), dt.date(9999, 12, 31)


@pytest.fixture
def province(app: Flask) -> Unit:  # noqa: ARG001  the units need its context
    return make.province()


@pytest.fixture
def reader(visitor: Visitor, province: Unit) -> Visitor:
    return visitor.enter_as(make.account(Role.ADMINISTRATOR, province))


def _text(reader: Visitor, path: str) -> str:
    answer = reader.get(path)
    assert answer.status_code == 200
    return markup.text_of(next(markup.parsed(answer.text).iter("main")))


def test_positions_say_whom_they_lead_and_since_when(reader: Visitor) -> None:
    make.position("Chủ tịch xã", Tier.COMMUNE, leadership=Leadership.COMMUNE, valid_from=FROM)
    make.position("Phó Chủ tịch xã", Tier.COMMUNE, leadership=Leadership.COMMUNE, deputy=True)
    make.position("Chức vụ đã hết", Tier.COMMUNE, valid_to=FROM)
    text = _text(reader, "/reference/positions")
    assert "Chủ tịch xã Công chức Lãnh đạo cấp xã từ 01/07/2025" in text
    assert "Lãnh đạo cấp xã (cấp phó)" in text
    assert "Chức vụ đã hết" not in text


def test_levels_stand_in_order_of_rank(reader: Visitor) -> None:
    make.level(Domain.DEGREE, "Thạc sĩ", 5)
    make.level(Domain.DEGREE, "Đại học", 4)
    text = _text(reader, "/reference/levels")
    assert text.index("Đại học") < text.index("Thạc sĩ")


def test_certificates_say_what_they_are_worth_and_what_is_not_certain(reader: Visitor) -> None:
    level = make.level(Domain.LANGUAGE, "Bậc 4", 4)
    ielts = make.certificate_type("IELTS", validity_months=24, language_code=make.language("Tiếng Anh").code)
    make.equivalence(ielts, level, score_from="5.5", score_to="6.5", basis="Thông tư 23")
    make.equivalence(ielts, level, score_from="7", certain=False, basis="theo thực tế")
    make.certificate_type("TOEIC hai kỹ năng")
    text = _text(reader, "/reference/certificates")
    assert "IELTS Tiếng Anh · có giá trị 24 tháng" in text
    assert "5,5–6,5 Bậc 4 Thông tư 23" in text
    assert "từ 7 Bậc 4 cần kiểm tra theo thực tế" in text
    assert "TOEIC hai kỹ năng không có bảng quy đổi nào" in text


@pytest.mark.parametrize("path", ["positions", "levels", "certificates"])
def test_empty_lists_say_so(visitor: Visitor, path: str) -> None:
    visitor.enter_as(make.account(Role.AUDITOR, make.unit("Sở", valid_to=dt.date(2022, 1, 1))))
    assert visitor.get(f"/reference/{path}").status_code == 200
