"""The form every form is built on: one typed record out, refusals of actions shown at their field, Vietnamese messages."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from flask_babel import Domain
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from wtforms import DateField, Field, SelectMultipleField, StringField
from wtforms.widgets import CheckboxInput, ListWidget, TextInput

from models.officials import Precision
from registry.shared.database import db
from registry.shared.dates import partial_date, read_partial_date, vn_date
from registry.shared.refusal import Refused
from registry.shared.text import spelled

Details = TypeVar("Details")

_RUN_TOGETHER = re.compile(r"(\d\d)?(\d\d)((?:19|20)\d\d)")
_BETWEEN = re.compile(r"[\s.\-]+")
_messages = Domain(domain="wtforms")


class NameField(StringField):
    """The name of a person; capitals are put where they belong."""

    def process_formdata(self, valuelist: list[Any]) -> None:  # the name that WTForms calls
        """Take the name as it is spelled, whatever the keyboard's lock said."""
        if valuelist:
            self.data = spelled(str(valuelist[0]))


class NumberField(StringField):
    """A personal number: what people put between its digits to read it is dropped."""

    def process_formdata(self, valuelist: list[Any]) -> None:  # the name that WTForms calls
        """Take the digits; anything but blanks, dots and hyphens stays, to be refused."""
        if valuelist:
            self.data = _BETWEEN.sub("", str(valuelist[0]))

    def _value(self) -> str:
        return " ".join(str(typed) for typed in self.raw_data) if self.raw_data else self.data or ""


def _parted(typed: str) -> str:
    """The keypad of a telephone has no stroke: `05031990` is 05/03/1990, and `031990` is 03/1990."""
    found = _RUN_TOGETHER.fullmatch(typed.strip())
    return "/".join(part for part in found.groups() if part) if found else typed.strip()


class DayField(DateField):
    """A day typed as dd/mm/yyyy. The browser's own date control would show it in the order of the browser's language."""

    widget = TextInput()

    def __init__(self, label: str, **options: Any) -> None:
        super().__init__(label, format=["%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y"], **options)

    def process_formdata(self, valuelist: list[Any]) -> None:  # the name that WTForms calls
        """Read the day, also as a telephone types it."""
        super().process_formdata([_parted(str(typed)) for typed in valuelist])

    @property
    def day(self) -> dt.date:
        """The day of a field that is required and was validated."""
        if self.data is None:
            raise ValueError(self.name)
        return self.data

    def _value(self) -> str:
        return " ".join(self.raw_data) if self.raw_data else vn_date(self.data)


class PartialDateField(Field):
    """A date as far as it is known: dd/mm/yyyy, mm/yyyy or yyyy. `data` is its first possible day and its precision, or None."""

    widget = TextInput()
    data: tuple[dt.date, Precision] | None

    def _value(self) -> str:
        if self.raw_data:
            return " ".join(str(typed) for typed in self.raw_data)
        return partial_date(*self.data) if self.data else ""

    def process_formdata(self, valuelist: list[Any]) -> None:  # the name that WTForms calls
        """Read what was typed; an empty field is no date."""
        typed = _parted(str(valuelist[0])) if valuelist else ""
        self.data = read_partial_date(typed)
        if typed and self.data is None:
            raise ValueError(_("Hãy ghi dd/mm/yyyy, hoặc mm/yyyy, hoặc chỉ năm."))


class ManyField(SelectMultipleField):
    """Several choices as boxes to tick."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class MonthField(Field):
    """A month typed as mm/yyyy, or in full as a day of it, or only the year. `data` is the first day of the month, or None."""

    widget = TextInput()
    data: dt.date | None

    def _value(self) -> str:
        if self.raw_data:
            return " ".join(str(typed) for typed in self.raw_data)
        return partial_date(self.data, Precision.MONTH)

    def process_formdata(self, valuelist: list[Any]) -> None:  # the name that WTForms calls
        """Read what was typed; an empty field is no month. A year stands for its first month."""
        typed = _parted(str(valuelist[0])) if valuelist else ""
        read = read_partial_date(typed)
        self.data = read[0].replace(day=1) if read else None
        if typed and self.data is None:
            raise ValueError(_("Hãy ghi mm/yyyy."))


class Form(FlaskForm, Generic[Details]):  # type: ignore[misc]  # Flask-WTF has no types
    """A form that hands its input over as one record."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        """Messages of validators from our catalogue, in the language of the page."""

        def get_translations(self, _form: object) -> Any:  # the name that WTForms calls
            """Give WTForms the catalogue under the method names it expects."""
            catalogue = _messages.get_translations()
            return _Catalogue(catalogue.ugettext, catalogue.ungettext)

    def details(self) -> Details:
        """The validated input as one typed record."""
        raise NotImplementedError(type(self).__name__)

    def accepts(self, action: Callable[[Details], object]) -> bool:
        """Run the action on the input. A refusal undoes what it did, stands at its field, and gives False."""
        try:
            with db.session.begin_nested():
                action(self.details())
        except Refused as refusal:
            self.refuse(refusal)
            return False
        return True

    def refuse(self, refusal: Refused) -> None:
        """Show a refusal at its field, or over the form when it belongs to none."""
        field: Field | None = self._fields.get(refusal.field)
        if field is None:
            self.form_errors.append(refusal.message)
        else:
            field.errors = [*field.errors, refusal.message]


class _Catalogue:
    def __init__(self, gettext: Callable[[str], str], ngettext: Callable[[str, str, int], str]) -> None:
        self.gettext = gettext
        self.ngettext = ngettext
