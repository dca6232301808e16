"""The words of official papers: states, standings and verdicts as print says them, always in Vietnamese."""

from collections.abc import Iterable

from registry.shared.numbers import vn_number
from registry.summaries.content import Attained, Outcome, TargetRule

STATES = {
    "verified": "Đã xác minh",
    "checked": "Đã đối chiếu",
    "declared": "Khai báo",
    "rejected": "Không được chấp nhận",
    "revoked": "Đã thu hồi",
}
MARKS = {"verified": "XM", "checked": "ĐC", "declared": "KB"}
STANDINGS = {"met": "Đạt", "unmet": "Chưa đạt", "unknown": "Thiếu dữ liệu", "exempt": "Loại trừ"}
VERDICTS = {"met": "Đạt", "unmet": "Chưa đạt", "nobody": "Không có đối tượng"}

STATES_EXPLAINED = (
    "Đã xác minh: cơ quan cấp đã xác nhận. Đã đối chiếu: đã đối chiếu với bản sao, chưa xác minh với nơi cấp. "
    "Khai báo: theo kê khai, chưa kiểm tra. Văn bằng không được chấp nhận hoặc đã thu hồi không được tính."
)
MARKS_EXPLAINED = (
    "XM: đã xác minh với nơi cấp; ĐC: đã đối chiếu với bản sao; KB: theo khai báo, chưa kiểm tra. Mỗi ô ghi mức cao nhất; "
    "nếu mức đó chưa xác minh thì ghi thêm mức cao nhất đã xác minh."
)
OUTCOMES_EXPLAINED = (
    "Đạt (XM): đạt chỉ với văn bằng, chứng chỉ đã xác minh; Đạt (KB): đạt khi tính cả văn bằng, chứng chỉ khai báo; "
    "Thiếu dữ liệu: hồ sơ chưa đủ để xét; Loại trừ: chức danh có quy định khác, không tính vào tổng số; "
    "Dấu –: không thuộc đối tượng; kết quả trong ngoặc vuông được tính ở đơn vị khác."
)
VERIFIED_NOW = "Mức tin cậy là mức đang ghi trong Sổ khi in; văn bằng, chứng chỉ tính theo ngày cấp."


def state_words(state: str) -> str:
    """A state in words."""
    return STATES.get(state, state)


def attained_words(levels: Iterable[Attained]) -> str:
    """`Thạc sĩ (KB)` and below it `Đại học (XM)`; a dash where nothing is on file."""
    lines = [
        f"{level.words} ({MARKS[level.state]})" + (f", hết hạn {level.expired}" if level.expired else "") for level in levels
    ]
    return "\n".join(lines) or "–"


def outcome_words(outcome: Outcome) -> str:
    """`Đạt (XM)`, `Đạt (KB)`, `Chưa đạt`, `Thiếu dữ liệu`, `Loại trừ`; in brackets where another unit counts it."""
    words = standing_words(outcome.standing)
    if outcome.standing == "met":
        words = f"{words} ({'XM' if outcome.verified else 'KB'})"
    return words if outcome.counted_here else f"[{words}]"


def standing_words(standing: str) -> str:
    """A standing in words."""
    return STANDINGS[standing]


def share(part: int, total: int, percent: str) -> str:
    """`38/44` with `86,4 %` below; nobody to count has no share."""
    fraction = f"{vn_number(part)}/{vn_number(total)}"
    return f"{fraction}\n{percent}\u00a0%" if total else fraction


def rules_note(rules: Iterable[TargetRule]) -> str:
    """`T1 phiên bản 1, T2 phiên bản 1`; a component is named only where its number is not that of its target."""
    numbers = {rule.code: rule.version for rule in rules}
    named = [
        f"{code} phiên bản {number}"
        for code, number in numbers.items()
        if numbers.get(code.partition(".")[0]) != number or "." not in code
    ]
    return ", ".join(named) or "chưa có chỉ tiêu nào có hiệu lực"


def listed(parts: Iterable[tuple[str, int]]) -> str:
    """`2 cán bộ, 41 công chức`."""
    return ", ".join(f"{vn_number(number)} {words}" for words, number in parts)
