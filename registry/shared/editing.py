"""Forms that open where the record stands, and as pages of their own; two people who edit at once lose nothing."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from flask import make_response, render_template, request
from flask_babel import gettext as _
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.wrappers import Response
from wtforms import HiddenField, SelectField

from registry.shared.database import db
from registry.shared.forms import Details, Form


@dataclass(frozen=True)
class Place:
    """Where a form belongs: what it does, whose record it is, the part of the record that it opens in, where to go back to."""

    title: str
    owner: str
    back: str
    slot: str
    note: str = ""
    removal: str = ""
    """Address that takes the record away."""
    offers: Mapping[str, Iterable[str]] = field(default_factory=dict)
    """Field → wordings to choose from as one types."""
    above: tuple[str, str] | None = None
    """The list that the owner stands in and its address; the officials unless told."""
    removing: str = ""
    """What the button for taking it away says, where the record is not one of a file."""

    @property
    def section(self) -> str:
        """Id of the heading that the page goes to afterwards."""
        return self.back.partition("#")[2]


class EditForm(Form[Details]):
    """A form that knows which version of the record it was filled from."""

    version = HiddenField()
    SPANS: ClassVar[Mapping[str, str]] = {}
    """Field → columns of the grid, where four of twelve will not do."""

    def shown(self) -> list[Any]:
        """The fields that people see, in order."""
        return [each for each in self if each.type not in ("CSRFTokenField", "HiddenField")]

    def is_stale(self, version: int) -> bool:
        """Whether the record was changed after the form was opened."""
        return self.is_submitted() and self.version.data != str(version)


def in_place() -> bool:
    """Whether the form was asked for as a part of the record."""
    return "HX-Request" in request.headers


def goes_on() -> bool:
    """Whether the form was sent only to be shown again, to go on from two versions."""
    return "again" in request.form


def shown(form: EditForm[Any], place: Place, **more: Any) -> Response:
    """The form, as a part of the record when the record asks for it."""
    _name_apart(form, place)
    template = "editing/_form.html" if in_place() else "editing/form.html"
    page = render_template(template, form=form, place=place, in_place=in_place(), action=_action(), **more)
    return _kept_in_place(make_response(page), place)


def conflict(form: EditForm[Any], present: EditForm[Any], place: Place) -> Response:
    """What is on record (409) beside what was typed; sending again from here writes over it knowingly."""
    rows = [
        (str(mine.label.text), _said(theirs), _said(mine)) for theirs, mine in zip(present.shown(), form.shown(), strict=True)
    ]
    form.version.raw_data, form.version.data = None, present.version.data
    asked = {"form": form, "carried": form.shown(), "rows": rows, "place": place, "action": _action()}
    page = render_template("editing/conflict.html", **asked, in_place=in_place())
    return _kept_in_place(make_response(page, 409), place)


def decided(form: Form[Any], version: Callable[[], object], action: Callable[[Any], object]) -> bool:
    """Whether a decision was made on the version that the page showed, which the form carries as the hidden field `version`.

    When somebody decided meanwhile, the page says so and nothing is written; sending it again decides on what stands then.
    """
    if form["version"].data == str(version()):
        try:
            return bool(form.validate_on_submit()) and form.accepts(action)
        except StaleDataError:
            db.session.rollback()
    form.form_errors.append(_("Có người vừa sửa hoặc quyết định về mục này. Hãy xem lại rồi quyết định."))
    form["version"].raw_data, form["version"].data = None, str(version())
    return False


def _name_apart(form: EditForm[Any], place: Place) -> None:
    """Several forms may be open on a record at once: their fields must not share ids."""
    for each in form:
        each.id = each.label.field_id = f"{place.slot}-{each.id}"


def _action() -> str:
    return request.full_path.rstrip("?")


def _said(each: Any) -> str:
    if isinstance(each, SelectField):
        return next((str(choice[1]) for choice in each.iter_choices() if choice[2] and choice[0]), "")
    return str(each._value() or "")


def _kept_in_place(response: Response, place: Place) -> Response:
    """Tell htmx that this goes where the form stood, not where the saved record would go."""
    if in_place():
        response.headers["HX-Retarget"] = f"#{place.slot}"
        response.headers["HX-Reswap"] = "innerHTML"
        response.headers["HX-Reselect"] = ".inline-form"
    return response
