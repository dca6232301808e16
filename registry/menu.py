"""The side bar: its entries, who sees them, and which rooms stand behind each. At most nine for any role."""

from dataclasses import dataclass

from flask import request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from registry.access.guard import may
from registry.access.permissions import Permission
from registry.additions.queries import waiting as additions_waiting
from registry.findings.queries import open_count
from registry.terms.queries import waiting

BEHIND = {
    "dashboard": (),
    "compliance": ("comparison", "reviews", "snapshots", "forecasts", "plans", "resolution", "exemptions", "rules"),
    "directory": ("profile", "qualifications", "careers", "service", "archive", "evidence", "holdings", "planning", "coming"),
    "organisation": ("positions", "reorganisations", "establishment", "reference", "terms", "additions"),
    "classes": ("programmes", "needs", "surveys", "annual", "teaching", "hours", "bonds", "notices"),
    "findings": ("proposals",),
    "verification": ("inquiries",),
    "workbooks": ("kits",),
    "summaries": (),
    "audit": (),
    "accounts": (),
}
"""Rooms with an entry → rooms that are reached through it and have none."""

_ENTRY_OF = {room: entry for entry, rooms in BEHIND.items() for room in (entry, *rooms)}
_OF_ONE_OFFICIAL = ("positions.gap", "positions.openings", "positions.appointment")


@dataclass(frozen=True)
class MenuEntry:
    """An entry of the side bar."""

    label: str
    url: str
    icon: str
    current: bool
    tally: int | None = None


def entries() -> list[MenuEntry]:
    """What the account of this request finds in the side bar."""
    all_entries = [
        ("dashboard.index", _("Bảng theo dõi"), "board", Permission.FIGURES_READ),
        ("compliance.index", _("Chỉ tiêu"), "target", Permission.FIGURES_READ),
        ("directory.index", _("Cán bộ, công chức"), "people", Permission.OFFICIALS_READ),
        ("organisation.index", _("Tổ chức"), "org", Permission.FIGURES_READ),
        ("classes.index", _("Đào tạo, bồi dưỡng"), "cap", Permission.TRAINING_READ),
        ("findings.index", _("Cần xem lại"), "flag", Permission.OFFICIALS_READ),
        ("verification.index", _("Xác minh"), "seal", Permission.QUALIFICATIONS_VERIFY),
        ("workbooks.index", _("Nhập dữ liệu"), "load", Permission.ROSTERS_IMPORT),
        ("summaries.index", _("Bản xác nhận"), "doc", Permission.SUMMARIES_PRINT),
        ("audit.index", _("Nhật ký"), "clock", Permission.TRAIL_READ),
        ("accounts.index", _("Tài khoản"), "user", Permission.ACCOUNTS_WRITE),
    ]
    here = _entry_here()
    return [
        MenuEntry(label, url_for(endpoint), icon, endpoint.split(".")[0] == here, _waiting(endpoint))
        for endpoint, label, icon, permission in all_entries
        if may(permission)
    ]


def _entry_here() -> str:
    endpoint = request.endpoint or ""
    return "directory" if endpoint in _OF_ONE_OFFICIAL else _ENTRY_OF.get(endpoint.split(".")[0], "")


def _waiting(endpoint: str) -> int | None:
    """How much work waits behind an entry; None when nothing does, or it is somebody else's."""
    if endpoint == "findings.index" and may(Permission.RECORDS_WRITE):
        return open_count(current_user.account) or None
    if endpoint == "organisation.index" and may(Permission.REFERENCE_WRITE):
        return waiting() + additions_waiting() or None
    return None
