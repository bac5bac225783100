"""
How the command line speaks: in one language, to people or programs, with names and figures.
"""

from ._figures import (
    NOTHING,
    figure,
    hits,
    number,
    percent,
    plain_figure,
    plain_number,
    plain_share,
)
from ._import_told import is_malformed, tell_errors, tell_stored
from ._naming import Names, client_name
from ._owner_file import write_for_owner
from ._readable import readable
from ._reasons import plain_reason, show_reasons
from ._routine_faults import fault_line, plain_fault, show_faults
from ._voice import Voice, plain

__all__ = [
    "NOTHING",
    "Names",
    "Voice",
    "client_name",
    "fault_line",
    "figure",
    "hits",
    "is_malformed",
    "number",
    "percent",
    "plain",
    "plain_fault",
    "plain_figure",
    "plain_number",
    "plain_reason",
    "plain_share",
    "readable",
    "show_faults",
    "show_reasons",
    "tell_errors",
    "tell_stored",
    "write_for_owner",
]
