"""The posts of the made-up province: how many, which, and in which office of a commune or department."""

from collections.abc import Iterator
from typing import Any

from models.positions import Leadership
from models.units import Tier
from seeds.organisation import POSITION_COLUMNS, UNIT_COLUMNS
from seeds.province.dice import Dice
from seeds.province.people import HERE, Seat
from seeds.tables import document, lines

SERVING_AT_COMMUNES = 2560
SMALLEST, LARGEST = 25, 62
OFFICE, SERVICE = "Văn phòng HĐND và UBND", "Trung tâm Phục vụ hành chính công"
PARTY_OFFICE, PARTY_BUILDING, SOCIETY = "Văn phòng Đảng ủy", "Ban Xây dựng Đảng", "Phòng Văn hoá - Xã hội"
LEADERS, PARTY, FRONT, COMMAND = "Lãnh đạo", "Đảng ủy", "Ủy ban MTTQ", "Ban Chỉ huy quân sự"
HEADS = {
    "van-phong-uy-ban-nhan-dan-tinh": ("chanh-van-phong-ubnd-tinh", "pho-chanh-van-phong-ubnd-tinh"),
    "thanh-tra-tinh": ("chanh-thanh-tra-tinh", "pho-chanh-thanh-tra-tinh"),
}


class Seats:
    """Makes seats from keys, with what the catalogue says about each position."""

    def __init__(self, dice: Dice) -> None:
        self._dice = dice
        self._catalogue = {line.text("key"): line for line in lines("positions.csv", POSITION_COLUMNS)}

    def seat(self, unit: str, position: str, division: str | None) -> Seat:
        """A seat of this position."""
        line = self._catalogue[position]
        return Seat(
            unit,
            position,
            line.word("tier", Tier),
            line.word("leadership", Leadership),
            line.flag("deputy"),
            division,
        )

    def of_communes(self) -> Iterator[Seat]:
        """The seats of all communes, commune by commune."""
        for unit, size in self._sizes().items():
            yield from self._of_commune(unit, size)

    def of_departments(self) -> Iterator[Seat]:
        """The seats of all departments."""
        for unit, plan in document("departments.toml", HERE).items():
            yield from self._of_department(unit, plan)

    def _sizes(self) -> dict[str, int]:
        """Headcount of each commune; the largest and the smallest are those of the province's own count of August 2025."""
        sizes = {unit: round(min(54, max(27, self._dice.around(37, 6)))) for unit in communes()}
        sizes["xa-nghi-xuan"], sizes["xa-son-kim-1"] = LARGEST, SMALLEST
        movable = [unit for unit in sizes if unit not in ("xa-nghi-xuan", "xa-son-kim-1")]
        while (missing := SERVING_AT_COMMUNES - sum(sizes.values())) != 0:
            unit = self._dice.pick(movable)
            step = 1 if missing > 0 else -1
            if SMALLEST < sizes[unit] + step < LARGEST:
                sizes[unit] += step
        return sizes

    def _of_commune(self, unit: str, size: int) -> Iterator[Seat]:
        economy = "Phòng Kinh tế, Hạ tầng và Đô thị" if unit.startswith("phuong-") else "Phòng Kinh tế"
        leading = [*_COMMUNE_LEADERS, ("truong-phong", economy)]
        leading += [("pho-truong-phong", economy)] * (size > 30) + _FURTHER_LEADERS[: max(0, (size - 27) // 3)]
        for position, division in leading:
            yield self.seat(unit, position, division)
        offices = {OFFICE: 24, economy: 26, SOCIETY: 24, SERVICE: 16, PARTY_OFFICE: 6, PARTY_BUILDING: 6, FRONT: 5}
        for _ in range(size - len(leading)):
            yield self.seat(unit, self._dice.weighed(_COMMUNE_STAFF), self._dice.weighed(offices))

    def _of_department(self, unit: str, plan: dict[str, Any]) -> Iterator[Seat]:
        head, deputy = HEADS.get(unit, ("giam-doc-so", "pho-giam-doc-so"))
        leading = [(head, LEADERS)] + [(deputy, LEADERS)] * plan["deputies"]
        for place, division in enumerate(plan["divisions"]):
            first, second = ("chanh-van-phong-so", "pho-chanh-van-phong-so") if place == 0 else _DIVISION
            leading += [(first, division), (second, division)] + [(second, division)] * self._dice.chance(0.6)
        for division in plan.get("sub_departments", []):
            leading += [("chi-cuc-truong", division), ("pho-chi-cuc-truong", division)]
        for position, division in leading:
            yield self.seat(unit, position, division)
        offices = plan["divisions"] + plan.get("sub_departments", [])
        for place in range(plan["staff"] - len(leading)):
            staff = _INSPECTORS if unit == "thanh-tra-tinh" else _DEPARTMENT_STAFF
            yield self.seat(unit, self._dice.weighed(staff), offices[place % len(offices)])


def communes() -> list[str]:
    """Keys of the communes and wards of today, in the order of their codes."""
    return [line.text("key") for line in lines("units.csv", UNIT_COLUMNS) if line.text("tier") == "commune"]


_COMMUNE_LEADERS = [
    ("bi-thu-dang-uy", LEADERS),
    ("pho-bi-thu-thuong-truc-dang-uy", LEADERS),
    ("chu-tich-ubnd", LEADERS),
    ("pho-chu-tich-hdnd", LEADERS),
    ("pho-chu-tich-ubnd", LEADERS),
    ("pho-chu-tich-ubnd", LEADERS),
    ("chu-tich-ubmttq", FRONT),
    ("pho-chu-tich-ubmttq", FRONT),
    ("chi-huy-truong-quan-su", COMMAND),
    ("chanh-van-phong-hdnd-ubnd", OFFICE),
    ("truong-phong", SOCIETY),
    ("giam-doc-ttpvhcc", SERVICE),
    ("truong-ban-xay-dung-dang", PARTY_BUILDING),
]
_FURTHER_LEADERS = [
    ("pho-chu-tich-ubmttq", FRONT),
    ("pho-truong-phong", SOCIETY),
    ("chanh-van-phong-dang-uy", PARTY_OFFICE),
    ("chu-nhiem-ubkt-dang-uy", PARTY),
    ("pho-chanh-van-phong-hdnd-ubnd", OFFICE),
    ("pho-truong-ban-hdnd", "Hội đồng nhân dân"),
    ("pho-giam-doc-ttpvhcc", SERVICE),
    ("pho-chi-huy-truong-quan-su", COMMAND),
    ("pho-chu-tich-ubmttq", FRONT),
]
_DIVISION = ("truong-phong-so", "pho-truong-phong-so")
_COMMUNE_STAFF = {"chuyen-vien": 86.0, "can-su": 4, "ke-toan": 5, "van-thu": 3, "chuyen-vien-chinh": 1, "nhan-vien": 1}
_DEPARTMENT_STAFF = {
    "chuyen-vien-so": 74.0,
    "chuyen-vien-chinh-so": 17,
    "can-su-so": 2,
    "ke-toan-so": 3,
    "van-thu-so": 2,
    "nhan-vien-so": 2,
}
_INSPECTORS = {
    "thanh-tra-vien": 52.0,
    "thanh-tra-vien-chinh": 20,
    "chuyen-vien-so": 22,
    "ke-toan-so": 3,
    "van-thu-so": 3,
}
