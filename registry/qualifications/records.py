"""Building and changing qualification rows without a trail entry: the parts that actions are made of.

An import changes many rows of one official and leaves one entry for all of them; a form changes one. Both use these.
"""

import datetime as dt
import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from models.accounts import Account
from models.officials import Official, Precision
from models.qualifications import Domain, FormOfStudy, Qualification, Route, State
from models.terms import TermKind
from models.verification import Verification
from registry.qualifications.content import content_of
from registry.qualifications.mapping import EquivalenceTable
from registry.shared.clock import now, today
from registry.shared.database import db
from registry.shared.dates import vn_date
from registry.shared.refusal import Refused
from registry.shared.text import clean
from registry.terms.records import settle

MAPPED = frozenset({Domain.LANGUAGE, Domain.DIGITAL})
"""Domains in which a certificate decides the level; in the others the level is stated."""

Changes = dict[str, list[object]]
"""Field → [before, after] of what really changed."""


@dataclass(frozen=True)
class QualificationDetails:
    """A degree, certificate or course as a form or a roster gives it.

    `level_id` is what the document states; it may stay None when `certificate_type_id` and the score decide the level.
    """

    domain: Domain
    level_id: int | None = None
    certificate_type_id: int | None = None
    language_code: str | None = None
    score: str | None = None
    skill_scores: Mapping[str, str] | None = None
    field: str | None = None
    institution: str | None = None
    country: str | None = None
    taught_in: str | None = None
    form_of_study: FormOfStudy | None = None
    route: Route | None = None
    studied_from: dt.date | None = None
    studied_to: dt.date | None = None
    classification: str | None = None
    register_number: str | None = None
    recognition: str | None = None
    recognised_on: dt.date | None = None
    lesson_hours: int | None = None
    number: str | None = None
    issued_on: dt.date | None = None
    issued_precision: Precision = Precision.DAY
    expires_on: dt.date | None = None
    note: str | None = None


def build(
    official: Official, details: QualificationDetails, by: Account | None, table: EquivalenceTable, source: str | None
) -> Qualification:
    """A new declared qualification, not yet in the session. Refused when its dates contradict each other or the birth date."""
    check_dates(official.born_on, details)
    return Qualification(official_id=official.id, **new_values(values_of(details, table), by, source))


def new_values(values: Mapping[str, object], by: Account | None, source: str | None) -> dict[str, Any]:
    """Column → value of a new declared row of somebody, from what `values_of` gives."""
    author = by.id if by else None
    return {
        **values,
        "state": State.DECLARED,
        "recorded_at": now(),
        "source": source,
        "entered_by_id": author,
        "changed_by_id": author,
    }


def alter(
    qualification: Qualification,
    official: Official,
    details: QualificationDetails,
    by: Account | None,
    table: EquivalenceTable,
    source: str | None,
) -> Changes:
    """Lay new values over a qualification; whatever changes makes it declared again, see `fall_back`. Refused as in `build`."""
    check_dates(official.born_on, details)
    changes: Changes = {}
    for name, value in values_of(details, table).items():
        before = getattr(qualification, name)
        if before != value:
            changes[name] = [plain(before), plain(value)]
            setattr(qualification, name, value)
    if changes:
        before = qualification.state
        fall_back(qualification, "Nội dung đã được sửa.")  # what was verified or rejected was the earlier content
        if qualification.state is not before:
            changes["state"] = [before.value, qualification.state.value]
        qualification.changed_by_id = by.id if by else None
        qualification.source = source
    return changes


def fall_back(qualification: Qualification, reason: str) -> None:
    """Make a qualification declared again and leave the step among its verifications: what was decided was something else.

    What was revoked stays revoked: no correction gives a certificate back.
    """
    if qualification.state in {State.DECLARED, State.REVOKED}:
        return
    before, qualification.state = qualification.state, State.DECLARED
    with db.session.no_autoflush:  # the step says what stands now, and the row may still be in the making
        content = content_of(qualification)
    db.session.add(
        Verification(
            qualification_id=qualification.id, before=before, after=State.DECLARED, reason=reason, content=content, at=now()
        )
    )


def pass_on(qualifications: Iterable[Qualification], reason: str, by: Account | None) -> None:
    """Say that qualifications are somebody else's now: what was looked at was another person's paper. `by` changed that."""
    for one in qualifications:
        fall_back(one, reason)
        one.changed_by_id = by.id if by else None


def worded(
    details: QualificationDetails, by: Account | None, stored: Qualification | None = None
) -> tuple[QualificationDetails, list[str]]:
    """With institution and field of study as the lists word them, and the names that became proposals.

    What is on record already is left as it stands, whatever became of its name in the list. Refused for a name that the
    Department refused.
    """
    proposed: list[str] = []

    def listed(kind: TermKind, name: str, typed: str | None, held: str | None) -> str | None:
        if not typed or clean(typed) == held:
            return typed
        settled = settle(kind, typed, by, field=name)
        proposed.extend([settled.name] if settled.proposed else [])
        return settled.name

    institution = listed(TermKind.INSTITUTION, "institution", details.institution, stored.institution if stored else None)
    field = details.field
    if details.domain is Domain.DEGREE:
        field = listed(TermKind.FIELD, "field", details.field, stored.field if stored else None)
    return replace(details, institution=institution, field=field), proposed


def check_dates(born_on: dt.date | None, details: QualificationDetails) -> None:
    """Refuse dates that cannot be, for somebody born on a day."""
    _check_studies(born_on, details)
    issued, expires = details.issued_on, details.expires_on
    if issued and issued > today():
        raise Refused("issued_on", f"Ngày cấp {vn_date(issued)} ở tương lai.")
    if issued and expires and expires < issued:
        raise Refused("expires_on", "Ngày hết hạn sớm hơn ngày cấp.")
    if issued and born_on and issued <= born_on:
        raise Refused("issued_on", f"Ngày cấp không thể trước ngày sinh {vn_date(born_on)}.")


def _check_studies(born_on: dt.date | None, details: QualificationDetails) -> None:
    begun, ended, recognised = details.studied_from, details.studied_to, details.recognised_on
    if begun and begun > today():
        raise Refused("studied_from", "Tháng bắt đầu học ở tương lai.")
    if begun and born_on and begun <= born_on:
        raise Refused("studied_from", f"Không thể bắt đầu học trước ngày sinh {vn_date(born_on)}.")
    if begun and ended and ended < begun:
        raise Refused("studied_to", "Học đến tháng sớm hơn tháng bắt đầu.")
    if recognised and recognised > today():
        raise Refused("recognised_on", f"Ngày công nhận {vn_date(recognised)} ở tương lai.")
    if recognised and details.issued_on and recognised < details.issued_on:
        raise Refused("recognised_on", "Văn bằng không thể được công nhận trước ngày cấp.")


def values_of(details: QualificationDetails, table: EquivalenceTable) -> dict[str, object]:
    """Column → value: texts cleaned, the level mapped where a certificate decides it."""
    values: dict[str, object] = dict(vars(details))
    for name, value in values.items():
        if type(value) is str:
            values[name] = clean(value) or None
    if details.certificate_type_id and details.domain in MAPPED:
        values["level_id"] = table.level_of(details.certificate_type_id, details.score, details.issued_on, details.skill_scores)
    return values


def details_of(stored: Qualification) -> QualificationDetails:
    """What is on record, as an entry that would change nothing."""
    return QualificationDetails(**{field.name: getattr(stored, field.name) for field in fields(QualificationDetails)})


def plain(value: object) -> object:
    """A value as the trail keeps it."""
    return value.isoformat() if isinstance(value, dt.date) else value.value if isinstance(value, enum.Enum) else value
