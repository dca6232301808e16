"""Snapshots: all of them, freezing a day, and one with its figures, its people, and what would be different today."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _

from models.targets import Reckoned
from registry.access.guard import current_account, may, requires
from registry.access.permissions import Permission
from registry.audit.actions import note_list
from registry.comparison.ledger import Ledger, chosen_in, lines_of
from registry.comparison.parts import Comparison
from registry.comparison.people import by_name, page_from
from registry.comparison.words import CAUSES
from registry.compliance.catalogue import TargetOnDay
from registry.compliance.figures import Figure, figure_of, unit_figures
from registry.judgement.change import Cause
from registry.reviews.queries import review_of
from registry.shared.dates import vn_date
from registry.shared.downloads import XLSX, download
from registry.shared.pages import day
from registry.shared.transaction import commits, transaction
from registry.snapshots import actions
from registry.snapshots.differences import FrozenState, compared, present_state
from registry.snapshots.documents import people_workbook
from registry.snapshots.forms import SnapshotForm
from registry.snapshots.people import edge_of, named, visible
from registry.snapshots.queries import Asked, Frozen, all_people, people_page, snapshot_for, snapshots
from registry.units.scope import View, view_in

blueprint = Blueprint("snapshots", __name__, url_prefix="/snapshots")

_STANDINGS = {"met": Reckoned.MET, "unmet": Reckoned.UNMET, "unknown": Reckoned.UNKNOWN, "exempt": Reckoned.EXEMPT}


@dataclass(frozen=True)
class _Opened:
    """A snapshot as this request looks at it: the unit in view, and the target chosen."""

    frozen: Frozen
    view: View
    target: TargetOnDay

    @property
    def unit_key(self) -> str | None:
        return self.view.unit.key if self.view.unit and not self.view.whole else None

    @property
    def unit_name(self) -> str:
        return self.view.unit.name if self.view.unit else ""

    @property
    def figures(self) -> list[Figure]:
        """Every target at the unit in view."""
        frozen = self.frozen
        return [figure_of(target, frozen.counts, self.view.units, frozen.snapshot.on) for target in frozen.targets]

    @property
    def figure(self) -> Figure:
        """The chosen target there."""
        return figure_of(self.target, self.frozen.counts, self.view.units, self.frozen.snapshot.on)

    def address(self, page: str = "show", **more: Any) -> str:
        asked: dict[str, Any] = {"target": self.target.code, "unit": self.unit_key, **more}
        return url_for(f"snapshots.{page}", public_id=self.frozen.snapshot.public_id, _plain_day=True, **asked)


def _opened(public_id: str) -> _Opened:
    frozen = Frozen(snapshot_for(public_id))
    code = request.args.get("target")
    target = frozen.target_with(code) if code else next(iter(frozen.targets), None) or abort(404)
    return _Opened(frozen, view_in(frozen.tree, current_account()), target)


@blueprint.get("/")
@requires(Permission.FIGURES_READ)
def index() -> ResponseReturnValue:
    """All snapshots."""
    return render_template("snapshots/index.html", snapshots=snapshots())


@blueprint.route("/new", methods=["GET", "POST"])
@requires(Permission.FIGURES_FREEZE)
@commits
def new() -> ResponseReturnValue:
    """Freeze a day."""
    form = SnapshotForm(data={"on": day().on})
    if form.validate_on_submit() and form.accepts(lambda details: actions.freeze(details, current_account())):
        flash(_("Đã chốt số liệu ngày %(on)s.", on=vn_date(form.on.day)), "success")
        return redirect(url_for("snapshots.index", _plain_day=True))
    review = review_of(form.on.data) if form.on.data else None
    return render_template("snapshots/new.html", form=form, review=review)


@blueprint.get("/<public_id>")
@requires(Permission.FIGURES_READ)
def show(public_id: str) -> ResponseReturnValue:
    """The figures of a snapshot: every target, and the chosen one by unit."""
    opened = _opened(public_id)
    frozen, view = opened.frozen, opened.view
    rows = unit_figures(opened.target, frozen.counts, frozen.tree, view.units, frozen.snapshot.on)
    return render_template("snapshots/show.html", opened=opened, rows=rows, rule=frozen.rule_of(opened.target.code))


@blueprint.get("/<public_id>/people")
@requires(Permission.OFFICIALS_READ)
def people(public_id: str) -> ResponseReturnValue:
    """The people of the chosen target as frozen."""
    opened, standing = _opened(public_id), request.args.get("standing", "unmet")
    asked = _asked(opened, _STANDINGS.get(standing) or abort(404))
    page = people_page(asked, current_account(), request.args.get("after"), request.args.get("before"))
    return render_template("snapshots/people.html", opened=opened, page=page, standing=standing)


@blueprint.post("/<public_id>/people")
@requires(Permission.OFFICIALS_READ)
def export(public_id: str) -> ResponseReturnValue:
    """All people of the chosen target as a workbook; the entry has a transaction of its own, after the workbook."""
    opened, account = _opened(public_id), current_account()
    rows = all_people(_asked(opened, None), account)
    snapshot, code = opened.frozen.snapshot, opened.target.code
    workbook = people_workbook(opened.frozen, opened.target, opened.unit_name, rows)
    with force_locale("vi"):  # the trail is kept in one language
        subject = _("%(code)s · bản chốt “%(name)s”", code=code, name=snapshot.name)
    on, unit_id = snapshot.on, opened.view.unit_id
    with transaction():
        note_list(subject, by=account, on=on, people=len(rows), unit_id=unit_id)
    return download(workbook, f"{code}-chot-{on.isoformat()}.xlsx", XLSX)


def _asked(opened: _Opened, standing: Reckoned | None) -> Asked:
    return Asked(opened.frozen, opened.target.id, frozenset(opened.view.units), standing)


@blueprint.get("/<public_id>/differences")
@requires(Permission.FIGURES_READ)
def differences(public_id: str) -> ResponseReturnValue:
    """What the same day would say today, or what another snapshot says, and why."""
    opened, account = _opened(public_id), current_account()
    other = _other(opened)
    before = FrozenState(opened.frozen, opened.target.code)
    after = FrozenState(other, opened.target.code) if other else present_state(before)
    figures = compared(before, after, opened.view.unit_id)
    chosen = chosen_in(figures.parts, request.args.get("cause"))
    edges = edge_of(before, figures.before, account), edge_of(after, figures.after, account)
    effects = figures.behind(chosen) if chosen and may(Permission.OFFICIALS_READ) else {}
    page = page_from(by_name(visible(effects, *edges)), request.args.get("after"))
    return render_template(
        "snapshots/differences.html",
        opened=opened,
        ledger=_ledger(opened, other, figures, chosen),
        chosen=chosen,
        causes=CAUSES,
        page=page.showing(named(page.rows, effects, edges, account)),
        rest=[one for one in snapshots() if one.id != opened.frozen.snapshot.id],
        against=other and other.snapshot.public_id,
    )


def _ledger(opened: _Opened, other: Frozen | None, figures: Comparison, chosen: Cause | None) -> Ledger:
    today = _("Ngày %(day)s, tính lại hôm nay", day=vn_date(opened.frozen.snapshot.on))
    against = other and other.snapshot.public_id

    def names(cause: Cause) -> str:
        return opened.address("differences", cause=cause.value, against=against) + "#people"

    lines = lines_of(figures.parts, chosen, names)
    return Ledger(_label(opened.frozen), _label(other) if other else today, figures.worth_before, figures.worth_after, lines)


def _label(frozen: Frozen) -> str:
    return _("%(name)s, ngày %(day)s", name=frozen.snapshot.name, day=vn_date(frozen.snapshot.on))


def _other(opened: _Opened) -> Frozen | None:
    """The snapshot to compare with, when one is asked for; 404 when it does not have the target."""
    asked = request.args.get("against")
    if not asked:
        return None
    other = Frozen(snapshot_for(asked))
    other.rule_of(opened.target.code)
    return other
