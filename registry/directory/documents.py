"""The list of officials as a workbook."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import gettext as _

from registry.directory.asked import Asked
from registry.directory.queries import Held, Listed
from registry.directory.words import conditions, standing_words, state_words
from registry.shared.dates import vn_date
from registry.sheets.writer import Content, TableColumn, write_table


def officials_workbook(asked: Asked, people: Iterable[Listed]) -> bytes:
    """Everybody whom the list shows on all its pages, in its order, with the day and the conditions above."""
    unit = asked.view.unit
    notes = [_("Số liệu ngày %(on)s · %(unit)s", on=vn_date(asked.on), unit=unit.name if unit else "")]
    notes += conditions(asked)
    columns = [
        TableColumn(_("STT"), "number", 6),
        TableColumn(_("Họ và tên"), width=26),
        TableColumn(_("Ngày sinh"), width=12),
        TableColumn(_("Đơn vị"), width=26),
        TableColumn(_("Chức vụ"), width=34),
        TableColumn(_("Trình độ chuyên môn"), width=16),
        TableColumn(_("Lý luận chính trị"), width=16),
        TableColumn(_("Chỉ tiêu"), width=10),
        TableColumn(_("Kết quả"), width=18),
        TableColumn(_("Lý do"), width=60),
    ]
    labels = _Labels(standing_words(), state_words())
    rows: list[list[Content]] = [[place, *labels.cells(person)] for place, person in enumerate(people, 1)]
    return write_table(_("Danh sách cán bộ, công chức"), columns, rows, notes)


@dataclass(frozen=True)
class _Labels:
    """Words that stand in many cells, looked up once."""

    standings: dict[tuple[str, bool], str]
    states: dict[str, str]

    def cells(self, person: Listed) -> list[str]:
        """One person as a row."""
        return [
            person.name,
            person.born,
            person.unit_name,
            person.post,
            self.level(person.degree),
            self.level(person.theory),
            person.code,
            self.standings[person.standing, person.verified],
            "; ".join(person.reasons),
        ]

    def level(self, held: Held | None) -> str:
        """A level with how far it is believed."""
        return f"{held.level} ({self.states[held.state]})" if held else ""
