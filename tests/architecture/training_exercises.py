"""Every action of training that leaves an entry of the trail, done once: joined to those of the other rooms by `exercises`."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from models.accounts import Account
from models.programmes import Mode, ResultColumn
from models.qualifications import Domain
from models.units import Unit
from registry.programmes import actions as programmes
from tests.support import make

Exercise = Callable[[Account, Unit], Any]


def _programme(name: str = "Chương trình khác") -> programmes.ProgrammeDetails:
    return programmes.ProgrammeDetails(name, ResultColumn.JOB_POSITION, Domain.TRAINING, 16, Mode.ONLINE, "Nghị định")


TRAINING: dict[str, Exercise] = {
    "programmes.add_programme": lambda account, _unit: programmes.add_programme(
        programmes.Begun(_programme(), dt.date(2026, 1, 1)), account
    ),
    "programmes.change_programme": lambda account, _unit: programmes.change_programme(make.programme(), _programme(), account),
    "programmes.renew_programme": lambda account, _unit: programmes.renew_programme(
        make.programme(), programmes.Begun(_programme(), dt.date(2026, 1, 1)), account
    ),
}
