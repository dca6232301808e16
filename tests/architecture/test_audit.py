"""Every action leaves exactly one entry in the trail: no less, so that nothing goes unseen; no more, so that it is readable."""

import ast
import datetime as dt
from collections.abc import Callable

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import StatementError

from models.accounts import Account, Role
from models.audit import AuditEntry
from models.positions import Leadership, StaffCategory
from models.qualifications import Domain
from models.standards import Origin
from models.units import Tier, Unit
from registry.accounts import actions as accounts
from registry.audit.actions import entry_values, note_list, record
from registry.judgement.rules import Holds
from registry.officials import actions as officials
from registry.officials.records import AssignmentDetails, OfficialDetails
from registry.positions import actions as positions
from registry.profile import actions as profile
from registry.proposals import actions as proposals
from registry.qualifications import actions as qualifications
from registry.qualifications.records import QualificationDetails
from registry.shared.database import db
from registry.workbooks import actions as workbooks
from tests.readers import rosters
from tests.support import make
from tests.support.sources import files

# Actions that leave no entry of their own, or are not one action, with the reason.
EXCEPTIONS = {
    "audit.record": "writes the entries of all others",
    "audit.entry_values": "makes the row of an entry and writes nothing",
    "accounts.count_attempt": "the first half of signing in; sign_in and change_password write the outcome",
    "summaries.note_printed": "is itself the entry; tests/summaries prints and counts",
    "changes.undo": "needs an action to take back; tests/changes counts",
    "changes.undo_by_file": "the same file by file",
    "proposals.token_hash": "computes and writes nothing",
    **dict.fromkeys(
        ("proposals.end_link", "proposals.open_link", "proposals.propose", "proposals.withdraw", "proposals.decide"),
        "need a link first; tests/proposals counts the entries of each",
    ),
    "workbooks.apply_plan": "one entry for the roster and one for each official changed, counted in tests/workbooks",
    "workbooks.apply_batch": "the same",
    "workbooks.take_turn": "takes a lock and writes nothing",
}

NEW_PASSWORD = "chín cây cầu lớn"


def _details(account: Account, unit: Unit, **changed: object) -> accounts.AccountDetails:
    given = {"username": account.username, "name": account.name, "role": account.role, "unit": unit, **changed}
    return accounts.AccountDetails(**given)  # type: ignore[arg-type]


def _sign_in(right: bool) -> Callable[[Account, Unit], object]:
    def act(account: Account, _unit: Unit) -> object:
        return accounts.sign_in(accounts.count_attempt(account.username, "192.0.2.1"), right)

    return act


def _change_password(account: Account, _unit: Unit) -> object:
    return accounts.change_password(account, accounts.count_attempt(account.username, "192.0.2.1"), True, NEW_PASSWORD, "")


def _change_qualification(account: Account, unit: Unit) -> object:
    held = make.qualification(make.official_at(unit), field="Luật")
    return qualifications.change_qualification(held, QualificationDetails(Domain.DEGREE, field="Kinh tế"), account)


def _assign(account: Account, unit: Unit) -> object:
    details = AssignmentDetails(unit, make.position(category=StaffCategory.CADRE), dt.date(2026, 1, 1))
    return officials.assign(make.official_at(unit), details, account)


def _asked() -> positions.StandardDetails:
    first = dt.date(2026, 1, 1)
    return positions.StandardDetails(Domain.DEGREE, Origin.DECREE, True, Holds("degree", 4), "NĐ", True, None, first, 0)


def _changed() -> positions.VersionDetails:
    return positions.VersionDetails("Đất đai", None, 5, "QĐ 1", certain=True, valid_from=dt.date(2026, 1, 1))


EXERCISES: dict[str, Callable[[Account, Unit], object]] = {
    "accounts.sign_in": _sign_in(right=True),
    "accounts.sign_in, refused": _sign_in(right=False),
    "accounts.sign_out": lambda account, _unit: accounts.sign_out("no such token", account),
    "accounts.add_account": lambda account, unit: accounts.add_account(
        _details(account, unit, username="nguoi.moi", password=NEW_PASSWORD), account
    ),
    "accounts.change_account": lambda account, unit: accounts.change_account(
        make.account(Role.HR_OFFICER, unit), _details(account, unit, name="Tên khác", role=Role.AUDITOR), account
    ),
    "accounts.end_sessions": lambda account, _unit: accounts.end_sessions(account, account),
    "accounts.change_password": _change_password,
    "accounts.set_language": lambda account, _unit: accounts.set_language(account, "en"),
    "audit.note_list": lambda account, unit: note_list("T1", by=account, on=dt.date(2025, 12, 31), people=2, unit_id=unit.id),
    "officials.add_official": lambda account, _unit: officials.add_official(
        OfficialDetails("Nguyễn Thị An", "042085000001"), account
    ),
    "officials.change_official": lambda account, unit: officials.change_official(
        make.official_at(unit), OfficialDetails("Nguyễn Thị An", "042085000002"), account
    ),
    "officials.assign": _assign,
    "proposals.make_link": lambda account, unit: proposals.make_link(make.official_at(unit), account),
    "positions.set_standard": lambda account, _unit: positions.set_standard(make.position(), _asked(), account),
    "positions.end_standard": lambda account, _unit: positions.end_standard(
        make.standard(make.position()), positions.Ending(dt.date(2026, 1, 1), "Bãi bỏ"), account
    ),
    "positions.change_position": lambda account, _unit: positions.change_position(make.position(), _changed(), account),
    "positions.add_position": lambda account, _unit: positions.add_position(
        positions.PositionDetails("Vị trí mới", Tier.COMMUNE, StaffCategory.CIVIL_SERVANT, Leadership.NONE, False, _changed()),
        account,
    ),
    "profile.show_number": lambda account, unit: profile.show_number(make.official_at(unit), account),
    "qualifications.record_qualification": lambda account, unit: qualifications.record_qualification(
        make.official_at(unit), QualificationDetails(Domain.DEGREE, field="Luật"), account
    ),
    "qualifications.change_qualification": _change_qualification,
    "workbooks.keep_roster": lambda account, unit: workbooks.keep_roster(
        workbooks.Upload("a.xlsx", rosters.written(rosters.flat()), unit), account
    ),
    "workbooks.discard_batch": lambda account, _unit: workbooks.discard_batch(make.batch(account), account),
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
