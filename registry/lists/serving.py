"""The pages of a list, added to the blueprint of the room that defines it: the list, its workbook, saving views, bulk edit."""

from collections.abc import Callable, Sequence
from functools import partial, wraps
from typing import Any

from flask import Blueprint, abort, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.wrappers import Response

from registry.access.guard import current_account, requires
from registry.access.permissions import Permission
from registry.audit.actions import note_list
from registry.changes.offer import flash_done
from registry.lists import actions, edits, queries
from registry.lists.asked import Asked, asked_in
from registry.lists.definition import Listing
from registry.lists.documents import conditions, workbook_of
from registry.lists.queries import Place, found, identities
from registry.lists.saved import own_view, views_for
from registry.lists.search import marked, units_named
from registry.officials.queries import unnamed_at
from registry.officials.words import unnamed_words
from registry.shared.database import db
from registry.shared.downloads import XLSX, download
from registry.shared.numbers import vn_number
from registry.shared.pages import day
from registry.shared.refusal import Refused
from registry.shared.transaction import commits, transaction
from registry.units.scope import view_of

View = Callable[..., ResponseReturnValue]


def serve(blueprint: Blueprint, listing: Listing[Any]) -> None:
    """Add the pages of a list to the blueprint of its room; those of a list with a name stand under that name."""
    path = f"/{listing.name}" if listing.name else ""
    pages: list[tuple[str, str, str, Permission, View]] = [
        ("", "index", "GET", Permission.OFFICIALS_READ, _of(listing, _index)),
        ("/export", "export", "POST", Permission.OFFICIALS_READ, _of(listing, _export)),
        ("/views", "save_view", "POST", Permission.OFFICIALS_READ, commits(_of(listing, _save_view))),
    ]
    if listing.edit:
        pages.append(("/edit", "edit", "POST", Permission.RECORDS_WRITE, _of(listing, _edit)))
        pages.append(("/edit/apply", "apply", "POST", Permission.RECORDS_WRITE, commits(_of(listing, _apply))))
    for rest, page, method, permission, view in pages:
        endpoint = listing.endpoint(page).removeprefix(".")
        blueprint.add_url_rule(path + rest, endpoint, requires(permission)(view), methods=[method])


def _of(listing: Listing[Any], page: Callable[[Listing[Any]], ResponseReturnValue]) -> View:
    """A page of one list, as a view."""

    @wraps(page)
    def view() -> ResponseReturnValue:
        return page(listing)

    return view


def _asked(listing: Listing[Any]) -> Asked:
    return asked_in(listing, request.args, view_of(current_account(), day().on))


def _index(listing: Listing[Any]) -> ResponseReturnValue:
    """A page of the list."""
    asked, account = _asked(listing), current_account()
    live = "HX-Request" in request.headers
    if not live and _untidy():
        return redirect(_address(asked))  # a form sends its empty fields too; the address says only what is asked
    listed = found(asked, account, _place())
    page = render_template(
        "lists/index.html",
        asked=asked,
        listing=listing,
        page=listed.page,
        wide=listed.wide,
        shortcuts=units_named(asked.words, asked.view),
        trail=asked.view.trail,
        quick=[] if live else listing.quick(asked),  # the views stay as they are while somebody types
        kept=[] if live else views_for(account, asked),
        marked=partial(marked, words=asked.words),
        limit=edits.LIMIT,
        page_size=queries.PAGE,
        unnamed=unnamed_words(unnamed_at(account, asked.view.units, asked.on)),
    )
    response = make_response(page)
    if live:
        response.headers["HX-Push-Url"] = _address(asked)
    return response


def _export(listing: Listing[Any]) -> ResponseReturnValue:
    """The whole list as a workbook. Taking names along is itself an entry, hence no GET.

    The entry has a transaction of its own, after the workbook: making it takes long, and SQLite has one writer at a time.
    """
    asked, account = _asked(listing), current_account()
    workbook, rows = workbook_of(asked, account)
    with force_locale("vi"):  # the trail is kept in one language
        subject = " · ".join([str(listing.told.title), *conditions(asked)])
    unit = asked.view.unit
    with transaction():
        note_list(subject, by=account, on=asked.on, people=rows, unit_id=unit.id if unit else None)
    return download(workbook, f"{listing.kind}-{asked.on.isoformat()}.xlsx", XLSX)


def _save_view(listing: Listing[Any]) -> ResponseReturnValue:
    """Keep what the address asks as a new view, or in the place of one of one's own."""
    asked, account = _asked(listing), current_account()
    replaced = request.form.get("view")
    try:
        if replaced:
            view = own_view(account, replaced, listing.kind)
            actions.replace_view(view, asked, account)
        else:
            view = actions.save_view(asked, request.form.get("name", ""), "shared" in request.form, account)
        flash(_("Đã lưu chế độ xem “%(name)s”.", name=view.name), "success")
    except Refused as refusal:
        flash(refusal.message, "warning")
    return redirect(_address(asked))


def _edit(listing: Listing[Any]) -> ResponseReturnValue:
    """What would become of the chosen rows. Nothing is written."""
    asked, account = _asked(listing), current_account()
    editing, field = _editing(listing)
    keys = identities(asked, edits.LIMIT + 1) if "all" in request.form else _keys()
    if len(keys) > edits.LIMIT or not keys:
        flash(_too_many() if keys else _("Chưa chọn dòng nào."), "warning")
        return redirect(_address(asked))
    wanted, refusal = None, ""
    if "value" in request.form:
        try:
            wanted = edits.wanted_of(field, request.form["value"], "gaps_only" in request.form, keys)
        except Refused as refused:
            refusal = refused.message
    records = editing.records(field, keys, asked, account)
    if not records:
        abort(404)
    lines = edits.planned(editing, wanted, asked, account) if wanted else []
    return _preview(asked, field, keys, records=records, wanted=wanted, lines=lines, refusal=refusal)


def _apply(listing: Listing[Any]) -> ResponseReturnValue:
    """Write what the preview showed, or show it anew when a record is no longer as it was there."""
    asked, account = _asked(listing), current_account()
    editing, field = _editing(listing)
    keys = _keys()[: edits.LIMIT]
    try:
        wanted = edits.wanted_of(field, request.form.get("value", ""), "gaps_only" in request.form, keys)
        planned = edits.planned(editing, wanted, asked, account)
        if not planned:
            abort(404)
        lines, stale = edits.agreed_to(planned, request.form.get("seals", "").split())
        if stale:
            return _preview(asked, field, keys, records=[], wanted=wanted, lines=lines, status=409)
        number = actions.change_together(editing, wanted, lines, asked, account)
        flash_done(_("Đã sửa %(field)s của %(number)s dòng.", field=str(field.label).lower(), number=vn_number(number)))
    except Refused as refusal:
        flash(refusal.message, "warning")
    except StaleDataError:
        db.session.rollback()
        flash(_("Có người vừa sửa cùng những hồ sơ này, nên chưa ghi gì. Hãy xem lại."), "warning")
    return redirect(_address(asked))


def _preview(
    asked: Asked,
    field: edits.Field,
    keys: Sequence[str],
    *,
    records: Sequence[edits.Record],
    wanted: edits.Wanted | None,
    lines: Sequence[edits.Line],
    refusal: str = "",
    status: int = 200,
) -> Response:
    """The page of a bulk edit. After a refusal for staleness the lines carry their present seals, to be agreed to anew."""
    present = {edits.shown(field, getattr(record.row, field.column)) for record in records if record.row is not None}
    page = render_template(
        "lists/edit.html",
        asked=asked,
        listing=asked.listing,
        field=field,
        keys=keys,
        records=records,
        wanted=wanted,
        wanted_words=edits.shown(field, wanted.value) if wanted else "",
        changed=[line for line in lines if not line.reason],
        left_out=[line for line in lines if line.reason],
        wordings=sorted(present - {""})[:50],
        refusal=refusal,
        typed=request.form.get("value", ""),
        gaps_only="gaps_only" in request.form or "value" not in request.form,
        address=_address(asked),
        status=status,
    )
    return make_response(page, status)


def _editing(listing: Listing[Any]) -> tuple[edits.Editing, edits.Field]:
    editing = listing.edit
    field = editing.field(request.form.get("field", "")) if editing else None
    if editing is None or field is None:
        abort(404)
    return editing, field


def _keys() -> list[str]:
    """Public ids of the chosen rows: boxes that were ticked, or all in one field as the preview sends them on."""
    sent = [*request.form.getlist("row"), *request.form.get("keys", "").split()]
    return list(dict.fromkeys(sent))


def _too_many() -> str:
    return _(
        "Mỗi lần sửa được nhiều nhất %(limit)s dòng, để còn xem lại từng dòng. Hãy thêm điều kiện.", limit=vn_number(edits.LIMIT)
    )


def _place() -> Place:
    at = request.args.get("at", "")
    number = int(at) if at.isdecimal() and at.isascii() and len(at) < 9 else 0
    return Place(request.args.get("after", ""), request.args.get("before", ""), number)


def _untidy() -> bool:
    return "column" in request.args or any(value == "" for value in request.args.values())


def _address(asked: Asked) -> str:
    """The address of the list, of its first page."""
    arguments: dict[str, Any] = dict(asked.arguments)
    return url_for(asked.listing.endpoint("index"), **arguments)
