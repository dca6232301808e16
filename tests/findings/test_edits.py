"""Whatever people do to the records, in whatever order it is kept or undone, the stored findings are those of a second look."""

import datetime as dt
from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update

from models.evidence import Evidence, StoredFile
from models.findings import Finding, FindingState
from models.officials import Official, Precision, Sex
from models.qualifications import CertificateType, Domain, FormOfStudy, Level, Qualification, Route, State
from models.terms import Term, TermKind
from registry.findings import keeping
from registry.shared.clock import now
from registry.shared.database import db
from tests.support import make
from tests.support.databases import undone

T = TypeVar("T")
FEW = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
SCHOOLS = ("Trường Đại học Vinh", "Đại học Huế", "trường đại học vinh", None)
NUMBERS = ("DHV 1234", "DHV 12345", "12", None)
DAYS = [dt.date(year, month, 1) for year in (1975, 1980, 1996, 2002, 2006, 2022, 2030) for month in (1, 9)]
days = st.sampled_from((None, *DAYS))


class Draw(Protocol):
    """How Hypothesis draws a value."""

    def __call__(self, strategy: st.SearchStrategy[T]) -> T:
        """One value of the strategy."""


def _settle() -> None:
    """Three people, the lists, and a paper for each."""
    for rank in (2, 4, 5):
        make.level(rank=rank, name=f"Bậc {rank}")
    make.level(Domain.THEORY, "Cao cấp", 3)
    make.certificate_type("Xác nhận", Domain.THEORY, key="tuong_duong_cao_cap")
    for name, place in (("Trường Đại học Vinh", "Nghệ An"), ("Đại học Huế", "Huế")):
        db.session.add(Term(kind=TermKind.INSTITUTION, name=name, folded=keeping.loading.fold(name), place=place, country="VN"))
    for digit in "0", "1":
        values = {
            "sha256": digit * 64,
            "sent_sha256": "a" * 64,
            "media_type": "image/png",
            "size": 1,
            "pages": 1,
            "kept_at": now(),
        }
        db.session.add(StoredFile(**values))
    for number in range(3):
        make.qualification(make.official(personal_number=f"04208090000{number}"), number="DHV 1234", institution=SCHOOLS[0])


def _paper(draw: Draw) -> dict[str, Any]:
    domain = draw(st.sampled_from((Domain.DEGREE, Domain.THEORY)))
    levels = db.session.scalars(select(Level.id).where(Level.domain == domain).order_by(Level.id)).all()
    kinds = db.session.scalars(select(CertificateType.id)).all() if domain is Domain.THEORY else []
    return {
        "domain": domain,
        "level_id": draw(st.sampled_from((None, *levels))),
        "certificate_type_id": draw(st.sampled_from((None, *kinds))),
        "institution": draw(st.sampled_from(SCHOOLS)),
        "number": draw(st.sampled_from(NUMBERS)),
        "form_of_study": draw(st.sampled_from((None, FormOfStudy.FULL_TIME, FormOfStudy.FULL_TIME))),
        "route": draw(st.sampled_from((None, *Route))),
        "studied_from": draw(days),
        "studied_to": draw(days),
        "issued_on": draw(days),
        "issued_precision": draw(st.sampled_from(Precision)),
        "state": draw(st.sampled_from((State.DECLARED, State.VERIFIED, State.REJECTED, State.REVOKED))),
    }


def _one_of(draw: Draw, kind: type[T]) -> T | None:
    rows = db.session.scalars(select(kind).order_by(kind.id)).all()  # type: ignore[attr-defined]
    return draw(st.sampled_from(rows)) if rows else None


def _set(row: object, draw: Draw, values: dict[str, Any]) -> None:
    name = draw(st.sampled_from(sorted(values)))
    setattr(row, name, values[name])


def add_paper(draw: Draw) -> None:
    """A paper more."""
    person = _one_of(draw, Official)
    if person:
        db.session.add(Qualification(official_id=person.id, recorded_at=now(), **_paper(draw)))


def change_paper(draw: Draw) -> None:
    """One value of a paper, or its holder."""
    held, person = _one_of(draw, Qualification), _one_of(draw, Official)
    if held and person:
        _set(held, draw, {**_paper(draw), "official_id": person.id})


def delete_paper(draw: Draw) -> None:
    """A paper less, with its scans."""
    held = _one_of(draw, Qualification)
    if held:
        for scan in db.session.scalars(select(Evidence).where(Evidence.qualification_id == held.id)):
            db.session.delete(scan)
        db.session.flush()
        db.session.delete(held)


def change_person(draw: Draw) -> None:
    """A corrected birth, number, sex or schooling; a file archived or taken back."""
    person = _one_of(draw, Official)
    if person:
        values = {
            "born_on": draw(days),
            "personal_number": f"042{draw(st.integers(0, 3))}8{draw(st.integers(0, 1))}{person.id:06}",
            "sex": draw(st.sampled_from((None, *Sex))),
            "schooling": draw(st.sampled_from((None, "12/12", "9/12"))),
            "archived_at": draw(st.sampled_from((None, now()))),
        }
        _set(person, draw, values)


def scan(draw: Draw) -> None:
    """A scan for a paper, or one taken away."""
    held, file, there = _one_of(draw, Qualification), _one_of(draw, StoredFile), _one_of(draw, Evidence)
    if there and draw(st.booleans()):
        there.removed_at = now()
    elif held and file:
        db.session.add(Evidence(qualification_id=held.id, file_id=file.id, name="x", added_at=now()))


def change_lists(draw: Draw) -> None:
    """Another rank of a level, another place of a school."""
    level, term = _one_of(draw, Level), _one_of(draw, Term)
    if level and term:
        if draw(st.booleans()):
            level.rank = draw(st.integers(1, 5))
        else:
            term.place = draw(st.sampled_from(("Huế", "Nghệ An", None)))


def rename(draw: Draw) -> None:
    """Institutions renamed past the session, as a merge does it."""
    before, after = draw(st.sampled_from(SCHOOLS[:3])), draw(st.sampled_from(SCHOOLS[:2]))
    held = list(db.session.scalars(select(Qualification.official_id).where(Qualification.institution == before)))
    statement = update(Qualification).where(Qualification.institution == before).values(institution=after)
    db.session.execute(statement.execution_options(touches=held, synchronize_session=False))
    db.session.expire_all()


def decide(draw: Draw) -> None:
    """Somebody says that a finding is right."""
    finding = _one_of(draw, Finding)
    if finding and finding.state is FindingState.OPEN:
        finding.state, finding.decided_at, finding.reason = FindingState.ACCEPTED, now(), "Đã xem."


EDITS: list[Callable[[Draw], None]] = [add_paper, change_paper, delete_paper, change_person, scan, change_lists, rename, decide]
edits = st.lists(st.sampled_from([*EDITS, add_paper, change_paper, change_paper]), min_size=1, max_size=4)


def _stored() -> list[tuple[Any, ...]]:
    rows = db.session.execute(select(Finding.official_id, Finding.kind, Finding.fingerprint, Finding.state))
    return sorted(tuple(row) for row in rows)


@FEW
@given(data=st.data())
def test_after_every_commit_the_findings_are_those_of_a_second_look(application: Flask, data: st.DataObject) -> None:
    with undone(application):
        _settle()
        db.session.commit()
        for _ in range(data.draw(st.integers(1, 5), label="commits")):
            for edit in data.draw(edits, label="edits"):
                edit(data.draw)
                db.session.flush()
            db.session.commit()
            assert keeping.differences() == set()
        stored = _stored()
        assert keeping.rebuild() == 0
        assert _stored() == stored


@FEW
@given(data=st.data())
def test_what_is_undone_leaves_no_trace(application: Flask, data: st.DataObject) -> None:
    with undone(application):
        _settle()
        db.session.commit()
        stored = _stored()
        savepoint = db.session.begin_nested()
        for edit in data.draw(edits, label="edits"):
            edit(data.draw)
            db.session.flush()
        if data.draw(st.booleans(), label="savepoint alone"):
            savepoint.rollback()
            db.session.expire_all()
        else:
            db.session.rollback()
        db.session.commit()
        assert _stored() == stored
        assert keeping.differences() == set()
