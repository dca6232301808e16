"""Signing in and out, and keeping accounts. Callers commit."""

from dataclasses import dataclass

from sqlalchemy import case, or_, select, update
from sqlalchemy.orm.exc import StaleDataError

from models.accounts import Account, Role
from models.schools import School
from models.units import Tier, Unit
from registry.accounts import networks, sessions
from registry.accounts.networks import REST
from registry.accounts.passwords import hashed, matches, weakness
from registry.audit.actions import record
from registry.shared.clock import now, today
from registry.shared.database import db
from registry.shared.refusal import Refused
from registry.shared.text import clean
from registry.units.queries import tree_on
from registry.units.rights import scope_on

TRIES = 5
PROVINCIAL = frozenset({Role.DEPARTMENT, Role.AUDITOR, Role.ADMINISTRATOR, Role.SCHOOL})
"""Roles whose work is the whole province; what they see follows from their unit, so their unit must be the province."""


@dataclass(frozen=True)
class Attempt:
    """A try to sign in that has been counted. Without an account: the name is unknown, or the account or the network rests."""

    account_id: int | None
    password_hash: str | None
    failed_try_id: int | None = None


@dataclass(frozen=True)
class AccountDetails:
    """An account as the administrator keeps it; an empty password leaves the present one.

    `version` is the version that the administrator saw; None when nothing was shown before.
    """

    username: str
    name: str
    role: Role
    unit: Unit
    password: str = ""
    active: bool = True
    version: int | None = None
    school: School | None = None
    """Whose classes an account of a school sees."""


@dataclass(frozen=True)
class Credentials:
    """What somebody types to sign in."""

    username: str
    password: str


@dataclass(frozen=True)
class PasswordChange:
    """The present password and the one that is to take its place."""

    present: str
    new: str


def count_attempt(username: str, address: str | None) -> Attempt:
    """Count a try before its password is checked, so that tries at the same moment are counted as well.

    The fifth wrong one in a row lets the account rest for a quarter of an hour, the thirtieth from one network the network.
    Whether a name exists or rests is told to nobody.
    """
    failed_try_id = networks.count(networks.network_of(address))
    if failed_try_id is None:
        return Attempt(None, None)
    account = db.session.scalar(select(Account).where(Account.username == username.strip().lower()))
    if account is None:
        return Attempt(None, None)
    last = Account.failures + 1 >= TRIES
    awake = or_(Account.locked_until.is_(None), Account.locked_until <= now())
    counted = db.session.execute(
        update(Account)
        .where(Account.id == account.id, awake)
        .values(failures=case((last, 0), else_=Account.failures + 1), locked_until=case((last, now() + REST), else_=None))
        .execution_options(synchronize_session=False)
    )
    rests = counted.rowcount == 0  # type: ignore[attr-defined]  # what an update gives has it
    return Attempt(None, None) if rests else Attempt(account.id, account.password_hash, failed_try_id)


def sign_in(attempt: Attempt, right: bool) -> sessions.Visitor | None:
    """Open a session when the password was right and the account is in use; None otherwise, which is written to the trail."""
    account = db.session.get(Account, attempt.account_id) if attempt.account_id else None
    if account is None:
        return None
    if not right or not account.active:
        rests = account.locked_until is not None
        record("account.sign_in_failed", account.username, by=None, changes={"rests": [False, True]} if rests else None)
        return None
    _note(account, failures=0, locked_until=None)
    networks.forgive(attempt.failed_try_id)
    record("account.signed_in", account.username, by=account)
    return sessions.begin(account)


def sign_out(token: str, account: Account) -> None:
    """End the session on the server."""
    sessions.end(token)
    record("account.signed_out", account.username, by=account)


def add_account(details: AccountDetails, by: Account | None) -> Account:
    """Open an account. Refused when the name is taken, the password weak, or the unit not that of the role or out of reach."""
    username = clean(details.username).lower()
    if db.session.scalar(select(Account.id).where(Account.username == username)):
        raise Refused("username", f"Tên đăng nhập {username} đã có.")
    _check_unit(details, by)
    _check_school(details)
    _check_password("password", details.password, username)
    account = Account(
        username=username,
        name=clean(details.name),
        role=details.role,
        unit_id=details.unit.id,
        password_hash=hashed(details.password),
        active=details.active,
        school_id=details.school.id if details.school else None,
    )
    db.session.add(account)
    db.session.flush()
    changes = {"role": [None, details.role.value], "unit": [None, details.unit.key]}
    record("account.added", username, by=by, unit=details.unit, changes=changes)
    return account


def change_account(account: Account, details: AccountDetails, by: Account, token: str = "") -> None:
    """Change an account; any change of role, unit, password or activity ends its sessions at once, but for that with `token`.

    Refused when administrators would change their own role or disable themselves, and as in `add_account`. Raises StaleDataError
    when somebody changed the account meanwhile. The user name stays.
    """
    if details.version not in {None, account.version}:
        raise StaleDataError
    if account.id == by.id and (details.role is not account.role or not details.active):
        raise Refused("role", "Không tự đổi vai trò hay khoá tài khoản của chính mình được; cần một người quản trị khác.")
    if (details.role, details.unit.id) != (account.role, account.unit_id):
        _check_unit(details, by)
    _check_school(details)
    if details.password:
        _check_password("password", details.password, account.username)
    changes = _changes(account, details)
    if not changes:
        return
    account.name, account.role = clean(details.name), details.role
    account.unit_id, account.active = details.unit.id, details.active
    account.school_id = details.school.id if details.school else None
    if details.password:
        account.password_hash = hashed(details.password)
        _note(account, failures=0, locked_until=None)
    if set(changes) != {"name"}:
        sessions.end_all(account, but=token)
    db.session.flush()
    record("account.changed", account.username, by=by, unit=details.unit, changes=changes)


def end_sessions(account: Account, by: Account) -> int:
    """Sign an account out everywhere; gives the number of sessions that were open."""
    ended = sessions.end_all(account)
    record("account.sessions_ended", account.username, by=by, changes={"sessions": [ended, 0]})
    return ended


def change_password(account: Account, attempt: Attempt, right: bool, new: str, token: str) -> None:
    """Give oneself another password; the other sessions end. Refused when the present one was wrong or the new one is weak.

    The present password is asked for by `count_attempt`: else a computer left alone would allow any number of guesses.
    """
    if not right or attempt.account_id != account.id:
        raise Refused("present", "Mật khẩu hiện nay chưa đúng, hoặc đã nhập sai nhiều lần và phải đợi 15 phút.")
    _note(account, failures=0, locked_until=None)
    networks.forgive(attempt.failed_try_id)
    _check_password("new", new, account.username)
    if matches(account.password_hash, new):
        raise Refused("new", "Mật khẩu mới phải khác mật khẩu hiện nay.")
    account.password_hash = hashed(new)
    sessions.end_all(account, but=token)
    record("account.password_changed", account.username, by=account)


def set_language(account: Account, locale: str) -> None:
    """Remember the language of an account's pages."""
    if locale not in {"vi", "en"}:
        raise Refused("locale", "Chỉ có tiếng Việt và tiếng Anh.")
    before = account.locale
    _note(account, locale=locale)
    record("account.language_set", account.username, by=account, changes={"locale": [before, locale]})


def _note(account: Account, **values: object) -> None:
    """Write what the administrator does not edit, without raising the version that guards what the administrator edits."""
    db.session.execute(update(Account).where(Account.id == account.id).values(**values))


def _changes(account: Account, details: AccountDetails) -> dict[str, list[object]]:
    before = {"name": account.name, "role": account.role, "unit": account.unit.key, "active": account.active}
    after = {"name": clean(details.name), "role": details.role, "unit": details.unit.key, "active": details.active}
    before["school"] = account.school.name if account.school else None
    after["school"] = details.school.name if details.school else None
    changes: dict[str, list[object]] = {key: [before[key], after[key]] for key in before if before[key] != after[key]}
    return {**changes, "password": ["•", "•"]} if details.password else changes


def _check_unit(details: AccountDetails, by: Account | None) -> None:
    tree = tree_on(today())
    unit = tree.units.get(details.unit.id)
    if unit is None:
        raise Refused("unit", "Đơn vị này không còn hoạt động hôm nay.")
    if by is not None and unit.id not in scope_on(by, tree):
        raise Refused("unit", "Đơn vị này không thuộc phạm vi của người quản trị.")
    if details.role in PROVINCIAL and unit.tier is not Tier.PROVINCE:
        raise Refused("unit", "Vai trò này làm việc cho toàn tỉnh: hãy chọn đơn vị là tỉnh.")
    if details.role is Role.CHAIR and unit.tier is not Tier.COMMUNE:
        raise Refused("unit", "Tài khoản chủ tịch phải gắn với một xã, phường.")


def _check_school(details: AccountDetails) -> None:
    if details.role is Role.SCHOOL and details.school is None:
        raise Refused("school", "Tài khoản của cơ sở đào tạo phải gắn với một cơ sở.")
    if details.role is not Role.SCHOOL and details.school is not None:
        raise Refused("school", "Chỉ tài khoản của cơ sở đào tạo mới gắn với một cơ sở.")


def _check_password(field: str, password: str, username: str) -> None:
    if why := weakness(password, username):
        raise Refused(field, why)
