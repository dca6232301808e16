"""What may be chosen before printing."""

import enum
from collections.abc import Sequence

from flask_babel import lazy_gettext as _l
from wtforms import RadioField

from registry.shared.forms import Form
from registry.summaries.offices import Office


class InNameOf(enum.StrEnum):
    """Whose letterhead the paper bears: of the account's own office, or of the unit it is about."""

    OWN = "own"
    UNIT = "unit"


class PrintForm(Form[InNameOf]):
    """The office that issues. A form that says nothing means the account's own."""

    office = RadioField(_l("Cơ quan ban hành"), default=InNameOf.OWN.value)

    def offer(self, offices: Sequence[Office]) -> "PrintForm":
        """Let the first office, and the second if there is one, be chosen."""
        self.office.choices = [(word.value, office.name) for word, office in zip(InNameOf, offices, strict=False)]
        return self

    def details(self) -> InNameOf:
        """The choice."""
        return InNameOf(self.office.data)
