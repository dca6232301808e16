"""Where the staff of today's communes served until 30/06/2025: at one of the communes that went into theirs.

Drawn after everything else with a chance of its own, so that people and their papers stay who they are.
"""

import datetime as dt

from models.officials import AssignmentKind
from models.positions import Leadership
from seeds.organisation import SUCCESSION_COLUMNS, UNIT_COLUMNS
from seeds.province.careers import BEGIN, COMMUNES_FORMED
from seeds.province.dice import Dice
from seeds.province.people import Person, Post
from seeds.tables import lines

_LED = {
    "bi-thu-dang-uy": "bi-thu-dang-uy-truoc-2025",
    "pho-bi-thu-thuong-truc-dang-uy": "pho-bi-thu-dang-uy-truoc-2025",
    "chu-tich-ubnd": "chu-tich-ubnd-truoc-2025",
    "pho-chu-tich-ubnd": "pho-chu-tich-ubnd-truoc-2025",
    "pho-chu-tich-hdnd": "pho-chu-tich-hdnd-truoc-2025",
    "chu-tich-ubmttq": "chu-tich-ubmttq-truoc-2025",
    "chi-huy-truong-quan-su": "chi-huy-truong-quan-su-truoc-2025",
}
_MASSES = ("bi-thu-doan", "chu-tich-hoi-lhpn", "chu-tich-hoi-nong-dan", "chu-tich-hoi-ccb")
_OFFICES = ("van-phong-thong-ke", "tai-chinh-ke-toan", "tu-phap-ho-tich", "van-hoa-xa-hoi", "dia-chinh")


def serve_before(people: list[Person], dice: Dice) -> None:
    """Give everybody whose first post is that of 01/07/2025 the one before it, at a predecessor of the commune."""
    founded, sources = _founded(), _sources()
    for person in people:
        first = person.posts[0]
        since = max(BEGIN, person.recruited_on or BEGIN)
        if first.begins != COMMUNES_FORMED or first.unit not in sources or since >= COMMUNES_FORMED:
            continue
        unit = dice.pick(sources[first.unit])
        begins = max(since, founded[unit])
        person.posts.insert(0, Post(unit, _position(person, unit, dice), begins, COMMUNES_FORMED))


def mains_of(person: Person) -> list[Post]:
    """The main posts, oldest first."""
    return sorted((post for post in person.posts if post.kind is AssignmentKind.MAIN), key=lambda post: post.begins)


def _position(person: Person, unit: str, dice: Dice) -> str:
    held = person.posts[0].position
    if held in _LED and dice.chance(0.75):
        return _LED[held]
    if person.seat.leadership is Leadership.COMMUNE:
        return f"{dice.pick(list(_MASSES))}-truoc-2025"
    office = dice.pick(list(_OFFICES))
    if office == "dia-chinh":
        office = "dia-chinh-do-thi" if unit.startswith(("phuong-", "thi-tran-")) else "dia-chinh-nong-nghiep"
    return f"{office}-truoc-2025"


def _founded() -> dict[str, dt.date]:
    """First day of each commune of before."""
    found: dict[str, dt.date] = {}
    for line in lines("communes_before.csv", UNIT_COLUMNS):
        begins = line.period()["valid_from"]
        found[line.text("key")] = min(begins, found.get(line.text("key"), begins))
    return {key: max(BEGIN, begins) for key, begins in found.items()}


def _sources() -> dict[str, list[str]]:
    """Commune of today → those that went into it whole on 01/07/2025."""
    return {
        line.text("successor"): line.texts("whole")
        for line in lines("successions.csv", SUCCESSION_COLUMNS)
        if line.day("day") == COMMUNES_FORMED and line.texts("whole")
    }
