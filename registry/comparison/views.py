"""Why a target's figure is another one than on an earlier day: the ledger of causes, and the names behind each."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _

from registry.access.guard import current_account, may, requires
from registry.access.permissions import Permission
from registry.audit.actions import note_list
from registry.comparison.days import asked_since
from registry.comparison.documents import names_workbook
from registry.comparison.ledger import Ledger, chosen_in, lines_of
from registry.comparison.parts import Comparison, between_days
from registry.comparison.people import Asked, Named, end_on, named, page_from, visible
from registry.comparison.words import CAUSES
from registry.compliance.catalogue import TargetOnDay, target_with
from registry.judgement.change import Cause
from registry.shared.dates import vn_date
from registry.shared.downloads import XLSX, download
from registry.shared.pages import day
from registry.shared.transaction import transaction
from registry.units.scope import View, view_of

blueprint = Blueprint("comparison", __name__, url_prefix="/targets")


@dataclass(frozen=True)
class _Request:
    """What the address asks for: a target at a unit, between two days."""

    target: TargetOnDay
    parent: TargetOnDay | None
    view: View
    since: dt.date
    until: dt.date
    comparison: Comparison

    @property
    def unit_key(self) -> str | None:
        return self.view.unit.key if self.view.unit and not self.view.whole else None

    def address(self, cause: Cause, after: str | None = None) -> str:
        asked: dict[str, Any] = {"since": self.since.isoformat(), "cause": cause.value, "unit": self.unit_key, "after": after}
        return url_for("comparison.show", code=self.target.code, **asked)

    def behind(self, cause: Cause) -> tuple[list[int], Asked]:
        """Those in sight behind a cause, in order of names, and how they are asked about."""
        account, effects = current_account(), self.comparison.behind(cause)
        before, after = end_on(account, self.since), end_on(account, self.until)
        asked = Asked(self.target.id, self.comparison, effects, before, after)
        return visible(self.comparison, effects, before, after), asked


def _asked(code: str) -> _Request:
    until = day().on
    since, view = asked_since(until), view_of(current_account(), until)
    target, parent = target_with(code, until)
    return _Request(target, parent, view, since, until, between_days(target.id, since, until, view.unit_id))


@blueprint.get("/<code>/changes")
@requires(Permission.FIGURES_READ)
def show(code: str) -> ResponseReturnValue:
    """The ledger between two days, and the names behind the chosen cause for those who may read them."""
    asked = _asked(code)
    figures = asked.comparison
    chosen = chosen_in(figures.parts, request.args.get("cause"))
    ledger = Ledger(
        _("Ngày %(day)s", day=vn_date(asked.since)),
        _("Ngày %(day)s", day=vn_date(asked.until)),
        figures.worth_before,
        figures.worth_after,
        lines_of(figures.parts, chosen, lambda cause: asked.address(cause) + "#people"),
    )
    ids, of = asked.behind(chosen) if chosen and may(Permission.OFFICIALS_READ) else ([], None)
    page = page_from(ids, request.args.get("after"))
    people = named(page.rows, of, current_account()) if of else []
    return render_template(
        "comparison/show.html", asked=asked, ledger=ledger, chosen=chosen, page=page.showing(people), causes=CAUSES
    )


@blueprint.post("/<code>/changes/people")
@requires(Permission.OFFICIALS_READ)
def people(code: str) -> ResponseReturnValue:
    """The names behind a cause as a workbook; the entry has a transaction of its own, after the workbook."""
    asked, account = _asked(code), current_account()
    chosen = chosen_in(asked.comparison.parts, request.args.get("cause")) or abort(404)
    ids, of = asked.behind(chosen)
    rows = named(ids, of, account)
    with force_locale("vi"):  # the trail is kept in one language
        subject = f"{asked.target.code} · {CAUSES[chosen].label} · {vn_date(asked.since)} – {vn_date(asked.until)}"
    workbook = _workbook(asked, chosen, rows)
    with transaction():
        note_list(subject, by=account, on=asked.until, people=len(rows), unit_id=asked.view.unit_id)
    return download(workbook, f"{asked.target.code}-{chosen.value}-{asked.since}-{asked.until}.xlsx", XLSX)


def _workbook(asked: _Request, chosen: Cause, rows: list[Named]) -> bytes:
    ends = vn_date(asked.since), vn_date(asked.until)
    notes = [
        _("%(code)s · từ ngày %(since)s đến ngày %(until)s", code=asked.target.code, since=ends[0], until=ends[1]),
        f"{CAUSES[chosen].label}: {CAUSES[chosen].meaning}",
    ]
    return names_workbook(_("Vì sao thay đổi: %(target)s", target=asked.target.short_title_shown), notes, ends, rows)
