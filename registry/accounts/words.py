"""What roles are called."""

from flask_babel import gettext as _

from models.accounts import Role


def role_label(role: Role) -> str:
    """A role in words."""
    return role_labels()[role]


def role_labels() -> dict[Role, str]:
    """All roles in words, from those who enter to those who keep watch."""
    return {
        Role.HR_OFFICER: _("Cán bộ tổ chức"),
        Role.CHAIR: _("Chủ tịch xã, phường"),
        Role.DEPARTMENT: _("Sở Nội vụ"),
        Role.AUDITOR: _("Kiểm tra, giám sát"),
        Role.ADMINISTRATOR: _("Quản trị hệ thống"),
        Role.SCHOOL: _("Cơ sở đào tạo"),
    }
