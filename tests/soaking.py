"""
How long the tests that count go on: a short form for every change, a long one for the night.
"""

import os

SOAKING = os.environ.get("FASTOMSORG_SOAK") == "1"
"""Is it the long form? ``nox -s soak`` says so."""


def scaled(short: int, long: int) -> int:
    """
    How many times: *short* for every change, *long* when soaking.
    """
    return long if SOAKING else short
