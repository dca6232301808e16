"""Taking a whole reorganisation back, while nothing has been built on it; what has been is named."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from sqlalchemy import delete, exists, literal, select, update

from models.audit import AuditEntry
from models.base import Base
from models.changes import RowChange
from models.officials import Assignment, AssignmentKind, Official
from models.planning import Planned, Reminder
from models.reorganisations import Effect, Reorganisation
from models.targets import Standing
from models.units import Unit
from registry.changes.values import plain, typed
from registry.shared.database import db
from registry.units.queries import name_of

_NOBODY = frozenset({0})
_SLICE = 500
_DERIVED = (Standing, Reminder)
"""What the registry works out by itself: it goes with a unit and comes again where it belongs."""
_OWN = frozenset(
    {"planned_unit", "planned_position", "planned_move", "reorganisation_effect", "audit_entry"}
    | {kind.__tablename__ for kind in _DERIVED}
)
"""Tables whose rows do not count as built on a unit: drafts, the trail, and what is derived."""
_KINDS: dict[str, type[Base]] = {
    mapper.class_.__tablename__: mapper.class_ for mapper in Base.registry.mappers if hasattr(mapper.class_, "__tablename__")
}


def take_back(draft: Reorganisation) -> list[str]:
    """Give every row back what it was; what stands in the way is told in sentences, and then the caller must roll back."""
    effects = list(db.session.scalars(select(Effect).where(Effect.reorganisation_id == draft.id).order_by(Effect.id.desc())))
    changes = list(
        db.session.scalars(select(RowChange).where(RowChange.entry_id == draft.entry_id).order_by(RowChange.id.desc()))
    )
    obstacles = [*_people_back(changes)]
    if obstacles:
        return obstacles
    obstacles = [*_units_back(effects, draft)]
    return obstacles or [*_doubled({change.official_id for change in changes})]


def _people_back(changes: list[RowChange]) -> Iterator[str]:
    """Posts as they were, in bulk: those the reorganisation began go, those it ended go on."""
    officials = {change.official_id for change in changes}
    rows: dict[str, Any] = {}
    for some in _slices([change.record for change in changes]):
        rows.update((row.public_id, row) for row in db.session.execute(select(Assignment.__table__).where(_public(some))))
    for change in changes:
        row = rows.get(change.record)
        if row is None or _differs(row, change.after or {}) or (change.before is None and row.version != 1):
            yield f"Chức vụ của {_name(change.official_id)} đã được sửa sau khi sắp xếp."
            return
    begun = [rows[change.record].id for change in changes if change.before is None]
    for some in _slices(begun):
        gone = delete(Assignment.__table__).where(Assignment.id.in_(some))  # type: ignore[arg-type]
        db.session.execute(gone, execution_options={"touches": officials or _NOBODY})
    _go_on([change for change in changes if change.before is not None], rows, officials)


def _go_on(changes: list[RowChange], rows: dict[str, Any], officials: set[int]) -> None:
    """Give posts back what they had. Most ended alike and go on alike, so they are written together."""
    alike: dict[str, tuple[dict[str, Any], list[int]]] = {}
    for change in changes:
        before = change.before or {}
        alike.setdefault(repr(before), (before, []))[1].append(rows[change.record].id)
    for before, ids in alike.values():
        values = typed(Assignment, before)
        for some in _slices(ids):
            back = update(Assignment.__table__).where(Assignment.id.in_(some)).values(**values, version=Assignment.version - 1)  # type: ignore[arg-type]
            db.session.execute(back, execution_options={"touches": officials})


def _public(some: list[str]) -> Any:
    return Assignment.public_id.in_(some)


def _units_back(effects: list[Effect], draft: Reorganisation) -> Iterator[str]:
    touched = _holders({effect.unit_id for effect in effects})
    ours = {(effect.kind, effect.row) for effect in effects}
    for effect in effects:
        kind: Any = _KINDS[effect.kind]
        row = db.session.execute(select(kind.__table__).where(kind.id == effect.row)).one_or_none()
        if row is None or _differs(row, effect.after or {}):
            changed = "quy hoạch" if kind is Planned else "đơn vị"
            yield f"{name_of(effect.unit_id, draft.day)}: {changed} đã được thay đổi sau đợt sắp xếp này."
            return
        if kind is Unit and (what := _built_on(effect.row, ours)):
            yield f"{name_of(effect.unit_id, draft.day)} đã có {what} gắn vào sau đợt sắp xếp."
            return
    _forget_derived([effect.row for effect in effects if effect.kind == "unit"])
    for effect in effects:
        kind = _KINDS[effect.kind]
        if effect.before is None and kind is Unit and _is_in_the_trail(effect.row):
            continue  # an identity without a day: the trail speaks of it, and is never changed
        if effect.before is None:
            statement: Any = delete(kind.__table__).where(kind.id == effect.row)
        else:
            statement = update(kind.__table__).where(kind.id == effect.row).values(**typed(kind, effect.before))
        db.session.execute(statement, execution_options={"touches": touched or _NOBODY})


def _forget_derived(units: list[int]) -> None:
    """Verdicts and reminders at units that go: whoever they were of is judged anew when the transaction ends."""
    for some in _slices(units):
        for kind in _DERIVED:
            db.session.execute(delete(kind).where(kind.unit_id.in_(some)))


def _is_in_the_trail(unit_id: int) -> bool:
    return db.session.scalar(select(exists().where(AuditEntry.unit_id == unit_id))) is True


def _differs(row: Any, after: dict[str, Any]) -> bool:
    return any(plain(getattr(row, name)) != value for name, value in after.items())


def _holders(units: set[int]) -> frozenset[int]:
    found: set[int] = set()
    for some in _slices(sorted(units)):
        found.update(db.session.scalars(select(Assignment.official_id).where(Assignment.unit_id.in_(some)).distinct()))
    return frozenset(found)


def _built_on(unit_id: int, ours: set[tuple[str, int]]) -> str:
    """What refers to a unit that would be taken away, in words; empty when only the reorganisation itself does."""
    for table in Base.metadata.sorted_tables:
        if table.name in _OWN:
            continue
        for column in table.columns:
            if any(key.column.table.name == "unit" for key in column.foreign_keys):
                # Rows without an id of their own are never a reorganisation's.
                rows = db.session.scalars(select(table.c.get("id", literal(0))).where(column == unit_id))
                if any((table.name, row) not in ours for row in rows):
                    return _WORDS.get(table.name, "bản ghi khác")
    return ""


_WORDS = {
    "assignment": "chức vụ",
    "account": "tài khoản",
    "unit_period": "thay đổi khác",
    "succession": "đợt sắp xếp khác",
    "quota": "biên chế được giao",
    "unit_code": "mã định danh",
    "inquiry": "công văn xác minh",
    "planned": "quy hoạch",
    "due_day": "ngày đến hạn được quyết định khác",
    "confirmation": "xác nhận số liệu",
    "snapshot_standing": "bản chốt số liệu",
    "snapshot_unit": "bản chốt số liệu",
    "planned_source": "bản dự thảo sắp xếp khác",
}


def _doubled(officials: set[int]) -> Iterator[str]:
    """Whoever would hold two main posts at a time, because another one was entered since."""
    columns = select(Assignment.official_id, Assignment.valid_from, Assignment.valid_to)
    for some in _slices(sorted(officials)):
        of_these = columns.where(Assignment.official_id.in_(some), Assignment.kind == AssignmentKind.MAIN)
        posts = db.session.execute(of_these.order_by(Assignment.official_id, Assignment.valid_from)).all()
        for (official_id, _begins, ends), (next_id, begins, _ends) in pairwise(posts):
            if official_id == next_id and begins < ends:
                yield f"{_name(official_id)} đã được ghi chức vụ chính khác từ sau khi sắp xếp."
                return


def doubled_mains(officials: set[int]) -> str:
    """The sentence about somebody of these who holds two main posts at a time; empty when nobody does."""
    return next(_doubled(officials), "")


def _name(official_id: int) -> str:
    return db.session.scalar(select(Official.full_name).where(Official.id == official_id)) or ""


def _slices(items: list[Any]) -> Iterator[list[Any]]:
    for start in range(0, len(items), _SLICE):
        yield items[start : start + _SLICE]
