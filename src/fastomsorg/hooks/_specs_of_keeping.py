"""
Hooks to what is kept longer, and to where checkpoints are kept.
"""

from collections.abc import Sequence

from fastomsorg.care import Client
from fastomsorg.decisions import KeepLonger

from ._audit import Anchor
from ._marking import hookspec


class KeepingSpecs:
    """
    What is kept, and for how long.
    """

    @hookspec
    def fastomsorg_retention(self, client: Client) -> Sequence[KeepLonger] | None:
        """
        Say why the record of *client* is to be kept longer than the law's time (*bevara*).

        Kind: collect. Every plug-in may have reasons; one is enough to keep the record.

        When: at a purge (*gallring*), once for each client whose time has run out. The research
        sample is looked at by the library itself.

        Args: *client*, as the people's register has them now.

        Returns: the reasons, each with its section, or None.

        If it raises: the record is kept; the report names the plug-in.

        Example::

            @hookimpl
            def fastomsorg_retention(client):
                if client.id in our_open_disputes():
                    return [KeepLonger("Tvist pågår", (Citation("OSL (2009:400)", "5 kap. 1 §"),))]
        """


class AuditSpecs:
    """
    Who keeps what shows that nobody has been at the store.
    """

    @hookspec
    def fastomsorg_open_anchor(self, url: str) -> Anchor | None:
        """
        Open the anchor (*förankring*) that *url* names, or return None if it is not yours.

        Kind: open. Exactly one plug-in must answer to each URL; every anchor gets each checkpoint.

        When: once for each URL, when a `Casework` is opened, or checkpoints are read from it.

        Args: *url*, as the host configured it, such as ``files:///audit``.

        Returns: an `Anchor`, or None.

        If it raises: `Casework.problems` names plug-in and cause; a checkpoint that could not be
        kept is a fault to whoever makes it.

        Example::

            @hookimpl
            def fastomsorg_open_anchor(url):
                return OurNotary(url) if url.startswith("ours://") else None
        """
