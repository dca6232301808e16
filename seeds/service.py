"""Loading what files of people choose from: ranks."""

from models.service import Rank
from registry.shared.database import db
from seeds.shelf import Shelf
from seeds.tables import lines

RANK_COLUMNS = ("code", "name", "grade", "valid_from", "valid_to", "note")


def load_ranks() -> dict[str, int]:
    """Ranks of civil servants, from ranks.csv."""
    ranks = Shelf(Rank, "code")
    for line in lines("ranks.csv", RANK_COLUMNS):
        names = {"code": line.text("code"), "name": line.text("name"), "note": line.maybe("note")}
        ranks.put(line.place, **names, grade=line.whole("grade"), **line.period())
    db.session.flush()
    return {"ranks": ranks.changed}
