"""Input of the room: the answer to each field of a proposal."""

from collections.abc import Collection
from typing import Any

from flask import request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField

from registry.shared.forms import Form
from registry.shared.refusal import Refused
from registry.shared.text import clean


class AnswerForm(Form[dict[str, str]]):
    """For each field of a proposal yes, or no with a reason. The fields are those of the proposal, so they are read by name."""

    version = HiddenField(_l("Phiên bản"))

    def __init__(self, version: str, asked: Collection[str], **options: Any) -> None:
        super().__init__(data={"version": version}, **options)
        self._asked = asked

    def answer(self, name: str) -> str:
        """What was answered about a field, "" for nothing."""
        return request.form.get(f"answer-{name}", "")

    def reason(self, name: str) -> str:
        """Why not, as typed."""
        return clean(request.form.get(f"reason-{name}", ""))[:300]

    def details(self) -> dict[str, str]:
        """The reason of each field that is refused; an empty one when none was given. Refused while a field has no answer."""
        if any(self.answer(name) not in ("yes", "no") for name in self._asked):
            raise Refused("", _("Hãy trả lời từng mục: đồng ý, hay không."))
        return {name: self.reason(name) for name in self._asked if self.answer(name) == "no"}
