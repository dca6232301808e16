"""What the house of the readers does with a roster: `registry.apart.house` runs these in its children."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

from registry.readers.passing import packed
from registry.readers.plain import rows_here
from registry.readers.reading import read_here, sheets_here
from registry.readers.survey import survey_here

OPEN_FILES = 0

TASKS: dict[str, Callable[..., Any]] = {
    "read": lambda *arguments: packed(read_here(*arguments)),
    "survey": survey_here,
    "sheets": sheets_here,
    "rows": rows_here,
}


def warm_up() -> None:
    """Loads what Python loads late only: a child can open no file."""
    for text in ("Họ và tên;Ngày sinh\nNguyễn Văn An;24/05/1985", "a;b"):
        for encoding in ("utf-8", "utf-16", "cp1258", "cp1252"):
            read_here(text.encode(encoding, "ignore"), "")
    read_here(_small_package(), "")


def _small_package() -> bytes:
    parts = {
        "[Content_Types].xml": "<Types/>",
        "xl/workbook.xml": '<workbook><sheets><sheet name="a" sheetId="1" id="r"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="r" Target="worksheets/a.xml"/></Relationships>',
        "xl/worksheets/a.xml": '<worksheet><sheetData><row r="1"><c t="n"><v>1</v></c></row></sheetData></worksheet>',
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return target.getvalue()
