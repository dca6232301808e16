"""Pages of rules: the versions of each target, the draft of a next one, what it would change, publishing and taking back."""

from functools import partial

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.orm.exc import StaleDataError

from models.officials import Official
from models.rules import Expected, RuleDraft, TestPerson
from registry.access.guard import current_account, may, requires
from registry.access.permissions import Permission
from registry.comparison.people import by_name, end_on, page_from
from registry.compliance.vocabulary import vocabulary
from registry.judgement.rules import Condition
from registry.rules import actions, tree, words
from registry.rules.drafts import (
    POPULATION,
    Family,
    can_map,
    mapped,
    obstacles,
    population_of,
    requirement_of,
    too_early,
)
from registry.rules.effect import OUTSIDE, Effect, Turn, effect_of, named
from registry.rules.forms import FORMS, HeadForm, condition_form, head_form, kind_of
from registry.rules.person_forms import MadeUpForm, OfficialForm, PersonForm
from registry.rules.queries import (
    draft_for,
    draft_of,
    family_of,
    family_with,
    files_of,
    officials_called,
    person_for,
    target_histories,
    version_numbered,
)
from registry.rules.records import Edit, Step, step_in
from registry.rules.trials import after, failing, trials, tried
from registry.shared.database import db
from registry.shared.editing import Place, conflict, goes_on
from registry.shared.pages import day
from registry.shared.refusal import Refused
from registry.shared.transaction import commits
from registry.standings.dossier import targets

blueprint = Blueprint("rules", __name__, url_prefix="/rules")

_JOINS = (Step.SET, Step.AND, Step.OR)
_ARRANGES = (Step.NOT, Step.DROP)


@blueprint.context_processor
def _words() -> dict[str, object]:
    return {"words": words}


@blueprint.get("/")
@requires(Permission.REFERENCE_READ)
def index() -> ResponseReturnValue:
    """The targets with the versions of their rules: from when to when, on what basis, by which deadline and threshold."""
    return render_template("rules/index.html", histories=target_histories())


@blueprint.get("/<code>")
@requires(Permission.REFERENCE_READ)
def show(code: str) -> ResponseReturnValue:
    """One target: every version of its rule as a sentence, its components, and the people it is tried on."""
    family = family_of(code)
    tries = trials(family, targets()) if may(Permission.TARGETS_WRITE) else []
    names = files_of([one.person for one in tries], current_account())
    return render_template("rules/show.html", history=target_histories(code)[0], draft=draft_of(family), tries=tries, names=names)


@blueprint.post("/<code>/begin")
@requires(Permission.TARGETS_WRITE)
@commits
def begin(code: str) -> ResponseReturnValue:
    """Begin the next version from one that is there."""
    family, number = family_of(code), _number()
    try:
        actions.begin(family, number, current_account())
    except Refused as refused:
        flash(refused.message, "warning")
        return redirect(url_for("rules.draft" if draft_of(family) else "rules.show", code=code))
    return redirect(url_for("rules.draft", code=code))


@blueprint.get("/<code>/draft")
@requires(Permission.TARGETS_WRITE)
def draft(code: str) -> ResponseReturnValue:
    """The draft, read back as a sentence in both languages, with what it lacks and its test people."""
    row, family = draft_for(code)
    vocabulary_, tries = vocabulary(), trials(family, after(row, family))
    population = population_of(row)
    return render_template(
        "rules/draft.html",
        draft=row,
        family=family,
        vocabulary=vocabulary_,
        population=tree.drawn(population),
        asked=[(one, tree.drawn(requirement_of(row, one.code))) for one in family.asked_of],
        readings=words.readings(row, family, vocabulary_),
        obstacles=obstacles(row, family, vocabulary_),
        tries=tries,
        untried=not tried([one.person for one in tries], row.valid_from),
        names=files_of([one.person for one in tries], current_account()),
        districts=(can_map(population), mapped(population), too_early(row)),
    )


@blueprint.route("/<code>/draft/head", methods=["GET", "POST"])
@requires(Permission.TARGETS_WRITE)
@commits
def head(code: str) -> ResponseReturnValue:
    """All of a draft but its conditions. When somebody else wrote meanwhile, both versions are shown and nothing is written."""
    row, family = draft_for(code)
    form, place = head_form(family.components), _place(family)
    if goes_on():
        pass
    elif form.is_stale(row.version):
        return conflict(form, _stored(row, family), place)
    elif form.validate_on_submit():
        try:
            if form.accepts(partial(actions.change_head, row, by=current_account())):
                return _drafted(family, _("Đã ghi dự thảo."))
        except StaleDataError:
            db.session.rollback()
            return conflict(form, _stored(*draft_for(code)), place)
    elif not form.is_submitted():
        form.show(row)
    return render_template("rules/head.html", form=form, family=family, cancel_url=place.back)


def _stored(row: RuleDraft, family: Family) -> HeadForm:
    form = head_form(family.components, formdata=None)
    form.show(row)
    return form


def _place(family: Family) -> Place:
    back = url_for("rules.draft", code=family.target.code)
    return Place(_("Phần chung của dự thảo"), _("Dự thảo %(code)s", code=family.target.code), back, "head")


@blueprint.route("/<code>/draft/condition", methods=["GET", "POST"])
@requires(Permission.TARGETS_WRITE)
@commits
def condition(code: str) -> ResponseReturnValue:
    """Write a condition: in the place of one, or one more that goes with it. Without a kind, choose one first."""
    row, family = draft_for(code)
    here, step = _here(row), step_in(_JOINS, request.args.get("step", "set"))
    part, place = request.args.get("part", ""), tree.place_from(request.args.get("at", "")) or ()
    kind = request.args.get("kind", kind_of(tree.bare(here)) if step is Step.SET else "")
    asked = {"code": code, "part": part, "at": request.args.get("at", ""), "step": step or "set"}
    if step is None or kind not in FORMS:
        return render_template("rules/choose.html", family=family, asked=asked, here=here, vocabulary=vocabulary())
    form = condition_form(kind, vocabulary())
    if form.validate_on_submit():
        write = partial(_write, row, part, place, step)
        if form.accepts(write):
            return _drafted(family, _("Đã ghi điều kiện."))
    elif not form.is_submitted() and step is Step.SET and kind == kind_of(tree.bare(here)):
        form.show(tree.bare(here))
    cancel = url_for("rules.draft", code=code)
    return render_template(
        "rules/condition.html",
        form=form,
        family=family,
        seen=_seen() or row.version,
        asked=asked,
        here=here,
        cancel_url=cancel,
        vocabulary=vocabulary(),
    )


def _here(row: RuleDraft) -> Condition:
    """The condition at the place of the address; 404 for none."""
    part, place = request.args.get("part", ""), tree.place_from(request.args.get("at", ""))
    if part != POPULATION and part not in row.parts:
        abort(404)
    whole = population_of(row) if part == POPULATION else requirement_of(row, part)
    return (tree.found(whole, place) if place is not None else None) or abort(404)


def _seen() -> int:
    typed = request.form.get("seen", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 9 else 0


def _write(row: RuleDraft, part: str, place: tuple[int, ...], step: Step, condition: Condition) -> None:
    edit = Edit(part, place, step, _seen(), condition)
    actions.edit_condition(row, edit, current_account())


@blueprint.post("/<code>/draft/arrange")
@requires(Permission.TARGETS_WRITE)
@commits
def arrange(code: str) -> ResponseReturnValue:
    """Turn a condition into its contrary, or take it away."""
    row, family = draft_for(code)
    step = step_in(_ARRANGES, request.args.get("step", "")) or abort(404)
    _here(row)
    place = tree.place_from(request.args.get("at", "")) or ()
    edit = Edit(request.args["part"], place, step, _seen())
    return _acted(family, partial(actions.edit_condition, row, edit, current_account()), _("Đã sửa điều kiện."))


@blueprint.post("/<code>/draft/districts")
@requires(Permission.TARGETS_WRITE)
@commits
def districts(code: str) -> ResponseReturnValue:
    """Count leaders of communes in the place of those of districts, or leave the districts out."""
    row, family = draft_for(code)
    to_communes = request.args.get("to") == "communes"
    return _acted(family, partial(actions.map_districts, row, to_communes, _seen(), current_account()), _("Đã sửa đối tượng."))


@blueprint.post("/<code>/draft/discard")
@requires(Permission.TARGETS_WRITE)
@commits
def discard(code: str) -> ResponseReturnValue:
    """Give the draft up."""
    row, _family = draft_for(code)
    try:
        actions.discard(row, current_account())
        flash(_("Đã bỏ dự thảo."))
    except Refused as refused:
        flash(refused.message, "warning")
    return redirect(url_for("rules.show", code=code))


@blueprint.get("/<code>/draft/effect")
@requires(Permission.TARGETS_WRITE)
def effect(code: str) -> ResponseReturnValue:
    """What publishing would change on the day: figures before and after, and who comes to stand otherwise, by name."""
    row, family = draft_for(code)
    account, end = current_account(), end_on(current_account(), day().on)
    found = effect_of(row, family, end)
    turn = _turn(found)
    page = page_from(by_name(found.behind(turn)), request.args.get("after")) if turn else None
    people = list(named(page.rows, found, family.target.id, account, end)) if page else []
    unlike = failing(row, family)
    return render_template(
        "rules/effect.html",
        draft=row,
        family=family,
        effect=found,
        turn=turn,
        page=page,
        people=people,
        obstacles=obstacles(row, family, vocabulary()),
        unlike=unlike,
        names=files_of([one.person for one in unlike], account),
    )


def _turn(found: Effect) -> Turn | None:
    """Whose names are shown: those of the turn in the address, else of the one that most people make."""
    asked = (request.args.get("from", OUTSIDE), request.args.get("to", OUTSIDE))
    turns = [turn for turn, _people in found.turns]
    return asked if asked in turns else next(iter(turns), None)


@blueprint.post("/<code>/draft/publish")
@requires(Permission.TARGETS_WRITE)
@commits
def publish(code: str) -> ResponseReturnValue:
    """Put the draft in force from its day."""
    row, _family = draft_for(code)
    try:
        with db.session.begin_nested():
            version = actions.publish(row, _seen(), current_account())
    except Refused as refused:
        flash(refused.message, "warning")
        return redirect(url_for("rules.effect", code=code))
    flash(_("Đã ban hành phiên bản %(number)s; mọi số liệu từ ngày áp dụng đã tính lại.", number=version.number))
    return redirect(url_for("rules.show", code=code))


@blueprint.post("/<code>/withdraw")
@requires(Permission.TARGETS_WRITE)
@commits
def withdraw(code: str) -> ResponseReturnValue:
    """Take a version back; its days go to what stood there before."""
    family, number = family_of(code), _number()
    version = version_numbered(family, number)
    try:
        with db.session.begin_nested():
            actions.take_back(version, family, current_account())
        flash(_("Đã rút phiên bản %(number)s; mọi số liệu đã tính lại theo phiên bản trước.", number=number))
    except Refused as refused:
        flash(refused.message, "warning")
    return redirect(url_for("rules.show", code=code))


def _number() -> int:
    """The number of a version that the form names; 404 for what is none."""
    typed = request.form.get("number", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 6 else abort(404)


def _acted(family: Family, act: partial[None], done: str) -> ResponseReturnValue:
    try:
        with db.session.begin_nested():
            act()
    except Refused as refused:
        flash(refused.message, "warning")
        return redirect(url_for("rules.draft", code=family.target.code))
    return _drafted(family, done)


def _drafted(family: Family, done: str) -> ResponseReturnValue:
    flash(done)
    return redirect(url_for("rules.draft", code=family.target.code))


@blueprint.route("/<code>/people/new", methods=["GET", "POST"])
@requires(Permission.TARGETS_WRITE)
@commits
def add_person(code: str) -> ResponseReturnValue:
    """Keep a test person: an official found by name (`q`), or with `kind=made-up` somebody made up."""
    family, made_up = family_of(code), request.args.get("kind") == "made-up"
    form = _person_form(None) if made_up else _official_form(officials_called(request.args.get("q", ""), current_account()))
    if form.validate_on_submit() and form.accepts(partial(actions.add_person, family, by=current_account())):
        flash(_("Đã giữ người thử."))
        return redirect(url_for("rules.show", code=code, _anchor="people"))
    if not form.is_submitted():
        form.expected.data, form.on.data = Expected.MET.value, day().on
    return render_template("rules/person.html", form=form, family=family, made_up=made_up, person=None, cancel_url=_people(code))


@blueprint.route("/people/<public_id>/edit", methods=["GET", "POST"])
@requires(Permission.TARGETS_WRITE)
@commits
def edit_person(public_id: str) -> ResponseReturnValue:
    """Correct a test person. When somebody else did so meanwhile, both versions are shown and nothing is written."""
    person = person_for(current_account(), public_id)
    family, form = family_with(person.target), _person_form(person)
    place = Place(_("Sửa người thử"), _("Người thử %(code)s", code=family.target.code), _people(family.target.code), "person")
    if goes_on():
        pass
    elif form.is_stale(person.version):
        return conflict(form, _kept_person(person), place)
    elif form.validate_on_submit():
        try:
            if form.accepts(partial(actions.change_person, person, by=current_account())):
                flash(_("Đã sửa người thử."))
                return redirect(place.back)
        except StaleDataError:
            db.session.rollback()
            return conflict(form, _kept_person(person_for(current_account(), public_id)), place)
    elif not form.is_submitted():
        form.show(person)
    made_up = person.facts is not None
    return render_template("rules/person.html", form=form, family=family, made_up=made_up, person=person, cancel_url=place.back)


@blueprint.post("/people/<public_id>/remove")
@requires(Permission.TARGETS_WRITE)
@commits
def remove_person(public_id: str) -> ResponseReturnValue:
    """Try the rules on this person no more."""
    person = person_for(current_account(), public_id)
    code = person.target.code
    actions.remove_person(person, current_account())
    flash(_("Đã bỏ người thử."))
    return redirect(_people(code))


def _people(code: str) -> str:
    return url_for("rules.show", code=code, _anchor="people")


def _person_form(person: TestPerson | None, **options: object) -> PersonForm:
    """The form of somebody made up, or of an official who is kept already."""
    if person is not None and person.facts is None:
        return _official_form([db.session.get_one(Official, person.official_id)], **options)
    form = MadeUpForm(**options)
    form.offer(vocabulary())
    return form


def _official_form(found: list[Official], **options: object) -> PersonForm:
    form = OfficialForm(**options)
    form.offer(found)
    return form


def _kept_person(person: TestPerson) -> PersonForm:
    form = _person_form(person, formdata=None)
    form.show(person)
    return form
