"""
Numbers that people are known by. None of them is ever quoted in an error or a `repr`.
"""

from __future__ import annotations

import datetime as dt
import re
from enum import StrEnum

import attrs
from personnummer.personnummer import valid

from ._errors import Malformed
from ._period import age_on

OLDEST = 120
"""The age in years above which a number is taken to be mistyped."""

_EXPECTED = ("YYYYMMDDNNNC", "YYYYMMDD-NNNC", "YYMMDD-NNNC", "YYMMDD+NNNC", "YYYYMMDDTFnn")
_TAIL = r"(?P<tail>[0-9]{4}|TF[0-9]{2}|T[0-9]{3})"
_LONG = re.compile(rf"(?P<year>[0-9]{{4}})(?P<month>[0-9]{{2}})(?P<day>[0-9]{{2}})-?{_TAIL}")
_SHORT = re.compile(
    rf"(?P<year>[0-9]{{2}})(?P<month>[0-9]{{2}})(?P<day>[0-9]{{2}})(?P<sign>[-+]){_TAIL}"
)
_BARE = re.compile(rf"[0-9]{{6}}{_TAIL}")
_HSA_ID = re.compile(r"SE[0-9]{10}-[0-9A-Z]+")


class NumberKind(StrEnum):
    """
    Which number it is (*personnummer*, *samordningsnummer*, *TF-nummer*).
    """

    PERSONAL = "personal"
    COORDINATION = "coordination"
    TEMPORARY = "temporary"


@attrs.frozen
class IdentityNumber:
    """
    A personal number, or what stands in for one (*personnummer*), in twelve characters.

    *date* is the number's own date, not the date of birth: when a day's numbers had run out, one
    of a nearby day was given. Nothing is read off the number about sex.
    """

    canonical: str = attrs.field(repr=False)
    date: dt.date = attrs.field(repr=False, eq=False)
    kind: NumberKind = attrs.field(eq=False)

    @classmethod
    def parse(cls, text: str, *, today: dt.date) -> IdentityNumber:
        """
        Read a number as people write it: with or without the century, with "-" or "+".

        Two-digit years are resolved against *today*: "-" for those who have not yet reached the
        year of their hundredth birthday, "+" for those who have. Ten digits without a sign are
        refused, for a century cannot be guessed. Raises `Malformed`.
        """
        written = text.strip().upper()
        if found := _LONG.fullmatch(written):
            year = int(found["year"])
        elif found := _SHORT.fullmatch(written):
            year = _with_century(int(found["year"]), found["sign"], today)
        else:
            bare = _BARE.fullmatch(written)
            code = "identity_number_without_century" if bare else "identity_number_malformed"
            raise Malformed(code, expected=_EXPECTED)

        return cls._checked(year, found["month"], found["day"], found["tail"], today)

    @classmethod
    def _checked(cls, year: int, month: str, day: str, tail: str, today: dt.date) -> IdentityNumber:
        kind = _kind(day, tail)
        date = _date(year, int(month), int(day) - 60 * (kind is NumberKind.COORDINATION))
        if date > today:
            raise Malformed("identity_number_in_future", latest=today)
        if age_on(today, born=date) > OLDEST:
            raise Malformed("identity_number_too_old", oldest=OLDEST)

        canonical = f"{year:04}{month}{day}{tail}"
        if kind is not NumberKind.TEMPORARY:
            if tail.startswith("000"):
                raise Malformed("identity_number_serial_zero", expected="001–999")
            if not valid(canonical):
                raise Malformed("identity_number_check_digit", expected="YYMMDDNNNC, C = Luhn")
        return cls(canonical, date, kind)


def _with_century(year: int, sign: str, today: dt.date) -> int:
    newest = today.year if sign == "-" else today.year - 100
    return newest - (newest - year) % 100


def _kind(day: str, tail: str) -> NumberKind:
    if tail.startswith("T"):
        return NumberKind.TEMPORARY
    return NumberKind.COORDINATION if int(day) > 60 else NumberKind.PERSONAL


def _date(year: int, month: int, day: int) -> dt.date:
    try:
        date = dt.date(year, month, day)
    except ValueError:
        date = None
    if date is None:
        raise Malformed("identity_number_no_such_day", expected="YYYYMMDD")
    return date


def hsa_id(text: str) -> str:
    """
    Read the id of somebody who works in care (*HSA-id*): `SE`, ten digits, `-`, letters or digits.

    Raises `Malformed`.
    """
    written = text.strip().upper()
    if _HSA_ID.fullmatch(written) is None:
        raise Malformed("hsa_id_malformed", expected="SE0123456789-ABCD")
    return written
