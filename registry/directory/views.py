"""The list of officials: found by words, narrowed by conditions, paged, and taken away as a workbook."""

from functools import partial
from typing import Any

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _

from registry.access.guard import current_account, requires
from registry.access.permissions import Permission
from registry.audit.actions import note_list
from registry.directory import words
from registry.directory.asked import NAMES, Asked, asked_in
from registry.directory.documents import officials_workbook
from registry.directory.queries import everybody, found, open_counts
from registry.directory.search import marked, units_named
from registry.shared.downloads import XLSX, download
from registry.shared.pages import day
from registry.shared.transaction import transaction
from registry.units.scope import view_of

blueprint = Blueprint("directory", __name__, url_prefix="/officials")


@blueprint.get("")
@requires(Permission.OFFICIALS_READ)
def index() -> ResponseReturnValue:
    """Those who hold a main post on the day in the units that the account sees."""
    asked = _asked()
    live = "HX-Request" in request.headers
    if not live and any(request.args.get(name) == "" for name in NAMES):
        return redirect(_address(asked))  # a form sends its empty fields too; the address says only what is asked
    listing = found(asked, current_account(), request.args.get("after"), request.args.get("before"))
    page = render_template(
        "directory/index.html",
        asked=asked,
        page=listing.page,
        wide=listing.wide,
        shortcuts=units_named(asked.words, asked.view),
        trail=asked.view.trail,
        open_counts={} if live else open_counts(asked),  # the tabs stay as they are while somebody types
        chips=[(what, value, _address(asked, name)) for name, what, value in words.said(asked)],
        words=words,
        marked=partial(marked, words=asked.words),
    )
    response = make_response(page)
    if live:
        response.headers["HX-Push-Url"] = _address(asked)
    return response


@blueprint.post("/export")
@requires(Permission.OFFICIALS_READ)
def export() -> ResponseReturnValue:
    """The whole list as a workbook. Taking names along is itself an entry, hence no GET.

    The entry has a transaction of its own, after the workbook: making it takes long, and SQLite has one writer at a time.
    """
    asked = _asked()
    people = list(everybody(asked))
    with force_locale("vi"):  # the trail is kept in one language
        subject = " · ".join([_("Cán bộ, công chức"), *words.conditions(asked)])
    unit, workbook = asked.view.unit, officials_workbook(asked, people)
    with transaction():
        note_list(subject, by=current_account(), on=asked.on, people=len(people), unit_id=unit.id if unit else None)
    return download(workbook, f"can-bo-cong-chuc-{asked.on.isoformat()}.xlsx", XLSX)


def _asked() -> Asked:
    return asked_in(request.args, view_of(current_account(), day().on))


def _address(asked: Asked, *without: str) -> str:
    """The address of the list, of its first page, with a condition taken away."""
    address: dict[str, Any] = dict(asked.without(*without))
    return url_for("directory.index", **address)
