"""What people hold and what they are for the targets, in the list of officials: read for many at once, only what is shown."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import String, func, or_, select, type_coerce

from models.accounts import Account
from models.officials import Assignment
from models.qualifications import Domain, Level, Qualification, State
from models.targets import Reckoned, Standing
from registry.compliance.catalogue import TargetOnDay, targets_on
from registry.compliance.explain import Seen, gaps
from registry.compliance.people import basis_of
from registry.compliance.vocabulary import vocabulary
from registry.directory.people import Person, leave_for, scope_of, told_of
from registry.lists.asked import Asked
from registry.officials.needed import VOID
from registry.qualifications.queries import texts_of
from registry.shared.database import db
from registry.shared.paging import Result
from registry.standings.dossier import dossiers, targets
from registry.units.scope import View

OPEN = [Reckoned.UNMET, Reckoned.UNKNOWN]
"""Whoever keeps a target from being reached."""


@dataclass(frozen=True)
class Held:
    """The highest level that an official holds in a domain: its name, how far it is believed, and whether its day is known."""

    level: str
    state: str
    dated: bool
    words: str
    """Level and state, as they stand in a workbook."""


@dataclass(frozen=True)
class Listed(Person):
    """An official in the list. `code` is the target that the standing belongs to; without one the official is in none."""

    degree: Held | None
    theory: Held | None
    code: str
    code_shown: str
    """Empty where the heading says it already."""
    standing: str
    verified: bool
    standing_words: str
    reasons: tuple[str, ...]


def targets_of(view: View) -> list[TargetOnDay]:
    """The targets of the day, which conditions and columns speak of."""
    return targets_on(view.tree.on)


def target_asked(asked: Asked) -> TargetOnDay | None:
    """The target or component asked about; None also when it has no rule on the day."""
    known: list[TargetOnDay] = asked.facts
    return next((one for target in known for one in target.every_one if one.code == code_asked(asked)), None)


def code_asked(asked: Asked) -> str:
    """Code of the target asked about. A standing or reason without target is about the first."""
    known: list[TargetOnDay] = asked.facts
    about_one = asked.one("standing") or asked.one("reason")
    return asked.one("target") or (known[0].code if about_one and known else "")


def described(rows: Sequence[Result], asked: Asked, account: Account | None) -> list[Listed]:
    """The rows in words, from a fixed number of statements."""
    ids = [row.official_id for row in rows]
    leave = leave_for(rows, account)
    held = _held(ids, asked) if asked.shows("degree", "theory") else {}
    standings = _standings(ids, asked) if asked.shows("standing", "reasons") else {}
    reasons = _reasons(standings, asked) if asked.shows("reasons") else {}
    asked_about = target_asked(asked) is not None
    codes = {one.id: one.code for target in asked.facts for one in target.every_one}
    said = {(declared, verified): standing_words(declared, verified) for declared in Reckoned for verified in (False, True)}
    return [
        Listed(
            *told_of(row, asked, leave),
            held.get((row.official_id, Domain.DEGREE.value)),
            held.get((row.official_id, Domain.THEORY.value)),
            code := codes[standing.target_id] if (standing := standings.get(row.official_id)) else "",
            "" if asked_about else code,
            _WORDS[standing.declared] if standing else "",
            bool(standing and standing.verified == Reckoned.MET),
            said[standing.declared, standing.verified == Reckoned.MET] if standing else "",
            reasons.get(row.official_id, ()),
        )
        for row in rows
    ]


def standing_words(declared: int, verified: bool) -> str:
    """A standing in the words of a workbook."""
    if declared == Reckoned.MET:
        return _("Đạt, đã xác minh") if verified else _("Đạt theo khai báo")
    return {Reckoned.UNMET: _("Chưa đạt"), Reckoned.UNKNOWN: _("Thiếu dữ liệu"), Reckoned.EXEMPT: _("Được loại trừ")}[
        Reckoned(declared)
    ]


def state_words(state: State) -> str:
    """How far a qualification is believed."""
    return {State.VERIFIED: _("đã xác minh"), State.CHECKED: _("đã đối chiếu")}.get(state, _("khai báo"))


_WORDS = {int(reckoned): reckoned.name.lower() for reckoned in Reckoned}


def _standings(ids: Collection[int], asked: Asked) -> dict[int, Result]:
    """For each official the standing of the target asked about, else of the first target in whose population the official is."""
    target = target_asked(asked)
    places = {target.id: 0} if target else {one.id: place for place, one in enumerate(asked.facts)}
    statement = select(Standing.official_id, Standing.target_id, Standing.declared, Standing.verified).where(
        Standing.official_id.in_(ids),
        Standing.target_id.in_(places),
        Standing.valid_from <= asked.on,
        Standing.valid_to > asked.on,
    )
    rows = sorted(db.session.execute(statement).all(), key=lambda row: -places[row.target_id])
    return {row.official_id: row for row in rows}


def _reasons(standings: dict[int, Result], asked: Asked) -> dict[int, tuple[str, ...]]:
    """Why the exempt are exempt, and what the unmet and unknown lack."""
    told = [key for key, row in standings.items() if row.declared != Reckoned.MET]
    judged, words, records = targets(), vocabulary(), texts_of(told)
    found: dict[int, tuple[str, ...]] = {}
    for file in dossiers(told):
        standing = standings[file.official_id]
        seen = Seen(judged[standing.target_id], file, asked.on, words, records)
        exempt = standing.declared == Reckoned.EXEMPT
        found[file.official_id] = (basis_of(seen),) if exempt else tuple(gap.sentence for gap in gaps(seen))
    return found


def _held(ids: Collection[int], asked: Asked) -> dict[tuple[int, str], Held]:
    """The highest degree and theory of each on the day, of equal ones the best believed; an undated one counts as held."""
    # The words that are stored: of a whole province there are a hundred thousand rows, and each enum takes its time.
    domain, state = (type_coerce(column, String) for column in (Qualification.domain, Qualification.state))
    statement = (
        select(Qualification.official_id, domain, state, Qualification.issued_on, Level.rank)
        .join(Level, Level.id == Qualification.level_id)
        .where(Qualification.official_id.in_(ids), Qualification.domain.in_((Domain.DEGREE, Domain.THEORY)))
        .where(Qualification.state.not_in(VOID), or_(Qualification.issued_on.is_(None), Qualification.issued_on <= asked.on))
    )
    best: dict[tuple[int, str], tuple[int, bool, bool, str]] = {}
    for holder, about, believed, issued, rank in db.session.execute(statement):
        mine = (rank, believed == State.VERIFIED, issued is not None, believed)
        if best.get((holder, about), mine)[:3] <= mine[:3]:
            best[holder, about] = mine
    words = vocabulary()
    made: dict[tuple[str, int, str, bool], Held] = {}  # a province holds some thirty different ones
    found = {}
    for (holder, about), (rank, _verified, dated, believed) in best.items():
        kind = (about, rank, believed, dated)
        if kind not in made:
            level = words.level(about, rank)
            made[kind] = Held(level, believed, dated, f"{level} ({state_words(State(believed))})")
        found[holder, about] = made[kind]
    return found


def open_counts(asked: Asked) -> dict[str, int]:
    """Code of each target → how many people of the view keep it from being reached; targets that nobody keeps are left out."""
    on, known = asked.on, asked.facts
    statement = (
        select(Standing.target_id, func.count())
        .join(Assignment, Assignment.official_id == Standing.official_id)
        .where(Standing.target_id.in_([target.id for target in known]), Standing.valid_from <= on, Standing.valid_to > on)
        .where(Standing.declared.in_(OPEN), *scope_of(asked))
        .group_by(Standing.target_id)
    )
    counts = dict(db.session.execute(statement).all())
    return {target.code: counts[target.id] for target in known if target.id in counts}
