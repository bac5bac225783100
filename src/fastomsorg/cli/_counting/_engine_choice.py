"""
Where statistics are calculated: as asked for, else by size and place, and told either way.
"""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from pathlib import Path
from urllib.request import url2pathname

import attrs

from fastomsorg.casework import RememberedExport, remembered_export
from fastomsorg.cli._keeping import url_of
from fastomsorg.cli._reading import Misused
from fastomsorg.cli._running import Run, existing
from fastomsorg.cli._speaking import Voice
from fastomsorg.hooks import Engine
from fastomsorg.terms import Fact, Malformed, Period, PluginError

PYTHON, DUCKDB, POSTGRESQL = "python", "duckdb", "postgresql"
OWN_COLUMNS = "FASTOMSORG_COLUMNS"
"""The variable that names an export."""

MANY = 1_000_000
"""From how many visits columns are chosen before loops in Python."""

VISITS_A_DAY = 2
"""How many visits a client is taken to have a day, where nobody has counted them."""


@attrs.frozen
class Choice:
    """
    The engine that counts (*beräkningsmotor*), None for Python; *why* is a key of ``cli.engine``.
    """

    engine: Engine | None
    why: str
    facts: dict[str, Fact] = attrs.field(factory=dict)

    @property
    def name(self) -> str:
        return PYTHON if self.engine is None else self.engine.name

    def tell(self, voice: Voice, used: str | None = None) -> None:
        """
        Tell people what counted, and why it was chosen; or that another was *used*, which can.
        """
        if used not in (None, self.name):
            voice.say("engine.other", engine=used, chosen=self.name)
            return
        voice.say(f"engine.{self.why}", engine=self.name, **self.facts)


def chosen(
    run: Run,
    wanted: str | None,
    columns: Path | None,
    *,
    period: Period | None,
    here: str | None = None,
) -> Choice:
    """
    The engine that was asked for (*val av motor*), else the one for as many visits and their place.

    *here* says why it is for Python where nobody asks for another: ``few`` or ``known``. Raises
    `Misused` where an engine has nothing to read, `PluginError` where it is not installed.
    """
    run.voice.beside["columns"] = None
    if run.visits:
        return _on_given_visits(wanted, columns)
    if wanted is not None:
        return _asked_for(run, wanted, columns, period)
    given = _given(run, columns)
    if given and not here:
        engine = run.panel.engines(DUCKDB, url_of(given))
        _tell_age(run, given, period)
        return Choice(engine, "columns", {"folder": str(given)})
    if here:
        return Choice(None, here)
    return _by_size_and_place(run, period)


def _on_given_visits(wanted: str | None, columns: Path | None) -> Choice:
    """
    Visits that were named are counted where they are read: an engine would count others.
    """
    others = f"--columns {columns}" if columns else f"--engine {wanted}"
    if columns or wanted not in (None, PYTHON):
        raise Misused("engine_on_given_visits", got=others)
    return Choice(None, "visits")


def _asked_for(run: Run, wanted: str, columns: Path | None, period: Period | None) -> Choice:
    if wanted == PYTHON:
        return Choice(None, "asked")
    if wanted.partition(":")[0] == POSTGRESQL:
        if not run.url.startswith(POSTGRESQL):
            raise Misused("engine_needs_postgresql", got=run.url.partition(":")[0])
        if _visits_lie_elsewhere(run, period):
            raise Misused("engine_without_visits", got=wanted)
        return Choice(run.panel.engines(wanted, existing(run.url)), "asked")
    given = _given(run, columns)
    if given is None:
        return Choice(run.panel.engines(wanted, _remembered(run, wanted, period).url), "asked")
    engine = run.panel.engines(wanted, url_of(given))
    _tell_age(run, given, period)
    return Choice(engine, "asked")


def _tell_age(run: Run, given: Path, period: Period | None) -> None:
    """
    Tell of an export that was named whether the store holds more by now; *fresh* is None where the
    store does not remember it, or does not see all that is counted change.
    """
    storage = run.casework.host.storage
    known = remembered_export(storage)
    if known is not None and known.url != url_of(given):
        known = None
    made = None if known is None else known.made
    fresh = None if known is None else known.is_fresh(storage)
    if fresh and _visits_lie_elsewhere(run, period):
        fresh = None
    run.voice.beside["columns"] = {
        "folder": str(given),
        "made": made and made.isoformat(),
        "fresh": fresh,
    }
    if fresh is False and made is not None:
        text = run.voice.text("engine.older", folder=given, made=made)
        run.voice.complain(text, style="yellow")
    elif fresh is None:
        run.voice.complain(run.voice.text("engine.age_unknown", folder=given), style="yellow")


def _visits_lie_elsewhere(run: Run, period: Period | None) -> bool:
    """
    Are there visits to be counted that are not in the store, which does not see them change?
    """
    host = run.casework.host
    store: object = host.storage
    return period is not None and any(port is not store for port in host.visits)


def _remembered(run: Run, wanted: str, period: Period | None) -> RememberedExport:
    """
    The store's own export; one that something was registered after would count what was.
    """
    storage = run.casework.host.storage
    known = remembered_export(storage)
    if known is None or _visits_lie_elsewhere(run, period):
        _refuse_one_that_is_not_there(run, wanted)
        raise Misused("engine_needs_columns", got=wanted)
    if not known.is_fresh(storage):
        raise Misused("columns_outdated", folder=_folder_of(known), made=known.made)
    return known


def _refuse_one_that_is_not_there(run: Run, wanted: str) -> None:
    """
    An export is not asked for where there is no engine for it: `PluginError` says what to install.
    """
    with suppress(Malformed):
        run.panel.engines(wanted, "")


def _given(run: Run, columns: Path | None) -> Path | None:
    named = run.around.environment.get(OWN_COLUMNS)
    return columns or (Path(named) if named else None)


def _by_size_and_place(run: Run, period: Period | None) -> Choice:
    """
    A fresh export with many visits, else the database where they lie, else a loop.
    """
    if _visits_lie_elsewhere(run, period):
        return Choice(None, "small")
    storage = run.casework.host.storage
    known = remembered_export(storage)
    if known is not None and known.visits > MANY and known.is_fresh(storage):
        engine = _installed(run, DUCKDB, known.url)
        if engine is not None:
            facts = {"folder": _folder_of(known), "visits": known.visits}
            return Choice(engine, "fresh_export", facts)
    if run.url.startswith(POSTGRESQL) and period is not None:
        about = sum(1 for _ in storage.cases()) * _days(period) * VISITS_A_DAY
        engine = _installed(run, POSTGRESQL, existing(run.url)) if about > MANY else None
        if engine is not None:
            return Choice(engine, "many", {"visits": about})
    return Choice(None, "small")


def _installed(run: Run, engine: str, source: str) -> Engine | None:
    """
    The engine, if it is there: what nobody asked for by name is not missed.
    """
    try:
        return run.panel.engines(engine, source)
    except PluginError:
        return None


def _days(period: Period) -> int:
    return (period.end_or_forever - period.start) // dt.timedelta(1)


def _folder_of(known: RememberedExport) -> str:
    return url2pathname(known.url.partition(":")[2].removeprefix("//"))
