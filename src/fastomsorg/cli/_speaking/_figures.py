"""
Exact numbers as people and programs read them.
"""

from fractions import Fraction
from typing import Any

from fastomsorg.statistics import Figure, Share
from fastomsorg.texts import Language

from ._voice import Voice

NOTHING = "–"
"""What stands where there is nothing to count."""


def number(voice: Voice, exact: Fraction | None, places: int = 2) -> str:
    """
    A number with so many decimals, half rounded up from the exact one (*avrundat tal*).
    """
    if exact is None:
        return NOTHING
    unit = 10**places
    rounded = (2 * exact * unit + 1) // 2
    whole, decimals = divmod(rounded, unit)
    mark = "," if voice.language is Language.SV else "."
    return f"{whole}{mark}{decimals:0{places}}"


def percent(share: Share | None) -> str:
    """
    A share in whole per cent (*procent*).
    """
    return NOTHING if share is None or share.percent is None else f"{share.percent} %"


def hits(share: Share | None) -> str:
    """
    A share as a number, with its per cent beside it (*antal och andel*).
    """
    return NOTHING if share is None else f"{share.hits} ({percent(share)})"


def figure(voice: Voice, value: Figure) -> str:
    """
    A figure of a measure (*mätvärde*), as what it is.
    """
    match value:
        case Share():
            return voice.text("measure.share", percent=percent(value), **_parts(value))
        case int():
            return str(value)
        case _:
            return number(voice, value)


def plain_number(exact: Fraction | int | None) -> float | int | None:
    """
    The nearest number that a program can read.
    """
    return None if exact is None else int(exact) if exact == int(exact) else float(exact)


def plain_share(share: Share | None) -> dict[str, int] | None:
    return None if share is None else _parts(share)


def plain_figure(value: Figure) -> dict[str, Any]:
    """
    A figure as a number, or as the whole numbers of a share.
    """
    if isinstance(value, Share):
        return {"value": None, "share": plain_share(value)}
    return {"value": plain_number(value), "share": None}


def _parts(share: Share) -> dict[str, int]:
    return {"hits": share.hits, "base": share.base}
