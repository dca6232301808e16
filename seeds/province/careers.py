"""The posts that made-up officials held before and after the reorganisations of 2025, and who they are by age and sex."""

import datetime as dt
from typing import Any

from models.officials import AssignmentKind, Precision, Sex
from models.positions import Leadership
from seeds.province.dice import Dice
from seeds.province.people import DAY, HERE, Person, Post, Register, Seat, birthday
from seeds.tables import document, lines

BEGIN = dt.date(2021, 1, 1)
"""First day of our data: posts held longer begin here."""
DEPARTMENTS_MERGED = dt.date(2025, 3, 1)
LOC_HA_ENDED = dt.date(2025, 1, 1)
COMMUNES_FORMED = dt.date(2025, 7, 1)

# Shares of people up to 44, from 45 to 55 and from 56 years, and the youngest age, by what the seat leads.
_AGES = {
    Leadership.COMMUNE: ((0.36, 0.47, 0.17), 33),
    Leadership.COMMUNE_OFFICE: ((0.52, 0.36, 0.12), 30),
    Leadership.NONE: ((0.70, 0.205, 0.095), 24),
    Leadership.DEPARTMENT: ((0.10, 0.68, 0.22), 41),
    Leadership.DIVISION: ((0.46, 0.43, 0.11), 33),
}
_WOMEN = {
    Leadership.COMMUNE: 0.27,
    Leadership.COMMUNE_OFFICE: 0.38,
    Leadership.NONE: 0.51,
    Leadership.DEPARTMENT: 0.2,
    Leadership.DIVISION: 0.35,
}
_BELOW = {
    "giam-doc-so": "pho-giam-doc-so",
    "pho-giam-doc-so": "truong-phong-so",
    "chanh-van-phong-ubnd-tinh": "pho-chanh-van-phong-ubnd-tinh",
    "pho-chanh-van-phong-ubnd-tinh": "truong-phong-so",
    "chanh-thanh-tra-tinh": "pho-chanh-thanh-tra-tinh",
    "pho-chanh-thanh-tra-tinh": "truong-phong-so",
    "chanh-van-phong-so": "pho-chanh-van-phong-so",
    "pho-chanh-van-phong-so": "chuyen-vien-so",
    "truong-phong-so": "pho-truong-phong-so",
    "pho-truong-phong-so": "chuyen-vien-so",
    "chi-cuc-truong": "pho-chi-cuc-truong",
    "pho-chi-cuc-truong": "chuyen-vien-so",
    "chuyen-vien-chinh-so": "chuyen-vien-so",
    "thanh-tra-vien-chinh": "thanh-tra-vien",
}
_MILITARY = {"chi-huy-truong-quan-su", "pho-chi-huy-truong-quan-su"}


class Careers:
    """Fills seats with people and gives each the posts held so far. `today` is the day on which the story ends."""

    def __init__(self, dice: Dice, today: dt.date) -> None:
        self._dice = dice
        self._today = today
        self._register = Register(dice)
        self._departments: dict[str, Any] = document("departments.toml", HERE)
        self._origins = {
            line.text("commune"): line.text("district") for line in lines("origins.csv", ("commune", "district"), HERE)
        }
        self._district_leaders: dict[str, int] = {}

    def sex_for(self, seat: Seat) -> Sex:
        """Man or woman, as usual in such a seat."""
        woman = self._dice.chance(_WOMEN[seat.leadership]) and seat.position not in _MILITARY
        return Sex.FEMALE if woman else Sex.MALE

    def person_for(self, seat: Seat, born_on: dt.date | None = None, sex: Sex | None = None) -> Person:
        """Somebody in this seat, without posts yet. Unless a birthday is named, nobody is due to retire this year."""
        dice = self._dice
        sex = sex or self.sex_for(seat)
        born = born_on or birthday(dice, self._age(seat, sex), self._today)
        person = Person(
            public_id=dice.public_id(),
            full_name=self._register.name(sex, born),
            sex=sex,
            born_on=born,
            personal_number=self._register.personal_number(sex, born),
            seat=seat,
        )
        if dice.chance(0.008):
            person.born_on, person.born_precision = born.replace(month=1, day=1), Precision.YEAR
        person.recruited_on = dice.working_day(person.aged(22), min(person.aged(31), dt.date(2025, 5, 30)))
        self._join_party(person)
        return person

    def _age(self, seat: Seat, sex: Sex) -> int:
        shares, youngest = _AGES[seat.leadership]
        oldest = 56 if sex is Sex.FEMALE else 60
        bands = {(youngest, 44): shares[0], (45, 55): shares[1], (56, oldest): shares[2]}
        return self._dice.number(*self._dice.weighed(bands))

    def _join_party(self, person: Person) -> None:
        leads = person.seat.leadership is not Leadership.NONE
        person.party_member = leads or self._dice.chance(0.8)
        if person.party_member:
            last = max(person.aged(24), min(person.aged(40), dt.date(2025, 12, 31)))
            person.party_joined_on = self._dice.day(person.aged(23), last)
        elif self._dice.chance(0.04):
            person.party_member = None
        if self._dice.chance(0.012):
            person.ethnicity = self._dice.weighed({"Mường": 3, "Thái": 2, "Chứt": 1, "Lào": 2, "Tày": 1})

    def serve_commune(self, person: Person, begins: dt.date = COMMUNES_FORMED) -> None:
        """A post at a commune since it was formed, and for a part of the staff one at the district before."""
        if begins == COMMUNES_FORMED and person.recruited_on and person.recruited_on < COMMUNES_FORMED:
            self._serve_district(person)
        seat = person.seat
        person.posts.append(Post(seat.unit, seat.position, begins, division=seat.division, decision=self._decision(begins)))

    def _serve_district(self, person: Person) -> None:
        seat, dice = person.seat, self._dice
        district = self._origins[seat.unit]
        position = self._district_post(seat, district)
        begins = max(BEGIN, person.recruited_on or BEGIN)
        if position is None or begins >= COMMUNES_FORMED:
            return
        steps = [(begins, position)]
        if position.startswith("pho-truong-phong") and begins == BEGIN and dice.chance(0.5):
            promoted = dice.working_day(dt.date(2021, 9, 1), dt.date(2024, 6, 1))
            steps = [(begins, "chuyen-vien-huyen"), (promoted, position)]
        self._serve(person, district, steps, COMMUNES_FORMED)

    def _district_post(self, seat: Seat, district: str) -> str | None:
        """The last post at the district, or None: most commune staff came from the communes of before."""
        if seat.position in {"bi-thu-dang-uy", "chu-tich-ubnd"}:
            place = self._district_leaders.get(district, 0)
            self._district_leaders[district] = place + 1
            if place < 3:
                return "pho-chu-tich-ubnd-huyen" if place else "chu-tich-ubnd-huyen"
            return self._dice.weighed({"truong-phong-huyen": 6, "chanh-van-phong-huyen": 2, None: 2})
        if seat.leadership is Leadership.COMMUNE:
            return self._dice.weighed({"truong-phong-huyen": 1, "pho-truong-phong-huyen": 2, None: 6})
        if seat.leadership is Leadership.COMMUNE_OFFICE and seat.position not in _MILITARY:
            return self._dice.weighed({"pho-truong-phong-huyen": 3, "chuyen-vien-huyen": 3, None: 6})
        return self._dice.weighed({"chuyen-vien-huyen": 3, None: 7}) if seat.position == "chuyen-vien" else None

    def _serve(self, person: Person, district: str, steps: list[tuple[dt.date, str]], until: dt.date) -> None:
        """Posts at a district one after another; those at Lộc Hà go on at Thạch Hà, into which it went."""
        if district == "huyen-loc-ha":
            held = [position for begins, position in steps if begins <= LOC_HA_ENDED][-1:]
            steps = sorted({*steps, *((LOC_HA_ENDED, position) for position in held)})
        for (begins, position), ends in zip(steps, [*(day for day, _ in steps[1:]), until], strict=True):
            unit = district
            if district == "huyen-loc-ha" and begins >= LOC_HA_ENDED:
                unit = "huyen-thach-ha"
                position = position.replace("chu-tich", "pho-chu-tich") if position[:3] == "chu" else position
            person.posts.append(Post(unit, position, begins, ends, decision=self._decision(begins)))

    def serve_department(self, person: Person, begins: dt.date | None = None) -> None:
        """Posts at a department, across the merger of March 2025 and, for some, a promotion."""
        seat = person.seat
        first = begins or max(BEGIN, person.recruited_on or BEGIN)
        former = self._former(seat.unit, first)
        promoted = self._promotion(seat, first)
        cuts = sorted({first, *([DEPARTMENTS_MERGED] if former else []), *([promoted] if promoted else [])})
        for place, day in enumerate(cuts):
            before = former is not None and day < DEPARTMENTS_MERGED
            lower = promoted is not None and day < promoted
            person.posts.append(
                Post(
                    former if former and before else seat.unit,
                    _BELOW[seat.position] if lower else seat.position,
                    day,
                    cuts[place + 1] if place + 1 < len(cuts) else None,
                    None if before else seat.division,
                    decision=self._decision(day),
                )
            )

    def _former(self, unit: str, first: dt.date) -> str | None:
        """The department in which somebody served before the merger, when it was another one."""
        plan = self._departments[unit]
        if "former" not in plan or first >= DEPARTMENTS_MERGED:
            return None
        mine = self._dice.chance(plan["share"])
        return str(plan["former"]) if mine else plan.get("also_former")

    def _promotion(self, seat: Seat, first: dt.date) -> dt.date | None:
        if seat.position not in _BELOW or not self._dice.chance(0.5):
            return None
        day = self._dice.working_day(dt.date(2021, 9, 1), self._today - 40 * DAY)
        return day if day > first + 365 * DAY else None

    def _decision(self, day: dt.date) -> str | None:
        if self._dice.chance(0.25):
            return None
        return f"{self._dice.number(11, 2990)}/QĐ-UBND" if day != BEGIN else None


def also_holds(person: Person, position: str, division: str | None = None) -> None:
    """A concurrent post at the unit of the main one, for as long as that lasts."""
    main = person.main
    person.posts.append(Post(main.unit, position, main.begins, main.ends, division, AssignmentKind.CONCURRENT, main.decision))
