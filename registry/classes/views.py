"""Pages of classes: list and calendar, one class, nomination, the decision to send, what becomes of each person."""

import datetime as dt
from functools import partial

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _

from models.accounts import Account
from models.classes import ClassState, Enrolment, Part, TrainingClass
from models.training_plans import PlanLine
from registry.access.guard import current_account, may, public, requires
from registry.access.permissions import Permission
from registry.annual.queries import line_for
from registry.bonds import words as bond_words
from registry.classes.documents import decision_pdf
from registry.classes.forms import ClassForm, DecisionForm
from registry.classes.queries import candidates_for, events_of
from registry.classes.training import training_of
from registry.coming.ics import calendar
from registry.coming.queries import owner_of
from registry.compliance.people import posts_on
from registry.compliance.vocabulary import vocabulary
from registry.enrolments import actions, completion, words
from registry.enrolments.doing import done
from registry.enrolments.queries import (
    achieved_in,
    class_for,
    classes_for,
    decision_for,
    enrolment_for,
    enrolments_of,
    exams_of,
    sessions_of,
    taken_seats,
)
from registry.enrolments.records import NewClass
from registry.officials.queries import official_for, readable_ids
from registry.programmes import words as programme_words
from registry.programmes.eligibility import from_data
from registry.programmes.queries import programme_with
from registry.shared.clock import now, today
from registry.shared.dates import read_day, vn_date
from registry.shared.downloads import PDF, download
from registry.shared.editing import Place, conflict, goes_on
from registry.shared.pages import day
from registry.shared.refusal import Refused
from registry.shared.text import clean
from registry.shared.transaction import commits
from registry.summaries.offices import office_of
from registry.units.queries import tree_on

blueprint = Blueprint("classes", __name__)


@blueprint.context_processor
def _words() -> dict[str, object]:
    return {"words": words, "programme_words": programme_words}


@blueprint.get("/classes")
@requires(Permission.TRAINING_READ)
def index() -> ResponseReturnValue:
    """The classes of a year, by month; `?year=` chooses another one."""
    year = min(max(request.args.get("year", day().on.year, int) or 0, 2000), 2100)
    found = classes_for(current_account(), dt.date(year, 1, 1), dt.date(year, 12, 31))
    return render_template("classes/index.html", year=year, classes=found, seats=taken_seats([one.id for one in found]))


@blueprint.get("/calendar/<token>/classes")
@public
def feed(token: str) -> ResponseReturnValue:
    """The classes as a calendar, at the secret address of one's calendar; an address that leads nowhere has an empty one."""
    with force_locale("vi"):
        body = calendar(_("Lớp đào tạo, bồi dưỡng · Hà Tĩnh"), events_of(owner_of(token)), now())
    return Response(body, mimetype="text/calendar")


@blueprint.route("/programmes/<public_id>/classes/new", methods=["GET", "POST"])
@requires(Permission.TRAINING_WRITE)
@commits
def new(public_id: str) -> ResponseReturnValue:
    """Plan a class of a programme."""
    taught, form, line = programme_with(public_id), ClassForm(), _planned()
    if form.validate_on_submit() and form.accepts(
        lambda details: actions.open_class(NewClass(taught, details, line), current_account())
    ):
        flash(_("Đã lập lớp “%(title)s”.", title=form.title.data), "success")
        return redirect(url_for("classes.index", year=form.first_day.day.year))
    if not form.is_submitted():
        form.show(None, taught)
    back = url_for("programmes.show", public_id=taught.public_id)
    return render_template("classes/form.html", form=form, programme=taught, title=_("Mở lớp"), cancel_url=back)


def _planned() -> PlanLine | None:
    """The line of an annual plan from which the class is made; `?line=` names it."""
    key = request.args.get("line")
    return line_for(current_account(), key) if key else None


@blueprint.get("/classes/<public_id>")
@requires(Permission.TRAINING_READ)
def show(public_id: str) -> ResponseReturnValue:
    """A class: its days, its people as far as one may read them, its timetable, its results."""
    account = current_account()
    one = class_for(account, public_id)
    people, everybody = enrolments_of(one, account), taken_seats([one.id])[one.id]
    sessions = sessions_of(one)
    ids = [row.official_id for row in people]
    return render_template(
        "classes/show.html",
        one=one,
        people=people,
        openable=readable_ids(account, ids) if may(Permission.OFFICIALS_READ) else set(),
        posts=posts_on(ids, max(one.first_day, today())),
        counts=everybody,
        sessions=sessions,
        exams={exam.id: exam for exam in exams_of(one)},
        achieved=achieved_in(one),
        outcomes=completion.outcomes_in(one) if one.state is ClassState.RUNNING else {},
        moves=[state for state in ClassState if state in actions.moves_of(one)],
        decision_form=DecisionForm(formdata=None),
        parts=list(Part),
        editable=one.state in actions.EDITABLE,
    )


@blueprint.route("/classes/<public_id>/edit", methods=["GET", "POST"])
@requires(Permission.TRAINING_WRITE)
@commits
def edit(public_id: str) -> ResponseReturnValue:
    """Change a class. When somebody else saved meanwhile, both are shown."""
    one, form = class_for(current_account(), public_id), ClassForm()
    if goes_on():
        pass
    elif form.is_stale(one.version):
        present = ClassForm(formdata=None)
        present.show(one, one.programme)
        return conflict(form, present, Place(_("Sửa lớp"), one.title, _address(one), "form-class"))
    elif form.validate_on_submit() and form.accepts(partial(actions.change_class, one, by=current_account())):
        flash(_("Đã lưu lớp."), "success")
        return redirect(_address(one))
    elif not form.is_submitted():
        form.show(one, one.programme)
    return render_template("classes/form.html", form=form, programme=one.programme, title=_("Sửa lớp"), cancel_url=_address(one))


@blueprint.post("/classes/<public_id>/move")
@requires(Permission.TRAINING_WRITE)
@commits
def move(public_id: str) -> ResponseReturnValue:
    """Bring a class to another state: `state`, with a `reason` or the day `on` where the step needs one."""
    one, by = class_for(current_account(), public_id), current_account()
    asked, reason = request.form.get("state", ""), _reason()
    if asked not in set(ClassState):
        abort(400)
    return done(lambda: _moved(one, ClassState(asked), reason, by), _address(one))


def _moved(one: TrainingClass, state: ClassState, reason: str | None, by: Account) -> str:
    if state is ClassState.FINISHED:
        on = read_day(request.form.get("on", ""))
        if on is None:
            raise Refused("on", _("Hãy ghi ngày dd/mm/yyyy."))
        number = completion.finish(one, on, by)
        return _("Đã kết thúc lớp; %(count)s người hoàn thành, ghi vào hồ sơ từ ngày %(on)s.", count=number, on=vn_date(on))
    if one.state is ClassState.FINISHED and state is ClassState.CANCELLED:
        completion.cancel_finished(one, reason, by)
        return _("Đã huỷ lớp và thu lại kết quả đã ghi vào hồ sơ.")
    actions.move_class(one, state, reason, by)
    return _("Lớp chuyển sang: %(state)s.", state=words.CLASSES[state].words)


@blueprint.route("/classes/<public_id>/nominate", methods=["GET", "POST"])
@requires(Permission.TRAINING_NOMINATE)
@commits
def nominate(public_id: str) -> ResponseReturnValue:
    """Look for one's people, see whether they may be sent and why not, and nominate them."""
    account = current_account()
    one, typed = class_for(account, public_id), clean(request.args.get("q", ""))[:100]
    if request.method == "POST":
        official = official_for(account, request.form.get("official", ""))
        back = url_for("classes.nominate", public_id=public_id, q=typed)
        return done(lambda: _state_of(actions.nominate(one, official, _reason(), account)), back)
    found = candidates_for(one, typed, account)
    return render_template("classes/nominate.html", one=one, typed=typed, found=found, vocabulary=vocabulary())


@blueprint.route("/enrolments/<public_id>", methods=["GET", "POST"])
@requires(Permission.OFFICIALS_READ)
@commits
def person(public_id: str) -> ResponseReturnValue:
    """Somebody in a class: the conditions as they were found, and the steps that one may take."""
    row = enrolment_for(current_account(), public_id)
    if request.method == "POST":
        return _stepped(row, request.form.get("step", ""))
    return render_template(
        "classes/person.html",
        row=row,
        one=row.of_class,
        finding=from_data(row.eligibility),
        vocabulary=vocabulary(),
        exams={exam.id: exam for exam in exams_of(row.of_class)},
        outcome=completion.outcomes_in(row.of_class).get(row.id),
    )


@blueprint.get("/officials/<public_id>/training")
@requires(Permission.OFFICIALS_READ)
def training(public_id: str) -> ResponseReturnValue:
    """The training of an official: done, running, due, offered."""
    official = official_for(current_account(), public_id)
    found = training_of(official, day().on)
    return render_template("classes/training.html", official=official, training=found, bond_words=bond_words)


def _stepped(row: Enrolment, step: str) -> ResponseReturnValue:
    by, reason = current_account(), _reason()
    steps = {
        "accept": partial(actions.accept, row, by),
        "refuse": partial(actions.refuse, row, reason, by),
        "complete": partial(completion.complete, row, by),
        "take_back": partial(completion.take_back, row, reason, by),
    }
    if step == "drop" and may(Permission.TRAINING_NOMINATE):
        action = partial(actions.drop, row, reason, by)
    elif step in steps and may(Permission.TRAINING_WRITE):
        action = steps[step]
    else:
        abort(403)
    back = url_for("classes.person", public_id=row.public_id)
    return done(lambda: (action(), _state_of(row))[1], back)


def _state_of(row: Enrolment) -> str:
    return _("%(name)s: %(state)s.", name=row.official.full_name, state=words.PEOPLE[row.state].words)


@blueprint.post("/enrolments/<public_id>/certificate")
@requires(Permission.TRAINING_WRITE)
@commits
def certificate(public_id: str) -> ResponseReturnValue:
    """Correct number and classification of a certificate, in the class and in the file."""
    row = enrolment_for(current_account(), public_id)
    number, said = (clean(request.form.get(name, ""))[:most] or None for name, most in (("number", 60), ("classification", 40)))
    return done(
        lambda: completion.correct_certificate(row, number, said, current_account()),
        url_for("classes.person", public_id=public_id),
        _("Đã đính chính chứng chỉ trong lớp và trong hồ sơ."),
    )


@blueprint.post("/classes/<public_id>/send")
@requires(Permission.TRAINING_WRITE)
@commits
def send(public_id: str) -> ResponseReturnValue:
    """Write down the decision that sends everybody accepted."""
    one, form = class_for(current_account(), public_id), DecisionForm()
    if not form.validate_on_submit():
        flash(" ".join(str(words) for errors in form.errors.values() for words in errors), "warning")
        return redirect(_address(one))
    return done(
        lambda: actions.send(one, clean(form.number.data or ""), form.signed_on.day, current_account()),
        _address(one),
        _("Đã ghi quyết định %(number)s.", number=form.number.data),
    )


@blueprint.get("/decisions/<public_id>/paper")
@requires(Permission.TRAINING_READ)
def paper(public_id: str) -> ResponseReturnValue:
    """The decision to send as a PDF, with the people that one may read in its list."""
    account = current_account()
    decision = decision_for(account, public_id)
    everybody = [row for row in enrolments_of(decision.of_class) if row.decision_id == decision.id]
    people = [row for row in enrolments_of(decision.of_class, account) if row.decision_id == decision.id]
    tree = tree_on(today())
    root = next(unit for unit in tree.units.values() if unit.parent_id not in tree.units)
    posts = posts_on([row.official_id for row in people], decision.signed_on)
    with force_locale("vi"):
        body = decision_pdf(decision, len(everybody), people, posts, office_of(root, tree))
    return download(body, f"quyet-dinh-cu-di-hoc-{decision.signed_on.isoformat()}.pdf", PDF)


def _reason() -> str | None:
    return clean(request.form.get("reason", ""))[:300] or None


def _address(one: TrainingClass) -> str:
    return url_for("classes.show", public_id=one.public_id)
