"""Pages of the certification summaries: choose an official or a unit and a day, see what will be printed, print it."""

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue

from models.accounts import Account
from models.units import Tier, Unit
from registry.access.guard import current_account, requires
from registry.access.permissions import Permission
from registry.officials.queries import official_for
from registry.shared.clock import now, today
from registry.shared.database import db
from registry.shared.downloads import PDF, download
from registry.shared.pages import day
from registry.shared.text import fold
from registry.shared.transaction import commits
from registry.snapshots.queries import Frozen, snapshot_for
from registry.summaries import wording
from registry.summaries.actions import note_frozen_printed, note_printed
from registry.summaries.content import OfficialSummary, ProvinceSummary, Summary, UnitSummary, code_of
from registry.summaries.documents import subject_of, summary_pdf
from registry.summaries.finding import matches, unit_groups
from registry.summaries.forms import InNameOf, PrintForm
from registry.summaries.frozen import frozen_pdf
from registry.summaries.issuing import issue_of, offices_for, own_issue
from registry.summaries.offices import Issue
from registry.summaries.queries import official_summary, province_summary, unit_summary
from registry.units.queries import Tree, UnitOnDay, tree_on
from registry.units.rights import scope_on
from registry.units.scope import View, view_in, view_of

blueprint = Blueprint("summaries", __name__, url_prefix="/summaries")


@blueprint.get("/")
@requires(Permission.SUMMARIES_PRINT)
def index() -> ResponseReturnValue:
    """Choose what to print, and see it before it is printed: `?official=` or `?unit=`, `?q=` looks for officials."""
    account = current_account()
    view = view_of(account, day().on)
    typed = " ".join(request.args.get("q", "").split())[:100]
    summary = _asked(account, view)
    offices = offices_for(summary, account, tree_on(today())) if summary else []
    return render_template(
        "summaries/index.html",
        view=view,
        groups=unit_groups(view),
        typed=typed,
        found=matches(account, typed, view),
        summary=summary,
        person=summary if isinstance(summary, OfficialSummary) else None,
        subject=subject_of(summary) if summary else "",
        code=code_of(summary) if summary else "",
        rules=wording.rules_note(summary.rules) if summary else "",
        offices=offices,
        form=PrintForm(formdata=None).offer(offices),
        paper_words=wording,
    )


@blueprint.post("/officials/<public_id>")
@requires(Permission.SUMMARIES_PRINT)
@commits
def official(public_id: str) -> ResponseReturnValue:
    """The summary of one official, as a file."""
    account = current_account()
    person = official_for(account, public_id)
    summary = official_summary(person, day().on)
    issue = _issue(summary, account)
    note_printed(summary, issue, account, official=person)
    return download(summary_pdf(summary, issue), _filename(summary), PDF)


@blueprint.post("/units/<unit_key>")
@requires(Permission.SUMMARIES_PRINT)
@commits
def unit(unit_key: str) -> ResponseReturnValue:
    """The summary of a unit, as a file: down to people, and of the province down to units."""
    account, tree = current_account(), tree_on(day().on)
    standing = tree.by_key(unit_key)
    if standing is None or standing.id not in scope_on(account, tree):
        abort(404)
    summary = _of_unit(standing, tree)
    issue = _issue(summary, account)
    note_printed(summary, issue, account, unit=db.session.get(Unit, standing.id))
    return download(summary_pdf(summary, issue), _filename(summary), PDF)


@blueprint.post("/snapshots/<public_id>")
@requires(Permission.SUMMARIES_PRINT)
@commits
def snapshot(public_id: str) -> ResponseReturnValue:
    """The figures of a snapshot at the unit in view as a report, in the name of one's own office; no names are in it."""
    account, frozen = current_account(), Frozen(snapshot_for(public_id))
    view = view_in(frozen.tree, account)
    issue = own_issue(account, tree_on(today()), now())
    if issue is None or view.unit is None:
        abort(404)
    note_frozen_printed(frozen, issue, account, db.session.get(Unit, view.unit.id))
    name = f"chot-{fold(view.unit.name).replace(' ', '-')[:80]}-{frozen.snapshot.on.isoformat()}.pdf"
    return download(frozen_pdf(frozen, view, issue), name, PDF)


def _asked(account: Account, view: View) -> Summary | None:
    """The summary that the address asks for; None when the unit in view did not stand on the day."""
    if request.args.get("official"):
        return official_summary(official_for(account, request.args["official"]), view.tree.on)
    return _of_unit(view.unit, view.tree) if view.unit else None


def _of_unit(unit: UnitOnDay, tree: Tree) -> UnitSummary | ProvinceSummary:
    return province_summary(unit, tree) if unit.tier is Tier.PROVINCE else unit_summary(unit, tree)


def _issue(summary: Summary, account: Account) -> Issue:
    """The office that was chosen; 404 when the account's unit has ended, 400 for a day to come or an office not offered."""
    if summary.on > today():
        abort(400)
    tree = tree_on(today())
    offices = offices_for(summary, account, tree)
    if not offices:
        abort(404)
    form = PrintForm().offer(offices)
    if not form.validate_on_submit():
        abort(400)
    return issue_of(summary, offices[list(InNameOf).index(form.details())], tree, now())


def _filename(summary: Summary) -> str:
    """`tong-hop-xa-cam-xuyen-2026-09-30.pdf`."""
    return f"tong-hop-{fold(summary.name).replace(' ', '-')[:80]}-{summary.on.isoformat()}.pdf"
