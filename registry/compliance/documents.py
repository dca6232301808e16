"""Lists of a target as workbooks."""

import datetime as dt

from flask_babel import gettext as _

from registry.compliance.catalogue import TargetOnDay
from registry.compliance.people import Person
from registry.compliance.vocabulary import standing_words
from registry.shared.dates import vn_date
from registry.sheets.writer import Content, TableColumn, write_table
from registry.units.queries import UnitOnDay


def people_workbook(target: TargetOnDay, people: list[Person], on: dt.date, unit: UnitOnDay | None) -> bytes:
    """The people of a target with one standing, as the page shows them."""
    notes = [
        _("Số liệu ngày %(on)s · %(unit)s", on=vn_date(on), unit=unit.name if unit else ""),
        _("%(code)s · quy tắc phiên bản %(number)s", code=target.code, number=target.version.number),
    ]
    columns = [
        TableColumn(_("Họ và tên"), width=28),
        TableColumn(_("Ngày sinh"), width=12),
        TableColumn(_("Đơn vị"), width=28),
        TableColumn(_("Chức vụ"), width=36),
        TableColumn(_("Kết quả"), width=16),
        TableColumn(_("Lý do"), width=70),
    ]
    rows: list[list[Content]] = [
        [person.name, person.born, person.unit_name, person.post, standing_words(person.standing), _why(person)]
        for person in people
    ]
    return write_table(target.title_shown, columns, rows, notes, numbered=_("STT"))


def list_name(target: TargetOnDay, standing: str, lacking: str | None) -> str:
    """What a list is of, for the trail: `T1 · Chưa đạt · thiếu: Trình độ đại học`."""
    parts = [part.short_title_shown for part in target.components if part.component == lacking]
    return " · ".join([target.code, standing_words(standing), *(_("thiếu: %(what)s", what=part) for part in parts)])


def _why(person: Person) -> str:
    return person.basis or "; ".join(gap.sentence for gap in person.gaps)
