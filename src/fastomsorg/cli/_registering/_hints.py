"""
How to write what the rules ask for: the option, and what it may say.
"""

from collections.abc import Iterator

from fastomsorg.cli._speaking import Names, Voice
from fastomsorg.commands import (
    Annul,
    Command,
    Correct,
    HandOver,
    PlainCommand,
    StartEnactment,
    cases_of,
)
from fastomsorg.decisions import Granted, Reason, Refused, Verdict
from fastomsorg.terms import Act, CaseKey, ChangeReason, Period, Setting

TO_CONFIRM = ("lapses", "revives")
"""The reasons that are answered by looking at the days that change, and confirming."""


def hints(voice: Voice, command: Command, verdict: Verdict, names: Names) -> Iterator[str]:
    """
    What would be right (*vad som hade varit rätt*), in the words of the command line; or, of what
    was granted, what will not come of it.
    """
    match verdict:
        case Refused():
            obstacles = {each.code: each for each in verdict.reasons if each.blocks}
            yield from _of_reasons(voice, obstacles)
            if "outside_stay" in obstacles:
                yield from _stays(voice, command, obstacles["outside_stay"], names)
        case Granted() if isinstance(command, StartEnactment):
            if not (verdict.changed or _counts(command, names)):
                setting, act = command.setting, command.act
                yield voice.text("hint.does_not_count", setting=setting, act=act)
        case Granted():
            pass


def _of_reasons(voice: Voice, obstacles: dict[str, Reason]) -> Iterator[str]:
    if "reason_missing" in obstacles:
        known = tuple(f"{each.value} ({voice.label(each)})" for each in ChangeReason)
        yield voice.text("hint.reason", known=known)
    if "reason_text_missing" in obstacles:
        yield voice.text("hint.text")
    if any(code in obstacles for code in TO_CONFIRM):
        yield voice.text("hint.confirm")


def _stays(voice: Voice, command: Command, outside: Reason, names: Names) -> Iterator[str]:
    """
    The days that the client does have at the unit.
    """
    for key in _cases(command):
        if key.unit == outside.facts.get("unit"):
            stays = names.desk.host.storage.read(key).life.stays
            if stays:
                days = tuple(_days(voice, stay) for stay in stays)
                yield voice.text("hint.stays", unit=names.unit(key.unit), days=days)


def _cases(command: Command) -> tuple[CaseKey, ...]:
    match command:
        case Annul():
            plain: tuple[PlainCommand, ...] = ()
        case Correct() | HandOver():
            plain = command.commands
        case _:
            plain = (command,)
    return tuple(dict.fromkeys(key for each in plain for key in cases_of(each)))


def _days(voice: Voice, stay: Period) -> str:
    if stay.last_day is None:
        return voice.text("hint.since", first=stay.start)
    return voice.text("hint.through", first=stay.start, last=stay.last_day)


def _counts(command: StartEnactment, names: Names) -> bool:
    """
    May the days of what was started count? Local rules can let more count than home care under SoL.
    """
    local = names.desk.host.local(command.case.unit, command.on)
    counted = {(Setting.HOME_CARE, Act.SOL), *local.also_counted}
    return (command.setting, command.act) in counted or local.heeds_unconfirmed(command.on)
