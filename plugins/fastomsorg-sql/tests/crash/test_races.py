"""
Several processes register at the same time: nobody is turned away, and nobody is overwritten.
"""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from ..soaking import scaled
from .office import CONTESTED, faults, opened, requests_in
from .processes import Processes, told

Figure: TypeAlias = Callable[..., None]
NewStore: TypeAlias = Callable[[], Path]
NewUrl: TypeAlias = Callable[[], str]

TIMES = scaled(1, 20)
WRITERS = 4
EACH = 100
RIVALS = 8
VERSIONS = 100
CONTROLS = 30
TWINS = 2
ASKED = 20
DEFERRED = "BEGIN DEFERRED"


def test_writers_wait_for_each_other_and_are_never_turned_away(
    processes: Processes, new_store: NewStore, figure: Figure
) -> None:
    urls = (f"sqlite:///{new_store()}?mode=rw" for _ in range(TIMES + 1))
    control = turned_away(processes, next(urls), CONTROLS, begin=DEFERRED)
    locked = sum(turned_away(processes, url, EACH) for url in urls)
    figure(
        f"database is locked, {WRITERS} processes",
        got=locked,
        of=TIMES * WRITERS * EACH,
        guard=DEFERRED,
        control=f"{control} of {WRITERS * CONTROLS}",
    )

    assert locked == 0
    assert control > 0


def test_writers_on_a_server_are_never_turned_away(
    processes: Processes, new_database: Callable[..., str], furnished_database: str
) -> None:
    for _ in range(TIMES):
        url = f"{new_database(template=furnished_database)}?mode=rw"
        assert turned_away(processes, url, EACH) == 0


def turned_away(processes: Processes, url: str, each: int, **control: str) -> int:
    """
    How many registrations failed, of those that several processes made at the same time.
    """
    jobs = [
        {"do": "register", "url": url, "first": n * each, "count": each, **control}
        for n in range(WRITERS)
    ]
    lines = processes.run(*jobs)
    failed = [line[2] for line in lines if line[0] == "failed"]
    assert control or told(lines, "remark") == []
    assert control or len(told(lines, "done")) == WRITERS * each
    assert set(failed) <= {"store_busy"}
    store = opened(url)
    assert set(told(lines, "done")) == requests_in(store)
    assert list(faults(store)) == []
    store.close()
    return len(failed)


def test_of_those_who_append_to_the_same_version_of_a_case_exactly_one_wins(
    processes: Processes, new_url: NewUrl, figure: Figure
) -> None:
    winners = Counter[int]()
    for _ in range(TIMES):
        winners += rivals(processes, new_url(), VERSIONS)
    url = new_url()
    control = rivals(processes, url, CONTROLS, stale=True)
    figure(
        f"{RIVALS} processes × {VERSIONS} appends, versions without exactly one winner, {at(url)}",
        got=sum(each != TIMES for each in winners.values()),
        of=VERSIONS,
        guard="the version that was read is not looked at",
        control=f"{sum(each != 1 for each in control.values())} of {CONTROLS}",
    )

    assert dict.fromkeys(range(VERSIONS), TIMES) == winners
    assert max(control.values()) > 1


def at(url: str) -> str:
    """
    Which database it is.
    """
    return url.partition(":")[0].partition("+")[0]


def rivals(processes: Processes, url: str, versions: int, *, stale: bool = False) -> Counter[int]:
    """
    How many won each version.
    """
    jobs = [
        {"do": "append", "url": url, "first": n * versions, "versions": versions, "stale": stale}
        for n in range(RIVALS)
    ]
    lines = processes.run(*jobs)
    won, lost = told(lines, "won"), [line[2] for line in lines if line[0] == "failed"]
    store = opened(url)
    assert stale or set(lost) <= {"stale_case"}
    assert len(won) + len(lost) == RIVALS * versions
    assert len(won) == store.read(CONTESTED).version
    assert stale or list(faults(store)) == []
    store.close()
    return Counter(won)


def test_a_request_that_comes_twice_at_the_same_time_is_registered_once(
    processes: Processes, new_url: NewUrl, figure: Figure
) -> None:
    answers, registered = twins(processes, new_url())
    url = new_url()
    _, control = twins(processes, url, alone=True)
    figure(
        f"registrations too many for requests that two processes made at once, {at(url)}",
        got=registered - ASKED,
        of=ASKED,
        guard="a request id each",
        control=control - ASKED,
    )

    assert ASKED == registered
    assert ASKED == len(answers)
    assert control > ASKED


def twins(
    processes: Processes, url: str, *, alone: bool = False
) -> tuple[set[tuple[str, ...]], int]:
    """
    The different answers that were given, and how many registrations there are.
    """
    job = {"do": "ask at once", "url": url, "numbers": list(range(ASKED)), "alone": alone}
    lines = processes.run(*[job] * TWINS)
    store = opened(url)
    registered = len(list(store.changes()))
    store.close()
    given = [tuple(line) for line in lines if line[0] == "answer"]
    assert alone or len(given) == TWINS * ASKED
    return set(given), registered
