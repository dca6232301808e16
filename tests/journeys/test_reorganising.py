"""The province of 30/06/2025 becomes that of 01/07/2025 through the wizard, on real names: nobody lost, nothing past changed."""

import datetime as dt
from collections import Counter

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from models.accounts import Account, Role
from models.officials import Official
from models.units import Succession, Tier, Unit, UnitPeriod
from registry.officials.queries import readable_by
from registry.shared.database import db
from registry.shared.transaction import transaction
from registry.standings import keeping
from registry.units.queries import tree_on
from registry.units.rights import scope_on
from seeds.organisation import SUCCESSION_COLUMNS, UNIT_COLUMNS
from seeds.tables import lines
from tests.reorganisations import province
from tests.reorganisations.country import dump, figures, mains, parents, verdicts
from tests.support import make
from tests.support.applications import Server
from tests.support.browser import grave_findings

DAY, EVE = dt.date(2025, 7, 1), dt.date(2025, 6, 30)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture(scope="module")
def people(server: Server) -> dict[str, int]:
    """The province of the eve; gives back the three accounts."""
    with server.app.app_context(), transaction():
        province.load_province_of_the_eve()
        units = list(db.session.scalars(select(Unit).order_by(Unit.id)))
        province.settle(units)
        root = next(unit for unit in units if unit.key == "tinh-ha-tinh")
        make.account(Role.DEPARTMENT, root, username="noivu")
        return province.accounts()


def _readable(accounts: dict[str, int]) -> dict[str, int]:
    """How many files each account opens today."""
    found = {}
    for name, account_id in accounts.items():
        account = db.session.get_one(Account, account_id)
        found[name] = len(db.session.scalars(select(Official.id).where(readable_by(account))).all())
    return found


def _sees(accounts: dict[str, int], on: dt.date) -> dict[str, set[str]]:
    """Units each account sees on a day, by key."""
    tree = tree_on(on)
    seen = {name: scope_on(db.session.get_one(Account, account_id), tree) for name, account_id in accounts.items()}
    return {name: {tree.units[unit].key for unit in units if unit in tree.units} for name, units in seen.items()}


def _table() -> Counter[tuple[str, str]]:
    """The one table that accounts for everybody: tier of the main post on the eve, and on the day."""
    before, after, tiers = mains(EVE), mains(DAY), {}
    for on in (EVE, DAY):
        tiers |= {unit.key: unit.tier.value for unit in tree_on(on).units.values()}
    everybody = db.session.scalars(select(Official.public_id)).all()
    return Counter(
        (tiers[before[one][0]] if one in before else "", tiers[after[one][0]] if one in after else "") for one in everybody
    )


def _reference(tier: str) -> dict[str, tuple[str, str]]:
    """Key → name and code of the units that the reference data have from the day."""
    found = [line for line in lines("units.csv", UNIT_COLUMNS) if line.text("tier") == tier and not line.cells["valid_to"]]
    return {line.text("key"): (line.text("name"), line.text("code")) for line in found}


def _enter(page: Page) -> None:
    page.goto("/accounts/sign-in")
    page.get_by_label("Tên đăng nhập").fill("noivu")
    page.get_by_label("Mật khẩu").fill(make.PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def _send(page: Page, content: bytes, button: str) -> None:
    page.locator("input[type=file]").set_input_files({"name": "bang.xlsx", "mimeType": XLSX, "buffer": content})
    page.get_by_role("button", name=button, exact=True).click()


def _draft(page: Page) -> None:
    """From the menu to a draft whose units are those of the resolution, people with a place each."""
    page.get_by_role("link", name="Tổ chức", exact=True).first.click()
    page.get_by_role("link", name="Sắp xếp đơn vị", exact=True).click()
    page.get_by_role("link", name="Lập dự thảo").click()
    page.get_by_label("Tên đợt sắp xếp").fill("Sắp xếp cấp xã")
    page.get_by_label("Số nghị quyết, quyết định").fill("NQ 1665/NQ-UBTVQH15")
    page.get_by_label("Ngày đầu của bộ máy mới").fill("01/07/2025")
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_text("Dự thảo còn trống")).to_be_visible()
    _send(page, province.units_workbook(), "Ghi thay cả bảng")
    expect(page.get_by_text("Đã ghi các đơn vị từ tệp")).to_be_visible()
    assert grave_findings(page) == []
    page.get_by_role("link", name="2. Bố trí người").click()
    for select_ in page.locator("form.sheet select").all():
        if not select_.input_value():
            select_.select_option(label="Chuyên viên")
    page.get_by_role("button", name="Lưu cách chuyển").click()
    expect(page.get_by_text("Đã ghi cách chuyển chức vụ")).to_be_visible()
    assert grave_findings(page) == []
    with page.expect_download() as out:
        page.get_by_role("button", name="Tải bảng bố trí (Excel)").click()
    content = out.value.path().read_bytes()
    _send(page, province.placed(content, {"Huyện Cẩm Xuyên": "Xã Cẩm Xuyên", "": "Phường Thành Sen"}, "Chuyên viên"), "Ghi")
    expect(page.get_by_text("Ai cũng đã có chỗ")).to_be_visible()


def test_the_province_is_merged_and_taken_back(page: Page, server: Server, people: dict[str, int]) -> None:
    _enter(page)
    _draft(page)
    with server.app.app_context():
        before, past, then = dump("sign_in"), (figures(EVE), verdicts(EVE)), mains(EVE)
        files, units_before = _readable(people), _sees(people, EVE)
        assert len(tree_on(DAY).of_tiers([Tier.COMMUNE])) == 209
    page.get_by_role("link", name="3. Chạy thử và áp dụng").click()
    expect(page.get_by_text("không đổi", exact=True)).to_be_visible()
    assert grave_findings(page) == []
    page.get_by_role("button", name="Áp dụng từ 01/07/2025").click()
    expect(page.get_by_text("Đã áp dụng.")).to_be_visible()
    with server.app.app_context():
        _is_that_of_the_reference_data()
        _nobody_is_lost(then)
        assert ((figures(EVE), verdicts(EVE)), mains(EVE)) == (past, then)
        assert keeping.differences() == set()
        _rights_follow(people, files, units_before)
    page.get_by_role("button", name="Hoàn tác cả đợt").click()
    expect(page.get_by_text("đây lại là bản dự thảo")).to_be_visible()
    with server.app.app_context():
        after = dump("sign_in")
        assert after == before


def _is_that_of_the_reference_data() -> None:
    """Units, codes, parents, lineage and places on the map are those that the files have of the day."""
    tree = tree_on(DAY)
    assert {unit.key: (unit.name, unit.code) for unit in tree.of_tiers([Tier.COMMUNE])} == _reference("commune")
    assert set(parents(DAY).values()) == {None, "tinh-ha-tinh"}
    assert tree.of_tiers([Tier.DISTRICT]) == []
    names = {unit.id: unit.key for unit in db.session.scalars(select(Unit))}
    rows = db.session.scalars(select(Succession).where(Succession.day == DAY))
    known = {
        (key, line.text("successor"), extent)
        for line in lines("successions.csv", SUCCESSION_COLUMNS)
        if line.day("day") == DAY
        for extent, column in (("whole", "whole"), ("part", "parts"))
        for key in line.texts(column)
    }
    assert {(names[row.predecessor_id], names[row.successor_id], row.extent.value) for row in rows} == known
    ended = select(UnitPeriod.id).where(UnitPeriod.valid_to == DAY)
    assert len(db.session.scalars(ended).all()) >= 219


def _nobody_is_lost(then: dict[str, tuple[str, str]]) -> None:
    table = _table()
    assert sum(table.values()) == len(then)
    assert {tiers for tiers in table if "" in tiers} == set()
    assert {after for _before, after in table} == {"commune", "department"}
    communes = sum(number for (before, _after), number in table.items() if before in {"commune", "district"})
    assert communes == sum(number for (_before, after), number in table.items() if after == "commune") == 209 * 3 + 12 * 2


def _rights_follow(people: dict[str, int], files: dict[str, int], units_before: dict[str, set[str]]) -> None:
    now, units_now, past = _readable(people), _sees(people, DAY), _sees(people, EVE)
    assert files == {"commune": 3, "district": 21 * 3 + 2, "department": 2}
    assert units_before["commune"] == {"xa-cam-quan-truoc-2025"}
    # The commune went into Cẩm Xuyên: its account sits there, with the two others that went in, and what was theirs before.
    assert units_now["commune"] == {"xa-cam-xuyen"}
    assert {f"{name}-truoc-2025" for name in ("xa-cam-quan", "xa-cam-quang", "thi-tran-cam-xuyen")} == past["commune"]
    assert now["commune"] == 3 * 3 + 2
    # Nobody follows a district: its account sees its own past, and no living unit.
    assert (units_now["district"], now["district"]) == (set(), 0)
    assert units_before["department"] == units_now["department"] == past["department"] == {"so-noi-vu"}
    assert now["department"] == files["department"]
