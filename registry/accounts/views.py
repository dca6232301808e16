"""The way in and out, one's own password, and the accounts as administrators keep them."""

from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, abort, flash, make_response, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user, login_user, logout_user

from models.accounts import Account, Role
from registry.access.guard import current_account, home, public, requires
from registry.access.permissions import Permission
from registry.accounts import actions, passwords, queries, sessions
from registry.accounts.forms import AccountForm, ChangedAccountForm, PasswordForm, SignInForm
from registry.accounts.words import role_labels
from registry.shared.addresses import inside
from registry.shared.clock import today
from registry.shared.refusal import Refused
from registry.shared.transaction import commits, transaction
from registry.units.queries import name_of

blueprint = Blueprint("accounts", __name__, url_prefix="/accounts")


@blueprint.route("/sign-in", methods=["GET", "POST"])
@public
def sign_in() -> ResponseReturnValue:
    """Sign in, then go where the visitor wanted to go, if that is here."""
    if current_user.is_authenticated and request.method == "GET":
        return redirect(inside(request.args.get("next")) or home())
    form = SignInForm()
    if form.validate_on_submit():
        typed = form.details()
        attempt, right = _checked(typed.username, typed.password)
        with transaction():
            visitor = actions.sign_in(attempt, right)
            if visitor and current_user.is_authenticated:
                sessions.end(current_user.token)
        if visitor:
            session.clear()
            login_user(visitor)
            return redirect(inside(request.args.get("next")) or home())
        form.refuse(Refused("password", _("Tên đăng nhập hoặc mật khẩu chưa đúng. Sai 5 lần liền thì phải đợi 15 phút.")))
    return render_template("accounts/sign_in.html", form=form)


def _checked(username: str, password: str) -> tuple[actions.Attempt, bool]:
    """Count a try and check its password between two transactions: the check takes long, and SQLite has one writer at a time."""
    with transaction():
        attempt = actions.count_attempt(username, request.remote_addr)
    return attempt, passwords.matches(attempt.password_hash, password)


@blueprint.post("/sign-out")
@requires(Permission.SELF)
@commits
def sign_out() -> ResponseReturnValue:
    """End the session here and on the server."""
    actions.sign_out(current_user.token, current_account())
    logout_user()
    session.clear()
    return redirect(url_for("accounts.sign_in"))


@blueprint.post("/language/<locale>")
@public
@commits
def set_language(locale: str) -> ResponseReturnValue:
    """Change the language of the pages: of the account, or of the browser before signing in."""
    if locale not in {"vi", "en"}:
        abort(404)
    if current_user.is_authenticated:
        actions.set_language(current_account(), locale)
    came_from = urlsplit(request.referrer or "")
    back = f"{came_from.path}?{came_from.query}".rstrip("?") if came_from.netloc == request.host else None
    response = make_response(redirect(inside(back) or home()))
    response.set_cookie("locale", locale, max_age=31_536_000, samesite="Lax", httponly=True, secure=request.is_secure)
    return response


@blueprint.route("/password", methods=["GET", "POST"])
@requires(Permission.SELF)
def change_password() -> ResponseReturnValue:
    """Give oneself another password."""
    form = PasswordForm()
    if form.validate_on_submit():
        typed, token = form.details(), current_user.token
        attempt, right = _checked(current_account().username, typed.present)
        try:
            with transaction():
                actions.change_password(current_account(), attempt, right, typed.new, token)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            flash(_("Đã đổi mật khẩu. Các phiên làm việc khác của tài khoản này đã kết thúc."), "success")
            return redirect(home())
    return render_template("accounts/password.html", form=form, username=current_account().username)


@blueprint.get("/")
@requires(Permission.ACCOUNTS_WRITE)
def index() -> ResponseReturnValue:
    """The accounts of the administrator's part of the province."""
    wanted = _wanted()
    page = queries.accounts_for(current_account(), wanted, request.args.get("after"), request.args.get("before"))
    return render_template("accounts/index.html", page=page, wanted=wanted, roles=role_labels(), url=_index_url)


def _wanted() -> queries.Wanted:
    asked = request.args
    role = next((role for role in Role if role.value == asked.get("role")), None)
    active = {"yes": True, "no": False}.get(asked.get("active", ""))
    return queries.Wanted(role, active, asked.get("q", "").strip())


def _index_url(**place: str) -> str:
    """The address of another page of the same list."""
    kept: dict[str, Any] = {name: value for name, value in request.args.items() if name in {"role", "active", "q"}}
    return url_for("accounts.index", **{**kept, **place})


@blueprint.route("/new", methods=["GET", "POST"])
@requires(Permission.ACCOUNTS_WRITE)
@commits
def new() -> ResponseReturnValue:
    """Open an account."""
    form = AccountForm()
    form.offer(queries.units_for(current_account()))
    if form.validate_on_submit() and form.accepts(lambda details: actions.add_account(details, current_account())):
        flash(_("Đã mở tài khoản %(username)s.", username=form.details().username), "success")
        return redirect(url_for("accounts.index"))
    return render_template("accounts/new.html", form=form, cancel_url=url_for("accounts.index"))


@blueprint.route("/<public_id>", methods=["GET", "POST"])
@requires(Permission.ACCOUNTS_WRITE)
@commits
def edit(public_id: str) -> ResponseReturnValue:
    """Change an account."""
    account = queries.account_for(current_account(), public_id)
    form = ChangedAccountForm()
    form.offer(queries.units_for(current_account()), (account.unit, name_of(account.unit_id, today())))
    if not form.is_submitted():
        form.show(account)
    elif form.validate() and form.accepts(lambda details: _change(account, details)):
        flash(_("Đã ghi tài khoản %(username)s.", username=account.username), "success")
        return redirect(url_for("accounts.index"))
    return render_template(
        "accounts/edit.html",
        form=form,
        kept=account,
        rests=queries.rests(account),
        open_sessions=queries.open_sessions(account),
        cancel_url=url_for("accounts.index"),
    )


def _change(account: Account, details: actions.AccountDetails) -> None:
    actions.change_account(account, details, current_account(), current_user.token)


@blueprint.post("/<public_id>/end-sessions")
@requires(Permission.ACCOUNTS_WRITE)
@commits
def end_sessions(public_id: str) -> ResponseReturnValue:
    """Sign an account out everywhere."""
    account = queries.account_for(current_account(), public_id)
    ended = actions.end_sessions(account, current_account())
    flash(_("Đã kết thúc %(count)s phiên của %(who)s.", count=ended, who=account.username), "success")
    return redirect(url_for("accounts.edit", public_id=public_id))
