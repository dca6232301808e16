"""Archived files, and two files laid side by side."""

from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import func, select

from models.accounts import Account
from models.audit import AuditEntry
from models.changes import RowChange
from models.officials import Official, Precision
from models.planning import Planned
from models.service import Absence, Appraisal, Discipline, RankHeld
from registry.changes.queries import was_undone
from registry.officials.queries import archived_within, page_by_name, post_words, posts_of, readable_by
from registry.officials.words import kind_word
from registry.qualifications.queries import sections_of, text_of
from registry.service.words import SEXES, said
from registry.shared.database import db
from registry.shared.dates import last_day, partial_date, vn_date
from registry.shared.paging import Page
from registry.shared.text import fold, masked

PAGE, MOST = 50, 20

COMPARED = (
    "staff_code",
    "sex",
    "born_on",
    "ethnicity",
    "ethnic_minority",
    "number_issued_on",
    "phone",
    "recruited_on",
    "recruited_by",
    "joined_on",
    "party_member",
    "party_joined_on",
    "party_official_on",
    "party_post",
    "party_post_concurrent",
    "schooling",
    "academic_title",
    "honour",
    "planned_post",
    "duties",
)
"""Facts that a file takes from a duplicate when it lacks them."""


@dataclass(frozen=True)
class Kept:
    """An archived file in words. `into` is the file that it went into, when it may be opened."""

    public_id: str
    name: str
    number: str
    day: str
    reason: str
    merged: bool
    into: str


@dataclass(frozen=True)
class Row:
    """A line of two files side by side."""

    label: str
    left: list[str]
    right: list[str]

    @property
    def same(self) -> bool:
        """Whether both say the same."""
        return self.left == self.right


def archived(account: Account, after: str | None, before: str | None) -> Page[Kept]:
    """A page of the archived files within the account's reach, by name."""
    statement = select(Official.id, Official.public_id, Official.sort_key).where(archived_within(account))
    page = page_by_name(statement, PAGE, after, before)
    ids = [row.id for row in page.rows]
    found = {one.id: one for one in db.session.scalars(select(Official).where(Official.id.in_(ids)))}
    targets = {one.merged_into_id for one in found.values() if one.merged_into_id}
    into = dict(
        db.session.execute(select(Official.id, Official.public_id).where(Official.id.in_(targets), readable_by(account))).all()
    )
    return page.showing([_kept(found[key], into) for key in ids])


def _kept(one: Official, into: dict[int, str]) -> Kept:
    merged = one.merged_into_id is not None
    day = vn_date(one.archived_at.date()) if one.archived_at else ""
    number = masked(one.personal_number)
    return Kept(
        one.public_id, one.full_name, number, day, one.archive_reason or "", merged, into.get(one.merged_into_id or 0, "")
    )


def candidates(official: Official, words: str, account: Account) -> list[Official]:
    """Files in use that may be of the same person: found by the words, or else of the same name."""
    typed = fold(words).split() or [f"{fold(official.full_name)} "]
    statement = select(Official).where(readable_by(account), Official.id != official.id)
    for word in typed:
        statement = statement.where(Official.search_text.contains(f" {word}", autoescape=True))
    return list(db.session.scalars(statement.order_by(Official.sort_key, Official.id).limit(MOST)))


def side_by_side(left: Official, right: Official) -> list[Row]:
    """What both files say, line by line."""
    columns = [_told(one) for one in (left, right)]
    return [Row(label, columns[0][label], columns[1][label]) for label in columns[0]]


def merging_entry(official: Official) -> AuditEntry | None:
    """The entry of the merger by which a file was archived, unless it was taken back."""
    statement = (
        select(AuditEntry)
        .join(RowChange, RowChange.entry_id == AuditEntry.id)
        .where(AuditEntry.action == "official.merged", RowChange.kind == "official", RowChange.record == official.public_id)
        .order_by(AuditEntry.id.desc())
    )
    entry = db.session.scalars(statement.limit(1)).first()
    return entry if entry and official.merged_into_id and not was_undone(entry) else None


def _told(one: Official) -> dict[str, list[str]]:
    party = {True: _("đảng viên"), False: _("chưa vào Đảng"), None: ""}[one.party_member]
    facts = {
        _("Họ và tên"): one.full_name,
        _("Số định danh"): masked(one.personal_number),
        _("Số hiệu"): one.staff_code,
        _("Giới tính"): said(SEXES, one.sex),
        _("Sinh ngày"): partial_date(one.born_on, one.born_precision or Precision.DAY),
        _("Dân tộc"): one.ethnicity,
        _("Tuyển dụng lần đầu"): vn_date(one.recruited_on),
        _("Vào Đảng"): " ".join(part for part in (party, vn_date(one.party_joined_on)) if part),
    }
    papers = [text_of(paper) for section in sections_of(one) for paper in section.qualifications]
    lists = {_("Quá trình công tác"): _posts(one), _("Văn bằng, chứng chỉ"): papers, _("Các mục khác"): _others(one)}
    return {label: [value] if value else [] for label, value in facts.items()} | lists


def _posts(one: Official) -> list[str]:
    lines = []
    for post in posts_of(one):
        until = vn_date(last_day(post.valid_to)) or _("nay")
        kind = f" ({kind_word(post.kind)})" if not post.main else ""
        lines.append(f"{vn_date(post.valid_from)}–{until}: {post_words(post.title, post.division)}, {post.unit_name}{kind}")
    return lines


def _others(one: Official) -> list[str]:
    def number(model: Any) -> int:
        return db.session.scalar(select(func.count()).where(model.official_id == one.id)) or 0

    counts = {
        _("ngạch, bậc"): number(RankHeld),
        _("thời gian vắng mặt"): number(Absence),
        _("năm đánh giá"): number(Appraisal),
        _("kỷ luật"): number(Discipline),
        _("quy hoạch"): number(Planned),
    }
    return [f"{count} {words}" for words, count in counts.items() if count]
