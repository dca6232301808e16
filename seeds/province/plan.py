"""The whole made-up province in memory: who serves where, who came, moved, rose and left, and what everybody holds."""

import datetime as dt
from collections.abc import Iterator

from models.officials import Precision, Sex
from models.positions import Leadership
from seeds.organisation import UNIT_COLUMNS
from seeds.province.belief import believe
from seeds.province.careers import COMMUNES_FORMED, Careers, also_holds
from seeds.province.details import contradict, fill_in
from seeds.province.dice import Dice
from seeds.province.flaws import spoil
from seeds.province.people import DAY, Person, Post, Seat
from seeds.province.seats import Seats, communes
from seeds.province.tongues import Tongues
from seeds.province.training import Training
from seeds.tables import lines

NEWCOMERS = 80
TRANSFERS = 42
SUCCESSIONS = 18
LEAVERS = 52
YOUNG_LEADERS = 6

_MASS_ORGANISATIONS = ["bi-thu-doan", "chu-tich-hoi-lhpn", "chu-tich-hoi-nong-dan", "chu-tich-hoi-ccb"]
_REPLACED = ["chu-tich-ubmttq", "pho-chu-tich-hdnd", "truong-phong", "chanh-van-phong-hdnd-ubnd", "bi-thu-dang-uy"]


def planned(seed: int, today: dt.date) -> list[Person]:
    """Everybody, in a fixed order: communes, departments, and those who have left."""
    dice = Dice(seed)
    seats = Seats(dice)
    careers = Careers(dice, today)
    people = [*_at_communes(seats, careers, dice, today), *_at_departments(seats, careers, dice, today)]
    leavers = list(_leavers(seats, careers, dice, today))
    _transfer(people, dice, today)
    _succeed(people, seats, dice, today)
    _hold_two(people, dice)
    training = Training(dice, today)
    for person in (*people, *leavers):
        training.train(person)
    Tongues(dice, training, today).teach([*people, *leavers])
    everybody = [*people, *leavers]
    spoil(everybody, dice, today)
    believe(everybody, dice)
    apart = Dice(seed + 7)
    fill_in(everybody, apart)
    contradict(everybody, apart)
    _number(everybody)
    return everybody


def _at_communes(seats: Seats, careers: Careers, dice: Dice, today: dt.date) -> Iterator[Person]:
    all_seats = list(seats.of_communes())
    staff = [place for place, seat in enumerate(all_seats) if seat.position == "chuyen-vien"]
    new = set(dice.some(staff, NEWCOMERS * 3 // 4))
    for place, seat in enumerate(all_seats):
        if place in new:
            person, day = _newcomer(seat, careers, dice, today)
            careers.serve_commune(person, day)
        else:
            person = careers.person_for(seat)
            careers.serve_commune(person)
        yield person


def _at_departments(seats: Seats, careers: Careers, dice: Dice, today: dt.date) -> Iterator[Person]:
    all_seats = list(seats.of_departments())
    staff = [place for place, seat in enumerate(all_seats) if seat.position == "chuyen-vien-so"]
    new = set(dice.some(staff, NEWCOMERS // 4))
    deputies = [place for place, seat in enumerate(all_seats) if seat.leadership is Leadership.DEPARTMENT and seat.deputy]
    young = set(dice.some(deputies, YOUNG_LEADERS))
    for place, seat in enumerate(all_seats):
        if place in new:
            person, day = _newcomer(seat, careers, dice, today)
            careers.serve_department(person, day)
        elif place in young:
            person = careers.person_for(seat, dice.day(dt.date(today.year - 40, 2, 1), dt.date(today.year - 36, 12, 1)))
            careers.serve_department(person)
        else:
            person = careers.person_for(seat)
            careers.serve_department(person)
        yield person


def _newcomer(seat: Seat, careers: Careers, dice: Dice, today: dt.date) -> tuple[Person, dt.date]:
    """Somebody young, recruited this year."""
    day = dice.working_day(dt.date(today.year, 1, 5), today - 20 * DAY)
    born = dice.day(dt.date(today.year - 30, 1, 1), dt.date(today.year - 23, 6, 1))
    person = careers.person_for(seat, born)
    person.recruited_on = day
    person.party_member, person.party_joined_on = False, None
    return person, day


def _leavers(seats: Seats, careers: Careers, dice: Dice, today: dt.date) -> Iterator[Person]:
    """People who retired since the communes were formed, at the end of the month in which they came of age for it."""
    posts = {"chuyen-vien": 6.0, "pho-chu-tich-ubmttq": 3, "pho-truong-phong": 2, "chu-nhiem-ubkt-dang-uy": 1}
    units = communes()
    for _ in range(LEAVERS):
        seat = seats.seat(dice.pick(units), dice.weighed(posts), None)
        sex = careers.sex_for(seat)
        born, left = _retirement(sex, dice, today)
        person = careers.person_for(seat, born, sex)
        person.born_on, person.born_precision = born, Precision.DAY
        careers.serve_commune(person)
        person.posts[-1].ends = left
        yield person


def _retirement(sex: Sex, dice: Dice, today: dt.date) -> tuple[dt.date, dt.date]:
    """A birthday and the first day of retirement, by the ages of 2025 and 2026 (Decree 135/2020/NĐ-CP, in months)."""
    in_2026 = dice.chance(0.7)
    age = {(Sex.MALE, False): 735, (Sex.MALE, True): 738, (Sex.FEMALE, False): 680, (Sex.FEMALE, True): 684}
    first = 2026 * 12 + (4 if sex is Sex.FEMALE else 3) if in_2026 else 2025 * 12 + 7
    last = min(2026 * 12 + 10, today.year * 12 + today.month - 2) if in_2026 else 2025 * 12 + 11
    reached = dice.number(first, max(first, last))
    return _month(reached - age[(sex, in_2026)], dice.number(1, 28)), _month(reached + 1, 1)


def _month(months: int, day: int) -> dt.date:
    """A day of a month that is counted from the year 0."""
    return dt.date(months // 12, months % 12 + 1, day)


def _transfer(people: list[Person], dice: Dice, today: dt.date) -> None:
    """Some commune officials went to another commune this year."""
    movable = [one for one in people if one.seat.position in {"chuyen-vien", "truong-phong"} and _since_formed(one.posts[-1])]
    for person in dice.some(movable, TRANSFERS):
        last = person.posts[-1]
        other = dice.pick([unit for unit in communes() if unit != last.unit])
        last.ends = dice.working_day(dt.date(today.year, 1, 5), today - 15 * DAY)
        number = f"{dice.number(11, 2990)}/QĐ-SNV"
        person.posts.append(Post(other, last.position, last.ends, division=last.division, decision=number))


def _succeed(people: list[Person], seats: Seats, dice: Dice, today: dt.date) -> None:
    """Some leaders of communes took their post only this year, after another one at the same commune."""
    risen = [one for one in people if one.seat.position in _REPLACED and _since_formed(one.posts[-1])]
    for person in dice.some(risen, SUCCESSIONS):
        last = person.posts[-1]
        before = seats.seat(last.unit, dice.pick(["pho-truong-phong", "pho-chu-tich-ubmttq", "chuyen-vien"]), None)
        day = dice.working_day(dt.date(today.year, 2, 2), today - 25 * DAY)
        person.posts[-1] = Post(last.unit, before.position, COMMUNES_FORMED, day, decision=last.decision)
        person.posts.append(Post(last.unit, last.position, day, division=last.division, decision=last.decision))


def _since_formed(post: Post) -> bool:
    return post.begins == COMMUNES_FORMED and post.ends is None


def _hold_two(people: list[Person], dice: Dice) -> None:
    """Concurrent posts: usual at the head of communes, and a few deputies of departments who lead a sub-department."""
    for place, person in enumerate(people):
        position = person.seat.position
        if position == "bi-thu-dang-uy" and dice.chance(0.8):
            also_holds(person, "chu-tich-hdnd")
        elif position == "chu-tich-ubnd" and dice.chance(0.9):
            also_holds(person, "pho-bi-thu-dang-uy")
        elif position == "pho-chu-tich-ubmttq":
            also_holds(person, _MASS_ORGANISATIONS[place % 4])
        elif position == "pho-giam-doc-so" and dice.chance(0.12):
            also_holds(person, "chi-cuc-truong", "Chi cục")


def _number(people: list[Person]) -> None:
    """Staff codes: code of the unit and a running number; communes that do not use them yet have none."""
    codes = {line.text("key"): line.text("code") for line in lines("units.csv", UNIT_COLUMNS)}
    running: dict[str, int] = {}
    for person in people:
        unit = person.seat.unit
        running[unit] = running.get(unit, 0) + 1
        if not unit.startswith("xa-") or int(codes[unit]) % 2 == 0:
            person.staff_code = f"{codes[unit]}.{running[unit]:03d}"
