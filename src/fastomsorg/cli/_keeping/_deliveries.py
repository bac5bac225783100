"""
Telling what is due, once or for as long as somebody watches; what is parked, again.
"""

from uuid import UUID

import attrs

from fastomsorg.casework import DeliveryReport
from fastomsorg.cli import _options as option
from fastomsorg.cli._reading import Misused
from fastomsorg.cli._running import DONE, FAILED, Run, told
from fastomsorg.cli._speaking import Names, plain_reason, show_reasons
from fastomsorg.terms import FastomsorgError, Permission

EVERY = 30
"""How many seconds whoever watches waits between deliveries: as long as the shortest pause."""


@attrs.frozen
class LetGo:
    """
    How much of what was parked was let go on (*det som släpptes*), in which of the two ways.
    """

    redriven: int = 0
    acknowledged: int = 0


def deliver(
    run: Run,
    watch: option.Watch = False,
    redrive: option.Redrive = False,
    notice: option.WhichNotice = None,
    acknowledge: option.ToldAfterAll = None,
    receiver: option.WhichReceiver = None,
) -> int:
    """
    Tell journal, plan and planning what is due (*leverera*).
    """
    _refuse_apart(redrive, notice, acknowledge, receiver)
    run.desk().gate.require(Permission.ADMIN, "redrive" if redrive else "deliver")
    let_go = LetGo(
        redriven=run.casework.redrive(notice=notice, receiver=receiver) if redrive else 0,
        acknowledged=run.desk().acknowledge(acknowledge, receiver) if acknowledge else 0,
    )
    if not watch:
        return _tell(run, run.casework.deliver(), let_go)
    run.voice.say("deliver.watching", every=EVERY)
    watching = Watching(run)
    watching.round(let_go)
    while True:
        run.around.sleep(EVERY)
        watching.round(LetGo())


def _refuse_apart(
    redrive: bool, notice: UUID | None, acknowledge: UUID | None, receiver: str | None
) -> None:
    """
    Raises `Misused` for options that say nothing without another, or not together with it.
    """
    if redrive and acknowledge:
        raise Misused("at_most_one", names=("--redrive", "--told"))
    if notice and not redrive:
        raise Misused("only_with", name="--notice", needed="--redrive")
    if receiver is not None and not (redrive or acknowledge):
        raise Misused("only_with", name="--receiver", needed="--redrive, --told")


@attrs.define
class Watching:
    """
    Delivering for as long as somebody watches (*bevakning*), and how the latest round ended.
    """

    run: Run
    latest: DeliveryReport = attrs.Factory(DeliveryReport)

    def round(self, let_go: LetGo) -> None:
        """
        Deliver, and say so if anything happened; whoever watches goes on, whatever went wrong.
        """
        try:
            before, self.latest = self.latest, self.run.casework.deliver()
            if let_go != LetGo() or _happened(self.latest, before):
                _tell(self.run, self.latest, let_go)
        except FastomsorgError as error:
            told(error, self.run.voice)


def _happened(report: DeliveryReport, before: DeliveryReport) -> bool:
    """
    What goes on standing in the way is said once, and not in every round.
    """
    in_the_way = report.problems and report.problems != before.problems
    return bool(report.delivered or report.withdrawn or in_the_way or report.parked > before.parked)


def _tell(run: Run, report: DeliveryReport, let_go: LetGo) -> int:
    voice = run.voice
    names = Names(run.desk(), voice)
    counted = {
        "delivered": report.delivered,
        "withdrawn": report.withdrawn,
        "waiting": report.waiting,
        "parked": report.parked,
    }
    problems = [plain_reason(problem, names) for problem in report.problems]
    voice.document("deliver", {**attrs.asdict(let_go), **counted, "problems": problems})
    if let_go.redriven:
        voice.say("deliver.redriven", count=let_go.redriven)
    if let_go.acknowledged:
        voice.say("deliver.acknowledged", count=let_go.acknowledged)
    voice.say("deliver.done", **counted)
    if report.parked:
        voice.say("deliver.parked", count=report.parked)
    show_reasons(voice, report.problems, names)
    return FAILED if report.problems else DONE
