"""Pages of teaching: timetable, attendance on a telephone or on paper, marks, results in and out, what was achieved in a year."""

from collections.abc import Mapping

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from models.classes import ClassSession, TrainingClass
from models.units import Tier
from registry.access.guard import current_account, requires
from registry.access.permissions import Permission
from registry.audit.actions import note_list
from registry.enrolments import teaching, words
from registry.enrolments.doing import done
from registry.enrolments.queries import achieved_in, class_for, exams_of, session_for, sessions_of
from registry.programmes.words import COLUMNS
from registry.shared.clock import today
from registry.shared.downloads import PDF, XLSX, download
from registry.shared.pages import day
from registry.shared.refusal import Refused
from registry.shared.text import clean
from registry.shared.transaction import commits, transaction
from registry.teaching.documents import attendance_pdf, results_workbook
from registry.teaching.forms import SessionForm, present_in, results_in
from registry.teaching.queries import results_of
from registry.teaching.workbook import results_from
from registry.units.rights import past_of
from registry.units.scope import view_of

blueprint = Blueprint("teaching", __name__)

ROW_WORDS = {
    "province_leaders": _l("Cán bộ, công chức lãnh đạo, quản lý cấp tỉnh, cấp sở"),
    "district_leaders": _l("Cán bộ, công chức lãnh đạo, quản lý cấp huyện"),
    "division_leaders": _l("Công chức lãnh đạo, quản lý cấp phòng"),
    "staff": _l("Công chức tham mưu"),
    "commune_cadres": _l("Cán bộ cấp xã"),
    "commune_staff": _l("Công chức cấp xã"),
    "public_employees": _l("Viên chức"),
}


@blueprint.context_processor
def _words() -> dict[str, object]:
    return {"words": words}


@blueprint.post("/classes/<public_id>/sessions")
@requires(Permission.TRAINING_TEACH)
@commits
def add_session(public_id: str) -> ResponseReturnValue:
    """Put a session on the timetable."""
    one, form = class_for(current_account(), public_id), SessionForm()
    if not form.validate_on_submit():
        flash(" ".join(f"{form[name].label.text}: {words[0]}" for name, words in form.errors.items()), "warning")
        return redirect(_address(one))
    return done(lambda: teaching.add_sessions(one, [form.details()], current_account()), _address(one), _("Đã thêm buổi học."))


@blueprint.post("/sessions/<public_id>/remove")
@requires(Permission.TRAINING_TEACH)
@commits
def remove_session(public_id: str) -> ResponseReturnValue:
    """Take a session off the timetable."""
    session = session_for(current_account(), public_id)
    back = _address(session.of_class)
    return done(lambda: teaching.remove_session(session, current_account()), back, _("Đã bỏ buổi học."))


@blueprint.route("/sessions/<public_id>/attendance", methods=["GET", "POST"])
@requires(Permission.TRAINING_TEACH)
@commits
def attendance(public_id: str) -> ResponseReturnValue:
    """Who was there, in lesson hours. What somebody else saved meanwhile is shown beside what was typed."""
    session = session_for(current_account(), public_id)
    one, people, seen = session.of_class, teaching.taught_in(session.of_class), request.form.get("version", 0, int)
    stored = {key: each.hours[session.id] for key, each in achieved_in(one).items() if session.id in each.hours}
    problem = ""
    if request.method == "POST":
        try:
            present = present_in(request.form, session, people)
            teaching.take_attendance(session, present, seen, current_account())
            flash(_("Đã điểm danh %(count)s người.", count=len(present)), "success")
            return redirect(_address(one))
        except Refused as refusal:
            problem = refusal.message
    page = render_template(
        "teaching/attendance.html",
        session=session,
        one=one,
        people=people,
        stored=stored,
        version=_version(problem, session.version, seen),
        typed=request.form if problem else None,
        problem=problem,
    )
    return (page, 409) if problem else page


@blueprint.get("/classes/<public_id>/attendance-sheet")
@requires(Permission.TRAINING_TEACH)
def sheet(public_id: str) -> ResponseReturnValue:
    """The sheet of attendance to print and sign."""
    one = class_for(current_account(), public_id)
    with force_locale("vi"):
        body = attendance_pdf(one, sessions_of(one), teaching.taught_in(one))
    return download(body, f"diem-danh-{public_id}.pdf", PDF)


@blueprint.post("/classes/<public_id>/exams")
@requires(Permission.TRAINING_TEACH)
@commits
def add_exam(public_id: str) -> ResponseReturnValue:
    """Announce an examination."""
    one, name = class_for(current_account(), public_id), clean(request.form.get("name", ""))[:120]
    if not name:
        flash(_("Hãy ghi tên bài kiểm tra."), "warning")
        return redirect(_address(one))
    return done(lambda: teaching.add_exam(one, name, current_account()), _address(one), _("Đã thêm bài kiểm tra."))


@blueprint.route("/classes/<public_id>/marks", methods=["GET", "POST"])
@requires(Permission.TRAINING_TEACH)
@commits
def marks(public_id: str) -> ResponseReturnValue:
    """Marks and certificates of everybody taught."""
    one = class_for(current_account(), public_id)
    people, exams, problem = teaching.taught_in(one), exams_of(one), ""
    seen = request.form.get("version", 0, int)
    if request.method == "POST":
        try:
            results = results_in(request.form, exams, people)
            teaching.set_results(one, results, seen, current_account(), {})
            flash(_("Đã ghi kết quả."), "success")
            return redirect(_address(one))
        except Refused as refusal:
            problem = refusal.message
    page = render_template(
        "teaching/marks.html",
        one=one,
        people=people,
        exams=exams,
        achieved=achieved_in(one),
        version=_version(problem, one.version, seen),
        typed=request.form if problem else None,
        problem=problem,
    )
    return (page, 409) if problem else page


@blueprint.post("/classes/<public_id>/results")
@requires(Permission.TRAINING_TEACH)
def results_out(public_id: str) -> ResponseReturnValue:
    """The results as a workbook to fill in; names taken along are an entry."""
    one = class_for(current_account(), public_id)
    people = teaching.taught_in(one)
    with force_locale("vi"):
        body = results_workbook(one, sessions_of(one), exams_of(one), people, achieved_in(one))
    title = one.title
    with transaction():
        note_list(title, by=current_account(), on=today(), people=len(people), unit_id=None)
    return download(body, f"ket-qua-{public_id}.xlsx", XLSX)


@blueprint.post("/classes/<public_id>/results-in")
@requires(Permission.TRAINING_TEACH)
@commits
def results_back(public_id: str) -> ResponseReturnValue:
    """Results from a workbook, all or nothing."""
    one, sent = class_for(current_account(), public_id), request.files.get("file")
    seen = request.form.get("version", 0, int)
    return done(lambda: _laid(one, sent.read() if sent else b"", seen), _address(one))


def _laid(one: TrainingClass, data: bytes, seen: int) -> str:
    sessions, exams, people = sessions_of(one), exams_of(one), teaching.taught_in(one)
    sent = results_from(data, sessions, exams, people, _excused(one, sessions))
    teaching.set_results(one, sent.results, seen, current_account(), sent.attendance)
    return _("Đã ghi kết quả của %(count)s người từ tệp.", count=len(sent.results))


def _excused(one: TrainingClass, sessions: list[ClassSession]) -> Mapping[int, set[int]]:
    achieved = achieved_in(one)
    return {
        session.id: {key for key, each in achieved.items() if session.id in each.hours and each.hours[session.id].excused}
        for session in sessions
    }


@blueprint.get("/training-results")
@requires(Permission.FIGURES_READ)
def index() -> ResponseReturnValue:
    """What was completed in a year at the units in view: turns by the columns of the official table, and persons."""
    year = request.args.get("year", day().on.year, int) or 0
    if not 2000 <= year <= 2100:
        abort(404)
    view = view_of(current_account(), day().on)
    # Units that ended since had people in class too: those that went whole into these, and for the province all.
    whole = view.unit is not None and view.unit.tier is Tier.PROVINCE
    results = results_of(year, None if whole else view.units | past_of(view.units, view.tree))
    return render_template("teaching/results.html", view=view, year=year, results=results, rows=ROW_WORDS, columns=COLUMNS)


def _version(problem: str, present: int, seen: int) -> int:
    """What the page shows: what is on record, unless it was sent back for another reason than a change of that."""
    return present if problem in ("", teaching.CHANGED) else seen


def _address(one: TrainingClass) -> str:
    return url_for("classes.show", public_id=one.public_id)
