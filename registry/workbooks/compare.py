"""A roster held against the registry: row by row what is new, what differs, what is the same, and what cannot be taken.

Reads only. The plan it makes is what a page shows, what the command reports, and what `actions.apply_plan` carries out.
"""

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property

from models.accounts import Account
from models.officials import Precision
from models.units import Tier, Unit
from registry.officials.records import OfficialDetails, assignment_values, official_values
from registry.qualifications.mapping import EquivalenceTable
from registry.readers.facts import Field, Problem, RosterFile, RosterRow, Severity
from registry.shared.clock import today
from registry.shared.dates import partial_date
from registry.shared.garbage import without_collector
from registry.shared.paging import Result
from registry.units.queries import Tree, tree_on
from registry.units.rights import scope_on, seat_of
from registry.workbooks.known import known
from registry.workbooks.likeness import akin, may_be_same_day, other_person, same_name
from registry.workbooks.papers import PaperPlan, plan_paper
from registry.workbooks.posts import Career, PostPlan, plan_post
from registry.workbooks.remarks import Contradiction
from registry.workbooks.tables import Interpreters, TableReading
from registry.workbooks.wanted import Wanted

OUTCOMES = ("added", "updated", "unchanged", "rejected")


@dataclass
class RowPlan:
    """What is to be done for one row. `outcome` is one of `OUTCOMES`; `facts`: column of the official → before, after."""

    row: RosterRow
    outcome: str = "rejected"
    official: Result | None = None
    person: OfficialDetails | None = None
    facts: dict[str, tuple[object, object]] = field(default_factory=dict)
    post: PostPlan | None = None
    papers: list[PaperPlan] = field(default_factory=list)


@dataclass(frozen=True)
class Plan:
    """The whole comparison, rows in the order of the file; problems in the order of the file too, those of whole tables first."""

    rows: list[RowPlan]
    problems: list[Problem]
    tables: list[TableReading]
    equivalences: EquivalenceTable

    def count(self, outcome: str) -> int:
        """How many rows have this outcome."""
        return self.counts[outcome]

    @cached_property
    def counts(self) -> dict[str, int]:
        """Rows read, added, updated, unchanged and rejected."""
        found = Counter(row.outcome for row in self.rows)
        return {"read": len(self.rows)} | {word: found[word] for word in OUTCOMES}

    @property
    def errors(self) -> list[Problem]:
        """Problems that keep a row, or the file, out."""
        return [problem for problem in self.problems if problem.severity == "error"]

    @property
    def to_write(self) -> list[RowPlan]:
        """The rows that change the registry."""
        return [row for row in self.rows if row.outcome in ("added", "updated")]

    @cached_property
    def fingerprint(self) -> str:
        """Equal for two comparisons that would write the same over the same."""
        digest = hashlib.sha256(repr(sorted(self.counts.items())).encode())
        for plan in self.to_write:
            post = plan.post and (assignment_values(plan.post.details), plan.post.until)
            papers = [paper.values for paper in plan.papers]
            digest.update(repr((plan.row.sheet, plan.row.row, plan.outcome, plan.person, plan.facts, post, papers)).encode())
        return digest.hexdigest()


@without_collector
def compare(roster: RosterFile, by: Account | None, unit: Unit | None = None) -> Plan:
    """Hold a roster against the registry as it is now.

    `by` limits rows to what the account may write (None: a command on the server, no limit); `unit` is taken for rows whose own
    cells and letterhead name none.
    """
    comparison = _Comparison(roster, by, unit)
    plans = [comparison.plan(row) for row in roster.rows]
    problems = sorted(comparison.problems, key=lambda one: (one.sheet, one.row or 0))
    return Plan(plans, problems, list(comparison.readings), comparison.equivalences)


class _Comparison:
    """What is read once for all rows, and the problems found on the way."""

    def __init__(self, roster: RosterFile, by: Account | None, unit: Unit | None) -> None:
        self.equivalences = EquivalenceTable()
        interpreters = Interpreters(self.equivalences, unit)
        self.readings = [interpreters.reading(table) for table in roster.tables]
        self.problems = [*roster.problems, *(remark for reading in self.readings for remark in reading.remarks)]
        self.rejected = roster.rejected
        self.known = known({row.personal_number for row in roster.rows if row.personal_number}, by)
        self.writable = {reading.on: _writable(by, reading.interpreter.lexicon.tree) for reading in self.readings}

    def plan(self, row: RosterRow) -> RowPlan:
        """The plan for one row; whatever is wrong with it is added to the problems."""
        if (row.sheet, row.row) in self.rejected:
            return RowPlan(row)
        reading = next(one for one in self.readings if one.table.holds(row))
        return _Row(self, row, reading).plan()


def _writable(by: Account | None, tree: Tree) -> frozenset[int] | None:
    """Units that the sender may write for, on the roster's day or today; None for all of them, those that have ended included."""
    if by is None:
        return None
    now = tree_on(today())
    seat = seat_of(by, now)
    place = now.units.get(seat)
    if place is not None and place.tier is Tier.PROVINCE:
        return None
    return frozenset(now.subtree(seat) | scope_on(by, tree))


class _Row:
    """The comparison of one row."""

    def __init__(self, comparison: _Comparison, row: RosterRow, reading: TableReading) -> None:
        self.known = comparison.known
        self.equivalences = comparison.equivalences
        self.writable = comparison.writable[reading.on]
        self.problems = comparison.problems
        self.row = row
        self.reading = reading

    def plan(self) -> RowPlan:
        """What the row asks for beside what is held; with an error it is rejected, and nothing else is said of it."""
        plan, wanted = RowPlan(self.row), self.reading.interpreter.wanted(self.row, self.reading.unit)
        self.problems.extend(wanted.problems)
        try:
            outcome = self._fill(plan, wanted)
        except Contradiction as contradiction:
            self._say(contradiction.field, contradiction.reason, "error")
            return RowPlan(self.row)
        if any(problem.severity == "error" for problem in wanted.problems):
            return RowPlan(self.row)
        plan.outcome = outcome
        return plan

    def _say(self, field_: Field, reason: str, severity: Severity = "warning") -> None:
        self.problems.append(self.row.problem(field_, reason, severity))

    def _fill(self, plan: RowPlan, wanted: Wanted) -> str:
        """Completes the plan and gives its outcome."""
        if wanted.person is None or wanted.post is None:
            return "rejected"
        official = self.known.officials.get(wanted.person.personal_number)
        self._check_scope(wanted.post.unit.id, official)
        plan.official = official
        plan.person = wanted.person if official is None else self._person(plan, wanted.person, official)
        posts, papers = self._held(official)
        plan.post = plan_post(wanted.post, Career(posts, self.reading.on, self.writable), self._say)
        for said in wanted.qualifications:
            paper = plan_paper(said, papers, plan.person.born_on, self.equivalences, self._say)
            plan.papers += [paper] if paper else []
            # One on file is corrected by one of the row only: the second degree of the row is another degree.
            papers = [held for held in papers if paper is None or held is not paper.corrected]
        if official is None:
            return "added"
        return "updated" if plan.facts or plan.post or plan.papers else "unchanged"

    def _held(self, official: Result | None) -> tuple[list[Result], list[Result]]:
        if official is None:
            return [], []
        return self.known.posts.get(official.id, []), self.known.papers.get(official.id, [])

    def _check_scope(self, unit_id: int, official: Result | None) -> None:
        if self.writable is not None and unit_id not in self.writable:
            raise Contradiction(Field.UNIT, "Đơn vị này nằm ngoài phạm vi của tài khoản.")
        if official is not None and official.id not in self.known.readable:
            reason = "Số định danh này thuộc hồ sơ của một đơn vị khác; việc chuyển đến do Sở Nội vụ thực hiện."
            raise Contradiction(Field.PERSONAL_NUMBER, reason)

    def _person(self, plan: RowPlan, said: OfficialDetails, official: Result) -> OfficialDetails:
        """The facts to lay over the file: what the row does not say, or says less exactly, stays as it is."""
        if other_person(said, official):
            born = partial_date(official.born_on, official.born_precision) or "chưa rõ"
            reason = f"Số định danh này trong sổ là của {official.full_name} (ngày sinh: {born}), một người khác."
            raise Contradiction(Field.PERSONAL_NUMBER, reason)
        held = {name: getattr(official, name) for name in vars(said)}
        given = {name: value for name, value in official_values(said).items() if value is not None}
        if said.born_on is None or _no_more_exact(said, official):
            given = {name: value for name, value in given.items() if name not in ("born_on", "born_precision")}
        if same_name(said.full_name, official.full_name):
            given.pop("full_name", None)
        elif not akin(said.full_name, official.full_name):
            reason = f"Họ tên khác hẳn trong sổ ({official.full_name}); hãy chắc rằng các cột không bị lệch dòng."
            self._say(Field.FULL_NAME, reason)
        self._keep_marks(given, official)
        plan.facts = {name: (held[name], value) for name, value in given.items() if held[name] != value}
        return OfficialDetails(**{**held, **given})

    def _keep_marks(self, given: dict[str, object], official: Result) -> None:
        """An empty cell of a column of marks takes nothing back."""
        for name, field_ in (("party_member", Field.PARTY_MEMBER), ("ethnic_minority", Field.ETHNIC_MINORITY)):
            blank = field_ in self.row.cells and not self.row.cells[field_].value.strip()
            if given.get(name) is False and getattr(official, name) is True and blank:
                given.pop(name)
                self._say(field_, "Ô trống nhưng sổ ghi là có; giữ như sổ. Nếu không còn đúng, hãy ghi “không”.")


def _no_more_exact(said: OfficialDetails, official: Result) -> bool:
    """Whether the row gives a birth date that can be the one held, and knows it no better."""
    if said.born_on is None or official.born_on is None:
        return False
    exactness = [Precision.YEAR, Precision.MONTH, Precision.DAY]
    same = may_be_same_day(said.born_on, said.born_precision, official.born_on, official.born_precision)
    return same and exactness.index(said.born_precision) <= exactness.index(official.born_precision)
