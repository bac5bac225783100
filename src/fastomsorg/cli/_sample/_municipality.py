"""
The whole municipality, written table by table while it is being made up.

Units, staff and clients follow from the seed and their number alone, so nothing has to be held in
memory: a municipality of 250,000 clients takes no more than one of 1,000.
"""

import datetime as dt
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import attrs

from fastomsorg.care import Absence
from fastomsorg.wire.tables import TABLES, writing

from ._answers import answers
from ._chance import chance
from ._clients import client, client_id
from ._days import Window, client_absence, staff_absences, visits
from ._places import staff_at, unit, units_for
from ._stays import SERVICES, Stay, enactments, placements, stays

UNTIL = dt.date(2025, 8, 31)
"""The last day that the tables tell of, unless another is asked for."""

VISIT_DAYS = 14
"""How many days of visits there are, unless other is asked for."""


@attrs.frozen
class _Sample:
    """
    What is being made up, and where its rows go.
    """

    seed: int
    clients: int
    until: dt.date
    window: Window
    put: dict[str, Callable[[Any], None]]

    @property
    def units(self) -> int:
        return units_for(self.clients)


def write_sample(
    folder: Path,
    *,
    clients: int,
    seed: int,
    visit_days: int = VISIT_DAYS,
    until: dt.date = UNTIL,
    progress: Callable[[], None] = lambda: None,
) -> dict[str, int]:
    """
    Write the tables of a made-up municipality (*provkommun*); how many rows each table has.

    The same arguments give the same bytes. *progress* is called once for every client. Taking
    the tables over leaves remarks on every 500th client's first contact, and no others. Raises
    `FileExistsError` rather than write over a table.
    """
    folder.mkdir(parents=True, exist_ok=True)
    counts = dict.fromkeys(TABLES, 0)
    with ExitStack() as open_files:
        put = {name: _putting(open_files, folder, name, counts) for name in TABLES}
        window = Window(until - dt.timedelta(visit_days - 1), until)
        sample = _Sample(seed, clients, until, window, put)
        for number in range(sample.units):
            _write_unit(sample, number)
        for number in range(clients):
            _write_client(sample, number)
            progress()
    return counts


def _putting(
    open_files: ExitStack, folder: Path, name: str, counts: dict[str, int]
) -> Callable[[Any], None]:
    file = open_files.enter_context((folder / f"{name}.csv").open("xb"))
    write = open_files.enter_context(writing(TABLES[name], file))

    def put(row: Any) -> None:
        write(row)
        counts[name] += 1

    return put


def _write_unit(sample: _Sample, number: int) -> None:
    sample.put["units"](unit(sample.seed, number))
    staff = staff_at(sample.seed, number)
    for member in staff:
        for row in member.rows():
            sample.put["staff"](row)
        for employment in member.employments():
            sample.put["employments"](employment)
    for absence in staff_absences(sample.seed, number, staff, sample.window):
        sample.put["absences"](absence)


def _write_client(sample: _Sample, number: int) -> None:
    draw = chance(sample.seed, "case", number)
    sample.put["clients"](client(sample.seed, number))
    services = draw.choice(SERVICES)
    placed = placements(draw, number, sample.units, sample.until)
    for enactment in enactments(draw, number, placed, services):
        sample.put["enactments"](enactment)
    away = client_absence(draw, client_id(number), sample.window)
    if away is not None:
        sample.put["absences"](away)
    for stay in stays(placed, services, sample.until):
        _write_stay(sample, number, stay, away)


def _write_stay(sample: _Sample, number: int, stay: Stay, away: Absence | None) -> None:
    staff = staff_at(sample.seed, stay.unit)
    draw = chance(sample.seed, "stay", number, stay.first)
    answered = tuple(answers(draw, number, stay, staff))
    for row in answered:
        sample.put["registrations"](row)
    for visit in visits(draw, number, stay, answered, staff, sample.window, away):
        sample.put["visits"](visit)
