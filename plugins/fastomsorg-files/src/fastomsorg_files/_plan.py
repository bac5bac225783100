"""
Implementation plans in files.
"""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from fastomsorg.hooks import Standing
from fastomsorg.journal import PlanSnapshot
from fastomsorg.texts import Language, text

from ._showing import Showing


class FilePlan:
    """
    Implementation plans (*genomförandeplaner*): every snapshot in ``snapshots.jsonl``, and for
    people a text for each client at each unit with what the plan shows now.
    """

    def __init__(self, folder: Path) -> None:
        self._showing = Showing(folder / "snapshots.jsonl", "plans", PlanSnapshot, _written)

    def show(self, snapshot: PlanSnapshot) -> None:
        self._showing.show(snapshot)

    def find(self, id: UUID) -> bool:
        return self._showing.find(id)

    def listed(self) -> Iterator[Standing]:
        return self._showing.listed()


def _written(snapshot: PlanSnapshot) -> str:
    case = snapshot.case
    heading = text(Language.SV, "files.plan", client=case.client, unit=case.unit)
    since = text(Language.SV, "files.since", on=snapshot.on)
    lines = [f"\n{label}\n{line}" for label, line in snapshot.lines]
    nobody = ["\n" + text(Language.SV, "files.nobody")]
    return "\n".join([heading, since, *(lines or nobody)]) + "\n"
