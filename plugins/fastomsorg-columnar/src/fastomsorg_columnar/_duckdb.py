"""
The reports on DuckDB, in this process, over the files of an export.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from fastomsorg.care import VisitKind
from fastomsorg.statistics import (
    OLDER,
    ClientContinuity,
    Exclusion,
    Fortnight,
    LeftOut,
    Share,
    StaffContinuity,
    TimeContinuity,
)
from fastomsorg.terms import ClientId, Period, UnitId, age_on

from ._asking import ask
from ._codes import Coded
from ._database import names_in, opened
from ._layout import FOREVER
from ._texts import text_of

DAYS = 14
WITHIN = dt.timedelta(minutes=30)
HOME_CARE = frozenset({VisitKind.HOME_CARE})


class Columns:
    """
    The reports (*rapporter*) over an export in *folder*, by DuckDB.
    """

    def __init__(self, folder: Path) -> None:
        self._database = opened(folder)

    def continuity(
        self,
        period: Period,
        *,
        units: Iterable[UnitId] | None = None,
        kinds: Iterable[VisitKind] = HOME_CARE,
    ) -> tuple[StaffContinuity, Counter[Exclusion]]:
        """
        The report of staff continuity (*personalkontinuitet*), and what does not count by reason.
        """
        known = {id: code for code, id in self._names(Coded.UNIT).items()}
        wanted = known if units is None else [unit for unit in units if unit in known]
        self._ask("asked", first_day=[period.start], end_day=[period.end or FOREVER])
        self._ask("asked_units", unit=[known[unit] for unit in wanted])
        self._ask("asked_kinds", kind=[kind.value for kind in kinds])
        names = self._names(Coded.CLIENT)
        report = sorted((names[code], *figures) for code, *figures in self._rows("continuity"))
        clients = tuple(_client(*row) for row in report)
        return StaffContinuity(period, clients), self._excluded("excluded")

    def fortnight(self, first: dt.date) -> Fortnight:
        """
        The national fourteen days (*nationellt mått*) from *first*, over everything exported.
        """
        period = Period(first, first + dt.timedelta(DAYS))
        self._ask("asked", first_day=[first], end_day=[period.end], born_by=[_born_by(first)])
        names = self._names(Coded.CLIENT)
        staff: dict[ClientId, int] = {}
        left_out: Counter[LeftOut] = Counter()
        for name, met, why in sorted(
            (names[code], met, why) for code, met, why in self._rows("fortnight")
        ):
            if why is None:
                staff[name] = met
            else:
                left_out[LeftOut(why)] += 1
        return Fortnight(period, staff, left_out, self._excluded("fortnight_excluded"))

    def time_continuity(self, *, within: dt.timedelta = WITHIN) -> TimeContinuity:
        """
        The share of visits that start as planned (*tidskontinuitet*), over everything exported.
        """
        self._ask("asked_margin", microseconds=[within // dt.timedelta(microseconds=1)])
        found = Counter(dict(self._rows("time_continuity")))
        hits, off = found.pop("on_time", 0), found.pop("off", 0)
        excluded = {Exclusion(why): visits for why, visits in found.items()}
        return TimeContinuity(Share(hits, hits + off), excluded)

    def _ask(self, name: str, **columns: Sequence[Any]) -> None:
        ask(self._database, name, **columns)

    def _rows(self, report: str) -> list[tuple[Any, ...]]:
        return self._database.sql(text_of(report)).fetchall()

    def _excluded(self, report: str) -> Counter[Exclusion]:
        return Counter({Exclusion(why): visits for why, visits in self._rows(report)})

    def _names(self, kind: Coded) -> dict[int, str]:
        return names_in(self._database, kind)


def _born_by(first: dt.date) -> dt.date:
    """
    The last day of birth of whoever is 65 on the day.
    """
    same_day = first.replace(year=first.year - OLDER, day=min(first.day, 28))
    days = (same_day + dt.timedelta(more) for more in range(4, -1, -1))
    return next(day for day in days if age_on(first, born=day) >= OLDER)


def _client(
    client: str, staff: int, visits: int, double_staffed: int, *shares: int
) -> ClientContinuity:
    of_role = (
        Share(int(hits), int(base)) if base else None
        for hits, base in zip(shares[::2], shares[1::2], strict=True)
    )
    return ClientContinuity(client, staff, int(visits), int(double_staffed), *of_role)
