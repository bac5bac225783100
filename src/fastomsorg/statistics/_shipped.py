"""
The measures that come with the library, in order of name.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import cache, partial

from fastomsorg.care import VisitKind
from fastomsorg.terms import ClientId, StaffId
from fastomsorg.texts import Language, text

from ._contacts import Seats
from ._counted import Exclusion
from ._fortnight import DAYS
from ._indices import Indices, Sequence
from ._measures import LANGUAGES, Figure, Material, Measure, Measured, Worded
from ._shares import mean, median
from ._time import WITHIN

INDICES = ("coc", "hhi", "mmci", "secon", "upc")
SPREAD = ("clients", "mean", "median")
HOME_CARE = frozenset({VisitKind.HOME_CARE})


@cache
def shipped_measures() -> tuple[Measure, ...]:
    """
    The library's own measures (*mått*).
    """
    found = (
        _worded("kkik-14d/1", _fortnight, ("clients", "mean", "median", "many"), days=DAYS),
        _worded("time-continuity/1", _on_time, ("on_time",)),
        _worded("staff-continuity/1", _staff, ("clients", "visits", "mean", "median", "contact")),
        *(_worded(f"{index}/1", partial(_index, index), SPREAD) for index in INDICES),
    )
    return tuple(sorted(found, key=lambda measure: measure.name))


def _worded(
    name: str,
    calculate: Callable[[Material], Measured],
    figures: tuple[str, ...],
    days: int | None = None,
) -> Measure:
    """
    The measure with its words out of the catalogue.
    """
    return Measure(
        name,
        title=_words(f"{name}.title"),
        definition=_words(f"{name}.definition"),
        source=text(Language.SV, f"measures.{name}.source"),
        calculate=calculate,
        figures={figure: _words(f"figure.{figure}") for figure in figures},
        days=days,
    )


def _words(key: str) -> Worded:
    return {each: text(Language(each), f"measures.{key}") for each in LANGUAGES}


def _fortnight(material: Material) -> Measured:
    found = material.fortnight()
    return Measured(
        {
            "clients": len(found.staff),
            "mean": found.mean,
            "median": found.median,
            "many": found.many,
        },
        clients=found.staff,
        excluded=found.excluded,
        left_out=found.left_out,
    )


def _on_time(material: Material) -> Measured:
    found = material.time_continuity(within=WITHIN)
    return Measured({"on_time": found.on_time}, excluded=found.excluded)


def _staff(material: Material) -> Measured:
    found, excluded = material.continuity(HOME_CARE)
    return Measured(
        {
            "clients": len(found.clients),
            "visits": sum(each.visits for each in found.clients),
            "mean": found.mean,
            "median": found.median,
            "contact": found.contact_share,
        },
        clients={each.client: each.staff for each in found.clients},
        excluded=excluded,
    )


def _index(index: str, material: Material) -> Measured:
    excluded: Counter[Exclusion] = Counter()
    found = dict(_of_clients(material, excluded))
    clients: dict[ClientId, Figure] = {id: getattr(each, index) for id, each in found.items()}
    defined = [each for each in clients.values() if isinstance(each, Fraction)]
    figures = {
        "clients": len(defined),
        "mean": mean(defined),
        "median": median(defined),
    }
    return Measured(figures, clients=clients, excluded=excluded)


def _of_clients(
    material: Material, excluded: Counter[Exclusion]
) -> Iterator[tuple[ClientId, Indices]]:
    contacts = material.contacts()
    sequences: defaultdict[ClientId, Sequence] = defaultdict(Sequence)
    for client, unit, on, staff in material.counted(excluded, kinds=HOME_CARE):
        sequences[client].add(standing_for(staff, contacts.on(client, unit, on)))
    for client, sequence in sorted(sequences.items(), key=lambda each: each[0]):
        found = sequence.indices()
        if found is not None:
            yield client, found


def standing_for(staff: tuple[StaffId, ...], seats: Seats) -> StaffId:
    """
    Who stands for a visit by several (*dubbelbemanning*): the primary if they took part, else the
    deputy, else who was recorded first.
    """
    return next((contact for contact in seats if contact in staff), None) or staff[0]
