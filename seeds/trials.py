"""Test people of the targets in the demonstration, and the draft of a next version, waiting for the Department."""

import datetime as dt
from typing import Any

from sqlalchemy import select

from models.rules import Expected, RuleDraft, TestPerson
from models.targets import Target, TargetVersion
from registry.rules.drafts import begun_from
from registry.shared.clock import now
from registry.shared.database import db
from seeds.province.dice import Dice

_ON = dt.date(2026, 6, 1)
_STANDARD = (("degree:4", "06/2012"), ("theory:1", "2016"), ("state_management:1", ""), ("digital:1", ""))
_ENGLISH = (("language:3", "15/03/2023"),)
# target, name, what must come out, position, birth date, qualifications
PEOPLE = (
    ("T1", "Chuyên viên xã đủ chuẩn", Expected.MET, "chuyen-vien", "12/05/1990", _STANDARD),
    ("T1", "Phó Chủ tịch HĐND xã mới có sơ cấp lý luận", Expected.UNMET, "pho-chu-tich-hdnd", "20/10/1982", _STANDARD),
    ("T1", "Chuyên viên sở", Expected.OUTSIDE, "chuyen-vien-so", "1988", _STANDARD),
    ("T2", "Phó Giám đốc sở 39 tuổi có ngoại ngữ bậc 3", Expected.MET, "pho-giam-doc-so", "02/06/1986", _ENGLISH),
    ("T2", "Phó Giám đốc sở đúng ngày tròn 40 tuổi", Expected.OUTSIDE, "pho-giam-doc-so", "01/06/1986", _ENGLISH),
)
_NEXT = dt.date(2027, 1, 1)


def plant_trials(dice: Dice) -> None:
    """Keep the test people, and begin the next version of T2: from 2027 on, level 4."""
    targets = {one.code: one for one in db.session.scalars(select(Target))}
    for code, name, expected, position, born, held in PEOPLE:
        facts = {"position": position, "category": "", "born": born, "held": [_held(*one) for one in held]}
        person = {"name": name, "expected": expected, "on": _ON, "facts": facts}
        db.session.add(TestPerson(public_id=dice.public_id(), target_id=targets[code].id, **person))
    version = db.session.scalars(select(TargetVersion).where(TargetVersion.target_id == targets["T2"].id)).one()
    said = begun_from(version, {"T2": version})
    holds = said["parts"]["T2"]["requirement"]["holds"]
    said["parts"] = {"T2": {"requirement": {"holds": {**holds, "rank": 4}}, "note": None}}
    said |= {"note": "Nâng mức ngoại ngữ lên bậc 4 như QĐ 1659/QĐ-TTg; cần kiểm tra."}
    db.session.add(RuleDraft(target_id=targets["T2"].id, valid_from=_NEXT, changed_at=now(), **said))
    db.session.flush()


def _held(level: str, issued: str) -> dict[str, Any]:
    language = "en" if level.startswith("language") else ""
    return {"level": level, "type": "", "language": language, "issued": issued, "expires": None, "verified": True}
