"""Input of archiving."""

from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import InputRequired, Length

from registry.shared.editing import EditForm


class ArchiveForm(EditForm[str]):
    """Why a file goes out of use."""

    reason = StringField(_l("Lý do lưu hồ sơ"), validators=[InputRequired(), Length(max=300)])
    SPANS = {"reason": "g12"}  # noqa: RUF012  declared as a class variable in `EditForm`

    def details(self) -> str:
        """The reason."""
        return self.reason.data or ""
