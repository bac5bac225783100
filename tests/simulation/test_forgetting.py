"""
In the end somebody's record is erased: all of it, also when the process dies meanwhile.
"""

from collections.abc import Callable, Collection, Mapping, Sequence

import attrs

from fastomsorg.history import Case
from fastomsorg.hooks import Access, Erasable
from fastomsorg.terms import CaseKey
from fastomsorg.testing import MemoryStore
from tests.figures import Figure
from tests.simulation.faults import Died
from tests.simulation.forgetting import forget
from tests.simulation.homes import Home, InMemory, InSqlite
from tests.simulation.playing import play
from tests.simulation.world import World
from tests.soaking import scaled

IN_MEMORY, IN_SQLITE, CONTROLS = scaled(30, 4_000), scaled(3, 400), 10
STEPS = 15


class ErasesBitByBit(MemoryStore):
    """
    A case is taken out first, and what was registered on it when that has been done.
    """

    def erase(
        self, cases: Sequence[Case], *, staying: Collection[CaseKey], access: Access
    ) -> Mapping[Erasable, int]:
        if cases and self.setting("died") is None:
            self.set("died", "once")
            del self._state.cases[cases[0].key]
            raise Died
        return super().erase(cases, staying=staying, access=access)


@attrs.define
class Ends:
    """
    How so many worlds ended: how many purges erased somebody, and what was left.
    """

    worlds: int = 0
    erased: int = 0
    died: int = 0
    found: list[str] = attrs.field(factory=list)


def ends(home: Callable[[], Home], worlds: int) -> Ends:
    ended = Ends()
    for seed in range(worlds):
        place = home()
        world = World(seed, place)
        play(world, STEPS)
        ended.found += [f"{each}  (seed {seed})" for each in forget(world)]
        ended.worlds += 1
        told = [words for _, words in world.story]
        ended.erased += sum(words[0] == "erased" and bool(words[1]) for words in told)
        ended.died += ("died erasing",) in told
        place.close()
    return ended


def test_what_is_too_old_is_erased_altogether_whenever_the_process_dies(figure: Figure) -> None:
    in_memory, in_sqlite = ends(InMemory, IN_MEMORY), ends(InSqlite, IN_SQLITE)
    control = ends(lambda: InMemory(ErasesBitByBit), CONTROLS)
    figure(
        f"traces of somebody erased, in {IN_MEMORY + IN_SQLITE} worlds",
        got=len(in_memory.found) + len(in_sqlite.found),
        of=f"{in_memory.erased + in_sqlite.erased} purges, "
        f"{in_memory.died + in_sqlite.died} in which the process died",
        guard=f"erased bit by bit, {CONTROLS} worlds",
        control=len(control.found),
    )

    assert [] == in_memory.found
    assert [] == in_sqlite.found
    assert in_memory.erased > 0
    assert in_sqlite.erased > 0
    assert control.found
