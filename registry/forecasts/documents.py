"""Forecasts as workbooks."""

import datetime as dt

from flask_babel import gettext as _

from registry.compliance.catalogue import TargetOnDay
from registry.forecasts.outlook import LINES
from registry.forecasts.people import Named
from registry.forecasts.queries import Outlook
from registry.forecasts.words import ASSUMED, GROUP_WORDS, LINE_NAMES, span_words
from registry.sheets.writer import Content, TableColumn, write_table
from registry.standings.measure import Count


def lines_workbook(outlook: Outlook, unit_name: str) -> bytes:
    """The three lines on each of their days: no names."""
    notes = [*_notes(outlook, unit_name), *(f"{LINE_NAMES[line]}: {ASSUMED[line]}" for line in LINES)]
    columns = [TableColumn(_("Ngày"), "date", 12)]
    for line in LINES:
        name = LINE_NAMES[line]
        columns += [
            TableColumn(_("%(line)s: đạt", line=name), "number", 11),
            TableColumn(_("%(line)s: tổng", line=name), "number", 11),
            TableColumn(_("%(line)s: tỷ lệ", line=name), "percent", 11),
            TableColumn(_("%(line)s: còn thiếu", line=name), "number", 11),
        ]
    rows = [[day, *_numbers(outlook, place)] for place, day in enumerate(outlook.days)]
    return write_table(_("Dự báo %(code)s", code=outlook.target.code), columns, rows, notes)


def _numbers(outlook: Outlook, place: int) -> list[Content]:
    counts = [outlook.lines[line][place] for line in LINES]
    return [content for count in counts for content in _of(count, outlook.target)]


def _of(count: Count, target: TargetOnDay) -> list[Content]:
    share = count.met / count.total if count.total else None
    return [count.met, count.total, share, count.needed(target.rule.threshold)]


def group_workbook(outlook: Outlook, group: str, people: list[Named], unit_name: str) -> bytes:
    """The people of a group."""
    words = GROUP_WORDS[group]
    columns = [
        TableColumn(_("Họ và tên"), width=28),
        TableColumn(_("Ngày sinh"), width=12),
        TableColumn(_("Đơn vị"), width=28),
        TableColumn(_("Chức vụ"), width=36),
        TableColumn(_("Diễn biến"), width=26),
        TableColumn(_("Hôm nay"), width=12),
        TableColumn(_("Ngày dự báo"), width=12),
    ]
    rows: list[list[Content]] = [[one.name, one.born, one.unit_name, one.post, one.told, one.before, one.after] for one in people]
    title = _("Dự báo %(code)s: %(group)s", code=outlook.target.code, group=words.name)
    return write_table(title, columns, rows, [*_notes(outlook, unit_name), str(words.told)], numbered=_("STT"))


def _notes(outlook: Outlook, unit_name: str) -> list[str]:
    days: tuple[dt.date, dt.date] = outlook.days[0], outlook.days[-1]
    version = _("quy tắc phiên bản %(number)s", number=outlook.target.version.number)
    return [" · ".join([unit_name, span_words(*days), version])]
