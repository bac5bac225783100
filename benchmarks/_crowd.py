"""
Several processes at the same work: how much they do together, and how long each piece takes.
"""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeAlias

import attrs

Piece: TypeAlias = Callable[[], object]
Job: TypeAlias = Callable[[int], Sequence[Piece]]
"""What process number so-and-so does, once it has got ready."""

WARM = 5
"""So many pieces each process does first, which are not counted."""

FORKS = multiprocessing.get_context("fork")


@attrs.frozen
class Pace:
    """
    Seconds that a piece takes, for all processes together, and the seconds of each piece.
    """

    each: float
    pieces: tuple[float, ...]

    @property
    def rate(self) -> float:
        return 1 / self.each

    @property
    def percentile(self) -> float:
        """
        Of a hundred pieces ninety-nine take no longer.
        """
        return sorted(self.pieces)[int(0.99 * (len(self.pieces) - 1))]


def together(job: Job, processes: int) -> Pace:
    """
    Let so many processes begin at once.
    """
    told: Any = FORKS.Queue()
    ready = FORKS.Barrier(processes)
    running = [
        FORKS.Process(target=_run, args=(job, number, ready, told), daemon=True)
        for number in range(processes)
    ]
    for process in running:
        process.start()
    heard = [_heard(told) for _ in running]
    for process in running:
        process.join()
    took = max(end for _, end, _ in heard) - min(start for start, _, _ in heard)
    pieces = tuple(piece for _, _, each in heard for piece in each)
    return Pace(took / len(pieces), pieces)


def _run(job: Job, number: int, ready: Any, told: Any) -> None:
    with _telling_what_went_wrong(told):
        pieces = job(number)
        for piece in pieces[:WARM]:
            piece()
        ready.wait()
        start = time.perf_counter()
        times = []
        for piece in pieces[WARM:]:
            began = time.perf_counter()
            piece()
            times.append(time.perf_counter() - began)
        told.put((start, time.perf_counter(), times))


@contextmanager
def _telling_what_went_wrong(told: Any) -> Iterator[None]:
    try:
        yield
    except BaseException as error:
        told.put(f"{type(error).__name__}: {error}")
        raise


def _heard(told: Any) -> Any:
    answer = told.get()
    if isinstance(answer, str):
        raise RuntimeError(answer)
    return answer


def alone(work: Callable[[], Any]) -> Any:
    """
    What the work answers in a process of its own, whose memory is nobody else's.
    """
    told: Any = FORKS.Queue()

    def run() -> None:
        with _telling_what_went_wrong(told):
            told.put(work())

    process = FORKS.Process(target=run)
    process.start()
    answer = _heard(told)
    process.join()
    return answer
