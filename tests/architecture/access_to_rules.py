"""Who may write the rules of targets: a part of `access_rules.RULES`."""

from tests.architecture.ways import BACKSTAGE, KEEPERS, POSITION_KEY, TARGET, Rule, Way

_HEAD = {
    "valid_from": "01/02/2026",
    "deadline": "",
    "strict": "no",
    "percent": "60",
    "post": "main",
    "seconded": "employing",
    "basis_document": "Nghị quyết khác",
    "basis_number": "",
    "basis_date": "",
    "basis_clause": "",
    "wording": "Sáu mươi phần trăm",
    "note": "",
    "version": "1",
}
_ROOT = {**TARGET, "part": "population", "at": ""}
_DEGREE = {"level": "degree:2", "issued_by": "", "seen": "1"}
_MADE_UP = {
    **{f"{name}_{place}": "" for place in "abcd" for name in ("level", "type", "language", "issued", "expires")},
    "name": "Ai đó",
    "expected": "met",
    "on": "01/01/2026",
    "position": POSITION_KEY,
    "category": "",
    "born": "",
}
_PERSON = {"public_id": "{person}"}
_OFFICIAL = {"expected": "met", "on": "01/01/2026", "official": "{official}"}

RULES_OF_TARGETS: dict[tuple[str, str], Rule] = {
    ("rules.index", "GET"): Rule(BACKSTAGE),
    ("rules.show", "GET"): Rule(BACKSTAGE, (Way(TARGET),)),
    ("rules.begin", "POST"): Rule(KEEPERS, (Way(TARGET, {"number": "1"}, writes=False),)),  # there is a draft already
    ("rules.draft", "GET"): Rule(KEEPERS, (Way(TARGET),)),
    ("rules.head", "GET"): Rule(KEEPERS, (Way(TARGET),)),
    ("rules.head", "POST"): Rule(KEEPERS, (Way(TARGET, _HEAD),)),
    ("rules.condition", "GET"): Rule(KEEPERS, (Way(_ROOT), Way({**_ROOT, "step": "and"}), Way({**_ROOT, "kind": "language"}))),
    ("rules.condition", "POST"): Rule(KEEPERS, (Way({**_ROOT, "kind": "degree", "step": "or"}, _DEGREE),)),
    ("rules.arrange", "POST"): Rule(KEEPERS, (Way({**_ROOT, "step": "not"}, {"seen": "1"}),)),
    ("rules.districts", "POST"): Rule(KEEPERS, (Way({**TARGET, "to": "communes"}, {"seen": "1"}, writes=False),)),
    ("rules.discard", "POST"): Rule(KEEPERS, (Way(TARGET),)),
    ("rules.effect", "GET"): Rule(KEEPERS, (Way(TARGET), Way({**TARGET, "from": "unmet", "to": "met"}))),
    ("rules.publish", "POST"): Rule(KEEPERS, (Way(TARGET, {"seen": "1"}),)),
    ("rules.withdraw", "POST"): Rule(KEEPERS, (Way(TARGET, {"number": "1"}, writes=False),)),  # not published here
    ("rules.add_person", "GET"): Rule(KEEPERS, (Way({**TARGET, "q": "Nguyễn"}), Way({**TARGET, "kind": "made-up"}))),
    ("rules.add_person", "POST"): Rule(
        KEEPERS,
        (Way({**TARGET, "kind": "made-up"}, _MADE_UP), Way({**TARGET, "q": "Nguyễn Thị"}, _OFFICIAL, foreign=200)),
    ),
    ("rules.edit_person", "GET"): Rule(KEEPERS, (Way(_PERSON, everywhere=True),)),
    ("rules.edit_person", "POST"): Rule(KEEPERS, (Way(_PERSON, {**_MADE_UP, "version": "1"}, everywhere=True),)),
    ("rules.remove_person", "POST"): Rule(KEEPERS, (Way(_PERSON, everywhere=True),)),
}
