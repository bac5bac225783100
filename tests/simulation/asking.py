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
    HandOver,
    MoveClient,
    NeedChanged,
    PlainCommand,
    ProposeContact,
    RecordConsent,
    RecordDone,
    RecordStatus,
    RequestChange,
    SeenCase,
    StartEnactment,
)
from fastomsorg.history import Case
from fastomsorg.terms import (
    KEEP,
    Act,
    CaseKey,
    ChangeOf,
    ChangeReason,
    Consent,
    Keep,
    OfferForm,
    Party,
    RegistrationId,
    Role,
    Service,
    StaffId,
    Status,
)
from tests.simulation.town import ENTITLED, TALK, UNITS

ASSESSED = Assessment("Endast trygghetslarm", "Vill inte ha någon kontakt", "Susanne APO")
WISH = ChangeReason.CLIENT_WISH


@attrs.frozen
class Asking:
    """
    What commands are drawn from: a chance, the day they are given on, the case they speak of.

    *earlier* are the registrations that can be taken back, *beside* reads another client's case at
    the same unit.
    """

    chance: Random
    today: dt.date
    case: Case
    earlier: Sequence[RegistrationId] = ()
    beside: Callable[[], Case | None] = lambda: None

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
        if self._holder() and self.chance.random() < 0.06:
            return attrs.evolve(self._handing_over(), confirmed=confirmed)
        return attrs.evolve(self._plain(), confirmed=confirmed)

    def _taking_back(self) -> Annul | Correct:
        registration = self.chance.choice(self.earlier)
        if self.chance.random() < 0.6:
            return Annul(registration, "Felregistrerad")
        commands = tuple(self._plain() for _ in range(self.chance.randint(0, 2)))
        return Correct(registration, "Fel dag", commands)

    def _handing_over(self) -> HandOver:
        """
        What one person holds here, and mostly at another client's too, goes to somebody else.

        Now and then the case was seen before something else was registered.
        """
        staff = self._holder()
        cases = [self.case]
        other = self.beside()
        if other is not None and other.life.holder_on(self.today, Role.PRIMARY) == staff:
            cases.append(other)
        to, late = self._somebody(), self.chance.random() < 0.1
        commands = tuple(
            AppointContacts(each.key, self.today, to, reason=ChangeReason.STAFF_LEFT)
            for each in cases
        )
        seen = tuple(SeenCase(each.key, each.version - late) for each in cases)
        return HandOver(staff or "nobody", self.today, commands, seen)

    def _holder(self) -> StaffId | None:
        return self.case.life.holder_on(self.today, Role.PRIMARY)

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
        """
        A yes; to whoever is proposed, sometimes without a name.
        """
        proposed = self.case.proposed_on(self.today)
        unnamed = proposed is not None and self.chance.random() < 0.5
        primary = KEEP if unnamed else self._somebody()
        offered = self.chance.choice([frozenset(), frozenset({OfferForm.SPOKEN})])
        return RecordStatus(
            self.key,
            Status.ACCEPTED,
            self._day(-6, 0),
            primary,
            self._seat(),
            reason=WISH,
            offered=offered,
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
        """
        All of the talk, or some points of its checklist; now and then what is not on any.
        """
        points = self.chance.choice([(), ("keys",), ("card",), TALK, ("nothing",)])
        return RecordDone(self.key, self._day(-3, 0), "welcome_talk", items=frozenset(points))

    def propose(self) -> ProposeContact:
        nobody = self.chance.random() < 0.2
        return ProposeContact(self.key, self._day(-3, 3), None if nobody else self._somebody())

    def need(self) -> NeedChanged:
        return NeedChanged(self.key, self._day(-3, 0), self.chance.choice(list(ChangeOf)))

    def consent(self) -> RecordConsent:
        said, to = self.chance.choice(list(Consent)), self.chance.choice(list(Party))
        about = self.chance.choice(["", "welcome_talk"])
        return RecordConsent(self.key, self._day(-3, 0), to, said, about)

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
    Asking.done: _weights(1, 2, 1),
    Asking.propose: _weights(4, 0, 1),
    Asking.need: _weights(0, 1, 1),
    Asking.consent: _weights(1, 1, 1),
}
"""How often each kind is drawn, by the status on the day."""
