"""
A routine can be built on another: later keys override, and a private provider's is never looser.
"""

import datetime as dt

import attrs
import pytest

from fastomsorg.decisions import Demands
from fastomsorg.routine import Load, ObligationKind, Targets, TeamSize, Within
from fastomsorg.routine._said import RulesSaid
from tests.routine.texts import HEAD, OFFER, problems, told, versions

BOARD = (
    HEAD
    + OFFER
    + """\
note = true
[[obligation]]
kind = "card"
title = "Lämna kontaktkort"
anchor = "appointed"
checklist = [{ item = "phone", title = "Telefon" }]
[rules]
deputy_required = true
also_noted = ["ended"]
unconfirmed_law = { from = 2026-07-01, source = "KS 2026:1" }
also_counted = [{ setting = "home_care", act = "LSS" }]
[load]
refuses = true
limits.primary.most = 8
weights.alarm = "1/2"
[demands]
delegations = ["insulin"]
delegations_for = { personal_care = ["lyft"] }
languages = ["sv"]
one_team = true
at_work = true
roles = ["primary", "deputy"]
source = "avsnitt 4"
[team]
staff.most = 8
clients.most = 40
source = "avsnitt 5"
[longer_absence]
amount = 28
unit = "days"
[targets.contact_share]
least = "25 %"
more_than = true
[targets.scheduled]
least = "65 %"
most = "70 %"
[[obligation]]
kind = "plan_follow_up"
title = "Följ upp planen"
anchor = "latest_done"
of = ["plan", "plan_follow_up"]
first = "start"
within = { amount = 6, unit = "months" }
[[obligation]]
kind = "plan"
title = "Plan"
anchor = "start"
[[obligation]]
kind = "tell"
title = "Berätta"
anchor = "appointed"
roles = ["primary", "deputy"]
informs = "relatives"
applies = { settings = ["home_care"] }
"""
)
OWN = """\
name = "omsorgen"
title = "Omsorgens rutin"
source = "Omsorgen AB, rutin 3"
from = 2026-02-01
extends = "norr"
[rules]
operator = "private_provider"
"""


def own(more: str, *beside: str) -> list[tuple[str, str, str]]:
    return [(key, got, code) for _, key, got, code in told(OWN + more, *(beside or (BOARD,)))]


def test_what_is_not_said_anew_is_as_in_the_routine_it_is_built_on() -> None:
    (read,) = versions(OWN, BOARD).versions

    assert ("omsorgen", "norr", dt.date(2026, 2, 1)) == (read.name, read.extends, read.start)
    assert read.rules.deputy_required
    assert ["offer", "card"] == [each.kind for each in read.obligations][:2]
    assert "avsnitt 2" == read.obligations[0].source


def test_what_is_said_anew_rests_on_the_document_of_whoever_says_it() -> None:
    more = '[[obligation]]\nkind = "offer"\nwithin = { amount = 1, unit = "weeks" }\n'
    (read,) = versions(OWN + more, BOARD).versions

    assert ("Omsorgen AB, rutin 3", 1) == (
        read.obligations[0].source,
        read.obligations[0].within and read.obligations[0].within.amount,
    )


def test_a_later_version_of_the_one_begins_one_of_the_other_too() -> None:
    later = BOARD + "[[version]]\nfrom = 2026-06-01\nload.limits.primary.most = 6\n"
    read = versions(OWN, later).versions

    assert [dt.date(2026, 2, 1), dt.date(2026, 6, 1)] == [each.start for each in read]
    assert [8, 6] == [
        next(iter(each.load.limits.values())).most for each in read if each.load is not None
    ]


LOOSER = [
    ("deputy_required = false", "rules.deputy_required", "false", "routine_board_value"),
    ("contact_to_follow = true", "rules.contact_to_follow", "true", "routine_board_value"),
    (
        "deputy_title_required = false",
        "rules.deputy_title_required",
        "false",
        "routine_board_value",
    ),
    ("also_noted = []", "rules.also_noted", "[]", "routine_board_all_of"),
    ("also_counted = []", "rules.also_counted", "[]", "routine_board_all_of"),
    ("small_counts = 4", "rules.small_counts", "4", "routine_board_at_least"),
    (
        'unclear_accepted = { from = 2026-01-01, source = "X" }',
        "rules.unclear_accepted",
        "",
        "routine_board_not_chosen",
    ),
    (
        'names_searched = { from = 2026-01-01, source = "X" }',
        "rules.names_searched",
        "",
        "routine_board_not_chosen",
    ),
    (
        '[[obligation]]\nkind = "offer"\nwithin = { amount = 15, unit = "days" }',
        "obligation.offer.within",
        "15 days",
        "routine_board_within",
    ),
    (
        '[[obligation]]\nkind = "offer"\nwithin = { amount = 1, unit = "months" }',
        "obligation.offer.within",
        "1 months",
        "routine_board_within",
    ),
    (
        '[[obligation]]\nkind = "offer"\nanchor = "answer"',
        "obligation.offer.anchor",
        "answer",
        "routine_board_value",
    ),
    (
        '[[obligation]]\nkind = "offer"\nnote = false',
        "obligation.offer.note",
        "false",
        "routine_board_unchanged",
    ),
    (
        '[[obligation]]\nkind = "offer"\nremove = true',
        "obligation.offer",
        "",
        "routine_board_kept",
    ),
    (
        '[[obligation]]\nkind = "card"\nchecklist = []',
        "obligation.card.checklist",
        "[]",
        "routine_board_all_of",
    ),
    (
        'unconfirmed_law = { from = 2026-08-01, source = "X" }',
        "rules.unconfirmed_law",
        "",
        "routine_board_value",
    ),
    (
        '[[obligation]]\nkind = "card"\nanchor = "end"',
        "obligation.card.anchor",
        "end",
        "routine_board_value",
    ),
    (
        '[[obligation]]\nkind = "offer"\nmet_by = ["answer", "done"]',
        "obligation.offer.met_by",
        "[answer, done]",
        "routine_board_unchanged",
    ),
    (
        '[[obligation]]\nkind = "card"\ndone_as = ["plan"]',
        "obligation.card.done_as",
        "[plan]",
        "routine_board_unchanged",
    ),
    (
        '[[obligation]]\nkind = "plan_follow_up"\nof = ["plan_follow_up"]',
        "obligation.plan_follow_up.of",
        "[plan_follow_up]",
        "routine_board_unchanged",
    ),
    (
        '[[obligation]]\nkind = "plan_follow_up"\nfirst = "appointed"',
        "obligation.plan_follow_up.first",
        "appointed",
        "routine_board_unchanged",
    ),
    (
        '[[obligation]]\nkind = "card"\ninforms = "care_home"',
        "obligation.card.informs",
        "care_home",
        "routine_board_unchanged",
    ),
    (
        '[[obligation]]\nkind = "tell"\nroles = ["primary"]',
        "obligation.tell.roles",
        "[primary]",
        "routine_board_unchanged",
    ),
    (
        '[[obligation]]\nkind = "tell"\napplies = { settings = ["short_term"] }',
        "obligation.tell.applies",
        "",
        "routine_board_unchanged",
    ),
    (
        '[[obligation]]\nkind = "card"\nscope = "unit"',
        "obligation.card.scope",
        "unit",
        "routine_board_unchanged",
    ),
    ("[load]\nlimits.primary.most = 9", "load.limits.primary", "", "routine_board_at_most"),
    ("[load]\nrefuses = false", "load.refuses", "false", "routine_board_value"),
    ('[load]\nweights.alarm = "1/4"', "load.weights.alarm", "1/4", "routine_board_at_least"),
    ("[load]\nweights.meals = 0.5", "load.weights.meals", "0.5", "routine_board_at_least"),
    ("[demands]\ndelegations = []", "demands.delegations", "[]", "routine_board_all_of"),
    (
        "[demands]\ndelegations_for.personal_care = []",
        "demands.delegations_for.personal_care",
        "[]",
        "routine_board_all_of",
    ),
    ('[demands]\nlanguages = ["fi"]', "demands.languages", "[fi]", "routine_board_all_of"),
    ("[demands]\none_team = false", "demands.one_team", "false", "routine_board_value"),
    ("[demands]\nat_work = false", "demands.at_work", "false", "routine_board_value"),
    ('[demands]\nroles = ["primary"]', "demands.roles", "[primary]", "routine_board_all_of"),
    ("[team]\nstaff.most = 9", "team.staff", "", "routine_board_at_most"),
    ("[team]\nclients.most = 41", "team.clients", "", "routine_board_at_most"),
    ("[team]\nrunner = true", "team.runner", "true", "routine_board_value"),
    ("[longer_absence]\namount = 29", "longer_absence", "29 days", "routine_board_within"),
    ('[targets.scheduled]\nleast = "64 %"', "targets.scheduled", "", "routine_board_at_least"),
    (
        "[targets.contact_share]\nmore_than = false",
        "targets.contact_share",
        "",
        "routine_board_at_least",
    ),
    (
        "[targets.contact_share]\nleast = 0.2",
        "targets.contact_share",
        "",
        "routine_board_at_least",
    ),
]
"""What is said, its key, what was got, the code of what would be right."""


@pytest.mark.parametrize(("more", "key", "got", "expected"), LOOSER)
def test_a_private_providers_routine_is_never_looser_than_the_boards(
    more: str, key: str, got: str, expected: str
) -> None:
    looser = [each for each in own(more) if each[2].startswith("routine_board")]
    assert [(key, got, expected)] == looser


TABLES: dict[str, tuple[type, frozenset[str]]] = {
    "rules": (RulesSaid, frozenset({"operator"})),
    "obligation": (ObligationKind, frozenset({"kind", "title", "who", "source", "chosen"})),
    "load": (Load, frozenset({"source", "chosen"})),
    "demands": (Demands, frozenset({"source", "chosen"})),
    "team": (TeamSize, frozenset({"source", "chosen"})),
    "targets": (Targets, frozenset()),
}
"""What a routine says, table by table, and the keys that may be said otherwise as one likes."""


@pytest.mark.parametrize("table", TABLES)
def test_each_key_of_a_routine_is_tried_looser_or_named_as_free(table: str) -> None:
    kind, free = TABLES[table]
    place = 2 if table == "obligation" else 1
    keys = [key.split(".") for _, key, *_ in LOOSER]
    tried = {key[place] for key in keys if key[0] == table and len(key) > place}

    assert {field.name for field in attrs.fields(kind)} - free == tried


@pytest.mark.parametrize(
    "more",
    [
        "small_counts = 6",
        'also_noted = ["ended", "moved"]',
        '[[obligation]]\nkind = "offer"\nwithin = { amount = 2, unit = "weeks" }',
        '[[obligation]]\nkind = "card"\nwithin = { amount = 2, unit = "weeks" }',
        '[[obligation]]\nkind = "offer"\nwho = ["provider"]',
        "[load]\nrefuses = true\nlimits.primary = { fewest = 2, most = 5 }",
        '[longer_absence]\namount = 3\nunit = "weeks"',
    ],
)
def test_a_private_providers_routine_may_be_stricter(more: str) -> None:
    assert [] == own(more)


def test_what_is_looser_cites_the_boards_routine_and_its_own_line() -> None:
    (problem,) = problems(OWN + "small_counts = 1\n", BOARD)

    assert ("norr.toml", 8) == (problem.file, problem.line)
    assert ["norr (2026-01-01) Norrköpings rutin, KS 2026:1"] == [str(at) for at in problem.basis]


def test_a_routine_in_between_does_not_let_a_private_one_be_looser() -> None:
    between = OWN.replace('"omsorgen"', '"koncernen"')
    third = OWN.replace('extends = "norr"', 'extends = "koncernen"') + "small_counts = 2\n"

    assert ["routine_board_at_least"] == [code for *_, code in told(third, BOARD, between)]


def test_a_municipality_may_take_away_and_lengthen_what_its_own_routine_said() -> None:
    more = """\
[[obligation]]
kind = "offer"
within = { amount = 30, unit = "days" }
[[obligation]]
kind = "card"
remove = true
"""
    (read,) = versions(OWN.replace("private_provider", "municipality") + more, BOARD).versions

    limits = {each.kind: each.within for each in read.obligations}
    assert Within(30) == limits["offer"]
    assert "card" not in limits


def test_the_law_alone_can_be_built_on_and_is_no_boards_routine() -> None:
    assert [] == told(OWN.replace('"norr"', '"national"') + "contact_to_follow = true\n")


def test_what_is_taken_away_has_to_be_there() -> None:
    more = '[[obligation]]\nkind = "ofer"\nremove = true\n'

    assert [("obligation.ofer", "ofer", "routine_nearest")] == own(more)


def test_a_routine_that_is_not_there_cannot_be_built_on() -> None:
    nearest = OWN.replace('"norr"', '"lnd"')
    unknown = OWN.replace('"norr"', '"västerbotten-1"')

    assert ["routine_nearest"] == [code for *_, code in told(nearest)]
    assert ["routine_name"] == [code for *_, code in told(unknown)]
    assert ["routine_extends_unknown"] == [code for *_, code in told(OWN.replace("norr", "qqqq"))]


def test_routines_in_a_circle_are_refused() -> None:
    board = BOARD.replace("from =", 'extends = "omsorgen"\nfrom =', 1)

    assert [("extends", "omsorgen", "routine_circle")] == own("", board)
    itself = OWN.replace('"norr"', '"omsorgen"')
    assert ["routine_circle"] == [code for *_, code in told(itself)]


def test_a_routine_cannot_begin_before_what_it_is_built_on() -> None:
    early = OWN.replace("2026-02-01", "2025-12-31")

    assert [(4, "from", "2025-12-31", "routine_begins_later")] == told(early, BOARD)


def test_two_routines_of_one_name_cannot_both_be_built_on() -> None:
    assert [("extends", "norr", "routine_extends_several")] == own("", BOARD, BOARD + "# another\n")


def test_what_is_wrong_in_the_routine_it_is_built_on_is_told_with_that_file() -> None:
    wrong = BOARD.replace('"avsnitt 2"', "2")

    assert [("beside0.toml", "obligation.offer.source")] == [
        (each.file, each.key) for each in problems(OWN, wrong)
    ]
