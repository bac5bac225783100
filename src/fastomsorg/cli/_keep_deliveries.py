"""
Telling what is due, once or for as long as somebody watches; what is parked, again.
"""

from collections.abc import Callable

from fastomsorg.casework import DeliveryReport
from fastomsorg.terms import FastomsorgError, Permission

from . import _options as option
from ._exits import DONE, FAILED, told
from ._naming import Names
from ._reading import Misused
from ._reasons import plain_reason, show_reasons
from ._run import Run

EVERY = 30
"""How many seconds whoever watches waits between deliveries: as long as the shortest pause."""


def deliver(
    run: Run,
    watch: option.Watch = False,
    redrive: option.Redrive = False,
    notice: option.WhichNotice = None,
    receiver: option.WhichReceiver = None,
) -> int:
    """
    Tell journal, plan and planning what is due (*leverera*).
    """
    if not redrive and (notice is not None or receiver is not None):
        raise Misused("only_with", name="--notice, --receiver", needed="--redrive")
    run.desk().gate.require(Permission.ADMIN, "redrive" if redrive else "deliver")
    redriven = run.casework.redrive(notice=notice, receiver=receiver) if redrive else 0
    if not watch:
        return _once(run, redriven)
    run.voice.say("deliver.watching", every=EVERY)
    _round(run, lambda: _once(run, redriven))
    while True:
        run.around.sleep(EVERY)
        _round(run, lambda: _if_anything(run))


def _round(run: Run, deliver: Callable[[], object]) -> None:
    """
    Whoever watches goes on, whatever went wrong.
    """
    try:
        deliver()
    except FastomsorgError as error:
        told(error, run.voice)


def _once(run: Run, redriven: int) -> int:
    return _tell(run, run.casework.deliver(), redriven)


def _if_anything(run: Run) -> None:
    """
    Nothing is said of a round in which nothing happened.
    """
    report = run.casework.deliver()
    if report.delivered or report.withdrawn or report.problems:
        _tell(run, report, 0)


def _tell(run: Run, report: DeliveryReport, redriven: int) -> int:
    voice = run.voice
    names = Names(run.desk(), voice)
    counted = {
        "delivered": report.delivered,
        "withdrawn": report.withdrawn,
        "waiting": report.waiting,
        "parked": report.parked,
    }
    problems = [plain_reason(problem, names) for problem in report.problems]
    voice.document("deliver", {"redriven": redriven, **counted, "problems": problems})
    if redriven:
        voice.say("deliver.redriven", count=redriven)
    voice.say("deliver.done", **counted)
    if report.parked:
        voice.say("deliver.parked", count=report.parked)
    show_reasons(voice, report.problems, names)
    return FAILED if report.problems else DONE
