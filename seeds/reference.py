"""The reference data of the registry: loads the files of `seeds/reference/`, any number of times alike."""

from seeds.lists import load_terms
from seeds.organisation import load_positions, load_units
from seeds.posts import load_posts
from seeds.programmes import load_programmes
from seeds.resolution import load_benchmarks, load_resolution, load_targets
from seeds.service import load_ranks
from seeds.worth import load_certificates, load_equivalences, load_languages, load_levels


def load_reference() -> dict[str, int]:
    """Lay the data files over the tables; gives back name of the list → rows added or changed.

    Rows are found by their natural key. Where a row differs from its line the file wins; rows that no line names
    stay, and so do versions of targets, positions and programmes, standards, exemptions, schools and coded lists once they are
    in the registry, since the Department edits them. A bad line raises `BadData` with file and line. Opens no transaction: the
    caller wraps it in `registry.shared.transaction.transaction()`.
    """
    changed: dict[str, int] = {}
    for load in (
        load_languages,
        load_units,
        load_positions,
        load_levels,
        load_certificates,
        load_equivalences,
        load_posts,
        load_targets,
        load_resolution,
        load_benchmarks,
        load_terms,
        load_ranks,
        load_programmes,
    ):
        changed |= load()
    return changed
