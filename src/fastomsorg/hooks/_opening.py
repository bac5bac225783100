"""
Opening what a URL names: exactly one plug-in must answer to it, with what was asked for.
"""

from collections.abc import Iterable, Sequence

import pluggy

from fastomsorg.terms import PluginError

from ._asking import ask, missing, raise_failures, refuse_wrong, without_secrets


def opened(
    implementations: Iterable[pluggy.HookImpl], hook: str, port: type, url: str, *more: str
) -> object | None:
    """
    What the only plug-in that answers has opened (*öppnat*), or None where nobody answers.

    Raises `PluginError` where several answer, where one fails, and where what it opened lacks
    something that the port has.
    """
    answers, failures = ask(implementations, url, *more)
    raise_failures(hook, url, failures, answers)
    for answer in answers:
        refuse_wrong(hook, port, answer)
    if len(answers) > 1:
        raise PluginError(
            "plugin_several_answered",
            plugins=tuple(answer.plugin for answer in answers),
            hook=hook,
            url=without_secrets(url),
        )
    return answers[0].opened if answers else None


def nobody(
    hook: str, url: str, names: tuple[str, ...], problems: Sequence[PluginError]
) -> PluginError:
    """
    What is told where nobody answers to the URL (*ingen svarade*): who was asked, by *names*, and
    who was left out.
    """
    facts = {"hook": hook, "url": without_secrets(url), "got": names}
    if problems:
        left_out = tuple(problem.facts["plugin"] for problem in problems)
        error = PluginError("plugin_none_answered_some_left_out", left_out=left_out, **facts)
        return missing(error, problems)
    return PluginError("plugin_none_answered" if names else "plugin_none_there", **facts)
