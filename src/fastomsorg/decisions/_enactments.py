"""
May this enactment be started, changed or ended?
"""

import datetime as dt
from collections.abc import Iterator, Mapping

import attrs

from fastomsorg.care import Enactment
from fastomsorg.commands import ChangeEnactment, StartEnactment
from fastomsorg.history import Case, EnactmentStarted, Event, LastDaySet, ServicesChanged
from fastomsorg.law import OfferDuty, Sourced
from fastomsorg.terms import Act, CaseKey, EnactmentId, Keep, Setting, UnitId

from ._given import Given
from ._reason import Reason, blocking, warning
from ._verdict import Proposal
from ._whether_known import known


def start(cases: Mapping[CaseKey, Case], command: StartEnactment, given: Given) -> Proposal:
    """
    Begin carrying out granted services at the unit (*påbörja verkställighet*).
    """
    key = command.case
    reasons = [*known(key, given), *id_free(command.enactment, key, cases, given)]
    if command.last_day is not None and command.last_day < command.on:
        reasons.append(_ends_before_start(command.on, command.last_day))
    reasons.extend(_rests_on_unconfirmed(command, given))
    reasons.extend(_rests_on_local_choice(command, given))
    started = EnactmentStarted(
        on=command.on,
        enactment=command.enactment,
        setting=command.setting,
        act=command.act,
        services=command.services,
        counts=counts(command.setting, command.act, key.unit, command.on, given),
        last_day=command.last_day,
        decided_on=command.decided_on,
        ordered_on=command.ordered_on,
    )
    return Proposal.of(key, [started], reasons)


def counts(setting: Setting, act: Act, unit: UnitId, on: dt.date, given: Given) -> bool:
    """
    Do the days of such an enactment make a stay (*räknas verkställigheten*)?

    Home care under SoL does. The local rules may count more, and may switch on law that is not
    confirmed.
    """
    if (setting, act) in {(Setting.HOME_CARE, Act.SOL), *given.local(unit, on).also_counted}:
        return True
    return act is Act.SOL and _unconfirmed_duty(setting, unit, on, given) is not None


def _unconfirmed_duty(
    setting: Setting, unit: UnitId, on: dt.date, given: Given
) -> Sourced[OfferDuty] | None:
    if not given.local(unit, on).heeds_unconfirmed(on):
        return None
    duty = given.rules(on).offer_in(setting, unconfirmed=True)
    return None if duty is None or duty.confirmed else duty


def _rests_on_unconfirmed(command: StartEnactment, given: Given) -> Iterator[Reason]:
    unit, on = command.case.unit, command.on
    duty = _unconfirmed_duty(command.setting, unit, on, given)
    if duty is not None and command.act is Act.SOL:
        chosen = given.local(unit, on).basis_of("unconfirmed_law")
        yield warning("unconfirmed_law", basis=duty.basis + chosen)


def _rests_on_local_choice(command: StartEnactment, given: Given) -> Iterator[Reason]:
    """
    That days count which the law does not count is by local choice, and says so.
    """
    local = given.local(command.case.unit, command.on)
    what = (command.setting, command.act)
    if what in local.also_counted and what != (Setting.HOME_CARE, Act.SOL):
        facts = {"setting": command.setting.value, "act": command.act.value}
        yield warning("counts_locally", basis=local.basis_of("also_counted"), **facts)


def id_free(
    id: EnactmentId, key: CaseKey, cases: Mapping[CaseKey, Case], given: Given
) -> Iterator[Reason]:
    """
    Does no enactment with this id stand, in any case?
    """
    here = {each for each, case in cases.items() if case.enactment(id)}
    standing = here | (given.elsewhere.get(id, frozenset()) - cases.keys())
    if any(each.client != key.client for each in standing):
        yield blocking("enactment_taken", enactment=id)
    elif standing:
        yield blocking("enactment_known", enactment=id)


def change(case: Case, command: ChangeEnactment, given: Given) -> Proposal:
    """
    Change the services or the last day of an enactment (*ändra verkställighet*).

    After a move an enactment is changed only at the unit it moved to.
    """
    reasons = list(known(case.key, given))
    if isinstance(command.services, Keep) and isinstance(command.last_day, Keep):
        return Proposal(reasons=(*reasons, blocking("nothing_changed")))
    if command.enactment is None:
        events, obstacles = _all_ended(case, command)
    else:
        events, obstacles = _one_changed(case, command)
    return Proposal.of(case.key, events, (*reasons, *obstacles))


def _one_changed(case: Case, command: ChangeEnactment) -> tuple[list[Event], list[Reason]]:
    enactment = case.enactment(command.enactment or "")
    if enactment is None:
        unit = case.key.unit
        return [], [blocking("unknown_enactment", enactment=command.enactment, unit=unit)]
    if enactment.moved_to is not None:
        return [], [blocking("moved_on", enactment=enactment.id, unit=enactment.moved_to)]

    events: list[Event] = []
    reasons: list[Reason] = []
    if not isinstance(command.last_day, Keep):
        on = command.last_day or command.on
        events.append(LastDaySet(on, enactment.id, command.last_day))
        reasons.extend(_other_last_day(enactment, command.last_day))
        enactment = attrs.evolve(enactment, last_day=command.last_day)
    if not isinstance(command.services, Keep):
        events.append(ServicesChanged(command.on, enactment.id, command.services))
        if not enactment.goes_on(command.on):
            reasons.append(
                blocking("enactment_not_ongoing", enactment=enactment.id, day=command.on)
            )
    return events, reasons


def _other_last_day(enactment: Enactment, last_day: dt.date | None) -> Iterator[Reason]:
    if last_day is not None and last_day < enactment.first_day:
        yield _ends_before_start(enactment.first_day, last_day)
    elif last_day == enactment.last_day:
        yield blocking("nothing_changed")


def _all_ended(case: Case, command: ChangeEnactment) -> tuple[list[Event], list[Reason]]:
    """
    Everything that would go on after the last day ends with it, or never begins.
    """
    last_day = command.last_day
    if isinstance(last_day, Keep) or last_day is None or not isinstance(command.services, Keep):
        return [], [blocking("enactment_missing")]

    longer = [enactment for enactment in case.enactments if _would_go_on(enactment, last_day)]
    if not longer:
        return [], [blocking("no_enactments", unit=case.key.unit, day=last_day)]
    first_day = min(enactment.first_day for enactment in case.enactments)
    if last_day < first_day:
        return [], [_ends_before_start(first_day, last_day)]
    return [LastDaySet(last_day, enactment.id, last_day) for enactment in longer], []


def _would_go_on(enactment: Enactment, last_day: dt.date) -> bool:
    if enactment.period is None or enactment.moved_to is not None:
        return False
    return enactment.last_day is None or enactment.last_day > last_day


def _ends_before_start(first_day: dt.date, last_day: dt.date) -> Reason:
    return blocking("ends_before_start", first_day=first_day, last_day=last_day)
