"""Input of the queue: why something is right as it stands."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, StringField
from wtforms.validators import InputRequired, Length

from models.findings import Finding
from registry.shared.forms import Form
from registry.shared.text import clean


class ReasonForm(Form[str]):
    """The reason for leaving a record as it is."""

    reason = StringField(
        _l("Vì sao đúng như vậy"),
        validators=[InputRequired(_l("Hãy ghi lý do.")), Length(max=300)],
        description=_l("Ví dụ: đã xem bản gốc, ngày sinh đã cải chính theo Quyết định số …"),
    )
    version = HiddenField()

    def __init__(self, finding: Finding, **options: Any) -> None:
        super().__init__(data={"version": str(finding.version)}, **options)

    def details(self) -> str:
        """The reason."""
        return clean(self.reason.data or "")
