"""Surveys of needs: all of them, opening one, the board of one, and the sheet on which a unit answers."""

from functools import partial

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from registry.access.guard import current_account, requires
from registry.access.permissions import Permission
from registry.enrolments.doing import done
from registry.needs import words as need_words
from registry.shared.clock import today
from registry.shared.pages import day
from registry.shared.text import clean
from registry.shared.transaction import commits
from registry.surveys import actions, words
from registry.surveys.forms import OwnForm, SurveyForm
from registry.surveys.queries import answer_for, lines_of, need_for, people_of, row_of, rows_of, survey_with, surveys, totals_of
from registry.units.queries import name_of

blueprint = Blueprint("surveys", __name__, url_prefix="/training/surveys")


@blueprint.context_processor
def _words() -> dict[str, object]:
    return {"words": words, "need_words": need_words}


@blueprint.get("")
@requires(Permission.OFFICIALS_READ)
def index() -> ResponseReturnValue:
    """All surveys, and how far each has come in one's own units."""
    account = current_account()
    return render_template("surveys/index.html", rows=[(one, lines_of(one, account)) for one in surveys()], today=today())


@blueprint.route("/new", methods=["GET", "POST"])
@requires(Permission.TRAINING_WRITE)
@commits
def new() -> ResponseReturnValue:
    """Open a survey."""
    form = SurveyForm(data={"on": day().on, "year": day().on.year + 1})
    if form.validate_on_submit() and form.accepts(lambda details: actions.open_survey(details, current_account())):
        flash(_("Đã mở đợt khảo sát; các đơn vị trả lời ở tab Khảo sát."), "success")
        return redirect(url_for("surveys.index", _plain_day=True))
    return render_template("surveys/new.html", form=form)


@blueprint.get("/<public_id>")
@requires(Permission.OFFICIALS_READ)
def show(public_id: str) -> ResponseReturnValue:
    """The board of a survey: which unit has handed in, which is late, and what is wanted so far."""
    survey, account = survey_with(public_id), current_account()
    totals = totals_of(survey, account)
    return render_template("surveys/show.html", survey=survey, lines=lines_of(survey, account), totals=totals, today=today())


@blueprint.post("/<public_id>/close")
@requires(Permission.TRAINING_WRITE)
@commits
def close(public_id: str) -> ResponseReturnValue:
    """Take no more answers."""
    survey = survey_with(public_id)
    back = url_for("surveys.show", public_id=public_id, _plain_day=True)
    return done(lambda: actions.close_survey(survey, current_account()), back, _("Đã đóng đợt khảo sát."))


@blueprint.get("/answers/<public_id>")
@requires(Permission.OFFICIALS_READ)
def answer(public_id: str) -> ResponseReturnValue:
    """What a unit is asked, what it said, and what it added."""
    one = answer_for(current_account(), public_id)
    rows = rows_of(one, current_account())
    left = sum(row.unanswered for row in rows)
    name = name_of(one.unit_id, one.survey.on)
    return render_template("surveys/answer.html", one=one, survey=one.survey, rows=rows, left=left, unit_name=name)


@blueprint.post("/answers/<public_id>/say")
@requires(Permission.TRAINING_NOMINATE)
@commits
def say(public_id: str) -> ResponseReturnValue:
    """Confirm or decline one need: `official`, `programme`, `confirmed` yes or no, `reason`, and the `version` that was seen."""
    one, account, sent = answer_for(current_account(), public_id), current_account(), request.form
    row = row_of(rows_of(one, account), sent.get("official", ""), sent.get("programme", ""))
    reason = clean(sent.get("reason", ""))[:300] or None
    said = actions.Said(sent.get("confirmed") == "yes", reason, sent.get("version", 0, int) or 0)
    words_of = {True: _("Đã xác nhận: %(name)s.", name=row.name), False: _("Đã ghi không cử: %(name)s.", name=row.name)}
    return done(lambda: actions.say(one, row, said, account), _address(public_id), words_of[said.confirmed])


@blueprint.post("/answers/<public_id>/confirm-rest")
@requires(Permission.TRAINING_NOMINATE)
@commits
def confirm_rest(public_id: str) -> ResponseReturnValue:
    """Confirm all that nobody has answered yet."""
    one, account = answer_for(current_account(), public_id), current_account()
    rows = rows_of(one, account)

    def confirmed() -> str:
        return _("Đã xác nhận %(count)s nhu cầu.", count=actions.confirm_rest(one, rows, account))

    return done(confirmed, _address(public_id))


@blueprint.route("/answers/<public_id>/add", methods=["GET", "POST"])
@requires(Permission.TRAINING_NOMINATE)
@commits
def add(public_id: str) -> ResponseReturnValue:
    """Add a need of the unit's own."""
    one, account = answer_for(current_account(), public_id), current_account()
    form = OwnForm(one, people_of(one, account))
    if form.validate_on_submit() and form.accepts(partial(actions.add_own, one, by=account)):
        flash(_("Đã thêm nhu cầu của đơn vị."), "success")
        return redirect(_address(public_id))
    return render_template("surveys/add.html", form=form, one=one, cancel_url=_address(public_id))


@blueprint.post("/needs/<public_id>/remove")
@requires(Permission.TRAINING_NOMINATE)
@commits
def remove(public_id: str) -> ResponseReturnValue:
    """Take away what the unit added."""
    need, account = need_for(current_account(), public_id), current_account()
    return done(lambda: actions.remove_own(need, account), _address(need.answer.public_id), _("Đã bỏ nhu cầu của đơn vị."))


@blueprint.post("/answers/<public_id>/hand-in")
@requires(Permission.TRAINING_NOMINATE)
@commits
def hand_in(public_id: str) -> ResponseReturnValue:
    """Hand the answer of the unit in."""
    one, account = answer_for(current_account(), public_id), current_account()
    rows, note = rows_of(one, account), clean(request.form.get("note", ""))[:600] or None
    return done(lambda: actions.hand_in(one, rows, note, account), _address(public_id), _("Đã nộp nhu cầu của đơn vị."))


def _address(public_id: str) -> str:
    return url_for("surveys.answer", public_id=public_id, _plain_day=True)
