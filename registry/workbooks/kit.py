"""A workbook of ours that came back: only changed cells say anything; where the registry changed since, a person decides."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import select

from models.accounts import Account
from models.officials import Official
from models.qualifications import Domain
from registry.kits.columns import FIELDS_OF, FURTHER_SHEET, POST_FIELDS, SEAL_SHEET
from registry.kits.content import entries
from registry.kits.further import Further, further_rows
from registry.kits.seal import Base, Seal, Texts, base_of, read_seal
from registry.officials.queries import readable_ids
from registry.readers.facts import Certificate, Degree, Field, Language, Level, Problem, RosterRow
from registry.readers.roster import sheets_of
from registry.shared.database import db
from registry.workbooks.decisions import KEEP, MOVED, TAKE, Decisions, Question, question_about
from registry.workbooks.known import slices

_PERSON: Mapping[str, tuple[Field, ...]] = {
    "full_name": (Field.FULL_NAME,),
    "sex": (Field.SEX,),
    "born_on": (Field.BIRTH,),
    "staff_code": (Field.STAFF_CODE,),
    "party_member": (Field.PARTY_MEMBER,),
    "ethnicity": (Field.ETHNICITY, Field.ETHNIC_MINORITY),
    "post": POST_FIELDS,
}
_GROUPS: Mapping[str, tuple[Field, ...]] = {**_PERSON, **{domain.value: fields for domain, fields in FIELDS_OF.items()}}
"""Cells that are taken or left together: a post is one thing, and so is a qualification."""
_SILENT: Mapping[str, Mapping[str, Any]] = {
    "sex": {"sex": None},
    "born_on": {"birth": None},
    "staff_code": {"staff_code": ""},
    "party_member": {"party_member": None},
    "ethnicity": {"ethnicity_text": "", "ethnic_minority": None},
    "degree": {"degree": Degree()},
    "theory": {"theory": Level()},
    "state_management": {"state_management": Level()},
    "language": {"language": Language()},
    "digital": {"digital": Certificate()},
    "defence": {"defence": Certificate()},
    "ethnic_language": {"ethnic_language": Certificate()},
}
"""What a row holds that says nothing of a group. Of the name nothing is taken away: it is the same."""
_NO_ONE = Base({}, {}, {})


@dataclass(frozen=True)
class Narrowed:
    """What a row says. Of a workbook of ours only what was changed; `further` are its rows on the further sheet."""

    row: RosterRow
    says_post: bool = True
    about: Mapping[Domain, str] = field(default_factory=dict)
    further: Sequence[tuple[RosterRow, str]] = ()
    questions: Sequence[Question] = ()


@dataclass(frozen=True)
class Kit:
    """A workbook of ours as it came back. `now` is what it would say if it were made today."""

    seal: Seal
    further: Mapping[str, Sequence[Further]]
    problems: Sequence[Problem]
    now: Mapping[str, Base]

    def narrowed(self, row: RosterRow, decisions: Decisions) -> Narrowed:
        """What of a row is new; everything, of somebody who was not in the workbook when it was made."""
        number = row.personal_number or ""
        base, now = self.seal.people.get(number, _NO_ONE), self.now.get(number, _NO_ONE)
        questions: list[Question] = []
        further = [
            (one.row, one.public_id)
            for one in self.further.get(number, ())
            if self._is_told(one, base, now, decisions, questions)
        ]
        if base is _NO_ONE:
            return Narrowed(row, further=further, questions=questions)
        said = {name: _said(row, fields) for name, fields in _GROUPS.items()}
        changed = {name for name, texts in said.items() if texts != _of(base.cells, _GROUPS[name])}
        told = {
            name
            for name in changed
            if _settled(
                question_about(row, MOVED + "." + name),
                name,
                (_of(base.cells, _GROUPS[name]), _of(now.cells, _GROUPS[name]), said[name]),
                decisions,
                questions,
            )
        }
        blank: dict[str, Any] = {}
        for name in _SILENT.keys() - told:
            blank |= _SILENT[name]
        about = {Domain(domain): public_id for domain, public_id in base.about.items()}
        return Narrowed(replace(row, **blank), "post" in told, about, further, questions)

    def _is_told(self, one: Further, base: Base, now: Base, decisions: Decisions, questions: list[Question]) -> bool:
        """Whether a row of the further sheet says something new."""
        if one.public_id not in base.papers:
            return True
        before = {name: text for name, text in base.papers[one.public_id].items() if text}
        if one.texts == before:
            return False
        current = {name: text for name, text in now.papers.get(one.public_id, {}).items() if text}
        asked = question_about(one.row, one.public_id, f"{MOVED}.{one.domain.value}")
        return _settled(asked, one.domain.value, (before, current, one.texts), decisions, questions)


def _said(row: RosterRow, fields: Iterable[Field]) -> Texts:
    return {name.value: text for name in fields if name in row.cells and (text := row.cells[name].value)}


def _of(cells: Texts, fields: Iterable[Field]) -> Texts:
    return {name.value: cells[name.value] for name in fields if name.value in cells}


def _settled(asked: str, name: str, texts: tuple[Texts, Texts, Texts], decisions: Decisions, questions: list[Question]) -> bool:
    """Whether a changed group is taken from the workbook: asked for where the registry changed it since, otherwise than here."""
    before, now, said = texts
    if now in (before, said):
        return True
    answer = decisions.answer(asked, f"{MOVED}.{name}")
    answer = answer if answer in (KEEP, TAKE) else ""
    held, wanted = "; ".join(now.values()), "; ".join(said.values())
    questions.append(Question(asked, MOVED, answer, column=name, values=(held, wanted)))
    return answer != KEEP


def read_kit(content: bytes, by: Account | None) -> Kit | None:
    """A workbook as one of ours; None when it is none, or its seal is broken."""
    sheets = sheets_of(content, SEAL_SHEET, FURTHER_SHEET)
    seal = read_seal(sheets.get(SEAL_SHEET))
    if seal is None:
        return None
    rows, problems = further_rows(sheets.get(FURTHER_SHEET))
    groups: dict[str, list[Further]] = {}
    for one in rows:
        groups.setdefault(one.number, []).append(one)
    return Kit(seal, groups, problems, _today(seal.people, by))


def _today(numbers: Iterable[str], by: Account | None) -> dict[str, Base]:
    """What a workbook would say now of these people, of those whom the account may read."""
    found: list[int] = []
    for some in slices(list(numbers)):
        ids = set(db.session.scalars(select(Official.id).where(Official.personal_number.in_(some))))
        found += sorted(readable_ids(by, ids) if by else ids)
    return {entry.official.personal_number: base_of(entry) for entry in entries(found)}
