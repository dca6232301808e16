"""The names behind a part of a change as a workbook."""

from collections.abc import Sequence

from flask_babel import gettext as _

from registry.comparison.people import Named, Side
from registry.compliance.vocabulary import standing_words
from registry.sheets.writer import Content, TableColumn, write_table


def names_workbook(title: str, notes: Sequence[str], ends: tuple[str, str], people: Sequence[Named]) -> bytes:
    """Everybody behind a part, with both sides as the page shows them."""
    columns = [
        TableColumn(_("Họ và tên"), width=28),
        TableColumn(_("Ngày sinh"), width=12),
        *(TableColumn(heading, width=44) for heading in ends),
        TableColumn(_("Tổng số"), "number", 10),
        TableColumn(_("Đạt"), "number", 10),
        TableColumn(_("Đã xác minh"), "number", 12),
        TableColumn(_("Điều đã đổi"), width=48),
    ]
    rows: list[list[Content]] = [
        [one.name, one.born, _said(one.before), _said(one.after), *_effect(one), "; ".join(one.turned)] for one in people
    ]
    return write_table(title, columns, rows, notes, numbered=_("STT"))


def _effect(one: Named) -> list[Content]:
    return [one.effect.total, one.effect.met, one.effect.verified]


def _said(side: Side | None) -> str:
    if side is None:
        return _("Ngoài đơn vị được xem")
    parts = [standing_words(side.standing), side.post, side.unit_name, *side.why]
    return "; ".join(part for part in parts if part)
