"""Pages of positions: the catalogue with its figures, the standard of one, who could take it, and one official against it."""

from functools import partial

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.positions import Position
from models.qualifications import Domain
from models.standards import Standard
from models.units import Tier
from registry.access.guard import current_account, requires
from registry.access.permissions import Permission
from registry.careers.queries import unit_by_key
from registry.compliance.vocabulary import vocabulary
from registry.conditions.holding import kinds_by_domain
from registry.judgement.codec import read_condition
from registry.officials.queries import official_for
from registry.positions import words
from registry.positions.actions import add_position, change_position, end_standard, set_standard
from registry.positions.candidates import Asked, Candidate, Search, appraisals_on_file, page_in, search
from registry.positions.effect import what_if
from registry.positions.forms import WAYS, EndForm, PositionForm, StandardForm, VersionForm, ways_of
from registry.positions.gap import compare, held_profile, open_positions
from registry.positions.matrix import MOST, matrix_of, people_at
from registry.positions.people import described
from registry.positions.profiles import profile_of, profiles_on
from registry.positions.queries import lineage, position_named, standard_named, standards_of, version_on, versions_of
from registry.positions.spread import NOBODY, by_position, by_unit, spread_over, total
from registry.shared.pages import day
from registry.shared.refusal import Refused
from registry.shared.transaction import commits
from registry.units.scope import View, view_of

blueprint = Blueprint("positions", __name__)


@blueprint.context_processor
def _words() -> dict[str, object]:
    return {"words": words}


@blueprint.get("/positions")
@requires(Permission.FIGURES_READ)
def index() -> ResponseReturnValue:
    """The catalogue on the day: how many hold each position at the units in view, and meet its standard.

    Positions that nobody holds there are shown when asked for (`all=yes`).
    """
    view, profiles = _view(), profiles_on(day().on)
    spread = spread_over(profiles, view.units, day().on)
    held, everything = by_position(spread), request.args.get("all") == "yes"
    shown = [one for key, one in profiles.items() if everything or key in held]
    tiers = [(tier, [one for one in shown if one.position.tier is tier]) for tier in Tier]
    return render_template(
        "positions/index.html",
        view=view,
        tiers=[pair for pair in tiers if pair[1]],
        held=held,
        nobody=NOBODY,
        sum=total(spread),
        hidden=len(profiles) - len(shown),
    )


@blueprint.get("/positions/units")
@requires(Permission.FIGURES_READ)
def units() -> ResponseReturnValue:
    """How many people of each unit meet the standard of the post they hold."""
    view = _view()
    spread = spread_over(profiles_on(day().on), view.units, day().on)
    rows = by_unit(spread, view.tree, view.units)
    return render_template("positions/units.html", view=view, rows=rows, sum=total(spread))


@blueprint.get("/positions/matrix")
@requires(Permission.OFFICIALS_READ)
def matrix() -> ResponseReturnValue:
    """The people of one unit against the standards of their posts; a unit with nobody of its own offers those below."""
    view, on = _view(), day().on
    number = people_at(view.unit.id, on, current_account()) if view.unit else 0
    table = matrix_of(view.unit_id, on, current_account()) if 0 < number <= MOST else None
    below = sorted(view.tree.children.get(view.unit_id, []), key=lambda unit: (unit.tier, unit.code))
    return render_template("positions/matrix.html", view=view, table=table, number=number, most=MOST, below=below)


@blueprint.get("/positions/<key>")
@requires(Permission.FIGURES_READ)
def show(key: str) -> ResponseReturnValue:
    """One position: what it asks on the day, every version of that, and who holds it at the units in view."""
    view, position, on = _view(), position_named(key), day().on
    profile = profile_of(position, on)
    in_force = {one.row.id for one in profile.requirements}
    spread = spread_over({position.id: profile}, view.units, on, position.id)
    return render_template(
        "positions/show.html",
        view=view,
        profile=profile,
        earlier=[one for one in standards_of(position) if one.row.id not in in_force],
        version=version_on(position, on),
        versions=versions_of(position),
        lineage=lineage(position),
        held=by_position(spread).get(position.id, NOBODY),
        vocabulary=vocabulary(),
        editable={one.row.id for one in profile.requirements if ways_of(one.condition)},
    )


@blueprint.get("/positions/<key>/candidates")
@requires(Permission.OFFICIALS_READ)
def candidates(key: str) -> ResponseReturnValue:
    """Who meets the standard of a position, or is one step away; within the files that the account may read."""
    view, profile = _view(), profile_of(position_named(key), day().on)
    found = search(profile, _asked(view), current_account())
    near, step = request.args.get("show") == "near", request.args.get("step", "")
    page = page_in(_listed(found, near, step), request.args.get("after"), request.args.get("before"))
    return render_template(
        "positions/candidates.html",
        view=view,
        profile=profile,
        found=found,
        page=page.showing(described(page.rows, profile, view.tree)),
        near=near,
        step=step,
        appraised=appraisals_on_file(),
        kept={name: value for name in ("age_to", "years_left", "good", "unit") if (value := request.args.get(name))},
    )


def _listed(found: Search, near: bool, step: str) -> list[Candidate]:
    if not near:
        return found.meet
    if step and step not in set(Domain):
        abort(404)
    return [one for one in found.near if step in ("", one.step)]


def _asked(view: View) -> Asked:
    age, left = (_number(name) for name in ("age_to", "years_left"))
    return Asked(view.tree, frozenset(view.units), age, left, request.args.get("good") == "yes")


def _number(name: str) -> int | None:
    """A whole number of the address of at most two digits; anything else asks nothing."""
    typed = request.args.get(name, "").strip()
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= 2 else None


@blueprint.get("/officials/<public_id>/gap")
@requires(Permission.OFFICIALS_READ)
def gap(public_id: str) -> ResponseReturnValue:
    """An official against the post held, or against the position of the address."""
    official, on = official_for(current_account(), public_id), day().on
    key = request.args.get("position")
    held = held_profile(official, on)
    profile = profile_of(position_named(key), on) if key else held
    return render_template(
        "positions/gap.html",
        official=official,
        held=held,
        comparison=compare(official, profile, on) if profile else None,
        profiles=profiles_on(on).values(),
        vocabulary=vocabulary(),
    )


@blueprint.get("/officials/<public_id>/openings")
@requires(Permission.OFFICIALS_READ)
def openings(public_id: str) -> ResponseReturnValue:
    """Which positions an official could take: standards met, then those one step away."""
    official, on = official_for(current_account(), public_id), day().on
    posts = open_positions(official, on)
    return render_template(
        "positions/openings.html",
        official=official,
        held=held_profile(official, on),
        meet=[one for one in posts if not one.lacks],
        near=[one for one in posts if len(one.lacks) == 1],
        further=sum(len(one.lacks) > 1 for one in posts),
    )


@blueprint.get("/officials/<public_id>/what-if")
@requires(Permission.OFFICIALS_READ)
def appointment(public_id: str) -> ResponseReturnValue:
    """What it would change to appoint an official on the day to the position at the unit of the address."""
    official, view, key = official_for(current_account(), public_id), _view(), request.args.get("position")
    outcome, refusal = None, ""
    if key and view.unit and "unit" in request.args:
        try:
            outcome = what_if(official, unit_by_key(view.unit.key), position_named(key), view)
        except Refused as refused:
            refusal = refused.message
    return render_template(
        "positions/appointment.html",
        official=official,
        view=view,
        held=held_profile(official, day().on),
        profiles=profiles_on(day().on).values(),
        key=key,
        outcome=outcome,
        refusal=refusal,
    )


@blueprint.route("/positions/new", methods=["GET", "POST"])
@requires(Permission.STANDARDS_WRITE)
@commits
def new() -> ResponseReturnValue:
    """Enter a position into the catalogue."""
    form = PositionForm()
    if form.validate_on_submit() and form.accepts(partial(add_position, by=current_account())):
        flash(_("Đã thêm %(title)s vào danh mục.", title=form.details().title))
        return redirect(url_for("positions.index"))
    return render_template("positions/position_form.html", form=form, position=None, cancel_url=url_for("positions.index"))


@blueprint.route("/positions/<key>/change", methods=["GET", "POST"])
@requires(Permission.STANDARDS_WRITE)
@commits
def change(key: str) -> ResponseReturnValue:
    """Write a new version of what may change while a position stays the same post."""
    position = position_named(key)
    form = VersionForm(next(iter(versions_of(position)), None))
    if form.validate_on_submit() and form.accepts(partial(change_position, position, by=current_account())):
        return _back(position, _("Đã ghi phiên bản mới của vị trí."))
    return render_template("positions/position_form.html", form=form, position=position, cancel_url=_address(position))


@blueprint.route("/positions/<key>/standards/new", methods=["GET", "POST"])
@requires(Permission.STANDARDS_WRITE)
@commits
def add_standard(key: str) -> ResponseReturnValue:
    """Ask something more of a position; without a domain in the address, choose one first."""
    position = position_named(key)
    if "domain" not in request.args:
        return render_template("positions/choose.html", position=position, domains=list(Domain))
    form = _form(_domain(request.args["domain"]))
    return _filled(form, position)


@blueprint.route("/standards/<public_id>/edit", methods=["GET", "POST"])
@requires(Permission.STANDARDS_WRITE)
@commits
def edit_standard(public_id: str) -> ResponseReturnValue:
    """A new version of a requirement; the one before stays and ends."""
    standard = standard_named(public_id)
    if ways_of(read_condition(standard.requirement)) is None:
        abort(404)  # said in words that the form does not have; no page offers it
    return _filled(_form(standard.domain, standard), standard.position, standard)


@blueprint.route("/standards/<public_id>/end", methods=["GET", "POST"])
@requires(Permission.STANDARDS_WRITE)
@commits
def stop_standard(public_id: str) -> ResponseReturnValue:
    """Ask a requirement no more from a day on."""
    standard, form = standard_named(public_id), EndForm()
    if form.validate_on_submit() and form.accepts(partial(end_standard, standard, by=current_account())):
        return _back(standard.position, _("Yêu cầu thôi áp dụng từ ngày đã ghi; phiên bản cũ vẫn còn để xem."))
    sentence = words.sentence_of(standard, vocabulary())
    position = standard.position
    return render_template("positions/end.html", form=form, standard=standard, sentence=sentence, cancel_url=_address(position))


def _form(domain: Domain, stored: Standard | None = None) -> StandardForm:
    return StandardForm(domain, vocabulary(), kinds_by_domain(), stored)


def _filled(form: StandardForm, position: Position, stored: Standard | None = None) -> ResponseReturnValue:
    if form.validate_on_submit() and form.accepts(partial(set_standard, position, by=current_account())):
        return _back(position, _("Đã ghi yêu cầu của vị trí."))
    return render_template(
        "positions/standard_form.html", form=form, position=position, stored=stored, ways=WAYS, cancel_url=_address(position)
    )


def _back(position: Position, done: str) -> ResponseReturnValue:
    flash(done)
    return redirect(_address(position))


def _address(position: Position) -> str:
    return url_for("positions.show", key=position.key)


def _domain(word: str) -> Domain:
    return Domain(word) if word in set(Domain) else abort(404)


def _view() -> View:
    return view_of(current_account(), day().on)
