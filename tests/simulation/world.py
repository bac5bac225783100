"""
A world: a casework, those who work with it, what goes wrong, all of it from one seed.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from functools import partial
from random import Random
from uuid import UUID

import attrs

from fastomsorg.casework import Casework, DeliveryRules, Desk
from fastomsorg.commands import Command
from fastomsorg.decisions import Granted, Refused, Verdict
from fastomsorg.history import Case, Registration, Spell
from fastomsorg.hooks import Posting
from fastomsorg.terms import (
    CaseKey,
    FastomsorgError,
    Instant,
    PluginError,
    RegistrationId,
    StoreError,
    day_of,
)
from tests.simulation.asking import Asking
from tests.simulation.faults import Died, Faults, break_into
from tests.simulation.homes import Home
from tests.simulation.receivers import Findable, Receiver
from tests.simulation.town import CASES, MANAGER, MORNING, ROUTINE, AnyStore

RECEIVERS = ("journal", "plan", "planning")


@attrs.define
class Clock:
    """
    It stands still until somebody lets time pass; *jumps* a world can make, back and forth.
    """

    now: Instant = MORNING

    def __call__(self) -> Instant:
        return self.now

    @property
    def today(self) -> dt.date:
        return day_of(self.now)

    def let(self, **passes: float) -> None:
        self.now += dt.timedelta(**passes)


@attrs.frozen
class Stored:
    """
    One call of `append` that came to an end: the day it was on, and what it was built upon.

    *upon* is the version of each case before, *after* the one it has since.
    """

    today: dt.date
    upon: Mapping[CaseKey, int]
    after: Mapping[CaseKey, int]
    last: Mapping[CaseKey, RegistrationId]


@attrs.frozen
class Said:
    """
    What was said of a case on a day, as far as was known at an instant.
    """

    case: CaseKey
    on: dt.date
    known: Instant
    spell: Spell | None


def a_neighbour(
    read: Callable[[CaseKey], Case], key: CaseKey, cases: Iterable[CaseKey]
) -> Case | None:
    """
    Another client's case at the same unit, where there is one.
    """
    others = [each for each in cases if each.unit == key.unit and each != key]
    return read(others[0]) if others else None


@attrs.define
class World:
    """
    The casework over a store at *home*, and all that is remembered of it outside the store.

    *cases* are spoken of so often each. Whether receivers are told *inline* is left to chance,
    where nothing is said of it. *unheard* are requests whose answer nobody got: they are made
    again, with the same id. What was found *wrong* while it ran stands there; *story* says what
    was done.
    """

    seed: int
    home: Home
    careful: bool = True
    inline: bool | None = None
    cases: Mapping[CaseKey, int] = attrs.field(factory=lambda: CASES)
    clock: Clock = attrs.field(factory=Clock)
    points: Faults = attrs.field(factory=Faults)
    answers: dict[RegistrationId, tuple[Command, Granted]] = attrs.field(factory=dict)
    unheard: dict[RegistrationId, Command] = attrs.field(factory=dict)
    asked: set[RegistrationId] = attrs.field(factory=set)
    stored: list[Stored] = attrs.field(factory=list)
    said: list[Said] = attrs.field(factory=list)
    wrong: list[str] = attrs.field(factory=list)
    story: list[tuple[Instant, tuple[object, ...]]] = attrs.field(factory=list)
    chance: Random = attrs.field(init=False)
    receivers: dict[str, Receiver] = attrs.field(init=False)
    store: AnyStore = attrs.field(init=False)
    casework: Casework = attrs.field(init=False)
    desk: Desk = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self.chance = Random(self.seed)
        if self.inline is None:
            self.inline = self.chance.random() < 0.7
        self.receivers = {name: self._a_receiver(name) for name in RECEIVERS}
        self.open()

    def _a_receiver(self, name: str) -> Receiver:
        """
        Most can be asked what they have been told; some are told in the store's transaction.
        """
        kind = Findable if self.chance.random() < 0.8 else Receiver
        shares = self.chance.random() < 0.15
        return kind(name, self.points, self.clock, careful=self.careful, in_transaction=shares)

    @property
    def apart(self) -> tuple[str, ...]:
        """
        The receivers that are told when everything has been stored, never inside a transaction.
        """
        found = [each.name for each in self.receivers.values() if not each.in_transaction]
        return tuple(found) or ("nobody",)

    @property
    def storing(self) -> str:
        """
        The call that stores a registration, alone or with those who share the transaction.
        """
        return "append" if len(self.apart) == len(RECEIVERS) else "transaction"

    def open(self) -> None:
        """
        A process begins: nothing is left of what the one before it had in mind.
        """
        self.points.clear()
        self.store = self.home.open()
        setattr(self.store, "append", self._noted(self.store.append))  # noqa: B010
        setattr(self.store, "transaction", self._undoing(self.store.transaction))  # noqa: B010
        break_into(self.store, self.points)
        self.casework = Casework(
            storage=self.store,
            people=self.store,
            policy=self.store.policy,
            journal={"journal": self.receivers["journal"]},
            plan={"plan": self.receivers["plan"]},
            planning={"planning": self.receivers["planning"]},
            clock=self.clock,
            routine=lambda _unit, _on: ROUTINE,
            inline=bool(self.inline),
            delivery=DeliveryRules(at_once=None, patience=None, chance=self.chance.random),
        )
        self.desk = self.casework.acting(MANAGER)

    def tell(self, *words: object) -> None:
        self.story.append((self.clock.now, words))

    # What is asked for --------------------------------------------------------------------------

    def a_case(self) -> CaseKey:
        (key,) = self.chance.choices(list(self.cases), list(self.cases.values()))
        return key

    def a_command(self, key: CaseKey | None = None) -> Command:
        case = self.store.read(key or self.a_case())
        earlier = [registration.id for registration in case.registrations]
        beside = partial(a_neighbour, self.store.read, case.key, self.cases)
        return Asking(self.chance, self.clock.today, case, earlier, beside).command()

    def a_request(self) -> RegistrationId:
        return UUID(int=self.chance.getrandbits(128), version=4)

    def submit(self, command: Command, request: RegistrationId | None = None) -> Verdict | None:
        """
        Ask for it; None where nobody hears the answer.
        """
        request = request or self.a_request()
        self.asked.add(request)
        try:
            verdict = self.desk.submit(command, request=request)
        except Died:
            self.unheard[request] = command
            self.tell("died asking", command)
            self.open()
            return None
        except (StoreError, PluginError) as error:
            self.unheard[request] = command
            self.tell(error, "asking", command)
            return None
        except FastomsorgError as error:
            self.tell(error, "for", command)
            raise
        self._heard(request, command, verdict)
        return verdict

    def _heard(self, request: RegistrationId, command: Command, verdict: Verdict) -> None:
        self.unheard.pop(request, None)
        match verdict:
            case Granted():
                self.tell("granted", request, command)
                self.answers.setdefault(request, (command, verdict))
            case Refused():
                self.tell("refused", [reason.code for reason in verdict.reasons], command)

    def ask_again(self) -> None:
        """
        Ask once more for everything of which nobody heard.
        """
        for request, command in list(self.unheard.items()):
            self.submit(command, request)

    def deliver(self) -> None:
        """
        Let a worker deliver what is due.
        """
        try:
            report = self.casework.deliver()
        except Died:
            self.tell("died delivering")
            self.open()
        except FastomsorgError as error:
            self.tell(error, "delivering")
        else:
            self.tell(report)

    # What is looked at --------------------------------------------------------------------------

    def look(self, key: CaseKey, on: dt.date) -> None:
        """
        Remember what is said of the case on the day, as far as is known by now.
        """
        known = self.store.horizon()
        if known <= self.clock.now:
            spell = self.desk.state(key, on=on, known=known).spell
            self.said.append(Said(key, on, known, spell))

    def _noted(self, append: Callable[..., tuple[Registration, ...]]) -> Callable[..., object]:
        """
        Remember of everything that is stored what it was built upon.
        """

        def noted(postings: Sequence[Posting], *, now: Instant) -> tuple[Registration, ...]:
            registrations = append(postings, now=now)
            upon = {case.key: case.version for posting in postings for case in posting.upon}
            keys = [key for posting in postings for key, _ in posting.draft.entries]
            after = {key: version + keys.count(key) for key, version in upon.items()}
            last = {key: each.draft.id for each in postings for key, _ in each.draft.entries}
            self.stored.append(Stored(day_of(now), upon, after, last))
            return registrations

        return noted

    def _undoing(
        self, transaction: Callable[[], AbstractContextManager[None]]
    ) -> Callable[[], AbstractContextManager[None]]:
        """
        Forget what was stored and told in a transaction that is undone.
        """

        @contextmanager
        def undoing() -> Iterator[None]:
            self.points.pass_by("before transaction")
            stored = len(self.stored)
            try:
                with ExitStack() as stack:
                    for receiver in self.receivers.values():
                        stack.enter_context(receiver.transaction())
                    with transaction():
                        yield
            except BaseException:
                del self.stored[stored:]
                raise
            self.points.pass_by("after transaction")

        return undoing
