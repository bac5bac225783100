"""
Commands by chance: most of them could be granted, as far as the case goes.

Whatever is drawn depends on the chance and on what is handed in, in that order: the same seed
gives the same commands on every machine.
"""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from random import Random

import attrs

from fastomsorg.care import Assessment
from fastomsorg.commands import (
    Annul,
    AppointContactPerson,
    AppointContacts,
    ChangeEnactment,
    Command,
    Correct,
    EndContact,
    MoveClient,
    PlainCommand,
    RecordDone,
    RecordStatus,
    RequestChange,
    StartEnactment,
)
from fastomsorg.history import Case
from fastomsorg.terms import (
    KEEP,
    Act,
    CaseKey,
    ChangeReason,
    Keep,
    RegistrationId,
    Role,
    Service,
    StaffId,
    Status,
)
from tests.simulation.town import ENTITLED, UNITS

ASSESSED = Assessment("Endast trygghetslarm", "Vill inte ha någon kontakt", "Susanne APO")
WISH = ChangeReason.CLIENT_WISH


@attrs.frozen
class Asking:
    """
    What commands are drawn from: a chance, the day they are given on, the case they speak of.

    *earlier* are the registrations that can be taken back.
    """

    chance: Random
    today: dt.date
    case: Case
    earlier: Sequence[RegistrationId] = ()

    @property
    def key(self) -> CaseKey:
        return self.case.key

    def command(self) -> Command:
        """
        A command, four times of five confirmed.
        """
        confirmed = self.chance.random() < 0.8
        if self.earlier and self.chance.random() < 0.15:
            return attrs.evolve(self._taking_back(), confirmed=confirmed)
        return attrs.evolve(self._plain(), confirmed=confirmed)

    def _taking_back(self) -> Annul | Correct:
        registration = self.chance.choice(self.earlier)
        if self.chance.random() < 0.6:
            return Annul(registration, "Felregistrerad")
        commands = tuple(self._plain() for _ in range(self.chance.randint(0, 2)))
        return Correct(registration, "Fel dag", commands)

    def _plain(self) -> PlainCommand:
        anything = self.chance.random() < 0.2
        drawn = self._any() if anything else self._likely()
        return drawn(self)

    def _any(self) -> Callable[["Asking"], PlainCommand]:
        return self.chance.choice(list(KINDS))

    def _likely(self) -> Callable[["Asking"], PlainCommand]:
        """
        What often comes next where the case stands.
        """
        spell = self.case.life.on(self.today)
        if spell is None:
            return Asking.start
        kinds = {kind: weights[spell.status] for kind, weights in KINDS.items()}
        (kind,) = self.chance.choices(list(kinds), list(kinds.values()))
        return kind

    # One of each kind ---------------------------------------------------------------------------

    def start(self) -> StartEnactment:
        first = self._day(-9, 2)
        last = self._day(5, 20) if self.chance.random() < 0.2 else None
        act = Act.LSS if self.chance.random() < 0.1 else Act.SOL
        enactment = f"{self.key.client}-{self.chance.randint(1, 9)}"
        return StartEnactment(self.key, enactment, first, last, act=act, services=self._services())

    def change(self) -> ChangeEnactment:
        known = [enactment.id for enactment in self.case.enactments]
        enactment = self.chance.choice([*known, None])
        if self.chance.random() < 0.3:
            return ChangeEnactment(self.key, self._day(-3, 5), enactment, services=self._services())
        last = None if self.chance.random() < 0.3 else self._day(-3, 10)
        return ChangeEnactment(self.key, last or self.today, enactment, last_day=last)

    def move(self) -> MoveClient:
        other = next(unit for unit in UNITS if unit != self.key.unit)
        return MoveClient(self.key.client, self.key.unit, other, self._day(-2, 6))

    def accept(self) -> RecordStatus:
        primary, deputy = self._somebody(), self._seat()
        return RecordStatus(
            self.key, Status.ACCEPTED, self._day(-6, 0), primary, deputy, reason=WISH
        )

    def answer(self) -> RecordStatus:
        status = self.chance.choice([Status.NOT_ASKED, Status.NO_NEED, Status.DECLINED])
        assessment = ASSESSED if status is Status.NO_NEED else None
        return RecordStatus(self.key, status, self._day(-6, 0), assessment=assessment)

    def appoint(self) -> AppointContacts:
        primary = KEEP if self.chance.random() < 0.2 else self._somebody()
        return AppointContacts(self.key, self._day(-4, 6), primary, self._seat(), WISH)

    def leave(self) -> EndContact:
        roles = self.chance.choice([{Role.PRIMARY}, {Role.DEPUTY}, {Role.PRIMARY, Role.DEPUTY}])
        left = ChangeReason.STAFF_LEFT
        return EndContact(self.key, self._day(-3, 5), frozenset(roles), left)

    def contact_person(self) -> AppointContactPerson:
        return AppointContactPerson(self.key, self._day(-3, 5), self._somebody(), self._seat())

    def wish(self) -> RequestChange:
        return RequestChange(self.key, self._day(-3, 0), "Vill byta", self._somebody())

    def done(self) -> RecordDone:
        return RecordDone(self.key, self._day(-3, 0), "welcome_talk")

    def _day(self, first: int, last: int) -> dt.date:
        """
        A day so far from today; mostly not before the stay there is.
        """
        day = self.today + dt.timedelta(days=self.chance.randint(first, last))
        spell = self.case.life.on(self.today)
        if spell is None or self.chance.random() < 0.1:
            return day
        return max(day, spell.stay.start)

    def _somebody(self) -> StaffId:
        rarely = self.chance.random() < 0.06
        return self.chance.choice(["olle", "nobody"] if rarely else ENTITLED[self.key.unit])

    def _seat(self) -> StaffId | None | Keep:
        return self.chance.choice([KEEP, None, self._somebody(), self._somebody()])

    def _services(self) -> frozenset[Service]:
        return frozenset({self.chance.choice([Service.ALARM, Service.MEALS, Service.CLEANING])})


def _weights(not_asked: int, accepted: int, otherwise: int) -> Mapping[Status, int]:
    return {
        Status.NOT_ASKED: not_asked,
        Status.ACCEPTED: accepted,
        Status.NO_NEED: otherwise,
        Status.DECLINED: otherwise,
    }


KINDS: Mapping[Callable[[Asking], PlainCommand], Mapping[Status, int]] = {
    Asking.start: _weights(1, 1, 1),
    Asking.change: _weights(1, 3, 2),
    Asking.move: _weights(1, 3, 1),
    Asking.accept: _weights(12, 3, 6),
    Asking.answer: _weights(4, 2, 2),
    Asking.appoint: _weights(0, 8, 0),
    Asking.leave: _weights(0, 3, 0),
    Asking.contact_person: _weights(2, 0, 3),
    Asking.wish: _weights(0, 1, 1),
    Asking.done: _weights(0, 1, 1),
}
"""How often each kind is drawn, by the status on the day."""
