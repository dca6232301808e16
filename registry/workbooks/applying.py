"""The long work of this room: writing a roster, and taking one back. Done by a worker; a run that dies leaves nothing behind."""

from flask_babel import force_locale
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import undefer
from sqlalchemy.orm.exc import StaleDataError

from models.accounts import Account
from models.imports import BatchState, ImportBatch
from models.jobs import Job
from registry.access.permissions import Permission, allowed
from registry.jobs.kinds import Kind
from registry.jobs.lease import Progress
from registry.shared.database import db
from registry.shared.numbers import vn_number
from registry.shared.refusal import Refused
from registry.workbooks import actions
from registry.workbooks.compare import Plan
from registry.workbooks.queries import plan_of, records_stamp

_CHANGED = "Sổ đã thay đổi sau khi trang được mở, nên chưa ghi gì. Đây là kết quả đối chiếu mới; hãy xem lại."
_EDITED = "Có người vừa sửa cùng những hồ sơ này, nên chưa ghi gì. Hãy xem lại kết quả đối chiếu."


def apply_roster(job: Job, progress: Progress) -> None:
    """Write the roster of a job: what its owner saw, and nothing else. Compared before the lock is taken, to keep that short."""
    with force_locale("vi"):
        progress.tell(0, 0, "Đang đọc tệp")
        stamp = records_stamp()
        plan = _plan(_batch(job), _owner(job), progress)
        _check_seen(plan, job)
        progress.tell(len(plan.rows), len(plan.rows), "Đang ghi vào sổ")
        try:
            with progress.finishing() as ending:
                actions.take_turn()
                if records_stamp() != stamp:
                    plan = _plan(_batch(job), _owner(job), progress)
                    _check_seen(plan, job)
                batch = _batch(job, BatchState.APPLYING)
                counts = actions.apply_batch(batch, plan, _owner(job), accept_good_rows=job.arguments["good_rows"])
                ending.message = f"Đã ghi: {vn_number(counts['added'])} thêm mới, {vn_number(counts['updated'])} cập nhật."
        except (IntegrityError, StaleDataError) as conflict:
            raise Refused("", _EDITED) from conflict


def undo_roster(job: Job, progress: Progress) -> None:
    """Take a written roster back, file by file."""
    with force_locale("vi"):
        progress.tell(0, 0, "Đang hoàn tác")
        try:
            with progress.finishing() as ending:
                actions.take_turn()
                outcome = actions.undo_batch(_batch(job, BatchState.APPLIED), _owner(job), progress.tell)
                ending.message = f"Đã hoàn tác {vn_number(outcome.records)} bản ghi; để nguyên {len(outcome.obstacles)} hồ sơ."
        except StaleDataError as conflict:
            raise Refused("", "Có người vừa sửa cùng những hồ sơ này, nên chưa hoàn tác gì.") from conflict


def _plan(batch: ImportBatch, account: Account, progress: Progress) -> Plan:
    return plan_of(batch, account, tell=lambda done, total: progress.tell(done, total, "Đang đối chiếu"))


def _check_seen(plan: Plan, job: Job) -> None:
    if plan.fingerprint != job.arguments["seen"]:
        raise Refused("", _CHANGED)


def _owner(job: Job) -> Account:
    """Whoever asked, with the rights of now."""
    account = job.owner
    if not account.active or not allowed(account.role, Permission.ROSTERS_IMPORT):
        raise Refused("", "Tài khoản không còn quyền nhập danh sách.")
    return account


def _batch(job: Job, state: BatchState | None = None) -> ImportBatch:
    """The roster of a job. With a state: to be decided on now; refused when it is in another one."""
    statement = select(ImportBatch).where(ImportBatch.public_id == job.arguments["batch"]).options(undefer(ImportBatch.content))
    if state is None:
        return db.session.scalars(statement).one()
    batch = db.session.scalars(statement.with_for_update(of=ImportBatch).execution_options(populate_existing=True)).one()
    if batch.state is not state or batch.job_id != job.id:
        raise Refused("", "Danh sách này đã được ghi hoặc đã bỏ.")
    return batch


def give_back(job: Job) -> None:
    """A roster that was not written waits for a decision again."""
    batch = db.session.scalar(select(ImportBatch).where(ImportBatch.job_id == job.id))
    if batch is not None and batch.state is BatchState.APPLYING:
        batch.state = BatchState.UPLOADED


KINDS = {"roster.apply": Kind(apply_roster, give_back), "roster.undo": Kind(undo_roster)}
