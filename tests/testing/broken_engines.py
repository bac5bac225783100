"""
Engines that are broken, each in one way.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache

import attrs

from fastomsorg.care import Absence, Visit, VisitKind
from fastomsorg.history import ContactChanged
from fastomsorg.statistics import (
    AgeCounts,
    ChangedContacts,
    Choice,
    ClientContinuity,
    Exclusion,
    Fortnight,
    Share,
    StaffContinuity,
    StatusCounts,
    StatusDistribution,
    TimeContinuity,
    looked_at,
)
from fastomsorg.terms import ClientId, Instant, Period, StaffId, Status, UnitId, stockholm
from fastomsorg.testing import MemoryEngine, Municipality, a_contrary_municipality
from tests.testing.broken import (
    by_unit_found_out_by,
    engine_found_out_by,
    without_cases_found_out_by,
)

Units = frozenset[UnitId]
Kinds = frozenset[VisitKind]
Continuity = tuple[StaffContinuity, Mapping[Exclusion, int]]

A_DAY, A_MINUTE = dt.timedelta(1), dt.timedelta(minutes=1)
OF_EACH_CLIENT = "test_each_client_of_a_unit"
BY_REASON = "test_what_does_not_count_by_reason"
IN_FOURTEEN_DAYS = "test_who_is_in_the_fourteen_days"
AS_PLANNED = "test_what_starts_as_planned"
TOLD_TWICE = "test_what_two_sources_tell_of_counts_once_as_the_first_has_it"
SAID_YES = "test_who_has_said_yes_on_a_day"
SUCCEEDED = "test_whose_primary_was_succeeded_in_a_year"


@cache
def told() -> Municipality:
    return a_contrary_municipality()


class Sound(MemoryEngine):
    """
    An engine that was told of the municipality that the suites ask about.
    """

    def __init__(self) -> None:
        super().__init__(self.heard(told()))

    def heard(self, of: Municipality) -> Municipality:
        """
        What gets into the engine of what it was told.
        """
        return of


class Mishearing(Sound):
    """
    An engine that may take visits otherwise.
    """

    def heard(self, of: Municipality) -> Municipality:
        return attrs.evolve(of, visits=tuple(self.taken(visit) for visit in of.visits))

    def taken(self, visit: Visit) -> Visit:
        return visit


def moved(visit: Visit, zone: dt.tzinfo, as_if_in: dt.tzinfo) -> Visit:
    """
    The visit as whoever takes the clock of one zone for that of another has it.
    """

    def taken(instant: Instant | None) -> Instant | None:
        if instant is None:
            return None
        return instant.astimezone(zone).replace(tzinfo=as_if_in).astimezone(dt.UTC)

    return attrs.evolve(
        visit,
        starts=taken(visit.starts),
        ends=taken(visit.ends),
        planned_starts=taken(visit.planned_starts),
        planned_ends=taken(visit.planned_ends),
    )


@engine_found_out_by(OF_EACH_CLIENT)
class CountsDaysInUtc(Mishearing):
    def taken(self, visit: Visit) -> Visit:
        return moved(visit, dt.UTC, stockholm())


@engine_found_out_by(OF_EACH_CLIENT)
class HasWinterAllTheYear(Mishearing):
    def taken(self, visit: Visit) -> Visit:
        return moved(visit, dt.timezone(dt.timedelta(hours=1)), stockholm())


@engine_found_out_by("test_a_day_of_25_hours")
class HasSummerAllTheYear(Mishearing):
    def taken(self, visit: Visit) -> Visit:
        return moved(visit, dt.timezone(dt.timedelta(hours=2)), stockholm())


@engine_found_out_by(AS_PLANNED)
class SubtractsWhatClocksShow(Mishearing):
    def taken(self, visit: Visit) -> Visit:
        return moved(visit, stockholm(), dt.UTC)


@engine_found_out_by(OF_EACH_CLIENT)
class LeavesOutTheProtected(Sound):
    def heard(self, of: Municipality) -> Municipality:
        seen = {client.id for client in of.clients.values() if not client.protected}
        return attrs.evolve(of, visits=tuple(each for each in of.visits if each.client in seen))


@engine_found_out_by(OF_EACH_CLIENT)
class KnowsOneOfACrew(Mishearing):
    def taken(self, visit: Visit) -> Visit:
        return attrs.evolve(visit, staff=visit.staff[:1])


@engine_found_out_by(OF_EACH_CLIENT)
class KnowsTheLatestContact(Sound):
    def heard(self, of: Municipality) -> Municipality:
        cases = {
            key: tuple(
                attrs.evolve(each, on=events[0].on) if isinstance(each, ContactChanged) else each
                for each in events
            )
            for key, events in of.cases.items()
        }
        return attrs.evolve(of, cases=cases)


@engine_found_out_by(TOLD_TWICE)
class CountsWhatIsToldAgain(Sound):
    def _once(self, choice: Choice, excluded: Counter[Exclusion]) -> Iterator[Visit]:
        return looked_at(self._visits, choice)


@engine_found_out_by(TOLD_TWICE)
class BelievesTheLast(Sound):
    def heard(self, of: Municipality) -> Municipality:
        return attrs.evolve(of, visits=of.visits[::-1])


@engine_found_out_by(BY_REASON)
class KnowsEverybody(Sound):
    def _known_from(self, id: StaffId) -> dt.date:
        return dt.date.min


@engine_found_out_by(OF_EACH_CLIENT)
class KnowsNobodyNew(Sound):
    def _known_from(self, id: StaffId) -> dt.date:
        return dt.date.min if self._of.staff.get(id, dt.date.max) is None else dt.date.max


class Recounting(Sound):
    """
    An engine that may tell of each client otherwise.
    """

    def continuity(self, period: Period, *, units: Units | None, kinds: Kinds) -> Continuity:
        report, excluded = super().continuity(period, units=units, kinds=kinds)
        clients = tuple(self.retold(each) for each in report.clients)
        return attrs.evolve(report, clients=clients), excluded

    def retold(self, client: ClientContinuity) -> ClientContinuity:
        return client


@engine_found_out_by("test_the_handbooks_table_and_head_line")
class TakesNobodyForNought(Recounting):
    def retold(self, client: ClientContinuity) -> ClientContinuity:
        return attrs.evolve(client, deputy=client.deputy or Share())


@engine_found_out_by(OF_EACH_CLIENT)
class AddsTheRoles(Recounting):
    def retold(self, client: ClientContinuity) -> ClientContinuity:
        if client.primary is None or client.deputy is None:
            return client
        both = client.primary.hits + client.deputy.hits
        return attrs.evolve(client, total=Share(both, client.visits))


class AskedOtherwise(Sound):
    """
    An engine that may take the question of continuity for another.
    """

    def continuity(self, period: Period, *, units: Units | None, kinds: Kinds) -> Continuity:
        days, where, what = self.understood(period, units, kinds)
        report, excluded = super().continuity(days, units=where, kinds=what)
        return attrs.evolve(report, period=period), self.told_of(excluded)

    def understood(
        self, period: Period, units: Units | None, kinds: Kinds
    ) -> tuple[Period, Units | None, Kinds]:
        return period, units, kinds

    def told_of(self, excluded: Mapping[Exclusion, int]) -> Mapping[Exclusion, int]:
        return excluded


@engine_found_out_by(OF_EACH_CLIENT)
class LeavesOutTheLastDay(AskedOtherwise):
    def understood(
        self, period: Period, units: Units | None, kinds: Kinds
    ) -> tuple[Period, Units | None, Kinds]:
        return Period(period.start, period.end and period.end - A_DAY), units, kinds


@engine_found_out_by("test_it_answers_as_the_pure_calculators_do[alarms]")
class CountsHomeCareOnly(AskedOtherwise):
    def understood(
        self, period: Period, units: Units | None, kinds: Kinds
    ) -> tuple[Period, Units | None, Kinds]:
        return period, units, frozenset({VisitKind.HOME_CARE})


@engine_found_out_by("test_a_unit_in_which_nothing_happened")
class TakesAnUnknownUnitForAll(AskedOtherwise):
    def understood(
        self, period: Period, units: Units | None, kinds: Kinds
    ) -> tuple[Period, Units | None, Kinds]:
        known = {visit.unit for visit in self._visits}
        return period, units if units and units & known else None, kinds


@engine_found_out_by(BY_REASON)
class SeesNoOtherUnits(AskedOtherwise):
    def told_of(self, excluded: Mapping[Exclusion, int]) -> Mapping[Exclusion, int]:
        return {why: n for why, n in excluded.items() if why is not Exclusion.OTHER_UNIT}


@engine_found_out_by("test_a_unit_where_nobody_has_a_contact")
class TakesNobodyForNoughtOfAll(Recounting):
    def retold(self, client: ClientContinuity) -> ClientContinuity:
        return attrs.evolve(client, total=client.total or Share(0, client.visits))


@engine_found_out_by("test_it_is_seen_to_be_an_engine_and_says_who_it_is")
class SaysNothingOfItself(Sound):
    name = ""


@engine_found_out_by(IN_FOURTEEN_DAYS)
class GoesOnAfterTen(Mishearing):
    def taken(self, visit: Visit) -> Visit:
        if visit.starts is None:
            return visit
        local = visit.starts.astimezone(stockholm())
        late = (local.hour, local.minute) == (22, 0)
        return attrs.evolve(visit, starts=visit.starts - A_MINUTE) if late else visit


@engine_found_out_by(IN_FOURTEEN_DAYS)
class TakesEverybodyForOld(Sound):
    def _born(self, id: ClientId) -> dt.date | None:
        return dt.date(1940, 1, 1)


@engine_found_out_by(IN_FOURTEEN_DAYS)
class SeesNobodyAway(Sound):
    def heard(self, of: Municipality) -> Municipality:
        return attrs.evolve(of, absences=())


@engine_found_out_by(IN_FOURTEEN_DAYS)
class SeesNobodyComeBack(Sound):
    def heard(self, of: Municipality) -> Municipality:
        return attrs.evolve(of, absences=tuple(map(self.for_ever, of.absences)))

    def for_ever(self, absence: Absence) -> Absence:
        return attrs.evolve(absence, period=Period(absence.period.start))


@engine_found_out_by("test_fourteen_days_in_which_clocks_are_put_back")
class CountsThirteenDays(Sound):
    def fortnight(self, first: dt.date, *, units: Units | None) -> Fortnight:
        return super().fortnight(first - A_DAY, units=units)


class TimedOtherwise(Sound):
    """
    An engine that may take other visits for punctual.
    """

    within = dt.timedelta()

    def time_continuity(
        self, period: Period, *, units: Units | None, within: dt.timedelta
    ) -> TimeContinuity:
        return super().time_continuity(period, units=units, within=within + self.within)


@engine_found_out_by(AS_PLANNED)
class WantsLessThanHalfAnHour(TimedOtherwise):
    within = dt.timedelta(microseconds=-1)


@engine_found_out_by(AS_PLANNED)
class RoundsToMinutes(TimedOtherwise):
    within = dt.timedelta(seconds=59)


class AnsweredOtherwise(Sound):
    """
    An engine that may tell of answers otherwise.
    """

    later = dt.timedelta()

    def distribution(
        self, status: Status, on: dt.date, *, units: Units | None
    ) -> StatusDistribution:
        found = super().distribution(status, on + self.later, units=units)
        return attrs.evolve(self.retold(found), on=on)

    def retold(self, found: StatusDistribution) -> StatusDistribution:
        return found


@engine_found_out_by(SAID_YES)
class TellsOfTheDayBefore(AnsweredOtherwise):
    later = -A_DAY


@engine_found_out_by("test_who_has_said_no_on_a_day")
class ForgetsWhoChangedTheirMind(AnsweredOtherwise):
    def retold(self, found: StatusDistribution) -> StatusDistribution:
        return attrs.evolve(found, clients=found.clients[1:])


@engine_found_out_by(SAID_YES)
class ForgetsDeputies(AnsweredOtherwise):
    def retold(self, found: StatusDistribution) -> StatusDistribution:
        staff = tuple(attrs.evolve(each, deputy=()) for each in found.staff)
        return attrs.evolve(found, staff=staff)


@engine_found_out_by(SAID_YES)
class TellsInSomeOrder(AnsweredOtherwise):
    def retold(self, found: StatusDistribution) -> StatusDistribution:
        return attrs.evolve(found, clients=found.clients[::-1])


@engine_found_out_by(SUCCEEDED)
class HasAYearOfADayMore(Sound):
    def changed(self, on: dt.date, *, units: Units | None) -> ChangedContacts:
        today = super().changed(on, units=units)
        before = super().changed(on - A_DAY, units=units)
        both = dict.fromkeys((*before.successions, *today.successions))
        return attrs.evolve(today, successions=tuple(sorted(both, key=lambda each: each.case)))


@engine_found_out_by(SUCCEEDED)
class ForgetsToday(Sound):
    def changed(self, on: dt.date, *, units: Units | None) -> ChangedContacts:
        return attrs.evolve(super().changed(on - A_DAY, units=units), on=on)


class ByUnitOtherwise(Sound):
    """
    An engine that may tell of units otherwise.
    """

    def continuity_by_unit(
        self, period: Period, *, units: Units | None, kinds: Kinds
    ) -> Mapping[UnitId, StaffContinuity]:
        return self.retold(dict(super().continuity_by_unit(period, units=units, kinds=kinds)))

    def retold(self, found: dict[UnitId, StaffContinuity]) -> dict[UnitId, StaffContinuity]:
        return found


ALL_UNITS = "test_each_unit_with_a_visit_that_counts_comes_by_itself[None]"
SOME_UNITS = "test_each_unit_with_a_visit_that_counts_comes_by_itself[units1]"
NOT_COUNTED = "test_what_does_not_count_is_that_of_all_the_units"


@by_unit_found_out_by(ALL_UNITS)
class UnitsInSomeOrder(ByUnitOtherwise):
    def retold(self, found: dict[UnitId, StaffContinuity]) -> dict[UnitId, StaffContinuity]:
        return dict(reversed(found.items()))


@by_unit_found_out_by(SOME_UNITS)
class TellsOfEmptyUnits(ByUnitOtherwise):
    def retold(self, found: dict[UnitId, StaffContinuity]) -> dict[UnitId, StaffContinuity]:
        period = next(iter(found.values())).period
        return {"empty": StaffContinuity(period, ()), **found}


@by_unit_found_out_by(SOME_UNITS)
class TellsOfEveryUnit(Sound):
    def continuity_by_unit(
        self, period: Period, *, units: Units | None, kinds: Kinds
    ) -> Mapping[UnitId, StaffContinuity]:
        return super().continuity_by_unit(period, units=None, kinds=kinds)


@by_unit_found_out_by(NOT_COUNTED)
class AddsWhatEachUnitLeavesOut(Sound):
    def excluded(
        self, period: Period, *, units: Units | None, kinds: Kinds
    ) -> Mapping[Exclusion, int]:
        found: Counter[Exclusion] = Counter()
        for unit in units or ():
            found.update(super().excluded(period, units=frozenset({unit}), kinds=kinds))
        return found


HOW_MANY = "test_how_many_have_said_yes_and_whose_contacts_they_are"
COMES_TO = "test_it_is_what_the_distribution_comes_to"


@without_cases_found_out_by(HOW_MANY)
class CountsPrimariesOnly(Sound):
    def status_counts(self, status: Status, on: dt.date, *, units: Units | None) -> StatusCounts:
        found = super().status_counts(status, on, units=units)
        rows = tuple((staff, unit, primary, 0) for staff, unit, primary, _ in found.staff)
        return attrs.evolve(found, staff=rows)


@without_cases_found_out_by(HOW_MANY)
class CountsCasesOfEveryUnit(Sound):
    def status_counts(self, status: Status, on: dt.date, *, units: Units | None) -> StatusCounts:
        return super().status_counts(status, on, units=None)


@without_cases_found_out_by(f"{COMES_TO}[declined]")
class CountsOnlyWhoSaidYes(Sound):
    def status_counts(self, status: Status, on: dt.date, *, units: Units | None) -> StatusCounts:
        found = super().status_counts(status, on, units=units)
        return found if status is Status.ACCEPTED else StatusCounts(status, on, AgeCounts())
