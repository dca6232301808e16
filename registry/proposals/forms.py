"""Input of the room: the answer to each field of a proposal."""

from flask import request
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField

from registry.shared.forms import Form
from registry.shared.text import clean


class AnswerForm(Form[dict[str, str]]):
    """For each field of a proposal yes, or no with a reason. The fields are those of the proposal, so they are read by name."""

    version = HiddenField(_l("Phiên bản"))

    def details(self) -> dict[str, str]:
        """The reason of each field that is refused; an empty one when none was given."""
        refused = [name.removeprefix("answer-") for name, value in request.form.items() if value == "no"]
        return {name: clean(request.form.get(f"reason-{name}", ""))[:300] for name in refused}
