"""The day of retirement under normal conditions (Decree 135/2020/NĐ-CP); early and prolonged service are decided case by case."""

import datetime as dt

from models.officials import Sex
from registry.shared.ages import add_months

FIRST_YEAR = 2021
# Months of age in 2021, what each year adds, and the age at which that ends.
_MEN, _WOMEN = (60 * 12 + 3, 3, 62 * 12), (55 * 12 + 4, 4, 60 * 12)


def retires_on(sex: Sex, born_on: dt.date) -> dt.date:
    """The last day at work: the end of the month in which the age of that year is reached.

    Who came of age for it before 2021 is given the month by the age of 2021; a birth date known by year stands for 1 January.
    """
    first, step, most = _MEN if sex is Sex.MALE else _WOMEN
    year = FIRST_YEAR
    while True:
        reached = add_months(born_on.replace(day=1), min(first + step * (year - FIRST_YEAR), most))
        if reached.year <= year:
            return add_months(reached, 1) - dt.timedelta(days=1)
        year += 1
