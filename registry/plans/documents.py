"""A plan as a workbook."""

from typing import Any

from flask_babel import gettext as _

from models.plans import GapPlan
from registry.plans.queries import Sent
from registry.plans.words import outcome_words, shortfall_words
from registry.shared.dates import vn_date
from registry.sheets.writer import Content, TableColumn, write_table


def plan_workbook(plan: GapPlan, result: dict[str, Any], people: list[Sent]) -> bytes:
    """Who goes where, with what the plan costs, reaches and does not reach."""
    notes = [
        _("Cần đạt %(codes)s vào ngày %(day)s.", codes=plan.codes.replace(" ", ", "), day=vn_date(plan.until)),
        outcome_words(result),
        *(words for target in result["targets"] for words in shortfall_words(target)),
    ]
    columns = [
        TableColumn(_("Họ và tên"), width=28),
        TableColumn(_("Chức vụ"), width=34),
        TableColumn(_("Đơn vị"), width=28),
        TableColumn(_("Lớp"), width=40),
        TableColumn(_("Chỉ tiêu"), width=12),
        TableColumn(_("Vì sao"), width=44),
    ]
    rows: list[list[Content]] = [[one.name, one.post, one.unit_name, one.classes, one.targets, one.why] for one in people]
    return write_table(plan.name, columns, rows, notes, numbered=_("STT"))
