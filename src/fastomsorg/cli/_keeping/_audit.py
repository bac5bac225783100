"""
The audit chain: look through it, and let what it came to be kept elsewhere.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from fastomsorg.cli import _options as option
from fastomsorg.cli._reading import Misused
from fastomsorg.cli._running import DONE, FAILED, Run, in_words, is_address
from fastomsorg.cli._speaking import Voice, readable
from fastomsorg.terms import CaseKey, Malformed, Permission
from fastomsorg.wire import (
    Checkpoint,
    Fault,
    Verification,
    checkpoint_line,
    checkpoints_in,
    to_plain,
)


def verify(run: Run, against: option.Against = None) -> int:
    """
    Look through the hash chains (*kontrollera kedjorna*), and compare with what was anchored.
    """
    run.desk().gate.require(Permission.ADMIN, "verify")
    kept = None if against is None else [each for place in against for each in _kept(run, place)]
    told, voice = run.casework.verify(kept), run.voice
    cases = run.desk().cases_of(_chains(told))
    voice.document(
        "verify", {"checkpoint": to_plain(told.checkpoint), **_plain(told, voice, cases)}
    )
    checkpoint = told.checkpoint
    numbers = {"entries": checkpoint.entries, "chains": checkpoint.chains}
    voice.say("verify.whole" if told.whole else "verify.broken", found=told.found, **numbers)
    if told.erased:
        voice.say("verify.erased", erased=told.erased)
    for shown in _shown(told, voice, cases):
        voice.item(shown)
    if not told.whole:
        voice.say("verify.what_to_do")
    return DONE if told.whole else FAILED


def checkpoint(run: Run, anchor: option.AnchorUrls = None, anyway: option.Anyway = False) -> int:
    """
    Make a checkpoint of the chains (*kontrollpunkt*) and give it to every anchor.

    What people are shown is its line alone, so that it can be caught; all else is beside it.
    """
    run.desk().gate.require(Permission.ADMIN, "checkpoint")
    also = {url: run.panel.anchors(url) for url in anchor or ()}
    done = run.casework.checkpoint(anyway=anyway, also=also)
    told, voice = done.verification, run.voice
    cases = run.desk().cases_of(_chains(told))
    problems = [in_words(problem, voice) for problem in done.problems]
    line = checkpoint_line(told.checkpoint)
    voice.document(
        "checkpoint",
        {
            "checkpoint": to_plain(told.checkpoint),
            "line": line,
            "anchors": list(done.kept),
            "problems": [{"code": code, "text": words} for code, words, _ in problems],
            **_plain(told, voice, cases),
        },
    )
    voice.line(line)
    _beside(voice, *(voice.text("checkpoint.kept", url=url) for url in done.kept))
    if not told.whole:
        _beside(
            voice, voice.text("checkpoint.broken", found=told.found), *_shown(told, voice, cases)
        )
    _beside(voice, *(words for _, words, _ in problems))
    return DONE if told.whole and not problems else FAILED


def _beside(voice: Voice, *shown: str) -> None:
    """
    What is told beside the line; a program finds it in the document.
    """
    if not voice.as_json:
        for each in shown:
            voice.complain(each, style="")


def _kept(run: Run, place: str) -> tuple[Checkpoint, ...]:
    """
    The checkpoints in a file, or those that an anchor keeps. Raises `Misused` where there are none.
    """
    if is_address(place):
        kept = tuple(run.panel.anchors(place).kept())
    else:
        try:
            kept = checkpoints_in(Path(place).read_text(encoding="utf-8"))
        except UnicodeDecodeError:
            raise Misused("not_a_checkpoint", got=place, line=1) from None
        except Malformed as wrong:
            if wrong.code == "checkpoint_missing":
                raise Misused("no_checkpoints", got=place) from None
            raise Misused("not_a_checkpoint", got=place, **wrong.facts) from None
    if not kept:
        raise Misused("no_checkpoints", got=place)
    return kept


def _chains(told: Verification) -> Iterator[str]:
    return (fault.chain for fault in told.faults if fault.chain is not None)


def _plain(told: Verification, voice: Voice, cases: Mapping[str, CaseKey]) -> dict[str, Any]:
    return {
        "whole": told.whole,
        "found": told.found,
        "erased": told.erased,
        "faults": [
            {
                "kind": fault.kind.value,
                "text": _in_words(fault, voice),
                "chain": fault.chain,
                "version": fault.version,
                "case": _plain_case(fault, cases),
                "checkpoint": to_plain(fault.checkpoint) if fault.checkpoint else None,
            }
            for fault in told.faults
        ],
        "against": [to_plain(each) for each in told.against],
    }


def _plain_case(fault: Fault, cases: Mapping[str, CaseKey]) -> dict[str, str] | None:
    case = cases.get(fault.chain or "")
    return None if case is None else {"client": case.client, "unit": case.unit}


def _shown(told: Verification, voice: Voice, cases: Mapping[str, CaseKey]) -> Iterator[str]:
    """
    What was found, one by one, then what it was compared with.
    """
    for fault in told.faults:
        yield " ".join((_in_words(fault, voice), *_whose(fault, voice, cases)))
    if told.found > len(told.faults):
        yield voice.text("verify.more", more=told.found - len(told.faults))
    for each in told.against:
        numbers = {"entries": each.entries, "chains": each.chains}
        yield voice.text("verify.against", **_readable(each, voice), **numbers)
    if not told.against:
        yield voice.text("verify.alone")


def _in_words(fault: Fault, voice: Voice) -> str:
    if fault.checkpoint is not None:
        return voice.text(f"verify.fault.{fault.kind}", **_readable(fault.checkpoint, voice))
    return voice.text(f"verify.fault.{fault.kind}", chain=fault.chain, version=fault.version)


def _whose(fault: Fault, voice: Voice, cases: Mapping[str, CaseKey]) -> Iterator[str]:
    """
    Of which case a fault is, where that is known; of one against a checkpoint it is not.
    """
    if case := cases.get(fault.chain or ""):
        yield voice.text("verify.case", client=case.client, unit=case.unit)
    elif fault.chain is not None:
        yield voice.text("verify.no_case")


def _readable(checkpoint: Checkpoint, voice: Voice) -> Mapping[str, Any]:
    return readable({"at": checkpoint.at}, voice)
