"""Findings in words: what each kind is called, and the sentence of one."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from models.findings import FindingState
from registry.shared.ages import age_on
from registry.shared.dates import vn_date

Detail = Mapping[str, Any]


@dataclass(frozen=True)
class Names:
    """What the sentences call things: qualifications by id, and officials by id that the reader may open."""

    papers: Mapping[int, str]
    people: Mapping[int, str]

    def papers_of(self, detail: Detail) -> str:
        """The qualifications that a finding speaks of."""
        return ", ".join(self.papers.get(one, _("một văn bằng")) for one in detail.get("papers", []))

    def people_of(self, detail: Detail) -> str:
        """The other officials that it speaks of; those out of the reader's reach are only counted."""
        others = detail.get("others", [])
        known = [self.people[one] for one in others if one in self.people]
        hidden = len(others) - len(known)
        more = [_("%(count)s người ngoài đơn vị", count=hidden)] if hidden else []
        return ", ".join([*known, *more])


def kinds() -> dict[str, str]:
    """Kinds of findings, as conditions of the list."""
    return {
        "early": _("Văn bằng trước 17 tuổi"),
        "before_birth": _("Cấp trước ngày sinh"),
        "in_future": _("Ngày cấp ở tương lai"),
        "out_of_order": _("Cấp sau có trước cấp phải có"),
        "unschooled": _("Chưa hết phổ thông"),
        "two_places": _("Hai bằng chính quy cùng lúc, hai nơi"),
        "same_number": _("Trùng số hiệu với người khác"),
        "same_scan": _("Trùng bản chụp với người khác"),
        "number_and_birth": _("Số định danh và năm sinh"),
        "number_and_sex": _("Số định danh và giới tính"),
        "repealed": _("Xác nhận LLCT theo quy định đã thôi"),
        "on_sand": _("Dựa trên văn bằng không còn được tin"),
    }


def states() -> dict[FindingState, str]:
    """States of findings."""
    return {
        FindingState.OPEN: _("Cần xem lại"),
        FindingState.ACCEPTED: _("Đúng như vậy"),
        FindingState.GONE: _("Không còn"),
    }


def sentence(kind: str, detail: Detail, names: Names) -> str:
    """What does not fit together, in one sentence."""
    said = _SENTENCES.get(kind)
    return said(detail, names) if said else kinds().get(kind, kind)


def _day(detail: Detail, name: str) -> str:
    return vn_date(dt.date.fromisoformat(detail[name])) if detail.get(name) else _("chưa rõ ngày")


def _month(detail: Detail, name: str) -> str:
    return f"{dt.date.fromisoformat(detail[name]):%m/%Y}"


def _early(detail: Detail, _names: Names) -> str:
    born, issued = dt.date.fromisoformat(detail["born"]), dt.date.fromisoformat(detail["issued"])
    return _("Cấp ngày %(day)s, khi mới %(age)s tuổi.", day=vn_date(issued), age=age_on(born, issued))


def _before_birth(detail: Detail, _names: Names) -> str:
    return _("Cấp ngày %(day)s, không sau ngày sinh %(born)s.", day=_day(detail, "issued"), born=_day(detail, "born"))


def _in_future(detail: Detail, _names: Names) -> str:
    return _("Ngày cấp %(day)s còn ở tương lai.", day=_day(detail, "issued"))


def _out_of_order(detail: Detail, names: Names) -> str:
    return _("Cấp ngày %(day)s, trước %(base)s là bằng phải có trước.", day=_day(detail, "issued"), base=names.papers_of(detail))


def _unschooled(detail: Detail, names: Names) -> str:
    return _(
        "Trình độ phổ thông ghi %(said)s, nhưng hồ sơ có %(papers)s.", said=detail["schooling"], papers=names.papers_of(detail)
    )


def _two_places(detail: Detail, names: Names) -> str:
    return _(
        "Học chính quy cùng lúc với %(other)s, từ %(begins)s đến %(ends)s, ở hai nơi: %(places)s.",
        other=names.papers_of(detail),
        begins=_month(detail, "from"),
        ends=_month(detail, "to"),
        places=" / ".join(place.split(",")[0] for place in detail["places"]),
    )


def _same_number(detail: Detail, names: Names) -> str:
    return _(
        "Số hiệu %(number)s của cùng nơi cấp cũng có trong hồ sơ của %(people)s.",
        number=detail["number"],
        people=names.people_of(detail),
    )


def _same_scan(detail: Detail, names: Names) -> str:
    return _("Chính bản chụp này cũng được dùng làm minh chứng cho %(people)s.", people=names.people_of(detail))


def _number_and_birth(detail: Detail, _names: Names) -> str:
    return _("Số định danh ứng với năm sinh %(said)s, hồ sơ ghi %(born)s.", said=detail["said"], born=detail["born"])


def _number_and_sex(detail: Detail, _names: Names) -> str:
    said = {"male": _("nam"), "female": _("nữ")}
    return _("Số định danh ứng với giới tính %(said)s, hồ sơ ghi %(sex)s.", said=said[detail["said"]], sex=said[detail["sex"]])


def _repealed(detail: Detail, _names: Names) -> str:
    return _(
        "Giấy xác nhận cấp ngày %(day)s; việc xác định tương đương theo Quy định 256-QĐ/TW thôi từ 09/07/2021 (Kết luận 09).",
        day=_day(detail, "issued"),
    )


def _on_sand(detail: Detail, names: Names) -> str:
    if detail["state"] == "revoked":
        return _("Dựa trên %(base)s, văn bằng đã bị thu hồi.", base=names.papers_of(detail))
    return _("Dựa trên %(base)s, văn bằng không được chấp nhận.", base=names.papers_of(detail))


_SENTENCES: dict[str, Callable[[Detail, Names], str]] = {
    "early": _early,
    "before_birth": _before_birth,
    "in_future": _in_future,
    "out_of_order": _out_of_order,
    "unschooled": _unschooled,
    "two_places": _two_places,
    "same_number": _same_number,
    "same_scan": _same_scan,
    "number_and_birth": _number_and_birth,
    "number_and_sex": _number_and_sex,
    "repealed": _repealed,
    "on_sand": _on_sand,
}
