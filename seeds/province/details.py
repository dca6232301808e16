"""What the newer fields of made-up papers hold: times of study, classification, recognition; and further planted errors.

Drawn from a die of its own, so that the people and papers drawn before stay who and what they are.
"""

import datetime as dt
from collections.abc import Callable
from typing import Any

from models.additions import AdditionKind
from models.officials import Sex
from models.positions import StaffCategory
from models.qualifications import Domain, FormOfStudy, Route, State
from models.units import Tier
from registry.shared.ages import add_years
from seeds.province.dice import Dice
from seeds.province.people import Paper, Person

_CLASSES = {"Trung bình": 2, "Trung bình khá": 4, "Khá": 6, "Giỏi": 2, "Xuất sắc": 0.2}
UNLISTED = ("Trường Đại học FPT", "Trường Trung cấp Luật Đồng Hới", "TT GDTX tỉnh Hà Tĩnh", "Đại Học Vinh - cơ sở 2")
"""Schools as some diplomas name them, which no list has yet."""
UNLISTED_BESIDE: tuple[dict[str, Any], ...] = (
    {
        "kind": AdditionKind.POSITION,
        "name": "Công chức Chuyển đổi số",
        "tier": Tier.COMMUNE,
        "category": StaffCategory.CIVIL_SERVANT,
        "note": "Xã bố trí một người từ tháng 3/2026.",
    },
    {
        "kind": AdditionKind.UNIT,
        "name": "Trung tâm Chuyển đổi số",
        "tier": Tier.DEPARTMENT,
        "parent_key": "so-khoa-hoc-va-cong-nghe",
        "note": "Nơi nhận biệt phái một công chức của xã.",
    },
)
"""A position and a unit that a commune misses in the catalogues."""
_YEARS = {"trung-cap": 2, "cao-dang": 3, "dai-hoc": 4, "thac-si": 2, "tien-si": 4}


def fill_in(people: list[Person], dice: Dice) -> None:
    """Give papers and people what forms ask for since 2026; some are left out, as in real files."""
    for person in people:
        for paper in person.papers:
            if paper.domain is Domain.DEGREE and paper.issued_on:
                _studied(paper, dice)
            if paper.country not in (None, "VN") and dice.chance(0.6) and paper.issued_on:
                _recognised(paper, dice)
            if paper.domain is Domain.TRAINING:
                paper.lesson_hours = dice.pick([24, 40, 80, 120])


def _studied(paper: Paper, dice: Dice) -> None:
    if paper.issued_on and dice.chance(0.55):
        ended = paper.issued_on.replace(day=1)
        paper.studied_to, paper.studied_from = ended, add_years(ended, -_YEARS.get(paper.level or "", 3)).replace(month=9)
    if dice.chance(0.6):
        paper.classification = dice.weighed(_CLASSES)
    if dice.chance(0.3):
        paper.register_number = f"{dice.number(101, 9899)}/{dice.number(1, 99):02d}"


def _recognised(paper: Paper, dice: Dice) -> None:
    day = dice.working_day(paper.issued_on or dt.date(2015, 1, 5), dt.date(2025, 12, 1))
    paper.recognition, paper.recognised_on = f"{dice.number(1001, 39_999):06d}/CNVB-TS", day


def contradict(people: list[Person], dice: Dice) -> None:
    """A few errors of each further kind that checks look for."""
    whole = [one for one in people if _bachelor(one) is not None]
    deeds: tuple[Callable[[Person, Dice], None], ...] = (
        *(_study_twice, _master_first, _confirm_late, _leave_school) * 3,
        *(_other_sex, _before_birth) * 2,
    )
    chosen = iter(dice.some(whole, 6 + len(deeds) + len(UNLISTED)))
    for _ in range(3):
        _lend_number(next(chosen), next(chosen))
    for deed in deeds:
        deed(next(chosen), dice)
    for school in UNLISTED:
        first = _bachelor(next(chosen))
        if first:
            first.institution, first.state = school, State.DECLARED


def _leave_school(person: Person, dice: Dice) -> None:
    person.schooling = dice.pick(["9/12", "10/12"])


def _other_sex(person: Person, _dice: Dice) -> None:
    person.sex = Sex.MALE if person.sex is Sex.FEMALE else Sex.FEMALE


def _before_birth(person: Person, _dice: Dice) -> None:
    person.papers.append(Paper(Domain.TRAINING, field="Bồi dưỡng nghiệp vụ hộ tịch", issued_on=person.aged(-3)))


def _bachelor(person: Person) -> Paper | None:
    """A plain first degree in order, without further ones."""
    degrees = [paper for paper in person.papers if paper.domain is Domain.DEGREE]
    first = degrees[0] if len(degrees) == 1 else None
    plain = first and first.level == "dai-hoc" and first.number and first.issued_on and first.note is None
    return first if plain and first and first.issued_on and first.issued_on > person.aged(20) else None


def _lend_number(lender: Person, borrower: Person) -> None:
    """Two diplomas of one school with one number."""
    genuine, copied = _bachelor(lender), _bachelor(borrower)
    if genuine and copied:
        copied.institution, copied.number, copied.state = genuine.institution, genuine.number, State.DECLARED


def _study_twice(person: Person, dice: Dice) -> None:
    """A second full-time degree at another place in the same years."""
    first = _bachelor(person)
    if first is None or first.issued_on is None:
        return
    ended = first.issued_on.replace(day=1)
    first.institution, first.form_of_study, first.route = "Trường Đại học Luật Hà Nội", FormOfStudy.FULL_TIME, None
    first.studied_from, first.studied_to = add_years(ended, -4).replace(month=9), ended
    second = Paper(Domain.DEGREE, "dai-hoc", field="Kế toán", institution="Trường Đại học Vinh", number=_number(dice))
    second.form_of_study, second.route = FormOfStudy.FULL_TIME, Route.SECOND_DEGREE
    second.studied_from, second.studied_to = add_years(first.studied_from, 1), add_years(ended, 1)
    second.issued_on = second.studied_to + dt.timedelta(days=25)
    person.papers.append(second)


def _master_first(person: Person, dice: Dice) -> None:
    """A master's degree that is older than the bachelor's."""
    first = _bachelor(person)
    if first and first.issued_on:
        day = add_years(first.issued_on, -2)
        paper = Paper(Domain.DEGREE, "thac-si", field="Quản lý công", number=_number(dice), issued_on=day)
        paper.institution = "Học viện Hành chính Quốc gia"
        person.papers.append(paper)


def _confirm_late(person: Person, dice: Dice) -> None:
    """Equivalence in theory confirmed after the rule was given up."""
    day = dice.working_day(dt.date(2021, 9, 1), dt.date(2023, 12, 1))
    paper = Paper(Domain.THEORY, certificate="tuong_duong_trung_cap", institution="Ban Tổ chức Tỉnh ủy", issued_on=day)
    person.papers.append(paper)


def _number(dice: Dice) -> str:
    return f"{dice.number(1_000, 999_999):06d}"
