"""Addresses that nobody types by accident are answered, on both databases, and never break a page."""

import pytest

from tests.directory.listing import Province
from tests.support.visitor import Visitor


@pytest.mark.parametrize(
    "address",
    [
        "/officials?after=%00",
        "/officials?q=%00a%07",
        "/officials?unit=%00",
        "/officials?target=%00&standing=open",
        "/officials?q=" + "x" * 3000,
        "/officials?after=" + "x" * 3000,
        "/officials/a%00b",
        "/officials/a%00b/qualifications/new",
        "/qualifications/a%00b/edit",
        "/officials?on=%00",
    ],
)
def test_strange_signs_are_answered(province: Province, home_affairs: Visitor, address: str) -> None:
    province.official("Lê An")
    assert home_affairs.get(address).status_code in {200, 302, 400, 404}


def test_control_characters_do_not_get_into_the_file(province: Province, officer: Visitor) -> None:
    official = province.official("Lê An")
    path = f"/officials/{official.public_id}/qualifications/new?domain=degree"
    officer.submit(path, {"level": province.degree.key, "field": "Lu\x00ật\x07"}, form="qualifications")
    assert "Đại học Luật" in officer.get(f"/officials/{official.public_id}").text
