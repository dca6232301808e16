"""The whole resolution as a workbook."""

import datetime as dt
from collections.abc import Iterator

from flask_babel import gettext as _

from registry.compliance.describe import threshold_words
from registry.compliance.figures import Figure
from registry.resolution.queries import Reading, Sentence, Whole
from registry.resolution.words import goal_words, heading_of, measured, source_words, title_of, verdict_words
from registry.shared.dates import vn_date
from registry.sheets.writer import Content, TableColumn, write_table


def whole_workbook(whole: Whole, on: dt.date, unit: str) -> bytes:
    """One row for each target and each indicator, in the order of the text."""
    columns = [
        TableColumn(_("Mục"), width=12),
        TableColumn(_("Câu của nghị quyết"), width=48),
        TableColumn(_("Mã"), width=14),
        TableColumn(_("Chỉ tiêu"), width=40),
        TableColumn(_("Mức"), width=18),
        TableColumn(_("Thời hạn"), "date", 12),
        TableColumn(_("Giá trị"), width=20),
        TableColumn(_("Số liệu của ngày"), "date", 12),
        TableColumn(_("Kết quả"), width=16),
        TableColumn(_("Nguồn"), width=36),
        TableColumn(_("Ghi chú"), width=30),
    ]
    notes = [_("Số liệu ngày %(on)s · %(unit)s", on=vn_date(on), unit=unit)]
    rows = [row for sentence in whole.sentences for row in _rows(sentence, on)]
    rows += [["", "", *_of_figure(figure, on)] for figure in whole.beside]
    return write_table(_("Nghị quyết: chỉ tiêu và kết quả"), columns, rows, notes)


def _rows(sentence: Sentence, on: dt.date) -> Iterator[list[Content]]:
    clause = sentence.clause
    head: list[Content] = [clause.code, f"{heading_of(clause)}: {clause.wording}"]
    for figure in sentence.figures:
        yield [*head, *_of_figure(figure, on)]
    for reading in sentence.readings:
        yield [*head, *_of_reading(reading)]


def _of_figure(figure: Figure, on: dt.date) -> list[Content]:
    verdict = {"met": _("Đạt"), "unmet": _("Chưa đạt")}.get(figure.verdict, _("Không có đối tượng"))
    count, target = figure.count, figure.target
    value = f"{figure.percent} % ({count.met}/{count.total})" if count.total else ""
    source = _("Tính từ hồ sơ, quy tắc phiên bản %(number)s", number=target.version.number)
    deadline = target.version.deadline
    return [target.code, figure.title, threshold_words(target.rule.threshold), deadline, value, on, verdict, source, ""]


def _of_reading(reading: Reading) -> list[Content]:
    indicator, value = reading.indicator, reading.value
    head: list[Content] = [indicator.code, title_of(indicator), goal_words(indicator), indicator.deadline]
    verdict = verdict_words(reading.verdict)
    if value is None:
        return [*head, "", None, verdict, "", indicator.note]
    return [*head, measured(value.value, indicator.measure), value.on, verdict, source_words(value), value.note or indicator.note]
