"""The trail: who did what, and what the values were before."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _

from registry.access.guard import current_account, requires
from registry.access.permissions import Permission
from registry.audit import documents, queries
from registry.audit.actions import record
from registry.audit.groups import GROUPS
from registry.audit.words import ACTIONS
from registry.shared.dates import read_day, vn_date
from registry.shared.downloads import XLSX, download
from registry.shared.numbers import vn_number
from registry.shared.transaction import transaction

blueprint = Blueprint("audit", __name__, url_prefix="/audit")

EXPORT = 20_000
"""Most entries in one workbook."""

_CONDITIONS = ("account", "action", "since", "until", "q")


@blueprint.get("/")
@requires(Permission.TRAIL_READ)
def index() -> ResponseReturnValue:
    """The trail, newest first, narrowed by the conditions in the address."""
    wanted = _wanted()
    page = queries.entries_for(current_account(), wanted, _number("after"), _number("before"))
    return render_template(
        "audit/index.html", page=page, wanted=wanted, groups=_actions(), url=_url, conditions=_given(), says=_in_words(wanted)
    )


@blueprint.post("/export")
@requires(Permission.TRAIL_READ)
def export() -> ResponseReturnValue:
    """What the page shows under the same conditions, as a workbook. Taking it along is itself an entry, hence no GET.

    The entry has a transaction of its own, after the workbook: making it takes long, and SQLite has one writer at a time.
    """
    wanted, account = _wanted(), current_account()
    entries = queries.all_entries_for(account, wanted, EXPORT + 1)
    if len(entries) > EXPORT:
        flash(
            _("Có hơn %(limit)s dòng. Hãy thu hẹp điều kiện, ví dụ theo ngày, rồi tải lại.", limit=vn_number(EXPORT)),
            "warning",
        )
        return redirect(_url())
    with force_locale("vi"):  # the trail is kept in one language
        asked = _in_words(wanted) or "toàn bộ"
    workbook = documents.trail_workbook(entries, _in_words(wanted))
    with transaction():
        record("trail.exported", asked, by=account, changes={"rows": [None, len(entries)]})
    return download(workbook, "nhat-ky.xlsx", XLSX)


def _wanted() -> queries.Wanted:
    asked = request.args
    return queries.Wanted(
        account=asked.get("account", "").strip(),
        action=asked.get("action", "") if asked.get("action") in ACTIONS else "",
        since=read_day(asked.get("since", "")),
        until=read_day(asked.get("until", "")),
        text=asked.get("q", "").strip(),
    )


def _number(name: str) -> int | None:
    text = request.args.get(name, "")
    return int(text) if text.isdecimal() and len(text) < 19 else None


def _given() -> dict[str, Any]:
    return {name: request.args[name] for name in _CONDITIONS if request.args.get(name)}


def _url(**place: str) -> str:
    """The address of another page of the same list."""
    return url_for("audit.index", **{**_given(), **place})


def _actions() -> list[tuple[str, list[tuple[str, str]]]]:
    """The actions by group, for the list of choices."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for action, label in ACTIONS.items():
        groups.setdefault(action.split(".")[0], []).append((action, str(label)))
    return [(str(GROUPS[name]), choices) for name, choices in groups.items()]


def _in_words(wanted: queries.Wanted) -> str:
    """The conditions as one sentence; empty when there are none."""
    said = [
        wanted.account and _("tài khoản “%(text)s”", text=wanted.account),
        wanted.action and _("việc “%(text)s”", text=str(ACTIONS[wanted.action])),
        wanted.since and _("từ ngày %(day)s", day=vn_date(wanted.since)),
        wanted.until and _("đến hết ngày %(day)s", day=vn_date(wanted.until)),
        wanted.text and _("có chữ “%(text)s”", text=wanted.text),
    ]
    return ", ".join(part for part in said if part)
