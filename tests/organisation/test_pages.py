"""The pages of the organisation: the tree of any day, search over all days, a unit with its past and its people."""

import datetime as dt

import pytest
from flask import Flask

from models.accounts import Role
from models.base import BEGINNING
from models.terms import TermKind, TermState
from models.units import Extent, Succession, Tier, Unit
from registry.officials.queries import readable_ids
from registry.shared.database import db
from registry.terms.queries import options
from tests.support import made, make, markup
from tests.support.visitor import Visitor

FROM = dt.date(2025, 7, 1)


@pytest.fixture
def province(app: Flask) -> Unit:  # noqa: ARG001  the units need its context
    return make.province()


def _main(visitor: Visitor, path: str) -> str:
    answer = visitor.get(path)
    assert answer.status_code == 200
    return markup.text_of(next(markup.parsed(answer.text).iter("main")))


def _merged(before: Unit, after: Unit, extent: Extent = Extent.WHOLE) -> None:
    db.session.add(Succession(predecessor_id=before.id, successor_id=after.id, day=FROM, extent=extent))
    db.session.flush()


def test_the_tree_is_that_of_the_day(visitor: Visitor, province: Unit) -> None:
    district = make.unit("Huyện Cũ", Tier.DISTRICT, province, valid_to=FROM)
    make.unit("Xã Trong Huyện", Tier.COMMUNE, district, valid_to=FROM)
    make.unit("Xã Mới", Tier.COMMUNE, province, valid_from=FROM)
    reader = visitor.enter_as(make.account(Role.ADMINISTRATOR, province))
    before, after = _main(reader, "/organisation?on=2025-06-30"), _main(reader, "/organisation?on=2025-07-01")
    assert [name in before for name in ("Huyện Cũ", "Xã Trong Huyện", "Xã Mới")] == [True, True, False]
    assert [name in after for name in ("Huyện Cũ", "Xã Trong Huyện", "Xã Mới")] == [False, False, True]


def test_a_code_that_came_back_for_another_territory_finds_both(visitor: Visitor, province: Unit) -> None:
    old = make.unit("Thị trấn Thiên Cầm", Tier.COMMUNE, province, valid_to=FROM)
    new = make.unit("Xã Thiên Cầm", Tier.COMMUNE, province, valid_from=FROM)
    for unit in (old, new):
        db.session.execute(db.text("UPDATE unit_period SET code = '18676' WHERE unit_id = :id"), {"id": unit.id})
    reader = visitor.enter_as(make.account(Role.CHAIR, new))
    text = _main(reader, "/organisation?q=18676")
    assert text.index("Xã Thiên Cầm") < text.index("Thị trấn Thiên Cầm")
    assert ("từ 01/07/2025" in text, "đến hết 30/06/2025" in text) == (True, True)
    assert "Thị trấn Thiên Cầm" in _main(reader, "/organisation?q=THIEN cam")
    assert "Không có đơn vị nào" in _main(reader, "/organisation?q=1867")


def test_a_unit_tells_what_became_of_it(visitor: Visitor, province: Unit) -> None:
    old = make.unit("Xã Cẩm Quan", Tier.COMMUNE, province, valid_to=FROM)
    new = make.unit("Xã Cẩm Xuyên", Tier.COMMUNE, province, valid_from=FROM)
    _merged(old, new)
    reader = visitor.enter_as(make.account(Role.HR_OFFICER, new))
    ended = _main(reader, f"/organisation/units/{old.key}")
    assert "ngày cuối là 30/06/2025" in ended
    assert "Xã Cẩm Quan chuyển thành" in ended
    assert "Xã Cẩm Xuyên hình thành từ" in _main(reader, f"/organisation/units/{new.key}")


def test_a_renamed_unit_keeps_its_names_in_their_days(visitor: Visitor, province: Unit) -> None:
    renamed = make.unit("Sở Cũ", Tier.DEPARTMENT, province, valid_to=FROM)
    make.period(renamed, "Sở Mới", Tier.DEPARTMENT, province, valid_from=FROM)
    reader = visitor.enter_as(make.account(Role.AUDITOR, province))
    text = _main(reader, f"/organisation/units/{renamed.key}?on=2025-06-30")
    assert text.split().index("Cũ") < text.split().index("Mới")
    assert ("đến hết 30/06/2025" in text, "từ 01/07/2025" in text) == (True, True)


def test_people_of_others_are_neither_named_nor_counted(visitor: Visitor, province: Unit) -> None:
    here, there = make.unit("Xã Này", Tier.COMMUNE, province), make.unit("Xã Kia", Tier.COMMUNE, province)
    for unit, name in ((here, "Trần Thị Gần"), (there, "Lê Văn Xa")):
        make.assignment(make.official(name), unit, make.position("Chủ tịch", Tier.COMMUNE, leadership="commune"))
    reader = visitor.enter_as(make.account(Role.HR_OFFICER, here))
    assert "Trần Thị Gần" in _main(reader, f"/organisation/units/{here.key}")
    other = _main(reader, f"/organisation/units/{there.key}")
    assert ("Xã Kia" in other, "Lê Văn Xa" in other, "1 người" in other) == (True, False, False)
    administrator = visitor.enter_as(make.account(Role.ADMINISTRATOR, province))
    assert "Lê Văn Xa" not in _main(administrator, f"/organisation/units/{there.key}")


def test_an_identification_code_is_one_unit_s_at_a_time(visitor: Visitor, province: Unit) -> None:
    one, other = make.unit("Sở Một", Tier.DEPARTMENT, province), make.unit("Sở Hai", Tier.DEPARTMENT, province)
    writer = visitor.enter_as(make.account(Role.DEPARTMENT, province))
    path = "/organisation/units/{}/code"
    assert writer.submit(path.format(one.key), {"code": "H27.01", "since": "01/01/2026"}).status_code == 302
    refused = writer.submit(path.format(other.key), {"code": "H27.01", "since": "01/02/2026"})
    assert "Mã này là của Sở Một" in refused.text
    assert writer.submit(path.format(one.key), {"code": "H27.11", "since": "01/03/2026"}).status_code == 302
    assert writer.submit(path.format(other.key), {"code": "H27.01", "since": "01/03/2026"}).status_code == 302
    assert "Sở Một" in _main(writer, "/organisation?q=h27.01")


class TestThePastOfAUnit:
    """Whoever took a unit over whole sees its past and its people; whoever took a part does not."""

    def _world(self, province: Unit, extent: Extent) -> tuple[Unit, Unit]:
        old = make.unit("Xã Cẩm Quan", Tier.COMMUNE, province, valid_to=FROM)
        new = make.unit("Xã Cẩm Xuyên", Tier.COMMUNE, province, valid_from=FROM)
        _merged(old, new, extent)
        make.target()
        retired = make.official("Trần Đã Nghỉ")
        make.assignment(
            retired, old, make.position("Công chức", Tier.COMMUNE), valid_from=BEGINNING, valid_to=dt.date(2025, 2, 1)
        )
        make.assignment(make.official("Lê Còn Làm"), old, make.position("Công chức", Tier.COMMUNE), valid_to=FROM)
        return old, new

    def test_the_successor_opens_the_lists_of_that_time(self, visitor: Visitor, province: Unit) -> None:
        _, new = self._world(province, Extent.WHOLE)
        reader = visitor.enter_as(make.account(Role.HR_OFFICER, new))
        assert "Lê Còn Làm" in _main(reader, "/officials?on=2025-06-30")
        assert "Trần Đã Nghỉ" in _main(reader, "/officials?on=2025-01-01")
        assert "1 người chưa đạt" in _main(reader, "/?on=2025-06-30")

    @pytest.mark.parametrize(("extent", "status"), [(Extent.WHOLE, 200), (Extent.PART, 404)])
    def test_files_of_who_retired_or_went_elsewhere(self, visitor: Visitor, province: Unit, extent: Extent, status: int) -> None:
        old, new = self._world(province, extent)
        post = make.position("Công chức", Tier.COMMUNE)
        retired, gone = make.official("Trần Đã Nghỉ Rồi"), make.official("Trần Đã Đi")
        for one in (retired, gone):
            make.assignment(one, old, post, valid_to=dt.date(2025, 2, 1))
        elsewhere = make.unit("Xã Ở Xa", Tier.COMMUNE, province)
        make.assignment(gone, elsewhere, post, valid_from=dt.date(2025, 2, 1))
        account = make.account(Role.HR_OFFICER, new)
        assert (retired.id in readable_ids(account, [retired.id, gone.id])) == (status == 200)
        reader = visitor.enter_as(account)
        assert reader.get(f"/officials/{retired.public_id}").status_code == status
        former = reader.get(f"/officials/{gone.public_id}")
        assert (former.status_code, "Xã Ở Xa" in former.text) == (status, False)

    def test_a_part_gives_no_right_to_the_whole(self, visitor: Visitor, province: Unit) -> None:
        _, new = self._world(province, Extent.PART)
        reader = visitor.enter_as(make.account(Role.HR_OFFICER, new))
        assert "Lê Còn Làm" not in _main(reader, "/officials?on=2025-06-30")

    def test_an_account_goes_with_its_unit(self, visitor: Visitor, province: Unit) -> None:
        old, new = self._world(province, Extent.WHOLE)
        make.official_at(new, "Phạm Mới Về")
        reader = visitor.enter_as(make.account(Role.HR_OFFICER, old))
        text = reader.get("/officials").text
        assert ("Phạm Mới Về" in text, "Xã Cẩm Xuyên" in text) == (True, True)

    def test_colleagues_of_units_that_became_one_share_words_and_views(self, visitor: Visitor, province: Unit) -> None:
        old, new = self._world(province, Extent.WHOLE)
        before = make.account(Role.HR_OFFICER, old)
        make.term(TermKind.INSTITUTION, "Trường Mới Mở", state=TermState.PROPOSED, proposed_by_id=before.id)
        made.saved_view(before, "Của cả xã", shared=True)
        for unit, shares in ((new, True), (old, True), (make.unit("Xã Bên Kia", Tier.COMMUNE, province), False)):
            account = make.account(Role.HR_OFFICER, unit)
            assert bool(options(TermKind.INSTITUTION, "moi mo", account)) == shares
            assert ("Của cả xã" in visitor.enter_as(account).get("/officials").text) == shares

    def test_an_account_of_a_unit_that_just_ended_sees_nobody(self, visitor: Visitor, province: Unit) -> None:
        ended = make.unit("Huyện Cũ", Tier.DISTRICT, province, valid_to=FROM)
        make.official_at(province, "Phạm Của Tỉnh")
        reader = visitor.enter_as(make.account(Role.HR_OFFICER, ended))
        assert "Phạm Của Tỉnh" not in reader.get("/officials").text
