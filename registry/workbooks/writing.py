"""Carries a plan out: new rows past the session, thousands at a time; changed ones through it, so that their versions count."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, TypeVar

from flask_babel import force_locale
from sqlalchemy import select
from sqlalchemy.orm.exc import StaleDataError

from models.accounts import Account
from models.audit import AuditEntry
from models.base import new_public_id
from models.officials import Assignment, Official
from models.qualifications import Qualification
from registry.audit.actions import entry_values
from registry.changes.log import note_inserted, said_at, write_noted
from registry.officials.records import alter_official, assignment_values, new_values
from registry.qualifications import records
from registry.shared.database import db, insert_many
from registry.shared.garbage import without_collector
from registry.shared.paging import Result
from registry.workbooks.compare import Plan, RowPlan
from registry.workbooks.known import slices
from registry.workbooks.papers import PaperPlan
from registry.workbooks.posts import PostPlan
from registry.workbooks.words import Line, Wording

Row = TypeVar("Row", Assignment, Official, Qualification)
Values = dict[str, Any]

_AT_ONCE = 2000
"""Rows that are inserted and noted together."""
_NAME, _SHEET = 200, 60
"""How much of the names of file and sheet goes into the source of a record."""


@without_collector
def write_rows(plan: Plan, source: str, by: Account | None) -> None:
    """Write all rows of the plan that change something, each with its entry in the trail; every value is noted with its place."""
    rows = plan.to_write
    ids = _open_files(rows)
    _change(rows, plan, source, by)
    posts = ((row, row.post) for row in rows if row.post and row.post.corrected is None)
    _insert(Assignment, ((row, _post_values(ids[_number(row)], post)) for row, post in posts))
    papers = ((row, paper) for row in rows for paper in row.papers if paper.corrected is None)
    _insert(Qualification, ((row, _paper_values(ids[_number(row)], row, paper, source, by)) for row, paper in papers))
    with force_locale("vi"):  # the trail is kept in the language of the office
        wording = Wording()
        entries = (_entry(row, ids[_number(row)], wording.lines(row), source, by) for row in rows)
        while some := list(islice(entries, _AT_ONCE)):
            insert_many(AuditEntry, some)


def said_in(row: RowPlan, source: str) -> str:
    """Where a value came from: file, sheet and row."""
    return f"{source[:_NAME]}, {place_of(row)}"


def place_of(row: RowPlan) -> str:
    """Where in the file a value stood: sheet and row."""
    return f"{row.row.sheet[:_SHEET]}, dòng {row.row.row}"


def _insert(kind: type[Assignment | Qualification], rows: Iterator[tuple[RowPlan, Values]]) -> None:
    """Insert new rows past the session, and note each for undo; some thousands at a time, which saves memory."""
    while some := list(islice(rows, _AT_ONCE)):
        values = [{"public_id": new_public_id(), **one} for _, one in some]
        insert_many(kind, values, {one["official_id"] for one in values})
        for (row, _), one in zip(some, values, strict=True):
            note_inserted(kind, one["official_id"], one, place_of(row))
        write_noted()


def _paper_values(official_id: int, row: RowPlan, paper: PaperPlan, source: str, by: Account | None) -> Values:
    return {"official_id": official_id, **records.new_values(dict(paper.values), by, said_in(row, source))}


def _number(row: RowPlan) -> str:
    if row.person is None:
        raise ValueError("a row to be written has a person")
    return row.person.personal_number


def _open_files(rows: list[RowPlan]) -> dict[str, int]:
    """Insert the new officials; gives personal number → id of everybody in the rows."""
    opened = [(row, row.person) for row in rows if row.official is None and row.person is not None]
    people = [person for _, person in opened]
    values = [{"public_id": new_public_id(), **new_values(person)} for person in people]
    insert_many(Official, values)
    ids = {row.official.personal_number: row.official.id for row in rows if row.official is not None}
    for some in slices([person.personal_number for person in people]):
        found = select(Official.personal_number, Official.id).where(Official.personal_number.in_(some))
        ids |= dict(db.session.execute(found).all())
    for (row, person), one in zip(opened, values, strict=True):
        note_inserted(Official, ids[person.personal_number], one, place_of(row))
    write_noted()
    return ids


def _post_values(official_id: int, post: PostPlan) -> Values:
    return {"official_id": official_id, **assignment_values(post.details), "valid_to": post.until}


def _change(rows: list[RowPlan], plan: Plan, source: str, by: Account | None) -> None:
    """Correct the rows that exist. Each must still be as the comparison saw it."""
    changed = [row for row in rows if row.official is not None]
    altered = (row.official for row in changed if row.facts or row.reopened or any(paper.corrected for paper in row.papers))
    officials = _opened(Official, altered)
    plans = [row.post for row in changed if row.post]
    posts = _opened(Assignment, (held for post in plans for held in (post.corrected, post.ended) if held is not None))
    held = _opened(Qualification, (paper.corrected for row in changed for paper in row.papers))
    for row in changed:
        with said_at(place_of(row)):
            _change_person(row, officials)
            if row.post:
                _correct_post(row.post, posts)
            for paper in row.papers:
                _correct_paper(row, paper, held, plan, source, by)


def _change_person(row: RowPlan, officials: dict[int, Official]) -> None:
    official = officials.get(row.official.id) if row.official is not None else None
    if official is None or row.person is None:
        return
    if row.reopened:
        official.archived_at = official.archive_reason = None
    alter_official(official, row.person)


def _opened(kind: type[Row], seen: Iterable[Result | None]) -> dict[int, Row]:
    versions = {row.id: row.version for row in seen if row is not None}
    statement = select(kind).execution_options(populate_existing=True)
    found = {row.id: row for some in slices(versions) for row in db.session.scalars(statement.where(kind.id.in_(some)))}
    if any(versions[key] != row.version for key, row in found.items()) or len(found) < len(versions):
        raise StaleDataError("a record changed between the comparison and the writing")
    return found


def _correct_post(post: PostPlan, posts: dict[int, Assignment]) -> None:
    if post.ended is not None:
        posts[post.ended.id].valid_to = post.details.valid_from
    if post.corrected is not None:
        for name, value in assignment_values(post.details).items():
            if name != "valid_to":
                setattr(posts[post.corrected.id], name, value)


def _correct_paper(
    row: RowPlan, paper: PaperPlan, held: dict[int, Qualification], plan: Plan, source: str, by: Account | None
) -> None:
    if paper.corrected is not None and row.person is not None:
        one = held[paper.corrected.id]
        records.alter(one, one.official, paper.details, by, plan.equivalences, said_in(row, source))


def _entry(row: RowPlan, official_id: int, lines: list[Line], source: str, by: Account | None) -> Values:
    action = "official.imported" if row.official is None else "official.updated_by_roster"
    changes = dict(_changes(row, lines)) | {"source": [None, said_in(row, source)]}
    name = row.person.full_name if row.person else ""
    return entry_values(action, name, by=by, official_id=official_id, changes=changes)


def _changes(row: RowPlan, lines: list[Line]) -> Iterator[tuple[str, list[str | None]]]:
    if row.official is None and row.person is not None:
        yield "personal_number", [None, row.person.personal_number]
    for line in lines:
        yield line.key, [line.before or None, line.after]
