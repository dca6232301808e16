"""A draft as workbooks that come back: what passes into which unit, and where each person goes."""

from collections.abc import Sequence

from flask_babel import gettext as _

from registry.officials.words import kind_word
from registry.reorganisations.people import Catalogue, How, Move
from registry.reorganisations.plan import Plan, Wanted
from registry.reorganisations.reading import EXTENTS, PEOPLE, TIERS, UNITS
from registry.reorganisations.words import hows
from registry.shared.dates import vn_date
from registry.sheets.writer import Content, TableColumn, write_table


def units_workbook(title: str, plan: Plan) -> bytes:
    """One row for each unit that passes something on, begins or changes, in the columns that are read back."""
    rows: list[list[Content]] = []
    spoken_of = set()
    for source in plan.sources:
        old, new = plan.eve.units.get(source.unit_id), plan.standing.get(source.into_key)
        rows.append([plan.name_then(source.unit_id), old.code if old else "", EXTENTS[source.extent], *_new(new, plan)])
        spoken_of.add(source.into_key)
    rows += [["", "", "", *_new(unit, plan)] for key, unit in plan.wanted.items() if key not in spoken_of]
    notes = [_("Ngày sắp xếp %(day)s · %(decision)s", day=vn_date(plan.day), decision=plan.decision)]
    notes.append(_("Mỗi dòng một đơn vị cũ. Bỏ trống đơn vị mới: đơn vị cũ kết thúc, không có đơn vị kế thừa."))
    widths = (30, 10, 12, 30, 10, 14, 30, 26)
    return write_table(title, [TableColumn(name, width=width) for name, width in zip(UNITS, widths, strict=True)], rows, notes)


def _new(unit: Wanted | None, plan: Plan) -> list[Content]:
    if unit is None:
        return ["", "", "", "", ""]
    above = plan.standing.get(unit.parent_key)
    code = unit.code if unit.code != unit.key else ""
    return [unit.name, code, TIERS[unit.tier], above.name if above else "", unit.key]


def people_workbook(title: str, moves: Sequence[Move], plan: Plan, catalogue: Catalogue) -> bytes:
    """One row for each post at a unit that ends: where it goes by now, to be put right and read back."""
    labels = hows()
    rows: list[list[Content]] = [
        [
            move.post.public_id,
            move.post.name,
            plan.name_then(move.post.unit_id),
            catalogue.rows[move.post.position_id].title,
            kind_word(move.post.kind),
            str(labels[move.how]) if move.how is not How.OPEN else f"{labels[move.how]}: {move.missing}",
            plan.standing[move.into].name if move.into in plan.standing else "",
            catalogue.rows[move.position_id].title if move.position_id else "",
            move.division or "",
        ]
        for move in moves
        if not move.post.archived
    ]
    notes = [
        _("Sửa ba cột cuối rồi gửi lại. Ghi “thôi giữ” ở cột đơn vị mới khi chức vụ kết thúc và không có chức vụ khác."),
        _("Dòng không sửa vẫn theo quy tắc. Không sửa cột mã."),
    ]
    widths = (18, 26, 28, 28, 14, 24, 28, 28, 24)
    return write_table(title, [TableColumn(name, width=width) for name, width in zip(PEOPLE, widths, strict=True)], rows, notes)
