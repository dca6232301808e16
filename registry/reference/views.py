"""The reference data, to be read: what the registry knows before it knows anybody."""

from dataclasses import dataclass

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import pgettext

from registry.access.guard import requires
from registry.access.permissions import Permission
from registry.reference import queries, words
from registry.shared.pages import day

blueprint = Blueprint("reference", __name__, url_prefix="/reference")


@dataclass(frozen=True)
class Tab:
    """One of the lists."""

    label: str
    url: str
    current: bool


@blueprint.context_processor
def _tabs() -> dict[str, list[Tab]]:
    labels = {
        "reference.positions": pgettext("list", "Chức vụ"),
        "positions.index": _("Vị trí, tiêu chuẩn"),
        "reference.levels": pgettext("list", "Trình độ"),
        "reference.certificates": _("Chứng chỉ và quy đổi"),
        "rules.index": _("Chỉ tiêu"),
        "exemptions.index": pgettext("list", "Loại trừ"),
        "terms.index": _("Danh mục mở"),
    }
    return {"tabs": [Tab(label, url_for(endpoint), endpoint == request.endpoint) for endpoint, label in labels.items()]}


@blueprint.get("/positions")
@requires(Permission.REFERENCE_READ)
def positions() -> ResponseReturnValue:
    """Positions of the catalogue in force on the day."""
    return render_template(
        "reference/positions.html", groups=queries.positions_by_tier(day().on), tiers=words.tiers(), words=words
    )


@blueprint.get("/levels")
@requires(Permission.REFERENCE_READ)
def levels() -> ResponseReturnValue:
    """Levels of each domain in force on the day."""
    return render_template("reference/levels.html", groups=queries.levels_by_domain(day().on), domains=words.domains())


@blueprint.get("/certificates")
@requires(Permission.REFERENCE_READ)
def certificates() -> ResponseReturnValue:
    """What a certificate issued on the day is worth."""
    groups = queries.certificates_by_domain(day().on)
    return render_template("reference/certificates.html", groups=groups, domains=words.domains(), skills=words.skills())
