"""Planted errors of the kinds that real files have, so that pages which look for them find some."""

import datetime as dt

from models.qualifications import Domain
from seeds.province.dice import Dice
from seeds.province.people import Paper, Person


def spoil(people: list[Person], dice: Dice, today: dt.date) -> None:
    """Degrees before the age of 17 or in the future, numbers that contradict the birth year, papers twice on file."""
    bachelors = [
        (person, paper)
        for person in people
        for paper in person.papers
        if paper.domain is Domain.DEGREE and paper.level == "dai-hoc" and paper.issued_on
    ]
    chosen = dice.some(bachelors, 10)
    for person, paper in chosen[:6]:
        paper.issued_on = person.aged(dice.number(12, 16))
        paper.note = "Ngày cấp sớm hơn tuổi 17: cần kiểm tra."
    for _, paper in chosen[6:]:
        paper.issued_on = dice.day(dt.date(today.year + 1, 1, 5), dt.date(today.year + 1, 12, 20))
        paper.note = "Ngày cấp ở tương lai: cần kiểm tra."
    for person in dice.some(people, 4):
        number = person.personal_number
        person.personal_number = f"{number[:4]}{(int(number[4:6]) + 11) % 100:02d}{number[6:]}"
    for person, paper in dice.some(bachelors, 3):
        person.papers.append(_again(paper))


def _again(paper: Paper) -> Paper:
    """The same diploma, declared a second time from another list."""
    return Paper(
        paper.domain,
        paper.level,
        field=paper.field,
        institution=paper.institution,
        number=paper.number,
        issued_on=paper.issued_on,
        issued_precision=paper.issued_precision,
    )
