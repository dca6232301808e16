"""How an entry is read before it is saved: what a certificate will be worth, and until when it is usually valid."""

import datetime as dt
from dataclasses import dataclass

from flask_babel import gettext as _

from models.officials import Precision
from models.qualifications import CertificateType, Domain, Level
from registry.qualifications.mapping import EquivalenceTable
from registry.qualifications.records import MAPPED, QualificationDetails
from registry.qualifications.words import section_title
from registry.shared.ages import add_months


@dataclass(frozen=True)
class Reading:
    """`words` say how the entry is read; `counts` is false while it is unfinished, and when no table knows it (`warns`).

    `expires` is the usual end of validity when none was entered, `months` the usual validity of the certificate.
    """

    words: str
    counts: bool
    warns: bool = False
    certain: bool = True
    expires: dt.date | None = None
    months: int | None = None


@dataclass(frozen=True)
class Offered:
    """The levels and certificates among which an entry chooses."""

    levels: dict[int, Level]
    kinds: dict[int, CertificateType]
    table: EquivalenceTable


def reading_of(details: QualificationDetails, offered: Offered) -> Reading:
    """The reading of an entry as it stands, however unfinished."""
    kind = offered.kinds.get(details.certificate_type_id or 0)
    if kind and details.domain in MAPPED:
        return _mapped(details, kind, offered)
    level = offered.levels.get(details.level_id or 0)
    if level is None:
        return Reading(_("Chọn trình độ để sổ biết văn bằng này được tính thế nào."), counts=False)
    name = f"{level.name} {details.field}" if details.domain is Domain.DEGREE and details.field else level.name
    return Reading(f"{section_title(details.domain)}: {name}.", counts=True)


def _mapped(details: QualificationDetails, kind: CertificateType, offered: Offered) -> Reading:
    line = offered.table.line_of(kind.id, details.score, details.issued_on, details.skill_scores)
    expires = _usual_end(details, kind)
    if line is None:
        words, warns = _why_not(details, kind, offered.table)
        return Reading(words, counts=False, warns=warns, expires=expires, months=kind.validity_months)
    level = offered.levels[line.level_id].name
    what = " ".join(part for part in (kind.name, details.score) if part)
    words = _("%(certificate)s tương đương %(level)s.", certificate=what, level=level[:1].lower() + level[1:])
    return Reading(words, counts=True, certain=line.certain, expires=expires, months=kind.validity_months)


def _why_not(details: QualificationDetails, kind: CertificateType, table: EquivalenceTable) -> tuple[str, bool]:
    """Why a certificate is worth no level, and whether that is for good and not only because something is still to be typed."""
    if not table.speaks_of(kind.id):
        return _("Chưa có bảng quy đổi %(name)s ra bậc: ghi được, nhưng chưa được tính vào chỉ tiêu.", name=kind.name), True
    given = details.skill_scores or {}
    if any(not given.get(skill) for skill in table.skills_of(kind.id)):
        return _("Cần điểm của cả bốn kỹ năng để quy đổi %(name)s ra bậc.", name=kind.name), False
    if not table.skills_of(kind.id) and not details.score:
        return _("Cần ghi điểm số hoặc bậc để quy đổi %(name)s.", name=kind.name), False
    return _("Bảng quy đổi không có mức nào cho điểm này: ghi được, nhưng chưa được tính vào chỉ tiêu."), True


def _usual_end(details: QualificationDetails, kind: CertificateType) -> dt.date | None:
    known = details.issued_on is not None and details.issued_precision is Precision.DAY
    if not known or details.issued_on is None or not kind.validity_months:
        return None
    end = add_months(details.issued_on, kind.validity_months)
    return None if details.expires_on and details.expires_on >= details.issued_on else end
