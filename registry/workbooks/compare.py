"""A roster held against the registry: row by row what is new, what differs, what is the same, and what cannot be taken.

Reads only. The plan it makes is what a page shows, what the command reports, and what `actions.apply_plan` carries out.
"""

import hashlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
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
from registry.units.queries import Tree, ending_after, tree_on
from registry.units.rights import scope_on, seat_of
from registry.workbooks.decisions import LEAVE, NOTHING, Decisions, Question
from registry.workbooks.identity import Namesakes, numbers_of, person_of, question_of
from registry.workbooks.kit import Kit, Narrowed
from registry.workbooks.known import known
from registry.workbooks.likeness import akin, may_be_same_day, other_person, same_name
from registry.workbooks.papers import PaperPlan, Papers, plan_paper
from registry.workbooks.posts import Career, PostPlan, plan_post
from registry.workbooks.remarks import Contradiction
from registry.workbooks.tables import Interpreters, TableReading
from registry.workbooks.verified import settled_by
from registry.workbooks.wanted import UNKNOWN, Wanted, WantedPost

Telling = Callable[[int, int], None]
"""Hears how many of how many rows are done."""


def silent(_done: int, _total: int) -> None:
    """Nobody listens."""


OUTCOMES = ("added", "updated", "unchanged", "conflict", "unsure", "left", "rejected")
"""What becomes of a row. conflict: it contradicts what was verified; unsure: whose it is must be decided; left: somebody decided
to leave it out."""

_ALWAYS = frozenset({"added", "updated", "unchanged", "rejected"})
WAITING = frozenset({"conflict", "unsure"})
"""Outcomes of rows that wait for a decision."""

EVERY = 250
"""Rows between two tellings of how far the comparison is."""


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
    questions: list[Question] = field(default_factory=list)
    reopened: bool = False
    """The file was archived, and is in use again."""


@dataclass(frozen=True)
class Plan:
    """The whole comparison, rows in the order of the file; problems in the order of the file too, those of whole tables first."""

    rows: list[RowPlan]
    problems: list[Problem]
    tables: list[TableReading]
    equivalences: EquivalenceTable

    @property
    def waiting(self) -> int:
        """How many rows wait for a decision."""
        return sum(self.count(word) for word in WAITING)

    def count(self, outcome: str) -> int:
        """How many rows have this outcome."""
        return self.counts.get(outcome, 0)

    @cached_property
    def counts(self) -> dict[str, int]:
        """Rows read, added, updated, unchanged and rejected; of the other outcomes those that there are."""
        found = Counter(row.outcome for row in self.rows)
        return {"read": len(self.rows)} | {word: found[word] for word in OUTCOMES if found[word] or word in _ALWAYS}

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
            whose = plan.official.id if plan.official is not None else None, plan.reopened
            told = (plan.row.sheet, plan.row.row, plan.outcome, whose, plan.person, plan.facts, post, papers)
            digest.update(repr(told).encode())
        return digest.hexdigest()


def reasons_of(plan: Plan) -> dict[tuple[str, int], list[str]]:
    """Why rows are not written, by sheet and row: their errors, or that a person must decide. Rows that continue one have []."""
    reasons: dict[tuple[str, int], list[str]] = {}
    person = {(part.sheet, part.row): (row.row.sheet, row.row.row) for row in plan.rows for part in row.row.more}
    for problem in plan.errors:
        if problem.row is not None:
            where = f"{problem.place}: " if problem.place else ""
            place = problem.sheet, problem.row
            reasons.setdefault(person.get(place, place), []).append(f"{where}{problem.reason}")
    for row in plan.rows:
        if row.outcome in WAITING:
            reasons.setdefault((row.row.sheet, row.row.row), []).append("Chờ quyết định ở trang đối chiếu.")
    return {**{place: [] for place, whose in person.items() if whose in reasons}, **reasons}


@without_collector
def compare(
    roster: RosterFile,
    by: Account | None,
    unit: Unit | None = None,
    *,
    decisions: Decisions = NOTHING,
    kit: Kit | None = None,
    tell: Telling = silent,
) -> Plan:
    """Hold a roster against the registry as it is now.

    `by` limits rows to what the account may write (None: a command on the server, no limit); `unit` is taken for rows whose own
    cells and letterhead name none; `decisions` answer what only a person can decide; `kit`
    is the file as one of ours that came back; `tell` hears how far the comparison is.
    """
    comparison = _Comparison(roster, by, unit, decisions, kit)
    plans = []
    for done, row in enumerate(roster.rows):
        if done % EVERY == 0:
            tell(done, len(roster.rows))
        plans.append(comparison.plan(row))
    problems = sorted(comparison.problems, key=lambda one: (one.sheet, one.row or 0))
    return Plan(plans, problems, list(comparison.readings), comparison.equivalences)


class _Comparison:
    """What is read once for all rows, and the problems found on the way."""

    def __init__(self, roster: RosterFile, by: Account | None, unit: Unit | None, decisions: Decisions, kit: Kit | None) -> None:
        self.equivalences = EquivalenceTable()
        interpreters = Interpreters(self.equivalences, unit)
        self.readings = [interpreters.reading(table) for table in roster.tables]
        self.problems = [
            *roster.problems,
            *(kit.problems if kit else ()),
            *(remark for reading in self.readings for remark in reading.remarks),
        ]
        self.rejected = roster.rejected
        self.by = by
        self.decisions = decisions
        self.kit = kit
        self.known = known(numbers_of(roster.rows), by)
        self.people = Namesakes({held.id for held in self.known.officials.values()})
        self.taken: dict[int, tuple[str, int]] = {}
        self.ending = ending_after(today())
        self.writable = {reading.on: _writable(by, reading.interpreter.lexicon.tree) for reading in self.readings}

    def learn(self, official: Result) -> None:
        """Read what is held of somebody who is in the file without a number."""
        if official.id not in self.known.readable:
            self.known.add(known({official.personal_number}, self.by))

    def narrowed(self, row: RosterRow) -> Narrowed:
        """What the row says; of a kit only what was changed in it."""
        return self.kit.narrowed(row, self.decisions) if self.kit else Narrowed(row)

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
        self.comparison = comparison
        self.known = comparison.known
        self.writable = comparison.writable[reading.on]
        self.problems = comparison.problems
        self.row = row
        self.reading = reading

    def plan(self) -> RowPlan:
        """What the row asks for beside what is held; with an error it is rejected, and nothing else is said of it."""
        plan, narrowed = RowPlan(self.row), self.comparison.narrowed(self.row)
        wanted = self._wanted(narrowed)
        self.problems.extend(wanted.problems)
        plan.questions += narrowed.questions
        try:
            outcome = self._fill(plan, wanted, narrowed)
        except Contradiction as contradiction:
            self._say(contradiction.field, contradiction.reason, "error")
            return RowPlan(self.row)
        if any(problem.severity == "error" for problem in wanted.problems):
            return RowPlan(self.row)
        plan.outcome = outcome
        return plan

    def _wanted(self, narrowed: Narrowed) -> Wanted:
        """What the row asks for, and its further rows with it."""
        interpreter = self.reading.interpreter
        wanted = interpreter.wanted(narrowed.row, self.reading.unit, says_post=narrowed.says_post)
        for row, about in narrowed.further:
            further = interpreter.wanted(row, None, says_post=False)
            wanted.qualifications.extend((details, about or UNKNOWN) for details, _ in further.qualifications)
            wanted.problems.extend(further.problems)
        return wanted

    def _say(self, field_: Field, reason: str, severity: Severity = "warning") -> None:
        self.problems.append(self.row.problem(field_, reason, severity))

    def _fill(self, plan: RowPlan, wanted: Wanted, narrowed: Narrowed) -> str:
        """Completes the plan and gives its outcome."""
        official = self.known.officials.get(wanted.person.personal_number)
        if wanted.post is None and (narrowed.says_post or official is None):
            return "rejected"
        self._check_scope(wanted.post, official)
        self._check_merged(wanted.person.personal_number, official)
        if wanted.post is not None and (question := self._whose(wanted.person, official, wanted.post.unit.id)):
            plan.questions.append(question)
            if question.answer in ("", LEAVE):
                return "left" if question.answer else "unsure"
            official = self._chosen(question)
        plan.official, plan.reopened = official, official is not None and official.archived_at is not None
        plan.person = wanted.person if official is None else self._person(plan, wanted.person, official)
        self._plan_records(plan, wanted, narrowed, official)
        if any(not question.answer for question in plan.questions):
            return "conflict"
        if official is None:
            return "added"
        return "updated" if plan.facts or plan.post or plan.papers or plan.reopened else "unchanged"

    def _plan_records(self, plan: RowPlan, wanted: Wanted, narrowed: Narrowed, official: Result | None) -> None:
        posts, held = self._held(official)
        if wanted.post is not None:
            plan.post = plan_post(wanted.post, Career(posts, self.reading.on, self.writable, self.comparison.ending), self._say)
        settle = settled_by(self.row, self.comparison.decisions, plan.questions)
        born_on = plan.person.born_on if plan.person else None
        papers = Papers(held, born_on, self.comparison.equivalences, self._say, settle)
        for said, about in wanted.qualifications:
            paper = plan_paper(said, papers, about or narrowed.about.get(said.domain, ""))
            plan.papers += [paper] if paper else []
            if paper is not None:  # one on file is corrected by one of the row only: a second degree is another degree
                papers = replace(papers, held=[one for one in papers.held if one is not paper.corrected])

    def _whose(self, said: OfficialDetails, official: Result | None, unit_id: int) -> Question | None:
        return question_of(self.row, said, official, unit_id, self.comparison.people, self.comparison.decisions)

    def _chosen(self, question: Question) -> Result | None:
        """Whom a person named; each official in one row only."""
        official = person_of(question)
        if official is None:
            return None
        here = (self.row.sheet, self.row.row)
        earlier = self.comparison.taken.setdefault(official.id, here)
        if earlier != here:
            raise Contradiction(Field.FULL_NAME, f"Dòng {earlier[1]} trang “{earlier[0]}” cũng được chọn là người này.")
        self.comparison.learn(official)
        self._check_scope(None, official)
        return official

    def _held(self, official: Result | None) -> tuple[list[Result], list[Result]]:
        if official is None:
            return [], []
        return self.known.posts.get(official.id, []), self.known.papers.get(official.id, [])

    def _check_scope(self, post: WantedPost | None, official: Result | None) -> None:
        if post is not None and self.writable is not None and post.unit.id not in self.writable:
            raise Contradiction(Field.UNIT, "Đơn vị này nằm ngoài phạm vi của tài khoản.")
        if official is not None and official.id not in self.known.readable:
            reason = "Số định danh này thuộc hồ sơ của một đơn vị khác; việc chuyển đến do Sở Nội vụ thực hiện."
            raise Contradiction(Field.PERSONAL_NUMBER, reason)

    def _check_merged(self, number: str, official: Result | None) -> None:
        """Say whose file a number came into by a merger; the person is in one row only."""
        if official is None or official.personal_number == number:
            return
        if official.personal_number in self.known.officials:
            reason = f"Số này thuộc hồ sơ đã gộp vào hồ sơ của {official.full_name}, người đã có ở dòng khác của tệp."
            raise Contradiction(Field.PERSONAL_NUMBER, reason)
        self._say(Field.PERSONAL_NUMBER, f"Số này thuộc hồ sơ đã gộp vào hồ sơ của {official.full_name}; ghi theo hồ sơ đó.")

    def _person(self, plan: RowPlan, said: OfficialDetails, official: Result) -> OfficialDetails:
        """The facts to lay over the file: what the row does not say, or says less exactly, stays as it is."""
        if other_person(said, official):
            born = partial_date(official.born_on, official.born_precision) or "chưa rõ"
            reason = f"Số định danh này trong sổ là của {official.full_name} (ngày sinh: {born}), một người khác."
            raise Contradiction(Field.PERSONAL_NUMBER, reason)
        held = {name: getattr(official, name) for name in vars(said)}
        given = {name: value for name, value in official_values(said).items() if value is not None}
        given.pop("personal_number", None)  # whose row it is was settled, by the number or by a person
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
        """An empty cell of a column of marks says nothing of somebody who is on file."""
        for name, field_ in (("party_member", Field.PARTY_MEMBER), ("ethnic_minority", Field.ETHNIC_MINORITY)):
            blank = field_ in self.row.cells and not self.row.cells[field_].value.strip()
            if given.get(name) is not False or not blank:
                continue
            given.pop(name)
            if getattr(official, name) is True:
                self._say(field_, "Ô trống nhưng sổ ghi là có; giữ như sổ. Nếu không còn đúng, hãy ghi “không”.")


def _no_more_exact(said: OfficialDetails, official: Result) -> bool:
    """Whether the row gives a birth date that can be the one held, and knows it no better."""
    if said.born_on is None or official.born_on is None:
        return False
    exactness = [Precision.YEAR, Precision.MONTH, Precision.DAY]
    same = may_be_same_day(said.born_on, said.born_precision, official.born_on, official.born_precision)
    return same and exactness.index(said.born_precision) <= exactness.index(official.born_precision)
