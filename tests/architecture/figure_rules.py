"""Who may ask what of figures beside the targets: a part of access_rules.py."""

from dataclasses import replace

from tests.architecture.ways import ANY_UNIT, AT_UNIT, BACKSTAGE, DEPARTMENT, EVERYBODY, FROZEN, HERE, PRINTERS, Rule, Way

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
_EXEMPTION = Way({"key": "{exemption}"}, everywhere=True)
_EXEMPT = {
    "target": "T1",
    "position": "",
    "units": "{unit}",
    "mode": "out",
    "official": "",
    "basis": "QĐ 1",
    "valid_from": "01/01/2026",
    "until": "",
}
_ALONE = frozenset({DEPARTMENT})

FIGURES: dict[tuple[str, str], Rule] = {
    # a snapshot on paper
    ("summaries.snapshot", "POST"): Rule(PRINTERS, (FROZEN,)),
    # exemptions from targets
    ("exemptions.index", "GET"): Rule(BACKSTAGE),
    ("exemptions.new", "GET"): Rule(_ALONE, (HERE, Way({"official": "{official}"}))),
    ("exemptions.new", "POST"): Rule(_ALONE, (Way(body=_EXEMPT, foreign=200),)),
    ("exemptions.end", "GET"): Rule(_ALONE, (_EXEMPTION,)),
    ("exemptions.end", "POST"): Rule(_ALONE, (replace(_EXEMPTION, body={"day": "01/01/2027", "reason": "Bãi bỏ"}),)),
    ("exemptions.remove", "GET"): Rule(_ALONE, (_EXEMPTION,)),
    ("exemptions.remove", "POST"): Rule(_ALONE, (replace(_EXEMPTION, body={"reason": "Nhầm"}),)),
    # headcounts of public service: figures without names
    ("establishment.service", "GET"): Rule(EVERYBODY),
    ("establishment.service_numbers", "GET"): Rule(EVERYBODY),
    ("establishment.service_in", "POST"): Rule(_ALONE, (Way(file="file", writes=False),)),
    ("establishment.count", "GET"): Rule(_ALONE, (ANY_UNIT,)),
    ("establishment.count", "POST"): Rule(_ALONE, (replace(ANY_UNIT, body={"assigned": "12", "present": "", "basis": ""}),)),
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
