"""
Processes that work on a store, and can be killed: see `worker`.
"""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeAlias

TESTS = Path(__file__).parents[1]

Line: TypeAlias = list[str]


class Processes:
    """
    Runs batches of jobs, and hears what they tell.
    """

    def __init__(self) -> None:
        self._parent = subprocess.Popen(
            [sys.executable, "-m", "crash.worker"],
            cwd=TESTS,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            bufsize=1,
        )
        assert self._hear() == ["warm"]

    def run(self, *jobs: Mapping[str, Any]) -> list[Line]:
        """
        What the jobs told, when all of them have ended.
        """
        self._start(jobs)
        return list(self._until_the_end())

    def killed(self, job: Mapping[str, Any], *, done: int, share: float) -> list[Line]:
        """
        What the job told until it was killed: in the midst of what it did after so much was *done*.

        *share* is how far it then came, measured by how long it took for what it did before.
        """
        self._start([job])
        heard: list[Line] = []
        began = ended = time.monotonic()
        while len(told(heard, "done")) < done:
            heard.append(self._hear())
            assert heard[-1][0] != "broke", heard
            began, ended = ended, time.monotonic()
        time.sleep(share * (ended - began))
        os.kill(told(heard, "began")[0], signal.SIGKILL)
        return [*heard, *self._until_the_end()]

    @contextmanager
    def running(self, *jobs: Mapping[str, Any]) -> Iterator[None]:
        """
        Let jobs that tell nothing run meanwhile, and kill them in the end.
        """
        self._start(jobs)
        children = [int(self._hear()[1]) for _ in jobs]
        try:
            yield
        finally:
            for child in children:
                os.kill(child, signal.SIGKILL)
            assert list(self._until_the_end()) == []

    def close(self) -> None:
        assert self._parent.stdin is not None
        assert self._parent.stdout is not None
        self._parent.stdin.close()
        self._parent.wait()
        self._parent.stdout.close()

    def _start(self, jobs: object) -> None:
        assert self._parent.stdin is not None
        self._parent.stdin.write(json.dumps(jobs) + "\n")

    def _hear(self) -> Line:
        assert self._parent.stdout is not None
        line = self._parent.stdout.readline()
        assert line, "the processes' parent is gone"
        return line.split()

    def _until_the_end(self) -> Iterator[Line]:
        while (line := self._hear()) != ["ended"]:
            assert line[0] != "broke", line
            yield line


def told(lines: list[Line], word: str) -> list[int]:
    """
    The numbers that were told with the word.
    """
    return [int(line[1]) for line in lines if line[0] == word]
