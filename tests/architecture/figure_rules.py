"""Who may ask what of figures beside the targets: a part of access_rules.py."""

from dataclasses import replace

from tests.architecture.ways import AT_UNIT, DEPARTMENT, EVERYBODY, HERE, Rule, Way

_INDICATOR = Way({"code": "{indicator}"}, everywhere=True)
_REPORT = Way({"public_id": "{reported}"}, everywhere=True)
_REPORTED = {
    "on": "30/06/2025",
    "value": "71,5",
    "document": "8/BC",
    "document_date": "10/07/2025",
    "author": "Sở Tư pháp",
    "note": "",
    "version": "1",
}
_ALONE = frozenset({DEPARTMENT})

FIGURES: dict[tuple[str, str], Rule] = {
    # the whole resolution: figures without names, values by the Department
    ("resolution.index", "GET"): Rule(EVERYBODY, (HERE, AT_UNIT)),
    ("resolution.export", "GET"): Rule(EVERYBODY, (HERE, AT_UNIT)),
    ("resolution.show", "GET"): Rule(EVERYBODY, (_INDICATOR,)),
    ("resolution.new", "GET"): Rule(_ALONE, (_INDICATOR,)),
    ("resolution.new", "POST"): Rule(_ALONE, (replace(_INDICATOR, body=_REPORTED),)),
    ("resolution.edit", "GET"): Rule(_ALONE, (_REPORT,)),
    ("resolution.edit", "POST"): Rule(_ALONE, (replace(_REPORT, body=_REPORTED),)),
    ("resolution.withdraw", "GET"): Rule(_ALONE, (_REPORT,)),
    ("resolution.withdraw", "POST"): Rule(_ALONE, (replace(_REPORT, body={"reason": "Nhầm"}),)),
}
