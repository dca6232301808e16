"""What is coming: the page, another day decided for somebody, reminders, and the calendar that other programs read."""

from functools import partial

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _

from models.officials import Official
from models.planning import Due
from registry.access.guard import current_account, public, requires
from registry.access.permissions import Permission
from registry.audit.actions import note_list
from registry.changes.offer import flash_done
from registry.coming import actions, words
from registry.coming.documents import coming_workbook
from registry.coming.due import Coming
from registry.coming.forms import OtherDayForm
from registry.coming.ics import calendar
from registry.coming.queries import MONTHS, USUAL, due_day_for, events_of, horizon, link_of, matter_of, owner_of
from registry.coming.reminders import counted, reminders
from registry.officials.queries import official_for
from registry.shared.addresses import public_address
from registry.shared.clock import now
from registry.shared.database import db
from registry.shared.dates import vn_date
from registry.shared.downloads import XLSX, download
from registry.shared.editing import Place, conflict, goes_on, shown
from registry.shared.pages import day
from registry.shared.refusal import Refused
from registry.shared.transaction import commits, transaction
from registry.units.scope import view_of

blueprint = Blueprint("coming", __name__)

SHOWN = 50
_DUE = f"<any({', '.join(map(repr, map(str, Due)))}):due>"


@blueprint.context_processor
def _words() -> dict[str, object]:
    return {"words": words}


@blueprint.get("/coming")
@requires(Permission.OFFICIALS_READ)
def index() -> ResponseReturnValue:
    """What comes due within some months at the unit in view, the nearest first."""
    view, kind, months = view_of(current_account(), day().on), _kind(), _months()
    found = horizon(view, months, current_account())
    lines = found.listed(kind)
    place = min(max(request.args.get("from", 0, int) or 0, 0), max(len(lines) - 1, 0))
    place -= place % SHOWN
    return render_template(
        "coming/index.html",
        view=view,
        kind=kind,
        months=months,
        offered=MONTHS,
        found=found,
        lines=lines[place : place + SHOWN],
        place=place,
        size=SHOWN,
        total=len(lines),
        raised=sum(counted(view.units, current_account()).values()),
        kept={name: value for name, value in request.args.items() if name not in ("from", "on", "kind")},
    )


@blueprint.post("/coming/export")
@requires(Permission.OFFICIALS_READ)
def export() -> ResponseReturnValue:
    """All of it as a workbook; leaves an entry in the trail."""
    view = view_of(current_account(), day().on)
    lines = horizon(view, _months(), current_account()).listed(_kind())
    with force_locale("vi"):  # the trail is kept in one language
        subject = _("Sắp tới")
    unit = view.unit
    with transaction():
        note_list(subject, by=current_account(), on=day().on, people=len(lines), unit_id=unit.id if unit else None)
    workbook = coming_workbook(lines, day().on, unit.name if unit else "")
    return download(workbook, f"sap-toi-{day().on.isoformat()}.xlsx", XLSX)


@blueprint.get("/coming/reminders")
@requires(Permission.OFFICIALS_READ)
def raised() -> ResponseReturnValue:
    """What the registry brings to mind of the people at the unit in view."""
    view = view_of(current_account(), day().on)
    return render_template("coming/reminders.html", view=view, rows=reminders(view.units, current_account()))


@blueprint.route(f"/officials/<public_id>/due/{_DUE}", methods=["GET", "POST"])
@requires(Permission.RECORDS_WRITE)
@commits
def decide(public_id: str, due: str) -> ResponseReturnValue:
    """Another day for what comes due, or an exemption. When somebody else decided meanwhile, both are shown."""
    official = official_for(current_account(), public_id)
    matter = matter_of(official, Due(due), day().today)
    form, place = OtherDayForm(matter), _place(official, matter)
    if goes_on():
        pass
    elif form.is_stale(matter.decided.version if matter.decided else 0):
        present = OtherDayForm(matter, formdata=None)
        present.show(matter)
        return conflict(form, present, place)
    elif form.validate_on_submit() and form.accepts(partial(actions.decide_day, official, matter, by=current_account())):
        return _saved(official, _("Đã ghi ngày đến hạn khác."))
    elif not form.is_submitted():
        form.show(matter)
    return shown(form, place)


@blueprint.post("/due-days/<public_id>/remove")
@requires(Permission.RECORDS_WRITE)
@commits
def take_back(public_id: str) -> ResponseReturnValue:
    """Let the day by the rule hold again."""
    row = due_day_for(current_account(), public_id)
    official = row.official
    actions.take_back_day(row, current_account())
    return _saved(official, _("Đã trở lại ngày đến hạn theo quy định."))


@blueprint.get("/coming/calendar")
@requires(Permission.OFFICIALS_READ)
def link() -> ResponseReturnValue:
    """The address of one's own calendar."""
    return render_template("coming/calendar.html", view=None, link=link_of(current_account()), address="")


@blueprint.post("/coming/calendar")
@requires(Permission.OFFICIALS_READ)
@commits
def make() -> ResponseReturnValue:
    """Make an address and show it, this once; an earlier one leads nowhere from now on."""
    try:
        address = public_address("coming.feed", token=actions.make_calendar(current_account()))
    except Refused as refusal:
        db.session.rollback()
        flash(refusal.message, "warning")
        return redirect(url_for("coming.link"))
    return render_template("coming/calendar.html", view=None, link=link_of(current_account()), address=address)


@blueprint.post("/coming/calendar/end")
@requires(Permission.OFFICIALS_READ)
@commits
def end() -> ResponseReturnValue:
    """Take the address back."""
    if link_of(current_account()):
        actions.end_calendar(current_account())
        flash(_("Địa chỉ lịch không còn hiệu lực."))
    return redirect(url_for("coming.link"))


@blueprint.get("/calendar/<token>")
@public
def feed(token: str) -> ResponseReturnValue:
    """The calendar of whoever made the address, as their rights are now; an address that leads nowhere has an empty one."""
    with force_locale("vi"):
        body = calendar(_("Sắp tới · Sổ năng lực Hà Tĩnh"), events_of(owner_of(token)), now())
    return Response(body, mimetype="text/calendar")


def _kind() -> Due | None:
    asked = request.args.get("kind")
    return Due(asked) if asked in set(Due) else None


def _months() -> int:
    asked = request.args.get("months", USUAL, int)
    return asked if asked in MONTHS else USUAL


def _place(official: Official, matter: Coming) -> Place:
    note = _("Theo quy định đến hạn %(due)s.", due=vn_date(matter.by_rule)) if matter.by_rule else ""
    removal = url_for("coming.take_back", public_id=matter.decided.public_id) if matter.decided else ""
    title = _("Đến hạn khác: %(what)s", what=words.KINDS[matter.kind])
    return Place(title, official.full_name, _back(official), "form-due", note, removal)


def _back(official: Official) -> str:
    return url_for("profile.show", public_id=official.public_id, _anchor="plans")


def _saved(official: Official, done: str) -> ResponseReturnValue:
    flash_done(done, "at-plans")
    return redirect(_back(official))
