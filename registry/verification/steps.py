"""Which steps there are, from which state they lead to which, by what means, and by whom."""

import enum

from models.qualifications import Qualification, State
from models.verification import Method


class Step(enum.StrEnum):
    """What may be decided of a qualification."""

    CHECK = "check"
    VERIFY = "verify"
    REJECT = "reject"
    REVOKE = "revoke"


ALLOWED: dict[tuple[State, Step], State] = {
    (State.DECLARED, Step.CHECK): State.CHECKED,
    (State.DECLARED, Step.VERIFY): State.VERIFIED,
    (State.DECLARED, Step.REJECT): State.REJECTED,
    (State.CHECKED, Step.VERIFY): State.VERIFIED,
    (State.CHECKED, Step.REJECT): State.REJECTED,
    (State.VERIFIED, Step.REVOKE): State.REVOKED,
}
"""What is not here is refused. Back to declared leads only a change of what stands there."""

METHODS: dict[Step, frozenset[Method]] = {
    Step.CHECK: frozenset({Method.COPY_SEEN}),
    Step.VERIFY: frozenset({Method.ORIGINAL_SEEN, Method.ISSUER_ANSWERED, Method.NATIONAL_DATABASE}),
    Step.REJECT: frozenset({Method.COPY_SEEN, Method.ORIGINAL_SEEN, Method.ISSUER_ANSWERED, Method.NATIONAL_DATABASE}),
    Step.REVOKE: frozenset(),
}

BY_ANOTHER = frozenset({Step.CHECK, Step.VERIFY, Step.REJECT})
"""Steps that nobody takes on what they entered, changed or gave scans for. Recording a revocation only lowers belief."""

WAITING = (State.DECLARED, State.CHECKED)


def steps_from(qualification: Qualification) -> list[Step]:
    """What may be decided next."""
    return [step for step in Step if (qualification.state, step) in ALLOWED]
