"""The units of the province through 2025: how many there were, what became of each, and what a roster of a day calls them."""

import datetime as dt
import re
from collections import Counter, defaultdict
from itertools import combinations, pairwise

import pytest
from sqlalchemy import select
from sqlalchemy.orm import aliased

from models.units import Extent, Succession, Tier, Unit, UnitAlias, UnitPeriod
from registry.shared.database import db
from registry.shared.text import fold
from registry.units.queries import Passage, lineage, predecessors, successors, tree_on
from registry.workbooks.lexicon import Lexicon, Puzzle

pytestmark = pytest.mark.usefixtures("catalogues")

OF_2024, OF_2025, OF_TODAY = dt.date(2024, 12, 31), dt.date(2025, 6, 30), dt.date(2025, 7, 1)
CHANGES = [dt.date(2025, 1, 1), dt.date(2025, 3, 1), OF_TODAY]
DAYS = [
    dt.date(2021, 1, 1),
    *(day for change in CHANGES for day in (change - dt.timedelta(days=1), change)),
    dt.date(2026, 9, 30),
]


def lives() -> dict[str, list[UnitPeriod]]:
    """The periods of each unit by its key, oldest first."""
    found: dict[str, list[UnitPeriod]] = defaultdict(list)
    statement = select(Unit.key, UnitPeriod).join(UnitPeriod, UnitPeriod.unit_id == Unit.id).order_by(UnitPeriod.valid_from)
    for key, period in db.session.execute(statement):
        found[key].append(period)
    return found


def id_of(key: str) -> int:
    return db.session.scalars(select(Unit.id).where(Unit.key == key)).one()


def told(passages: list[Passage]) -> list[tuple[str, str, str]]:
    return [(passage.before.name, passage.after.name, passage.extent.value) for passage in passages]


COUNTED = [
    (OF_2024, 13, {"Xã": 182, "Phường": 21, "Thị": 13}, 18),
    (dt.date(2025, 1, 1), 12, {"Xã": 170, "Phường": 25, "Thị": 14}, 18),
    (OF_2025, 12, {"Xã": 170, "Phường": 25, "Thị": 14}, 13),
    (OF_TODAY, 0, {"Xã": 60, "Phường": 9}, 13),
]


@pytest.mark.parametrize(("on", "districts", "communes", "departments"), COUNTED, ids=str)
def test_on_each_day_there_are_as_many_units_as_there_were(
    on: dt.date, districts: int, communes: dict[str, int], departments: int
) -> None:
    tree = tree_on(on)
    assert len(tree.of_tiers([Tier.DISTRICT])) == districts
    assert Counter(unit.name.split()[0] for unit in tree.of_tiers([Tier.COMMUNE])) == communes
    assert len(tree.of_tiers([Tier.DEPARTMENT])) == departments


OF_DISTRICTS = {
    "436": (15, 27), "437": (6, 6), "439": (25, 22), "440": (16, 16), "441": (10, 10), "442": (17, 17), "443": (18, 17),
    "444": (21, 20), "445": (22, 22), "446": (23, 21), "447": (20, 20), "448": (12, None), "449": (11, 11),
}  # fmt: skip


def test_each_district_has_its_communes() -> None:
    for place, on in enumerate((OF_2024, OF_2025)):
        tree = tree_on(on)
        below = {district.code: len(tree.children[district.id]) for district in tree.of_tiers([Tier.DISTRICT])}
        assert below == {code: counts[place] for code, counts in OF_DISTRICTS.items() if counts[place]}


@pytest.mark.parametrize("on", DAYS, ids=str)
def test_on_each_day_the_units_are_one_tree_and_no_two_bear_one_code_or_name(on: dt.date) -> None:
    tree = tree_on(on)
    (root,) = tree.children[None]
    assert (root.key, root.parent_id) == ("tinh-ha-tinh", None)
    assert tree.subtree(root.id) == set(tree.units)
    for words in ([unit.code for unit in tree.units.values()], [fold(unit.name) for unit in tree.units.values()]):
        assert [word for word, times in Counter(words).items() if times > 1] == []
    above = {Tier.DEPARTMENT: Tier.PROVINCE, Tier.DISTRICT: Tier.PROVINCE}
    above[Tier.COMMUNE] = Tier.DISTRICT if on < OF_TODAY else Tier.PROVINCE
    parents = {unit.tier: set[Tier]() for unit in tree.units.values() if unit.parent_id}
    for unit in tree.units.values():
        if unit.parent_id:
            parents[unit.tier].add(tree.units[unit.parent_id].tier)
    assert parents == {tier: {above[tier]} for tier in parents}


def test_periods_of_a_unit_follow_each_other() -> None:
    assert all(one.valid_to == other.valid_from for life in lives().values() for one, other in pairwise(life))


def test_keys_are_slugs_of_the_first_name_and_say_when_a_unit_of_before_was_there() -> None:
    for key, life in lives().items():
        slug = fold(life[0].name).replace(" ", "-")
        if life[0].tier is Tier.COMMUNE and life[-1].valid_to <= OF_TODAY:
            assert key == slug + ("-2025" if life[0].valid_from == dt.date(2025, 1, 1) else "-truoc-2025")
        else:
            assert key == slug


def test_no_two_units_that_stand_together_share_a_wording() -> None:
    said: dict[str, list[UnitPeriod]] = defaultdict(list)
    for folded, period in db.session.execute(
        select(UnitAlias.folded, UnitPeriod).join(UnitPeriod, UnitPeriod.unit_id == UnitAlias.unit_id)
    ):
        said[folded].append(period)
    clashes = {
        (folded, on)
        for folded, periods in said.items()
        for one, other in combinations(periods, 2)
        for on in [max(one.valid_from, other.valid_from)]
        if one.unit_id != other.unit_id and on < min(one.valid_to, other.valid_to)
    }
    assert clashes == set()


def test_what_passed_on_a_day_came_from_units_that_ended_to_units_that_stand() -> None:
    found = lives()
    before, after = aliased(Unit), aliased(Unit)
    rows = db.session.execute(
        select(Succession, before.key, after.key)
        .join(before, before.id == Succession.predecessor_id)
        .join(after, after.id == Succession.successor_id)
    ).all()
    for row, predecessor, successor in rows:
        assert found[predecessor][-1].valid_to == row.day, predecessor
        assert any(period.valid_from <= row.day < period.valid_to for period in found[successor]), successor
        assert found[predecessor][-1].tier == found[successor][-1].tier
    parts = {(predecessor, row.extent) for row, predecessor, _ in rows}
    assert len(parts) == len({predecessor for predecessor, _ in parts})
    heirs = Counter(predecessor for _, predecessor, _ in rows)
    assert {predecessor for predecessor, extent in parts if extent is Extent.WHOLE and heirs[predecessor] > 1} == set()
    divided = {predecessor for predecessor, extent in parts if extent is Extent.PART and heirs[predecessor] > 1}
    assert divided == {predecessor for predecessor, extent in parts if extent is Extent.PART}


def test_every_commune_and_department_that_ended_has_a_successor() -> None:
    heard = set(db.session.scalars(select(Unit.key).join(Succession, Succession.predecessor_id == Unit.id)))
    ended = [key for key, life in lives().items() if life[-1].valid_to <= OF_TODAY and life[-1].tier is not Tier.DISTRICT]
    assert len(ended) == 219 + 6
    assert [key for key in ended if key not in heard] == []


def test_every_commune_of_today_has_predecessors_or_went_on() -> None:
    heirs = set(db.session.scalars(select(Succession.successor_id).where(Succession.day == OF_TODAY)))
    now, then = tree_on(OF_TODAY), tree_on(OF_2025)
    communes = {unit.id for unit in now.of_tiers([Tier.COMMUNE])}
    went_on = communes & set(then.units)
    assert {now.units[unit_id].key for unit_id in went_on} == {"xa-son-kim-1", "xa-son-kim-2"}
    assert heirs == communes - went_on


def test_a_code_returns_for_another_territory() -> None:
    bore = db.session.execute(select(Unit.key).join(UnitPeriod, UnitPeriod.unit_id == Unit.id).where(UnitPeriod.code == "18094"))
    assert sorted(bore.scalars()) == ["phuong-thach-linh-truoc-2025", "phuong-tran-phu-2025"]
    assert {tree_on(on).by_key(key) for on, key in [(OF_TODAY, "phuong-nam-ha-truoc-2025"), (OF_2025, "phuong-thanh-sen")]} == {
        None
    }
    assert [passage.before.key for passage in predecessors(id_of("phuong-thanh-sen"))].count("phuong-nam-ha-truoc-2025") == 1


def test_a_unit_that_only_changed_its_name_or_district_is_the_same_one() -> None:
    life = lives()["xa-thach-ha-truoc-2025"]
    assert [(period.name, period.code) for period in life] == [("Xã Thạch Hạ", "18100"), ("Phường Thạch Hạ", "18100")]
    moved = [tree_on(on).units[tree_on(on).units[id_of("xa-ho-do-truoc-2025")].parent_id or 0].name for on in (OF_2024, OF_2025)]
    assert moved == ["Huyện Lộc Hà", "Thành phố Hà Tĩnh"]


def test_predecessors_and_successors_are_told_with_their_day_and_their_names_of_then() -> None:
    assert told(predecessors(id_of("phuong-tran-phu"))) == [
        ("Phường Thạch Trung", "Phường Trần Phú", "whole"),
        ("Phường Đồng Môn", "Phường Trần Phú", "whole"),
        ("Phường Thạch Hạ", "Phường Trần Phú", "whole"),
        ("Xã Hộ Độ", "Phường Trần Phú", "whole"),
    ]
    passages = successors(id_of("xa-ky-loi-truoc-2025"))
    assert {(one.after.name, one.extent, one.day, one.basis) for one in passages} == {
        (name, Extent.PART, OF_TODAY, "NQ 1665/NQ-UBTVQH15")
        for name in ("Phường Vũng Áng", "Phường Sông Trí", "Phường Hoành Sơn")
    }
    assert (predecessors(id_of("xa-son-kim-1")), successors(id_of("xa-can-loc"))) == ([], [])


def test_the_lineage_goes_all_the_way_both_ways() -> None:
    whole = lineage(id_of("xa-tu-my"))
    assert whole.after == []
    assert [passage.day for passage in whole.before] == sorted(passage.day for passage in whole.before)
    assert {passage.before.name for passage in whole.before} == {
        "Xã Sơn Châu", "Xã Sơn Bình", "Xã Sơn Trà", "Xã Sơn Long", "Xã Châu Bình", "Xã Mỹ Long", "Xã Tân Mỹ Hà"
    }  # fmt: skip
    assert told(lineage(id_of("phuong-tran-phu-truoc-2025")).after) == [
        ("Phường Trần Phú", "Phường Trần Phú", "part"),
        ("Phường Trần Phú", "Phường Bắc Hà", "part"),
        ("Phường Bắc Hà", "Phường Thành Sen", "whole"),
        ("Phường Trần Phú", "Phường Thành Sen", "whole"),
    ]
    middle = lineage(id_of("thi-tran-dong-loc-truoc-2025"))
    assert told(middle.before) == [("Xã Trung Lộc", "Thị trấn Đồng Lộc", "whole")]
    assert told(middle.after) == [("Thị trấn Đồng Lộc", "Xã Đồng Lộc", "whole")]


MEANT = [
    (OF_2024, "xã Cẩm Dương", "xa-cam-duong-truoc-2025"),
    (OF_2024, "UBND xã Sơn Châu", "xa-son-chau-truoc-2025"),
    (OF_2024, "UBND thị trấn Nghèn", "thi-tran-nghen-truoc-2025"),
    (OF_2024, "TT. Nghèn", "thi-tran-nghen-truoc-2025"),
    (OF_2024, "Phường Trần Phú", "phuong-tran-phu-truoc-2025"),
    (OF_2025, "Phường Trần Phú", "phuong-tran-phu-2025"),
    (OF_TODAY, "Phường Trần Phú", "phuong-tran-phu"),
    (OF_2024, "Xã Cẩm Bình", "xa-cam-binh-truoc-2025"),
    (OF_2025, "Xã Cẩm Bình", "xa-cam-binh-truoc-2025"),
    (OF_TODAY, "Xã Cẩm Bình", "xa-cam-binh"),
    (OF_2024, "Sơn Kim 1", "xa-son-kim-1"),
    (OF_TODAY, "Sơn Kim 1", "xa-son-kim-1"),
    (OF_2024, "xã Thạch Hạ", "xa-thach-ha-truoc-2025"),
    (OF_2025, "xã Thạch Hạ", "xa-thach-ha-truoc-2025"),
    (OF_2025, "P. Thạch Hạ", "xa-thach-ha-truoc-2025"),
    (OF_2025, "thị trấn Thạch Hà", "thi-tran-thach-ha-truoc-2025"),
    (OF_TODAY, "Thạch Hà", "xa-thach-ha"),
    (OF_2024, "Hồng Lĩnh", "thi-xa-hong-linh"),
    (OF_TODAY, "Hương Khê", "xa-huong-khe"),
    (OF_2024, "Hà Tĩnh", "tinh-ha-tinh"),
]


@pytest.mark.parametrize(("on", "text", "key"), MEANT)
def test_a_name_in_a_roster_means_the_unit_of_its_day(on: dt.date, text: str, key: str) -> None:
    assert Lexicon(on).unit(text).key == key


@pytest.mark.parametrize("on", DAYS, ids=str)
def test_every_unit_of_a_day_is_found_by_its_name(on: dt.date) -> None:
    lexicon = Lexicon(on)
    assert [unit.name for unit in lexicon.tree.units.values() if lexicon.unit(unit.name).id != unit.id] == []


def test_a_name_without_its_kind_is_asked_back_where_it_may_mean_two() -> None:
    for text in ("Thạch Hà", "UBND Hương Khê"):
        with pytest.raises(Puzzle, match=r"Tên đơn vị chưa rõ, có thể là: Huyện .*, Thị trấn .*"):
            Lexicon(OF_2024).unit(text)


def test_a_unit_of_before_in_a_roster_of_today_is_refused_with_the_name_of_its_successor() -> None:
    today = Lexicon(OF_TODAY)
    with pytest.raises(Puzzle, match=re.escape("vào ngày 01/07/2025. Nay thuộc: Xã Can Lộc.")):
        today.unit("UBND thị trấn Nghèn")
    with pytest.raises(Puzzle, match="Nay thuộc: Phường Hoành Sơn, Phường Sông Trí, Phường Vũng Áng"):
        today.unit("Kỳ Lợi")
    with pytest.raises(Puzzle, match=re.escape("vào ngày 31/12/2024.") + "$"):
        Lexicon(OF_2024).unit("Phường Thành Sen")


def test_the_chair_of_a_town_is_a_chair() -> None:
    lexicon = Lexicon(OF_2024)
    town = lexicon.unit("Thị trấn Nghèn")
    for title in ("Chủ tịch UBND thị trấn Nghèn", "Chủ tịch UBND thị trấn", "Chủ tịch UBND"):
        assert lexicon.position(title, town, "").key == lexicon.position("Chủ tịch UBND", town, "").key
