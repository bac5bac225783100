"""
The panel that plug-ins are put into: one for each `Casework`, none for all.
"""

from __future__ import annotations

import datetime as dt
import inspect
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, cast

import pluggy

from fastomsorg.care import Client, StaffMember
from fastomsorg.decisions import Reason
from fastomsorg.routine import CalendarEntry, Matching, Pair, RoutineText
from fastomsorg.statistics import Measure, Sheet
from fastomsorg.terms import PluginError, UnitId
from fastomsorg.texts import Language

from ._audit import Anchor
from ._calendars import calendar_made
from ._collecting import collected_measures, collected_routines, engine_missing
from ._eligibility import obstacles_of
from ._engines import Engine
from ._examination import VERSION_NAME, examine
from ._exports import Export, export_missing
from ._marking import PROJECT
from ._opening import nobody, opened
from ._pages import page_made
from ._people import People, Policy, Visits
from ._proposing import proposed
from ._receivers import Journal, Plan, Planning
from ._retention import reasons_to_keep
from ._specs import SPECS
from ._storage import Storage

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint


class Panel:
    """
    The plug-ins of one `Casework` (*tillägg*), asked one by one, named when they fail.

    To each URL exactly one plug-in must answer. Raises `PluginError` when none does, when several
    do, when one raises, or when what comes back is not the port that was asked for.
    """

    def __init__(self) -> None:
        self._manager = pluggy.PluginManager(PROJECT)
        for group in SPECS:
            self._manager.add_hookspecs(group)
        self._problems: list[PluginError] = []

    @classmethod
    def installed(cls, allowed: frozenset[str] | None = None) -> Panel:
        """
        The plug-ins that are installed (*installerade tillägg*), or of them only the *allowed*.

        They are known by the names of their entry points in the group ``fastomsorg``. One that
        cannot be used is left out, and told of in `problems`.
        """
        from importlib.metadata import entry_points  # noqa: PLC0415 - costs as much as the rest

        panel = cls()
        found = sorted(entry_points(group=PROJECT), key=lambda each: (each.name, each.value))
        for entry_point in found:
            if allowed is None or entry_point.name in allowed:
                panel._try(entry_point)
        names = tuple(dict.fromkeys(entry_point.name for entry_point in found))
        for name in sorted((allowed or frozenset()).difference(names)):
            panel._problems.append(PluginError("plugin_not_installed", plugin=name, got=names))
        return panel

    @classmethod
    def of(cls, *plugins: object) -> Panel:
        """
        These plug-ins and no others (*angivna tillägg*): objects, modules or classes.

        Raises `PluginError` for one that cannot be used.
        """
        panel = cls()
        for plugin in plugins:
            panel._add(panel._free_name(plugin), plugin)
        return panel

    @property
    def problems(self) -> tuple[PluginError, ...]:
        """
        What is wrong with the plug-ins that were left out (*fel*).
        """
        return tuple(self._problems)

    @property
    def names(self) -> tuple[str, ...]:
        """
        The plug-ins that are in, in the order they were put in.
        """
        return tuple(name for name, _ in self._manager.list_name_plugin())

    @property
    def hook_versions(self) -> Mapping[str, int]:
        """
        Which version of the hooks each plug-in was written for, by its name.
        """
        plugins = self._manager.list_name_plugin()
        return {name: getattr(plugin, VERSION_NAME) for name, plugin in plugins}

    def storage(self, url: str) -> Storage:
        """
        Where registrations are kept (*lagring*).
        """
        return cast(Storage, self._open("fastomsorg_open_storage", Storage, url))

    def people(self, url: str) -> People:
        """
        Who there is (*personer och enheter*).
        """
        return cast(People, self._open("fastomsorg_open_people", People, url))

    def policy(self, url: str) -> Policy:
        """
        Who may do what (*behörighet*).
        """
        return cast(Policy, self._open("fastomsorg_open_policy", Policy, url))

    def visits(self, url: str) -> Visits:
        """
        Which visits were made (*besök*).
        """
        return cast(Visits, self._open("fastomsorg_open_visits", Visits, url))

    def journals(self, url: str) -> Journal:
        """
        A journal that notes are written in (*journal*).
        """
        return cast(Journal, self._open("fastomsorg_open_journal", Journal, url))

    def plans(self, url: str) -> Plan:
        """
        The implementation plans that snapshots are shown in (*genomförandeplaner*).
        """
        return cast(Plan, self._open("fastomsorg_open_plan", Plan, url))

    def plannings(self, url: str) -> Planning:
        """
        A planning that is told of changes (*planering*).
        """
        return cast(Planning, self._open("fastomsorg_open_planning", Planning, url))

    def anchors(self, url: str) -> Anchor:
        """
        A place where checkpoints are kept (*förankring*).
        """
        return cast(Anchor, self._open("fastomsorg_open_anchor", Anchor, url))

    def engines(self, engine: str, source: str) -> Engine:
        """
        The engine that is asked for (*beräkningsmotor*), over the data at *source*.

        Raises as the others, and says what to install where nobody has such an engine.
        """
        hook = "fastomsorg_open_engine"
        found = self._found(hook, Engine, engine, source)
        if found is None:
            raise engine_missing(engine, self._problems)
        return cast(Engine, found)

    def exports(self, url: str) -> Export:
        """
        A place that everything is written out to (*export*).

        Raises as the others, and says what to install where it is known who could.
        """
        hook = "fastomsorg_open_export"
        found = self._found(hook, Export, url)
        if found is None:
            raise export_missing(url, self._problems) or self._nobody(hook, url)
        return cast(Export, found)

    def measures(self) -> tuple[Measure, ...]:
        """
        What the plug-ins can measure (*mått*), in order of name.

        Raises `PluginError` where one fails, hands over something else, or two share a name.
        """
        return collected_measures(self._manager.hook.fastomsorg_measures.get_hookimpls())

    def page(self, sheet: Sheet, language: Language) -> str:
        """
        The follow-up as a page (*webbsida*), in HTML.

        Raises `PluginError` where no plug-in makes one, or several do, and where one fails.
        """
        implementations = self._manager.hook.fastomsorg_page.get_hookimpls()
        return page_made(implementations, self._problems, sheet, language)

    def calendar(self, entries: tuple[CalendarEntry, ...], language: Language) -> str:
        """
        What is to be done as a calendar file (*kalenderfil*).

        Raises `PluginError` where no plug-in makes one, or several do, and where one fails.
        """
        implementations = self._manager.hook.fastomsorg_calendar.get_hookimpls()
        return calendar_made(implementations, self._problems, entries, language)

    def routines(self) -> tuple[RoutineText, ...]:
        """
        The routines that plug-ins bring (*rutiner*), in order of name.

        Raises `PluginError` where one fails, hands over something else, or two share a name.
        """
        return collected_routines(self._manager.hook.fastomsorg_routines.get_hookimpls())

    def kept_longer(self, client: Client) -> tuple[Reason, ...]:
        """
        Why the client's record is to be kept longer (*skäl att bevara*), as every plug-in says.

        One that fails, or was left out, is a reason to keep it.
        """
        implementations = self._manager.hook.fastomsorg_retention.get_hookimpls()
        return reasons_to_keep(implementations, self._problems, client)

    def obstacles(
        self, staff: StaffMember, client: Client | None, unit: UnitId, on: dt.date
    ) -> tuple[Reason, ...]:
        """
        What else stands in somebody's way (*ytterligare hinder*), as every plug-in says.

        One that fails, or was left out, is an obstacle.
        """
        implementations = self._manager.hook.fastomsorg_eligibility.get_hookimpls()
        return obstacles_of(implementations, self._problems, staff, client, unit, on)

    def matched(self, matching: Matching) -> tuple[Pair, ...]:
        """
        Who could be contact for whom (*förslag för en enhet*), as the only plug-in that matches
        says, in the order of *matching*.

        Raises `PluginError`, and says what to install where nobody matches.
        """
        implementations = self._manager.hook.fastomsorg_match.get_hookimpls()
        return proposed(implementations, self._problems, matching)

    def _try(self, entry_point: EntryPoint) -> None:
        try:
            self._add(entry_point.name, _made(entry_point.name, entry_point.load))
        except PluginError as problem:
            self._problems.append(problem)

    def _add(self, name: str, found: object) -> None:
        plugin = _made(name, found) if isinstance(found, type) else found
        already = dict(self._manager.list_name_plugin())
        if name in already:
            raise PluginError("plugin_name_taken", plugin=name)
        if plugin in already.values():
            raise PluginError("plugin_twice", plugin=name)
        examine(name, plugin)
        self._manager.register(plugin, name)
        self._manager.check_pending()

    def _free_name(self, plugin: object) -> str:
        name = _name_of(plugin)
        alike = sum(each.partition("#")[0] == name for each in self.names)
        return f"{name}#{alike + 1}" if alike else name

    def _open(self, hook: str, port: type, url: str) -> object:
        found = self._found(hook, port, url)
        if found is None:
            raise self._nobody(hook, url)
        return found

    def _found(self, hook: str, port: type, url: str, *more: str) -> object | None:
        implementations = getattr(self._manager.hook, hook).get_hookimpls()
        return opened(implementations, hook, port, url, *more)

    def _nobody(self, hook: str, url: str) -> PluginError:
        return nobody(hook, url, self.names, self._problems)


def _made(name: str, make: Callable[[], object]) -> object:
    try:
        return make()
    except (Exception, SystemExit) as error:
        raise PluginError("plugin_not_loaded", plugin=name, error=type(error).__name__) from error


def _name_of(plugin: object) -> str:
    if inspect.ismodule(plugin):
        return plugin.__name__
    kind = plugin if isinstance(plugin, type) else type(plugin)
    return f"{kind.__module__}.{kind.__qualname__}"
