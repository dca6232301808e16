"""Who may ask what of training: joined to the rules of the other rooms by `access_rules`."""

from tests.architecture.ways import DEPARTMENT, HERE, READERS, Rule, Way

KEEPERS = frozenset({DEPARTMENT})
PROGRAMME = {"public_id": "00000000000000bb"}
A_PROGRAMME = {
    "name": "Chương trình khác",
    "column": "job_position",
    "level": "",
    "certificate_type": "",
    "language": "",
    "lesson_hours": "16",
    "mode": "full_time",
    "school": "",
    "tier": "",
    "leaders": "",
    "least": "",
    "planned_too": "no",
    "party_member": "no",
    "certain": "no",
    "basis": "Nghị định khác",
    "version": "1",
}

TRAINING: dict[tuple[str, str], Rule] = {
    # the catalogue: read by all who train or send people, kept by the Department
    ("programmes.index", "GET"): Rule(READERS, (HERE,)),
    ("programmes.show", "GET"): Rule(READERS, (Way(PROGRAMME),)),
    ("programmes.new", "GET"): Rule(KEEPERS),
    ("programmes.new", "POST"): Rule(KEEPERS, (Way(body={**A_PROGRAMME, "valid_from": "01/01/2026"}),)),
    ("programmes.edit", "GET"): Rule(KEEPERS, (Way(PROGRAMME),)),
    ("programmes.edit", "POST"): Rule(KEEPERS, (Way(PROGRAMME, A_PROGRAMME),)),
    ("programmes.renew", "GET"): Rule(KEEPERS, (Way(PROGRAMME),)),
    ("programmes.renew", "POST"): Rule(KEEPERS, (Way(PROGRAMME, {**A_PROGRAMME, "valid_from": "01/01/2026"}),)),
}
