"""The one gate in front of every view: a view declares who may enter, this enforces it, and silence admits no one."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from models.accounts import Account
from registry.access.permissions import Permission, allowed

View = TypeVar("View", bound=Callable[..., Any])

PUBLIC = "public"


def requires(permission: Permission) -> Callable[[View], View]:
    """Declare the permission that a view asks for."""

    def declare(view: View) -> View:
        view.__dict__["access"] = permission
        return view

    return declare


def public(view: View) -> View:
    """Declare that anybody may enter, signed in or not."""
    view.__dict__["access"] = PUBLIC
    return view


def declared_access(app: Flask, endpoint: str) -> Permission | str | None:
    """What the view behind an endpoint declares; None when it declares nothing. Files under `static` are public."""
    if endpoint == "static":
        return PUBLIC
    access: Permission | str | None = getattr(app.view_functions[endpoint], "access", None)
    return access


def init_app(app: Flask) -> None:
    """Put the guard in front of all views."""

    @app.before_request
    def guard() -> ResponseReturnValue | None:
        if request.endpoint is None:
            return None  # no such page: Flask answers 404
        access = declared_access(app, request.endpoint)
        if access == PUBLIC:
            return None
        if not current_user.is_authenticated:
            return _sent_to_sign_in()
        if not isinstance(access, Permission) or not allowed(current_user.role, access):
            abort(403)
        return None

    @app.context_processor
    def offer() -> dict[str, Any]:
        return {"may": may, "Permission": Permission, "home": home}


def _sent_to_sign_in() -> ResponseReturnValue:
    if "HX-Request" in request.headers:
        return "", 401, {"HX-Refresh": "true"}  # a part of a page asks: the page must go and sign in as a whole
    if request.method == "GET":
        return redirect(url_for("accounts.sign_in", next=request.full_path.rstrip("?")))
    return abort(401)


def may(permission: Permission) -> bool:
    """Whether the account of this request has the permission; for templates, which ask before they show a button."""
    return bool(current_user.is_authenticated) and allowed(current_user.role, permission)


def home() -> str:
    """The first page of the account of this request: the board, or for a school its classes."""
    return url_for("dashboard.index" if may(Permission.FIGURES_READ) else "classes.index")


def current_account() -> Account:
    """The account of this request. Only behind the guard."""
    account: Account = current_user.account
    return account
