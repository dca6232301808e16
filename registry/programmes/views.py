"""The catalogue of programmes: what is taught, who may be sent, on which basis; kept by the Department."""

from itertools import groupby
from operator import attrgetter

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from models.programmes import Programme, ResultColumn
from registry.access.guard import current_account, requires
from registry.access.permissions import Permission
from registry.compliance.vocabulary import vocabulary
from registry.programmes import actions, words
from registry.programmes.forms import BegunForm, ProgrammeForm
from registry.programmes.queries import hours_rule_on, programme_with, programmes_on, versions_of
from registry.shared.editing import Place, conflict, goes_on
from registry.shared.pages import day
from registry.shared.transaction import commits

blueprint = Blueprint("programmes", __name__, url_prefix="/programmes")


@blueprint.context_processor
def _words() -> dict[str, object]:
    return {"words": words}


@blueprint.get("")
@requires(Permission.TRAINING_READ)
def index() -> ResponseReturnValue:
    """The programmes in force on the day."""
    on = day().on
    return render_template("programmes/index.html", groups=_grouped(programmes_on(on)), hours=hours_rule_on(on))


@blueprint.get("/<public_id>")
@requires(Permission.TRAINING_READ)
def show(public_id: str) -> ResponseReturnValue:
    """One version: what it gives, who may be sent, and the other versions."""
    programme = programme_with(public_id)
    return render_template(
        "programmes/show.html", programme=programme, versions=versions_of(programme.code), vocabulary=vocabulary()
    )


@blueprint.route("/new", methods=["GET", "POST"])
@requires(Permission.TRAINING_WRITE)
@commits
def new() -> ResponseReturnValue:
    """Enter a programme."""
    form = BegunForm()
    if form.validate_on_submit() and form.accepts(lambda _details: actions.add_programme(form.begun(), current_account())):
        flash(_("Đã thêm chương trình “%(name)s”.", name=form.name.data), "success")
        return redirect(url_for("programmes.index"))
    if not form.is_submitted():
        form.show()
    return _filled(form, None, _("Thêm chương trình"))


@blueprint.route("/<public_id>/edit", methods=["GET", "POST"])
@requires(Permission.TRAINING_WRITE)
@commits
def edit(public_id: str) -> ResponseReturnValue:
    """Correct a version. When somebody else saved meanwhile, both are shown."""
    programme = programme_with(public_id)
    form = ProgrammeForm(programme)
    if goes_on():
        pass
    elif form.is_stale(programme.version):
        present = ProgrammeForm(programme, formdata=None)
        present.show()
        return conflict(form, present, Place(_("Sửa chương trình"), programme.name, _address(programme), "form-programme"))
    elif form.validate_on_submit() and form.accepts(
        lambda details: actions.change_programme(programme, details, current_account())
    ):
        flash(_("Đã lưu chương trình."), "success")
        return redirect(_address(programme))
    elif not form.is_submitted():
        form.show()
    return _filled(form, programme, _("Sửa chương trình"))


@blueprint.route("/<public_id>/renew", methods=["GET", "POST"])
@requires(Permission.TRAINING_WRITE)
@commits
def renew(public_id: str) -> ResponseReturnValue:
    """Write what follows a version from a day on."""
    programme = programme_with(public_id)
    form = BegunForm(programme)
    if form.validate_on_submit() and form.accepts(
        lambda _details: actions.renew_programme(programme, form.begun(), current_account())
    ):
        flash(_("Đã ghi phiên bản mới; các lớp đã mở giữ phiên bản cũ."), "success")
        return redirect(url_for("programmes.index"))
    if not form.is_submitted():
        form.show()
    return _filled(form, programme, _("Phiên bản mới của chương trình"))


def _grouped(programmes: list[Programme]) -> list[tuple[ResultColumn, list[Programme]]]:
    return [(column, list(group)) for column, group in groupby(programmes, key=attrgetter("column"))]


def _filled(form: ProgrammeForm, programme: Programme | None, title: str) -> ResponseReturnValue:
    sentences = words.asked_words(programme, vocabulary()) if programme and form.said is None else []
    return render_template("programmes/form.html", form=form, programme=programme, title=title, sentences=sentences)


def _address(programme: Programme) -> str:
    return url_for("programmes.show", public_id=programme.public_id)
