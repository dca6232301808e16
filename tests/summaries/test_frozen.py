"""A snapshot on paper: its figures and seal as frozen, whatever changed since; own units alone; one entry in the trail."""

import datetime as dt

from flask import Flask
from sqlalchemy import select

from models.accounts import Role
from models.audit import AuditEntry
from models.units import Tier
from registry.shared.database import db
from tests.architecture.world import words_of
from tests.snapshots import world
from tests.support import make
from tests.support.visitor import Visitor


def _paper(visitor: Visitor, public_id: str) -> str:
    page = f"/snapshots/{public_id}"
    answer = visitor.submit(page, form="/summaries/snapshots")
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    return " ".join(words_of(answer).split())


def test_the_paper_says_what_was_frozen_with_its_seal(app: Flask, visitor: Visitor) -> None:  # noqa: ARG001  its context
    built = world.build()
    snapshot = built.freeze()
    built.degree_of(built.chi)
    db.session.commit()
    paper = _paper(visitor.enter_as(built.department), snapshot.public_id)
    assert "BÁO CÁO" in paper and "BC-" in paper and "số liệu chốt ngày 31/12/2025" in paper
    assert "2/3" in paper and "1/3" in paper and "3/3" not in paper
    digest = snapshot.digest
    assert digest in paper.replace(" ", "") and f"Niêm phong: {digest[:16]}" in paper
    assert "Không có đợt rà soát trước khi chốt." in paper and "Trước bản này chưa có bản chốt nào." in paper
    entry = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc()).limit(1)).one()
    assert (entry.action, entry.changes["code"][1]) == ("snapshot.printed", digest)


def test_a_commune_prints_its_own_part_in_its_own_name(app: Flask, visitor: Visitor) -> None:  # noqa: ARG001
    built = world.build()
    commune = make.unit("Xã Cẩm Bình", Tier.COMMUNE, built.province, valid_from=dt.date(2020, 1, 1))
    make.official_at(commune)
    snapshot = built.freeze()
    paper = _paper(visitor.enter_as(make.account(Role.CHAIR, commune)), snapshot.public_id)
    assert "XÃ CẨM BÌNH" in paper and "0/1" in paper and "2/3" not in paper and "Phụ lục" not in paper
