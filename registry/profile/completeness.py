"""How far a record has what every record needs, and what it lacks: each item with the form that fills it."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from flask_babel import gettext as _

from models.officials import Official, Precision
from models.qualifications import Domain, Qualification
from registry.officials.queries import PostHeld
from registry.service.queries import Beside


@dataclass(frozen=True)
class Item:
    """Something that every record needs: its number and wording on the official form, and the view that fills it in."""

    words: str
    there: bool
    endpoint: str
    arguments: dict[str, str] = field(default_factory=dict)
    slot: str = ""
    """Id of the element in which the form opens."""


@dataclass(frozen=True)
class Completeness:
    """Needed items that are there, their number, and the missing ones in order."""

    filled: int
    needed: int
    missing: list[Item]


def completeness(official: Official, post: PostHeld | None, held: Collection[Qualification], beside: Beside) -> Completeness:
    """Only what everybody has is needed: a certificate that one may never have earned is a gap of a target, not of the record."""
    items = [*_personal(official), *_served(official, post, beside), *_recorded(held)]
    return Completeness(sum(item.there for item in items), len(items), [item for item in items if not item.there])


def _personal(official: Official) -> Iterator[Item]:
    born = official.born_on is not None and official.born_precision is Precision.DAY
    for words, there in (
        (_("1 Giới tính"), official.sex is not None),
        (_("3 Ngày sinh đủ ngày, tháng, năm"), born),
        (_("6 Dân tộc"), bool(official.ethnicity)),
        (_("8 Ngày cấp số định danh"), official.number_issued_on is not None),
    ):
        yield Item(words, there, "service.facts", {"part": "identity"}, "form-identity")


def _served(official: Official, post: PostHeld | None, beside: Beside) -> Iterator[Item]:
    party = official.party_member is False or (official.party_member is True and official.party_joined_on is not None)
    for words, there in (
        (_("13 Ngày tuyển dụng lần đầu"), official.recruited_on is not None),
        (_("14 Ngày vào cơ quan hiện đang công tác"), official.joined_on is not None),
        (_("15 Ngày vào Đảng, hoặc ghi chưa vào Đảng"), party),
        (_("19 Trình độ giáo dục phổ thông"), bool(official.schooling)),
        (_("28 Công việc chính được giao"), bool(official.duties)),
    ):
        yield Item(words, there, "service.facts", {"part": "recruitment"}, "form-recruitment")
    yield Item(_("23 Chức vụ chính trong ngày"), post is not None, "careers.change", {"event": "appointment"}, "form-career")
    if post is None or post.category != "cadre":  # a cadre need not have a rank
        yield Item(_("30 Ngạch, bậc lương"), bool(beside.ranks), "service.new", {"kind": "ranks"}, "form-ranks")


def _recorded(held: Collection[Qualification]) -> Iterator[Item]:
    degrees = [one for one in held if one.domain is Domain.DEGREE]
    new = ("qualifications.new", {"domain": "degree"}, "form-degree")
    yield Item(_("20 Trình độ chuyên môn cao nhất"), bool(degrees), *new)
    vague = next((one for one in degrees if not (one.field and one.institution)), None)
    words = _("32.1 Chuyên ngành và nơi cấp của văn bằng chuyên môn")
    yield _mended(words, bool(degrees) and vague is None, vague, new)
    undated = next((one for one in held if one.issued_on is None), None)
    yield _mended(_("32 Ngày cấp của mọi văn bằng, chứng chỉ"), undated is None, undated, new)


def _mended(words: str, there: bool, one: Qualification | None, new: tuple[str, dict[str, str], str]) -> Item:
    """The form of the qualification that lacks something, or of a new one when there is none."""
    if one is None:
        return Item(words, there, *new)
    return Item(words, there, "qualifications.edit", {"public_id": one.public_id}, f"form-{one.domain.value}")
