"""
Hooks to who there is, who may do what, which visits were made.
"""

from ._marking import hookspec
from ._people import People, Policy, Visits


class PeopleSpecs:
    """
    Who there is, who may do what, which visits were made.
    """

    @hookspec
    def fastomsorg_open_people(self, url: str) -> People | None:
        """
        Open the people (*personer och enheter*) that *url* names, or return None.

        Kind: open. Exactly one plug-in must answer.

        When: once, when a `Casework` is opened. Without a URL of its own, the storage's is asked
        for.

        Args: *url*, as the host configured it, such as ``sqlite:///fok.db``.

        Returns: a `People`, or None. One that is also an `Intake` can be filled from tables.

        If it raises: the `Casework` is not opened; the error names the plug-in.

        Example::

            @hookimpl
            def fastomsorg_open_people(url):
                return OurPeople(url) if url.startswith("ours://") else None
        """

    @hookspec
    def fastomsorg_open_policy(self, url: str) -> Policy | None:
        """
        Open the policy (*behörighet*) that *url* names, or return None if it is not yours.

        Kind: open. Exactly one plug-in must answer: with none, or with two, nobody may do anything.

        When: once, when a `Casework` is opened. Without a URL of its own, the storage's is asked
        for.

        Args: *url*, as the host configured it, such as ``ours://directory``.

        Returns: a `Policy`, or None. One that is also a `Grants` can be changed by a keeper.

        If it raises: the `Casework` is not opened; the error names the plug-in.

        Example::

            @hookimpl
            def fastomsorg_open_policy(url):
                return OurDirectory(url) if url.startswith("ours://") else None
        """

    @hookspec
    def fastomsorg_open_visits(self, url: str) -> Visits | None:
        """
        Open the visits (*besök*) that *url* names, or return None if it is not yours.

        Kind: open. Exactly one plug-in must answer to each URL; several URLs may be given.

        When: once for each URL, when a `Casework` is opened.

        Args: *url*, as the host configured it, such as ``ours://mobile``.

        Returns: a `Visits`, or None. One that is also `Countable` gives what counting takes of each
        visit as a plain tuple, for where there are too many to make objects of: the same visits.

        If it raises: the `Casework` is not opened; the error names the plug-in.

        Example::

            @hookimpl
            def fastomsorg_open_visits(url):
                return OurVisits(url) if url.startswith("ours://") else None
        """
