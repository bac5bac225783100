"""
What a routine has against something being registered as done.
"""

from fastomsorg.commands import RecordDone
from fastomsorg.history import Case, ConsentRecorded, DoneRecorded
from fastomsorg.routine import Anchor, ChecklistItem, MetBy, against_done
from fastomsorg.terms import Consent, Party
from fastomsorg.testing import CASE, accepted, ended, started
from fastomsorg.texts import Language
from tests.routine.duties import DAYS, MONTHS, a_case, day, duty, routine

START = day("2025-02-03")
RULES = routine(
    duty("offer", Anchor.START, (14, DAYS), MetBy.ANSWER),
    duty("plan", Anchor.START, (14, DAYS)),
    duty("call", Anchor.LATEST_DONE, (7, DAYS), of=frozenset({"call"}), first=Anchor.START),
    duty("follow_up", Anchor.LATEST_DONE, (6, MONTHS), of=frozenset({"plan", "follow_up"})),
    duty("tell_client", Anchor.APPOINTED),
    duty("tell_relatives", Anchor.APPOINTED, informs=Party.RELATIVES),
    duty("keys_returned", Anchor.END),
    duty(
        "welcome_talk",
        Anchor.START,
        checklist=tuple(ChecklistItem(each, {Language.SV: each}) for each in ("keys", "phones")),
    ),
)
BEGUN = a_case([started(START)])


def against(case: Case, kind: str, on: str, *items: str) -> list[str]:
    command = RecordDone(CASE, day(on), kind, items=frozenset(items))
    return [reason.code for reason in against_done(case, command, routine=lambda _: RULES)]


def bases(case: Case, kind: str, on: str, *items: str) -> list[tuple[str, ...]]:
    command = RecordDone(CASE, day(on), kind, items=frozenset(items))
    reasons = against_done(case, command, routine=lambda _: RULES)
    return [tuple(map(str, reason.basis)) for reason in reasons]


def having_done(kind: str, on: str, *items: str, case: Case = BEGUN) -> Case:
    return case.with_proposed((DoneRecorded(day(on), kind, items=frozenset(items)),))


def test_what_is_due_may_be_done() -> None:
    assert against(BEGUN, "plan", "2025-02-03") == []
    assert against(BEGUN, "plan", "2025-05-01") == []


def test_what_the_routine_knows_nothing_of_may_not_and_it_says_what_it_knows() -> None:
    command = RecordDone(CASE, START, "plann")
    (reason,) = against_done(BEGUN, command, routine=lambda _: RULES)

    assert (reason.code, reason.facts["kind"]) == ("not_in_routine", "plann")
    assert "plan" in str(reason.facts["expected"]).split(", ")
    assert "offer" not in str(reason.facts["expected"])


def test_what_is_met_by_a_registration_is_not_done_in_another_way() -> None:
    assert against(BEGUN, "offer", "2025-02-05") == ["not_in_routine"]


def test_without_a_routine_whatever_was_done_may_be_registered() -> None:
    command = RecordDone(CASE, START, "anything")

    assert list(against_done(BEGUN, command, routine=lambda _: routine())) == []


def test_before_it_is_to_be_done_it_cannot_have_been_and_it_says_from_when() -> None:
    case = a_case([started(START)], accepted(day("2025-02-10"), "brs89"))
    command = RecordDone(CASE, day("2025-02-07"), "tell_client")
    (reason,) = against_done(case, command, routine=lambda _: RULES)

    assert (reason.code, reason.facts["from_day"]) == ("not_yet_due", day("2025-02-10"))


def test_the_keys_cannot_be_returned_before_the_end() -> None:
    case = a_case([started(START)], [ended(day("2025-06-30"))])

    assert against(case, "keys_returned", "2025-06-29") == ["not_yet_due"]
    assert against(case, "keys_returned", "2025-06-30") == []


def test_what_nothing_has_led_to_is_nothing_to_do() -> None:
    assert against(BEGUN, "follow_up", "2025-05-01") == ["nothing_to_do"]
    assert against(BEGUN, "keys_returned", "2025-05-01") == ["nothing_to_do"]


def test_done_twice_is_refused_and_it_says_when_it_was_done() -> None:
    command = RecordDone(CASE, day("2025-02-12"), "plan")
    (reason,) = against_done(having_done("plan", "2025-02-10"), command, routine=lambda _: RULES)

    assert (reason.code, reason.facts["done_on"]) == ("done_already", day("2025-02-10"))


def test_what_recurs_may_be_done_again_another_day_but_not_twice_the_same() -> None:
    case = having_done("call", "2025-02-05")

    assert against(case, "call", "2025-02-06") == []
    assert against(case, "call", "2025-02-05") == ["done_already"]


def test_points_are_ticked_once_and_have_to_be_there() -> None:
    case = having_done("welcome_talk", "2025-02-05", "keys")

    assert against(case, "welcome_talk", "2025-02-06", "phones") == []
    assert against(case, "welcome_talk", "2025-02-06") == []
    assert against(case, "welcome_talk", "2025-02-06", "keys") == ["items_ticked"]
    assert against(case, "welcome_talk", "2025-02-06", "pets") == ["items_unknown"]
    assert against(case, "plan", "2025-02-06", "keys") == ["items_unknown"]


def test_others_are_not_told_without_consent() -> None:
    case = a_case([started(START)], accepted(day("2025-02-10"), "brs89"))
    given = ConsentRecorded(day("2025-02-11"), Party.RELATIVES, Consent.GIVEN)

    assert against(case, "tell_relatives", "2025-02-12") == ["consent_missing"]
    assert against(case.with_proposed((given,)), "tell_relatives", "2025-02-12") == []


def test_one_relative_s_consent_is_enough_where_it_is_kept_who_they_are() -> None:
    case = a_case([started(START)], accepted(day("2025-02-10"), "brs89")).with_proposed(
        (ConsentRecorded(day("2025-02-11"), Party.RELATIVES, Consent.GIVEN, person="n-2"),)
    )
    command = RecordDone(CASE, day("2025-02-12"), "tell_relatives")

    def codes(*related: str) -> list[str]:
        found = against_done(case, command, routine=lambda _: RULES, related=lambda _: related)
        return [reason.code for reason in found]

    assert codes("n-1", "n-2") == []
    assert codes("n-1") == ["consent_missing"]
    assert codes() == ["no_longer_to_do"]


def test_what_no_longer_applies_is_not_done_any_more_and_it_says_why() -> None:
    case = a_case([started(START)], [ended(day("2025-02-10"))])
    command = RecordDone(CASE, day("2025-02-11"), "plan")
    (reason,) = against_done(case, command, routine=lambda _: RULES)

    assert (reason.code, reason.facts["why"]) == ("no_longer_to_do", "ended")
    assert against(case, "plan", "2025-02-10") == []


def test_every_refusal_cites_the_routine_it_rests_on() -> None:
    accepted_case = a_case([started(START)], accepted(day("2025-02-10"), "brs89"))
    ticked = having_done("welcome_talk", "2025-02-05", "keys")
    cited = [("rutinen (2000-01-01) rutinen, sida 1",)]

    assert bases(BEGUN, "plann", "2025-02-05") == [("rutinen (2000-01-01)",)]
    assert bases(BEGUN, "follow_up", "2025-05-01") == cited
    assert bases(accepted_case, "tell_client", "2025-02-07") == cited
    assert bases(having_done("plan", "2025-02-10"), "plan", "2025-02-12") == cited
    assert bases(having_done("call", "2025-02-05"), "call", "2025-02-05") == cited
    assert bases(ticked, "welcome_talk", "2025-02-06", "keys") == cited
    assert bases(ticked, "welcome_talk", "2025-02-06", "pets") == cited
    assert bases(accepted_case, "tell_relatives", "2025-02-12") == cited
    assert bases(a_case([started(START)], [ended(START)]), "plan", "2025-02-04") == cited
