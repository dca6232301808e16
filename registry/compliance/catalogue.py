"""The targets as pages and commands show them: titles, basis and rule in force on a day."""

import datetime as dt
from dataclasses import dataclass

from flask_babel import get_locale
from sqlalchemy import select
from werkzeug.exceptions import NotFound

from models.targets import Target, TargetVersion
from registry.judgement.codec import read_rule
from registry.judgement.rules import MoreThan, Rule
from registry.shared.database import db


@dataclass(frozen=True)
class TargetOnDay:
    """A target or component with the version of its rule in force on a day, and its own components in order."""

    id: int
    code: str
    title: str
    title_en: str
    short_title: str
    short_title_en: str
    version: TargetVersion
    rule: Rule
    components: tuple["TargetOnDay", ...] = ()

    @property
    def component(self) -> str:
        """The name of a component inside its target: `degree` of `T1.degree`."""
        return self.code.rpartition(".")[2]

    @property
    def title_shown(self) -> str:
        """Title in the language of the page."""
        return self.title_en if in_english() else self.title

    @property
    def short_title_shown(self) -> str:
        """Short title in the language of the page."""
        return self.short_title_en if in_english() else self.short_title

    @property
    def strict(self) -> bool:
        """Whether the threshold must be exceeded, not just reached."""
        return isinstance(self.rule.threshold, MoreThan)

    @property
    def every_one(self) -> "list[TargetOnDay]":
        """The target itself and its components."""
        return [self, *self.components]


def targets_on(on: dt.date) -> list[TargetOnDay]:
    """The targets that have a rule on the day, in order of place, each with its components."""
    statement = (
        select(Target, TargetVersion)
        .join(TargetVersion, TargetVersion.target_id == Target.id)
        .where(TargetVersion.valid_from <= on, TargetVersion.valid_to > on)
        .order_by(Target.place, Target.code)
    )
    below: dict[int | None, list[tuple[Target, TargetVersion]]] = {}
    for target, version in db.session.execute(statement):
        below.setdefault(target.parent_id, []).append((target, version))
    return [_on_day(target, version, below) for target, version in below.get(None, [])]


def target_with(code: str, on: dt.date) -> tuple[TargetOnDay, TargetOnDay | None]:
    """The target or component with this code and, for a component, its target; 404 when no rule is in force on the day."""
    for target in targets_on(on):
        if target.code == code:
            return target, None
        for part in target.components:
            if part.code == code:
                return part, target
    raise NotFound


def _on_day(target: Target, version: TargetVersion, below: dict[int | None, list[tuple[Target, TargetVersion]]]) -> TargetOnDay:
    return TargetOnDay(
        target.id,
        target.code,
        target.title,
        target.title_en,
        target.short_title,
        target.short_title_en,
        version,
        read_rule(version.rule),
        tuple(_on_day(part, its_version, below) for part, its_version in below.get(target.id, [])),
    )


def in_english() -> bool:
    """Whether the page is asked for in English."""
    locale = get_locale()
    return locale is not None and locale.language == "en"
