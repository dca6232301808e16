"""What the words of a roster mean in the registry: units, positions, categories, levels, certificates, forms of study.

Reads the reference tables once; every question afterwards is answered from memory. A word that means nothing, or more than one
thing, gives a `Puzzle` with the reason in a sentence.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from sqlalchemy import select

from models.positions import Position, PositionAlias, StaffCategory
from models.qualifications import (
    CertificateAlias,
    CertificateType,
    Domain,
    FormOfStudy,
    Level,
    LevelAlias,
    Route,
)
from models.terms import Term, TermKind, TermState
from models.units import Unit, UnitAlias
from registry.shared.database import db
from registry.shared.dates import vn_date
from registry.shared.text import fold
from registry.units.queries import Tree, UnitOnDay, lineage, tree_on

NO_UNIT = "Không có đơn vị này trong danh mục."
NO_POSITION = "Không có chức vụ, chức danh này trong danh mục của cấp đơn vị."
"""Said of words that mean nothing: the office may propose them."""

_OFFICES = (
    "uy ban nhan dan",
    "ubnd",
    "dang uy",
    "hoi dong nhan dan",
    "hdnd",
    "uy ban mttq",
    "ubmttq",
    "don vi",
    "va",
)
_KINDS = {"x": "xa", "p": "phuong", "tt": "thi tran", "tx": "thi xa", "tp": "thanh pho", "h": "huyen"}
_BARE = ("xa", "phuong", "thi tran", "so", "huyen", "thi xa", "thanh pho")

_CATEGORIES = {
    "can bo": StaffCategory.CADRE,
    "cb": StaffCategory.CADRE,
    "cong chuc": StaffCategory.CIVIL_SERVANT,
    "cc": StaffCategory.CIVIL_SERVANT,
    "vien chuc": StaffCategory.PUBLIC_EMPLOYEE,
    "vc": StaffCategory.PUBLIC_EMPLOYEE,
}
_FORMS = {
    "chinh quy": FormOfStudy.FULL_TIME,
    "chinh qui": FormOfStudy.FULL_TIME,
    "cq": FormOfStudy.FULL_TIME,
    "tap trung": FormOfStudy.FULL_TIME,
    "vua lam vua hoc": FormOfStudy.IN_SERVICE,
    "vua hoc vua lam": FormOfStudy.IN_SERVICE,
    "vlvh": FormOfStudy.IN_SERVICE,
    "vhvl": FormOfStudy.IN_SERVICE,
    "tai chuc": FormOfStudy.IN_SERVICE,
    "khong tap trung": FormOfStudy.IN_SERVICE,
    "khong chinh quy": FormOfStudy.IN_SERVICE,
    "khong chinh qui": FormOfStudy.IN_SERVICE,
    "tu xa": FormOfStudy.DISTANCE,
    "dao tao tu xa": FormOfStudy.DISTANCE,
}
_ROUTES = {
    "lien thong": Route.TRANSFER,
    "van bang 2": Route.SECOND_DEGREE,
    "bang 2": Route.SECOND_DEGREE,
    "chuyen tu": Route.SPECIALISED,
    "cu tuyen": Route.NOMINATED,
}


Kind = TypeVar("Kind")


class Puzzle(Exception):
    """A word of the roster has no single meaning here; the message says why, in Vietnamese."""


@dataclass(frozen=True)
class _Meaning:
    """A position that a wording may mean, with the unit to which the wording is limited."""

    position: Position
    unit_id: int | None


class Lexicon:
    """The meanings of words on one day: that of the roster, which names units and posts as they are then."""

    def __init__(self, on: dt.date) -> None:
        self.on = on
        self.tree: Tree = tree_on(on)
        self.units = {unit.id: unit for unit in db.session.scalars(select(Unit))}
        self._units = _grouped((folded, unit) for folded, unit in db.session.execute(select(UnitAlias.folded, UnitAlias.unit_id)))
        self._positions = self._read_positions()
        self._levels = self._read_levels()
        self._certificates = self._read_certificates()
        types = db.session.scalars(select(CertificateType))
        self.types = {one.key: one for one in types}
        self._known_units: dict[str, Unit] = {}
        self._known_positions: dict[tuple[str, int, str], Position] = {}

    @cached_property
    def _fields(self) -> frozenset[str]:
        taken = (TermState.ACCEPTED, TermState.MERGED)
        return frozenset(db.session.scalars(select(Term.folded).where(Term.kind == TermKind.FIELD, Term.state.in_(taken))))

    def unit(self, text: str) -> Unit:
        """The unit that a name, an abbreviation or the name of one of its offices means."""
        if text not in self._known_units:
            self._known_units[text] = self._find_unit(text)
        return self._known_units[text]

    def position(self, text: str, unit: Unit, division: str) -> Position:
        """The position that a title means at a unit; wordings limited to the unit go before general ones."""
        asked = (text, unit.id, division)
        if asked not in self._known_positions:
            self._known_positions[asked] = self._find_position(text, unit, division)
        return self._known_positions[asked]

    def _find_unit(self, text: str) -> Unit:
        ended: set[int] = set()
        for wordings in _wordings_of_unit(fold(text)):
            known = {unit_id for wording in wordings for unit_id in self._units.get(wording, ())}
            standing = [unit_id for unit_id in known if unit_id in self.tree.units]
            if len(standing) == 1:
                return self.units[standing[0]]
            if len(standing) > 1:
                names = ", ".join(sorted(self.tree.units[unit_id].name for unit_id in standing))
                raise Puzzle(f"Tên đơn vị chưa rõ, có thể là: {names}.")
            ended |= known
        raise Puzzle(self._not_standing() + self._now_in(ended) if ended else NO_UNIT)

    def _not_standing(self) -> str:
        return f"Đơn vị này không còn (hoặc chưa có) vào ngày {vn_date(self.on)}."

    def _now_in(self, ended: Iterable[int]) -> str:
        """Which units of the day have what the ended ones had; empty when none has."""
        after = {step.after.id for unit_id in ended for step in lineage(unit_id).after if step.after.id in self.tree.units}
        names = sorted(self.tree.units[unit_id].name for unit_id in after)
        return f" Nay thuộc: {', '.join(names)}." if names else ""

    def _find_position(self, text: str, unit: Unit, division: str) -> Position:
        if unit.id not in self.tree.units:
            raise Puzzle(self._not_standing())
        place = self.tree.units[unit.id]
        for wording in _wordings_of_title(fold(text), place, fold(division)):
            found = self._fitting(wording, place)
            if len(found) == 1:
                return found[0]
            if len(found) > 1:
                raise Puzzle("Chức vụ chưa rõ, có thể là: " + ", ".join(sorted(one.title for one in found)) + ".")
        raise Puzzle(NO_POSITION)

    def category(self, text: str) -> StaffCategory | None:
        """The staff category; None when the cell is empty."""
        return _known(_CATEGORIES, text, "Loại phải là cán bộ, công chức hoặc viên chức.")

    def form_of_study(self, text: str) -> tuple[FormOfStudy | None, Route | None]:
        """The form and the route of study, which offices write in one cell; both None when it is empty."""
        route = _ROUTES.get(fold(text))
        return (None, route) if route else (_known(_FORMS, text, "Không có hình thức đào tạo này trong danh mục."), None)

    def is_form_of_study(self, text: str) -> bool:
        """Whether the text is a form or a route of study and nothing else."""
        return fold(text) in _FORMS or fold(text) in _ROUTES

    def is_field(self, text: str) -> bool:
        """Whether the coded list of fields of study has the text."""
        return fold(text) in self._fields

    def level(self, domain: Domain, text: str, key: str = "") -> Level:
        """The level that a wording means in a domain, or that a key already read out of it names."""
        found = self._levels.get((domain, fold(text))) or self._levels.get((domain, f"#{key}"))
        if found is None:
            raise Puzzle("Không có trình độ này trong danh mục.")
        return found

    def certificate(self, domain: Domain, text: str) -> CertificateType | None:
        """The certificate type that a wording means in a domain; None when it means none."""
        return self._certificates.get((domain, fold(text)))

    def _fitting(self, wording: str, place: UnitOnDay) -> list[Position]:
        meanings = [one for one in self._positions.get(wording, ()) if one.position.tier == place.tier]
        meanings = [one for one in meanings if one.position.valid_from <= self.on < one.position.valid_to]
        own = {one.position for one in meanings if one.unit_id == place.id}
        return list(own or {one.position for one in meanings if one.unit_id is None})

    def _read_positions(self) -> dict[str, list[_Meaning]]:
        positions = {one.id: one for one in db.session.scalars(select(Position))}
        aliases = select(PositionAlias.folded, PositionAlias.position_id, PositionAlias.unit_id).order_by(PositionAlias.id)
        return _grouped((folded, _Meaning(positions[meant], unit)) for folded, meant, unit in db.session.execute(aliases))

    def _read_levels(self) -> dict[tuple[Domain, str], Level]:
        levels: dict[tuple[Domain, str], Level] = {}
        for level in db.session.scalars(select(Level)):
            levels[level.domain, f"#{level.key}"] = level
            levels[level.domain, fold(level.name)] = level
        statement = select(LevelAlias.folded, Level).join(Level, Level.id == LevelAlias.level_id)
        for folded, level in db.session.execute(statement):
            levels[level.domain, folded] = level
        return levels

    def _read_certificates(self) -> dict[tuple[Domain, str], CertificateType]:
        statement = select(CertificateAlias.folded, CertificateType).join(
            CertificateType, CertificateType.id == CertificateAlias.certificate_type_id
        )
        return {(kind.domain, folded): kind for folded, kind in db.session.execute(statement)}


def _wordings_of_unit(folded: str) -> Iterable[list[str]]:
    """The name itself, then without the office it names and with its kind spelt out, then with all kinds that it may lack.

    Kinds that may lack are asked for together: before July 2025 "Thạch Hà" was a town, a district and, without tones, a commune.
    """
    yield [folded]
    words = folded.split()
    while True:
        office = next((office for office in _OFFICES if words[: len(office.split())] == office.split()), None)
        if office is None:
            break
        words = words[len(office.split()) :]
    if words and words[0] in _KINDS:
        words = [*_KINDS[words[0]].split(), *words[1:]]
    bare = " ".join(words)
    yield [bare]
    yield [f"{kind} {bare}" for kind in _BARE]


def _wordings_of_title(folded: str, place: UnitOnDay, division: str) -> Iterable[str]:
    """The title itself, then without the name of the unit or division that stands behind it."""
    yield folded
    name = fold(place.name)
    bare = name.removeprefix("xa ").removeprefix("phuong ").removeprefix("thi tran ").removeprefix("so ")
    for ending in (name, bare, division, division.removeprefix("phong "), "thi tran"):
        shorter = folded.removesuffix(f" {ending}").strip() if ending else folded
        if shorter != folded:
            yield shorter
            yield shorter.removesuffix(" xa").removesuffix(" phuong").removesuffix(" thi tran")


def _grouped(pairs: Iterable[tuple[str, Kind]]) -> dict[str, list[Kind]]:
    groups: dict[str, list[Kind]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return groups


def _known(words: dict[str, Kind], text: str, reason: str) -> Kind | None:
    folded = fold(text)
    if not folded:
        return None
    if folded not in words:
        raise Puzzle(reason)
    return words[folded]
