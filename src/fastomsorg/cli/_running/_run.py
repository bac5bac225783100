"""
One run of the command line: what it was told, and what it opens when that is needed.
"""

import datetime as dt
from collections.abc import Callable
from functools import cached_property

import attrs

from fastomsorg.casework import Casework, Desk
from fastomsorg.cli._reading import Misused, end_of
from fastomsorg.cli._speaking import Voice
from fastomsorg.hooks import Panel
from fastomsorg.terms import Instant, Purpose, day_of
from fastomsorg.texts import Language

from ._acting import actor_of
from ._addresses import checked, existing, told_as_written
from ._opening import opened
from ._surroundings import Surroundings


@attrs.define(slots=False)
class Run:
    """
    One run (*körning*), and *again* for another. The options before the command hold where those
    after it say nothing.
    """

    around: Surroundings
    voice: Voice
    again: Callable[[list[str], Surroundings], int]
    store: str | None = None
    actor: str | None = None
    purpose: Purpose | None = None
    visits: tuple[str, ...] = ()

    def told(
        self,
        *,
        store: str | None,
        act_as: str | None,
        purpose: Purpose | None,
        language: Language | None,
        as_json: bool,
    ) -> None:
        """
        Take in the shared options (*gemensamma flaggor*) as they were written.
        """
        self.store = store or self.store
        self.actor = act_as or self.actor
        self.purpose = purpose or self.purpose
        self.voice.language = language or self.voice.language
        self.voice.as_json = as_json or self.voice.as_json

    @property
    def url(self) -> str:
        """
        The store's URL (*lagringens adress*). Raises `Misused` where none was given
        that can be used.
        """
        url = self.store or self.around.environment.get("FASTOMSORG_STORE")
        if not url:
            raise Misused("no_store")
        return checked(url)

    @cached_property
    def panel(self) -> Panel:
        return self.around.panel()

    @cached_property
    def casework(self) -> Casework:
        """
        The casework on the store (*handläggning*), with the receivers that the store remembers.
        """
        with told_as_written(self.url):
            return opened(existing(self.url), self.panel, self.around.clock, visits=self.visits)

    def desk(self, purpose: Purpose = Purpose.CASE_HANDLING) -> Desk:
        """
        The desk (*skrivbord*) of whoever acts; *purpose* is what the command is usually for.
        """
        wanted = self.purpose or purpose
        actor = actor_of(self.casework, self.actor, self.around, wanted)
        return self.casework.acting(actor, wanted)

    def today(self) -> dt.date:
        return day_of(self.around.clock())

    def known(self, instant: Instant | None) -> Instant | None:
        """
        The instant (*känt då*); today stands for now, for its end has not been.
        """
        return self.around.clock() if instant == end_of(self.today()) else instant
