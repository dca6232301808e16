"""Sheets of a full export that are there to be read by people: every post, every qualification, every scan."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]
from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from models.evidence import Evidence
from models.officials import Assignment, AssignmentKind, Official
from models.qualifications import Qualification, State
from registry.kits.content import CATEGORIES
from registry.qualifications.queries import name_of
from registry.qualifications.words import country_name, form_of_study, routes, section_title, skills
from registry.shared.clock import HA_TINH, aware
from registry.shared.database import db
from registry.shared.dates import last_day, partial_date, vn_date
from registry.units.queries import name_on, unit_names

_KINDS = {
    AssignmentKind.MAIN: "chính",
    AssignmentKind.CONCURRENT: "kiêm nhiệm",
    AssignmentKind.SECONDED: "biệt phái",
    AssignmentKind.ACTING: "quyền, phụ trách",
}
_STATES = {
    State.DECLARED: "khai báo",
    State.CHECKED: "đã đối chiếu",
    State.VERIFIED: "đã xác minh",
    State.REJECTED: "không được chấp nhận",
    State.REVOKED: "đã thu hồi",
}
_SLICE = 500


@dataclass(frozen=True)
class Extra:
    """A table on a sheet of its own. Its people stand under "Của người", so that no reader takes it for a roster."""

    name: str
    headings: Sequence[str]
    rows: Sequence[Sequence[str]]


def add_extra(book: xlsxwriter.Workbook, extra: Extra) -> None:
    """Write it."""
    font = {"font_name": "Times New Roman", "font_size": 11}
    cell = book.add_format({**font, "num_format": "@", "valign": "top", "text_wrap": True})
    sheet = book.add_worksheet(extra.name)
    sheet.write_row(0, 0, extra.headings, book.add_format({**font, "bold": True, "bg_color": "#E6ECF2", "text_wrap": True}))
    for number, row in enumerate(extra.rows, start=1):
        for place, text in enumerate(row):
            sheet.write_string(number, place, text, cell)
    for place, heading in enumerate(extra.headings):
        longest = sorted(len(row[place]) for row in extra.rows)[int(len(extra.rows) * 0.95)] if extra.rows else 0
        sheet.set_column(place, place, max(8, min(40, max(longest, len(heading) // 2) + 2)))
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, len(extra.rows), len(extra.headings) - 1)


def extras_of(officials: Sequence[int]) -> list[Extra]:
    """Everything else that is on file of these people, in their order."""
    order = {official: place for place, official in enumerate(officials)}
    return [_posts(order), _papers(order), _scans(order)]


def _read(statement: Select[*tuple[Any, ...]], order: dict[int, int]) -> list[Any]:
    """Rows of the statement for these people, in their order."""
    ids, found = list(order), []
    for start in range(0, len(ids), _SLICE):
        found += list(db.session.execute(statement.where(Official.id.in_(ids[start : start + _SLICE]))).unique())
    return sorted(found, key=lambda row: order[row[1].id])


def _whose(official: Official) -> list[str]:
    return [official.full_name, official.personal_number]


def _posts(order: dict[int, int]) -> Extra:
    statement = select(Assignment, Official).join(Official, Official.id == Assignment.official_id)
    statement = statement.options(joinedload(Assignment.position)).order_by(Assignment.valid_from, Assignment.id)
    names = unit_names()
    rows = [
        [
            *_whose(official),
            name_on(names[post.unit_id], post.valid_from),
            post.division or "",
            post.position.title,
            _KINDS[post.kind],
            CATEGORIES[post.category],
            vn_date(post.valid_from),
            vn_date(last_day(post.valid_to)),
            post.decision or "",
        ]
        for post, official in _read(statement, order)
    ]
    headings = (
        "Của người",
        "Số CCCD",
        "Đơn vị",
        "Phòng, ban",
        "Chức vụ",
        "Cách giữ",
        "Loại",
        "Từ ngày",
        "Đến ngày",
        "Quyết định",
    )
    return Extra("Mọi chức vụ", headings, rows)


def _papers(order: dict[int, int]) -> Extra:
    loaded = [joinedload(getattr(Qualification, name)) for name in ("level", "certificate_type", "language")]
    statement = select(Qualification, Official).join(Official, Official.id == Qualification.official_id)
    statement = statement.options(*loaded).order_by(Qualification.domain, Qualification.id)
    rows = [[*_whose(official), *_paper(one)] for one, official in _read(statement, order)]
    headings = (
        *("Của người", "Số CCCD", "Lĩnh vực", "Văn bằng, chứng chỉ", "Trình độ", "Ngôn ngữ", "Điểm từng kỹ năng", "Chuyên ngành"),
        *("Nơi cấp", "Nước", "Hình thức", "Loại hình", "Học từ", "Học đến", "Xếp loại", "Số hiệu", "Số vào sổ gốc", "Ngày cấp"),
        *("Ngày hết hạn", "Công nhận", "Số tiết", "Trạng thái", "Nguồn", "Ghi chú"),
    )
    return Extra("Mọi văn bằng", headings, rows)


def _paper(one: Qualification) -> list[str]:
    return [
        section_title(one.domain),
        name_of(one),
        one.level.name if one.level else "",
        one.language.name if one.language else "",
        skills(one),
        one.field or "",
        one.institution or "",
        country_name(one.country),
        form_of_study(one.form_of_study),
        routes()[one.route] if one.route else "",
        _month(one.studied_from),
        _month(one.studied_to),
        one.classification or "",
        one.number or "",
        one.register_number or "",
        partial_date(one.issued_on, one.issued_precision),
        vn_date(one.expires_on),
        one.recognition or "",
        str(one.lesson_hours or ""),
        _STATES[one.state],
        one.source or "",
        one.note or "",
    ]


def _month(day: dt.date | None) -> str:
    return f"{day:%m/%Y}" if day else ""


def _scans(order: dict[int, int]) -> Extra:
    statement = (
        select(Evidence, Official)
        .join(Qualification, Qualification.id == Evidence.qualification_id)
        .join(Official, Official.id == Qualification.official_id)
        .options(joinedload(Evidence.file), joinedload(Evidence.qualification))
        .where(Evidence.removed_at.is_(None))
        .order_by(Evidence.id)
    )
    rows = [
        [
            *_whose(official),
            name_of(scan.qualification),
            scan.name,
            str(scan.file.pages),
            f"{aware(scan.added_at).astimezone(HA_TINH):%d/%m/%Y}",
            scan.file.sha256,
        ]
        for scan, official in _read(statement, order)
    ]
    headings = ("Của người", "Số CCCD", "Văn bằng, chứng chỉ", "Tên tệp", "Số trang", "Ngày gắn", "Mã kiểm tra tệp (SHA-256)")
    return Extra("Minh chứng", headings, rows)
