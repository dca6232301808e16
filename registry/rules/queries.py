"""Reading the rules of targets: every version as a sentence, the draft of the next one, test people."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import exists, select
from werkzeug.exceptions import NotFound

from models.accounts import Account
from models.officials import Official
from models.rules import RuleDraft, TestPerson
from models.snapshots import Snapshot, SnapshotRule
from models.targets import Target, TargetVersion
from registry.compliance.describe import rule_sentence
from registry.compliance.vocabulary import Vocabulary, vocabulary
from registry.judgement.codec import read_rule
from registry.judgement.rules import Rule
from registry.officials.queries import BY_NAME, readable_by, readable_ids
from registry.rules.drafts import Family
from registry.shared.database import db
from registry.shared.text import fold

FOUND = 10
"""People offered for a name that was typed."""


@dataclass(frozen=True)
class VersionLine:
    """A version of a rule, and the rule as a sentence. A component is silent about what its target says already."""

    version: TargetVersion
    rule: Rule
    sentence: str
    wording: str
    note: str
    basis: str
    frozen: tuple[str, ...] = ()
    """Names of the snapshots that were taken by it."""

    @property
    def stands(self) -> bool:
        """Whether it is in force on any day."""
        return self.version.valid_from < self.version.valid_to


@dataclass(frozen=True)
class TargetHistory:
    """A target or component with all versions of its rule, newest first, its components, and whether a next one is drafted."""

    target: Target
    versions: list[VersionLine]
    components: list["TargetHistory"]
    drafted: bool = False


def target_histories(code: str | None = None) -> list[TargetHistory]:
    """Every target, or the one with this code, with its components and all versions of their rules."""
    words, frozen = vocabulary(), _frozen()
    drafted = set(db.session.scalars(select(RuleDraft.target_id)))
    versions: dict[int, list[TargetVersion]] = {}
    order = (TargetVersion.valid_from.desc(), TargetVersion.number.desc())
    for version in db.session.scalars(select(TargetVersion).order_by(*order)):
        versions.setdefault(version.target_id, []).append(version)
    targets = list(db.session.scalars(select(Target).order_by(Target.place, Target.code)))

    def history(target: Target, above: Target | None) -> TargetHistory:
        said = {version.number: version for version in versions.get(above.id, [])} if above else {}
        lines = [
            _version_line(version, said.get(version.number), words, frozen.get((target.id, version.number), ()))
            for version in versions.get(target.id, [])
        ]
        parts = [history(part, target) for part in targets if part.parent_id == target.id]
        return TargetHistory(target, lines, parts, target.id in drafted)

    return [history(one, None) for one in targets if one.parent_id is None and code in (None, one.code)]


def _version_line(version: TargetVersion, above: TargetVersion | None, words: Vocabulary, frozen: tuple[str, ...]) -> VersionLine:
    def unless_said(name: str) -> str:
        own = str(getattr(version, name) or "")
        return "" if above is not None and own == str(getattr(above, name) or "") else own

    rule = read_rule(version.rule)
    said = (unless_said("wording"), unless_said("note"), unless_said("basis_document"))
    return VersionLine(version, rule, rule_sentence(rule, words), *said, frozen)


def _frozen() -> dict[tuple[int, int], tuple[str, ...]]:
    """Target and number of a version → the snapshots that froze figures by it."""
    statement = select(SnapshotRule.target_id, SnapshotRule.number, Snapshot.name).join(
        Snapshot, Snapshot.id == SnapshotRule.snapshot_id
    )
    found: dict[tuple[int, int], tuple[str, ...]] = {}
    for target_id, number, name in db.session.execute(statement.order_by(Snapshot.id)):
        found[target_id, number] = (*found.get((target_id, number), ()), name)
    return found


def is_frozen(version: TargetVersion) -> bool:
    """Whether a snapshot holds figures by this version."""
    of_version = (SnapshotRule.target_id == version.target_id, SnapshotRule.number == version.number)
    return bool(db.session.scalar(select(exists().where(*of_version))))


def family_of(code: str) -> Family:
    """The target with this code and its components; 404 for none, and for a component."""
    target = db.session.scalar(select(Target).where(Target.code == code, Target.parent_id.is_(None)))
    if target is None:
        raise NotFound
    return family_with(target)


def family_with(target: Target) -> Family:
    """The target and its components in order."""
    parts = select(Target).where(Target.parent_id == target.id).order_by(Target.place, Target.code)
    return Family(target, tuple(db.session.scalars(parts)))


def draft_of(family: Family) -> RuleDraft | None:
    """The next version of a target that is being written."""
    statement = select(RuleDraft).where(RuleDraft.target_id == family.target.id)
    return db.session.scalar(statement.execution_options(populate_existing=True))


def draft_for(code: str) -> tuple[RuleDraft, Family]:
    """The draft of a target; 404 when there is none."""
    family = family_of(code)
    draft = draft_of(family)
    if draft is None:
        raise NotFound
    return draft, family


def version_numbered(family: Family, number: int) -> TargetVersion:
    """A version of the target itself; 404 for none."""
    statement = select(TargetVersion).where(TargetVersion.target_id == family.target.id, TargetVersion.number == number)
    version = db.session.scalar(statement)
    if version is None:
        raise NotFound
    return version


def versions_numbered(family: Family, number: int) -> dict[str, TargetVersion]:
    """Code → the version with this number, of the target and of its components."""
    codes = {one.id: one.code for one in family.every_one}
    statement = select(TargetVersion).where(TargetVersion.target_id.in_(codes), TargetVersion.number == number)
    return {codes[one.target_id]: one for one in db.session.scalars(statement)}


def people_of(family: Family) -> list[TestPerson]:
    """The test people of a target, in order of days."""
    statement = select(TestPerson).where(TestPerson.target_id == family.target.id)
    return list(db.session.scalars(statement.order_by(TestPerson.on, TestPerson.id)))


def person_for(account: Account, public_id: str) -> TestPerson:
    """The test person with this public id; 404 for none, and for an official whose file is in use and not open to the account.

    Whose file was archived is nobody's test any more, and must be taken away before the target can be published.
    """
    person = db.session.scalar(select(TestPerson).where(TestPerson.public_id == public_id))
    if person is None or (person.official_id and not _open_or_archived(account, person.official_id)):
        raise NotFound
    return person


def _open_or_archived(account: Account, official_id: int) -> bool:
    archived = select(Official.archived_at).where(Official.id == official_id)
    return bool(readable_ids(account, [official_id])) or db.session.scalar(archived) is not None


def officials_called(name: str, account: Account) -> list[Official]:
    """Officials whose names hold what was typed, of those whose files the account may open; at most `FOUND`."""
    if len(name.strip()) < 2:
        return []
    called = Official.search_text.contains(fold(name), autoescape=True)
    statement = select(Official).where(called, readable_by(account)).order_by(*BY_NAME.columns)
    return list(db.session.scalars(statement.limit(FOUND)))


def files_of(persons: Iterable[TestPerson], account: Account) -> dict[int, str]:
    """Id → public id of the officials among test people, of those whose files the account may open."""
    ids = readable_ids(account, [one.official_id for one in persons if one.official_id])
    statement = select(Official.id, Official.public_id).where(Official.id.in_(ids))
    return dict(db.session.execute(statement).all())
