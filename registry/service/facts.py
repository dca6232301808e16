"""What the facts about a person come to in the file, and which of them cannot be."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from sqlalchemy import select

from models.accounts import Account
from models.officials import Official
from models.terms import TermKind
from registry.officials.records import index_official
from registry.service.items import CareerFacts, Facts, IdentityFacts
from registry.shared.clock import today
from registry.shared.database import db
from registry.shared.dates import vn_date
from registry.shared.refusal import Refused
from registry.shared.text import clean, fold
from registry.terms.records import settle

KINH = "Kinh"
"""The majority; every other ethnicity is a minority."""


def values_of(facts: Facts) -> dict[str, Any]:
    """Column → value, texts cleaned; the personal number only when another one is given."""
    values = {name: (clean(value) or None) if type(value) is str else value for name, value in vars(facts).items()}
    if "personal_number" in values and not values["personal_number"]:
        del values["personal_number"]
    return values


def lay(official: Official, values: Mapping[str, Any], by: Account | None) -> None:
    """Lay single facts over a file, with what follows from them; names of coded lists as the lists word them. No trail entry.

    Refused as in `check_facts`, and for a name that the Department refused.
    """
    known = _with_what_follows(values, by)
    for part in (IdentityFacts, CareerFacts):
        present: dict[str, Any] = {one.name: known.get(one.name, getattr(official, one.name)) for one in fields(part)}
        if part is IdentityFacts:
            present["personal_number"] = None  # it stays as it is
        if known.keys() & present.keys():
            check_facts(official, part(**present))
    for name, value in known.items():
        setattr(official, name, value)
    index_official(official)


def worded(values: Mapping[str, Any], by: Account | None) -> tuple[dict[str, str], list[str]]:
    """The names of coded lists among these values as the lists word them, and those that became proposals.

    Refused for a name that the Department refused.
    """
    settled = {name: settle(kind, values[name], by, field=name) for name, kind in _LISTED.items() if values.get(name)}
    return {name: one.name for name, one in settled.items()}, [one.name for one in settled.values() if one.proposed]


def _with_what_follows(values: Mapping[str, Any], by: Account | None) -> dict[str, Any]:
    """Who is no Kinh belongs to a minority, and who joined the party is a member."""
    known = {**values, **worded(values, by)[0]}
    if "ethnicity" in known:
        known["ethnic_minority"] = known["ethnicity"] != KINH if known["ethnicity"] else None
    if known.get("party_joined_on"):
        known["party_member"] = True
    return known


_LISTED = {
    "ethnicity": TermKind.ETHNICITY,
    "schooling": TermKind.SCHOOLING,
    "honour": TermKind.HONOUR,
    "party_post": TermKind.PARTY_POST,
    "party_post_concurrent": TermKind.PARTY_POST,
}
"""Facts whose names come from coded lists."""


def check_facts(official: Official, facts: Facts) -> None:
    """Refuse what cannot be. What is only unlikely is for the findings to say."""
    if isinstance(facts, IdentityFacts):
        if not fold(facts.full_name):
            raise Refused("full_name", "Hãy ghi họ và tên.")
        _check_number(official, facts.personal_number)
        _check_days(facts.born_on, facts, ("number_issued_on",))
        if facts.born_on and facts.born_on > today():
            raise Refused("born_on", "Ngày sinh ở tương lai.")
        return
    _check_days(official.born_on, facts, ("recruited_on", "joined_on", "party_joined_on", "party_official_on"))
    _check_party(facts)
    if facts.joined_on and facts.recruited_on and facts.joined_on < facts.recruited_on:
        raise Refused("joined_on", f"Sớm hơn ngày được tuyển dụng lần đầu {vn_date(facts.recruited_on)}.")


def _check_number(official: Official, number: str | None) -> None:
    if not number:
        return
    if len(number) != 12 or not (number.isascii() and number.isdecimal()):
        raise Refused("personal_number", "Số định danh cá nhân phải gồm đúng 12 chữ số.")
    if db.session.scalar(select(Official.id).where(Official.personal_number == number, Official.id != official.id)):
        raise Refused("personal_number", "Số định danh này đã có trong một hồ sơ khác.")


def _check_days(born_on: dt.date | None, facts: Facts, names: tuple[str, ...]) -> None:
    for name in names:
        day = getattr(facts, name)
        if day and born_on and day <= born_on:
            raise Refused(name, f"Không thể trước ngày sinh {vn_date(born_on)}.")
        if day and day > today() and name != "joined_on":
            raise Refused(name, "Ngày này ở tương lai.")


def _check_party(facts: CareerFacts) -> None:
    joined, official = facts.party_joined_on, facts.party_official_on
    if facts.party_member is not True and (joined or official):
        raise Refused("party_member", "Có ngày vào Đảng thì phải ghi là đảng viên.")
    if official and joined and official < joined:
        raise Refused("party_official_on", f"Ngày chính thức sớm hơn ngày vào Đảng {vn_date(joined)}.")
