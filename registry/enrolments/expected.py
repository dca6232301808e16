"""What people in classes will hold, for figures of days to come."""

import datetime as dt
from collections.abc import Mapping, Sequence

from sqlalchemy import select

from models.classes import Enrolment, TrainingClass
from models.programmes import Programme
from models.qualifications import CertificateType, Level
from registry.enrolments.queries import ON_THE_WAY, OVER
from registry.judgement.facts import Credential
from registry.judgement.supposing import earned
from registry.shared.database import db

Studies = Mapping[int, Sequence[Credential]]
"""Official → what the classes will give on their last days."""


def studies_between(since: dt.date, until: dt.date) -> Studies:
    """What those accepted, sent or attending hold from a last day after `since` and up to `until`, if they complete."""
    statement = (
        select(
            *(Enrolment.id, Enrolment.official_id, TrainingClass.last_day, Programme.domain, Programme.language_code),
            *(Level.rank, CertificateType.validity_months, CertificateType.key),
        )
        .join(TrainingClass, TrainingClass.id == Enrolment.class_id)
        .join(Programme, Programme.id == TrainingClass.programme_id)
        .join(Level, Level.id == Programme.level_id)
        .outerjoin(CertificateType, CertificateType.id == Programme.certificate_type_id)
        .where(Enrolment.state.in_(ON_THE_WAY), TrainingClass.state.not_in(OVER))
        .where(TrainingClass.last_day > since, TrainingClass.last_day <= until)
        .order_by(Enrolment.id)
    )
    found: dict[int, list[Credential]] = {}
    for number, official_id, day, domain, language, rank, months, key in db.session.execute(statement):
        gives = earned(number, domain.value, rank, day, months, language=language, certificate_type=key)
        found.setdefault(official_id, []).append(gives)
    return found
