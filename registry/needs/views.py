"""Who needs which programme on the day: sums by programme and unit, names with reasons, and the same as a workbook."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _

from models.training_plans import Origin
from registry.access.guard import current_account, requires
from registry.access.permissions import Permission
from registry.audit.actions import note_list
from registry.compliance.vocabulary import domain_name, vocabulary
from registry.needs import words
from registry.needs.documents import needs_workbook
from registry.needs.queries import Chosen, by_programme, by_unit, described, needs_of, tally
from registry.programmes import words as programme_words
from registry.programmes.queries import programmes_on
from registry.shared.downloads import XLSX, download
from registry.shared.pages import day
from registry.shared.transaction import transaction
from registry.units.scope import view_of

blueprint = Blueprint("needs", __name__, url_prefix="/training/needs")

SHOWN = 50


@blueprint.context_processor
def _words() -> dict[str, object]:
    return {"words": words, "programme_words": programme_words, "domain_name": domain_name}


@blueprint.get("")
@requires(Permission.OFFICIALS_READ)
def index() -> ResponseReturnValue:
    """The needs of the unit in view, narrowed by programme, origin, and whether a class is there already."""
    account, view, chosen = current_account(), view_of(current_account(), day().on), _chosen()
    needs, catalogue = needs_of(account, view.tree, view.units), programmes_on(day().on)
    rows = chosen.among(needs.rows)
    place = min(max(request.args.get("from", 0, int) or 0, 0), max(len(rows) - 1, 0))
    place -= place % SHOWN
    return render_template(
        "needs/index.html",
        view=view,
        chosen=chosen,
        needs=needs,
        catalogue=catalogue,
        total=tally(rows),
        people=len({row.person.id for row in rows}),
        programmes=by_programme(rows, catalogue),
        units=by_unit(rows, view.tree, view.unit_id),
        lines=list(described(rows[place : place + SHOWN], account, view.tree)),
        place=place,
        size=SHOWN,
        origins=words.ORIGINS,
        vocabulary=vocabulary(),
        kept={name: value for name, value in request.args.items() if name not in ("from", "on") and value},
    )


@blueprint.post("/export")
@requires(Permission.OFFICIALS_READ)
def export() -> ResponseReturnValue:
    """The same needs as a workbook; leaves an entry in the trail."""
    account, view = current_account(), view_of(current_account(), day().on)
    rows = _chosen().among(needs_of(account, view.tree, view.units).rows)
    workbook = needs_workbook(described(rows, account, view.tree), vocabulary(), day().on, view.unit.name if view.unit else "")
    unit_id = view.unit.id if view.unit else None
    with force_locale("vi"):  # the trail is kept in one language
        subject = _("Nhu cầu đào tạo, bồi dưỡng")
    with transaction():
        note_list(subject, by=account, on=day().on, people=len({row.person.id for row in rows}), unit_id=unit_id)
    return download(workbook, f"nhu-cau-{day().on.isoformat()}.xlsx", XLSX)


def _chosen() -> Chosen:
    origin, state = request.args.get("origin", ""), request.args.get("state", "")
    return Chosen(
        request.args.get("programme", ""),
        Origin(origin) if origin in set(Origin) else None,
        {"open": False, "attended": True}.get(state),
    )
