"""What is copied into a snapshot: units, rules, standings, and the people with the facts and reasons that they were judged by."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from flask_babel import force_locale
from sqlalchemy import select

from models.officials import Official
from models.snapshots import Snapshot, SnapshotPerson, SnapshotRule, SnapshotStanding, SnapshotUnit
from models.targets import Standing, Target
from registry.comparison.people import why
from registry.compliance.catalogue import TargetOnDay, targets_on
from registry.compliance.describe import rule_sentence
from registry.compliance.explain import Seen
from registry.compliance.people import posts_on
from registry.compliance.vocabulary import Vocabulary, vocabulary
from registry.judgement.judge import Judged, Verdict
from registry.qualifications.queries import texts_of
from registry.shared.database import db, insert_many
from registry.shared.dates import partial_date
from registry.snapshots.facts import write_facts, write_waivers
from registry.standings.dossier import dossiers, targets
from registry.units.queries import tree_on

_SLICE = 1000
Row = dict[str, Any]


def copy_day(snapshot: Snapshot) -> int:
    """Copy all that belongs to the day into the tables of the snapshot; gives back how many officials are in it."""
    judged = targets()
    insert_many(SnapshotUnit, list(_units(snapshot)))
    with force_locale("vi"):  # what is kept is kept in one language
        insert_many(SnapshotRule, list(_rules(snapshot, judged)))
        standings = _standings(snapshot)
        for ids in _slices(sorted(standings)):
            _copy_people(snapshot, ids, standings, judged)
    return len(standings)


def _slices(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    return (ids[start : start + _SLICE] for start in range(0, len(ids), _SLICE))


def _units(snapshot: Snapshot) -> Iterator[Row]:
    for unit in tree_on(snapshot.on).units.values():
        yield {
            "snapshot_id": snapshot.id,
            "unit_id": unit.id,
            "key": unit.key,
            "name": unit.name,
            "tier": unit.tier,
            "parent_id": unit.parent_id,
            "code": unit.code,
        }


def _rules(snapshot: Snapshot, judged: dict[int, Judged]) -> Iterator[Row]:
    words = vocabulary()
    places = dict(db.session.execute(select(Target.id, Target.place)).all())
    for target in targets_on(snapshot.on):
        for one in target.every_one:
            parent = None if one is target else target.id
            yield _rule(one, judged[one.id], words) | {
                "snapshot_id": snapshot.id,
                "parent_id": parent,
                "place": places[one.id],
            }


def _rule(target: TargetOnDay, judged: Judged, words: Vocabulary) -> Row:
    return {
        "target_id": target.id,
        "code": target.code,
        "title": target.title,
        "title_en": target.title_en,
        "short_title": target.short_title,
        "short_title_en": target.short_title_en,
        "number": target.version.number,
        "rule": target.version.rule,
        "waivers": write_waivers(judged.waivers),
        "deadline": target.version.deadline,
        "basis_clause": target.version.basis_clause,
        "sentence": rule_sentence(target.rule, words),
    }


def _standings(snapshot: Snapshot) -> dict[int, list[Row]]:
    """Official → standings on the day, without reasons."""
    statement = select(Standing.target_id, Standing.official_id, Standing.unit_id, Standing.declared, Standing.verified).where(
        Standing.valid_from <= snapshot.on, Standing.valid_to > snapshot.on
    )
    found: dict[int, list[Row]] = {}
    for row in db.session.execute(statement):
        found.setdefault(row.official_id, []).append({"snapshot_id": snapshot.id, **row._mapping})
    return found


def _copy_people(snapshot: Snapshot, ids: Sequence[int], standings: dict[int, list[Row]], judged: dict[int, Judged]) -> None:
    known = {dossier.official_id: dossier for dossier in dossiers(ids)}
    posts, named = posts_on(ids, snapshot.on), _named(ids)
    people = [
        {"snapshot_id": snapshot.id, "official_id": one, "post": posts.get(one, ""), **named[one]}
        | {"facts": write_facts(known[one])}
        for one in ids
    ]
    words, records = vocabulary(), texts_of([one for one in ids if any(row["declared"] != Verdict.MET for row in standings[one])])
    for row in (row for one in ids for row in standings[one]):
        seen = Seen(judged[row["target_id"]], known[row["official_id"]], snapshot.on, words, records)
        row["reason"] = "; ".join(why(seen, Verdict(row["declared"]))) or None
    insert_many(SnapshotPerson, people)
    insert_many(SnapshotStanding, [row for one in ids for row in standings[one]])


def _named(ids: Collection[int]) -> dict[int, Row]:
    one = Official
    columns = select(one.id, one.full_name, one.sort_key, one.born_on, one.born_precision).where(one.id.in_(ids))
    return {
        key: {"full_name": name, "sort_key": order, "born": partial_date(born, precision)}
        for key, name, order, born, precision in db.session.execute(columns)
    }
