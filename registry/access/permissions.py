"""Who may do what: the one table that guards pages, shows buttons and feeds the access tests."""

import enum

from models.accounts import Role


class Permission(enum.StrEnum):
    """Things an account may be allowed to do; each is documented in `docs/access.md`."""

    FIGURES_READ = "figures:read"
    FIGURES_CONFIRM = "figures:confirm"
    FIGURES_FREEZE = "figures:freeze"
    FIGURES_REPORT = "figures:report"
    OFFICIALS_READ = "officials:read"
    RECORDS_WRITE = "records:write"
    DISCIPLINE_READ = "discipline:read"
    ARCHIVE_READ = "archive:read"
    QUALIFICATIONS_VERIFY = "qualifications:verify"
    ROSTERS_IMPORT = "rosters:import"
    SUMMARIES_PRINT = "summaries:print"
    TRAIL_READ = "trail:read"
    REFERENCE_READ = "reference:read"
    REFERENCE_WRITE = "reference:write"
    STANDARDS_WRITE = "standards:write"
    TARGETS_WRITE = "targets:write"
    ORGANISATION_WRITE = "organisation:write"
    ACCOUNTS_WRITE = "accounts:write"
    TRAINING_READ = "training:read"
    TRAINING_NOMINATE = "training:nominate"
    TRAINING_TEACH = "training:teach"
    TRAINING_WRITE = "training:write"
    SELF = "self"


_READING = {Permission.SELF, Permission.FIGURES_READ, Permission.OFFICIALS_READ, Permission.TRAINING_READ}
_WHOLE_FILE = {Permission.DISCIPLINE_READ, Permission.ARCHIVE_READ}

GRANTED: dict[Role, frozenset[Permission]] = {
    Role.HR_OFFICER: frozenset(
        _READING
        | _WHOLE_FILE
        | {
            Permission.FIGURES_CONFIRM,
            Permission.RECORDS_WRITE,
            Permission.QUALIFICATIONS_VERIFY,
            Permission.ROSTERS_IMPORT,
            Permission.SUMMARIES_PRINT,
            Permission.TRAINING_NOMINATE,
        }
    ),
    Role.CHAIR: frozenset(_READING | {Permission.FIGURES_CONFIRM, Permission.SUMMARIES_PRINT}),
    Role.DEPARTMENT: frozenset(
        _READING
        | _WHOLE_FILE
        | {
            Permission.RECORDS_WRITE,
            Permission.QUALIFICATIONS_VERIFY,
            Permission.ROSTERS_IMPORT,
            Permission.SUMMARIES_PRINT,
            Permission.FIGURES_FREEZE,
            Permission.FIGURES_REPORT,
            Permission.REFERENCE_READ,
            Permission.REFERENCE_WRITE,
            Permission.STANDARDS_WRITE,
            Permission.TARGETS_WRITE,
            Permission.ORGANISATION_WRITE,
            Permission.TRAINING_NOMINATE,
            Permission.TRAINING_TEACH,
            Permission.TRAINING_WRITE,
        }
    ),
    Role.AUDITOR: frozenset(_READING | _WHOLE_FILE | {Permission.TRAIL_READ, Permission.REFERENCE_READ}),
    # The administrator keeps accounts and has no business in personal records; an edit of the coded lists reaches into them.
    Role.ADMINISTRATOR: frozenset(
        {Permission.SELF, Permission.FIGURES_READ, Permission.REFERENCE_READ, Permission.ACCOUNTS_WRITE}
    ),
    # A school sees its classes and who is in them, and nothing else of anybody.
    Role.SCHOOL: frozenset({Permission.SELF, Permission.TRAINING_READ, Permission.TRAINING_TEACH}),
}


def allowed(role: Role, permission: Permission) -> bool:
    """Whether the role has the permission, on some rows at least; which rows is the matter of each scope query."""
    return permission in GRANTED[role]
