"""
Days and stretches of days. Days are Europe/Stockholm days; instants are UTC.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import TypeAlias
from zoneinfo import ZoneInfo

import attrs
from dateutil.relativedelta import relativedelta

from ._errors import Malformed

Instant: TypeAlias = dt.datetime
"""A moment in UTC, always with its time zone."""

ONE_DAY = dt.timedelta(days=1)
END_OF_DAYS = dt.date.max


def day_before(day: dt.date) -> dt.date:
    """
    The day before (*dagen före*); of the first day there is, that day itself.
    """
    return day if day == dt.date.min else day - ONE_DAY


def day_after(day: dt.date) -> dt.date:
    """
    The day after (*dagen efter*); of the last day there is, that day itself.
    """
    return day if day == END_OF_DAYS else day + ONE_DAY


@cache
def stockholm() -> ZoneInfo:
    """
    The zone that days are days of (*svensk tid*).
    """
    return ZoneInfo("Europe/Stockholm")


def day_of(instant: Instant) -> dt.date:
    """
    The day (*dygn*) in Sweden that an instant falls on.
    """
    return instant.astimezone(stockholm()).date()


def start_of(day: dt.date) -> Instant:
    """
    The instant at which *day* begins in Sweden (*dygnets början*).
    """
    return dt.datetime.combine(day, dt.time(), stockholm()).astimezone(dt.UTC)


def age_on(day: dt.date, *, born: dt.date) -> int:
    """
    Completed years (*ålder*) on *day*.

    Whoever is born on 29 February completes a year on 28 February in a common year
    (lag (1930:173) 1 §).
    """
    years = relativedelta(day, born).years
    return years + (born + relativedelta(years=years + 1) <= day)


def years_after(day: dt.date, years: int) -> dt.date:
    """
    The day with the same number that many *years* later (*samma dag*), the last day of the time.

    Where the month lacks the day its last day counts (lag (1930:173) 1 §).
    """
    return day + relativedelta(years=years)


@lru_cache(maxsize=10_000)
def months_after(day: dt.date, months: int) -> dt.date:
    """
    The day with the same number that many calendar *months* later (*samma dag*).

    Where the month lacks the day its last day counts: 31 August and six months is 28 February, in
    a leap year 29 (lag (1930:173) 1 §).
    """
    return day + relativedelta(months=months)


@attrs.frozen(order=True)
class Period:
    """
    A half-open stretch of days (*period*): *start* belongs to it, *end* does not.

    People are shown and asked for first and last days: see `through` and `last_day`.
    """

    start: dt.date
    end: dt.date | None = attrs.field(default=None, order=lambda end: end or END_OF_DAYS)

    def __attrs_post_init__(self) -> None:
        if self.end is not None and self.end <= self.start:
            raise Malformed("period_upside_down", first=self.start, last=day_before(self.end))

    @classmethod
    def through(cls, first: dt.date, last: dt.date | None = None) -> Period:
        """
        From the *first* day through the *last*, both included.
        """
        return cls(first, None if last is None or last == END_OF_DAYS else day_after(last))

    @property
    def last_day(self) -> dt.date | None:
        return None if self.end is None else day_before(self.end)

    @property
    def end_or_forever(self) -> dt.date:
        return self.end or END_OF_DAYS

    def __contains__(self, day: dt.date) -> bool:
        return self.start <= day and (self.end is None or day < self.end)

    def overlap(self, other: Period) -> Period | None:
        """
        The days that both have, or None.
        """
        start = max(self.start, other.start)
        end = min(self.end_or_forever, other.end_or_forever)
        if end <= start:
            return None
        return Period(start, None if end == END_OF_DAYS else end)


def united(periods: Iterable[Period]) -> tuple[Period, ...]:
    """
    The same days in the fewest periods: what overlaps or meets becomes one.
    """
    merged: list[Period] = []
    for period in sorted(periods):
        if merged and period.start <= merged[-1].end_or_forever:
            end = max(merged[-1].end_or_forever, period.end_or_forever)
            merged[-1] = Period(merged[-1].start, None if end == END_OF_DAYS else end)
        else:
            merged.append(period)
    return tuple(merged)
