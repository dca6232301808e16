"""Loading the reference data: again and again with the same result, and never over what the Department did."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, event, func, select

from models.base import FOREVER
from models.positions import Leadership, Position, StaffCategory
from models.qualifications import Equivalence
from models.targets import Exemption, TargetVersion
from models.units import Tier, Unit, UnitAlias, UnitPeriod
from registry.exemptions.actions import remove_exemption
from registry.exemptions.queries import acts_on
from registry.rules.actions import begin, publish
from registry.rules.queries import family_of
from registry.rules.versions import versions_of
from registry.shared.database import db
from registry.shared.transaction import transaction
from seeds import resolution
from seeds.reference import load_reference
from seeds.resolution import load_targets
from seeds.shelf import Shelf
from seeds.tables import BadData, document, lines, place_of


@pytest.fixture
def writes() -> Iterator[list[str]]:
    """Statements that change rows, as they are sent."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.startswith(("INSERT", "UPDATE", "DELETE")):
            sent.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    yield sent
    event.remove(Engine, "before_cursor_execute", note)


@pytest.mark.usefixtures("app")
def test_a_second_load_changes_nothing_and_writes_nothing(writes: list[str]) -> None:
    with transaction():
        first = load_reference()
    assert all(first.values())
    writes.clear()
    with transaction():
        second = load_reference()
    assert set(second) == set(first)
    assert not any(second.values())
    assert writes == []


@pytest.mark.usefixtures("app")
def test_a_row_that_differs_from_its_line_is_put_right() -> None:
    load_reference()
    commune = db.session.scalars(
        select(UnitPeriod).join(Unit, Unit.id == UnitPeriod.unit_id).where(Unit.key == "xa-cam-xuyen")
    ).one()
    commune.name, commune.code = "Xã Cẩm Suyên", "1"
    db.session.flush()
    assert load_reference()["unit_periods"] == 1
    assert (commune.name, commune.code) == ("Xã Cẩm Xuyên", "18673")


@pytest.mark.usefixtures("app")
def test_rows_of_the_department_stay() -> None:
    load_reference()
    db.session.add(
        Position(
            key="truong-ban-quan-ly",
            title="Trưởng ban quản lý",
            tier=Tier.DEPARTMENT,
            category=StaffCategory.CIVIL_SERVANT,
            leadership=Leadership.DIVISION,
            valid_from=dt.date(2026, 1, 1),
            valid_to=FOREVER,
        )
    )
    unit = db.session.scalars(select(Unit).where(Unit.key == "so-noi-vu")).one()
    db.session.add(UnitAlias(unit_id=unit.id, folded="so nv tinh"))
    db.session.flush()
    assert not any(load_reference().values())
    assert db.session.scalar(select(func.count()).where(Position.key == "truong-ban-quan-ly")) == 1
    assert db.session.scalar(select(func.count()).where(UnitAlias.folded == "so nv tinh")) == 1


@pytest.mark.usefixtures("app")
def test_versions_and_exemptions_that_the_department_changed_stay_changed() -> None:
    load_reference()
    version = db.session.scalars(select(TargetVersion).order_by(TargetVersion.id)).first()
    exemption = db.session.scalars(select(Exemption).order_by(Exemption.id)).first()
    assert version
    assert exemption
    version.basis_number, version.valid_to = "08-NQ/TU", dt.date(2026, 1, 1)
    exemption.basis = "Theo quyết định của tỉnh"
    db.session.flush()
    assert not any(load_reference().values())
    assert (version.basis_number, version.valid_to) == ("08-NQ/TU", dt.date(2026, 1, 1))
    assert exemption.basis == "Theo quyết định của tỉnh"


@pytest.mark.usefixtures("app")
def test_a_version_published_here_is_kept_and_the_files_add_none_to_that_target(monkeypatch: pytest.MonkeyPatch) -> None:
    load_reference()
    family = family_of("T2")
    draft = begin(family, 1, None)
    draft.valid_from, draft.wording = dt.date(2026, 1, 1), "Lời văn của Sở"
    db.session.flush()
    version = publish(draft, draft.version, None)
    assert not any(load_reference().values())
    data = document("targets.toml")
    for one in data["target"]:  # the next release of the files brings a second version of every target
        one["version"] |= {"number": 3, "valid_from": dt.date(2027, 1, 1)}
    monkeypatch.setattr(resolution, "document", lambda _name: data)
    load_targets()
    stands = [(one.number, one.valid_from, one.valid_to) for one in versions_of(family.target.id)]
    assert stands == [(1, dt.date(2022, 1, 1), dt.date(2026, 1, 1)), (2, dt.date(2026, 1, 1), FOREVER)]
    assert version.wording == "Lời văn của Sở"
    assert len(versions_of(family_of("T3").target.id)) == 2


def test_a_bad_cell_is_told_with_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("# what it is\n\nkey,valid_from,valid_to,rank,flag\na,2025-13-01,,x,perhaps\n", "utf-8")
    line = next(iter(lines("list.csv", ("key", "valid_from", "valid_to", "rank", "flag"), tmp_path)))
    with pytest.raises(BadData, match=r"list\.csv:4: valid_from is no day .*2025-13-01"):
        line.period()
    with pytest.raises(BadData, match=r"list\.csv:4: rank is no whole number: x"):
        line.whole("rank")
    with pytest.raises(BadData, match=r"list\.csv:4: flag is neither yes nor no"):
        line.flag("flag")
    with pytest.raises(BadData, match=r"list\.csv:4: key is none of province, department"):
        line.word("key", Tier)


def test_a_wrong_header_or_a_ragged_line_is_told_with_file_and_line(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text("key,name\na,b,c\n", "utf-8")
    with pytest.raises(BadData, match=r"list\.csv:1: the columns are key, name, not key, title"):
        list(lines("list.csv", ("key", "title"), tmp_path))
    with pytest.raises(BadData, match=r"list\.csv:2: 3 cells under 2 columns"):
        list(lines("list.csv", ("key", "name"), tmp_path))


@pytest.mark.usefixtures("app")
def test_a_line_that_comes_twice_is_refused() -> None:
    units = Shelf(Unit, "key")
    units.put("units.csv:7", key="xa-moi")
    with pytest.raises(BadData, match=r"units\.csv:9: says again what units\.csv:7 says"):
        units.put("units.csv:9", key="xa-moi")


def test_values_of_a_toml_file_are_told_with_their_line() -> None:
    name, _, number = place_of("targets.toml", 'code = "T2"').partition(":")
    assert name == "targets.toml"
    assert int(number) > 80


@pytest.mark.usefixtures("app")
def test_numbers_come_back_as_they_were_written() -> None:
    load_reference()
    db.session.flush()
    db.session.expire_all()
    assert {str(score) for score in db.session.scalars(select(Equivalence.score_from)) if score} >= {"5.5", "46.0"}


@pytest.mark.usefixtures("app")
def test_an_exemption_that_was_taken_away_does_not_come_back_with_the_files() -> None:
    load_reference()
    acts = acts_on(dt.date(2026, 11, 23))
    assert acts
    remove_exemption(acts[0], "Ghi nhầm", None)
    db.session.flush()
    load_reference()
    assert [one.key for one in acts_on(dt.date(2026, 11, 23))] == [one.key for one in acts[1:]]
