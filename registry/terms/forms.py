"""Input of the coded lists: an entry, what a proposal is merged into, why it is refused."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, StringField
from wtforms.validators import InputRequired, Length, Optional, Regexp

from models.base import Versioned
from models.terms import Term, TermKind
from registry.shared.forms import Form
from registry.shared.text import clean
from registry.terms.actions import TermDetails
from registry.terms.records import find


class TermForm(Form[TermDetails]):
    """An entry of a list; only institutions have a place and a country."""

    name = StringField(_l("Tên"), validators=[InputRequired(_l("Hãy ghi tên.")), Length(max=200)])
    place = StringField(_l("Tỉnh, thành phố"), validators=[Optional(), Length(max=80)])
    country = StringField(
        _l("Mã nước"), validators=[Optional(), Regexp("[A-Za-z]{2}$")], description=_l("Hai chữ cái, ví dụ VN, LA, AU")
    )
    version = HiddenField()

    def __init__(self, kind: TermKind, term: Term | None = None, **options: Any) -> None:
        values = {"name": term.name, "place": term.place, "country": term.country, "version": str(term.version)} if term else {}
        super().__init__(data=values, **options)
        if kind is not TermKind.INSTITUTION:
            del self.place, self.country

    def details(self) -> TermDetails:
        """The entry."""
        place, country = (clean(self[name].data or "") or None if name in self else None for name in ("place", "country"))
        return TermDetails(clean(self.name.data or ""), place, country.upper() if country else None)


class MergeForm(Form[Term | None]):
    """The entry that is to stand for another one."""

    into = StringField(_l("Gộp vào mục"), validators=[InputRequired(_l("Hãy chọn mục."))])
    version = HiddenField()

    def __init__(self, kind: TermKind, term: Term, **options: Any) -> None:
        super().__init__(data={"version": str(term.version)}, **options)
        self.kind = kind

    def details(self) -> Term | None:
        """The entry with the typed name; None when the list has none."""
        return find(self.kind, self.into.data or "")


class RefusalForm(Form[str]):
    """Why a proposal is refused; `told` says who reads it."""

    reason = StringField(_l("Lý do không nhận"), validators=[InputRequired(_l("Hãy ghi lý do.")), Length(max=300)])
    version = HiddenField()

    def __init__(self, proposal: Versioned, told: Any, **options: Any) -> None:
        super().__init__(data={"version": str(proposal.version)}, **options)
        self.reason.description = told

    def details(self) -> str:
        """The reason."""
        return clean(self.reason.data or "")
