"""Loading what files of people choose from: ranks, and the coded lists of facts about a person."""

from models.service import Rank
from models.terms import Term, TermKind
from registry.shared.database import db
from registry.shared.text import fold
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


def load_people_terms() -> dict[str, int]:
    """Terms of facts about people, from terms_people.csv; what the Department made of a term stays."""
    terms = Shelf(Term, "kind", "folded")
    for line in lines("terms_people.csv", ("kind", "name")):
        name = line.text("name")
        terms.keep(line.place, kind=line.word("kind", TermKind), name=name, folded=fold(name))
    db.session.flush()
    return {"people_terms": terms.changed}
