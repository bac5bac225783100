"""
A planning in files.
"""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from fastomsorg.hooks import Standing
from fastomsorg.journal import Card, ContactsChanged
from fastomsorg.texts import Language, label, text

from ._showing import Showing


class FilePlanning:
    """
    Who is contact (*planering*, *mobil omsorg*): every change in ``changes.jsonl``, and for people
    a text for each client at each unit with the contacts there are now.
    """

    def __init__(self, folder: Path) -> None:
        self._showing = Showing(folder / "changes.jsonl", "contacts", ContactsChanged, _written)

    def changed(self, change: ContactsChanged) -> None:
        self._showing.show(change)

    def find(self, id: UUID) -> bool:
        return self._showing.find(id)

    def listed(self) -> Iterator[Standing]:
        return self._showing.listed()


def _written(change: ContactsChanged) -> str:
    case = change.case
    heading = text(Language.SV, "files.contacts", client=case.client, unit=case.unit)
    since = text(Language.SV, "files.since", on=change.on)
    cards = [f"\n{_card(card)}" for card in change.contacts]
    nobody = ["\n" + text(Language.SV, "files.nobody")]
    return "\n".join([heading, since, *(cards or nobody)]) + "\n"


def _card(card: Card) -> str:
    told = (card.name or card.staff, card.title, card.phone, card.email)
    return f"{label(Language.SV, card.role)}\n{', '.join(filter(None, told))}"
