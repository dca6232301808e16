"""Scans, verifications and letters of the demonstration province, after its people and qualifications."""

import datetime as dt
import hashlib
from collections.abc import Iterator, Sequence
from itertools import cycle
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import joinedload

from models.evidence import Evidence, StoredFile
from models.officials import Assignment
from models.qualifications import Domain, Qualification, State
from models.units import Unit
from models.verification import Inquiry, InquiryItem, Method, Verification
from registry.evidence import store
from registry.qualifications.content import content_with
from registry.qualifications.queries import issued_words, name_of
from registry.shared.database import db
from registry.shared.dates import partial_date
from seeds.province.dice import Dice
from seeds.province.drawing import Diploma, drawn

SCANNED_UNIT, SCANS = "xa-cam-xuyen", 30
_SCANNED_DOMAINS = (Domain.DEGREE, Domain.THEORY, Domain.LANGUAGE, Domain.DIGITAL)
_METHODS = {Method.ORIGINAL_SEEN: 7, Method.ISSUER_ANSWERED: 2, Method.NATIONAL_DATABASE: 1}
_LETTERS = (("nhansu.camxuyen", SCANNED_UNIT, 41), ("noivu", "tinh-ha-tinh", 12))
_BATCH = 2000


def plant_proofs(accounts: dict[str, int], dice: Dice, today: dt.date) -> None:
    """Plant scans of one commune, a step for every state beyond declared, and two open letters."""
    noon = dt.datetime.combine(today, dt.time(5), dt.UTC)
    _plant_scans(accounts["nhansu.camxuyen"], dice, noon)
    _plant_steps(accounts["noivu"], dice, noon)
    for username, unit, days in _LETTERS:
        _plant_letter(accounts[username], unit, dice, noon - dt.timedelta(days=days))


def _plant_scans(by: int, dice: Dice, noon: dt.datetime) -> None:
    """Scans of what waits at one commune, and of some that are verified."""
    held = select(Assignment.official_id).join(Unit, Unit.id == Assignment.unit_id).where(Unit.key == SCANNED_UNIT)
    statement = (
        select(Qualification)
        .where(Qualification.official_id.in_(held), Qualification.domain.in_(_SCANNED_DOMAINS))
        .where(Qualification.institution.is_not(None))
        .order_by(Qualification.state != State.DECLARED, Qualification.id)
        .options(joinedload(Qualification.official), joinedload(Qualification.level), joinedload(Qualification.certificate_type))
        .limit(SCANS)
    )
    for one, ending in zip(db.session.scalars(statement).all(), cycle(("jpg", "jpg", "png", "pdf"))):
        at = noon - dt.timedelta(days=dice.number(3, 60), minutes=dice.number(0, 200))
        _add_scan(one, ending, by if one.entered_by_id in {by, None} else one.entered_by_id, at, dice)
    db.session.flush()


def _add_scan(one: Qualification, ending: str, by: int | None, at: dt.datetime, dice: Dice) -> None:
    person = one.official
    born = partial_date(person.born_on, person.born_precision)
    diploma = Diploma(one.institution or "", name_of(one), person.full_name, born, one.number or "", issued_words(one))
    sent, made = drawn(diploma, ending)
    file = StoredFile(
        sha256=store.put(made.content),
        sent_sha256=hashlib.sha256(sent).hexdigest(),
        media_type=made.media_type,
        size=len(made.content),
        pages=made.pages,
        kept_at=at,
    )
    name = f"{'quet' if ending == 'pdf' else 'chup'}-{one.number or one.id}.{ending}".replace("/", "-")
    db.session.add(
        Evidence(public_id=dice.public_id(), qualification_id=one.id, file=file, name=name, added_by_id=by, added_at=at)
    )


def _plant_steps(by: int, dice: Dice, noon: dt.datetime) -> None:
    scans: dict[int, list[str]] = {}
    statement = select(Evidence.qualification_id, StoredFile.sha256).join(StoredFile, StoredFile.id == Evidence.file_id)
    for qualification_id, digest in db.session.execute(statement):
        scans.setdefault(qualification_id, []).append(digest)
    rows = list(_steps(scans, by, dice, noon))
    for start in range(0, len(rows), _BATCH):
        db.session.execute(insert(Verification), rows[start : start + _BATCH])


def _steps(scans: dict[int, list[str]], by: int, dice: Dice, noon: dt.datetime) -> Iterator[dict[str, Any]]:
    statement = (
        select(Qualification)
        .where(Qualification.state != State.DECLARED)
        .order_by(Qualification.id)
        .options(joinedload(Qualification.level), joinedload(Qualification.certificate_type), joinedload(Qualification.language))
        .execution_options(yield_per=_BATCH)
    )
    for one in db.session.scalars(statement):
        at = noon - dt.timedelta(days=dice.number(5, 200), minutes=dice.number(0, 200))
        yield {
            "qualification_id": one.id,
            "before": State.VERIFIED if one.state is State.REVOKED else State.DECLARED,
            "after": one.state,
            **_grounds(one, dice, at),
            "content": content_with(one, one.level, one.certificate_type, one.language, scans.get(one.id, [])),
            "by_id": by,
            "at": at,
        }


def _grounds(one: Qualification, dice: Dice, at: dt.datetime) -> dict[str, Any]:
    """By what it was decided: the method, and the letter or decision where there is one."""
    grounds: dict[str, Any] = {"method": None, "document": None, "document_date": None, "reason": None}
    if one.state is State.CHECKED:
        return {**grounds, "method": Method.COPY_SEEN}
    if one.state is State.VERIFIED:
        grounds["method"] = dice.weighed(_METHODS)
    if one.state is State.REJECTED:
        grounds |= {"method": Method.ISSUER_ANSWERED, "reason": "Không có trong sổ gốc."}
    if grounds["method"] is Method.ISSUER_ANSWERED or one.state is State.REVOKED:
        mark = "QĐ" if one.state is State.REVOKED else "TL"
        grounds |= {"document": f"{dice.number(11, 980)}/{mark}", "document_date": (at - dt.timedelta(days=4)).date()}
    if one.state is State.REVOKED:
        grounds["reason"] = "Thu hồi theo quyết định của nơi cấp."
    return grounds


def _plant_letter(by: int, key: str, dice: Dice, at: dt.datetime) -> None:
    """A letter to the body that most of what waits at the commune names and no letter asks."""
    institution, asked = _unasked()
    unit = db.session.scalars(select(Unit).where(Unit.key == key)).one()
    inquiry = Inquiry(public_id=dice.public_id(), institution=institution, unit_id=unit.id, made_by_id=by, made_at=at)
    db.session.add(inquiry)
    db.session.flush()
    db.session.add_all([InquiryItem(inquiry_id=inquiry.id, qualification_id=one) for one in asked])
    db.session.flush()


def _unasked() -> tuple[str, Sequence[int]]:
    held = select(Assignment.official_id).join(Unit, Unit.id == Assignment.unit_id).where(Unit.key == SCANNED_UNIT)
    statement = select(Qualification.institution, Qualification.id).where(
        Qualification.official_id.in_(held),
        Qualification.state == State.DECLARED,
        Qualification.institution.is_not(None),
        Qualification.id.not_in(select(InquiryItem.qualification_id)),
    )
    named: dict[str, list[int]] = {}
    for institution, one in db.session.execute(statement.order_by(Qualification.id)):
        named.setdefault(str(institution), []).append(one)
    return max(named.items(), key=lambda pair: (len(pair[1]), pair[0]))
