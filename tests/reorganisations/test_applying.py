"""Applying a reorganisation and taking it back: nobody lost or doubled, days before unchanged, all or nothing."""

import datetime as dt

import pytest
from sqlalchemy import func, select

from models.accounts import Role
from models.audit import AuditEntry
from models.base import FOREVER
from models.officials import Assignment, AssignmentKind, End, Sex, Start
from models.planning import Planned, Reminder
from models.reorganisations import Reorganisation
from models.units import Extent, Tier, Unit
from registry.coming.reminders import remind
from registry.reorganisations import actions
from registry.reorganisations.actions import Placement, Step
from registry.reorganisations.plan import Wanted
from registry.reorganisations.rehearsing import rehearse
from registry.shared.database import db
from registry.shared.refusal import Refused
from registry.snapshots.actions import SnapshotDetails, freeze
from registry.standings import keeping
from registry.units.queries import lineage, tree_on
from tests.reorganisations.country import DAY, EVE, Country, dump, figures, mains, parents
from tests.support import make

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def country(app: object) -> Country:  # noqa: ARG001  the rows need its context
    return Country()


def _entries() -> int:
    return db.session.scalar(select(func.count()).select_from(AuditEntry)) or 0


class TestMerging:
    """Two communes become a new one, the district stays."""

    @pytest.fixture
    def merged(self, country: Country) -> Country:
        east, west = country.communes[:2]
        draft = country.draft(country.merging("xa-moi", "Xã Mới", east, west))
        self.before, self.figures, entries = mains(EVE), figures(EVE), _entries()
        self.applied = actions.apply(draft, None)
        db.session.commit()
        assert _entries() == entries + 1
        self.draft = draft
        return country

    def test_the_tree_changes_on_the_day_and_not_before(self, merged: Country) -> None:
        east, west, south, north = (unit.key for unit in merged.communes)
        assert set(parents(EVE)) == {merged.province.key, merged.district.key, east, west, south, north}
        assert set(parents(DAY)) == {merged.province.key, merged.district.key, "xa-moi", south, north}

    def test_everybody_goes_along_and_the_days_before_stay_as_they_were(self, merged: Country) -> None:
        after = mains(DAY)
        assert after.keys() == self.before.keys()
        moved = {who for who in after if after[who][0] == "xa-moi"}
        assert moved == {one.public_id for one in merged.people[:4]}
        assert all(after[who] == self.before[who] for who in after.keys() - moved)
        assert (mains(EVE), figures(EVE)) == (self.before, self.figures)
        assert keeping.differences() == set()

    def test_a_post_says_how_it_began_and_why_the_one_before_ended(self, merged: Country) -> None:
        old, new = db.session.scalars(
            select(Assignment).where(Assignment.official_id == merged.people[0].id).order_by(Assignment.valid_from)
        )
        assert (old.valid_to, old.ended_by, old.end_decision) == (DAY, End.REORGANISED, "12/NQ")
        assert (new.valid_from, new.valid_to, new.started_by, new.decision) == (DAY, FOREVER, Start.REORGANISED, "12/NQ")

    def test_the_lineage_is_kept(self, merged: Country) -> None:
        new = tree_on(DAY).by_key("xa-moi")
        assert new
        assert {passage.before.key for passage in lineage(new.id).before} == {unit.key for unit in merged.communes[:2]}

    def test_it_cannot_be_applied_twice(self, merged: Country) -> None:  # noqa: ARG002
        with pytest.raises(Refused, match="đã được áp dụng"):
            actions.apply(self.draft, None)


def test_undo_leaves_every_row_as_it_was(country: Country) -> None:
    east, west, south, _ = country.communes
    parts = [("xa-tren", Extent.PART), ("xa-duoi", Extent.PART)]
    split = Step([country.wanted(key, key) for key, _ in parts], [(south.id, key, extent) for key, extent in parts])
    abolished = Step([], [(country.district.id, "", Extent.WHOLE)])
    draft = country.draft(country.merging("xa-moi", "Xã Mới", east, west), split, abolished)
    by_hand = [_post(one) for one in (*country.people[4:6], country.leader)]
    actions.place_people(draft, [Placement(post, "xa-tren", country.clerk.id) for post in by_hand], None)
    before = dump()
    actions.apply(draft, None)
    assert dump() != before
    assert parents(DAY)[country.communes[3].key] == country.province.key
    actions.undo(draft, None)
    assert dump() == before
    actions.apply(draft, None)
    assert len(mains(DAY)) == 9


def _post(official: object) -> str:
    return db.session.scalars(select(Assignment.public_id).where(Assignment.official_id == official.id)).one()  # type: ignore[attr-defined]


def test_nobody_may_be_left_without_a_place(country: Country) -> None:
    draft = country.draft(Step([], [(country.communes[0].id, "", Extent.WHOLE)]))
    with pytest.raises(Refused, match="Còn 2 chức vụ chưa có chỗ"):
        actions.apply(draft, None)
    first, second = (_post(one) for one in country.people[:2])
    actions.place_people(draft, [Placement(first, country.communes[1].key), Placement(second, "")], None)
    actions.apply(draft, None)
    after = mains(DAY)
    assert after[country.people[0].public_id][0] == country.communes[1].key
    assert country.people[1].public_id not in after


@pytest.mark.parametrize("ahead", [False, True])
def test_a_post_entered_ahead_is_held_at_the_successor(country: Country, ahead: bool) -> None:
    east, west = country.communes[:2]
    begins = DAY + dt.timedelta(days=40 if ahead else 0)
    newcomer = make.official("Người Sắp Về")
    make.assignment(newcomer, east, country.clerk, valid_from=begins)
    draft = country.draft(country.merging("xa-moi", "Xã Mới", east, west))
    before = dump()
    actions.apply(draft, None)
    db.session.commit()
    assert mains(begins)[newcomer.public_id][0] == "xa-moi"
    actions.undo(draft, None)
    assert dump() == before


def test_two_posts_that_become_one_and_the_same_are_one(country: Country) -> None:
    east, west = country.communes[:2]
    make.assignment(country.people[0], west, country.clerk, kind=AssignmentKind.CONCURRENT)
    draft = country.draft(country.merging("xa-moi", "Xã Mới", east, west))
    actions.apply(draft, None)
    held = select(func.count()).where(Assignment.official_id == country.people[0].id, Assignment.valid_to > DAY)
    assert db.session.scalar(held) == 1


def test_who_goes_from_one_to_the_other_later_on_keeps_both_posts(country: Country) -> None:
    east, west = country.communes[:2]
    later, mover = DAY + dt.timedelta(days=90), make.official("Người Sẽ Chuyển")
    make.assignment(mover, east, country.clerk, valid_to=later)
    make.assignment(mover, west, country.clerk, valid_from=later)
    draft = country.draft(country.merging("xa-moi", "Xã Mới", east, west))
    before = dump()
    actions.apply(draft, None)
    db.session.commit()
    assert {mains(on)[mover.public_id][0] for on in (DAY, later)} == {"xa-moi"}
    actions.undo(draft, None)
    assert dump() == before


def test_the_rehearsal_refuses_what_applying_refuses(country: Country) -> None:
    newcomer = make.official("Người Sắp Về")
    make.assignment(newcomer, country.communes[0], country.clerk, valid_from=DAY + dt.timedelta(days=40))
    draft = country.draft(country.merging("xa-moi", "Xã Mới", *country.communes[:2]))
    actions.place_people(draft, [Placement(_post(newcomer), "")], None)
    db.session.commit()
    assert "Người Sắp Về có chức vụ ghi trước" in rehearse(draft).refused
    with pytest.raises(Refused, match="Người Sắp Về có chức vụ ghi trước"):
        actions.apply(db.session.scalars(select(Reorganisation)).one(), None)


class TestWhatStandsInTheWay:
    """Drafts that would leave no tree, or change what is on record for later, are refused by name."""

    @pytest.mark.parametrize(
        ("parent", "says"), [("xa-moi", "trực thuộc chính mình"), ("khong-co", "không hoạt động vào ngày 01/07/2025")]
    )
    def test_a_unit_must_hang_under_one_that_stands(self, country: Country, parent: str, says: str) -> None:
        wanted = Wanted("xa-moi", "Xã Mới", Tier.COMMUNE, parent, None)
        with pytest.raises(Refused, match=says):
            actions.apply(country.draft(Step([wanted])), None)

    def test_a_unit_that_changes_later_is_left_alone(self, country: Country) -> None:
        east = country.communes[0]
        later = country.draft(Step([country.wanted(east.key, "Xã Đông Đổi Tên", country.district)]), day=DAY.replace(year=2026))
        actions.apply(later, None)
        with pytest.raises(Refused, match="đã được ghi là “Xã Đông Đổi Tên” từ ngày 01/07/2026"):
            actions.apply(country.draft(country.merging("xa-moi", "Xã Mới", *country.communes[:2])), None)

    def test_an_empty_draft(self, country: Country) -> None:
        with pytest.raises(Refused, match="chưa có thay đổi"):
            actions.apply(country.draft(), None)


class TestUndoing:
    """What was built on a reorganisation keeps it in place, and is named."""

    @pytest.fixture
    def draft(self, country: Country) -> Reorganisation:
        draft = country.draft(country.merging("xa-moi", "Xã Mới", *country.communes[:2]))
        actions.apply(draft, None)
        db.session.commit()
        return draft

    def test_somebody_was_appointed_at_the_new_unit(self, country: Country, draft: Reorganisation) -> None:
        new = db.session.scalars(select(Unit).where(Unit.key == "xa-moi")).one()
        make.assignment(make.official("Người Mới"), new, country.clerk, valid_from=DAY)
        with pytest.raises(Refused, match="Xã Mới đã có chức vụ"):
            self._undo(draft)

    def test_a_post_was_changed_since(self, country: Country, draft: Reorganisation) -> None:
        post = db.session.scalars(
            select(Assignment).where(Assignment.official_id == country.people[0].id, Assignment.valid_from == DAY)
        ).one()
        post.valid_to = dt.date(2026, 1, 1)
        with pytest.raises(Refused, match=country.people[0].full_name):
            self._undo(draft)

    def test_a_later_reorganisation_stands_on_it(self, country: Country, draft: Reorganisation) -> None:
        new = db.session.scalars(select(Unit).where(Unit.key == "xa-moi")).one()
        later = country.draft(country.merging("xa-sau", "Xã Sau", new), day=dt.date(2027, 1, 1))
        actions.apply(later, None)
        db.session.commit()
        with pytest.raises(Refused, match="Không hoàn tác được"):
            self._undo(draft)
        self._undo(later)
        with pytest.raises(Refused, match="bản dự thảo sắp xếp khác"):
            self._undo(draft)
        actions.discard(later, None)
        self._undo(draft)

    def test_what_is_only_derived_goes_with_the_unit(self, country: Country, draft: Reorganisation) -> None:
        country.people[0].born_on, country.people[0].sex = dt.date(1963, 9, 1), Sex.MALE
        assert remind(DAY).new == 1
        self._undo(draft)
        assert db.session.scalars(select(Reminder)).all() == []

    def test_figures_were_frozen_with_the_new_unit_in_them(self, country: Country, draft: Reorganisation) -> None:
        freeze(SnapshotDetails("Sau sắp xếp", DAY), make.account(Role.DEPARTMENT, country.province))
        with pytest.raises(Refused, match="Xã Mới đã có bản chốt số liệu"):
            self._undo(draft)

    def _undo(self, draft: Reorganisation) -> None:
        db.session.commit()
        with db.session.begin_nested():
            actions.undo(draft, None)


class TestThePlanOfSuccessors:
    """It goes to whoever takes the unit over whole, once for each post and term; where nobody does, it ends with the unit."""

    @pytest.fixture
    def drafted(self, country: Country) -> Reorganisation:
        east, west, south, _ = country.communes
        for unit in (east, west, south):
            make.planned(country.people[0], unit, country.clerk, valid_from=dt.date(2025, 3, 1))
        make.planned(country.people[1], east, country.clerk, valid_from=dt.date(2024, 3, 1), valid_to=dt.date(2025, 1, 1))
        parts = [("xa-tren", Extent.PART), ("xa-duoi", Extent.PART)]
        split = Step([country.wanted(key, key) for key, _ in parts], [(south.id, key, extent) for key, extent in parts])
        draft = country.draft(country.merging("xa-moi", "Xã Mới", east, west), split)
        actions.place_people(draft, [Placement(_post(one), "xa-tren") for one in country.people[4:6]], None)
        db.session.commit()
        return draft

    def _lines(self, on: dt.date) -> list[tuple[str, str]]:
        statement = select(Unit.key, Planned.decision).join(Planned, Planned.unit_id == Unit.id)
        return [tuple(row) for row in db.session.execute(statement.where(Planned.valid_from <= on, Planned.valid_to > on))]

    def test_it_follows_and_comes_back(self, drafted: Reorganisation) -> None:
        before, eve = dump(), self._lines(EVE)
        actions.apply(drafted, None)
        db.session.commit()
        assert self._lines(DAY) == [("xa-moi", "7-QĐ/TU")]
        assert self._lines(EVE) == eve
        told = set(db.session.scalars(select(Planned.end_reason).where(Planned.valid_to == DAY)))
        assert told == {"sắp xếp tổ chức, chuyển sang Xã Mới", "sắp xếp tổ chức, không có đơn vị kế thừa chức danh này"}
        actions.undo(drafted, None)
        assert dump() == before

    def test_a_line_ahead_of_the_day_goes_as_it_is_and_comes_back(self, country: Country, drafted: Reorganisation) -> None:
        later = DAY + dt.timedelta(days=20)
        make.planned(country.people[3], country.communes[1], country.clerk, valid_from=later)
        before = dump()
        actions.apply(drafted, None)
        db.session.commit()
        assert self._lines(later) == [("xa-moi", "7-QĐ/TU")] * 2
        actions.undo(drafted, None)
        assert dump() == before

    def test_the_rehearsal_says_what_goes_along_and_what_ends(self, country: Country, drafted: Reorganisation) -> None:
        found = rehearse(drafted)
        name = country.people[0].full_name
        assert (found.refused, found.carried) == ("", 1)
        assert {(one.unit, *one.names) for one in found.dropped} == {("Xã Tây", name), ("Xã Nam", name)}

    def test_a_line_that_was_changed_since_keeps_the_reorganisation_in_place(self, drafted: Reorganisation) -> None:
        actions.apply(drafted, None)
        db.session.commit()
        line = db.session.scalars(select(Planned).where(Planned.valid_from == DAY)).one()
        line.last_year = 2028
        db.session.commit()
        with pytest.raises(Refused, match="Xã Mới: quy hoạch đã được thay đổi"):
            actions.undo(drafted, None)


def test_the_rehearsal_counts_the_people_of_all_posts_that_carry_rights(country: Country) -> None:
    """Somebody of the south stands in for a colleague of the west, which opens the file to the west, too."""
    east, west, south, north = country.communes
    make.assignment(country.people[4], west, country.clerk, kind=AssignmentKind.CONCURRENT)
    accounts = [make.account(Role.HR_OFFICER, unit) for unit in (east, west, south, north)]
    draft = country.draft(country.merging("xa-moi", "Xã Mới", east, west))
    db.session.commit()
    found = {one.username: (one.before, one.people_before, one.after, one.people_after) for one in rehearse(draft).rights}
    assert found == {accounts[0].username: ("Xã Đông", 2, "Xã Mới", 5), accounts[1].username: ("Xã Tây", 3, "Xã Mới", 5)}
