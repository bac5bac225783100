"""
Reasons and remarks, told with where the law says so.
"""

from collections.abc import Iterable
from typing import Any

from fastomsorg.decisions import Reason

from ._naming import Names
from ._voice import Voice


def plain_reason(reason: Reason, names: Names) -> dict[str, Any]:
    """
    A reason (*skäl*) as the contract has it.
    """
    return {
        "code": reason.code,
        "severity": reason.severity.value,
        "text": names.reason(reason),
        "basis": [str(citation) for citation in reason.basis],
    }


def show_reasons(voice: Voice, reasons: Iterable[Reason], names: Names) -> None:
    """
    Each reason to people, obstacles marked, and below it its basis.
    """
    for reason in reasons:
        voice.item(names.reason(reason), "red" if reason.blocks else "yellow")
        if reason.basis:
            voice.item(voice.text("basis", citations=reason.basis), "dim", level=1)
