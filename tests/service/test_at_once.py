"""Several clicks on one button: ranks, absences, years and sanctions are recorded once, on both databases."""

from models.accounts import Role
from models.service import Absence, Appraisal, Discipline, RankHeld
from registry.accounts import sessions
from registry.shared.database import db
from tests.profile.people import settle
from tests.support import applications, make
from tests.support.clicks import clicked_at_once


def test_what_is_asked_for_several_times_at_the_same_moment_is_recorded_once(empty_database_url: str) -> None:
    with applications.application_on(empty_database_url) as app:
        with app.app_context():
            commune = settle()
            rank, public_id = make.rank().code, commune.official.public_id
            token = sessions.begin(make.account(Role.HR_OFFICER, commune.unit)).token
            db.session.commit()
        day = {"valid_from": "01/02/2026"}
        asked = {
            "ranks": (RankHeld, {"rank": rank, **day}),
            "absences": (Absence, {"kind": "maternity", **day}),
            "appraisals": (Appraisal, {"year": "2025", "grade": "good"}),
            "disciplines": (Discipline, {"sanction": "reprimand", "act": "Đi muộn", **day}),
        }
        for kind, (model, fields) in asked.items():
            answers = clicked_at_once(app, token, f"/officials/{public_id}/{kind}/new", fields)
            with app.app_context():
                assert (answers, db.session.query(model).count()) == ([200, 200, 200, 302], 1), kind
