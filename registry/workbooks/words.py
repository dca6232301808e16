"""What a plan would write, in the words of people: for the page that asks before writing, and for the trail."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import select

from models.officials import Precision
from models.positions import Position
from models.qualifications import CertificateType, Domain, Language, Level
from registry.officials.queries import post_words
from registry.officials.records import assignment_values
from registry.qualifications.words import forms_of_study, routes, section_title
from registry.shared.clock import today
from registry.shared.database import db
from registry.shared.dates import partial_date, vn_date
from registry.shared.paging import Result
from registry.units.queries import name_on, unit_names
from registry.workbooks.compare import RowPlan
from registry.workbooks.papers import PaperPlan
from registry.workbooks.posts import PostPlan

Values = Mapping[str, object]


@dataclass(frozen=True)
class Line:
    """One difference: `key` names what it is about for the trail, `before` is empty where nothing was there.

    `beside` is what stays as it is when something new of the same kind comes.
    """

    key: str
    label: str
    before: str
    after: str
    beside: str = ""


class Wording:
    """Knows what ids and keys are called; made once for a page or an import."""

    def __init__(self) -> None:
        self._units = {unit_id: name_on(periods, today()) for unit_id, periods in unit_names().items()}
        self._titles: dict[object, str] = dict(db.session.execute(select(Position.id, Position.title)).all())
        self._levels: dict[object, str] = dict(db.session.execute(select(Level.id, Level.name)).all())
        types = {kind.id: kind for kind in db.session.scalars(select(CertificateType))}
        self._types: dict[object, str] = {key: kind.name for key, kind in types.items()}
        self._tied = {key for key, kind in types.items() if kind.language_code}
        self._languages: dict[object, str] = dict(db.session.execute(select(Language.code, Language.name)).all())
        # Asked for once: a plan has tens of thousands of lines.
        self._labels = _fact_labels() | {domain.value: section_title(domain) for domain in Domain}
        self._forms = {form: words.lower() for form, words in forms_of_study().items()}
        self._routes = {route: words.lower() for route, words in routes().items()}
        self._sexes, self._marks = {"male": _("nam"), "female": _("nữ")}, {True: _("có"), False: _("không")}
        self._put_away, self._in_use = _("đã lưu"), _("mở lại")
        self._number, self._issued, self._expires, self._since = _("số"), _("cấp"), _("hết hạn"), _("từ")

    def lines(self, plan: RowPlan) -> list[Line]:
        """Every difference of a row; of a new official the post and the qualifications, since all of the rest is new."""
        facts = [] if plan.official is None else self._facts(plan)
        posts = self._post(plan.post) if plan.post else []
        reopened = [Line("archived", self._labels["archived"], self._put_away, self._in_use)] if plan.reopened else []
        return [*reopened, *facts, *posts, *(self._paper(paper) for paper in plan.papers)]

    def unit(self, unit_id: int) -> str:
        """The name of a unit today, or its last one."""
        return self._units[unit_id]

    def value(self, column: str, value: object) -> str:
        """A value of a column of a qualification, where it is a key or an id."""
        known = {"level_id": self._levels, "certificate_type_id": self._types, "language_code": self._languages}
        words = {"form_of_study": self._forms, "route": self._routes}
        return str(known.get(column, {}).get(value) or words.get(column, {}).get(str(value)) or value)

    def _facts(self, plan: RowPlan) -> list[Line]:
        person, official = vars(plan.person), plan.official
        names = dict.fromkeys("born_on" if name == "born_precision" else name for name in plan.facts)
        held = dict(official._mapping) if official is not None else {}
        return [Line(name, self._labels[name], self._fact(name, held), self._fact(name, person)) for name in names]

    def _fact(self, name: str, values: Values) -> str:
        value = values[name]
        if value is None:
            return ""
        if name == "born_on":
            return _partial(values, "born")
        if name == "sex":
            return self._sexes[str(value)]
        return self._marks[value] if isinstance(value, bool) else str(value)

    def _post(self, post: PostPlan) -> list[Line]:
        """One line: post, unit and first day, before and after; the unit is left out where it stays the same."""
        values = assignment_values(post.details)
        before = post.corrected or post.ended
        held: Values = dict(before._mapping) if before is not None else {}
        with_unit = held.get("unit_id") != values["unit_id"]
        return [Line("post", self._labels["post"], self._held(held, with_unit), self._held(values, with_unit))]

    def _held(self, values: Values, with_unit: bool) -> str:
        if not values:
            return ""
        division = values["division"]
        title = post_words(self._titles[values["position_id"]], str(division) if division else None)
        where = self._units[int(str(values["unit_id"]))] if with_unit else ""
        since = f"{self._since} {vn_date(values['valid_from'])}"  # type: ignore[arg-type]  # the column's own type
        return ", ".join(part for part in (title, where, since) if part)

    def _paper(self, paper: PaperPlan) -> Line:
        key = paper.details.domain.value
        if paper.corrected is None:
            beside = "; ".join(self._told(dict(one._mapping)) for one in paper.beside)
            return Line(key, self._labels[key], "", self._told(paper.values), beside)
        held: Result = paper.corrected
        said = set(paper.values) | {"level_id", "certificate_type_id", "score", "domain", "field"}
        before = {name: value for name, value in held._mapping.items() if name in said}
        after = {**before, **paper.values}
        return Line(key, self._labels[key], self._told(before), self._told(after))

    def _told(self, values: Values) -> str:
        """`Đại học Luật, Trường Đại học Vinh, chính quy, số 123, cấp 12/06/2012`."""
        issued = _partial(values, "issued")
        expires = values.get("expires_on")
        parts = (
            self._name(values),
            "" if values.get("certificate_type_id") in self._tied else self._languages.get(values.get("language_code"), ""),
            values.get("institution"),
            self._forms.get(str(values.get("form_of_study")), ""),
            self._routes.get(str(values.get("route")), ""),
            f"{self._number} {values['number']}" if values.get("number") else "",
            f"{self._issued} {issued}" if issued else "",
            f"{self._expires} {vn_date(expires)}" if expires else "",  # type: ignore[arg-type]
        )
        return ", ".join(str(part) for part in parts if part)

    def _name(self, values: Values) -> str:
        level = self._levels.get(values.get("level_id"), "")
        if values.get("certificate_type_id"):
            kind, score = self._types[values["certificate_type_id"]], str(values.get("score") or "")
            named = score if score.lower().startswith(kind.lower()) else f"{kind} {score}".strip()
            worth = values["domain"] is Domain.LANGUAGE and level and level.lower() not in named.lower()
            return f"{named} ({level.lower()})" if worth else named
        return " ".join(str(part) for part in (level, values.get("field")) if part)


def _partial(values: Values, stem: str) -> str:
    """The day `stem`_on as far as `stem`_precision knows it."""
    day, precision = values.get(f"{stem}_on"), values.get(f"{stem}_precision") or Precision.DAY
    return partial_date(day, precision)  # type: ignore[arg-type]  # the columns' own types


def _fact_labels() -> dict[str, str]:
    return {
        "full_name": _("Họ và tên"),
        "sex": _("Giới tính"),
        "born_on": _("Ngày sinh"),
        "staff_code": _("Số hiệu công chức"),
        "party_member": _("Đảng viên"),
        "ethnic_minority": _("Dân tộc thiểu số"),
        "ethnicity": _("Dân tộc"),
        "post": _("Chức vụ"),
        "archived": _("Hồ sơ"),
    }
