"""What stands beside posts in made-up files: ranks, absences, secondments, acting posts, appraisals, and facts about the person.

Drawn after everything else with a chance of its own, so that people and their papers stay who they are.
"""

import datetime as dt
from decimal import Decimal

from models.officials import AssignmentKind, End, Sex, Start
from models.positions import Leadership
from models.service import AbsenceKind, Grade, Sanction
from models.units import Tier
from seeds.province.careers import BEGIN, COMMUNES_FORMED, DEPARTMENTS_MERGED, LOC_HA_ENDED
from seeds.province.dice import Dice
from seeds.province.people import DAY, Absent, Judged, Person, Post, Ranked, Sanctioned
from seeds.province.seats import communes

SECONDED, ACTING, AWAY, RETIRING, SANCTIONED = 24, 16, 64, 9, 8
_REORGANISED = {COMMUNES_FORMED, DEPARTMENTS_MERGED, LOC_HA_ENDED}

# First coefficient, step and last step of each pay table (Decree 204/2004/NĐ-CP), by the beginning of the rank's grade.
_PAY = {
    "01.001": ("6.20", "0.36", 6),
    "01.002": ("4.40", "0.34", 8),
    "04.024": ("4.40", "0.34", 8),
    "01.003": ("2.34", "0.33", 9),
    "04.025": ("2.34", "0.33", 9),
    "06.031": ("2.34", "0.33", 9),
    "02.007": ("2.34", "0.33", 9),
    "01.004": ("1.86", "0.20", 12),
    "01.005": ("1.65", "0.18", 12),
}
_RANK_OF = {
    "chuyen-vien-chinh": "01.002",
    "chuyen-vien-chinh-so": "01.002",
    "thanh-tra-vien": "04.025",
    "thanh-tra-vien-chinh": "04.024",
    "ke-toan": "06.031",
    "ke-toan-so": "06.031",
    "van-thu": "02.007",
    "van-thu-so": "02.007",
    "can-su": "01.004",
    "can-su-so": "01.004",
    "nhan-vien": "01.005",
    "nhan-vien-so": "01.005",
}
_PARTY_POSTS = {
    "bi-thu-dang-uy": "Bí thư Đảng ủy",
    "pho-bi-thu-thuong-truc-dang-uy": "Phó Bí thư Thường trực Đảng ủy",
    "chu-tich-ubnd": "Phó Bí thư Đảng ủy",
    "chu-nhiem-ubkt-dang-uy": "Chủ nhiệm Ủy ban Kiểm tra Đảng ủy",
    "truong-ban-xay-dung-dang": "Trưởng Ban Xây dựng Đảng",
}
_DUTIES = {
    "Văn phòng": "Tham mưu tổng hợp, văn thư, lưu trữ",
    "Phòng Kinh tế": "Nông nghiệp, môi trường, xây dựng nông thôn mới",
    "Phòng Văn hoá": "Văn hóa, giáo dục, y tế, chính sách người có công",
    "Trung tâm": "Tiếp nhận và trả kết quả thủ tục hành chính",
    "Lãnh đạo": "Lãnh đạo, điều hành chung",
    "Ban": "Công tác tổ chức, tuyên giáo, dân vận",
}


def serve(people: list[Person], dice: Dice, today: dt.date) -> None:
    """Add everything to the people, in their order."""
    _explain(people)
    for person in people:
        _facts(person, dice, today)
        _ranks(person, dice, today)
        _appraisals(person, dice)
    staying = [one for one in people if one.posts[-1].ends is None and one.main.ends is None]
    for person in dice.some([one for one in staying if _retires_on(one)], RETIRING):
        person.main.ends, person.main.ended_by = _retires_on(person), End.RETIRED
        person.main.end_decision = f"{dice.number(11, 2990)}/QĐ-SNV"
    staying = [one for one in staying if one.main.ends is None and one.main.begins < dt.date(2025, 8, 1)]
    for person in dice.some([one for one in staying if one.seat.leadership is Leadership.NONE], SECONDED):
        _second(person, dice, today)
    for person in dice.some([one for one in staying if one.seat.position == "pho-truong-phong"], ACTING):
        _act(person, dice, today)
    for person in dice.some(staying, AWAY):
        _absent(person, dice, today)
    for person in dice.some(people, SANCTIONED):
        _sanction(person, dice)


def _explain(people: list[Person]) -> None:
    """How each post began and ended, as far as dates and units tell."""
    for person in people:
        mains = [post for post in person.posts if post.kind is AssignmentKind.MAIN]
        for before, post in zip([None, *mains], mains, strict=False):
            post.started_by = _start(person, before, post)
            if before and before.ends == post.begins:
                moved = End.MOVED if before.unit == post.unit else End.TRANSFERRED
                before.ended_by = End.REORGANISED if post.begins in _REORGANISED else moved
        if mains[-1].ends:
            mains[-1].ended_by = End.RETIRED


def _start(person: Person, before: Post | None, post: Post) -> Start | None:
    if post.begins in _REORGANISED:
        return Start.REORGANISED
    if before is None:
        return Start.RECRUITED if post.begins == person.recruited_on else None
    return Start.APPOINTED if before.unit == post.unit else Start.TRANSFERRED


def _facts(person: Person, dice: Dice, today: dt.date) -> None:
    here = [post for post in person.posts if post.unit == person.main.unit and post.kind is AssignmentKind.MAIN]
    if dice.chance(0.96):
        since = here[0].begins
        person.joined_on = max(person.recruited_on or since, since - 400 * DAY) if since == BEGIN else since
    if dice.chance(0.94):
        old = person.born_on.year < 1966
        drawn = dice.weighed({"10/10": 8, "10/10 bổ túc": 1} if old else {"12/12": 40, "12/12 bổ túc": 1})
        person.schooling = person.schooling or drawn
    if dice.chance(0.9):
        person.recruited_by = dice.weighed({"Ủy ban nhân dân tỉnh Hà Tĩnh": 3, "Sở Nội vụ tỉnh Hà Tĩnh": 2})
    if person.party_joined_on and dice.chance(0.97):
        trial = person.party_joined_on + 365 * DAY
        person.party_official_on = trial if trial < today else None
    if dice.chance(0.95):
        person.number_issued_on = dice.day(dt.date(2021, 4, 1), dt.date(2024, 12, 20))
    person.duties = next((words for office, words in _DUTIES.items() if (person.seat.division or "").startswith(office)), None)
    person.party_post = _PARTY_POSTS.get(person.seat.position)
    if person.party_post is None and person.party_member and dice.chance(0.12):
        person.party_post = dice.weighed({"Chi ủy viên": 3, "Phó Bí thư Chi bộ": 1, "Bí thư Chi bộ": 1})
    if dice.chance(0.08):
        person.planned_post = dice.weighed({"Trưởng phòng, nhiệm kỳ 2026–2031": 3, "Phó Chủ tịch UBND xã, nhiệm kỳ 2026–2031": 1})


def _ranks(person: Person, dice: Dice, today: dt.date) -> None:
    code = _RANK_OF.get(person.seat.position) or _leading(person, dice)
    if dice.chance(0.05) or code is None or person.recruited_on is None:
        return
    first, each, most = _PAY[code]
    grown = max(0, (today.year - person.recruited_on.year - (9 if first == "4.40" else 18 if first == "6.20" else 0)) // 3)
    step = min(most, 1 + grown)
    day = dt.date(today.year - dice.number(0, 2), dice.number(1, 11), 1)
    day = max(day, person.recruited_on)
    before = dt.date(day.year - 3, day.month, 1)
    decision = f"{dice.number(11, 2990)}/QĐ-SNV"
    if step > 1 and before > person.recruited_on:
        person.ranks.append(Ranked(code, step - 1, Decimal(first) + (step - 2) * Decimal(each), before, day, None))
    person.ranks.append(Ranked(code, step, Decimal(first) + (step - 1) * Decimal(each), day, None, decision))


def _leading(person: Person, dice: Dice) -> str | None:
    if person.seat.leadership is Leadership.DEPARTMENT:
        return dice.weighed({"01.001": 1, "01.002": 5})
    if person.seat.leadership in (Leadership.DIVISION, Leadership.COMMUNE):
        return dice.weighed({"01.002": 2, "01.003": 5})
    return "01.003"


def _appraisals(person: Person, dice: Dice) -> None:
    for year in (2023, 2024, 2025):
        if person.recruited_on is None or person.recruited_on.year >= year or dice.chance(0.03):
            continue
        grade = dice.weighed({Grade.EXCELLENT: 18, Grade.GOOD: 72, Grade.COMPLETED: 9.4, Grade.FAILED: 0.6})
        title = None
        if grade is Grade.EXCELLENT and dice.chance(0.35):
            title = "Chiến sĩ thi đua cơ sở"
        elif grade in (Grade.EXCELLENT, Grade.GOOD) and dice.chance(0.7):
            title = "Lao động tiên tiến"
        praise = "Giấy khen của Chủ tịch UBND cấp xã" if title and dice.chance(0.15) else None
        person.appraisals.append(Judged(year, grade, title, praise))


def _retires_on(person: Person) -> dt.date | None:
    """First day of retirement in 2027 by Decree 135/2020/NĐ-CP, for those born in the months that come of age by the summer."""
    months = {Sex.FEMALE: 57 * 12 + 4, Sex.MALE: 61 * 12 + 9}[person.sex]
    reached = person.born_on.year * 12 + person.born_on.month - 1 + months
    earliest = 2027 * 12 + (4 if person.sex is Sex.FEMALE else 3)
    return dt.date((reached + 1) // 12, (reached + 1) % 12 + 1, 1) if earliest <= reached <= 2027 * 12 + 10 else None


def _second(person: Person, dice: Dice, today: dt.date) -> None:
    begins = dice.working_day(dt.date(2025, 10, 1), today + 20 * DAY)
    ends = begins.replace(year=begins.year + 1, day=1) if dice.chance(0.8) else None
    upward = person.seat.tier is Tier.COMMUNE
    unit = dice.pick(["so-noi-vu", "so-tai-chinh", "so-xay-dung"] if upward else communes())
    post = Post(unit, "chuyen-vien-so" if upward else "chuyen-vien", begins, ends, kind=AssignmentKind.SECONDED)
    post.decision, post.started_by = f"{dice.number(11, 2990)}/QĐ-SNV", Start.SECONDED
    post.ended_by = End.RETURNED if ends else None
    person.posts.append(post)


def _act(person: Person, dice: Dice, today: dt.date) -> None:
    begins = dice.working_day(dt.date(2026, 3, 2), today - 10 * DAY)
    post = Post(person.main.unit, "truong-phong", begins, None, person.seat.division, AssignmentKind.ACTING)
    post.decision, post.started_by = f"{dice.number(11, 2990)}/QĐ-UBND", Start.APPOINTED
    person.posts.append(post)


def _absent(person: Person, dice: Dice, today: dt.date) -> None:
    young = person.sex is Sex.FEMALE and dt.date(1988, 1, 1) <= person.born_on
    kinds = {AbsenceKind.MATERNITY: 9.0 if young else 0, AbsenceKind.STUDY: 2, AbsenceKind.SICK: 1, AbsenceKind.UNPAID: 0.6}
    kind = dice.weighed(kinds)
    begins = dice.working_day(today - 330 * DAY, today + 30 * DAY)
    days = {AbsenceKind.MATERNITY: 181, AbsenceKind.STUDY: 300, AbsenceKind.SICK: 75, AbsenceKind.UNPAID: 120}[kind]
    person.absences.append(Absent(kind, begins, begins + days * DAY, f"{dice.number(11, 990)}/QĐ-UBND"))


def _sanction(person: Person, dice: Dice) -> None:
    day = dice.working_day(dt.date(2023, 1, 9), dt.date(2026, 9, 30))
    sanction = dice.weighed({Sanction.REPRIMAND: 6, Sanction.WARNING: 2})
    act = dice.weighed(
        {"Vi phạm quy định về giải quyết hồ sơ đất đai": 2, "Vi phạm quy chế làm việc": 2, "Sử dụng bằng cấp sai": 1}
    )
    person.disciplines.append(Sanctioned(sanction, act, "Ủy ban nhân dân tỉnh Hà Tĩnh", day, day + 365 * DAY))
