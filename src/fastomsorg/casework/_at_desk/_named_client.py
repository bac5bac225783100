"""
A client as the asker may see them, in whatever is answered.
"""

import attrs

from fastomsorg.care import Client
from fastomsorg.terms import ClientId


@attrs.frozen
class NamedClient:
    """
    A client as the asker may see them (*brukare*): without name and numbers where *protected*,
    unless the asker may see those.
    """

    id: ClientId
    protected: bool
    name: str | None = attrs.field(default=None, repr=False)
    personal_number: str | None = attrs.field(default=None, repr=False)
    customer_number: str | None = attrs.field(default=None, repr=False)

    @classmethod
    def of(cls, id: ClientId, client: Client | None, *, unmasked: bool) -> "NamedClient":
        if client is None or (client.protected and not unmasked):
            return cls(id, protected=True)
        numbers = (client.personal_number, client.customer_number)
        return cls(id, client.protected, client.name, *numbers)
