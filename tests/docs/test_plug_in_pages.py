"""
The pages about plug-ins say what the suites want, and build what stands in the repository.
"""

import re

import pytest

from fastomsorg import testing
from fastomsorg.testing import Suite
from tests.docs.examples import ROOT, SAVED

TUTORIAL = ROOT / "docs" / "tutorial" / "your-first-plug-in.md"
HOW_TO = ROOT / "docs" / "how-to" / "test-your-plug-in.md"
HOST = ROOT / "plugins" / "fastomsorg-example-host" / "src" / "fastomsorg_example_host"
BUILT = {
    found["name"]: found["text"] for found in SAVED.finditer(TUTORIAL.read_text(encoding="utf-8"))
}
ROW = re.compile(
    r"^\| `(?P<suite>\w+)` \| [^|]+ \| (?P<gives>[^|]*) \|(?P<may>[^|]*)\|$", re.MULTILINE
)


@pytest.mark.parametrize("name", ["_database.py", "_journal.py"])
def test_the_tutorial_builds_the_example_host_s_journal_word_for_word(name: str) -> None:
    assert (HOST / name).read_text(encoding="utf-8") == BUILT[f"our_host/{name}"]


def test_the_tutorial_answers_the_hook_as_the_example_host_does() -> None:
    hook = re.compile(r"    @hookimpl\n    def fastomsorg_open_journal.*?\n\n", re.DOTALL)
    (theirs,) = hook.findall((HOST / "_plugin.py").read_text(encoding="utf-8"))

    assert theirs.rstrip() in BUILT["our_host/_plugin.py"]


def test_the_how_to_tells_of_every_suite_with_what_it_wants() -> None:
    told = {
        row["suite"]: tuple(set(re.findall(r"`(\w+)`", row[part])) for part in ("gives", "may"))
        for row in ROW.finditer(HOW_TO.read_text(encoding="utf-8"))
    }
    suites = {
        name: (set(suite.contract.needs), set(suite.contract.takes))
        for name in testing.__all__
        if isinstance(suite := getattr(testing, name), type)
        and issubclass(suite, Suite)
        and suite is not Suite
    }

    assert suites == told
