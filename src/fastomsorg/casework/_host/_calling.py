"""
Calling a receiver and giving up on it when it takes too long.
"""

from __future__ import annotations

import contextvars
import datetime as dt
import os
import threading
from collections.abc import Callable, Iterator

import attrs

from fastomsorg.hooks import Delivery
from fastomsorg.journal import Notice


class NoAnswer(Exception):
    """
    The receiver has not answered in time (*inget svar*), and may still be at it.
    """


@attrs.define(eq=False)
class Call:
    """
    One call to a receiver, in a thread of its own (*anrop*).

    What it is about is kept with it, for whoever finds it answered later.
    """

    target: str
    function: Callable[[], object] = attrs.field(repr=False)
    delivery: Delivery | None = None
    told: Notice | None = None
    error: BaseException | None = attrs.field(default=None, repr=False)
    process: int = attrs.field(factory=os.getpid, init=False)
    _answer: object = attrs.field(default=None, init=False, repr=False)
    _done: threading.Event = attrs.field(factory=threading.Event, init=False, repr=False)

    def begin(self) -> None:
        context = contextvars.copy_context()
        thread = threading.Thread(
            target=context.run, args=(self._run,), name=f"fastomsorg: {self.target}", daemon=True
        )
        thread.start()

    def answer(self, patience: dt.timedelta | None) -> object:
        """
        What the receiver answered. Raises what it raised, or `NoAnswer` when *patience* is over.
        """
        if not self._done.wait(None if patience is None else patience.total_seconds()):
            raise NoAnswer
        if self.error is not None:
            raise self.error
        return self._answer

    def is_done(self) -> bool:
        return self._done.is_set()

    def _run(self) -> None:
        try:
            self._answer = self.function()
        except BaseException as error:  # noqa: BLE001 - raised again where it is waited for
            self.error = error
        finally:
            self._done.set()


class Calls:
    """
    The calls of one casework that nobody waits for any more (*obesvarade anrop*).

    A receiver that has not answered yet is not called again meanwhile, so that one that hangs
    costs a thread and no more. A program that ends does not wait for it, and one that was forked
    off has not called.
    """

    def __init__(self) -> None:
        self._late: list[Call] = []
        self._turn = threading.Lock()

    def answer(self, call: Call, patience: dt.timedelta | None) -> object:
        """
        Call, and wait as long as there is patience; without a limit, call from this very thread.
        """
        if patience is None:
            return call.function()
        call.begin()
        try:
            return call.answer(patience)
        except NoAnswer:
            with self._turn:
                self._late.append(call)
            raise

    def late(self) -> frozenset[str]:
        """
        The receivers that have not answered yet.
        """
        process = os.getpid()
        with self._turn:
            return frozenset(call.target for call in self._late if call.process == process)

    def answered(self) -> Iterator[Call]:
        """
        The calls that have been answered since, each once.
        """
        with self._turn:
            done = [call for call in self._late if call.is_done()]
            self._late = [call for call in self._late if not call.is_done()]
        yield from done
