"""Input of the accounts room."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from markupsafe import Markup
from sqlalchemy import select
from wtforms import BooleanField, HiddenField, PasswordField, SelectField, StringField
from wtforms.validators import DataRequired, EqualTo, InputRequired, Length, Optional, Regexp
from wtforms.widgets import Select

from models.accounts import Account, Role
from models.schools import School
from models.units import Tier, Unit
from registry.accounts.actions import AccountDetails, Credentials, PasswordChange
from registry.accounts.passwords import SHORTEST
from registry.accounts.queries import UnitGroup
from registry.accounts.words import role_labels
from registry.shared.database import db
from registry.shared.forms import Form


class SignInForm(Form[Credentials]):
    """User name and password."""

    username = StringField(_l("Tên đăng nhập"), validators=[InputRequired()])
    password = PasswordField(_l("Mật khẩu"), validators=[InputRequired()])

    def details(self) -> Credentials:
        """What was typed."""
        return Credentials(self.username.data or "", self.password.data or "")


class _Prompted(Select):
    """A list that begins with nothing chosen: a unit taken by default would open too much or too little."""

    def __call__(self, field: Any, **kwargs: Any) -> Markup:
        nothing = Markup('><option value="">{}</option>').format(_("Chọn đơn vị …"))
        return Markup(super().__call__(field, **kwargs).replace(">", nothing, 1))  # noqa: S704  escaped by both parts


class AccountForm(Form[AccountDetails]):
    """A new account."""

    username = StringField(
        _l("Tên đăng nhập"),
        validators=[InputRequired(), Length(min=3, max=64), Regexp(r"[A-Za-z0-9][A-Za-z0-9._-]*\Z")],
        description=_l("Chữ không dấu, số, dấu chấm; không đổi được về sau."),
    )
    name = StringField(_l("Họ và tên người dùng"), validators=[DataRequired(), Length(max=120)])
    role = SelectField(_l("Vai trò"), validators=[InputRequired()])
    unit = SelectField(
        _l("Đơn vị"),
        widget=_Prompted(),
        validators=[InputRequired()],
        description=_l("Tài khoản thấy đơn vị này và các đơn vị trực thuộc. Sở Nội vụ, kiểm tra, quản trị: chọn tỉnh."),
    )
    password = PasswordField(
        _l("Mật khẩu đầu tiên"),
        validators=[InputRequired()],
        description=_l("Ít nhất %(count)s ký tự. Người dùng tự đổi sau khi đăng nhập.", count=SHORTEST),
    )
    school = SelectField(
        _l("Cơ sở đào tạo"), default="", description=_l("Chỉ với vai trò cơ sở đào tạo: thấy các lớp của cơ sở này.")
    )
    active = BooleanField(_l("Được đăng nhập"), default=True)

    def offer(self, groups: Iterable[UnitGroup], present: tuple[Unit, str] | None = None) -> None:
        """Give the lists their choices; `present` is the unit of the account, which stays a choice when it has ended."""
        groups = list(groups)
        self._units = {unit.key: unit for group in groups for unit, _name in group.units}
        choices = {tier_label(group.tier): [(unit.key, name) for unit, name in group.units] for group in groups}
        if present and present[0].key not in self._units:
            self._units[present[0].key] = present[0]
            choices[_("Đơn vị đã kết thúc hoạt động")] = [(present[0].key, present[1])]
        self.unit.choices = choices
        self._schools = {str(each.id): each for each in db.session.scalars(select(School).order_by(School.name))}
        self.school.choices = [("", "–"), *((key, each.name) for key, each in self._schools.items())]
        self.role.choices = [(role.value, label) for role, label in role_labels().items()]

    def details(self) -> AccountDetails:
        """The account as typed."""
        return AccountDetails(
            username=self.username.data or "" if self.username else "",
            name=self.name.data or "",
            role=Role(self.role.data),
            unit=self._units[self.unit.data],
            password=self.password.data or "",
            active=bool(self.active.data),
            school=self._schools.get(self.school.data or ""),
        )


class ChangedAccountForm(AccountForm):
    """An account that exists. Its user name stays."""

    username = None  # type: ignore[assignment]  # so WTForms leaves an inherited field out
    password = PasswordField(
        _l("Mật khẩu mới"),
        validators=[Optional()],
        description=_l("Để trống nếu không đổi. Ít nhất %(count)s ký tự.", count=SHORTEST),
    )
    version = HiddenField()

    def show(self, account: Account) -> None:
        """Fill in what is on record."""
        self.name.data, self.role.data, self.unit.data = account.name, account.role.value, account.unit.key
        self.active.data, self.version.data = account.active, str(account.version)
        self.school.data = str(account.school_id or "")

    def details(self) -> AccountDetails:
        """The account as typed; the version makes sure that it is the one that was shown."""
        seen = self.version.data or ""
        return replace(super().details(), version=int(seen) if seen.isdecimal() else 0)


class PasswordForm(Form[PasswordChange]):
    """Another password for oneself."""

    present = PasswordField(_l("Mật khẩu hiện nay"), validators=[InputRequired()])
    new = PasswordField(
        _l("Mật khẩu mới"),
        validators=[InputRequired()],
        description=_l("Ít nhất %(count)s ký tự. Một câu dài dễ nhớ tốt hơn một từ khó nhớ.", count=SHORTEST),
    )
    again = PasswordField(
        _l("Nhập lại mật khẩu mới"),
        validators=[InputRequired(), EqualTo("new", message=_l("Hai lần nhập mật khẩu mới không giống nhau."))],
    )

    def details(self) -> PasswordChange:
        """What was typed."""
        return PasswordChange(self.present.data or "", self.new.data or "")


def tier_label(tier: Tier) -> str:
    """A tier as the heading of a group of units."""
    labels = {
        Tier.PROVINCE: _("Tỉnh"),
        Tier.DEPARTMENT: _("Sở, ban, ngành"),
        Tier.DISTRICT: _("Huyện, thị xã, thành phố"),
        Tier.COMMUNE: _("Xã, phường"),
    }
    return labels[tier]
