"""Degrees, political theory, state management, digital and defence courses of made-up officials."""

import datetime as dt
from typing import Any

from models.officials import Precision
from models.positions import Leadership
from models.qualifications import Domain, FormOfStudy, Route
from models.units import Tier
from seeds.province.dice import Dice
from seeds.province.people import DAY, HERE, Paper, Person
from seeds.tables import document

LATE_FROM = dt.date(2025, 7, 15)
"""From here on the last gaps of commune staff are being closed."""
TIDY_UNTIL = dt.date(2025, 6, 20)
"""What nobody had to catch up on was issued by this day."""
CCLLCT = "cao_cap_llct_hc"
COMMUNE_LEADERS = {Leadership.COMMUNE, Leadership.COMMUNE_OFFICE}
LEADERS = COMMUNE_LEADERS | {Leadership.DEPARTMENT, Leadership.DIVISION}
POLITICAL_SCHOOL = "Trường Chính trị Trần Phú"
ACADEMY = "Học viện Chính trị quốc gia Hồ Chí Minh"


class Training:
    """Draws the papers of a person. Gaps of commune staff are either still open or were closed since July 2025."""

    def __init__(self, dice: Dice, today: dt.date) -> None:
        self._dice = dice
        self._today = today
        self._schools: dict[str, Any] = document("schools.toml", HERE)

    def train(self, person: Person) -> None:
        """All papers but languages."""
        gap = self._gap(person)
        self._degrees(person, gap)
        self._theory(person, gap)
        self._state_management(person, gap)
        self._digital(person, gap)
        self._defence(person)
        self._courses(person)

    def _gap(self, person: Person) -> str:
        """The standard of commune staff that somebody lacks, or lacked until lately ("late …")."""
        if person.seat.leadership in {Leadership.DEPARTMENT, Leadership.DIVISION}:
            return ""
        open_degree = 0.036 if person.seat.leadership in COMMUNE_LEADERS else 0.054
        gaps = {
            "degree": open_degree,
            "theory": 0.012,
            "state_management": 0.006,
            "digital": 0.006,
            "late degree": 0.026,
            "late theory": 0.02,
            "late state_management": 0.006,
            "late digital": 0.006,
        }
        return self._dice.weighed({**gaps, "": 1 - sum(gaps.values())})

    def _late(self) -> dt.date:
        return self._dice.working_day(LATE_FROM, self._today - 8 * DAY)

    def _day(self, first: dt.date, last: dt.date) -> dt.date:
        """A day of issue of a paper that was in order in time."""
        return self._dice.working_day(min(first, TIDY_UNTIL), min(last, TIDY_UNTIL))

    def _degrees(self, person: Person, gap: str) -> None:
        if gap in {"degree", "late degree"}:
            low = self._dice.weighed({"trung-cap": 5, "cao-dang": 5, "so-cap": 0.6 if gap == "degree" else 0})
            self._low_degree(person, low)
            if gap == "late degree":
                self._bachelor(person, self._late(), FormOfStudy.IN_SERVICE)
            return
        form, route = self._way(person)
        late_start = form is not FormOfStudy.FULL_TIME
        graduated = self._day(person.aged(27 if late_start else 22), person.aged(36 if late_start else 24))
        if route is Route.TRANSFER:
            self._low_degree(person, "cao-dang")
        bachelor = self._bachelor(person, graduated, form)
        bachelor.route = route
        self._blur(bachelor)
        self._higher_degrees(person, graduated)

    def _way(self, person: Person) -> tuple[FormOfStudy, Route | None]:
        """Form and route of the first degree."""
        if person.aged(30) > TIDY_UNTIL:
            return FormOfStudy.FULL_TIME, None
        way: str = self._dice.weighed({"full_time": 60, "in_service": 30, "transfer": 5, "distance": 5})
        return (FormOfStudy.IN_SERVICE, Route.TRANSFER) if way == "transfer" else (FormOfStudy(way), None)

    def _low_degree(self, person: Person, level: str) -> None:
        person.papers.append(
            Paper(
                Domain.DEGREE,
                level,
                field=self._dice.weighed(self._schools["fields"]),
                institution=self._dice.weighed(self._schools["colleges"]),
                form_of_study=FormOfStudy.FULL_TIME,
                number=self._number(),
                issued_on=self._day(person.aged(20), person.aged(23)),
            )
        )

    def _bachelor(self, person: Person, issued_on: dt.date, form: FormOfStudy) -> Paper:
        paper = Paper(
            Domain.DEGREE,
            "dai-hoc",
            field=self._dice.weighed(self._schools["fields"]),
            institution=self._dice.weighed(self._schools["universities"]),
            country="VN" if self._dice.chance(0.5) else None,
            form_of_study=form,
            number=self._number(),
            issued_on=issued_on,
        )
        person.papers.append(paper)
        return paper

    def _higher_degrees(self, person: Person, graduated: dt.date) -> None:
        shares = {Leadership.DEPARTMENT: 0.62, Leadership.DIVISION: 0.45, Leadership.COMMUNE: 0.28}
        share = shares.get(person.seat.leadership, 0.22 if person.seat.tier is Tier.DEPARTMENT else 0.13)
        first = graduated + 3 * 365 * DAY
        if first >= TIDY_UNTIL or not self._dice.chance(share):
            return
        master = self._further("thac-si", self._day(first, first + 9 * 365 * DAY))
        person.papers.append(master)
        begun = (master.issued_on or first) + 4 * 365 * DAY
        if begun < TIDY_UNTIL and self._dice.chance(0.12 if person.seat.leadership is Leadership.DEPARTMENT else 0.02):
            person.papers.append(self._further("tien-si", self._day(begun, begun + 5 * 365 * DAY)))

    def _further(self, level: str, issued_on: dt.date) -> Paper:
        return Paper(
            Domain.DEGREE,
            level,
            field=self._dice.weighed(self._schools["further_fields"]),
            institution=self._dice.weighed(self._schools["universities"]),
            number=self._number(),
            issued_on=issued_on,
        )

    def degree_abroad(self, person: Person) -> Paper:
        """A master's degree earned abroad, with country and language of teaching on record."""
        school = self._dice.pick(self._schools["abroad"])
        paper = self._further("thac-si", self._day(person.aged(26), person.aged(38)))
        paper.institution, paper.country, paper.taught_in = school["school"], school["country"], school["language"]
        paper.form_of_study = FormOfStudy.FULL_TIME
        return paper

    def _blur(self, paper: Paper) -> None:
        """Of some diplomas only month or year are known, of a few no date at all."""
        known = self._dice.weighed({"day": 0.905, "month": 0.045, "year": 0.045, "nothing": 0.005})
        if known == "nothing" or paper.issued_on is None:
            paper.issued_on = None
        elif known != "day":
            paper.issued_on = paper.issued_on.replace(day=1)
            paper.issued_precision = Precision.MONTH
        if known == "year" and paper.issued_on:
            paper.issued_on, paper.issued_precision = paper.issued_on.replace(month=1), Precision.YEAR

    def _theory(self, person: Person, gap: str) -> None:
        leads = person.seat.leadership in LEADERS
        if gap in {"theory", "late theory"}:
            if leads:
                self._theory_paper(person, "so-cap", self._day(person.aged(25), person.aged(30)))
            if gap == "late theory":
                self._theory_paper(person, "trung-cap" if leads else "so-cap", self._late())
            return
        level = self._dice.weighed(_THEORY[person.seat.leadership])
        if level == "trung-cap" and person.aged(29) > TIDY_UNTIL:
            level = "so-cap" if not leads else level
        if level != "khong":
            earliest = {"so-cap": 23, "trung-cap": 29, "cao-cap": 35, "cu-nhan": 36}[level]
            self._theory_paper(person, level, self._day(person.aged(earliest), person.aged(earliest + 12)))

    def _theory_paper(self, person: Person, level: str, issued_on: dt.date) -> None:
        school = {"so-cap": "Trung tâm Chính trị cấp huyện", "trung-cap": POLITICAL_SCHOOL}.get(level, ACADEMY)
        paper = Paper(Domain.THEORY, level, institution=school, number=self._number(), issued_on=issued_on)
        if level == "cao-cap" and self._dice.chance(0.5):
            paper.level, paper.certificate = None, CCLLCT
        elif level == "trung-cap" and self._dice.chance(0.012):
            paper.level, paper.certificate, paper.institution = None, "tuong_duong_trung_cap", "Ban Tổ chức Tỉnh ủy"
        person.papers.append(paper)

    def _state_management(self, person: Person, gap: str) -> None:
        if gap == "state_management" or (gap != "late state_management" and self._excused(person)):
            return
        new = (person.recruited_on or TIDY_UNTIL) > TIDY_UNTIL
        if new and self._dice.chance(0.35):
            return
        late = gap == "late state_management" or new
        day = max(self._late(), person.recruited_on or LATE_FROM) if late else self._day(person.aged(26), person.aged(40))
        level = "chuyen-vien" if late else self._dice.weighed(_STATE_MANAGEMENT[person.seat.leadership])
        school = "Học viện Hành chính Quốc gia" if level == "chuyen-vien-cao-cap" else POLITICAL_SCHOOL
        known = late or self._dice.chance(0.7)
        person.papers.append(Paper(Domain.STATE_MANAGEMENT, level, institution=school, issued_on=day if known else None))

    def _excused(self, person: Person) -> bool:
        """Holders of the higher diploma in political theory and administration of before July 2022 need no other course."""
        old = any(
            paper.certificate == CCLLCT and paper.issued_on and paper.issued_on <= dt.date(2022, 6, 30) for paper in person.papers
        )
        return old and self._dice.chance(0.4)

    def _digital(self, person: Person, gap: str) -> None:
        if gap == "digital":
            return
        if gap == "late digital":
            day, kind = self._late(), "pho_cap_ky_nang_so"
        else:
            day = self._day(max(person.aged(24), dt.date(2015, 1, 1)), dt.date(2024, 12, 1))
            kind = self._dice.weighed({"cntt_co_ban": 68, "cntt_nang_cao": 4, "tin_hoc_b": 25, "tin_hoc_a": 3})
            if kind.startswith("tin_hoc"):
                day = self._dice.working_day(dt.date(2003, 3, 1), dt.date(2015, 6, 1))
                kind = kind if day > person.aged(18) else "cntt_co_ban"
        known = gap == "late digital" or (self._dice.chance(0.65) and day > person.aged(18))
        number = self._number() if self._dice.chance(0.5) else None
        person.papers.append(Paper(Domain.DIGITAL, certificate=kind, number=number, issued_on=day if known else None))

    def _defence(self, person: Person) -> None:
        circle = {Leadership.DEPARTMENT: "doi-tuong-2", Leadership.COMMUNE: "doi-tuong-3"}
        level = circle.get(person.seat.leadership, "doi-tuong-4")
        if self._dice.chance(0.8 if level != "doi-tuong-4" else 0.35):
            day = self._day(max(person.aged(25), dt.date(2012, 1, 1)), dt.date(2025, 5, 1))
            person.papers.append(Paper(Domain.DEFENCE, level, institution="Bộ Chỉ huy Quân sự tỉnh", issued_on=day))

    def _courses(self, person: Person) -> None:
        """Courses for the work at hand, of the last years."""
        if self._dice.chance(0.22):
            first = max(person.recruited_on or person.aged(24), dt.date(2019, 3, 1))
            day = self._dice.working_day(first, self._today) if first < self._today else self._today
            course = self._dice.weighed(_COURSES)
            person.papers.append(Paper(Domain.TRAINING, field=course, institution=POLITICAL_SCHOOL, issued_on=day))

    def _number(self) -> str | None:
        return f"{self._dice.number(1_000, 999_999):06d}" if self._dice.chance(0.94) else None


_EXPERT = {"khong": 0.0, "so-cap": 0.16, "trung-cap": 0.81, "cao-cap": 0.03}
_THEORY: dict[Leadership, dict[str, float]] = {
    Leadership.NONE: _EXPERT,
    Leadership.COMMUNE: {"trung-cap": 0.70, "cao-cap": 0.28, "cu-nhan": 0.02},
    Leadership.COMMUNE_OFFICE: {"trung-cap": 0.9, "cao-cap": 0.1},
    Leadership.DEPARTMENT: {"cao-cap": 0.93, "cu-nhan": 0.07},
    Leadership.DIVISION: {"trung-cap": 0.62, "cao-cap": 0.36, "so-cap": 0.02},
}
_COURSES = {
    "Bồi dưỡng kỹ năng lãnh đạo, quản lý cấp xã": 3,
    "Bồi dưỡng nghiệp vụ tiếp công dân, giải quyết khiếu nại": 3,
    "Bồi dưỡng nghiệp vụ văn thư, lưu trữ": 2,
    "Bồi dưỡng nghiệp vụ tài chính - kế toán cấp xã": 2,
    "Bồi dưỡng nghiệp vụ hộ tịch": 2,
    "Bồi dưỡng kỹ năng chuyển đổi số": 4,
}
_STATE_MANAGEMENT: dict[Leadership, dict[str, float]] = {
    Leadership.NONE: {"chuyen-vien": 0.86, "chuyen-vien-chinh": 0.12, "can-su": 0.02},
    Leadership.COMMUNE: {"chuyen-vien": 0.55, "chuyen-vien-chinh": 0.4, "lanh-dao-cap-huyen": 0.05},
    Leadership.COMMUNE_OFFICE: {"chuyen-vien": 0.75, "chuyen-vien-chinh": 0.2, "lanh-dao-cap-phong": 0.05},
    Leadership.DEPARTMENT: {"chuyen-vien-cao-cap": 0.4, "chuyen-vien-chinh": 0.35, "lanh-dao-cap-so": 0.25},
    Leadership.DIVISION: {"chuyen-vien-chinh": 0.68, "chuyen-vien": 0.2, "lanh-dao-cap-phong": 0.12},
}
