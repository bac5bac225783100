"""
Numbers as people write them, in each language.
"""

from fractions import Fraction

from ._catalogue import Language

THIN = "\N{NO-BREAK SPACE}"
"""What keeps a number together on one line."""


def number(language: Language, value: int | Fraction, *, decimals: int = 0) -> str:
    """
    The number (*tal*) with so many decimals, half rounded up: *5 512,50* or *5,512.50*.
    """
    scaled = abs(Fraction(value)) * 10**decimals
    digits = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    whole, rest = divmod(digits, 10**decimals)
    swedish = language is Language.SV
    grouped = f"{whole:,}".replace(",", THIN) if swedish else f"{whole:,}"
    fraction = f"{',' if swedish else '.'}{rest:0{decimals}}" if decimals else ""
    return f"{'−' if value < 0 and digits else ''}{grouped}{fraction}"


def per_cent(language: Language, hits: int, base: int) -> str:
    """
    So many of so many in whole per cent (*procent*), half rounded up: *38 %* or *38%*.
    """
    shown = number(language, Fraction(100 * hits, base))
    return f"{shown}{THIN}%" if language is Language.SV else f"{shown}%"
