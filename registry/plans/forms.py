"""Input of plans and of their classes."""

from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from wtforms import IntegerField, SelectField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from models.qualifications import CertificateType, Language, Level
from registry.compliance.catalogue import targets_on
from registry.compliance.vocabulary import domain_name, tier_name
from registry.plans.actions import ClassDetails, PlanDetails
from registry.shared.clock import today
from registry.shared.database import db
from registry.shared.forms import DayField, Form, ManyField
from registry.shared.text import capital, clean

_DAY = _l("Hãy ghi ngày dd/mm/yyyy.")
_TIERS = ("department", "commune", "province")


class PlanForm(Form[PlanDetails]):
    """What a plan is for; the day is the latest deadline unless told otherwise."""

    name = StringField(_l("Tên phương án"), validators=[InputRequired(_l("Hãy ghi tên.")), Length(max=120)])
    codes = ManyField(_l("Chỉ tiêu cần đạt"), validators=[InputRequired(_l("Hãy chọn ít nhất một chỉ tiêu."))])
    until = DayField(_l("Cần đạt vào ngày"), validators=[InputRequired(_DAY)])

    def __init__(self, **options: Any) -> None:
        targets = targets_on(today())
        ahead = [each.version.deadline for each in targets if each.version.deadline and each.version.deadline > today()]
        super().__init__(data={"until": max(ahead, default=None)}, **options)
        self.codes.choices = [(each.code, f"{each.code} · {each.short_title_shown}") for each in targets]

    def details(self) -> PlanDetails:
        """The plan."""
        return PlanDetails(clean(self.name.data or ""), tuple(self.codes.data or ()), self.until.day)


class ClassForm(Form[ClassDetails]):
    """A class: what it gives, seats, cost, days, who may go."""

    title = StringField(_l("Tên lớp"), validators=[InputRequired(_l("Hãy ghi tên lớp.")), Length(max=160)])
    level = SelectField(_l("Học xong đạt"), validators=[InputRequired(_l("Hãy chọn trình độ."))])
    certificate_type = SelectField(_l("Loại chứng chỉ"), description=_l("Quyết định chứng chỉ còn hạn đến bao giờ"))
    language = SelectField(_l("Ngoại ngữ"))
    seats = IntegerField(_l("Số chỗ"), validators=[InputRequired(_l("Hãy ghi số chỗ.")), NumberRange(1, 100_000)])
    cost = IntegerField(
        _l("Chi phí một người (đồng)"), validators=[InputRequired(_l("Hãy ghi chi phí, 0 nếu không mất.")), NumberRange(0, 10**9)]
    )
    first_day = DayField(_l("Khai giảng"), validators=[InputRequired(_DAY)])
    last_day = DayField(_l("Cấp chứng chỉ"), validators=[InputRequired(_DAY)], description=_l("Bằng cấp được tính từ ngày này"))
    least_level = SelectField(_l("Người học phải có từ"))
    oldest = IntegerField(_l("Không quá (tuổi)"), validators=[Optional(), NumberRange(18, 80)])
    tiers = ManyField(_l("Dành cho cấp"), description=_l("Không chọn là mọi cấp"))

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._levels = {
            level.id: level for level in db.session.scalars(select(Level).order_by(Level.domain, Level.rank, Level.id))
        }
        self._kinds = {kind.id: kind for kind in db.session.scalars(select(CertificateType).order_by(CertificateType.name))}
        levels = [(str(key), f"{capital(domain_name(each.domain))}: {each.name}") for key, each in self._levels.items()]
        self.level.choices = [("", "–"), *levels]
        self.least_level.choices = [("", _l("không đòi hỏi")), *levels]
        self.certificate_type.choices = [("", "–"), *((str(key), each.name) for key, each in self._kinds.items())]
        tongues = db.session.execute(select(Language.code, Language.name).where(Language.common).order_by(Language.name)).all()
        self.language.choices = [("", "–"), *((code, name) for code, name in tongues)]
        self.tiers.choices = [(tier, capital(tier_name(tier))) for tier in _TIERS]

    def details(self) -> ClassDetails:
        """The class."""
        return ClassDetails(
            title=clean(self.title.data or ""),
            level=self._levels[int(self.level.data)],
            certificate_type=self._kinds[int(self.certificate_type.data)] if self.certificate_type.data else None,
            language_code=self.language.data or None,
            seats=self.seats.data or 0,
            cost=self.cost.data or 0,
            first_day=self.first_day.day,
            last_day=self.last_day.day,
            least_level=self._levels[int(self.least_level.data)] if self.least_level.data else None,
            oldest=self.oldest.data,
            tiers=tuple(self.tiers.data or ()),
        )
