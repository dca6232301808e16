"""The list of everything that people hold, and what may be changed in many of its rows at once."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from models.accounts import Account
from models.officials import Assignment, Official
from models.qualifications import FormOfStudy, Qualification, State
from registry.directory.people import further_columns, leave_for, name_column, post_column, searched, told_of, unit_conditions
from registry.holdings.held import (
    STATES,
    Held,
    counted,
    held_columns,
    held_conditions,
    issued_column,
    names_of,
    ordered,
    rows,
    scope,
    state_column,
    text_column,
)
from registry.lists.asked import Asked
from registry.lists.definition import Listing, Quick, Told
from registry.lists.edits import Editing, Field, Record
from registry.officials.queries import readable_ids
from registry.qualifications.forms import FIELDS
from registry.qualifications.queries import text_of
from registry.qualifications.words import countries, forms_of_study
from registry.shared.clock import today
from registry.shared.database import db
from registry.shared.dates import vn_date
from registry.shared.paging import Result


def _records(field: Field, keys: Sequence[str], asked: Asked, account: Account) -> list[Record]:
    """Those of the keys that are in the list and in files that the account may open.

    What somebody looked into is not changed in passing: its state would fall back to declared.
    """
    statement = (
        select(Qualification)
        .join(Official, Official.id == Qualification.official_id)
        .join(Assignment, Assignment.official_id == Official.id)
        .where(Qualification.public_id.in_(keys), *scope(asked))
        .options(joinedload(Qualification.level), joinedload(Qualification.certificate_type), joinedload(Qualification.language))
        .options(joinedload(Qualification.official))
        .order_by(Official.sort_key, Qualification.id)
    )
    found = db.session.scalars(statement).all()
    leave = readable_ids(account, [one.official_id for one in found])
    return [Record(one, one.official.full_name, text_of(one), _refusal(field, one)) for one in found if one.official_id in leave]


def _refusal(field: Field, one: Qualification) -> str:
    if field.column not in FIELDS[one.domain]:
        return _("loại này không có mục đó")
    if one.state is not State.DECLARED:
        return _("%(state)s: hãy sửa riêng từng mục", state=str(STATES[one.state][0]))
    return ""


def _touched(row: Any, by: Account) -> None:
    """As when a single one is corrected: who did it, and where the values come from."""
    row.changed_by_id = by.id
    row.source = f"{by.name} sửa ngày {vn_date(today())}"  # kept with the qualification, hence in one language


EDIT = Editing(
    fields=(
        Field("institution", _l("Nơi cấp"), "institution", length=200),
        Field("country", _l("Nước cấp"), "country", kind="choice", choices=countries),
        Field("form", _l("Hình thức đào tạo"), "form_of_study", kind="choice", choices=forms_of_study, typed=FormOfStudy),
        Field("note", _l("Ghi chú"), "note", length=500),
    ),
    records=_records,
    touched=_touched,
)


def _described(found: Sequence[Result], asked: Asked, account: Account | None) -> list[Held]:
    leave = leave_for(found, account)
    return [Held(*told_of(row, asked, leave), asked.facts) for row in found]


def _quick(_asked: Asked) -> list[Quick]:
    return [
        Quick(_("Chưa đối chiếu"), {"state": "declared"}),
        Quick(_("Chưa ghi ngày cấp"), {"without": "issued"}),
        Quick(_("Chưa quy đổi ra bậc"), {"without": "level", "domain": "language"}),
    ]


QUALIFICATIONS: Listing[Held] = Listing(
    kind="qualifications",
    told=Told(
        title=_l("Văn bằng, chứng chỉ"),
        sheet=_l("Danh sách văn bằng, chứng chỉ"),
        noun=lambda number: ngettext("văn bằng, chứng chỉ", "văn bằng, chứng chỉ", number),
        basis=lambda asked: _("của người giữ chức vụ chính vào ngày %(on)s.", on=vn_date(asked.on)),
        wide=_l("khi tìm cả đơn vị và chức vụ; không ai mang tên hay số như vậy."),
        nothing=(_l("Chưa có văn bằng nào ở đây"), _l("Hãy ghi văn bằng vào từng hồ sơ, hoặc nhập danh sách trích ngang.")),
    ),
    columns=(name_column(), text_column(), issued_column(), *held_columns(), state_column(), post_column(), *further_columns()),
    conditions=(*held_conditions(), *unit_conditions()),
    rows=rows,
    counted=counted,
    ordered=ordered,
    scope=scope,
    search=searched,
    ties=(Official.sort_key, Official.id, Qualification.id),
    identity=Qualification.public_id,
    describe=_described,
    prepare=names_of,
    quick=_quick,
    order="name",
    edit=EDIT,
)
