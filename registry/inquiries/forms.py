"""Input of the room: what a letter asks about, and what came back."""

from collections.abc import Mapping, Sequence

from flask_babel import lazy_gettext as _l
from wtforms import StringField
from wtforms.validators import InputRequired, Length

from models.qualifications import Qualification
from registry.inquiries.actions import Answer, Reply
from registry.shared.forms import DayField, Form
from registry.shared.text import clean

NOT_IN_REGISTER = "Nơi cấp trả lời không đúng với sổ gốc."


class AnswerForm(Form[Answer]):
    """The letter back: number and date, and for each qualification `reply-…`, `reason-…`, `seen-…`, by public id."""

    document = StringField(_l("Số văn bản trả lời"), validators=[InputRequired(), Length(max=120)])
    document_date = DayField(_l("Ngày văn bản"), validators=[InputRequired()])

    def about(self, qualifications: Sequence[Qualification], sent: Mapping[str, str]) -> "AnswerForm":
        """What the letter asked about, and what was sent of it."""
        self.qualifications, self.sent = qualifications, sent
        return self

    def details(self) -> Answer:
        """The answer; what it does not speak of waits on."""
        replies = [
            self._reply(one) for one in self.qualifications if self.sent.get(f"reply-{one.public_id}") in {"right", "wrong"}
        ]
        return Answer(clean(self.document.data or ""), self.document_date.data, replies)

    def _reply(self, one: Qualification) -> Reply:
        seen = self.sent.get(f"seen-{one.public_id}", "")
        reason = clean(self.sent.get(f"reason-{one.public_id}", ""))[:300] or NOT_IN_REGISTER
        right = self.sent[f"reply-{one.public_id}"] == "right"
        return Reply(one, int(seen) if seen.isdecimal() and len(seen) < 10 else 0, right, None if right else reason)
