"""
A suite is run as it stands: nobody gets past a test of it but by saying which, and why.
"""

from pathlib import Path
from typing import ClassVar

import pytest

from fastomsorg.testing import JournalConformance, StorageConformance
from tests.testing.running import run

TESTS = set(JournalConformance.contract.tests)
TWICE = "test_the_same_id_again_changes_nothing"
WAIVE = "waives = {"


def test_a_suite_that_is_left_as_it_is_runs_with_the_author_s_own_tests_beside_it(
    tmp_path: Path,
) -> None:
    ran = run(
        tmp_path,
        """
class TestIt(OfMemory, JournalConformance):
    def test_of_our_own(self, journal):
        assert journal.notes == []

    def test_that_we_pass_over_ourselves(self):
        pytest.skip("ours to skip")
""",
    )

    assert [] == ran.stopped
    assert TESTS | {"test_of_our_own"} == ran.named("passed")
    assert {"test_that_we_pass_over_ourselves"} == ran.named("skipped")


@pytest.mark.parametrize(
    "altered",
    [
        f"    def {TWICE}(self): pass",
        f"    {TWICE} = None",
        f"    {TWICE} = property()",
        "    def pytest_generate_tests(self, metafunc): pass",
        "    @pytest.fixture\n    def notices(self): return []",
        "    __test__ = False",
    ],
    ids=["redefined", "deleted", "hidden", "the hook", "a part of it", "left out"],
)
def test_what_a_class_does_to_its_suite_is_refused_when_it_is_made(
    altered: str, tmp_path: Path
) -> None:
    ran = run(tmp_path, f"class TestIt(OfMemory, JournalConformance):\n{altered}\n")

    (said,) = ran.stopped
    assert "TypeError: TestIt." in said
    assert {} == ran.outcomes


def test_a_redefined_test_is_named_with_the_one_way_past_it() -> None:
    with pytest.raises(TypeError) as raised:
        type("TestIt", (JournalConformance,), {TWICE: lambda self: None})

    assert (
        f"TestIt.{TWICE} is not that of its suite: a suite's test is run as it stands; where it "
        f"cannot hold, say why: waives = {{'{TWICE}': 'because …'}}"
    ) == str(raised.value)


def test_what_comes_before_the_suite_in_the_line_of_bases_is_looked_at_too() -> None:
    before = type("Before", (), {TWICE: lambda self: None})

    with pytest.raises(TypeError, match=f"Before.{TWICE} is not that of its suite"):
        type("TestIt", (before, JournalConformance), {})


def test_two_suites_that_would_hide_tests_of_each_other_are_not_mixed() -> None:
    other = type("Other", (StorageConformance,), {})

    class Another(JournalConformance, needs=("journal", "stands")):
        def test_positions_rise(self) -> None:
            raise AssertionError

    with pytest.raises(TypeError, match="two suites have test_positions_rise"):
        type("TestBoth", (Another, other), {})


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("@pytest.mark.skip", ""),
        ("@pytest.mark.skipif(True, reason='no server here')", ""),
        ("@pytest.mark.xfail", ""),
        ("pytestmark = pytest.mark.skip", ""),
        ("", f"TestIt.{TWICE} = lambda self: None"),
    ],
    ids=["skip", "skipif", "xfail", "whole module", "set afterwards"],
)
def test_what_is_done_to_a_class_afterwards_stops_the_collection(
    before: str, after: str, tmp_path: Path
) -> None:
    ran = run(
        tmp_path,
        f"{before}\nclass TestIt(OfMemory, JournalConformance):\n    pass\n{after}\n",
    )

    (said,) = ran.stopped
    assert said.startswith("TestIt.test_")
    assert WAIVE in said
    assert {} == ran.outcomes


def test_a_mark_put_on_the_suite_s_own_test_stops_the_collection(tmp_path: Path) -> None:
    test = vars(JournalConformance.__mro__[1])[TWICE]
    pytest.mark.skip(test)
    try:
        ran = run(tmp_path, "class TestIt(OfMemory, JournalConformance):\n    pass\n")
    finally:
        del test.pytestmark

    (said,) = ran.stopped
    assert said.startswith(f"TestIt.{TWICE} is marked skip: {WAIVE}")


def test_a_test_that_was_taken_out_of_the_suite_itself_is_missed() -> None:
    class Another(JournalConformance, needs=("journal", "stands")):
        def test_more(self) -> None:
            raise AssertionError

    del Another.test_more

    with pytest.raises(TypeError, match="test_more is not that of its suite"):
        type("TestIt", (Another,), {})


@pytest.mark.parametrize(
    ("fixture", "files"),
    [
        ("    @pytest.fixture\n    def journal(self): pytest.skip('no server')", {}),
        ("    @pytest.fixture\n    def journal(self): pytest.xfail('not yet')", {}),
        (
            "",
            {
                "conftest": "import pytest\n"
                "def pytest_collection_modifyitems(items):\n"
                "    for item in items: item.add_marker(pytest.mark.skip(reason='flaky'))\n"
            },
        ),
        (
            "",
            {
                "conftest": "import pytest\n"
                "def pytest_collection_modifyitems(items):\n"
                "    for item in items: item.add_marker(pytest.mark.xfail)\n"
            },
        ),
    ],
    ids=["skipping fixture", "failing fixture", "skipped elsewhere", "expected elsewhere"],
)
def test_what_is_passed_over_while_it_runs_fails(
    fixture: str, files: dict[str, str], tmp_path: Path
) -> None:
    ran = run(
        tmp_path, f"class TestIt(OfMemory, JournalConformance):\n    ours = 1\n{fixture}\n", **files
    )

    assert TESTS == ran.named("failed")
    assert all(WAIVE in said for _, said in ran.outcomes.values())


ONE_NOTE = "[a_note(a_draft(), FIRST_DAY)]"
UNGUARDED = """
Unguarded = type("Unguarded", (), {
    name: value
    for name, value in JournalConformance.contract.stands.items()
    if name != "pytest_generate_tests"
})
"""


@pytest.mark.parametrize(
    ("before", "inside"),
    [
        ("", "    ours = 1"),
        ("", f"    def {TWICE}(self): pass"),
        ("", f"    {TWICE} = None"),
        ("", f"    @pytest.fixture\n    def notices(self): return {ONE_NOTE}"),
        ("@pytest.mark.skip", "    ours = 1"),
        ("@pytest.mark.xfail(strict=False)", "    ours = 1"),
        ("", "    @pytest.fixture\n    def journal(self): pytest.skip('no server')"),
    ],
    ids=["as it is", "redefined", "deleted", "a part of it", "skip", "xfail", "skipping fixture"],
)
def test_without_the_guard_the_same_goes_by_unseen(
    before: str, inside: str, tmp_path: Path
) -> None:
    ran = run(tmp_path, f"{UNGUARDED}\n{before}\nclass TestIt(OfMemory, Unguarded):\n{inside}\n")

    assert [] == ran.stopped
    assert set() == ran.named("failed")
    assert {} != ran.outcomes


def test_a_waived_test_is_shown_as_skipped_with_its_reason(tmp_path: Path) -> None:
    ran = run(
        tmp_path,
        f"""
class Ours(OfMemory, JournalConformance):
    waives = {{"{TWICE}": "the archive keeps every copy"}}

class TestIt(Ours):
    waives = {{"test_nothing_was_told_from_the_beginning": "it is never empty"}}
""",
    )

    assert [] == ran.stopped
    assert ("skipped", "Skipped: waived: the archive keeps every copy") == ran.outcomes[TWICE]
    assert {TWICE, "test_nothing_was_told_from_the_beginning"} == ran.named("skipped")
    assert TESTS == ran.named("passed") | ran.named("skipped")


def test_a_waiver_is_for_one_class_and_leaves_the_suite_as_it_is() -> None:
    class Waiving(JournalConformance):
        waives: ClassVar = {TWICE: "the archive keeps every copy"}

    class AsItIs(JournalConformance):
        pass

    assert {TWICE: "the archive keeps every copy"} == dict(Waiving.contract.waived)
    assert {} == dict(AsItIs.contract.waived)
    assert not hasattr(vars(JournalConformance.__mro__[1])[TWICE], "pytestmark")


@pytest.mark.parametrize(
    ("waives", "said"),
    [
        ({"test_the_same_id_changes_nothing": "no"}, f"the nearest is {TWICE}"),
        ({"notices": "no"}, "which is no test of its suite"),
        ({TWICE: " "}, "say why, got ' '"),
        ({TWICE: None}, "say why, got None"),
        ([TWICE], "a dict would be right"),
    ],
)
def test_a_waiver_names_a_test_and_says_why(waives: object, said: str) -> None:
    with pytest.raises(TypeError, match=said):
        type("TestIt", (JournalConformance,), {"waives": waives})


def test_what_an_author_has_left_out_is_said_once_with_what_the_suite_wants(
    tmp_path: Path,
) -> None:
    ran = run(tmp_path, "class TestIt(StorageConformance):\n    pass\n")

    (said,) = ran.stopped
    assert said.startswith("TestIt does not override the fixture 'storage'\n")
    assert "Override `storage`: empty, for each test." in said


def test_a_fixture_without_its_decorator_is_told_of(tmp_path: Path) -> None:
    ran = run(
        tmp_path,
        "class TestIt(StorageConformance):\n    def storage(self): return MemoryStorage()\n",
    )

    (said,) = ran.stopped
    assert said.startswith("TestIt.storage is no fixture: put @pytest.fixture before it\n")
