"""
The hooks: how a plug-in introduces what it offers, grouped by subject.

Every *open* hook gets a URL from the host's configuration and answers with an object that
satisfies the port, or with None for "not mine". A *collect* hook hands over data, from everybody
who has some.
"""

import datetime as dt
from collections.abc import Sequence

import pluggy

from fastomsorg.care import Client, StaffMember
from fastomsorg.decisions import KeepLonger, LocalObstacle
from fastomsorg.routine import CalendarEntry, Matching, Pair, RoutineText
from fastomsorg.statistics import Measure, Sheet
from fastomsorg.terms import UnitId
from fastomsorg.texts import Language

from ._audit import Anchor
from ._engines import Engine
from ._exports import Export
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

        Returns: a `Visits`, or None.

        If it raises: the `Casework` is not opened; the error names the plug-in.

        Example::

            @hookimpl
            def fastomsorg_open_visits(url):
                return OurVisits(url) if url.startswith("ours://") else None
        """


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


class StatisticsSpecs:
    """
    What is measured, and where it is calculated.
    """

    @hookspec
    def fastomsorg_open_engine(self, engine: str, source: str) -> Engine | None:
        """
        Open the engine (*beräkningsmotor*) over the data at *source*, or return None.

        Kind: open. Exactly one plug-in must answer to an engine that is asked for.

        When: when statistics are asked for on an engine other than ``python``.

        Args: *engine*, as it was asked for, such as ``duckdb`` or ``spark://cluster:7077``;
        *source*, the URL where the data lie, such as ``parquet:///srv/columns``.

        Returns: an `Engine`, or None.

        If it raises: there is no report; the error names the plug-in.

        Example::

            @hookimpl
            def fastomsorg_open_engine(engine, source):
                return OurEngine(source) if engine == "ours" else None
        """

    @hookspec
    def fastomsorg_open_export(self, url: str) -> Export | None:
        """
        Open the place that everything is written out to (*export*), or return None.

        Kind: open. Exactly one plug-in must answer to each URL.

        When: when a store is exported.

        Args: *url*, as it was asked for, such as ``parquet:///srv/columns``.

        Returns: an `Export`, or None.

        If it raises: nothing is exported; the error names the plug-in.

        Example::

            @hookimpl
            def fastomsorg_open_export(url):
                return OurTables(url) if url.startswith("ours://") else None
        """

    @hookspec
    def fastomsorg_measures(self) -> Sequence[Measure] | None:
        """
        Hand over measures (*mått*), each a definition with a name and a version of its own.

        Kind: collect. Every plug-in may have some; two of the same name are an error.

        When: each time measures are listed, or one is asked for.

        Args: none.

        Returns: the measures, or None.

        If it raises: nothing is measured; the error names the plug-in.

        Example::

            @hookimpl
            def fastomsorg_measures():
                return [Measure("our-evenings/1", OUR_TITLE, OUR_DEFINITION, OUR_SOURCE, evenings)]
        """


class RoutineSpecs:
    """
    Routines that come along with a plug-in.
    """

    @hookspec
    def fastomsorg_routines(self) -> Sequence[RoutineText] | None:
        """
        Hand over routines (*rutiner*), as the TOML they are written in.

        Kind: collect. Every plug-in may bring some; two of the same name are an error.

        When: each time routines are listed, looked for by name, or built on.

        Args: none.

        Returns: the routines, or None. None of them holds anywhere until it is assigned.

        If it raises: no routine can be looked for; the error names the plug-in.

        Example::

            @hookimpl
            def fastomsorg_routines():
                return [RoutineText("ours.toml", resources.read_text(ours, "ours.toml"))]
        """


class CoverageSpecs:
    """
    Who can be contact here, and for whom.
    """

    @hookspec
    def fastomsorg_eligibility(
        self, staff: StaffMember, client: Client | None, unit: UnitId, on: dt.date
    ) -> Sequence[LocalObstacle] | None:
        """
        Say what else stands in the way of *staff* being contact (*ytterligare hinder*).

        Kind: collect. Every plug-in may have obstacles; none can take away what the law, the
        routine or another plug-in says.

        When: whenever somebody is to be put in a seat, and when those who could be are listed.

        Args: *staff*, as on the day; *client*, or None where the question is about nobody in
        particular; *unit*, its id; *on*, the day it is about.

        Returns: the obstacles, or None.

        If it raises: that is an obstacle itself, which names the plug-in: nobody gets in.

        Example::

            @hookimpl
            def fastomsorg_eligibility(staff, client, unit, on):
                if client is not None and client.id in our_relatives_of(staff.id):
                    return [LocalObstacle("Närstående till brukaren")]
        """

    @hookspec
    def fastomsorg_match(self, matching: Matching) -> Sequence[Pair] | None:
        """
        Propose who could be contact for whom (*förslag för en enhet*), as well as can be.

        Kind: open. Exactly one plug-in must answer.

        When: when a proposal for a unit is asked for. Nothing is registered by it.

        Args: *matching*, everybody who lacks somebody, who is possible for each, at what cost, and
        how many each has room for.

        Returns: a `Pair` for each client who gets somebody, or None.

        If it raises: there is no proposal; the error names the plug-in. So it does where a pair is
        not among what is possible.

        Example::

            @hookimpl
            def fastomsorg_match(matching):
                return our_solver(matching)
        """


class PageSpecs:
    """
    How a report is shown to people.
    """

    @hookspec
    def fastomsorg_page(self, sheet: Sheet, language: Language) -> str | None:
        """
        Make a page (*webbsida*) of the follow-up, in HTML, or return None.

        Kind: make. Exactly one plug-in must answer.

        When: when a page of a follow-up is asked for.

        Args: *sheet*, the follow-up in tables, in which what may not be shown is hidden already;
        *language*, the one that the page is in.

        Returns: the whole page, with everything that it shows inside it, or None.

        If it raises: there is no page; the error names the plug-in.

        Example::

            @hookimpl
            def fastomsorg_page(sheet, language):
                return our_template(language).render(sections=sheet.sections)
        """


class CalendarSpecs:
    """
    How what is to be done gets into people's calendars.
    """

    @hookspec
    def fastomsorg_calendar(
        self, entries: tuple[CalendarEntry, ...], language: Language
    ) -> str | None:
        """
        Make a calendar file (*kalenderfil*) of what is to be done, or return None.

        Kind: make. Exactly one plug-in must answer.

        When: when what is due is asked for as a calendar.

        Args: *entries*, the days, in which nobody is named; *language*, the one that they are in.

        Returns: the whole file, where an entry that has been there before takes the place of the
        earlier one, or None.

        If it raises: there is no file; the error names the plug-in.

        Example::

            @hookimpl
            def fastomsorg_calendar(entries, language):
                return our_calendar(language, entries).serialize()
        """


SPECS = (
    StorageSpecs,
    PeopleSpecs,
    ReceiverSpecs,
    KeepingSpecs,
    AuditSpecs,
    StatisticsSpecs,
    RoutineSpecs,
    CoverageSpecs,
    PageSpecs,
    CalendarSpecs,
)
"""Every group of hooks there is."""
