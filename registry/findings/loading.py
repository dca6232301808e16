"""Facts from the tables, a slice of people at a time. The only file of the room that knows their columns."""

from collections.abc import Collection, Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any, TypeVar, cast

from sqlalchemy import ColumnElement, String, func, select, type_coerce

from models.evidence import Evidence, StoredFile
from models.officials import Official, Precision
from models.qualifications import CertificateType, FormOfStudy, Level, Qualification, State
from models.terms import Term, TermKind
from registry.findings.checks import telling
from registry.findings.facts import Around, Paper, Person, Twin
from registry.shared.clock import today
from registry.shared.database import db
from registry.shared.dates import known_until
from registry.shared.text import fold

CHUNK = 500
"""Values in one condition."""

SLICE = 2000

MANY = 4 * CHUNK
"""From so many numbers on it is quicker to look at all."""

_VOID = (State.REJECTED, State.REVOKED)
Key = TypeVar("Key")
Places = dict[str, str]


def persons(officials: Collection[int]) -> list[Person]:
    """These officials with their papers, in order of id; archived ones are left out."""
    columns = (Official.id, Official.personal_number, _text(Official.sex), Official.born_on, Official.schooling)
    statement = select(*columns).where(among(Official.id, officials), Official.archived_at.is_(None))
    papers, wanted = _papers(officials), set(officials)
    rows = db.session.execute(statement.order_by(Official.id))
    return [
        Person(official_id, number, sex, born, schooling, tuple(papers.get(official_id, ())))
        for official_id, number, sex, born, schooling in rows
        if official_id in wanted
    ]


def among(column: Any, ids: Collection[int]) -> ColumnElement[bool]:
    """Condition that admits these ids, and others only where most of a stretch is asked for: a long list takes long to say."""
    stretch = max(ids, default=0) - min(ids, default=0) + 1
    if len(ids) > CHUNK and stretch <= 2 * len(ids):
        between: ColumnElement[bool] = column.between(min(ids), max(ids))
        return between
    return cast("ColumnElement[bool]", column.in_(ids))


def around(people: Iterable[Person]) -> Around:
    """What other files have in common with these."""
    found = list(people)
    return Around(today(), _same_numbers(found), _same_scans([person.id for person in found]))


def holders_of_numbers(numbers: Iterable[str], *, shared: bool) -> set[int]:
    """Everybody, archived or not, who has a paper with one of these numbers; with `shared`, of those that several people have."""
    said = {number for number in numbers if telling(number)}
    found: set[int] = set()
    for some in chunks(_shared_of(said) if shared else said):
        held = select(Qualification.official_id).where(Qualification.number.in_(some)).distinct()
        found.update(db.session.scalars(held))
    return found


def holders_of_files(files: Iterable[int]) -> set[int]:
    """Everybody for whom something was sent that one of these files was made of."""
    found: set[int] = set()
    for some in chunks(files):
        sent = select(StoredFile.sent_sha256).where(StoredFile.id.in_(some))
        statement = select(Qualification.official_id).join(Evidence, Evidence.qualification_id == Qualification.id)
        found.update(db.session.scalars(statement.join(StoredFile).where(StoredFile.sent_sha256.in_(sent)).distinct()))
    return found


def numbers_of(officials: Collection[int]) -> set[str]:
    """All numbers of papers of these officials, and of a few more people perhaps."""
    numbers = select(Qualification.number).where(Qualification.number.is_not(None))
    asked = (numbers.where(among(Qualification.official_id, some)) for some in slices(officials))
    return {one for statement in asked for one in db.session.scalars(statement) if one}


def files_of(officials: Collection[int]) -> set[int]:
    """All files behind papers of these officials, and of a few more people perhaps."""
    files = select(Evidence.file_id).join(Qualification, Qualification.id == Evidence.qualification_id)
    asked = (files.where(among(Qualification.official_id, some)) for some in slices(officials))
    return {one for statement in asked for one in db.session.scalars(statement)}


def holders_of_qualifications(qualifications: Iterable[int]) -> set[int]:
    """Whose these qualifications are."""
    found: set[int] = set()
    for some in chunks(qualifications):
        found.update(db.session.scalars(select(Qualification.official_id).where(Qualification.id.in_(some))))
    return found


def students_of(institutions: Collection[str]) -> set[int]:
    """Everybody who studied full time at one of these institutions (folded), or at one that was merged into it."""
    terms = list(db.session.scalars(select(Term).where(Term.kind == TermKind.INSTITUTION, Term.folded.in_(institutions))))
    merged = select(Term.folded).where(Term.merged_into_id.in_([term.id for term in terms]))
    meant = {*institutions, *db.session.scalars(merged)}
    wordings = db.session.scalars(select(Qualification.institution).where(Qualification.institution.is_not(None)).distinct())
    said = [wording for wording in wordings if wording and fold(wording) in meant]
    at = select(Qualification.official_id).where(Qualification.form_of_study == FormOfStudy.FULL_TIME)
    return {one for some in chunks(said) for one in db.session.scalars(at.where(Qualification.institution.in_(some)))}


def slices(officials: Iterable[int]) -> Iterator[list[int]]:
    """Officials in order of id, as many at a time as are held in memory together."""
    wanted = sorted(officials)
    for start in range(0, len(wanted), SLICE):
        yield wanted[start : start + SLICE]


def chunks(values: Iterable[Key]) -> Iterator[list[Key]]:
    """Values in lists that fit into one condition."""
    some = list(dict.fromkeys(values))
    for start in range(0, len(some), CHUNK):
        yield some[start : start + CHUNK]


def _papers(officials: Collection[int]) -> dict[int, list[Paper]]:
    statement = (
        select(
            Qualification.official_id,
            Qualification.id,
            Qualification.public_id,
            _text(Qualification.domain),
            Level.rank,
            CertificateType.key,
            Qualification.institution,
            _text(Qualification.form_of_study),
            _text(Qualification.route),
            Qualification.studied_from,
            Qualification.studied_to,
            Qualification.number,
            Qualification.issued_on,
            _text(Qualification.issued_precision),
            _text(Qualification.state),
            Qualification.country,
        )
        .outerjoin(Level, Level.id == Qualification.level_id)
        .outerjoin(CertificateType, CertificateType.id == Qualification.certificate_type_id)
        .where(among(Qualification.official_id, officials))
        .order_by(Qualification.official_id, Qualification.id)
    )
    rows = db.session.execute(statement).all()
    places = _places() if any(row[7] == "full_time" and row[9] and row[10] for row in rows) else {}
    return {official_id: [_paper(row, places) for row in group] for official_id, group in groupby(rows, key=itemgetter(0))}


def _paper(row: Any, places: Places) -> Paper:
    _, key, public_id, domain, rank, kind, institution, form, route, begun, ended, number, issued, precision, state, country = row
    folded = fold(institution) if institution else ""
    until = known_until(issued, Precision(precision)) if issued and precision != "day" else issued
    place = places.get(folded) or (country if country not in (None, "VN") else "")
    full_time = form == "full_time"
    return Paper(
        *(key, public_id, domain, rank, kind, folded, place, full_time, route),
        *(begun, ended, number, issued, until, state),
    )


def _places() -> Places:
    """Folded institution → its place, also by the names that were merged into it."""
    columns = select(Term.id, Term.folded, Term.place, Term.country, Term.merged_into_id)
    rows = db.session.execute(columns.where(Term.kind == TermKind.INSTITUTION)).all()
    known = {row.id: ", ".join(part for part in (row.place, row.country) if part) if row.place else "" for row in rows}
    return {row.folded: known.get(row.merged_into_id or row.id, "") for row in rows}


def _same_numbers(people: Iterable[Person]) -> dict[int, tuple[Twin, ...]]:
    papers = {paper.id: (person.id, paper) for person in people for paper in person.papers if _counts(paper)}
    twins: dict[tuple[str, str, str], list[Twin]] = {}
    for some in chunks(_shared_of({paper.number for _, paper in papers.values() if paper.number})):
        for row in _bearers(some):
            key = (row.number, str(row.domain), fold(row.institution or ""))
            twins.setdefault(key, []).append(Twin(row.official_id, row.public_id))
    found = {}
    for paper_id, (person_id, paper) in papers.items():
        same = twins.get((paper.number or "", paper.domain, paper.institution), [])
        others = tuple(sorted(twin for twin in same if twin.official_id != person_id))
        if others:
            found[paper_id] = others
    return found


def _counts(paper: Paper) -> bool:
    """Without its institution a number says nothing."""
    return bool(paper.institution) and not paper.void and telling(paper.number)


def _shared_of(numbers: set[str]) -> set[str]:
    """Those of the numbers that several people have: few, and found by the index alone; of many numbers by a walk through it."""
    several = func.min(Qualification.official_id) != func.max(Qualification.official_id)
    shared = select(Qualification.number).group_by(Qualification.number).having(several)
    if len(numbers) > MANY:
        return numbers.intersection(one for one in db.session.scalars(shared) if one)
    asked = (shared.where(Qualification.number.in_(some)) for some in chunks(numbers))
    return {one for statement in asked for one in db.session.scalars(statement) if one}


def _bearers(numbers: Collection[str]) -> Iterable[Any]:
    columns = (
        Qualification.official_id,
        Qualification.public_id,
        Qualification.number,
        _text(Qualification.domain).label("domain"),
    )
    statement = select(*columns, Qualification.institution).join(Official, Official.id == Qualification.official_id)
    return db.session.execute(
        statement.where(Qualification.number.in_(numbers), Qualification.state.not_in(_VOID), Official.archived_at.is_(None))
    )


def _same_scans(officials: Collection[int]) -> dict[int, tuple[Twin, ...]]:
    wanted = set(officials)
    own = [row for row in _scans(among(Qualification.official_id, officials)) if row.official_id in wanted]
    twins: dict[str, list[tuple[int, Twin]]] = {}
    for some in chunks(row.sent_sha256 for row in own):
        for row in _scans(StoredFile.sent_sha256.in_(some)):
            twins.setdefault(row.sent_sha256, []).append((row.official_id, Twin(row.official_id, row.public_id)))
    found: dict[int, set[Twin]] = {}
    for row in own:
        others = {twin for holder, twin in twins[row.sent_sha256] if holder != row.official_id}
        if others:
            found.setdefault(row.id, set()).update(others)
    return {paper: tuple(sorted(others)) for paper, others in found.items()}


def _scans(condition: Any) -> list[Any]:
    columns = (Qualification.id, Qualification.official_id, Qualification.public_id, StoredFile.sent_sha256)
    statement = (
        select(*columns)
        .join(Evidence, Evidence.qualification_id == Qualification.id)
        .join(StoredFile, StoredFile.id == Evidence.file_id)
        .join(Official, Official.id == Qualification.official_id)
        .where(Evidence.removed_at.is_(None), Qualification.state.not_in(_VOID), Official.archived_at.is_(None))
    )
    return list(db.session.execute(statement.where(condition)).all())


def _text(column: Any) -> Any:
    """The word that is stored."""
    return type_coerce(column, String)
