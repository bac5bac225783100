"""
Hooks to those who are told.
"""

from ._marking import hookspec
from ._receivers import Journal, Plan, Planning


class ReceiverSpecs:
    """
    Who is told when something was registered.
    """

    @hookspec
    def fastomsorg_open_journal(self, url: str) -> Journal | None:
        """
        Open the journal (*social dokumentation*) that *url* names, or return None.

        Kind: open. Exactly one plug-in must answer to each URL; every journal gets each note, at
        least once.

        When: once for each URL, when a `Casework` is opened.

        Args: *url*, as the host configured it, such as ``files:///notes``.

        Returns: a `Journal`, or None.

        If it raises: what it is to be told waits; `Casework.problems` names plug-in and cause.

        Example::

            @hookimpl
            def fastomsorg_open_journal(url):
                return OurJournal(url) if url.startswith("ours://") else None
        """

    @hookspec
    def fastomsorg_open_plan(self, url: str) -> Plan | None:
        """
        Open the implementation plans (*genomförandeplaner*) that *url* names, or return None.

        Kind: open. Exactly one plug-in must answer to each URL; every one of them gets each
        snapshot, at least once, when its day has come.

        When: once for each URL, when a `Casework` is opened.

        Args: *url*, as the host configured it, such as ``files:///plans``.

        Returns: a `Plan`, or None.

        If it raises: what it is to be told waits; `Casework.problems` names plug-in and cause.

        Example::

            @hookimpl
            def fastomsorg_open_plan(url):
                return OurPlans(url) if url.startswith("ours://") else None
        """

    @hookspec
    def fastomsorg_open_planning(self, url: str) -> Planning | None:
        """
        Open the planning or mobile (*planering*, *mobil omsorg*) that *url* names, or return None.

        Kind: open. Exactly one plug-in must answer to each URL; every one of them gets each
        change, at least once, when its day has come.

        When: once for each URL, when a `Casework` is opened.

        Args: *url*, as the host configured it, such as ``ours://mobile``.

        Returns: a `Planning`, or None.

        If it raises: what it is to be told waits; `Casework.problems` names plug-in and cause.

        Example::

            @hookimpl
            def fastomsorg_open_planning(url):
                return OurPlanning(url) if url.startswith("ours://") else None
        """
