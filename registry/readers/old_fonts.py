"""Turns the columns of a sheet that were typed in fonts of before Unicode into Unicode, each column as a whole."""

from collections.abc import Iterator, Mapping
from itertools import chain

from registry.readers.facts import Recoded
from registry.shared.text import clean
from registry.sheets.encodings import Encoding, could_be, decoded, detect
from registry.sheets.grid import Sheet

_VIETNAMESE = frozenset(
    "àáạảãâầấậẩẫăằắặẳẵèéẹẻẽêềếệểễìíịỉĩòóọỏõôồốộổỗơờớợởỡùúụủũưừứựửữỳýỵỷỹđ"
    "ÀÁẠẢÃÂẦẤẬẨẪĂẰẮẶẲẴÈÉẸẺẼÊỀẾỆỂỄÌÍỊỈĨÒÓỌỎÕÔỒỐỘỔỖƠỜỚỢỞỠÙÚỤỦŨƯỪỨỰỬỮỲÝỴỶỸĐ"
)
_WESTERN = range(0xA1, 0x100)
_LONGEST_SAMPLE = 60


def turned(sheet: Sheet, chosen: Mapping[int, Encoding]) -> dict[int, Recoded]:
    """Rewrites the columns (from 1) that need it, in the sheet itself; gives what was done to each. `chosen` overrides."""
    if not chosen and not _telltale(sheet):
        return {}
    done: dict[int, Recoded] = {}
    for number, encoding in _encodings(sheet, chosen).items():
        if encoding is not Encoding.UNICODE and (sample := _turn(sheet, number, encoding)):
            done[number] = Recoded(encoding, *sample)
    return done


def _encodings(sheet: Sheet, chosen: Mapping[int, Encoding]) -> dict[int, Encoding]:
    """The encoding of every column. One that does not tell by itself (`§H`, `Sè`) follows the others."""
    texts = {number: set(_texts(sheet, number)) for number in range(1, max(map(len, sheet.rows), default=0) + 1)}
    told = {number: detect(values) for number, values in texts.items()}
    old = [encoding for encoding in told.values() if encoding is not Encoding.UNICODE]
    if old:
        commonest = max(set(old), key=old.count)
        unclear = (number for number, encoding in told.items() if encoding is Encoding.UNICODE)
        told |= {number: commonest for number in unclear if _odd("".join(texts[number])) or could_be(texts[number], commonest)}
    return told | dict(chosen)


def _telltale(sheet: Sheet) -> bool:
    """Whether any letter is one that Vietnamese does not use but the old fonts do: no headings do without."""
    values = set(chain.from_iterable(sheet.rows))
    return _odd("".join(value for value in values if isinstance(value, str) and not value.isascii()))


def _odd(text: str) -> bool:
    return any(ord(char) in _WESTERN and char not in _VIETNAMESE for char in set(text))


def _texts(sheet: Sheet, number: int) -> Iterator[str]:
    return (value for row in sheet.rows if len(row) >= number and isinstance(value := row[number - 1], str))


def _turn(sheet: Sheet, number: int, encoding: Encoding) -> tuple[str, str] | None:
    """The last cell that changed, before and after: the first ones are headings."""
    sample = None
    for row in sheet.rows:
        if len(row) < number or not isinstance(value := row[number - 1], str) or value.isascii():
            continue
        plain = decoded(value, encoding)
        if plain != value:
            row[number - 1] = plain
            sample = clean(value)[:_LONGEST_SAMPLE], clean(plain)[:_LONGEST_SAMPLE]
    return sample
