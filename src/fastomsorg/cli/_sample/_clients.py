"""
The clients. Each has a number for persons without a personal number, and no two have the same.
"""

import datetime as dt

from fastomsorg.care import Client

from ._chance import Chance, chance
from ._names import name

OLDER_BORN = (dt.date(1925, 1, 1), dt.date(1959, 12, 31))
YOUNGER_BORN = (dt.date(1961, 1, 1), dt.date(2004, 12, 31))
YOUNGER_EVERY = 6
STRIDE = 7_919
"""A prime, so that the days in a row are spread out before any comes again."""


def client_id(number: int) -> str:
    return f"{10_000_001 + number}"


def client(seed: int, number: int) -> Client:
    """
    The client with this number (*brukare*): every sixth is younger than 65.
    """
    draw = chance(seed, "client", number)
    day, turn = _own_day(seed, number)
    return Client(
        id=client_id(number),
        name=name(draw),
        personal_number=f"{day:%Y%m%d}TF{turn:02}",
        customer_number=client_id(number),
        born=_born(draw, day),
        protected=draw.random() < 0.02,
        relatives_told=draw.choice((None, None, True, False)),
    )


def _own_day(seed: int, number: int) -> tuple[dt.date, int]:
    """
    A day and how many times it has come before: no two clients share both.
    """
    group, place = divmod(number, YOUNGER_EVERY)
    is_younger = place == YOUNGER_EVERY - 1
    first, last = YOUNGER_BORN if is_younger else OLDER_BORN
    order = group if is_younger else number - group
    days = (last - first).days + 1
    return first + dt.timedelta((order * STRIDE + seed) % days), order // days


def _born(draw: Chance, day: dt.date) -> dt.date:
    """
    Mostly the number's own date; for a few, born when a day's numbers had run out, a day before.
    """
    return day - dt.timedelta(draw.randrange(1, 10)) if draw.random() < 0.03 else day
