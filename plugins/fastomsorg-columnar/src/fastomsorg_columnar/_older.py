"""
Who is 65, as the texts ask it: by the day of birth.
"""

import datetime as dt

from fastomsorg.statistics import OLDER
from fastomsorg.terms import age_on


def born_by(day: dt.date) -> dt.date:
    """
    The last day of birth (*senaste födelsedag*) of whoever is 65 on *day*.
    """
    same_day = day.replace(year=day.year - OLDER, day=min(day.day, 28))
    days = (same_day + dt.timedelta(more) for more in range(4, -1, -1))
    return next(each for each in days if age_on(day, born=each) >= OLDER)
