"""Input of bonds."""

from collections.abc import Mapping
from decimal import Decimal
from typing import ClassVar

from flask_babel import lazy_gettext as _l
from wtforms import DecimalField, IntegerField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from models.classes import Bond
from registry.bonds.records import BondDetails, Settlement
from registry.shared.editing import EditForm
from registry.shared.forms import DayField
from registry.shared.text import clean

_DAY = _l("Hãy ghi ngày dd/mm/yyyy.")
USUAL = Decimal(3)
"""Times the length of study: Decree 171/2025."""


class BondForm(EditForm[BondDetails]):
    """Studies that bind."""

    title = StringField(_l("Khoá học"), validators=[InputRequired(_l("Hãy ghi khoá học.")), Length(max=200)])
    studied_from = DayField(_l("Học từ ngày"), validators=[InputRequired(_DAY)])
    studied_to = DayField(_l("Học xong ngày"), validators=[InputRequired(_DAY)])
    factor = DecimalField(
        _l("Cam kết gấp mấy lần thời gian học"),
        validators=[InputRequired(), NumberRange(Decimal("0.5"), 10)],
        places=None,
        description=_l("NĐ 171/2025/NĐ-CP: ít nhất 3 lần."),
    )
    cost = IntegerField(
        _l("Chi phí khoá học (đồng)"),
        validators=[Optional(), NumberRange(0, 2 * 10**9)],
        description=_l("Học phí và chi phí khác, không kể tiền lương."),
    )
    note = StringField(_l("Ghi chú, văn bản"), validators=[Optional(), Length(max=300)])
    SPANS: ClassVar[Mapping[str, str]] = {
        **dict.fromkeys(("title", "note"), "g12"),
        **dict.fromkeys(("studied_from", "studied_to"), "g3 half"),
        **dict.fromkeys(("factor", "cost"), "g3 half"),
    }

    def show(self, bond: Bond | None) -> None:
        """Fill in what is on record, or the usual factor."""
        if bond is None:
            self.factor.data = USUAL
            return
        self.version.data = str(bond.version)
        for name in ("title", "studied_from", "studied_to", "cost", "note"):
            self[name].data = getattr(bond, name)
        self.factor.data = bond.factor.normalize()

    def details(self) -> BondDetails:
        """The bond as typed."""
        return BondDetails(
            title=clean(self.title.data or ""),
            studied_from=self.studied_from.day,
            studied_to=self.studied_to.day,
            factor=Decimal(self.factor.data or 0).quantize(Decimal("0.1")),
            cost=self.cost.data,
            note=clean(self.note.data or "") or None,
        )


class ReleaseForm(EditForm[Settlement]):
    """Somebody is released from a bond."""

    day = DayField(_l("Miễn từ ngày"), validators=[InputRequired(_DAY)])
    reason = StringField(_l("Lý do, văn bản"), validators=[InputRequired(_l("Hãy ghi lý do, văn bản.")), Length(max=300)])
    SPANS: ClassVar[Mapping[str, str]] = {"day": "g4", "reason": "g8"}

    def details(self) -> Settlement:
        """The day and the reason."""
        return Settlement(self.day.day, clean(self.reason.data or "") or None)


class RepaymentForm(EditForm[Settlement]):
    """What is owed was paid back."""

    day = DayField(_l("Nộp đủ ngày"), validators=[InputRequired(_DAY)])

    def details(self) -> Settlement:
        """The day."""
        return Settlement(self.day.day)
