"""Needs as a workbook."""

import datetime as dt
from collections.abc import Iterable

from flask_babel import gettext as _

from registry.compliance.vocabulary import Vocabulary
from registry.needs.queries import Shown
from registry.needs.words import because, standing_words
from registry.programmes.words import check_words
from registry.shared.dates import vn_date
from registry.sheets.writer import Content, TableColumn, write_table


def needs_workbook(lines: Iterable[Shown], vocabulary: Vocabulary, on: dt.date, unit_name: str) -> bytes:
    """The needs as the page shows them, with the day above."""
    notes = [_("Số liệu ngày %(on)s · %(unit)s", on=vn_date(on), unit=unit_name)]
    columns = [
        TableColumn(_("Họ và tên"), width=26),
        TableColumn(_("Chức vụ"), width=30),
        TableColumn(_("Đơn vị"), width=28),
        TableColumn(_("Chương trình"), width=36),
        TableColumn(_("Vì sao"), width=40),
        TableColumn(_("Điều kiện dự học"), width=18),
        TableColumn(_("Chưa đáp ứng"), width=40),
        TableColumn(_("Đang ở lớp"), width=28),
    ]
    return write_table(
        _("Nhu cầu đào tạo, bồi dưỡng"), columns, (_cells(line, vocabulary) for line in lines), notes, numbered=_("STT")
    )


def _cells(line: Shown, vocabulary: Vocabulary) -> list[Content]:
    need = line.need
    against = "; ".join(check_words(check, vocabulary) for check in line.finding.against)
    attended = need.attended.title if need.attended else ""
    person = [need.person.full_name, line.post, line.unit_name]
    return [*person, need.programme.name, because(need), standing_words(line), against, attended]
