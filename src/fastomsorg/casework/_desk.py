"""
One actor at work: every read and write is authorised, denied by default, and logged.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from uuid import UUID

import attrs

from fastomsorg.commands import Command
from fastomsorg.decisions import Verdict
from fastomsorg.terms import CaseKey, Permission, RegistrationId

from ._counting import Counting
from ._covering import Covering
from ._following import Following
from ._importing import Importer, ImportReport, TableFile, import_tables
from ._keeping import (
    AccessSample,
    Exporting,
    KeptActor,
    Permit,
    PurgeReport,
    add_actor,
    cases_of,
    kept_actors,
    purge,
    revoke,
    sample_accesses,
)
from ._looking import Questions
from ._registering import ask, submit
from ._routine import Assigning, Dues
from ._telling import acknowledge


@attrs.frozen
class Desk(Questions, Counting, Following, Exporting, Dues, Covering, Assigning):
    """
    One actor with one purpose (*skrivbord*): see `Casework.acting`.
    """

    # Commands -----------------------------------------------------------------------------------

    def submit(self, command: Command, *, request: RegistrationId | None = None) -> Verdict:
        """
        Decide the command and store what it gives (*registrera*): everything, or nothing.

        The same *request* id with the same content, from the same actor, is answered as the first
        time. Without one, the registration gets an id of its own. A receiver that cannot be told
        now is a remark; the registration stands.

        Raises `Malformed` where something is no command or no id, `NotAuthorised`,
        `RequestConflict` where the request id has other content, `StaleCase` where somebody else
        registered on the case meanwhile, `StoreError`.
        """
        return submit(self.host, self.gate, command, request)

    def ask(self, command: Command) -> Verdict:
        """
        Decide the command without storing anything (*pröva*): what would stand in the way?
        """
        return ask(self.host, self.gate, command)

    def import_tables(
        self,
        files: Sequence[TableFile],
        *,
        strict: bool = False,
        confirmed: bool = False,
        progress: Callable[[str], None] = lambda _: None,
    ) -> ImportReport:
        """
        Read tables into the store (*läs in*): all of them or, where anything is wrong, none.

        *strict* refuses history that the rules would have refused; *confirmed* accepts that new
        enactments bring earlier contacts back. Raises `NotAuthorised`, `StoreError`.
        """
        self.gate.require(Permission.ADMIN, "import")
        now = self.host.clock()
        importer = Importer(self.host, self.gate.actor, now, strict, confirmed)
        return import_tables(importer, files, progress=progress)

    def purge(self, *, on: dt.date, do: bool) -> PurgeReport:
        """
        Erase every client's record whose time has run out on the day (*gallra*); with *do* false,
        only say which.

        Erased is everything at once, or nothing. Raises `NotAuthorised`, `Malformed` for a day that
        has not been, `StaleCase` where others keep registering, `StoreError`.
        """
        return purge(self.host, self.gate, on, do=do)

    def acknowledge(self, notice: UUID, receiver: str | None = None) -> int:
        """
        Note that a parked notice was told after all (*kvittera*), since somebody has looked: it
        stands at the *receiver*, or at every one for which it is parked. At how many it was.

        It is not told there any more, and lets what stands behind it be told. Who said so is
        logged. Raises `NotAuthorised`, `UnknownId` where no such notice is parked.
        """
        return acknowledge(self.host, self.gate, notice, receiver)

    def cases_of(self, chains: Iterable[str]) -> Mapping[str, CaseKey]:
        """
        Whose hash chains they are (*vems kedjor*), for whoever looks into what `Casework.verify`
        found: those that have not been erased and that the policy lets this actor know. Logged.

        Raises `NotAuthorised`, `StoreError` for a storage without chains.
        """
        return cases_of(self.host, self.gate, chains)

    # Actors and the read log --------------------------------------------------------------------

    def actors(self) -> tuple[KeptActor, ...]:
        """
        Every actor, and what each may do (*handläggare och behörigheter*), in order of id.

        Raises `NotAuthorised`, and `StoreError` where the policy keeps no grants.
        """
        return kept_actors(self.host, self.gate)

    def add_actor(
        self,
        id: str,
        name: str = "",
        *,
        title: str | None = None,
        login: str | None = None,
        permits: Iterable[Permit] = (),
    ) -> KeptActor:
        """
        Add an actor, or change its name and, where one is given, its title; and give it permissions
        (*tilldela*). With a *login* it is bound to that system user, else to who first uses it.

        Everything or nothing. Raises as `actors`, `UnknownId` for a unit that is not there, and
        `NotAuthorised` for an actor that is bound to somebody else.
        """
        return add_actor(self.host, self.gate, id, name, title, login, permits)

    def revoke(self, actor: str, permits: Iterable[Permit] | None = None) -> KeptActor:
        """
        Take permissions back from an actor (*återkalla*), as they were given, or all of them.

        Everything or nothing. Raises as `actors`, `UnknownId` for an actor that is not there and
        what it has not been given, `NotAuthorised` where nobody would be left to administer.
        """
        return revoke(self.host, self.gate, actor, permits)

    def sample_accesses(
        self, size: int, *, seed: int, first: dt.date | None = None, last: dt.date | None = None
    ) -> AccessSample:
        """
        Draw rows of the read log to look through (*stickprov ur åtkomstloggen*), and log that.

        The same days, size and seed draw the same rows again; without a *last* day they reach
        through yesterday. Raises `NotAuthorised`, `Malformed`.
        """
        return sample_accesses(self.host, self.gate, size, seed, first, last)
