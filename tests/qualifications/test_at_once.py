"""Two clicks on one button: the same entry asked for twice at the same moment is recorded once, on both databases."""

from sqlalchemy import func, select

from models.accounts import Role
from models.qualifications import Domain, Qualification
from registry.accounts import sessions
from registry.shared.database import db
from tests.qualifications.desk import settle
from tests.support import applications, make
from tests.support.clicks import clicked_at_once


def test_the_same_entry_at_the_same_moment_is_recorded_once(empty_database_url: str) -> None:
    with applications.application_on(empty_database_url) as app:
        with app.app_context():
            desk = settle()
            path, level = desk.path(Domain.DEGREE), desk.degree.key
            token = sessions.begin(make.account(Role.HR_OFFICER, desk.unit)).token
            db.session.commit()
        chosen = {"level": level, "form_of_study": "", "route": "", "country": "", "taught_in": ""}
        assert clicked_at_once(app, token, path, {**chosen, "field": "Luật", "issued_on": "2011"}) == [200, 200, 200, 302]
        with app.app_context():
            assert db.session.scalar(select(func.count()).select_from(Qualification)) == 1
