"""Decides which fact each column holds from the wording of its headings, group headings included."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from registry.readers.facts import Field
from registry.readers.wording import (
    ASPECTS,
    BARE_HEADING,
    BIRTH_LEAVES,
    CUSTOMARY,
    FIELDS,
    LEVEL_LEAVES,
    LONE_DEGREE,
    OWNS_LEAVES,
    QUALIFICATIONS,
    SEX_LEAVES,
    TOPICS,
    WEAK_TOPICS,
    Aspect,
    Topic,
)
from registry.shared.text import clean, fold

Path = tuple[str, ...]  # headings from the outermost group down to the column's own

LONGEST_HEADING = 200
_IN_BRACKETS = re.compile(r"[(\[][^)\]]*[)\]]")
_FOLLOWS_LEFT = frozenset({Aspect.ISSUED, Aspect.EXPIRES, Aspect.NUMBER})


@dataclass(frozen=True, slots=True)
class Sense:
    """What a heading says and how surely: 3 by its own words, 2 by its group's, 1 by custom or the left neighbour."""

    topic: str | None = None
    aspect: str | None = None
    weight: int = 0
    field: Field | None = None
    says: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """The decision for one column; `remark` is a Vietnamese sentence when the sender should check it.

    `says` is the level that a mark in the column stands for, '' when the column says itself what it holds.
    """

    field: Field | None
    remark: str = ""
    says: str = ""


def read_headings(paths: Sequence[Path]) -> list[Reading]:
    """One decision per column. A field is given to one column only; the loser says which column was preferred."""
    senses: list[Sense] = []
    readings: list[Reading] = []
    for index, path in enumerate(paths):
        sense, remark = _with_left(_sense(path), senses[-1] if senses else Sense(), paths, index)
        senses.append(sense)
        readings.append(Reading(sense.field, remark, sense.says))
    _split_names(paths, readings)
    _share_language(paths, readings)
    _single_out(paths, senses, readings)
    return readings


def says_something(text: str) -> bool:
    """Whether a text could be (part of) a heading at all."""
    sense = _sense((text[:LONGEST_HEADING],))
    if sense.topic is not None or sense.aspect is not None or clean(text).lower() in (*SEX_LEAVES, *BIRTH_LEAVES):
        return True
    folded = fold(text[:LONGEST_HEADING])
    return any(pattern.fullmatch(folded) for pattern in LEVEL_LEAVES.values())


def is_group(text: str) -> bool:
    """Whether a text names something that sub-headings stand under."""
    return _sense((text,)).topic in OWNS_LEAVES | {Topic.BIRTH, Topic.SEX, Topic.POSITION, Topic.UNIT}


def is_name_heading(text: str) -> bool:
    """Whether a text heads the column of names, the one column that every roster has."""
    return _sense((text,)).topic in (Topic.FULL_NAME, Topic.FAMILY_NAME)


def _sense(path: Path) -> Sense:
    if not path:
        return Sense()
    leaf, groups = path[-1], path[:-1]
    group_topic = next((topic for text in reversed(groups) if (topic := _topic(text))), None)
    by_letter = _letter_leaf(leaf, group_topic)
    if by_letter:
        return Sense(group_topic, None, 3, by_letter)
    own, aspect = _topic(leaf), _aspect(leaf)
    if level := _marked(leaf, own, group_topic):
        return level
    if own and not (own in WEAK_TOPICS and group_topic in OWNS_LEAVES):
        return _complete(own, aspect, 3)
    if group_topic and (own or aspect or len(groups) > 0):
        return _complete(group_topic, aspect, 2)
    return Sense(None, aspect, 0)


def _marked(leaf: str, own: str | None, group: str | None) -> Sense | None:
    """Reads a sub-heading that names a level ("ThS" under "Trình độ chuyên môn"): its column is marked with an x."""
    says = level_words(leaf)
    folded = fold(says)
    if own is None and group is None and LONE_DEGREE.fullmatch(folded):
        own = Topic.DEGREE
    for topic in (group, own):
        pattern = LEVEL_LEAVES.get(Topic(topic)) if topic else None
        if topic and pattern and pattern.fullmatch(folded):
            return Sense(topic, None, 3, FIELDS[topic, None], says)
    return None


def level_words(leaf: str) -> str:
    """What a mark under a heading says: the heading without what stands in brackets."""
    return clean(_IN_BRACKETS.sub(" ", leaf)) or clean(leaf)


def _complete(topic: str, aspect: str | None, weight: int) -> Sense:
    """Joins topic and aspect to a field; aspects that say nothing about a plain topic are dropped, dates never are."""
    if topic == Topic.DIPLOMA:
        topic = Topic.DEGREE
    field = FIELDS.get((topic, aspect))
    dated = aspect in (Aspect.DATE, Aspect.ISSUED, Aspect.EXPIRES)
    if field is None and topic not in OWNS_LEAVES and not dated:
        field = FIELDS.get((topic, None))
    return Sense(topic, aspect, weight, field)


def _letter_leaf(leaf: str, group_topic: str | None) -> Field | None:
    """Reads "Nam" and "Nữ", and "Ngày", "Tháng", "Năm" under the birth date."""
    word = clean(leaf).lower()
    if word in SEX_LEAVES:
        of_birth, of_sex = SEX_LEAVES[word]
        return of_birth if group_topic == Topic.BIRTH else of_sex
    return BIRTH_LEAVES.get(word) if group_topic == Topic.BIRTH else None


@lru_cache(maxsize=4096)
def _topic(text: str) -> str | None:
    return _first(TOPICS, text)


@lru_cache(maxsize=4096)
def _aspect(text: str) -> str | None:
    return _first(ASPECTS, text)


def _first(table: tuple[tuple[str, re.Pattern[str]], ...], text: str) -> str | None:
    """The first entry found, first without what stands in brackets, then with it."""
    bare, full = fold(_IN_BRACKETS.sub(" ", text)), fold(text)
    for folded in dict.fromkeys((bare, full)):
        for name, pattern in table:
            if folded and pattern.search(folded):
                return name
    return None


def _with_left(sense: Sense, left: Sense, paths: Sequence[Path], index: int) -> tuple[Sense, str]:
    """Completes a heading without topic: "Ngày cấp" belongs to the qualification on its left, "Ngành" to the degree."""
    if sense.topic or not sense.aspect:
        return sense, ""
    heading = shown(paths[index])
    bare = BARE_HEADING.fullmatch(fold(_IN_BRACKETS.sub(" ", paths[index][-1])))
    if sense.aspect in _FOLLOWS_LEFT and bare and left.topic in QUALIFICATIONS | {Topic.IDENTITY}:
        found = _complete(str(left.topic), sense.aspect, 1)
        remark = f"Tiêu đề “{heading}” không nói của nội dung nào; hiểu theo cột bên trái “{shown(paths[index - 1])}”."
        return found, remark if found.field else ""
    if sense.aspect in CUSTOMARY:
        return _complete(CUSTOMARY[Aspect(sense.aspect)], sense.aspect, 1), ""
    return sense, ""


def _split_names(paths: Sequence[Path], readings: list[Reading]) -> None:
    """Reads a name heading merged over two columns as family and given name, and a lone "Tên" as the whole name."""
    full = [i for i, reading in enumerate(readings) if reading.field is Field.FULL_NAME]
    if len(full) == 2 and full[1] == full[0] + 1 and paths[full[0]] == paths[full[1]]:
        readings[full[0]] = Reading(Field.FAMILY_NAME)
        readings[full[1]] = Reading(Field.GIVEN_NAME)
    fields = [reading.field for reading in readings]
    if Field.GIVEN_NAME in fields and Field.FAMILY_NAME not in fields and Field.FULL_NAME not in fields:
        readings[fields.index(Field.GIVEN_NAME)] = Reading(Field.FULL_NAME)


def _share_language(paths: Sequence[Path], readings: list[Reading]) -> None:
    """Several columns may claim the certificate: "Trình độ" then holds the level, a bare "Ngoại ngữ" the language."""
    claims = [i for i, reading in enumerate(readings) if reading.field is Field.LANGUAGE_CERTIFICATE and not reading.says]
    keeper = next((i for i in claims if _aspect(paths[i][-1]) == Aspect.CERTIFICATE), None)
    if len(claims) < 2 or keeper is None:
        return
    taken = {reading.field for reading in readings}
    for index in claims:
        other = Field.LANGUAGE_SCORE if _aspect(paths[index][-1]) == Aspect.LEVEL else Field.LANGUAGE_NAME
        if index != keeper and other not in taken:
            readings[index] = Reading(other)
            taken.add(other)


def _single_out(paths: Sequence[Path], senses: list[Sense], readings: list[Reading]) -> None:
    """Leaves each field to the column that claims it most plainly; on a tie to a full date, then to the left one."""
    winners: dict[Field, int] = {}

    def claim(index: int) -> tuple[int, int]:
        return senses[index].weight, int("ngay" in fold(paths[index][-1]))

    for index, reading in enumerate(readings):
        if reading.field and not reading.says and (reading.field not in winners or claim(index) > claim(winners[reading.field])):
            winners[reading.field] = index
    for index, reading in enumerate(readings):
        if reading.field and not reading.says and winners[reading.field] != index:
            preferred = shown(paths[winners[reading.field]])
            readings[index] = Reading(None, f"Cột cùng nội dung với cột “{preferred}”; chỉ cột đó được đọc.")


def shown(path: Path) -> str:
    """Headings as the office wrote them, groups first: `Trình độ LLCT / Ngày cấp`."""
    return " / ".join(path)
