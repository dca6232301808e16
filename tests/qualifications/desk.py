"""An official and the lists that forms choose from: levels, certificates, and the tables that say what a score is worth."""

from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import select

from models.officials import Official
from models.qualifications import CertificateType, Domain, Language, Level, Qualification
from models.units import Tier, Unit
from registry.shared.database import db
from tests.support import make, markup
from tests.support.visitor import Visitor


@dataclass
class Desk:
    """What lies on the desk of an HR officer who adds to the file of an official."""

    unit: Unit
    beside: Unit
    official: Official
    college: Level
    degree: Level
    theory: Level
    basic: Level
    third: Level
    fourth: Level
    english: Language
    french: Language
    ielts: CertificateType
    toeic: CertificateType
    unmapped: CertificateType

    def path(self, domain: Domain) -> str:
        """Where something is added to the file."""
        return f"/officials/{self.official.public_id}/qualifications/new?domain={domain.value}"

    def held(self) -> list[Qualification]:
        """Everything on the file, the newest record last."""
        statement = select(Qualification).where(Qualification.official_id == self.official.id).order_by(Qualification.id)
        return list(db.session.scalars(statement))


def settle() -> Desk:
    """Add units, the target T1 (a degree and political theory), the lists, and an official born on 1 January 1980."""
    root = make.unit("Tỉnh Hà Tĩnh", Tier.PROVINCE)
    unit, beside = make.unit("Xã Cẩm Xuyên", Tier.COMMUNE, root), make.unit("Xã Hương Khê", Tier.COMMUNE, root)
    make.target("T1", {"every": [{"holds": {"domain": "degree", "rank": 4}}, {"holds": {"domain": "theory", "rank": 1}}]})
    english, french = make.language("Tiếng Anh"), make.language("Tiếng Pháp")
    desk = Desk(
        unit,
        beside,
        make.official_at(unit, "Nguyễn Thị Nhung"),
        make.level(Domain.DEGREE, "Cao đẳng", 3),
        make.level(Domain.DEGREE, "Đại học", 4),
        make.level(Domain.THEORY, "Sơ cấp", 1),
        make.level(Domain.DIGITAL, "Kỹ năng CNTT cơ bản", 1),
        make.level(Domain.LANGUAGE, "Bậc 3", 3),
        make.level(Domain.LANGUAGE, "Bậc 4", 4),
        english,
        french,
        make.certificate_type("IELTS", validity_months=24, language_code=english.code),
        make.certificate_type("TOEIC bốn kỹ năng", language_code=english.code),
        make.certificate_type("TOEIC nghe đọc", language_code=english.code),
    )
    make.equivalence(desk.ielts, desk.third, score_from=Decimal("4.0"), score_to=Decimal("5.0"))
    make.equivalence(desk.ielts, desk.fourth, score_from=Decimal("5.5"), score_to=Decimal("6.5"), certain=False)
    for skill in ("listening", "reading", "speaking", "writing"):
        make.equivalence(desk.toeic, desk.third, skill=skill, score_from=Decimal(100), score_to=Decimal(200))
        make.equivalence(desk.toeic, desk.fourth, skill=skill, score_from=Decimal(201), score_to=Decimal(400))
    return desk


def refusals(page: str) -> dict[str, str]:
    """What is wrong with each field of a form that was not accepted: name of the field → sentence."""
    tree = markup.parsed(page)
    texts = {each.get("id", ""): markup.text_of(each) for each in tree.iter() if each.get("id")}
    return {
        control.get("name", ""): " ".join(
            texts[tie] for tie in control.get("aria-describedby", "").split() if tie.endswith("-error")
        )
        for control in tree.iter()
        if control.get("aria-invalid") == "true"
    }


def fill(visitor: Visitor, path: str, fields: dict[str, str]) -> str:
    """Send the form at a path with these fields; the page that comes back when it was refused."""
    answer = visitor.submit(path, fields, form="qualifications")
    assert answer.status_code == 200, answer.status
    return answer.text
