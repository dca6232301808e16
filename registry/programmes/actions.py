"""Keeping the catalogue of programmes. Callers commit."""

from collections.abc import Collection
from decimal import Decimal
from itertools import chain, count
from typing import Any

from sqlalchemy import select

from models.accounts import Account
from models.base import FOREVER
from models.programmes import Programme
from models.qualifications import CertificateType, Domain, Level
from registry.audit.actions import record
from registry.programmes.records import Begun, ProgrammeDetails
from registry.shared.database import db, hold
from registry.shared.dates import vn_date
from registry.shared.refusal import Refused
from registry.shared.text import fold

__all__ = ["Begun", "ProgrammeDetails", "add_programme", "change_programme", "renew_programme"]

_SAID = ("name", "lesson_hours", "cost", "basis", "pass_mark", "least_attendance", "bond_factor", "certain")
"""Fields whose values the trail tells; of others it says that they changed."""


def add_programme(begun: Begun, by: Account) -> Programme:
    """Enter a programme. Refused when its parts do not belong together, or the name is taken on its first day."""
    _check(begun.details)
    known = dict(db.session.execute(select(Programme.code, Programme.name)).all())
    if fold(begun.details.name) in map(fold, known.values()):
        raise Refused("name", "Danh mục đã có chương trình tên này; hãy ghi phiên bản mới của chương trình đó.")
    programme = Programme(
        code=_code(begun.details.name, known), **vars(begun.details), valid_from=begun.valid_from, valid_to=FOREVER
    )
    db.session.add(programme)
    db.session.flush()
    record("programme.added", programme.name, by=by, changes=_told(None, programme))
    return programme


def change_programme(programme: Programme, details: ProgrammeDetails, by: Account) -> None:
    """Correct a version in place: classes opened by it go on by what it says now. Refused as in `add_programme`."""
    _check(details)
    before = {name: _plain(getattr(programme, name)) for name in _SAID}
    changed = [name for name, value in vars(details).items() if getattr(programme, name) != value]
    for name in changed:
        setattr(programme, name, getattr(details, name))
    if not changed:
        return
    db.session.flush()
    others = [name for name in changed if name not in _SAID]
    more = {"others": [None, len(others)]} if others else {}
    record("programme.changed", programme.name, by=by, changes={**_told(before, programme), **more})


def renew_programme(programme: Programme, begun: Begun, by: Account) -> Programme:
    """What follows a version from a day on, when the law changes; classes opened by the earlier one keep it.

    Refused when the version is not the last one, or the day is not after its first.
    """
    hold(programme)
    db.session.refresh(programme)
    _check(begun.details)
    if programme.valid_to != FOREVER:
        raise Refused("", "Phiên bản này đã kết thúc; hãy ghi tiếp từ phiên bản mới nhất.")
    if begun.valid_from <= programme.valid_from:
        raise Refused("valid_from", f"Phiên bản hiện tại áp dụng từ {vn_date(programme.valid_from)}; hãy ghi một ngày sau đó.")
    programme.valid_to = begun.valid_from
    later = Programme(code=programme.code, **vars(begun.details), valid_from=begun.valid_from, valid_to=FOREVER)
    db.session.add(later)
    db.session.flush()
    changes = {**_told(None, later), "valid_from": [None, vn_date(begun.valid_from)]}
    record("programme.renewed", later.name, by=by, changes=changes)
    return later


def _check(details: ProgrammeDetails) -> None:
    level = db.session.get(Level, details.level_id) if details.level_id else None
    kind = db.session.get(CertificateType, details.certificate_type_id) if details.certificate_type_id else None
    if level and level.domain is not details.domain:
        raise Refused("level", "Trình độ không thuộc lĩnh vực này.")
    if kind and kind.domain is not details.domain:
        raise Refused("certificate_type", "Loại chứng chỉ này không thuộc lĩnh vực của trình độ đã chọn.")
    if details.domain is Domain.LANGUAGE and not details.language_code:
        raise Refused("language", "Hãy chọn ngoại ngữ của chương trình.")


def _code(name: str, known: Collection[str]) -> str:
    """The beginning of the name, numbered where another programme begins alike."""
    start = "-".join(fold(name).split())[:44]
    numbered = (f"{start}-{number}" for number in count(2))
    return next(code for code in chain([start], numbered) if code not in known)


def _plain(value: Any) -> Any:
    return f"{value:f}".replace(".", ",") if isinstance(value, Decimal) else value


def _told(before: dict[str, Any] | None, programme: Programme) -> dict[str, list[Any]]:
    found = {name: [before[name] if before else None, _plain(getattr(programme, name))] for name in _SAID}
    return {name: pair for name, pair in found.items() if pair[0] != pair[1]}
