"""An official looks at the own file by a link, and proposes changes. No account; the link and a question let in."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.proposals import SelfLink
from models.qualifications import Domain, Qualification
from registry.access.guard import public
from registry.bonds import words as bond_words
from registry.changes.values import plain
from registry.classes.training import training_of
from registry.declarations import door as doors
from registry.declarations.forms import DoorForm, FactsForm
from registry.enrolments import words as class_words
from registry.profile import words
from registry.profile.queries import record_of
from registry.proposals import actions, queries
from registry.proposals.fields import Fields
from registry.qualifications.forms import FIELDS, MORE, QualificationForm
from registry.qualifications.queries import SECTIONS, certificate_types_in, languages, levels_in
from registry.qualifications.records import QualificationDetails
from registry.qualifications.words import section_title
from registry.shared.clock import today
from registry.shared.refusal import Refused
from registry.shared.text import masked
from registry.shared.transaction import commits

blueprint = Blueprint("declarations", __name__, url_prefix="/self")

P = ParamSpec("P")


def inside(view: Callable[Concatenate[SelfLink, P], ResponseReturnValue]) -> Callable[P, ResponseReturnValue]:
    """Give the view the link by which the visitor is in; others are told that the door is closed."""

    @wraps(view)
    def checked(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        link = doors.present_link()
        return view(link, *args, **kwargs) if link else redirect(url_for("declarations.closed"))

    return checked


@blueprint.route("/by/<token>", methods=["GET", "POST"])
@public
@commits
def door(token: str) -> ResponseReturnValue:
    """The way in: a link that leads anywhere, and the right answer."""
    link, form = doors.link_of(token), DoorForm()
    if link is None:
        return redirect(url_for("declarations.closed"))
    if form.validate_on_submit():
        if actions.open_link(link, form.details()):
            doors.enter(link)
            return redirect(url_for("declarations.home"))
        form.refuse(Refused("digits", _("Chưa đúng. Sai 5 lần thì đường dẫn hết hiệu lực.")))
    return render_template("declarations/door.html", form=form)


@blueprint.get("/closed")
@public
def closed() -> ResponseReturnValue:
    """What to do when a link leads nowhere."""
    return render_template("declarations/closed.html")


@blueprint.get("")
@public
@inside
def home(link: SelfLink) -> ResponseReturnValue:
    """The own file as it stands today, what it lacks, and one's proposals."""
    official = link.official
    proposals = [(one, queries.about(one), queries.points_of(one)) for one in queries.proposals_of(official)]
    return render_template(
        "declarations/home.html",
        official=official,
        record=record_of(official, today(), discipline=False),
        masked=masked(official.personal_number),
        proposals=proposals,
        words=words,
    )


@blueprint.get("/training")
@public
@inside
def training(link: SelfLink) -> ResponseReturnValue:
    """The own training, to be read: done, running, due, offered."""
    found, own = training_of(link.official, today()), {"words": class_words, "bond_words": bond_words}
    return render_template("declarations/training.html", official=link.official, training=found, **own)


@blueprint.route("/facts", methods=["GET", "POST"])
@public
@commits
@inside
def facts(link: SelfLink) -> ResponseReturnValue:
    """Propose to change what is on record about the person."""
    form = FactsForm(link.official)
    if form.validate_on_submit() and form.accepts(lambda wanted: actions.propose(link, None, wanted, form.note.data or "")):
        return _proposed()
    return render_template("declarations/facts.html", form=form, title=_("Lý lịch"))


@blueprint.route("/qualifications/new", methods=["GET", "POST"])
@public
@commits
@inside
def new(link: SelfLink) -> ResponseReturnValue:
    """Propose a qualification to be added; without a domain in the address, choose one first."""
    if "domain" not in request.args:
        return render_template("declarations/choose.html", sections=SECTIONS, title_of=section_title)
    word = request.args["domain"]
    return _qualification(link, Domain(word) if word in set(Domain) else abort(404), None)


@blueprint.route("/qualifications/<public_id>", methods=["GET", "POST"])
@public
@commits
@inside
def edit(link: SelfLink, public_id: str) -> ResponseReturnValue:
    """Propose to change a qualification of one's own; another one's is not found."""
    held = [one for one in record_of(link.official, today(), discipline=False).qualifications if one.public_id == public_id]
    return _qualification(link, held[0].domain, held[0]) if held else abort(404)


@blueprint.post("/proposals/<public_id>/withdraw")
@public
@commits
@inside
def withdraw(link: SelfLink, public_id: str) -> ResponseReturnValue:
    """Take one's own proposal back."""
    proposal = next((one for one in queries.proposals_of(link.official) if one.public_id == public_id), None) or abort(404)
    try:
        actions.withdraw(proposal)
        flash(_("Đã rút đề nghị."), "success")
    except Refused as refusal:
        flash(refusal.message, "warning")
    return redirect(url_for("declarations.home"))


@blueprint.post("/leave")
@public
@commits
def leave() -> ResponseReturnValue:
    """Go, and leave nothing open on this machine."""
    doors.leave()
    return redirect(url_for("declarations.closed", left=1))


def _qualification(link: SelfLink, domain: Domain, row: Qualification | None) -> ResponseReturnValue:
    form = QualificationForm(domain, row)
    form.offer(levels_in(domain), certificate_types_in(domain), languages())
    if form.validate_on_submit() and form.accepts(lambda details: actions.propose(link, row, _wanted(details, row))):
        return _proposed()
    return render_template(
        "declarations/qualification.html", form=form, names=(*FIELDS[domain], *MORE[domain]), title=section_title(domain), row=row
    )


def _wanted(details: QualificationDetails, row: Qualification | None) -> Fields:
    """Of a new one what was filled in; of a change everything, compared with the record later."""
    values = {name: plain(value) for name, value in vars(details).items()}
    return values if row else {name: value for name, value in values.items() if value is not None}


def _proposed() -> ResponseReturnValue:
    flash(_("Đã gửi đề nghị. Hồ sơ chỉ thay đổi khi cơ quan đồng ý."), "success")
    return redirect(url_for("declarations.home"))
