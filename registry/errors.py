"""Pages for what goes wrong: what happened, what was kept, what to do."""

from flask import Flask, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DataError, OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from registry.logs import event
from registry.shared.database import db


def init_app(app: Flask) -> None:
    """One handler for each way of failing."""

    @app.errorhandler(CSRFError)
    def expired_form(_error: CSRFError) -> ResponseReturnValue:
        return _page(400, _("Biểu mẫu đã hết hạn"), _("Chưa có gì được ghi. Hãy tải lại trang rồi gửi lại."))

    @app.errorhandler(StaleDataError)
    def stale(_error: StaleDataError) -> ResponseReturnValue:
        db.session.rollback()
        return _page(
            409,
            _("Có người vừa sửa mục này"),
            _("Bản ghi đã thay đổi sau khi trang được mở, nên chưa ghi gì. Hãy mở lại mục đó, xem bản mới rồi sửa tiếp."),
        )

    @app.errorhandler(DataError)
    def unreadable(_error: DataError) -> ResponseReturnValue:
        # Signs that no text of ours has, such as U+0000: PostgreSQL does not even compare with them.
        db.session.rollback()
        return _page(400, *_SAID[400]())

    @app.errorhandler(OperationalError)
    def busy(error: OperationalError) -> ResponseReturnValue:
        # The write lock of SQLite was held for too long, or the database server is away.
        db.session.rollback()
        event().error("database", exc_info=error)
        return _page(503, _("Sổ đang bận"), _("Việc vừa rồi chưa được ghi. Hãy chờ một phút rồi gửi lại."))

    @app.errorhandler(HTTPException)
    def refused(error: HTTPException) -> ResponseReturnValue:
        return _page(error.code or 500, *_SAID.get(error.code or 500, _SAID[500])(), error)

    @app.errorhandler(Exception)
    def unexpected(error: Exception) -> ResponseReturnValue:
        if app.testing:
            raise error
        db.session.rollback()
        event().error("unexpected", exc_info=error)
        return _page(500, *_SAID[500]())


_SAID = {
    400: lambda: (_("Yêu cầu không đọc được"), _("Chưa có gì được ghi. Hãy quay lại trang trước và thử lại.")),
    401: lambda: (_("Cần đăng nhập"), _("Phiên làm việc đã kết thúc. Hãy đăng nhập rồi làm lại bước vừa rồi.")),
    403: lambda: (_("Không có quyền"), _("Tài khoản này không được làm việc đó. Nếu cần, hãy hỏi người quản trị.")),
    404: lambda: (_("Không tìm thấy trang"), _("Địa chỉ không đúng, hoặc hồ sơ không thuộc đơn vị được xem.")),
    405: lambda: (_("Cách gửi không đúng"), _("Chưa có gì được ghi. Hãy quay lại trang trước.")),
    413: lambda: (_("Tệp quá lớn"), _("Chưa có gì được ghi. Hãy tách tệp hoặc bỏ bớt trang tính rồi gửi lại.")),
    500: lambda: (_("Hệ thống gặp lỗi"), _("Việc vừa rồi chưa được ghi. Lỗi đã được ghi nhận; hãy thử lại sau ít phút.")),
}


def _page(status: int, title: str, advice: str, error: HTTPException | None = None) -> ResponseReturnValue:
    allow = [header for header in (error.get_headers() if error else []) if header[0] == "Allow"]
    return render_template("errors/error.html", status=status, title=title, advice=advice), status, allow
