"""The accounts of the demonstration: one for each role at least, named after people who really sit in the made-up seats."""

from dataclasses import dataclass

from models.accounts import Role
from seeds.province.people import Person
from seeds.province.seats import OFFICE


@dataclass(frozen=True)
class Login:
    """An account to be made; unit by key."""

    username: str
    name: str
    role: Role
    unit: str


def logins(people: list[Person]) -> list[Login]:
    """The accounts of the demonstration, in the order in which they are shown."""
    root = "tinh-ha-tinh"
    return [
        Login("noivu", _holder(people, "so-noi-vu", "truong-phong-so"), Role.DEPARTMENT, root),
        Login("nhansu.camxuyen", _holder(people, "xa-cam-xuyen", "chuyen-vien", OFFICE), Role.HR_OFFICER, "xa-cam-xuyen"),
        Login("chutich.camxuyen", _holder(people, "xa-cam-xuyen", "chu-tich-ubnd"), Role.CHAIR, "xa-cam-xuyen"),
        Login(
            "nhansu.thanhsen",
            _holder(people, "phuong-thanh-sen", "chuyen-vien", OFFICE),
            Role.HR_OFFICER,
            "phuong-thanh-sen",
        ),
        Login("nhansu.sonoivu", _holder(people, "so-noi-vu", "chuyen-vien-so", "Văn phòng"), Role.HR_OFFICER, "so-noi-vu"),
        Login("kiemtra", _holder(people, "thanh-tra-tinh", "pho-chanh-thanh-tra-tinh"), Role.AUDITOR, root),
        Login("quantri", _holder(people, "so-khoa-hoc-va-cong-nghe", "chuyen-vien-so"), Role.ADMINISTRATOR, root),
    ]


def _holder(people: list[Person], unit: str, position: str, division: str | None = None) -> str:
    """The name of whoever sits there now."""
    return next(
        person.full_name
        for person in people
        if (person.seat.unit, person.seat.position) == (unit, position)
        and division in (None, person.seat.division)
        and person.posts[-1].ends is None
    )
