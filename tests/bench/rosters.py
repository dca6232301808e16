"""A roster of made-up officials in the flat shape: one heading row, 26 columns, everything typed as text."""

import datetime as dt
import io
from collections.abc import Iterator

from sqlalchemy import select
from xlsxwriter import Workbook  # type: ignore[import-untyped]

from models.officials import Sex
from models.positions import Position, StaffCategory
from models.units import Tier
from registry.shared.database import db
from registry.shared.dates import vn_date
from registry.units.queries import tree_on
from seeds.province.dice import Dice
from seeds.province.people import Register
from tests.bench.careers import COMMUNE_POSTS, DEPARTMENT_POSTS, LAST_DAY

SEED = 26
HEADINGS = (
    "STT",
    "Họ và tên",
    "Giới tính",
    "Ngày sinh",
    "Số CCCD",
    "Đơn vị",
    "Phòng, ban",
    "Chức vụ",
    "Loại",
    "Ngày giữ chức vụ",
    "Đảng viên",
    "Dân tộc thiểu số",
    "Trình độ chuyên môn",
    "Chuyên ngành",
    "Cơ sở đào tạo",
    "Hình thức đào tạo",
    "Ngày cấp bằng",
    "Số hiệu văn bằng",
    "Lý luận chính trị",
    "Ngày cấp bằng LLCT",
    "Quản lý nhà nước",
    "Chứng chỉ ngoại ngữ",
    "Ngôn ngữ",
    "Điểm/bậc",
    "Ngày cấp chứng chỉ ngoại ngữ",
    "Tin học",
)
CATEGORIES = {
    StaffCategory.CADRE: "Cán bộ",
    StaffCategory.CIVIL_SERVANT: "Công chức",
    StaffCategory.PUBLIC_EMPLOYEE: "Viên chức",
}
DEGREES = {"Đại học": 80.0, "Thạc sĩ": 14, "Cao đẳng": 4, "Trung cấp": 2}
FIELDS = ["Luật", "Quản lý nhà nước", "Kế toán", "Công nghệ thông tin", "Nông học", "Xây dựng", "Ngôn ngữ Anh"]
SCHOOLS = ["Trường Đại học Vinh", "Đại học Huế", "Trường Đại học Hà Tĩnh", "Trường Đại học Kinh tế Quốc dân"]
FORMS = {"Chính quy": 70.0, "Vừa làm vừa học": 25, "Từ xa": 5}
THEORY = {"Sơ cấp": 35.0, "Trung cấp": 45, "Cao cấp": 12, "": 8}
COURSES = {"Chuyên viên": 65.0, "Chuyên viên chính": 20, "": 15}
TONGUES = {
    ("IELTS", "6.5"): 8.0,
    ("IELTS", "5.0"): 8,
    ("VSTEP", "Bậc 3"): 20,
    ("TOEIC", "550"): 8,
    ("Chứng chỉ B", ""): 16,
    ("", ""): 40,
}
DIGITAL = {"Chuẩn kỹ năng sử dụng CNTT cơ bản": 60.0, "Chứng chỉ B tin học": 25, "": 15}
Row = list[str | int]


def workbook(size: int) -> bytes:
    """The file. Needs an application context with the catalogues loaded."""
    stream = io.BytesIO()
    with Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Danh sách")
        sheet.write_row(0, 0, HEADINGS)
        for number, row in enumerate(_rows(size), start=1):
            sheet.write_row(number, 0, row)
    return stream.getvalue()


def _rows(size: int) -> Iterator[Row]:
    dice = Dice(SEED)
    register, posts = Register(dice), _Posts(dice)
    for number in range(1, size + 1):
        sex = dice.pick([Sex.MALE, Sex.FEMALE])
        born = dice.day(dt.date(1966, 1, 1), dt.date(2001, 12, 31))
        first = born.replace(year=born.year + 22, day=min(born.day, 28))
        name, personal_number = register.name(sex, born), register.personal_number(sex, born)
        birth = vn_date(born) if dice.chance(0.97) else str(born.year)
        person: Row = [number, name, "Nam" if sex is Sex.MALE else "Nữ", birth, personal_number]
        yield [*person, *posts.draw(), "x" if dice.chance(0.7) else "", "", *_papers(dice, first)]


def _papers(dice: Dice, first: dt.date) -> Row:
    certificate, score = dice.weighed(TONGUES)
    theory = dice.weighed(THEORY)
    return [
        dice.weighed(DEGREES),
        dice.pick(FIELDS),
        dice.pick(SCHOOLS),
        dice.weighed(FORMS),
        vn_date(dice.day(first, first.replace(year=first.year + 2))),
        f"{dice.number(100_000, 999_999)}",
        theory,
        vn_date(dice.day(first, LAST_DAY)) if theory else "",
        dice.weighed(COURSES),
        certificate,
        "Tiếng Anh" if certificate else "",
        score,
        vn_date(dice.day(dt.date(2016, 1, 1), LAST_DAY)) if certificate else "",
        dice.weighed(DIGITAL),
    ]


class _Posts:
    """Where somebody serves and as what: the columns from the unit to the day on which the post was taken."""

    def __init__(self, dice: Dice) -> None:
        self._dice = dice
        tree = tree_on(LAST_DAY)
        self._communes = [unit.name for unit in tree.of_tiers([Tier.COMMUNE])]
        self._departments = [unit.name for unit in tree.of_tiers([Tier.DEPARTMENT])]
        wanted = select(Position.key, Position.title, Position.category).where(
            Position.key.in_({**COMMUNE_POSTS, **DEPARTMENT_POSTS})
        )
        self._posts = {row.key: (row.title, CATEGORIES[row.category]) for row in db.session.execute(wanted)}

    def draw(self) -> Row:
        """One post."""
        at_commune = self._dice.chance(0.6)
        title, category = self._posts[self._dice.weighed(COMMUNE_POSTS if at_commune else DEPARTMENT_POSTS)]
        first = dt.date(2025, 7, 1) if at_commune else dt.date(2018, 1, 1)
        unit = self._dice.pick(self._communes if at_commune else self._departments)
        return [unit, "Văn phòng", title, category, vn_date(self._dice.day(first, LAST_DAY))]
