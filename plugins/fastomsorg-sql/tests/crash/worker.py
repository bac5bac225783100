"""
Makes processes that register, quickly: one that has imported everything, and forks.

``python -m crash.worker`` reads one line for each batch of jobs, as JSON, and runs the jobs at the
same time, each in a process of its own. A job tells on standard output what it does, a line at a
time: no line is torn, whenever the process is killed. ``began PID`` and ``ended`` stand around
each batch.
"""

import json
import os
import signal
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from itertools import count
from typing import Any, TypeAlias
from unittest import mock
from uuid import uuid4

import attrs
from sqlalchemy import Engine, event

from fastomsorg.decisions import Granted
from fastomsorg.history import Case
from fastomsorg.hooks import Outgoing
from fastomsorg.terms import CaseKey, FastomsorgError, StaleCase, Status
from fastomsorg.testing import a_draft, a_note, a_posting, answered, request, started
from fastomsorg.wire import dumps

from .office import BEFORE, CONTESTED, FIRST, command, furnish, manager_of, opened

Job: TypeAlias = dict[str, Any]
BATCH = 50


def tell(*words: object) -> None:
    os.write(sys.stdout.fileno(), (" ".join(map(str, words)) + "\n").encode())


def register(job: Job, ready: Callable[[], None]) -> None:
    """
    Register *count* times from *first* on; with *early*, acknowledge before the commit.

    *begin* is how transactions begin.
    """
    store = opened(job["url"])
    begin_with(job, store._session.engine)
    desk = manager_of(store)
    doing: list[int] = []
    if job.get("early"):
        event.listen(store._session.engine, "commit", lambda _: tell("done", doing.pop()))
    ready()
    for number in range(job["first"], job["first"] + job["count"]):
        tell("about", number)
        doing.append(number)
        try:
            verdict = desk.submit(command(number), request=request(number))
        except FastomsorgError as error:
            tell("failed", number, error.code)
        else:
            if doing:
                tell("done" if isinstance(verdict, Granted) else "refused", doing.pop())
            for remark in verdict.remarks if isinstance(verdict, Granted) else ():
                tell("remark", number, remark.code)


def ask_at_once(job: Job, ready: Callable[[], None]) -> None:
    """
    Make the requests that others make too, under the same ids or, *alone*, under ids of its own.
    """
    desk = manager_of(opened(job["url"]))
    ready()
    for number in job["numbers"]:
        verdict = None
        while verdict is None:
            with suppress(StaleCase):
                id = uuid4() if job["alone"] else request(number)
                verdict = desk.submit(command(number), request=id)
        if isinstance(verdict, Granted):
            answer = dumps(attrs.evolve(verdict, remarks=()))
            tell("answer", number, sha256(answer.encode()).hexdigest())


def append(job: Job, ready: Callable[[], None]) -> None:
    """
    Append to one case, version by version, what others try to append to the same version.

    *stale*: on a store that does not look at which version the case was read.
    """
    store = opened(job["url"])
    if job["stale"]:
        mock.patch("fastomsorg_sql._append._refuse_stale").start()
    ready()
    for version in range(job["versions"]):
        while len(registrations := store.read(CONTESTED).registrations) < version:
            time.sleep(0.001)
        case = Case(CONTESTED, registrations[:version])
        what = started(FIRST) if version == 0 else answered(Status.DECLINED, FIRST)
        draft = a_draft(what, number=job["first"] + version, case=CONTESTED)
        try:
            store.append([a_posting(draft, case)], now=BEFORE)
        except FastomsorgError as error:
            tell("failed", version, error.code)
        else:
            tell("won", version)


def begin_with(job: Job, engine: Engine | type[Engine]) -> None:
    """
    Let transactions begin as the job says, instead of taking their turn.
    """
    instead = job.get("begin")
    if instead is None:
        return

    @event.listens_for(engine, "before_cursor_execute", retval=True)
    def begin(
        _connection: object, _cursor: object, statement: str, parameters: Any, *_: object
    ) -> tuple[str, Any]:
        return statement.replace("BEGIN IMMEDIATE", instead), parameters


def begin(
    _connection: object, _cursor: object, statement: str, parameters: Any, *_: object
) -> tuple[str, Any]:
    return statement.replace("BEGIN IMMEDIATE", "BEGIN DEFERRED"), parameters


def open_store(job: Job, ready: Callable[[], None]) -> None:
    """
    Open a store, which brings it up to date; die before statement number *until*.

    *begin* is how transactions begin: without taking a turn first, or not at all.
    """
    begin_with(job, Engine)
    left = iter(range(job.get("until", 10_000)))

    @event.listens_for(Engine, "before_cursor_execute")
    def die(*_: object) -> None:
        if next(left, None) is None:
            os.kill(os.getpid(), signal.SIGKILL)

    ready()
    try:
        opened(job["url"]).close()
    except FastomsorgError as error:
        tell("failed", 0, error.code)
    else:
        tell("done", 0)


def write_on(job: Job, ready: Callable[[], None]) -> None:
    """
    Register on many cases in every transaction, from *first* on, until somebody ends it.
    """
    store = opened(job["url"])
    ready()
    for first in count(job["first"], BATCH):
        postings = []
        for number in range(first, first + BATCH):
            key = CaseKey(f"w{number}", "north")
            draft = a_draft(started(FIRST), number=number, case=key)
            note = a_note(draft, FIRST, case=key)
            postings.append(a_posting(draft, notices=(Outgoing(note, ("journal",)),)))
        store.append(postings, now=BEFORE)


JOBS: dict[str, Callable[[Job, Callable[[], None]], None]] = {
    "register": register,
    "ask at once": ask_at_once,
    "append": append,
    "open": open_store,
    "write on": write_on,
}


def run(jobs: list[Job]) -> None:
    """
    Let the jobs begin when all of them are ready, and wait until the last has ended.
    """
    seen, ready = os.pipe()
    gate, opener = os.pipe()
    children = []
    for job in jobs:
        child = os.fork()
        if child == 0:
            os.close(opener)

            def wait() -> None:
                os.write(ready, b".")
                os.read(gate, 1)

            alone(job, wait)
        children.append(child)
        tell("began", child)
    os.close(ready)
    waiting = len(jobs)
    while waiting and (told := os.read(seen, waiting)):
        waiting -= len(told)
    for end in (opener, gate, seen):
        os.close(end)
    for child in children:
        os.waitpid(child, 0)
    tell("ended")


def alone(job: Job, ready: Callable[[], None]) -> None:
    try:
        JOBS[job["do"]](job, ready)
    except BaseException as error:  # noqa: BLE001 - a forked process must not go on as its parent
        tell("broke", type(error).__name__)
    os._exit(0)


def warm() -> None:
    """
    Do once what every process would have to do first.
    """
    store = opened("sqlite://")
    furnish(store, clients=1)
    desk = manager_of(store)
    for number in range(2):
        desk.submit(command(number), request=request(number))
    store.close()


if __name__ == "__main__":
    warm()
    tell("warm")
    for line in sys.stdin:
        run(json.loads(line))
