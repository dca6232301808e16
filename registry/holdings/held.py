"""What people hold, in rows: the base of the lists of qualifications, with their columns and conditions."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, Select, or_, select

from models.officials import Assignment, Official
from models.qualifications import CertificateType, Domain, FormOfStudy, Language, Level, Qualification, State
from registry.directory.people import Person, record_of, rows_of, scope_of
from registry.lists.asked import Asked
from registry.lists.definition import Cell, Column, Condition, Part
from registry.qualifications.queries import last_valid_day, name_from
from registry.qualifications.words import country_name, forms_of_study, section_title
from registry.shared.database import db
from registry.shared.dates import partial_date, vn_date
from registry.shared.paging import Statement
from registry.units.scope import View


@dataclass(frozen=True)
class Names:
    """Names of the catalogues, read once a request."""

    levels: dict[int, tuple[Domain, str, str, int]]
    """Id → domain, key, name, rank."""
    certificates: dict[int, tuple[str, str, int | None]]
    """Id → key, name, months of validity."""
    languages: dict[str, str]


def names_of(_view: View) -> Names:
    """All names."""
    levels = select(Level.id, Level.domain, Level.key, Level.name, Level.rank).order_by(Level.domain, Level.rank, Level.id)
    kinds = select(CertificateType.id, CertificateType.key, CertificateType.name, CertificateType.validity_months)
    languages = select(Language.code, Language.name).order_by(Language.common.desc(), Language.name)
    return Names(
        {key: (domain, word, name, rank) for key, domain, word, name, rank in db.session.execute(levels)},
        {key: (word, name, months) for key, word, name, months in db.session.execute(kinds.order_by(CertificateType.name))},
        dict(db.session.execute(languages).all()),
    )


@dataclass(frozen=True)
class Held(Person):
    """A qualification of somebody in the list."""

    names: Names

    @property
    def text(self) -> str:
        """What it is called."""
        row, names = self.row, self.names
        return name_from(
            row.domain,
            certificate=names.certificates[row.certificate_type_id][1] if row.certificate_type_id else "",
            score=row.score or "",
            level=names.levels[row.level_id][2] if row.level_id else "",
            language=names.languages.get(row.language_code, "") if row.language_code else "",
            field=row.field or "",
        )

    @property
    def issued(self) -> str:
        """Day of issue as far as known."""
        return partial_date(self.row.issued_on, self.row.issued_precision)

    @property
    def valid_until(self) -> dt.date | None:
        """Last day of validity; None when it has no end."""
        months = self.names.certificates[self.row.certificate_type_id][2] if self.row.certificate_type_id else None
        return last_valid_day(self.row.expires_on, self.row.issued_on, months)


def rows(asked: Asked) -> Statement:
    """Every qualification of everybody with a main post."""
    statement = rows_of(
        asked,
        Qualification.public_id,
        Qualification.id.label("qualification_id"),
        Qualification.domain,
        Qualification.level_id,
        Qualification.certificate_type_id,
        Qualification.language_code,
        Qualification.score,
        Qualification.field,
        Qualification.institution,
        Qualification.country,
        Qualification.form_of_study,
        Qualification.number,
        Qualification.issued_on,
        Qualification.issued_precision,
        Qualification.expires_on,
        Qualification.state,
        Qualification.note,
    )
    return statement.join(Qualification, Qualification.official_id == Official.id)


def counted(_asked: Asked) -> Statement:
    """As few tables as the conditions speak of."""
    return select(Qualification.id).join(Assignment, Assignment.official_id == Qualification.official_id)


def ordered(_asked: Asked) -> Statement:
    """With the people who hold them, by whose names lists are ordered."""
    statement: Statement = select(Qualification.public_id).join(Official, Official.id == Qualification.official_id)
    return statement.join(Assignment, Assignment.official_id == Official.id)


def scope(asked: Asked) -> Sequence[ColumnElement[bool]]:
    """Those of the people in the list of officials."""
    return scope_of(asked)


# Columns.

STATES = {
    State.DECLARED: (_l("khai báo"), "decl pen"),
    State.CHECKED: (_l("đã đối chiếu"), "chk check"),
    State.VERIFIED: (_l("đã xác minh"), "ver seal"),
    State.REJECTED: (_l("không được chấp nhận"), "unmet cross"),
    State.REVOKED: (_l("đã thu hồi"), "unmet ban"),
}


def text_column() -> Column[Any]:
    """What is held; it leads to its section of the file."""
    return Column(
        "text",
        _l("Văn bằng, chứng chỉ"),
        lambda one: Cell(one.text, section_title(one.row.domain), record_of(one, "m32")),
        (
            Part(_l("Lĩnh vực"), 20, lambda one: section_title(one.row.domain)),
            Part(_l("Văn bằng, chứng chỉ"), 34, lambda one: one.text),
        ),
        look="u",
    )


def state_column(look: str = "st") -> Column[Any]:
    """How far it is believed."""
    return Column(
        "state",
        _l("Tình trạng"),
        lambda one: Cell(str(STATES[one.row.state][0]), chip=STATES[one.row.state][1]),
        (Part(_l("Tình trạng"), 16, lambda one: str(STATES[one.row.state][0])),),
        look=look,
    )


def issued_column(usual: bool = True) -> Column[Any]:
    """Day of issue as far as known."""
    return Column(
        "issued",
        _l("Ngày cấp"),
        lambda one: Cell(one.issued or "–"),
        (Part(_l("Ngày cấp"), 12, lambda one: one.issued),),
        sort=lambda _asked: Qualification.issued_on,
        indexed=True,
        look="hide num-c",
        usual=usual,
    )


def held_columns() -> tuple[Column[Any], ...]:
    """What lists of qualifications show when asked."""
    return (
        _column("institution", _l("Nơi cấp"), 30, lambda one: one.row.institution or "", usual=True, look="hide wrap"),
        _column("number", _l("Số hiệu"), 14, lambda one: one.row.number or ""),
        _column("country", _l("Nước"), 12, lambda one: country_name(one.row.country)),
        _column("form", _l("Hình thức đào tạo"), 16, lambda one: _form(one.row.form_of_study)),
        _column("expires", _l("Còn hạn đến"), 12, lambda one: vn_date(one.valid_until)),
        _column("note", _l("Ghi chú"), 30, lambda one: one.row.note or ""),
    )


def _column(key: str, heading: Any, width: float, text: Any, *, usual: bool = False, look: str = "more-c") -> Column[Any]:
    return Column(key, heading, lambda one: Cell(text(one) or "–"), (Part(heading, width, text),), look=look, usual=usual)


def _form(form: FormOfStudy | None) -> str:
    return forms_of_study()[form.value] if form else ""


# Conditions.


def held_conditions() -> tuple[Condition, ...]:
    """Domain, level, certificate, language, state, and what is not recorded."""
    return (
        Condition(
            "domain",
            _l("Lĩnh vực"),
            lambda _a: {domain.value: section_title(domain) for domain in Domain},
            lambda _a, values: Qualification.domain.in_([Domain(value) for value in values]),
            several=True,
        ),
        Condition("level", _l("Trình độ"), _levels, _of_level),
        Condition("certificate", _l("Loại chứng chỉ"), _kinds, _of_kind),
        Condition(
            "language",
            _l("Ngôn ngữ"),
            lambda asked: dict(asked.facts.languages),
            lambda _a, values: Qualification.language_code == values[0],
        ),
        Condition(
            "state",
            _l("Tình trạng"),
            lambda _a: {state.value: str(words) for state, (words, _look) in STATES.items()},
            lambda _a, values: Qualification.state.in_([State(value) for value in values]),
            several=True,
        ),
        Condition("without", _l("Chưa ghi"), lambda _a: _gaps(), _without, several=True),
    )


def _levels(asked: Asked) -> dict[str, str]:
    levels = asked.facts.levels.values()
    return {f"{domain.value}.{key}": f"{section_title(domain)}: {name}" for domain, key, name, _rank in levels}


def _of_level(_asked: Asked, values: tuple[str, ...]) -> ColumnElement[bool]:
    domain, _dot, key = values[0].partition(".")
    ids: Select[int] = select(Level.id).where(Level.domain == Domain(domain), Level.key == key)
    return Qualification.level_id.in_(ids)


def _kinds(asked: Asked) -> dict[str, str]:
    return {key: name for key, name, _months in asked.facts.certificates.values()}


def _of_kind(_asked: Asked, values: tuple[str, ...]) -> ColumnElement[bool]:
    return Qualification.certificate_type_id.in_(select(CertificateType.id).where(CertificateType.key == values[0]))


def _gaps() -> dict[str, str]:
    return {
        "issued": _("ngày cấp"),
        "institution": _("nơi cấp"),
        "number": _("số hiệu"),
        "level": _("trình độ, bậc"),
    }


def _without(_asked: Asked, values: tuple[str, ...]) -> ColumnElement[bool]:
    columns: dict[str, Any] = {
        "issued": Qualification.issued_on,
        "institution": Qualification.institution,
        "number": Qualification.number,
        "level": Qualification.level_id,
    }
    return or_(*(columns[value].is_(None) for value in values))
