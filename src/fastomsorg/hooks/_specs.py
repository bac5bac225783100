"""
The hooks: how a plug-in introduces what it offers, grouped by subject.

Every *open* hook gets a URL from the host's configuration and answers with an object that
satisfies the port, or with None for "not mine".
"""

import pluggy

from ._people import People, Policy, Visits
from ._receivers import Journal, Plan, Planning
from ._storage import Storage

PROJECT = "fastomsorg"
HOOK_VERSION = 1
"""The version of these hooks. A plug-in states the one it was written for."""

hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


class StorageSpecs:
    """
    Where registrations are kept.
    """

    @hookspec
    def fastomsorg_open_storage(self, url: str) -> Storage | None:
        """
        Open the storage (*lagring*) that *url* names, or return None if it is not yours.

        Kind: open. Exactly one plug-in must answer.

        When: once, when a `Casework` is opened.

        Args: *url*, as the host configured it, such as ``sqlite:///fok.db``.

        Returns: a `Storage`, or None.

        If it raises: the `Casework` is not opened; the error names the plug-in.

        Example::

            @hookimpl
            def fastomsorg_open_storage(url):
                return OurStorage(url) if url.startswith("ours://") else None
        """
