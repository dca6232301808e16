"""Language certificates of made-up officials: who can prove which level, whose proof ran out, whose proof proves nothing."""

import datetime as dt

from models.positions import Leadership
from models.qualifications import Domain
from models.units import Tier
from registry.shared.ages import add_years
from seeds.province.dice import Dice
from seeds.province.people import DAY, Paper, Person
from seeds.province.training import Training

INTERNATIONAL_AT_DEPARTMENTS = 0.385
"""Share of leaders of departments whose language counts on the last day; the target asks for more than 40 %."""
INTERNATIONAL_IN_DIVISIONS = 0.302
"""Share of leaders of divisions; the target asks for more than 30 %."""
TWO_YEARS = {"ielts", "toefl_ibt", "toeic", "toeic_4", "hsk", "topik"}
OF = {"hsk": "zh", "jlpt": "ja", "topik": "ko", "delf_dalf": "fr", "torfl": "ru", "goethe": "de"}

# Certificates worth bậc 4 or more, bậc 3, and less or nothing, with a score and a weight.
HIGH = {
    ("ielts", "5.5"): 3.0,
    ("ielts", "6.0"): 4,
    ("ielts", "6.5"): 3,
    ("ielts", "7.0"): 1,
    ("vstep", "Bậc 4"): 7,
    ("vstep", "7.0"): 1,
    ("khung_6_bac", "B2"): 3,
    ("cambridge", "B2 First"): 1,
    ("toefl_ibt", "72"): 1,
    ("toeic_4", ""): 2,
    ("hsk", "HSK 4"): 1,
    ("delf_dalf", "DELF B2"): 1,
    ("torfl", "2"): 0.5,
}
MIDDLE = {
    ("vstep", "Bậc 3"): 9.0,
    ("khung_6_bac", "B1"): 7,
    ("ielts", "4.5"): 2,
    ("ielts", "5.0"): 2,
    ("toefl_itp", "463"): 1,
    ("hsk", "HSK 3"): 1,
    ("topik", "TOPIK 3"): 0.4,
    ("jlpt", "N4"): 0.3,
    ("chung_chi_c", ""): 2,
}
LOW = {
    ("chung_chi_b", ""): 17.0,
    ("chung_chi_a", ""): 2,
    ("khung_6_bac", "A2"): 6,
    ("vstep", "Bậc 2"): 2,
    ("toeic", "405"): 2,
    ("toeic", "550"): 2,
    ("toeic", "785"): 1,
    ("hsk", "HSK 5"): 0.2,
}


class Tongues:
    """Draws language certificates."""

    def __init__(self, dice: Dice, training: Training, today: dt.date) -> None:
        self._dice = dice
        self._training = training
        self._today = today

    def teach(self, people: list[Person]) -> None:
        """Languages of everybody; shares of leaders come out as named above, give or take one person."""
        at_departments = [person for person in people if person.seat.tier is Tier.DEPARTMENT]
        for leadership, share in (
            (Leadership.DEPARTMENT, INTERNATIONAL_AT_DEPARTMENTS),
            (Leadership.DIVISION, INTERNATIONAL_IN_DIVISIONS),
        ):
            self._teach_leaders([one for one in at_departments if one.seat.leadership is leadership], share)
        for person in people:
            if person.seat.leadership in {Leadership.DEPARTMENT, Leadership.DIVISION}:
                continue
            at_department = person.seat.tier is Tier.DEPARTMENT
            self._certify(person, self._dice.weighed(_AT_DEPARTMENTS if at_department else _AT_COMMUNES))
        for person in self._dice.some([one for one in people if one.seat.unit in _UPLAND], 14):
            self._certify_neighbours(person)

    def _certify_neighbours(self, person: Person) -> None:
        """In the west some officials learnt the language of the people they serve."""
        person.papers.append(
            Paper(
                Domain.ETHNIC_LANGUAGE,
                "giao-tiep",
                language=self._dice.pick(["dt-chut", "dt-lao"]),
                issued_on=self._dice.working_day(dt.date(2017, 3, 1), dt.date(2024, 12, 1)),
            )
        )

    def _teach_leaders(self, leaders: list[Person], share: float) -> None:
        able = self._dice.some(leaders, round(share * len(leaders)))
        for person in leaders:
            if person in able and self._dice.chance(0.2):
                person.papers.append(self._training.degree_abroad(person))
            elif person in able:
                self._certify(person, "high", valid=True)
                if person.papers[-1].expires_on and self._dice.chance(0.6):
                    self._certify(person, "expired")
            else:
                self._certify(person, self._dice.weighed({"expired": 3, "middle": 5, "low": 5, "": 4}))

    def _certify(self, person: Person, level: str, *, valid: bool = False) -> None:
        tables = {"high": HIGH, "expired": _PERISHABLE, "middle": MIDDLE, "low": LOW}
        if level not in tables:
            return
        kind, score = self._dice.weighed(tables[level])
        issued = self._issue_day(person, kind, level, valid)
        if issued <= person.aged(18):
            return
        paper = Paper(
            Domain.LANGUAGE,
            certificate=kind,
            language=OF.get(kind, "en"),
            score=score or None,
            institution=_ISSUERS.get(kind),
            issued_on=issued,
        )
        if kind in TWO_YEARS:
            paper.expires_on = add_years(issued, 2)
        if kind == "toeic_4":
            paper.skill_scores = dict(zip(_SKILLS, self._dice.pick(_FOUR_SKILLS), strict=True))
        person.papers.append(paper)

    def _issue_day(self, person: Person, kind: str, level: str, valid: bool) -> dt.date:
        if kind.startswith("chung_chi"):
            return self._dice.working_day(max(person.aged(19), dt.date(1998, 3, 1)), dt.date(2015, 12, 1))
        if kind in TWO_YEARS and valid:
            return self._dice.working_day(self._today - 640 * DAY, self._today - 30 * DAY)
        if level == "expired":
            return self._dice.working_day(dt.date(2021, 2, 1), self._today - 780 * DAY)
        return self._dice.working_day(dt.date(2016, 3, 1), self._today - 60 * DAY)


_AT_COMMUNES = {"high": 0.05, "expired": 0.02, "middle": 0.17, "low": 0.26, "": 0.50}
_AT_DEPARTMENTS = {"high": 0.16, "expired": 0.05, "middle": 0.27, "low": 0.24, "": 0.28}
_UPLAND = {"xa-huong-khe", "xa-huong-xuan", "xa-phuc-trach", "xa-huong-do", "xa-vu-quang", "xa-son-kim-1"}
_PERISHABLE = {key: weight for key, weight in HIGH.items() if key[0] in TWO_YEARS}
_SKILLS = ("listening", "reading", "speaking", "writing")
_FOUR_SKILLS = [("430", "410", "160", "160"), ("445", "415", "170", "160"), ("460", "440", "170", "170")]
_ISSUERS = {
    "ielts": "British Council",
    "vstep": "Trường Đại học Vinh",
    "khung_6_bac": "Đại học Huế",
    "toeic": "IIG Việt Nam",
    "toeic_4": "IIG Việt Nam",
    "toefl_itp": "IIG Việt Nam",
    "chung_chi_b": "Trường Đại học Vinh",
    "chung_chi_a": "Trung tâm Giáo dục thường xuyên tỉnh",
    "hsk": "Viện Khổng Tử",
}
