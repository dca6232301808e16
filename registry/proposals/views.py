"""What officials propose about their own files, and the links that let them."""

from functools import partial

from flask import Blueprint, Flask, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.officials import Official
from models.proposals import SelfLink
from registry.access.guard import current_account, requires
from registry.access.permissions import Permission
from registry.changes.actions import HEARD, KEPT
from registry.changes.offer import flash_done
from registry.officials.queries import official_for
from registry.proposals import actions, queries
from registry.proposals.forms import AnswerForm
from registry.shared.addresses import public_address
from registry.shared.database import db
from registry.shared.editing import decided
from registry.shared.refusal import Refused
from registry.shared.transaction import commits

blueprint = Blueprint("proposals", __name__)


@blueprint.get("/proposals")
@requires(Permission.RECORDS_WRITE)
def index() -> ResponseReturnValue:
    """Proposals that wait."""
    page = queries.proposals_for(current_account(), request.args.get("after"), request.args.get("before"))
    return render_template("proposals/index.html", page=page, about=queries.about)


@blueprint.route("/proposals/<public_id>", methods=["GET", "POST"])
@requires(Permission.RECORDS_WRITE)
@commits
def show(public_id: str) -> ResponseReturnValue:
    """What is proposed beside what is on record; each field is accepted or refused."""
    proposal = queries.proposal_for(current_account(), public_id)
    points = queries.points_of(proposal)
    form = AnswerForm(queries.version_of(proposal), [point.name for point in points])
    if form.is_submitted():
        decide = partial(actions.decide, proposal, by=current_account())
        if decided(form, lambda: queries.version_of(proposal), decide):
            flash_done(_("Đã trả lời đề nghị của %(name)s.", name=proposal.official.full_name))
            return redirect(url_for("proposals.index"))
        points = queries.points_of(proposal)
    return render_template(
        "proposals/show.html",
        form=form,
        proposal=proposal,
        official=proposal.official,
        about=queries.about(proposal),
        points=points,
    )


@blueprint.get("/officials/<public_id>/self-links")
@requires(Permission.RECORDS_WRITE)
def links(public_id: str) -> ResponseReturnValue:
    """The links of an official, and what came of them."""
    return _links(official_for(current_account(), public_id), "")


@blueprint.post("/officials/<public_id>/self-links")
@requires(Permission.RECORDS_WRITE)
@commits
def make(public_id: str) -> ResponseReturnValue:
    """Make a link and show it, this once."""
    official = official_for(current_account(), public_id)
    try:
        address = public_address("declarations.door", token=actions.make_link(official, current_account()), _plain_day=True)
    except Refused as refusal:
        db.session.rollback()
        flash(refusal.message, "warning")
        return redirect(url_for("proposals.links", public_id=public_id))
    flash_done(_("Đã tạo đường dẫn mới; các đường dẫn trước hết hiệu lực."))
    return _links(official, address)


@blueprint.post("/self-links/<public_id>/end")
@requires(Permission.RECORDS_WRITE)
@commits
def end(public_id: str) -> ResponseReturnValue:
    """Take a link back."""
    link = queries.link_for(current_account(), public_id)
    try:
        actions.end_link(link, current_account())
        db.session.flush()
        flash_done(_("Đã thu hồi đường dẫn."))
    except Refused as refusal:
        flash(refusal.message, "warning")
    return redirect(url_for("proposals.links", public_id=link.official.public_id))


def _links(official: Official, address: str) -> str:
    return render_template(
        "proposals/links.html",
        official=official,
        links=queries.links_of(official),
        proposals=queries.proposals_of(official),
        is_open=queries.is_open,
        address=address,
        about=queries.about,
    )


def init_app(_app: Flask) -> None:
    """Give undo a say about links."""
    KEPT[SelfLink.__tablename__] = actions.take_back
    if actions.reopened not in HEARD:
        HEARD.append(actions.reopened)
