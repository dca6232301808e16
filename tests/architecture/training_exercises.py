"""Every action of training that leaves an entry of the trail, done once: joined to those of the other rooms by `exercises`."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from models.accounts import Account
from models.classes import Bond, ClassState, Enrolment, EnrolmentState
from models.officials import Official
from models.programmes import Attribution, Mode, ResultColumn
from models.qualifications import Domain
from models.training_plans import Origin, PlanLine, PlanState, SurveyAnswer
from models.units import Unit
from registry.annual import actions as annual
from registry.bonds import actions as bonds
from registry.enrolments import actions as enrolments
from registry.enrolments.records import NewClass
from registry.hours import actions as hours
from registry.needs.queries import Wanted
from registry.notices import actions as notices
from registry.programmes import actions as programmes
from registry.surveys import actions as surveys
from registry.surveys.queries import Row
from tests.support import classes, made, make

Exercise = Callable[[Account, Unit], Any]


def _programme(name: str = "Chương trình khác") -> programmes.ProgrammeDetails:
    return programmes.ProgrammeDetails(name, ResultColumn.JOB_POSITION, Domain.TRAINING, 16, Mode.ONLINE, "Nghị định")


def _enrolled(account: Account, unit: Unit, state: EnrolmentState = EnrolmentState.NOMINATED) -> Enrolment:
    return made.enrolment(made.training_class(), make.official_at(unit), unit, account, state=state)


_MINIMUM = hours.RuleDetails(2027, 48, Attribution.SESSIONS, "Nghị định")

_STUDIES = bonds.BondDetails("Thạc sĩ", dt.date(2021, 9, 1), dt.date(2023, 8, 31), Decimal(2))
_SETTLED = bonds.Settlement(dt.date(2025, 1, 1), "Theo quyết định")


def _broken(unit: Unit) -> Bond:
    return made.bond(_gone(unit))


def _gone(unit: Unit) -> Official:
    official = make.official()
    make.assignment(official, unit, valid_to=dt.date(2024, 9, 1))
    return official


SURVEY = surveys.SurveyDetails("Khảo sát khác", 2027, dt.date(2026, 3, 31), dt.date(2098, 12, 31))


def _asked(account: Account, unit: Unit) -> tuple[SurveyAnswer, Row]:
    """The answer of a unit, and a need that was computed and nobody has answered."""
    programme, official = made.programme(), make.official_at(unit)
    wanted = Wanted(official, programme, [(Origin.TARGET, "T1")])
    row = Row(programme, wanted, None, official.public_id, official.full_name)
    return made.survey_answer(made.survey(account), unit), row


def _on_all(action: Callable[[SurveyAnswer, list[Row], Account], object], account: Account, unit: Unit) -> object:
    answer, row = _asked(account, unit)
    return action(answer, [row], account)


def _planned(account: Account, unit: Unit) -> PlanLine:
    return made.plan_line(made.annual_plan(unit, account), made.programme())


def _line() -> annual.LineDetails:
    return classes.planned(made.programme())


TRAINING: dict[str, Exercise] = {
    "notices.set_address": lambda account, _unit: notices.set_address(account, "toi@hatinh.gov.vn"),
    "bonds.add_bond": lambda account, unit: bonds.add_bond(make.official_at(unit), _STUDIES, account),
    "bonds.change_bond": lambda account, unit: bonds.change_bond(made.bond(make.official_at(unit)), _STUDIES, account),
    "bonds.release_bond": lambda account, unit: bonds.release_bond(made.bond(make.official_at(unit)), _SETTLED, account),
    "bonds.repay_bond": lambda account, unit: bonds.repay_bond(_broken(unit), _SETTLED, account),
    "hours.change_rule": lambda account, _unit: hours.change_rule(made.hours_rule(), _MINIMUM, account),
    "hours.renew_rule": lambda account, _unit: hours.renew_rule(_MINIMUM, account),
    "programmes.add_programme": lambda account, _unit: programmes.add_programme(
        programmes.Begun(_programme(), dt.date(2026, 1, 1)), account
    ),
    "programmes.change_programme": lambda account, _unit: programmes.change_programme(made.programme(), _programme(), account),
    "programmes.renew_programme": lambda account, _unit: programmes.renew_programme(
        made.programme(), programmes.Begun(_programme(), dt.date(2026, 1, 1)), account
    ),
    "enrolments.open_class": lambda account, _unit: enrolments.open_class(NewClass(made.programme(), classes.details()), account),
    "enrolments.change_class": lambda account, _unit: enrolments.change_class(
        made.training_class(), classes.details(seats=3), account
    ),
    "enrolments.move_class": lambda account, _unit: enrolments.move_class(
        made.training_class(), ClassState.CLOSED, None, account
    ),
    "enrolments.nominate": lambda account, unit: enrolments.nominate(
        made.training_class(), make.official_at(unit), "Cần", account
    ),
    "enrolments.accept": lambda account, unit: enrolments.accept(_enrolled(account, unit), account),
    "enrolments.refuse": lambda account, unit: enrolments.refuse(_enrolled(account, unit), "Không", account),
    "enrolments.drop": lambda account, unit: enrolments.drop(_enrolled(account, unit), "Ốm", account),
    "enrolments.send": lambda account, unit: enrolments.send(
        _enrolled(account, unit, EnrolmentState.ACCEPTED).of_class, "1/QĐ", dt.date(2026, 3, 2), account
    ),
    "surveys.open_survey": lambda account, _unit: surveys.open_survey(SURVEY, account),
    "surveys.close_survey": lambda account, _unit: surveys.close_survey(made.survey(account), account),
    "surveys.say": lambda account, unit: surveys.say(*_asked(account, unit), surveys.Said(True, None, 0), account),
    "surveys.confirm_rest": lambda account, unit: _on_all(surveys.confirm_rest, account, unit),
    "surveys.add_own": lambda account, unit: surveys.add_own(
        _asked(account, unit)[0], surveys.Own(made.programme(), None, 3, "Cần"), account
    ),
    "surveys.remove_own": lambda account, unit: surveys.remove_own(
        made.need(made.survey_answer(made.survey(account), unit), made.programme()), account
    ),
    "surveys.hand_in": lambda account, unit: surveys.hand_in(_asked(account, unit)[0], (), None, account),
    "annual.make_plan": lambda account, unit: annual.make_plan(annual.NewPlan(unit, 2091, "Kế hoạch"), account),
    "annual.add_line": lambda account, unit: annual.add_line(made.annual_plan(unit, account), _line(), account),
    "annual.change_line": lambda account, unit: annual.change_line(_planned(account, unit), _line(), account),
    "annual.remove_line": lambda account, unit: annual.remove_line(_planned(account, unit), account),
    "annual.set_budget": lambda account, unit: annual.set_budget(
        made.annual_plan(unit, account), "Ngân sách tỉnh", 5000, account
    ),
    "annual.move_plan": lambda account, unit: annual.move_plan(
        _planned(account, unit).plan, annual.Move(PlanState.SUBMITTED), account
    ),
}
