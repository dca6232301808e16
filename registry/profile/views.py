"""The record of one official."""

from flask import Blueprint, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from models.officials import Official
from registry.access.guard import current_account, may, requires
from registry.access.permissions import Permission
from registry.bonds import words as bond_words
from registry.bonds.queries import bonds_of
from registry.careers.queries import gaps_in
from registry.changes.queries import origins, provenance
from registry.coming import words as coming_words
from registry.coming.due import coming_of
from registry.findings.queries import findings_of
from registry.hours.queries import years_of
from registry.officials.queries import file_for, former_for, official_for
from registry.planning import words as planning_words
from registry.planning.queries import plans_of
from registry.profile import actions, words
from registry.profile.former import former_file
from registry.profile.history import versions
from registry.profile.queries import record_of, timeline
from registry.shared.pages import day
from registry.shared.text import masked
from registry.shared.transaction import commits
from registry.units.scope import view_of

blueprint = Blueprint("profile", __name__, url_prefix="/officials")

_SHOWN = "number shown of"


@blueprint.get("/<public_id>")
@requires(Permission.OFFICIALS_READ)
def show(public_id: str) -> ResponseReturnValue:
    """Everything known about one official on the day, and why each target is met or not; of one who went, what was our time."""
    account = current_account()
    gone = former_for(account, public_id)
    if gone:
        return render_template("profile/former.html", file=former_file(gone, account), words=words)
    official = file_for(account, public_id, archived=may(Permission.ARCHIVE_READ))
    record, today = record_of(official, day().on, discipline=may(Permission.DISCIPLINE_READ)), day().today
    shown = session.pop(_SHOWN, None) == public_id
    return render_template(
        "profile/show.html",
        record=record,
        official=official,
        findings=findings_of(official, current_account()),
        number=official.personal_number if shown else "",
        masked=masked(official.personal_number),
        versions=versions(record.posts, record.beside.absences, record.on, today),
        line=timeline(record, today),
        view=view_of(account, day().on),
        gaps=gaps_in(official),
        plans=plans_of(official, day().on),
        **_training(official),
        due=coming_of(official, day().on),
        planning=planning_words,
        coming=coming_words,
        words=words,
        said=provenance(official),
        origins=origins,
        **({"may": _nobody} if official.archived_at else {}),
    )


def _training(official: Official) -> dict[str, object]:
    """Lesson hours and bonds up to the day."""
    on = day().on
    return {"hours": years_of(official, on), "bonds": bonds_of(official, on), "bond_words": bond_words}


def _nobody(_permission: Permission) -> bool:
    """An archived file is read, and nothing in it is changed."""
    return False


@blueprint.post("/<public_id>/number")
@requires(Permission.OFFICIALS_READ)
@commits
def number(public_id: str) -> ResponseReturnValue:
    """Show the personal number in full, once: in place, or on the record that follows."""
    shown = actions.show_number(official_for(current_account(), public_id), current_account())
    if "HX-Request" in request.headers:
        return render_template("profile/_number.html", number=shown)
    session[_SHOWN] = public_id
    return redirect(url_for("profile.show", public_id=public_id))
