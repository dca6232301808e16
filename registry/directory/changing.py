"""What may be changed in many files at once: facts that people of a unit share, none that identify or qualify anybody."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select

from models.accounts import Account
from models.officials import Assignment, Official
from registry.directory.people import scope_of
from registry.lists.asked import Asked
from registry.lists.edits import Editing, Field, Record
from registry.officials.queries import readable_ids
from registry.shared.clock import today
from registry.shared.database import db
from registry.shared.dates import vn_date

KINH = "Kinh"


def _records(field: Field, keys: Sequence[str], asked: Asked, account: Account) -> list[Record]:
    """Those of the keys that are in the list and whose files the account may open; the row is the file, or the main post."""
    statement = (
        select(Official, Assignment)
        .join(Assignment, Assignment.official_id == Official.id)
        .where(Official.public_id.in_(keys), *scope_of(asked))
        .order_by(Official.sort_key, Official.id)
    )
    found = db.session.execute(statement).all()
    open_ids = readable_ids(account, [official.id for official, _post in found])
    names = {unit.id: unit.name for unit in asked.view.tree.units.values()}
    return [
        Record(post if field.key == "division" else official, official.full_name, names.get(post.unit_id, ""))
        for official, post in found
        if official.id in open_ids
    ]


def _other_than_kinh(row: Any, _value: Any) -> str:
    return _("hồ sơ ghi là dân tộc thiểu số") if row.ethnic_minority else ""


def _known_majority(row: Any) -> None:
    row.ethnic_minority = False


def _not_before(row: Any, value: Any) -> str:
    """Why a first day at the body cannot be."""
    if value > today():
        return _("ngày ở tương lai")
    if row.born_on and value <= row.born_on:
        return _("không thể trước ngày sinh")
    if row.recruited_on and value < row.recruited_on:
        return _("trước ngày tuyển dụng %(day)s", day=vn_date(row.recruited_on))
    return ""


OFFICIALS_EDIT = Editing(
    fields=(
        Field("duties", _l("Công việc được giao"), "duties", length=300),
        Field("division", _l("Phòng, bộ phận của chức vụ chính"), "division", length=120),
        Field("joined", _l("Ngày về cơ quan hiện nay"), "joined_on", kind="day", refuses=_not_before),
        Field("recruited_by", _l("Cơ quan tuyển dụng"), "recruited_by", length=200),
        Field(
            "kinh",
            _l("Dân tộc: Kinh"),
            "ethnicity",
            always=KINH,
            gaps_only=True,
            refuses=_other_than_kinh,
            also=_known_majority,
        ),
    ),
    records=_records,
)
