"""What people do to the records, drawn at random: each edit goes through the session, as every action does."""

import datetime as dt
from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from hypothesis import settings
from hypothesis import strategies as st
from sqlalchemy import select

from models.base import FOREVER
from models.officials import Assignment, AssignmentKind, Official, Precision
from models.positions import Leadership, Position, StaffCategory
from models.qualifications import CertificateType, Domain, Level, Qualification, State
from models.rules import RuleDraft
from models.targets import Exemption, Target, TargetVersion
from models.units import Tier, Unit, UnitPeriod
from registry.judgement.codec import write_rule
from registry.rules.drafts import rules_of
from registry.rules.queries import family_with
from registry.rules.versions import built_upon, take_effect, versions_of, withdraw
from registry.shared.database import db
from tests.compliance import drawing
from tests.compliance.records import RECORDED, add_official
from tests.support import make

T = TypeVar("T")
FEW = settings(max_examples=max(10, settings().max_examples // 10))
"""Examples that need a database are ten times slower, so there are ten times fewer."""

DAYS = [on + off * drawing.DAY for on in drawing.ANCHORS for off in (-1, 0)]
"""Days on which the records of a random province are looked at."""

DOMAINS = (Domain.DEGREE, Domain.THEORY, Domain.LANGUAGE)


class Draw(Protocol):
    """How Hypothesis draws a value."""

    def __call__(self, strategy: st.SearchStrategy[T]) -> T:
        """One value of the strategy."""


def _one_of(draw: Draw, kind: type[T], *conditions: Any) -> T | None:
    """A row of the table, or None when it is empty."""
    rows = db.session.scalars(select(kind).where(*conditions).order_by(kind.id)).all()  # type: ignore[attr-defined]
    return draw(st.sampled_from(rows)) if rows else None


def _id_of(draw: Draw, kind: type[Any]) -> int:
    return int(draw(st.sampled_from(db.session.scalars(select(kind.id).order_by(kind.id)).all())))


def _period(draw: Draw) -> tuple[dt.date, dt.date]:
    return draw(drawing.periods())


def _credential(draw: Draw) -> dict[str, Any]:
    """Values of a qualification."""
    domain = draw(st.sampled_from(DOMAINS))
    levels = db.session.scalars(select(Level.id).where(Level.domain == domain).order_by(Level.id)).all()
    precision = draw(st.sampled_from(Precision))
    issued = draw(st.one_of(st.none(), drawing.days, drawing.days))
    if issued and precision is not Precision.DAY:
        issued = issued.replace(day=1, month=1 if precision is Precision.YEAR else issued.month)
    return {
        "domain": domain,
        "level_id": draw(st.one_of(st.none(), st.sampled_from(levels), st.sampled_from(levels[2:]))),
        "certificate_type_id": draw(st.sampled_from((None, *db.session.scalars(select(CertificateType.id))))),
        "language_code": draw(st.sampled_from((None, "en", "fr", "lo"))),
        "country": draw(st.sampled_from((None, "VN", "AU"))),
        "taught_in": draw(st.sampled_from((None, None, "en"))),
        "issued_on": issued,
        "issued_precision": precision,
        "expires_on": draw(st.one_of(st.none(), drawing.days, st.just(FOREVER))),
        "state": draw(st.sampled_from(State)),
    }


def add_qualification(draw: Draw) -> None:
    """A new qualification."""
    official_id = _id_of(draw, Official)
    db.session.add(Qualification(official_id=official_id, recorded_at=RECORDED, **_credential(draw)))


def change_qualification(draw: Draw) -> None:
    """One value of a qualification."""
    qualification = _one_of(draw, Qualification)
    if qualification:
        name, value = draw(st.sampled_from(sorted(_credential(draw).items(), key=lambda item: item[0])))
        setattr(qualification, name, value)


def move_qualification(draw: Draw) -> None:
    """A qualification that was entered for the wrong official."""
    qualification = _one_of(draw, Qualification)
    if qualification:
        qualification.official_id = _id_of(draw, Official)


def delete_qualification(draw: Draw) -> None:
    """A qualification less."""
    qualification = _one_of(draw, Qualification)
    if qualification:
        db.session.delete(qualification)


def add_post(draw: Draw) -> None:
    """A new post, main or concurrent, also over others."""
    begins, ends = _period(draw)
    db.session.add(
        Assignment(
            official_id=_id_of(draw, Official),
            unit_id=_id_of(draw, Unit),
            position_id=_id_of(draw, Position),
            kind=draw(st.sampled_from(AssignmentKind)),
            category=draw(st.sampled_from(StaffCategory)),
            valid_from=begins,
            valid_to=ends,
        )
    )


def change_post(draw: Draw) -> None:
    """Another period, unit, position or holder for a post."""
    post = _one_of(draw, Assignment)
    if post:
        changes: list[dict[str, Any]] = [
            dict(zip(("valid_from", "valid_to"), _period(draw), strict=True)),
            {"unit_id": _id_of(draw, Unit)},
            {"position_id": _id_of(draw, Position)},
            {"official_id": _id_of(draw, Official)},
            {"kind": draw(st.sampled_from(AssignmentKind))},
        ]
        _set(post, draw(st.sampled_from(changes)))


def delete_post(draw: Draw) -> None:
    """A post less."""
    post = _one_of(draw, Assignment)
    if post:
        db.session.delete(post)


def change_birth_date(draw: Draw) -> None:
    """A birth date corrected or found to be unknown."""
    official = _one_of(draw, Official)
    if official:
        official.born_on = draw(drawing.mostly(drawing.birthdays, st.none()))


def recruit(draw: Draw) -> None:
    """A new official with a post."""
    add_official(born_on=draw(drawing.birthdays))
    add_post(draw)


def change_catalogue(draw: Draw) -> None:
    """The rank of a level, what a position leads, or how long a certificate is valid."""
    level, position, kind = _one_of(draw, Level), _one_of(draw, Position), _one_of(draw, CertificateType)
    assert level
    assert position
    assert kind
    which = draw(st.integers(0, 3))
    if which == 0:
        level.rank = draw(st.integers(1, 5))
    elif which == 1:
        position.leadership = draw(st.sampled_from(Leadership))
    elif which == 2:
        position.deputy = not position.deputy
    else:
        kind.validity_months = draw(st.sampled_from((None, 12, 60)))


def reorganise(draw: Draw) -> None:
    """A unit ends, or its tier was another one all the time."""
    period = _one_of(draw, UnitPeriod)
    assert period
    if draw(st.booleans()):
        period.tier = draw(st.sampled_from(Tier))
    else:
        period.valid_to = max(draw(drawing.days), period.valid_from + drawing.DAY)
        later = select(UnitPeriod.valid_from).where(
            UnitPeriod.unit_id == period.unit_id, UnitPeriod.valid_from > period.valid_from
        )
        period.valid_to = min([period.valid_to, *db.session.scalars(later)])


def exempt(draw: Draw) -> None:
    """An exemption more, less, or of another period."""
    exemption = _one_of(draw, Exemption)
    begins, ends = _period(draw)
    if exemption and draw(st.booleans()):
        db.session.delete(exemption)
    elif exemption:
        _set(exemption, {"valid_from": begins, "valid_to": ends})
    else:
        whom = draw(st.sampled_from(("position_id", "unit_id", "official_id")))
        kinds = {"position_id": Position, "unit_id": Unit, "official_id": Official}
        about = {"target_id": _id_of(draw, Target), whom: _id_of(draw, kinds[whom]), "with_below": draw(st.booleans())}
        levels = dict(draw(st.sampled_from(((), *drawing.STANDARDS)))) or None
        db.session.add(Exemption(key="exemption", basis="Law", valid_from=begins, valid_to=ends, levels=levels, **about))


def draw_draft(draw: Draw) -> RuleDraft:
    """The next version of some target from a day on, as the Department drafts it."""
    target, data = _one_of(draw, Target), write_rule(draw(drawing.rules()))
    assert target
    requirement = data.pop("requirement")
    data.pop("format")
    return make.rule_draft(
        target, whom=data, parts={target.code: {"requirement": requirement, "note": None}}, valid_from=draw(drawing.days)
    )


def publish(draw: Draw) -> None:
    """A version of a rule comes into force on a day."""
    draft = draw_draft(draw)
    (rule,) = rules_of(draft, family_with(draft.target)).values()
    number = max((version.number for version in versions_of(draft.target_id)), default=0) + 1
    take_effect(
        TargetVersion(
            target_id=draft.target_id, number=number, rule=rule, basis_document="NQ", wording="", valid_from=draft.valid_from
        )
    )
    db.session.delete(draft)


def take_back(draw: Draw) -> None:
    """A version upon which no other was built is withdrawn."""
    version = _one_of(draw, TargetVersion, TargetVersion.number > 1, TargetVersion.withdrawn_at.is_(None))
    if version and not built_upon(version):
        withdraw(version)


def _set(row: object, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(row, name, value)


PERSONAL: list[Callable[[Draw], None]] = [
    add_qualification,
    change_qualification,
    move_qualification,
    delete_qualification,
    add_post,
    change_post,
    delete_post,
    change_birth_date,
    recruit,
]
GENERAL: list[Callable[[Draw], None]] = [change_catalogue, reorganise, exempt, publish, publish, take_back]
edits = st.sampled_from([*PERSONAL, *PERSONAL, *GENERAL])
