"""A snapshot's people as a workbook."""

from collections.abc import Sequence

from flask_babel import gettext as _

from registry.compliance.catalogue import TargetOnDay
from registry.compliance.vocabulary import standing_words
from registry.shared.dates import vn_date, vn_instant
from registry.sheets.writer import Content, TableColumn, write_table
from registry.snapshots.queries import Frozen, Listed


def people_workbook(frozen: Frozen, target: TargetOnDay, unit_name: str, people: Sequence[Listed]) -> bytes:
    """Everybody whom the target counts or exempts, as frozen; who signed, when, and the seal stand above."""
    snapshot = frozen.snapshot
    signed = {"name": snapshot.taken_by.name, "at": vn_instant(snapshot.taken_at)}
    notes = [
        _("Số liệu ngày %(on)s · %(unit)s", on=vn_date(snapshot.on), unit=unit_name),
        _("%(code)s · quy tắc phiên bản %(number)s", code=target.code, number=target.version.number),
        frozen.rule_of(target.code).sentence,
        _("%(name)s ký chốt lúc %(at)s", **signed),
        _("Mã niêm phong: %(digest)s", digest=snapshot.digest),
    ]
    columns = [
        TableColumn(_("Họ và tên"), width=28),
        TableColumn(_("Ngày sinh"), width=12),
        TableColumn(_("Đơn vị"), width=28),
        TableColumn(_("Chức vụ"), width=36),
        TableColumn(_("Kết quả"), width=16),
        TableColumn(_("Đã xác minh"), width=12),
        TableColumn(_("Lý do"), width=70),
    ]
    rows: list[list[Content]] = [
        [one.name, one.born, one.unit_name, one.post, standing_words(one.standing), one.verified, one.reason] for one in people
    ]
    return write_table(f"{snapshot.name} · {target.short_title_shown}", columns, rows, notes, numbered=_("STT"))
