"""Planting what stands beside posts in made-up files: ranks, absences, appraisals, discipline."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import insert, select

from models.base import FOREVER, Base
from models.service import Absence, Appraisal, Discipline, Rank, RankHeld
from registry.shared.database import db
from seeds.province.dice import Dice
from seeds.province.people import Person

_BATCH = 4000


def insert_rows(kind: type[Base], rows: Iterator[dict[str, Any]]) -> int:
    """Insert rows in batches, past the session: nobody is to be judged row by row."""
    waiting = list(rows)
    for start in range(0, len(waiting), _BATCH):
        db.session.execute(insert(kind), waiting[start : start + _BATCH])
    return len(waiting)


def plant_beside(people: list[Person], ids: dict[str, int], dice: Dice) -> None:
    """Insert the items of everybody; `ids` has the official by personal number."""
    ranks = dict(db.session.execute(select(Rank.code, Rank.id)).all())

    def rows(items: str, values: Any) -> Iterator[dict[str, Any]]:
        for person in people:
            for item in getattr(person, items):
                owner = {"public_id": dice.public_id(), "official_id": ids[person.personal_number], "version": 1}
                yield {**owner, **values(item)}

    def span(item: Any) -> dict[str, Any]:
        return {"valid_from": item.begins, "valid_to": item.ends or FOREVER}

    def ranked(item: Any) -> dict[str, Any]:
        pay = {"step": item.step, "coefficient": item.coefficient, "decision": item.decision}
        return {"rank_id": ranks[item.rank], **pay, **span(item)}

    def sanctioned(item: Any) -> dict[str, Any]:
        said = {"sanction": item.sanction, "act": item.act, "authority": item.authority, "decided_on": item.begins}
        return {**said, **span(item)}

    insert_rows(RankHeld, rows("ranks", ranked))
    insert_rows(Absence, rows("absences", lambda item: {"kind": item.kind, "decision": item.decision, **span(item)}))
    insert_rows(Appraisal, rows("appraisals", vars))
    insert_rows(Discipline, rows("disciplines", sanctioned))
