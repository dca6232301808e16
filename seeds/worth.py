"""Loading what qualifications are worth: languages, levels, kinds of certificates and the equivalence tables."""

from models.qualifications import CertificateAlias, CertificateType, Domain, Equivalence, Language, Level, LevelAlias
from registry.shared.database import db
from registry.shared.text import fold
from seeds.shelf import Shelf, wordings
from seeds.tables import Line, lines

LEVEL_COLUMNS = ("domain", "key", "name", "rank", "valid_from", "valid_to", "aliases")
CERTIFICATE_COLUMNS = ("key", "name", "domain", "language", "validity_months", "aliases", "note")
EQUIVALENCE_COLUMNS = (
    "certificate",
    "level",
    "grade",
    "skill",
    "score_from",
    "score_to",
    "valid_from",
    "valid_to",
    "basis",
    "certain",
)
SKILLS = {"listening", "reading", "speaking", "writing"}


def load_languages() -> dict[str, int]:
    """Foreign and ethnic languages, from languages.csv."""
    languages = Shelf(Language, "code")
    for line in lines("languages.csv", ("code", "name", "common")):
        languages.put(line.place, code=line.text("code"), name=line.text("name"), common=line.flag("common"))
    db.session.flush()
    return {"languages": languages.changed}


def load_levels() -> dict[str, int]:
    """Levels of every domain with their wordings, from levels.csv."""
    levels = Shelf(Level, "domain", "key")
    table = list(lines("levels.csv", LEVEL_COLUMNS))
    for line in table:
        levels.put(
            line.place,
            domain=line.word("domain", Domain),
            key=line.text("key"),
            name=line.text("name"),
            rank=line.whole("rank"),
            **line.period(),
        )
    db.session.flush()
    aliases = Shelf(LevelAlias, "level_id", "folded")
    for line in table:
        level = levels[(line.word("domain", Domain), line.text("key"))]
        for folded in wordings(line.place, [level.name, *line.texts("aliases")]):
            aliases.put(line.place, level_id=level.id, folded=folded)
    db.session.flush()
    return {"levels": levels.changed, "level_aliases": aliases.changed}


def load_certificates() -> dict[str, int]:
    """Kinds of certificates with their wordings, from certificate_types.csv."""
    types = Shelf(CertificateType, "key")
    table = list(lines("certificate_types.csv", CERTIFICATE_COLUMNS))
    languages = Shelf(Language, "code")
    for line in table:
        language = line.maybe("language")
        if language and (language,) not in languages:
            line.refuse(f"no language has the code {language}")
        types.put(
            line.place,
            key=line.text("key"),
            name=line.text("name"),
            domain=line.word("domain", Domain),
            language_code=language,
            validity_months=line.whole("validity_months") if line.maybe("validity_months") else None,
            note=line.maybe("note"),
        )
    db.session.flush()
    aliases = Shelf(CertificateAlias, "certificate_type_id", "folded")
    for line in table:
        kind = types[(line.text("key"),)]
        for folded in wordings(line.place, [kind.name, *line.texts("aliases")]):
            aliases.put(line.place, certificate_type_id=kind.id, folded=folded)
    db.session.flush()
    return {"certificate_types": types.changed, "certificate_aliases": aliases.changed}


def load_equivalences() -> dict[str, int]:
    """The equivalence tables, from equivalences.csv.

    A line has a range of scores, or a grade, or neither: then the certificate itself is worth the level.
    """
    types = Shelf(CertificateType, "key")
    levels = Shelf(Level, "domain", "key")
    rows = Shelf(Equivalence, "certificate_type_id", "grade", "skill", "score_from", "valid_from")
    for line in lines("equivalences.csv", EQUIVALENCE_COLUMNS):
        kind, level = _ends(line, types, levels)
        rows.put(
            line.place,
            certificate_type_id=kind.id,
            level_id=level.id,
            grade=fold(line.cells["grade"]) or None,
            skill=_skill(line),
            **_scores(line),
            basis=line.maybe("basis"),
            certain=line.flag("certain"),
            **line.period(),
        )
    db.session.flush()
    return {"equivalences": rows.changed}


def _ends(line: Line, types: Shelf[CertificateType], levels: Shelf[Level]) -> tuple[CertificateType, Level]:
    key = line.text("certificate")
    if (key,) not in types:
        line.refuse(f"no certificate has the key {key}")
    domain, _, step = line.text("level").partition(".")
    if domain not in list(Domain) or (Domain(domain), step) not in levels:
        line.refuse(f"no level is called {line.cells['level']}")
    kind, level = types[(key,)], levels[(Domain(domain), step)]
    if kind.domain is not level.domain:
        line.refuse(f"{key} belongs to {kind.domain}, the level to {level.domain}")
    return kind, level


def _skill(line: Line) -> str | None:
    skill = line.maybe("skill")
    if skill and skill not in SKILLS:
        line.refuse(f"no skill is called {skill}")
    return skill


def _scores(line: Line) -> dict[str, object]:
    low, high = line.decimal("score_from"), line.decimal("score_to")
    if (low is None) != (high is None) or (low is not None and high is not None and low > high):
        line.refuse("score_from and score_to make no range")
    if low is not None and line.maybe("grade"):
        line.refuse("a line has a grade or a range of scores, not both")
    return {"score_from": low, "score_to": high}
