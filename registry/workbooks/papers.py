"""What a row means for one qualification of its official: nothing new, a correction, or a new one beside those held."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from models.qualifications import State
from registry.qualifications.mapping import EquivalenceTable
from registry.qualifications.records import QualificationDetails, check_dates, values_of
from registry.readers.facts import Field
from registry.shared.paging import Result
from registry.shared.refusal import Refused
from registry.workbooks.likeness import DISBELIEVED, Values, contradicts, differences, same_paper
from registry.workbooks.remarks import Contradiction, Tell
from registry.workbooks.verified import Settle

_CELLS = {
    "degree": Field.DEGREE_LEVEL,
    "theory": Field.THEORY_LEVEL,
    "state_management": Field.STATE_LEVEL,
    "digital": Field.DIGITAL_TEXT,
    "language": Field.LANGUAGE_CERTIFICATE,
    "defence": Field.DEFENCE_TEXT,
    "ethnic_language": Field.ETHNIC_LANGUAGE_TEXT,
}
_DISBELIEVED_WORDS = {State.REJECTED: "không được chấp nhận", State.REVOKED: "đã bị thu hồi"}


@dataclass(frozen=True)
class PaperPlan:
    """A qualification to be written. `values`: all columns of a new one, or those that differ from the one that is corrected.

    A new one may stand `beside` others of its domain, which stay as they are.
    """

    details: QualificationDetails
    values: Values
    corrected: Result | None = None
    beside: tuple[Result, ...] = ()


@dataclass(frozen=True)
class Papers:
    """The qualifications held by whoever a row is about, and how the row is held against them."""

    held: Sequence[Result]
    born_on: dt.date | None
    table: EquivalenceTable
    tell: Tell
    settle: Settle


def plan_paper(said: QualificationDetails, papers: Papers, about: str = "") -> PaperPlan | None:
    """What is to be written, None when the registry has it already. Raises `Contradiction` when it cannot be.

    `about` is the public id of the qualification that is meant, where that is known.
    """
    values = values_of(said, papers.table)
    held, tell, born_on = papers.held, papers.tell, papers.born_on
    meant = next((one for one in held if about and one.public_id == about), None)
    same = meant or same_paper(values, held)
    if same is None:
        _check_dates(said, born_on)
        return PaperPlan(said, values, beside=tuple(one for one in held if one.domain == said.domain))
    different = differences(values, same)
    if same.state in DISBELIEVED:
        _leave_disbelieved(same, different, tell)
        return None
    if same.state is State.VERIFIED and different:
        different = _settled(same, different, papers)
    if not different:
        return None
    if same.state is State.CHECKED:
        tell(_CELLS[said.domain.value], "Văn bằng, chứng chỉ này đã được đối chiếu; sửa theo dòng này thì trở lại khai báo.")
    merged = _merged(same, different)
    _check_dates(merged, born_on)
    return PaperPlan(merged, different, same)


def _leave_disbelieved(held: Result, different: Values, tell: Tell) -> None:
    cell, word = _CELLS[held.domain.value], _DISBELIEVED_WORDS[held.state]
    if different:
        raise Contradiction(cell, f"Văn bằng, chứng chỉ này {word} trong sổ mà dòng này ghi khác; muốn sửa phải sửa trong hồ sơ.")
    tell(cell, f"Văn bằng, chứng chỉ này {word} trong sổ; giữ như sổ.")


def _settled(held: Result, different: Values, papers: Papers) -> dict[str, object]:
    """What was verified stays unless somebody decides otherwise; what a row says beyond it goes through the file."""
    if contradicts(different, held):
        return dict(papers.settle(held, different))
    reason = "Văn bằng, chứng chỉ đã xác minh trong sổ; phần dòng này ghi thêm phải bổ sung trong hồ sơ."
    papers.tell(_CELLS[held.domain.value], reason)
    return {}


def _merged(held: Result, different: Values) -> QualificationDetails:
    kept = {name: getattr(held, name) for name in QualificationDetails.__dataclass_fields__}
    return replace(QualificationDetails(**kept), **different)  # type: ignore[arg-type]  # the names are those of the fields


def _check_dates(details: QualificationDetails, born_on: dt.date | None) -> None:
    try:
        check_dates(born_on, details)
    except Refused as refusal:
        raise Contradiction(_cell_of_date(details, refusal.field), refusal.message) from refusal


def _cell_of_date(details: QualificationDetails, column: str) -> Field:
    if column == "expires_on":
        return Field.LANGUAGE_EXPIRES
    return Field(f"{details.domain.value}.issued")
