"""What a plan reaches, costs and leaves open, in words."""

import datetime as dt
from typing import Any

from flask_babel import gettext as _

from registry.shared.dates import vn_date
from registry.shared.numbers import vn_number


def outcome_words(result: dict[str, Any]) -> str:
    """Cost, day of the data, and how surely nothing cheaper exists."""
    told = _(
        "Cử %(people)s người, chi phí %(cost)s đồng; theo hồ sơ ngày %(day)s.",
        people=vn_number(len(result["people"])),
        cost=vn_number(result["cost"]),
        day=vn_date(dt.date.fromisoformat(result["since"])),
    )
    return f"{told} {certainty_words(result)}"


def certainty_words(result: dict[str, Any]) -> str:
    """Whether a better plan may exist."""
    if result["proven"]:
        return _("Không có cách nào rẻ hơn mà bù được nhiều như vậy.")
    return _(
        "Hết thời gian tính trước khi so hết các cách: có thể còn cách rẻ hơn, nhiều nhất khoảng %(share)s %%.",
        share=vn_number(max(1, round(100 * min(1.0, result["gap"])))),
    )


def shortfall_words(target: dict[str, Any]) -> list[str]:
    """Why a target is not reached: how many short, and by which limit; nothing when it is."""
    if not target["short"]:
        return []
    number = {key: vn_number(value) for key, value in target.items() if isinstance(value, int)}
    found = [
        _("%(code)s: còn thiếu %(short)s trong %(needed)s người cần bù.", code=target["code"], **_only(number, "short", "needed"))
    ]
    if target["reachable"] > target["gained"]:
        left = vn_number(target["reachable"] - target["gained"])
        found.append(_("%(left)s người học được nhưng các lớp hết chỗ, hoặc chỗ đã dành cho chỉ tiêu khác.", left=left))
    if target["barred"]:
        found.append(
            _("%(barred)s người có lớp phù hợp nhưng không đủ điều kiện dự hoặc trùng thời gian.", **_only(number, "barred"))
        )
    if target["hopeless"]:
        found.append(
            _(
                "%(hopeless)s người không lớp nào bù được: không lớp nào cho bằng cấp còn thiếu, lớp đã khai giảng, "
                "cấp chứng chỉ sau ngày cần đạt, hoặc chứng chỉ hết hạn trước ngày đó.",
                **_only(number, "hopeless"),
            )
        )
    return found


def _only(numbers: dict[str, str], *keys: str) -> dict[str, str]:
    return {key: numbers[key] for key in keys}
