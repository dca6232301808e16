"""Puts the application together. The only place that knows every room."""

import datetime as dt
from typing import Any

from flask import Flask, request
from flask_babel import Babel
from flask_login import current_user
from flask_migrate import Migrate
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

import models  # noqa: F401  loads the tables
from registry import cli, errors, headers, logs
from registry.access import guard
from registry.accounts import sessions
from registry.accounts import views as accounts
from registry.accounts.queries import shown
from registry.additions import views as additions
from registry.annual import views as annual
from registry.archive import views as archive
from registry.audit import views as audit
from registry.bonds import views as bonds
from registry.careers import views as careers
from registry.changes import views as changes
from registry.changes.log import keep_log
from registry.classes import views as classes
from registry.coming import views as coming
from registry.coming.reminders import remind
from registry.comparison import views as comparison
from registry.compliance import views as compliance
from registry.dashboard import views as dashboard
from registry.declarations import views as declarations
from registry.directory import views as directory
from registry.establishment import views as establishment
from registry.evidence import views as evidence
from registry.exemptions import views as exemptions
from registry.findings import keeping as findings_kept
from registry.findings import views as findings
from registry.forecasts import views as forecasts
from registry.holdings import views as holdings
from registry.hours import views as hours
from registry.inquiries import views as inquiries
from registry.jobs import daily, kinds, queue
from registry.jobs import views as jobs
from registry.kits import making
from registry.kits import views as kits
from registry.lists import views as lists
from registry.mail.outbox import send_waiting
from registry.menu import entries
from registry.needs import views as needs
from registry.notices import views as notices
from registry.notices.telling import tell
from registry.organisation import views as organisation
from registry.planning import views as planning
from registry.plans import views as plans
from registry.positions import views as positions
from registry.profile import views as profile
from registry.programmes import views as programmes
from registry.proposals import views as proposals
from registry.qualifications import resting
from registry.qualifications import views as qualifications
from registry.reference import views as reference
from registry.reorganisations import views as reorganisations
from registry.resolution import views as resolution
from registry.reviews import views as reviews
from registry.rules import views as rules
from registry.service import views as service
from registry.settings import Settings
from registry.shared import addresses, pages, transaction
from registry.shared.database import db, engine_options
from registry.snapshots import views as snapshots
from registry.standings import keeping
from registry.summaries import views as summaries
from registry.surveys import views as surveys
from registry.teaching import views as teaching
from registry.terms import views as terms
from registry.verification import views as verification
from registry.workbooks import applying
from registry.workbooks import views as workbooks

_ROOMS = (
    accounts,
    audit,
    jobs,
    changes,
    terms,
    careers,
    service,
    lists,
    qualifications,
    evidence,
    verification,
    archive,
    findings,
    kits,
    workbooks,
    compliance,
    forecasts,
    plans,
    comparison,
    reviews,
    snapshots,
    positions,
    rules,
    programmes,
    classes,
    teaching,
    notices,
    bonds,
    hours,
    needs,
    surveys,
    annual,
    planning,
    coming,
    directory,
    holdings,
    profile,
    summaries,
    inquiries,
    proposals,
    declarations,
    dashboard,
    reference,
    organisation,
    reorganisations,
    establishment,
    additions,
    resolution,
    exemptions,
)


def create_app(settings: Settings | None = None) -> Flask:
    """The application; settings come from the environment unless given."""
    settings = settings or Settings.from_environment()
    app = Flask(__name__, template_folder="../templates", static_folder="static")
    _configure(app, settings)
    if settings.proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=settings.proxies, x_proto=0, x_host=0)  # type: ignore[method-assign]
    db.init_app(app)
    Migrate(app, db, directory="migrations", render_as_batch=True, compare_type=True)
    Babel(app, locale_selector=_locale, default_locale="vi", default_timezone="Asia/Ho_Chi_Minh")
    app.jinja_env.add_extension("jinja2.ext.do")
    # The order is the order in which a request passes: host, write lock, log and headers, guard, idle clock, forgery check, page.
    addresses.init_app(app)
    transaction.init_app(app)
    logs.init_app(app)
    headers.init_app(app)
    guard.init_app(app)
    sessions.init_app(app, idle=dt.timedelta(minutes=settings.session_minutes))
    CSRFProtect(app)
    errors.init_app(app)
    pages.init_app(app)
    app.context_processor(_frame)
    for room in _ROOMS:
        app.register_blueprint(room.blueprint)
    resting.keep_watch(db.session)
    keep_log(db.session)
    keeping.keep_true(db.session)
    queue.init_app(app)
    kinds.KINDS.update({**applying.KINDS, **making.KINDS})
    daily.DAILY.update({"remind": remind, "notices": tell})
    daily.EACH_ROUND["mail"] = send_waiting
    findings_kept.keep_true(db.session)
    evidence.init_app(app)
    proposals.init_app(app)
    verification.init_app(app)
    additions.init_app(app)
    cli.init_app(app)
    return app


def _configure(app: Flask, settings: Settings) -> None:
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SQLALCHEMY_DATABASE_URI=settings.database_url,
        SQLALCHEMY_ENGINE_OPTIONS=engine_options(settings.database_url),
        SESSION_COOKIE_NAME="__Host-session" if settings.secure_cookies else "session",
        SESSION_COOKIE_SECURE=settings.secure_cookies,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_HTTPONLY=True,
        MAX_CONTENT_LENGTH=settings.upload_bytes,
        LEASE_SECONDS=settings.lease_seconds,
        MAX_FORM_PARTS=2000,
        EVIDENCE_DIR=settings.evidence_dir,
        PUBLIC_URL=settings.public_url,
        SMTP_URL=settings.smtp_url,
        MAIL_FROM=settings.mail_from,
        WTF_CSRF_TIME_LIMIT=None,
        TESTING=settings.testing,
        BABEL_TRANSLATION_DIRECTORIES="translations",
    )


def _locale() -> str:
    if request and current_user and current_user.is_authenticated:
        return str(current_user.account.locale)
    return "en" if request and request.cookies.get("locale") == "en" else "vi"


def _frame() -> dict[str, Any]:
    """What the frame of every page shows."""
    account = shown(current_user.account) if current_user.is_authenticated else None
    return {
        "locale": _locale(),
        "account": account,
        "unit_in_view": account and account.unit_name,
        "menu": entries() if account else [],
    }
