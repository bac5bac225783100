"""
Hooks to where registrations are kept.
"""

from ._marking import hookspec
from ._storage import Storage


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
