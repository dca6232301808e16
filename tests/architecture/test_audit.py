"""Every action leaves exactly one entry in the trail: no less, so that nothing goes unseen; no more, so that it is readable."""

import ast

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import StatementError

from models.accounts import Role
from models.audit import AuditEntry
from models.units import Tier
from registry.audit.actions import entry_values, record
from registry.shared.database import db

# Actions that leave no entry of their own, or are not one action, with the reason.
from tests.architecture.exercises import EXERCISES
from tests.support import make
from tests.support.sources import files

EXCEPTIONS = {
    "careers.posts_to_change": "reads the posts and holds the file against others, and writes nothing",
    **dict.fromkeys(("enrolments.moves_of", "enrolments.seats_taken", "enrolments.finding_for"), "reads and writes nothing"),
    **dict.fromkeys(("bonds.bind", "bonds.unbind"), "a part of completing a class and of taking that back"),
    "enrolments.taken": "takes a lock and writes nothing",
    "reorganisations.check_everybody": "refuses what cannot be applied, and writes nothing",
    "audit.record": "writes the entries of all others",
    "audit.entry_values": "makes the row of an entry and writes nothing",
    "accounts.count_attempt": "the first half of signing in; sign_in and change_password write the outcome",
    "summaries.note_printed": "is itself the entry; tests/summaries prints and counts",
    "summaries.note_frozen_printed": "the same",
    "archive.unmerge": "needs a merger to take back; tests/archive counts",
    "evidence.read_scan": "reads a file and writes nothing",
    "evidence.plain_name": "makes a name",
    **dict.fromkeys(
        ("evidence.take_back", "evidence.put_back", "proposals.take_back", "proposals.reopened"),
        "a part of undo; tests/evidence and tests/proposals take back",
    ),
    "evidence.taken": "takes a lock and writes nothing",
    "inquiries.record_answer": "one entry for the letter back and one for each decision, counted in tests/inquiries",
    "rules.take_back": "needs a version published before; tests/rules counts",
    "changes.undo": "needs an action to take back; tests/changes counts",
    "changes.undo_by_file": "the same file by file",
    "jobs.ask": "asks for work, which leaves the entry when it is done",
    "proposals.token_hash": "computes and writes nothing",
    "additions.accept_position": "one entry for the position and one for the decision, counted in tests/additions",
    "additions.accept_unit": "the entries of a reorganisation and one for the decision, counted in tests/additions",
    "coming.token_hash": "computes and writes nothing",
    **dict.fromkeys(
        ("proposals.end_link", "proposals.open_link", "proposals.propose", "proposals.withdraw", "proposals.decide"),
        "need a link first; tests/proposals counts the entries of each",
    ),
    "lists.change_together": "needs a list and a preview; tests/lists counts",
    "lists.save_view": "needs what is asked of a list; tests/lists counts",
    "lists.replace_view": "the same",
    "reorganisations.apply": "needs a draft; tests/reorganisations counts",
    "reorganisations.undo": "the same",
    "workbooks.apply_plan": "one entry for the roster and one for each official changed, counted in tests/workbooks",
    "workbooks.apply_batch": "the same",
    "workbooks.take_turn": "takes a lock and writes nothing",
    "workbooks.ask_to_apply": "asks for work, which leaves the entries when it is done",
    "workbooks.ask_to_undo": "the same",
    "workbooks.undo_batch": "the entry is that of undo_by_file; tests/workbooks counts",
    "workbooks.decide": "keeps answers with the roster; what they do is in the entries of the import",
    **dict.fromkeys(
        ("kits.template_of", "kits.offline_kit_of", "kits.export_of", "workbooks.left_rows"),
        "makes a workbook, and does not give it",
    ),
    "workbooks.received": "reads a file and writes nothing",
    "kits.ask_for_kits": "asks for work, which leaves the entry when it is done",
    "kits.ask_for": "the same",
}


def _public_actions() -> set[str]:
    return {
        f"{path.parent.name}.{node.name}"
        for path in files(".py", under=("registry",))
        if path.name == "actions.py"
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    }


def _entries() -> int:
    return db.session.scalar(select(func.count()).select_from(AuditEntry)) or 0


def test_every_action_is_exercised_here_or_excused_with_a_reason() -> None:
    exercised = {name.split(",")[0] for name in EXERCISES}
    assert exercised & set(EXCEPTIONS) == set()
    assert _public_actions() == exercised | set(EXCEPTIONS)


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize("action", EXERCISES)
def test_an_action_leaves_one_entry(action: str) -> None:
    province = make.province()
    account = make.account(Role.ADMINISTRATOR, province)
    before = _entries()
    EXERCISES[action](account, province)
    db.session.flush()
    assert _entries() == before + 1


@pytest.mark.usefixtures("app")
def test_an_entry_fits_its_columns_whatever_the_subject() -> None:
    values = entry_values("official.added", "Đ" * 1000, by=None)
    assert len(values["subject"]) == 300
    record("official.added", "ĐẶNG ﬀ " * 200, by=None, unit=make.unit(tier=Tier.COMMUNE))
    db.session.flush()


@pytest.mark.usefixtures("app")
def test_an_action_that_cannot_be_written_down_is_not_done() -> None:
    account = make.account()

    def rename_in_a_way_that_no_entry_can_hold() -> None:
        with db.session.begin_nested():
            account.name = "Đã đổi"
            record("account.changed", account.username, by=account, changes={"name": [None, object()]})

    with pytest.raises((TypeError, StatementError)):
        rename_in_a_way_that_no_entry_can_hold()
    db.session.refresh(account)
    assert account.name != "Đã đổi"
