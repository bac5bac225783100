"""
Every test looks for what is personal where it must never stand.
"""

import logging
from collections.abc import Iterator

import pytest

from fastomsorg.terms import Fact, FastomsorgError
from tests.canaries import found_in


class _Listening(logging.Handler):
    """
    Keeps every line that is logged, with what was raised.
    """

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@pytest.fixture(autouse=True)
def nothing_personal_is_logged_or_raised() -> Iterator[None]:
    """
    Fail the test in which a canary stands in a log record or in an error of the library.
    """
    raised: list[str] = []
    kept = FastomsorgError.__init__

    def remembering(self: FastomsorgError, code: str | None = None, /, **facts: Fact) -> None:
        kept(self, code, **facts)
        raised.append(f"{self} {self!r}")

    listening = _Listening()
    logging.getLogger().addHandler(listening)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(FastomsorgError, "__init__", remembering)
        yield
    logging.getLogger().removeHandler(listening)

    assert [line for line in (*listening.lines, *raised) if found_in(line)] == []
