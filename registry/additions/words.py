"""What is asked for, in words."""

from flask_babel import gettext as _

from models.additions import AdditionKind


def kinds() -> dict[AdditionKind, str]:
    """The kinds as labels."""
    return {AdditionKind.POSITION: _("Chức danh"), AdditionKind.UNIT: _("Đơn vị")}


def titles() -> dict[AdditionKind, str]:
    """The kinds as titles of the form."""
    return {AdditionKind.POSITION: _("Đề nghị bổ sung chức danh"), AdditionKind.UNIT: _("Đề nghị bổ sung đơn vị")}
