"""
What is asked for in a story: one class for each word that a step can begin with.
"""

import datetime as dt
from collections.abc import Mapping
from typing import TypeAlias

import attrs

from fastomsorg.care import Assessment
from fastomsorg.commands import (
    Annul,
    AppointContactPerson,
    AppointContacts,
    ChangeEnactment,
    Correct,
    EndContact,
    MoveClient,
    NeedChanged,
    ProposeContact,
    RecordConsent,
    RecordDone,
    RecordStatus,
    RequestChange,
    StartEnactment,
)
from fastomsorg.terms import (
    KEEP,
    Act,
    CaseKey,
    ChangeOf,
    ChangeReason,
    Consent,
    Keep,
    Party,
    RegistrationId,
    Role,
    Service,
    Setting,
    StaffId,
    Status,
)

NOBODY = "nobody"
EVERYTHING = "everything"

Labels: TypeAlias = Mapping[str, RegistrationId]
"""What was registered under each label."""


@attrs.frozen(kw_only=True)
class Step:
    """
    Something asked for: of which client, at which unit, and when it is asked.

    In what is given beforehand, *label* is what a later step calls it by, and *confirmed* says
    that the days shown were accepted.
    """

    client: str = "agda"
    unit: str = "A"
    day: dt.date | None = None
    label: str | None = None
    confirmed: bool = False

    @property
    def case(self) -> CaseKey:
        return CaseKey(self.client, self.unit)


@attrs.frozen(kw_only=True)
class Start(Step):
    start: str
    on: dt.date
    last_day: dt.date | None = None
    setting: Setting = Setting.HOME_CARE
    act: Act = Act.SOL
    services: frozenset[Service] = frozenset({Service.PERSONAL_CARE})
    ordered_on: dt.date | None = None

    def command(self, _: Labels) -> StartEnactment:
        return StartEnactment(
            self.case,
            self.start,
            self.on,
            self.last_day,
            self.setting,
            self.act,
            self.services,
            ordered_on=self.ordered_on,
            confirmed=self.confirmed,
        )


@attrs.frozen(kw_only=True)
class Services(Step):
    services: frozenset[Service]
    of: str
    on: dt.date

    def command(self, _: Labels) -> ChangeEnactment:
        return ChangeEnactment(
            self.case, self.on, self.of, services=self.services, confirmed=self.confirmed
        )


@attrs.frozen(kw_only=True)
class End(Step):
    end: str
    last_day: dt.date

    def command(self, _: Labels) -> ChangeEnactment:
        enactment = None if self.end == EVERYTHING else self.end
        return ChangeEnactment(
            self.case, self.last_day, enactment, last_day=self.last_day, confirmed=self.confirmed
        )


@attrs.frozen(kw_only=True)
class WithdrawEnd(Step):
    withdraw_end: str
    on: dt.date

    def command(self, _: Labels) -> ChangeEnactment:
        return ChangeEnactment(
            self.case, self.on, self.withdraw_end, last_day=None, confirmed=self.confirmed
        )


@attrs.frozen(kw_only=True)
class Move(Step):
    """
    From *unit* to the unit that *move* names.
    """

    move: str
    on: dt.date

    def command(self, _: Labels) -> MoveClient:
        return MoveClient(self.client, self.unit, self.move, self.on, self.confirmed)


@attrs.frozen(kw_only=True)
class Answer(Step):
    status: Status
    on: dt.date
    primary: str | None = None
    deputy: str | None = None
    reason: ChangeReason | None = None
    text: str = ""
    assessment: Assessment | None = None

    def command(self, _: Labels) -> RecordStatus:
        return RecordStatus(
            self.case,
            self.status,
            self.on,
            _seat(self.primary),
            _seat(self.deputy),
            self.assessment,
            self.reason,
            self.text,
            self.confirmed,
        )


@attrs.frozen(kw_only=True)
class Seats:
    primary: str | None = None
    deputy: str | None = None


@attrs.frozen(kw_only=True)
class Appoint(Step):
    appoint: Seats
    on: dt.date
    reason: ChangeReason | None = None
    text: str = ""

    def command(self, _: Labels) -> AppointContacts:
        return AppointContacts(
            self.case,
            self.on,
            self.appoint.primary or KEEP,
            _seat(self.appoint.deputy),
            self.reason,
            self.text,
            self.confirmed,
        )


@attrs.frozen(kw_only=True)
class Leave(Step):
    leaves: frozenset[Role]
    last_day: dt.date
    reason: ChangeReason | None = None
    text: str = ""

    def command(self, _: Labels) -> EndContact:
        return EndContact(
            self.case, self.last_day, self.leaves, self.reason, self.text, self.confirmed
        )


@attrs.frozen(kw_only=True)
class ContactPerson(Step):
    contact_person: str
    on: dt.date
    deputy: str | None = None

    def command(self, _: Labels) -> AppointContactPerson:
        return AppointContactPerson(
            self.case, self.on, _seat(self.contact_person), _seat(self.deputy), self.confirmed
        )


@attrs.frozen(kw_only=True)
class Wish(Step):
    wish: str
    on: dt.date
    wished: str | None = None

    def command(self, _: Labels) -> RequestChange:
        return RequestChange(self.case, self.on, self.wish, self.wished, self.confirmed)


@attrs.frozen(kw_only=True)
class Done(Step):
    done: str
    on: dt.date
    items: frozenset[str] = frozenset()

    def command(self, _: Labels) -> RecordDone:
        return RecordDone(self.case, self.on, self.done, confirmed=self.confirmed, items=self.items)


@attrs.frozen(kw_only=True)
class Propose(Step):
    propose: str
    on: dt.date

    def command(self, _: Labels) -> ProposeContact:
        staff = None if self.propose == NOBODY else self.propose
        return ProposeContact(self.case, self.on, staff, self.confirmed)


@attrs.frozen(kw_only=True)
class Need(Step):
    changed: ChangeOf
    on: dt.date

    def command(self, _: Labels) -> NeedChanged:
        return NeedChanged(self.case, self.on, self.changed, confirmed=self.confirmed)


@attrs.frozen(kw_only=True)
class Consenting(Step):
    consent: Consent
    to: Party
    on: dt.date
    about: str = ""

    def command(self, _: Labels) -> RecordConsent:
        return RecordConsent(
            self.case, self.on, self.to, self.consent, self.about, confirmed=self.confirmed
        )


@attrs.frozen(kw_only=True)
class TakeBack(Step):
    annul: str
    reason: str

    def command(self, labels: Labels) -> Annul:
        return Annul(labels[self.annul], self.reason, self.confirmed)


PlainStep: TypeAlias = (
    Start
    | Services
    | End
    | WithdrawEnd
    | Move
    | Answer
    | Appoint
    | Leave
    | ContactPerson
    | Wish
    | Done
    | Propose
    | Need
    | Consenting
)


@attrs.frozen(kw_only=True)
class PutRight(Step):
    """
    What *correct* names never counted; what *to* says did.
    """

    correct: str
    reason: str
    to: tuple[PlainStep, ...]

    def command(self, labels: Labels) -> Correct:
        commands = tuple(step.command(labels) for step in self.to)
        return Correct(labels[self.correct], self.reason, commands, self.confirmed)


AnyStep: TypeAlias = PlainStep | TakeBack | PutRight

PLAIN: Mapping[str, type[PlainStep]] = {
    "start": Start,
    "of": Services,
    "end": End,
    "withdraw_end": WithdrawEnd,
    "move": Move,
    "status": Answer,
    "appoint": Appoint,
    "leaves": Leave,
    "contact_person": ContactPerson,
    "wish": Wish,
    "done": Done,
    "propose": Propose,
    "changed": Need,
    "consent": Consenting,
}
EVERY: Mapping[str, type[AnyStep]] = {**PLAIN, "annul": TakeBack, "correct": PutRight}
"""The key that tells a step's class."""


def _seat(staff: str | None) -> StaffId | None | Keep:
    """
    Nothing said is as it was; *nobody* is an empty seat.
    """
    if staff is None:
        return KEEP
    return None if staff == NOBODY else staff
