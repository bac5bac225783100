"""
A routine, told as somebody reads it: who does what by when, with which document.
"""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from fastomsorg.cli._speaking import Voice
from fastomsorg.decisions import Span
from fastomsorg.routine import (
    Anchor,
    ObligationKind,
    Routine,
    TeamSize,
    Versions,
    Within,
    Words,
    in_words,
    said_by,
)
from fastomsorg.texts import UnknownText, word


def plain_routine(
    routine: Routine, versions: Versions, on: dt.date, voice: Voice
) -> dict[str, Any]:
    """
    A version of a routine as the contract has it.
    """
    return {
        "name": routine.name,
        "on": on.isoformat(),
        "from": routine.start.isoformat(),
        "versions": [each.start.isoformat() for each in versions.versions],
        "title": in_words(routine.title, voice.language),
        "source": routine.source,
        "extends": routine.extends,
        "fingerprint": routine.fingerprint,
        "says": [{"key": key, "value": said} for key, said in said_by(routine).items()],
        "obligations": [_plain(each, voice) for each in routine.obligations],
    }


def _plain(kind: ObligationKind, voice: Voice) -> dict[str, Any]:
    within = kind.within
    return {
        "kind": kind.kind,
        "title": in_words(kind.title, voice.language),
        "anchor": kind.anchor.value,
        "within": within and {"amount": within.amount, "unit": within.unit.value},
        "who": list(kind.who),
        "note": kind.note,
        "checklist": [
            {
                "item": each.item,
                "group": each.group,
                "title": in_words(each.title, voice.language),
            }
            for each in kind.checklist
        ],
        "source": kind.source,
        "chosen": in_words(kind.chosen, voice.language) if kind.chosen else None,
    }


def show_routine(voice: Voice, routine: Routine, versions: Versions, on: dt.date) -> None:
    """
    The version of the day to people.
    """
    title = in_words(routine.title, voice.language)
    voice.heading(voice.text("routine.heading", title=title, name=routine.name, on=on))
    voice.say("routine.source", source=routine.source)
    later = tuple(each.start for each in versions.versions)
    voice.say("routine.versions", since=routine.start, days=later)
    if routine.extends:
        voice.say("routine.extends", name=routine.extends)
    _chosen(voice, routine.chosen)
    for heading, lines in (("rules", _rules(voice, routine)), ("limits", _limits(voice, routine))):
        told = list(lines)
        if told:
            voice.heading("\n" + voice.text(f"routine.{heading}"))
        for line, source, chosen in told:
            voice.item(line)
            _source(voice, source, chosen)
    if routine.obligations:
        voice.heading("\n" + voice.text("routine.obligations"))
    for kind in routine.obligations:
        _show_kind(voice, kind, routine)


def _show_kind(voice: Voice, kind: ObligationKind, routine: Routine) -> None:
    voice.item(f"{in_words(kind.title, voice.language)} ({kind.kind})")
    who = voice.text("due.or").join(_responsible(voice, each) for each in kind.who)
    limit = _counted(voice, kind, routine)
    voice.item(f"{limit} {who}." if who else limit, level=1)
    for each in kind.checklist:
        voice.item(f"☐ {in_words(each.title, voice.language)}", level=2)
    _source(voice, kind.source, in_words(kind.chosen, voice.language) if kind.chosen else None)


def _counted(voice: Voice, kind: ObligationKind, routine: Routine) -> str:
    """
    By when, in a sentence: of what was done, from the latest of it.
    """
    if kind.anchor is Anchor.YEAR:
        return voice.text("routine.yearly")
    limit = "reminder" if kind.within is None else "within" if kind.within.amount else "same_day"
    facts = {"time": _time(voice, kind.within) if kind.within else "", "anchor": kind.anchor.value}
    if kind.anchor is not Anchor.LATEST_DONE:
        return voice.text(f"routine.{limit}", **facts)
    of = [each for each in routine.obligations if each.kind in kind.of]
    titles = tuple(f"”{in_words(each.title, voice.language)}”" for each in of)
    said = voice.text(f"routine.{limit}_latest", of=titles, **facts)
    first = kind.first and voice.text("routine.at_first", anchor=kind.first.value)
    return f"{said} {first}" if first else said


def _rules(voice: Voice, routine: Routine) -> Iterator[tuple[str, str, str | None]]:
    """
    Each rule that was chosen, with its value, document and what was chosen of it.
    """
    said = said_by(routine)
    for key, value in said.items():
        name = key.removeprefix("rules.")
        if key != name and "." not in name:
            chosen = routine.rules_chosen.get(name)
            yield (
                voice.text(f"routine.rule.{name}", value=_value(voice, name, value)),
                routine.rules.sources.get(name, routine.source),
                in_words(chosen, voice.language) if chosen else None,
            )
    for name in ("unclear_accepted", "unconfirmed_law", "names_searched"):
        choice = getattr(routine.rules, name)
        if choice is not None:
            yield voice.text(f"routine.rule.{name}", value=choice.start), choice.source, None


def _value(voice: Voice, name: str, value: str) -> str:
    match value:
        case "true" | "false":
            return voice.text("yes" if value == "true" else "no").lower()
        case _ if name == "operator":
            return word(voice.language, "Operator", value)
        case _ if name == "also_noted":
            return ", ".join(word(voice.language, "AlsoNoted", each) for each in value.split(", "))
        case _ if name == "also_counted":
            pairs = (each.split() for each in value.split(", "))
            return ", ".join(f"{word(voice.language, 'Setting', a)} ({b})" for a, b in pairs)
        case _:
            return value


def _limits(voice: Voice, routine: Routine) -> Iterator[tuple[str, str, str | None]]:
    load, team, targets = routine.load, routine.team, routine.targets
    if load is not None:
        for role, span in load.limits.items():
            kind = "routine.load_refuses" if load.refuses else "routine.load"
            yield voice.text(kind, role=role, span=_span(span)), load.source, load.chosen
    if team is not None:
        yield ", ".join(_team(voice, team)), team.source, team.chosen
    if routine.longer_absence is not None:
        absence = routine.longer_absence
        line = voice.text("routine.longer_absence", time=_time(voice, absence))
        yield line, absence.source, absence.chosen
    if targets.contact_share is not None:
        share = targets.contact_share
        key = "routine.share_more_than" if share.more_than else "routine.share_least"
        line = voice.text(key, share=_percent(share.least))
        if share.months:
            line += voice.text("routine.share_months", months=share.months)
        yield line, share.source, share.chosen
    if targets.scheduled is not None:
        band = targets.scheduled
        facts = {"least": _percent(band.least), "most": _percent(band.most)}
        yield voice.text("routine.scheduled", **facts), band.source, band.chosen
    yield from _demands(voice, routine)


def _team(voice: Voice, team: TeamSize) -> Iterator[str]:
    if team.staff != Span():
        yield voice.text("routine.team", staff=_span(team.staff))
    if team.clients != Span():
        yield voice.text("routine.team_clients", clients=_span(team.clients))
    if team.runner:
        yield voice.text("routine.team_runner")


def _demands(voice: Voice, routine: Routine) -> Iterator[tuple[str, str, str | None]]:
    demands = routine.demands
    if demands is None:
        return
    for name in ("delegations", "languages"):
        if wanted := getattr(demands, name):
            line = voice.text(f"routine.demand.{name}", wanted=tuple(sorted(wanted)))
            yield line, demands.source, demands.chosen
    for service, wanted in demands.delegations_for.items():
        facts = {"service": service, "wanted": tuple(sorted(wanted))}
        line = voice.text("routine.demand.delegations_for", **facts)
        yield line, demands.source, demands.chosen
    for name in ("one_team", "at_work"):
        if getattr(demands, name):
            yield voice.text(f"routine.demand.{name}"), demands.source, demands.chosen


def _source(voice: Voice, source: str, chosen: str | None) -> None:
    voice.item(voice.text("routine.source", source=source), "dim", level=1)
    if chosen:
        voice.item(voice.text("routine.chosen", what=chosen), "dim", level=1)


def _chosen(voice: Voice, chosen: Words | None) -> None:
    if chosen:
        voice.say("routine.chosen", what=in_words(chosen, voice.language))


def _span(span: Span) -> str:
    if span.fewest == span.most:
        return str(span.most)
    return f"{'' if span.fewest is None else span.fewest}–{'' if span.most is None else span.most}"


def _time(voice: Voice, within: Within) -> str:
    group = "one_TimeUnit" if within.amount == 1 else "TimeUnit"
    return f"{within.amount} {word(voice.language, group, within.unit)}"


def _percent(share: Any) -> str:
    return f"{float(100 * share):g} %".replace(".", ",")


def _responsible(voice: Voice, code: str) -> str:
    try:
        return word(voice.language, "Responsible", code)
    except UnknownText:
        return code
