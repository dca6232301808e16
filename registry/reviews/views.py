"""Reviews: all of them, opening one, and the board of one with the confirmation of one's own unit."""

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.reviews import Campaign
from registry.access.guard import current_account, requires
from registry.access.permissions import Permission
from registry.compliance.catalogue import targets_on
from registry.reviews import actions
from registry.reviews.forms import CampaignForm, ConfirmForm
from registry.reviews.queries import Line, campaign_for, campaigns, confirms, line_for, lines_of, unit_of
from registry.shared.clock import today
from registry.shared.pages import day
from registry.shared.refusal import Refused
from registry.shared.transaction import commits
from registry.units.queries import tree_on
from registry.units.rights import scope_on

blueprint = Blueprint("reviews", __name__, url_prefix="/reviews")


@blueprint.get("/")
@requires(Permission.FIGURES_READ)
def index() -> ResponseReturnValue:
    """All reviews, and how far the open ones have come in one's own units."""
    rows = [(campaign, [] if campaign.closed_at else _in_sight(campaign)) for campaign in campaigns()]
    return render_template("reviews/index.html", rows=rows, today=today())


@blueprint.route("/new", methods=["GET", "POST"])
@requires(Permission.FIGURES_FREEZE)
@commits
def new() -> ResponseReturnValue:
    """Open a review."""
    form = CampaignForm(data={"on": day().on})
    if form.validate_on_submit() and form.accepts(lambda details: actions.open_campaign(details, current_account())):
        flash(_("Đã mở đợt rà soát; đơn vị thấy lời nhắc ở trang đầu."), "success")
        return redirect(url_for("reviews.index", _plain_day=True))
    return render_template("reviews/new.html", form=form)


@blueprint.get("/<public_id>")
@requires(Permission.FIGURES_READ)
def show(public_id: str) -> ResponseReturnValue:
    """The board of a review; to the head of a unit that is asked, what there is to confirm."""
    campaign = campaign_for(public_id)
    return _board(campaign, ConfirmForm(formdata=None))


@blueprint.post("/<public_id>/confirm")
@requires(Permission.FIGURES_CONFIRM)
@commits
def confirm(public_id: str) -> ResponseReturnValue:
    """Confirm the part of one's own unit; 404 when it is not asked."""
    campaign, account, form = campaign_for(public_id), current_account(), ConfirmForm()
    own = unit_of(account)
    if line_for(campaign, own.id) is None:
        abort(404)
    if form.validate_on_submit() and form.accepts(lambda said: actions.confirm(campaign, own, *said, account)):
        flash(_("Đã xác nhận số liệu của đơn vị."), "success")
        return redirect(url_for("reviews.show", public_id=public_id, _plain_day=True))
    return _board(campaign, form)


@blueprint.post("/<public_id>/close")
@requires(Permission.FIGURES_FREEZE)
@commits
def close(public_id: str) -> ResponseReturnValue:
    """Take no more confirmations."""
    try:
        actions.close_campaign(campaign_for(public_id), current_account())
        flash(_("Đã đóng đợt rà soát."), "success")
    except Refused as refusal:
        flash(refusal.message, "error")
    return redirect(url_for("reviews.show", public_id=public_id, _plain_day=True))


def _board(campaign: Campaign, form: ConfirmForm) -> str:
    lines = _in_sight(campaign)
    account = current_account()
    own = next((line for line in lines if line.share.unit.id == unit_of(account).id), None)
    asked = own if own and confirms(account.role, own.share.unit.tier) else None
    if asked:
        form.seen.data = asked.share.digest
    targets = targets_on(campaign.on)
    return render_template("reviews/show.html", campaign=campaign, lines=lines, own=own, asked=asked, form=form, targets=targets)


def _in_sight(campaign: Campaign) -> list[Line]:
    seen = scope_on(current_account(), tree_on(campaign.on))
    return [line for line in lines_of(campaign) if line.share.unit.id in seen]
