"""The demonstration province in a database of its own, for what needs many people: pictures and measuring."""

from flask import Flask
from sqlalchemy import select

from models.accounts import Account, Role
from registry.shared.database import db
from registry.shared.transaction import transaction
from registry.standings import keeping
from seeds.demo import plant_demo
from seeds.reference import load_reference


def plant(app: Flask) -> None:
    """Commit catalogues, people and standings to the empty database of a served application."""
    with app.app_context(), transaction():
        load_reference()
        plant_demo()
        keeping.rebuild()


def account_of(role: Role) -> Account:
    """The first demonstration account of a role; needs an application context."""
    return db.session.scalars(select(Account).where(Account.role == role).order_by(Account.id)).all()[0]
