"""An annual plan as a workbook, in the columns that provinces commonly use (kế hoạch mở lớp)."""

from collections.abc import Mapping, Sequence

from flask_babel import gettext as _

from models.training_plans import AnnualPlan, PlanLine
from registry.annual.words import STATES
from registry.sheets.writer import Content, TableColumn, write_table


def plan_workbook(plan: AnnualPlan, lines: Sequence[PlanLine], quotas: Mapping[int, list[tuple[str, int]]], unit: str) -> bytes:
    """The plan with the sum of its seats and its cost above."""
    seats, cost = sum(line.seats for line in lines), sum(line.cost for line in lines)
    state = _("Phiên bản %(number)s, %(state)s · %(unit)s", number=plan.number, state=STATES[plan.state][2], unit=unit)
    sums = _("Tổng: %(seats)s lượt người, %(cost)s triệu đồng", seats=seats, cost=f"{cost / 1000:.1f}".replace(".", ","))
    columns = [
        TableColumn(_("Tên lớp, khoá bồi dưỡng"), width=36),
        TableColumn(_("Đối tượng"), width=28),
        TableColumn(_("Số lớp"), "number", 8),
        TableColumn(_("Số lượt người"), "number", 10),
        TableColumn(_("Thời gian (ngày/tiết)"), width=16),
        TableColumn(_("Địa điểm"), width=20),
        TableColumn(_("Đơn vị chủ trì, phối hợp"), width=22),
        TableColumn(_("Cơ sở đào tạo"), width=26),
        TableColumn(_("Kinh phí (triệu đồng)"), "number", 12),
        TableColumn(_("Nguồn kinh phí"), width=20),
        TableColumn(_("Phân cho các đơn vị"), width=40),
        TableColumn(_("Ghi chú"), width=24),
    ]
    rows = (_cells(line, quotas.get(line.id, [])) for line in lines)
    return write_table(plan.title, columns, rows, [state, sums], numbered=_("TT"))


def _cells(line: PlanLine, quotas: list[tuple[str, int]]) -> list[Content]:
    shares = "; ".join(f"{name}: {seats}" for name, seats in quotas)
    what: list[Content] = [line.title, line.audience, line.classes, line.seats, time_words(line), line.venue, line.host]
    money: list[Content] = [line.cost / 1000, line.budget_line.source if line.budget_line else None]
    return [*what, line.school.name if line.school else None, *money, shares, line.note]


def time_words(line: PlanLine) -> str:
    """How long, and in which month: `5 ngày / 40 tiết, tháng 3`."""
    days = _("%(days)s ngày", days=line.days) if line.days else ""
    hours = _("%(hours)s tiết", hours=line.lesson_hours) if line.lesson_hours else ""
    month = _("tháng %(month)s", month=line.month) if line.month else ""
    return ", ".join(part for part in (" / ".join(part for part in (days, hours) if part), month) if part)
