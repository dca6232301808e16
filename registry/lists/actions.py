"""Changing many records at once, and keeping views of lists. Callers commit."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from models.accounts import Account
from models.lists import SavedView
from registry.audit.actions import record
from registry.lists.asked import Arguments, Asked
from registry.lists.edits import Editing, Line, Wanted, shown
from registry.shared.clock import now
from registry.shared.database import db
from registry.shared.refusal import Refused
from registry.shared.text import clean

MOST_VIEWS = 30


def change_together(editing: Editing, wanted: Wanted, lines: Sequence[Line], asked: Asked, by: Account) -> int:
    """Write the new value into every record that is not left out, as one action; gives back how many. Refused without any."""
    left = [line for line in lines if not line.reason]
    if not left:
        raise Refused("", _("Không còn ai để ghi."))
    for line in left:
        setattr(line.record.row, wanted.field.column, wanted.value)
        wanted.field.also(line.record.row)
        editing.touched(line.record.row, by)
    db.session.flush()
    with force_locale("vi"):  # the trail is kept in one language
        subject = f"{asked.listing.told.title}: {wanted.field.label} → {shown(wanted.field, wanted.value)}"
    record("list.changed", subject, by=by, changes={"rows": [None, len(left)]})
    return len(left)


def save_view(asked: Asked, name: str, shared: bool, by: Account) -> SavedView:
    """Keep what is asked of a list under a name. Refused when the name is taken, or too many are kept."""
    kind, name = asked.listing.kind, _checked_name(asked.listing.kind, name, by, None)
    kept = db.session.scalar(select(func.count()).where(SavedView.owner_id == by.id, SavedView.kind == kind)) or 0
    if kept >= MOST_VIEWS:
        raise Refused("name", _("Đã có %(number)s chế độ xem. Hãy xoá bớt trước.", number=kept))
    view = SavedView(
        kind=kind, name=name, owner_id=by.id, unit_id=by.unit_id, shared=shared, arguments=dict(asked.arguments), made_at=now()
    )
    with _name_still_free(name):
        db.session.add(view)
    record("view.saved", name, by=by, changes={"shared": [None, shared]})
    return view


def replace_view(view: SavedView, asked: Asked, by: Account) -> None:
    """Let a view ask what is asked now, under the name that it has."""
    before: Arguments = dict(view.arguments)
    view.arguments = dict(asked.arguments)
    record("view.replaced", view.name, by=by, changes={"conditions": [_plain(before), _plain(asked.arguments)]})


def change_view(view: SavedView, name: str, shared: bool, by: Account) -> None:
    """Give a view another name, share it or keep it for oneself. Refused when the name is taken."""
    name = _checked_name(view.kind, name, by, view.id)
    changes: dict[str, list[object]] = {"name": [view.name, name], "shared": [view.shared, shared]}
    with _name_still_free(name):
        view.name, view.shared = name, shared
    record("view.changed", name, by=by, changes={field: pair for field, pair in changes.items() if pair[0] != pair[1]})


def delete_view(view: SavedView, by: Account) -> None:
    """Keep a view no longer."""
    db.session.delete(view)
    record("view.deleted", view.name, by=by)


def _checked_name(kind: str, name: str, by: Account, own_id: int | None) -> str:
    name = clean(name)
    if not name or len(name) > 80:
        raise Refused("name", _("Tên cần có từ 1 đến 80 ký tự."))
    statement = select(SavedView).where(SavedView.kind == kind, SavedView.owner_id == by.id, SavedView.id != (own_id or 0))
    if any(view.name.lower() == name.lower() for view in db.session.scalars(statement)):
        raise _taken(name)
    return name


@contextmanager
def _name_still_free(name: str) -> Iterator[None]:
    """Two clicks at once both find a name free; the database takes the first."""
    try:
        with db.session.begin_nested():
            yield
    except IntegrityError:
        raise _taken(name) from None


def _taken(name: str) -> Refused:
    return Refused("name", _("Đã có chế độ xem tên “%(name)s”.", name=name))


def _plain(arguments: Arguments) -> str:
    return "&".join(f"{name}={value if isinstance(value, str) else ','.join(value)}" for name, value in arguments.items())
