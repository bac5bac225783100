"""
What plug-ins do wrong, and what is said of it.
"""

from collections.abc import Mapping

import pytest

from fastomsorg.hooks import HOOK_VERSION, Panel
from fastomsorg.terms import Malformed, PluginError, StoreError
from fastomsorg.testing import MemoryStorage, MemoryStore
from tests.hooks import plugins
from tests.hooks.plugins import Does, NotMine, Opens, OpensToo, answers, exits, raises

HOOK = "fastomsorg_open_storage"
URL = "ours://here"


def kind_of(value: object) -> str:
    return type(value).__name__


def name_of(plugin: object) -> str:
    kind = plugin if isinstance(plugin, type) else type(plugin)
    return f"{kind.__module__}.{kind.__qualname__}"


def refusal(*given: object) -> PluginError:
    with pytest.raises(PluginError) as refused:
        Panel.of(*given)
    return refused.value


def failure(*given: object, url: str = URL) -> PluginError:
    panel = Panel.of(*given)
    with pytest.raises(PluginError) as failed:
        panel.storage(url)
    return failed.value


def told(error: PluginError) -> tuple[str, Mapping[str, object]]:
    return error.code, error.facts


@pytest.mark.parametrize(
    "error",
    [RuntimeError("no"), ImportError("no"), SystemExit(3), AssertionError(), MemoryError()],
    ids=kind_of,
)
def test_one_that_raises_is_named_with_the_kind_of_error(error: BaseException) -> None:
    assert told(failure(raises(error))) == (
        "plugin_failed",
        {
            "plugins": ("tests.hooks.plugins.Does",),
            "hook": HOOK,
            "url": URL,
            "errors": (type(error).__name__,),
            "answered": (),
        },
    )


def test_one_that_ends_the_program_does_not() -> None:
    assert failure(exits()).facts["errors"] == ("SystemExit",)


def test_what_it_raised_is_the_cause() -> None:
    error = RuntimeError("no")

    assert failure(raises(error)).__cause__ is error


def test_the_keyboard_is_let_through() -> None:
    panel = Panel.of(raises(KeyboardInterrupt()))

    with pytest.raises(KeyboardInterrupt):
        panel.storage(URL)


def test_one_that_raises_does_not_lose_what_the_others_answered() -> None:
    good = Opens()

    failed = failure(raises(RuntimeError()), good, raises(SystemExit()))

    assert good.asked == [URL]
    assert failed.facts["plugins"] == ("tests.hooks.plugins.Does", "tests.hooks.plugins.Does#2")
    assert failed.facts["answered"] == (name_of(Opens),)


def test_several_that_raise_are_all_causes() -> None:
    errors = RuntimeError("one"), SystemExit("two")

    cause = failure(*map(raises, errors)).__cause__

    assert isinstance(cause, BaseExceptionGroup)
    assert cause.exceptions == errors


def test_an_error_of_our_own_kind_says_what_is_wrong_and_who_said_it() -> None:
    panel = Panel.of(Does(plugins.newer_store))

    with pytest.raises(StoreError) as told_so:
        panel.storage(URL)

    assert told_so.value.code == "store_newer"
    assert told_so.value.__notes__ == [f"raised by plug-in {name_of(Does)} in {HOOK}"]


def test_a_malformed_url_is_the_host_s_error_not_the_plug_in_s() -> None:
    panel = Panel.of(raises(Malformed("store_url", got=URL, expected="ours:///file")))

    with pytest.raises(Malformed):
        panel.storage(URL)


def test_none_is_not_mine() -> None:
    assert told(failure(answers(None), NotMine())) == (
        "plugin_none_answered",
        {"hook": HOOK, "url": URL, "got": (name_of(Does), name_of(NotMine))},
    )


def test_without_plug_ins_nobody_answers() -> None:
    assert told(failure()) == ("plugin_none_there", {"hook": HOOK, "url": URL, "got": ()})


def test_two_that_answer_are_both_named() -> None:
    assert told(failure(Opens(), NotMine(), OpensToo())) == (
        "plugin_several_answered",
        {"plugins": (name_of(Opens), name_of(OpensToo)), "hook": HOOK, "url": URL},
    )


@pytest.mark.parametrize("answer", [0, "", False, object(), [MemoryStorage()]], ids=kind_of)
def test_an_answer_of_the_wrong_type_is_refused_even_if_it_is_empty(answer: object) -> None:
    error = failure(answers(answer))

    assert error.code == "plugin_answered_wrongly"
    assert error.facts["got"] == type(answer).__name__
    assert error.facts["expected"] == "Storage"


def test_an_answer_that_lacks_something_is_told_what() -> None:
    assert told(failure(answers(plugins.Halfway()))) == (
        "plugin_answered_wrongly",
        {
            "plugin": name_of(Does),
            "hook": HOOK,
            "got": "Halfway",
            "expected": "Storage",
            "missing": ("append", "horizon"),
        },
    )


def test_a_class_is_not_an_object_of_it() -> None:
    assert told(failure(answers(MemoryStore))) == (
        "plugin_answered_class",
        {"plugin": name_of(Does), "hook": HOOK, "got": "MemoryStore", "expected": "Storage"},
    )


def test_what_one_does_to_its_argument_the_others_do_not_see() -> None:
    def deed(url: str) -> None:
        url += "/elsewhere"

    good = Opens()
    Panel.of(Does(deed), good, Does(deed)).storage(URL)

    assert good.asked == [URL]


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("postgresql://fok:hemligt@db/fok", "postgresql://***@db/fok"),
        ("postgresql://fok:hem/l@igt@db/fok", "postgresql://***@db/fok"),
        ("postgresql://db/fok?user=fok&password=hemligt", "postgresql://db/fok?***"),
        ("sqlite:///fok.db", "sqlite:///fok.db"),
    ],
)
@pytest.mark.parametrize(
    "given",
    [
        (),
        (NotMine(),),
        (raises(OSError()),),
        (answers(MemoryStorage()), answers(MemoryStorage())),
    ],
    ids=["nobody is there", "nobody answers", "one raises", "two answer"],
)
def test_secrets_in_a_url_are_not_told(given: tuple[object, ...], url: str, shown: str) -> None:
    assert failure(*given, url=url).facts["url"] == shown


def test_a_misspelt_hook_is_told_the_nearest_spelling() -> None:
    assert told(refusal(plugins.Misspelt())) == (
        "plugin_unknown_hook",
        {"plugin": name_of(plugins.Misspelt), "hook": "fastomsorg_open_storag", "nearest": HOOK},
    )


def test_a_hook_without_its_mark_would_never_be_called() -> None:
    assert told(refusal(plugins.Unmarked())) == (
        "plugin_hook_unmarked",
        {"plugin": name_of(plugins.Unmarked), "hook": HOOK},
    )


@pytest.mark.parametrize(
    ("plugin", "got"),
    [
        (plugins.OtherArgument, ("uri",)),
        (plugins.ArgumentTooMany, ("url", "mode")),
        (plugins.MissingArgument, ()),
        (plugins.DefaultArgument, ("url",)),
    ],
)
def test_other_arguments_are_refused_before_anything_is_called(
    plugin: type, got: tuple[str, ...]
) -> None:
    assert told(refusal(plugin())) == (
        "plugin_hook_arguments",
        {"plugin": name_of(plugin), "hook": HOOK, "got": got, "expected": ("url",)},
    )


@pytest.mark.parametrize("plugin", [plugins.Wrapper, plugins.PlainWrapper, plugins.Coroutine])
def test_what_does_not_answer_when_called_is_refused(plugin: type) -> None:
    assert told(refusal(plugin())) == (
        "plugin_hook_not_plain",
        {"plugin": name_of(plugin), "hook": HOOK},
    )


@pytest.mark.parametrize("version", [HOOK_VERSION + 1, HOOK_VERSION - 1, "1", 1.0, True])
def test_another_hook_version_is_refused(version: object) -> None:
    plugin = Does(lambda url: None, fastomsorg_hook_version=version)

    assert told(refusal(plugin)) == (
        "plugin_other_version",
        {"plugin": name_of(Does), "got": str(version), "expected": HOOK_VERSION},
    )


@pytest.mark.parametrize("plugin", [plugins.NoVersion(), None, "ours"], ids=kind_of)
def test_a_plug_in_that_states_no_hook_version_is_refused(plugin: object) -> None:
    assert told(refusal(plugin)) == (
        "plugin_without_version",
        {"plugin": name_of(plugin), "expected": HOOK_VERSION},
    )


def test_the_same_plug_in_twice_is_refused() -> None:
    plugin = Opens()

    assert told(refusal(plugin, plugin)) == (
        "plugin_twice",
        {"plugin": "tests.hooks.plugins.Opens#2"},
    )


def test_a_class_that_cannot_be_made_an_object_of_is_named() -> None:
    error = refusal(plugins.CannotBeMade)

    assert told(error) == (
        "plugin_not_loaded",
        {"plugin": name_of(plugins.CannotBeMade), "error": "ConnectionError"},
    )
    assert isinstance(error.__cause__, ConnectionError)
