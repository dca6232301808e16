"""Why people are not met, as a condition of lists: answered from the standings that are kept, nobody is judged."""

from typing import Any

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, and_, false, func, or_, select

from models.officials import Assignment
from models.qualifications import Domain, Level, Qualification
from models.targets import Reckoned, Standing
from registry.compliance.catalogue import TargetOnDay
from registry.directory.standings import OPEN, target_asked
from registry.judgement.judge import condition_leaves
from registry.judgement.rules import Holds
from registry.lists.asked import Asked
from registry.officials.needed import VOID
from registry.qualifications.validity import earliest_number, end_of_validity, has_end


def reason_choices(asked: Asked) -> dict[str, str]:
    """Reasons in words: of the target asked about, then each component that may be missing."""
    known: list[TargetOnDay] = asked.facts
    parts = {part.code: _("thiếu: %(what)s", what=part.short_title_shown) for target in known for part in target.components}
    return {
        "step": _("còn thiếu một điều kiện"),
        "expired": _("chứng chỉ đã hết hạn"),
        "declared": _("đạt nhưng mới khai báo"),
        **parts,
    }


def with_reason(asked: Asked, values: tuple[str, ...]) -> ColumnElement[bool]:
    """Holders of main posts whom the reason concerns on the day."""
    reason, target = values[0], target_asked(asked)
    part = next((part for one in asked.facts for part in one.components if part.code == reason), None)
    if part is not None:
        return _among(_standing(asked, part.id, Standing.declared.in_(OPEN)))
    if target is None:
        return false()
    chosen = {"step": _one_step, "expired": _expired, "declared": _declared}[reason]
    return chosen(asked, target)


def _declared(asked: Asked, target: TargetOnDay) -> ColumnElement[bool]:
    met = int(Reckoned.MET)
    return _among(_standing(asked, target.id, and_(Standing.declared == met, Standing.verified != met)))


def _one_step(asked: Asked, target: TargetOnDay) -> ColumnElement[bool]:
    """Of a target with components just one is missing; of another one its only requirement."""
    open_ = _among(_standing(asked, target.id, Standing.declared.in_(OPEN)))
    if not target.components:
        return open_
    ids = [part.id for part in target.components]
    missing = _standing(asked, None, and_(Standing.target_id.in_(ids), Standing.declared.in_(OPEN)))
    return and_(open_, _among(missing.group_by(Standing.official_id).having(func.count() == 1)))


def _expired(asked: Asked, target: TargetOnDay) -> ColumnElement[bool]:
    """What would be enough is held, and its validity is over."""
    asks = [leaf for leaf in condition_leaves(target.rule.requirement) if isinstance(leaf, Holds) and leaf.valid_on_day]
    if not asks:
        return false()
    over = (
        select(Qualification.official_id)
        .join(Level, Level.id == Qualification.level_id)
        .where(has_end(), Qualification.state.not_in(VOID), end_of_validity() < earliest_number(asked.on))
        .where(or_(*(_would_do(leaf) for leaf in asks)))
    )
    return and_(_among(_standing(asked, target.id, Standing.declared.in_(OPEN))), _among(over))


def _would_do(leaf: Holds) -> ColumnElement[bool]:
    fits = [Qualification.domain == Domain(leaf.domain), Level.rank >= leaf.rank]
    if leaf.languages:
        fits.append(Qualification.language_code.in_(sorted(leaf.languages)))
    return and_(*fits)


def _standing(asked: Asked, target_id: int | None, which: ColumnElement[bool]) -> Any:
    statement = select(Standing.official_id).where(Standing.valid_from <= asked.on, Standing.valid_to > asked.on, which)
    return statement if target_id is None else statement.where(Standing.target_id == target_id)


def _among(officials: Any) -> ColumnElement[bool]:
    return Assignment.official_id.in_(officials)
