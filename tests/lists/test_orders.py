"""Paging by key in every order of every list: with ties and empty values, forth and back, on both databases; drawn people."""

import datetime as dt
import random
from itertools import chain

import pytest
from flask import Flask

from models.accounts import Account, Role
from models.officials import Precision, Sex
from models.qualifications import Domain, State
from registry.lists import queries
from registry.lists.asked import Asked
from registry.lists.queries import Place, found, identities
from tests.directory.listing import Province
from tests.lists.asking import LISTS, ORDERS, asked
from tests.support import make

PEOPLE = 12
NAMES = ("Lê An", "Lê An", "Đào Ước", "Nguyễn Ái", "Trần Bình")


def _people(province: Province, seed: int) -> Account:
    """Drawn people with many ties and gaps."""
    dice = random.Random(seed)
    ielts = make.certificate_type(validity_months=24)
    for _ in range(PEOPLE):
        one = make.official(
            dice.choice(NAMES),
            sex=dice.choice([None, Sex.MALE, Sex.MALE, Sex.FEMALE]),
            born_on=dice.choice([None, dt.date(1967, 5, 1), dt.date(1975, 5, 9), dt.date(1975, 5, 1), dt.date(1990, 1, 31)]),
            born_precision=dice.choice([Precision.DAY, Precision.YEAR]),
            staff_code=dice.choice([None, "A", "B"]),
            party_member=dice.choice([None, False]),
        )
        unit = dice.choice([province.commune, province.beside, province.department])
        make.assignment(
            one, unit, dice.choice([province.clerk, province.chair]), division=dice.choice([None, "Phòng A", "Phòng B"])
        )
        for _ in range(dice.randrange(3)):
            make.qualification(
                one,
                Domain.LANGUAGE,
                certificate_type_id=ielts.id,
                issued_on=dice.choice([None, dt.date(2024, 8, 31), dt.date(2025, 1, 31), dt.date(2025, 1, 30)]),
                expires_on=dice.choice([None, None, dt.date(2027, 1, 31)]),
                state=dice.choice(list(State)[:3]),
                institution=dice.choice([None, "IDP"]),
            )
    return make.account(Role.DEPARTMENT, province.root)


def _walk(one: Asked, account: Account, *, hints: bool) -> tuple[list[list[str]], list[list[str]]]:
    """All pages forth, and back from the last; the number of the first row is told from page to page, or counted anew."""
    forth, place = [], Place()
    while True:
        page = found(one, account, place).page
        forth.append([item.row.public_id for item in page.rows])
        assert page.first == 1 + sum(map(len, forth[:-1]))
        if page.next is None:
            break
        place = Place(after=page.next, at=page.last + 1 if hints else 0)
    back, place = [], Place(before=page.previous or "", at=max(page.first - queries.PAGE, 1) if hints else 0)
    while place.before:
        page = found(one, account, place).page
        back.append([item.row.public_id for item in page.rows])
        assert page.next is not None
        place = Place(before=page.previous or "", at=max(page.first - queries.PAGE, 1) if hints else 0)
    return forth, back[::-1]


def test_pages_hold_every_row_once_in_every_order(app: Flask, province: Province, monkeypatch: pytest.MonkeyPatch) -> None:
    account = _people(province, 1)
    monkeypatch.setattr(queries, "PAGE", 6)
    monkeypatch.setattr(queries, "NEAR", 7)  # less than there are, so that pages are found near, and not near enough
    for number, (kind, sort) in enumerate(ORDERS):
        with asked(app, account, kind, sort=sort, columns="name") as one:
            everything = identities(one)
            assert len(set(everything)) == len(everything) > 1, kind
            forth, back = _walk(one, account, hints=number % 3 == 0)
            assert list(chain(*forth)) == everything, (kind, sort)
            assert list(chain(*back)) == everything[: len(everything) - len(forth[-1])], (kind, sort)


@pytest.mark.parametrize(("kind", "key"), [("officials", "born"), ("officials", "staff_code"), ("qualifications", "issued")])
def test_empty_values_come_last_in_both_directions(app: Flask, province: Province, kind: str, key: str) -> None:
    account = _people(province, 3)
    column = {"born": "born_on", "staff_code": "staff_code", "issued": "issued_on"}[key]
    for sign in ("", "-"):
        with asked(app, account, kind, sort=f"{sign}{key}") as one:
            values = [getattr(item.row, column) for item in queries.everything(one)]
        known = [value for value in values if value is not None]
        assert values == known + [None] * (len(values) - len(known))
        assert known == sorted(known, reverse=bool(sign))
        assert None in values and len(set(known)) > 1


def test_units_and_posts_stand_in_vietnamese_order(app: Flask, province: Province) -> None:
    account = make.account(Role.DEPARTMENT, province.root)
    for name in ("Xã Đức Thọ", "Xã Ân Phú", "Xã An Hoà", "Xã Dân Chủ"):
        province.official("Lê An", make.unit(name, parent=province.root))
    with asked(app, account, "officials", sort="post") as one:
        found_units = [item.unit_name for item in queries.everything(one)]
    assert found_units == ["Xã An Hoà", "Xã Ân Phú", "Xã Dân Chủ", "Xã Đức Thọ"]


def test_every_list_leaves_archived_files_out(app: Flask, province: Province) -> None:
    account = make.account(Role.DEPARTMENT, province.root)
    ielts = make.certificate_type(validity_months=24)
    for name in ("Lê Còn", "Lê Lưu"):
        one = province.official(name, sex=Sex.MALE, born_on=dt.date(1990, 1, 1))
        make.qualification(one, Domain.LANGUAGE, certificate_type_id=ielts.id)
    one.archived_at = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    for kind in LISTS:
        with asked(app, account, kind) as words:
            assert [item.name for item in queries.everything(words)] == ["Lê Còn"], kind
