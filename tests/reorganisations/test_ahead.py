"""A reorganisation entered ahead of its day: no right moves before it, and what is entered in between does not get lost."""

import datetime as dt
import io
from dataclasses import replace
from html import unescape

import openpyxl
import pytest

from models.accounts import Role
from models.base import FOREVER
from models.units import Extent, Tier
from registry.careers.actions import AssignmentDetails, Correction, appoint, correct_post
from registry.officials.queries import readable_ids
from registry.reorganisations import actions
from registry.reorganisations.actions import Step
from registry.shared.clock import today
from registry.shared.database import db
from registry.shared.refusal import Refused
from registry.units.queries import tree_on
from registry.units.rights import scope_on
from tests.reorganisations.country import Country
from tests.support import make
from tests.support.visitor import Visitor

DAY = today() + dt.timedelta(days=40)


@pytest.fixture
def country(app: object) -> Country:  # noqa: ARG001  the rows need its context
    return Country()


def test_the_unit_that_will_take_another_in_does_not_read_its_files_yet(country: Country) -> None:
    east, west = country.communes[:2]
    actions.apply(country.draft(Step([], [(west.id, east.key, Extent.WHOLE)]), day=DAY), None)
    db.session.commit()
    people = {one.id for one in country.people[:4]}
    own = {unit: readable_ids(make.account(Role.HR_OFFICER, unit), people) for unit in (east, west)}
    assert own == {east: {one.id for one in country.people[:2]}, west: {one.id for one in country.people[2:4]}}


def test_what_will_hang_below_is_not_seen_yet_on_a_day_to_come(country: Country) -> None:
    east, west = country.communes[:2]
    far = make.unit("Xã Xa", parent=country.province)
    hung = Step([country.wanted(far.key, "Xã Xa", country.district)])
    made = Step(
        [country.wanted("xa-moi", "Xã Mới", country.district)], [(one.id, "xa-moi", Extent.WHOLE) for one in (east, west)]
    )
    other = make.unit("Xã Khác", parent=country.province)
    mixed = Step([country.wanted("xa-lan", "Xã Lẫn", country.district)], [(other.id, "xa-lan", Extent.WHOLE)])
    actions.apply(country.draft(hung, made, mixed, day=DAY), None)
    db.session.commit()
    tree = tree_on(DAY)
    assert {tree.units[one].name for one in tree.subtree(country.district.id)} > {"Xã Xa", "Xã Lẫn"}
    account = make.account(Role.HR_OFFICER, country.district)
    assert _names(scope_on(account, tree)) == {"Huyện Giữa", "Xã Nam", "Xã Bắc", "Xã Mới"}
    assert scope_on(make.account(Role.DEPARTMENT, country.province), tree) == set(tree.units)


@pytest.fixture
def ahead(country: Country) -> Country:
    """The first two communes will be one."""
    actions.apply(country.draft(country.merging("xa-moi", "Xã Mới", *country.communes[:2]), day=DAY), None)
    db.session.commit()
    return country


def test_who_comes_in_between_is_not_left_behind_at_a_unit_that_ends(ahead: Country) -> None:
    late, east = make.official("Người Về Sau"), ahead.communes[0]
    post = AssignmentDetails(east, ahead.clerk, today())
    with pytest.raises(Refused, match="kết thúc từ ngày"):
        appoint(late, post, None)
    given = appoint(late, replace(post, until=DAY), None)
    values = {name: getattr(given, name) for name in Correction.__dataclass_fields__}
    with pytest.raises(Refused, match="kết thúc từ ngày"):
        correct_post(given, Correction(**{**values, "valid_to": FOREVER}), None)
    appoint(late, AssignmentDetails(ahead.communes[2], ahead.clerk, DAY), None)


def test_who_is_promoted_in_between_is_said_to_hold_the_former_post_again_from_the_day(ahead: Country, visitor: Visitor) -> None:
    east, head = ahead.communes[0], make.position("Trưởng phòng", Tier.COMMUNE)
    officer = visitor.enter_as(make.account(Role.HR_OFFICER, east))
    typed = {
        "unit": east.key,
        "position": head.key,
        "valid_from": f"{today():%d/%m/%Y}",
        "decision": "1/QĐ",
        "started_by": "appointed",
    }
    path = f"/officials/{ahead.people[0].public_id}"
    answer = officer.submit(f"{path}/career/appointment", typed)
    assert answer.status_code == 302
    assert f"Từ ngày {DAY:%d/%m/%Y} vẫn là “Công chức, Xã Mới”" in unescape(officer.get(path).text)


def _names(units: set[int]) -> set[str]:
    tree = tree_on(DAY)
    return {tree.units[one].name for one in units}


@pytest.fixture
def taking_in(country: Country) -> Country:
    """The first commune will take the second in."""
    east, west = country.communes[:2]
    actions.apply(country.draft(Step([], [(west.id, east.key, Extent.WHOLE)]), day=DAY), None)
    db.session.commit()
    return country


NOTE = "2 người sẽ đến theo đợt sắp xếp đã ghi trước"


PAGES = ["/officials?", "/targets/T1?standing=unmet&", "/positions/matrix?", "/targets/T1/changes?cause=reorganised&"]


@pytest.mark.parametrize("page", PAGES)
def test_who_comes_by_a_reorganisation_is_named_nowhere_before_its_day(taking_in: Country, visitor: Visitor, page: str) -> None:
    """On a day to come the receiving officer reads the own people, the officer of the former unit nobody, the Department all."""
    east, west = taking_in.communes[:2]
    own, others = ([one.full_name for one in taking_in.people[some]] for some in (slice(2), slice(2, 4)))
    path = f"{page}on={DAY.isoformat()}"
    page_of = {}
    whose = ((east, Role.HR_OFFICER, ""), (west, Role.HR_OFFICER, ""), (taking_in.province, Role.DEPARTMENT, f"&unit={east.key}"))
    for unit, role, part in whose:
        page_of[unit] = unescape(visitor.enter_as(make.account(role, unit)).get(path + part).text)
    named = {unit: [name in text for name in (*own, *others)] for unit, text in page_of.items()}
    stays = "changes" not in page  # which names who changes only, also to the unit that they leave
    assert named[east] == [stays, stays, False, False]
    assert named[west] == [False, False, not stays, not stays]
    assert named[taking_in.province] == [stays, stays, True, True]
    assert (NOTE in page_of[east]) == ("officials" in page or "standing" in page)
    assert NOTE not in page_of[taking_in.province]


def test_figures_of_a_day_to_come_count_whom_files_and_workbooks_do_not_name_yet(taking_in: Country, visitor: Visitor) -> None:
    east, west = taking_in.communes[:2]
    coming, on = taking_in.people[2], f"on={DAY.isoformat()}"
    officer = visitor.enter_as(make.account(Role.HR_OFFICER, east))
    assert "4 người giữ chức vụ chính" in unescape(officer.get(f"/organisation/units/{east.key}?{on}").text)
    sent = {"csrf_token": officer.csrf_token()}
    book = openpyxl.load_workbook(io.BytesIO(officer.post(f"/officials/export?{on}", data=sent).data))
    cells = {cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row}
    assert {one.full_name for one in taking_in.people[:4]} & cells == {one.full_name for one in taking_in.people[:2]}
    assert officer.get(f"/officials/{coming.public_id}").status_code == 404
    former = visitor.enter_as(make.account(Role.HR_OFFICER, west))
    assert former.get(f"/officials/{coming.public_id}").status_code == 200
