"""Questions about rows in words: what is asked, what can be answered, and the kinds that can be answered all at once."""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from registry.audit.words import field_label
from registry.shared.dates import partial_date, vn_date
from registry.shared.paging import Result
from registry.shared.text import masked
from registry.workbooks.compare import Plan, RowPlan
from registry.workbooks.decisions import ALIKE, ARCHIVED, KEEP, LEAVE, MOVED, NEW, REOPEN, TAKE, Question
from registry.workbooks.words import Wording


@dataclass(frozen=True)
class Choice:
    """One answer: its value, its words, and the address part of the official it names ('' for none)."""

    value: str
    words: str
    official: str = ""


@dataclass(frozen=True)
class Asked:
    """A question as the page shows it. `name` is what its answer is sent as."""

    name: str
    words: str
    choices: Sequence[Choice]
    answer: str


@dataclass(frozen=True)
class Kind:
    """All questions of a kind: how many there are, how many are open, and the answers that can be given to all."""

    words: str
    total: int
    open: int
    choices: Sequence[Choice]
    answer: str
    """The one that was given to all; '' for none."""


def asked_of(plan: RowPlan, wording: Wording) -> list[Asked]:
    """The questions about a row."""
    return [_asked(question, wording) for question in plan.questions]


def kinds_of(plan: Plan, in_bulk: dict[str, str]) -> list[Kind]:
    """The kinds of questions in a plan that have the same answers everywhere, the most frequent first."""
    questions = [question for row in plan.rows for question in row.questions]
    total = Counter(question.in_bulk for question in questions)
    waiting = Counter(question.in_bulk for question in questions if not question.answer)
    first = {question.in_bulk: question for question in reversed(questions)}
    return [
        Kind(_kind_words(first[kind]), number, waiting[kind], choices, in_bulk.get(kind, ""))
        for kind, number in total.most_common()
        if (choices := [Choice(f"{kind}:{one.value}", one.words) for one in _for_all(first[kind])])
    ]


def _asked(question: Question, wording: Wording) -> Asked:
    choices = _who(question) if question.is_who else _keep_or_take(question, wording)
    return Asked(f"a:{question.asked}", _words(question), choices, question.answer)


def _words(question: Question) -> str:
    if question.kind == ARCHIVED:
        reason = question.candidates[0].archive_reason or _("không ghi lý do")
        return _("Hồ sơ của người này đã được lưu (%(reason)s).", reason=reason)
    if question.is_who:
        return _("Trong sổ có người cùng họ tên ở đơn vị này; dòng này là ai?")
    label = _label(question)
    if question.kind == MOVED:
        return _("%(label)s: sổ đã đổi từ ngày lập tệp.", label=label)
    return _("%(label)s: khác với dữ liệu đã xác minh.", label=label)


def _label(question: Question) -> str:
    label = field_label("issued_on" if question.column == "issued_precision" else question.column)
    return f"{label[:1].upper()}{label[1:]}"


def _who(question: Question) -> list[Choice]:
    if question.kind == ARCHIVED:
        return [Choice(REOPEN, _("Mở lại hồ sơ")), Choice(LEAVE, _("Để dòng này lại"))]
    choices = [Choice(one.public_id, _person(one), one.public_id) for one in question.candidates]
    if question.may_be_new:
        choices.append(Choice(NEW, _("Người khác, mở hồ sơ mới")))
    return [*choices, Choice(LEAVE, _("Để dòng này lại"))]


def _person(one: Result) -> str:
    born = partial_date(one.born_on, one.born_precision) or _("chưa rõ")
    number = masked(one.personal_number)
    return _("Có thể là %(name)s, sinh %(born)s, số %(number)s", name=one.full_name, born=born, number=number)


def _keep_or_take(question: Question, wording: Wording) -> list[Choice]:
    held, said = (_value(question.column, value, wording) for value in question.values)
    take = _("Lấy theo tệp: %(value)s", value=said)
    if question.held is not None:
        take = _("Lấy theo tệp, trở lại khai báo: %(value)s", value=said)
    return [Choice(KEEP, _("Giữ như sổ: %(value)s", value=held)), Choice(TAKE, take)]


def _value(column: str, value: object, wording: Wording) -> str:
    if value is None or value == "":
        return _("để trống")
    return vn_date(value) if isinstance(value, dt.date) else wording.value(column, value)


def _kind_words(question: Question) -> str:
    if question.kind == ALIKE:
        return _("Trùng họ tên, ngày sinh và đơn vị")
    if question.kind == ARCHIVED:
        return _("Hồ sơ đã lưu")
    label = _label(question)
    return _("%(label)s: sổ đã đổi", label=label) if question.kind == MOVED else _("%(label)s đã xác minh", label=label)


def _for_all(question: Question) -> list[Choice]:
    """Answers that mean the same in every row; of several namesakes each row must say which."""
    leave = Choice(LEAVE, _("Để lại tất cả"))
    if question.kind == ALIKE:
        return [Choice(TAKE, _("Đều là người trong sổ")), leave]
    if question.kind == ARCHIVED:
        return [Choice(REOPEN, _("Mở lại tất cả")), leave]
    if question.is_who:
        return [leave]
    return [Choice(KEEP, _("Giữ như sổ tất cả")), Choice(TAKE, _("Lấy theo tệp tất cả"))]
