"""Items beside posts: those of an official, one of them, and the lists that forms choose from."""

from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import joinedload
from werkzeug.exceptions import NotFound

from models.accounts import Account
from models.base import FOREVER
from models.officials import Official
from models.service import Absence, Appraisal, Discipline, Rank, RankHeld
from models.terms import Term, TermKind, TermState
from registry.officials.queries import readable_by
from registry.service.items import KINDS
from registry.shared.database import db


@dataclass(frozen=True)
class Beside:
    """Everything beside posts in a file, newest first."""

    ranks: list[RankHeld]
    absences: list[Absence]
    appraisals: list[Appraisal]
    disciplines: list[Discipline]


def beside(official: Official, *, discipline: bool) -> Beside:
    """The items of an official; sanctions only for whom they are meant."""

    def of(model: Any, order: Any, *options: Any) -> list[Any]:
        statement = select(model).where(model.official_id == official.id).order_by(order.desc(), model.id.desc())
        return list(db.session.scalars(statement.options(*options)))

    return Beside(
        of(RankHeld, RankHeld.valid_from, joinedload(RankHeld.rank)),
        of(Absence, Absence.valid_from),
        of(Appraisal, Appraisal.year),
        of(Discipline, Discipline.valid_from) if discipline else [],
    )


def item_for(account: Account, kind: str, public_id: str) -> Any:
    """The item of a kind with this public id; 404 when its official is out of the account's scope, as for none."""
    model: Any = KINDS[kind].model
    statement = select(model).join(Official, Official.id == model.official_id).options(joinedload(model.official))
    item = db.session.scalar(statement.where(model.public_id == public_id, readable_by(account)))
    if item is None:
        raise NotFound
    return item


def ranks() -> list[tuple[str, str]]:
    """Code and name of every rank, highest first; those that have ended last."""
    statement = select(Rank).order_by(Rank.valid_to.desc(), Rank.grade.desc(), Rank.code)
    ended = _("không còn áp dụng")
    return [
        (rank.code, f"{rank.name} ({rank.code})" + ("" if rank.valid_to == FOREVER else f", {ended}"))
        for rank in db.session.scalars(statement)
    ]


def rank_id(code: str) -> int:
    """The rank with this code, which the list offered."""
    return db.session.scalars(select(Rank.id).where(Rank.code == code)).one()


def names_of(kind: TermKind) -> list[str]:
    """The accepted terms of a coded list, in the order in which they were laid down."""
    statement = select(Term.name).where(Term.kind == kind, Term.state == TermState.ACCEPTED).order_by(Term.id)
    return list(db.session.scalars(statement))
