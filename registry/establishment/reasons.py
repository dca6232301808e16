"""Why units cannot be held against the base year, in words, unit by unit."""

import datetime as dt

from flask_babel import gettext as _

from registry.establishment.cuts import Cut
from registry.establishment.headcounts import names_then


def gaps_of(cut: Cut, base: int, year: int) -> list[tuple[str, list[str]]]:
    """What is missing → the units, those reasons that apply."""
    now, then = dt.date(year, 12, 31), dt.date(base, 12, 31)
    own = [unit for unit, missing in cut.no_base.items() if unit in missing]
    new = [unit for unit, missing in cut.no_base.items() if not missing]
    merged = [
        f"{names_then([unit], now)[0]} ({', '.join(names_then(missing, then))})"
        for unit, missing in cut.no_base.items()
        if missing and unit not in missing
    ]
    found = [
        (_("Thiếu số gốc năm %(year)s", year=base), names_then(own, now)),
        (_("Thiếu số gốc năm %(year)s của đơn vị cũ đã nhập vào", year=base), merged),
        (_("Đơn vị mới, không có số gốc"), names_then(new, now)),
        (_("Thiếu số năm %(year)s", year=year), names_then(cut.no_now, now)),
        (_("Đơn vị cũ có số gốc mà đơn vị kế thừa chưa có số nào"), names_then(cut.lost, then)),
        (_("Chỉ tính vào tổng: nhận một phần của đơn vị cũ"), names_then(cut.received, now)),
        (_("Chỉ tính vào tổng: đơn vị cũ đã chia"), names_then(cut.divided, then)),
    ]
    return [(reason, names) for reason, names in found if names]
