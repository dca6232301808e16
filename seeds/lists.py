"""Loading the coded lists that grow: institutions, fields of study, posts in the Party, honours, ethnic groups, schooling."""

from collections.abc import Iterator

from models.terms import Term, TermKind, TermState
from registry.shared.database import db
from registry.shared.text import fold
from seeds.shelf import Shelf
from seeds.tables import Line, lines


def load_terms() -> dict[str, int]:
    """Entries that the lists do not know yet, and further wordings as entries merged into them.

    What the Department has decided of a name stays: an entry in whatever state is left as it is.
    """
    terms = Shelf(Term, "kind", "folded")
    said = list(_entries())
    for kind, line in said:
        place, country = (line.cells.get(column) or None for column in ("place", "country"))
        name = line.text("name")
        terms.keep(line.place, kind=kind, folded=fold(name), name=name, place=place, country=country, state=TermState.ACCEPTED)
    db.session.flush()
    for kind, line in said:
        term = terms[(kind, fold(line.text("name")))]
        for name in line.texts("aliases"):
            merged = {"state": TermState.MERGED, "merged_into_id": term.id}
            if (kind, fold(name)) not in terms:
                terms.put(line.place, kind=kind, folded=fold(name), name=name, **merged)
    db.session.flush()
    return {"terms": terms.changed}


def _entries() -> Iterator[tuple[TermKind, Line]]:
    for line in lines("institutions.csv", ("name", "place", "country", "aliases")):
        yield TermKind.INSTITUTION, line
    for line in lines("fields.csv", ("name", "aliases")):
        yield TermKind.FIELD, line
    for line in lines("terms.csv", ("kind", "name", "aliases")):
        yield line.word("kind", TermKind), line
