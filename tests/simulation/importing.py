"""
Tables read into a world: a client with a history, once in a while with a row that is wrong.
"""

import datetime as dt
from io import BytesIO
from itertools import count

from fastomsorg.casework import TableFile
from fastomsorg.terms import FastomsorgError
from tests.simulation.faults import Died
from tests.simulation.town import UNITS
from tests.simulation.world import World


def read_in(world: World) -> None:
    """
    Read a new client's tables in: all of them, or, where anything is wrong, nothing.
    """
    before = {each.id for each in world.store.changes()}
    number = next(n for n in count() if world.store.client(f"new-{n}") is None)
    client, unit = f"new-{number}", world.chance.choice(UNITS)
    right = world.chance.random() < 0.75
    try:
        report = world.desk.import_tables(_tables(world, client, unit if right else "nowhere"))
    except Died:
        world.tell("died reading in", client)
        world.open()
        read = False
    except FastomsorgError as error:
        world.tell(error, "reading in", client)
        read = False
    else:
        world.tell("read in", client, report.errors)
        read = not report.errors
    after = {each.id for each in world.store.changes()}
    if read:
        world.asked |= after
    elif after != before or world.store.client(client) is not None:
        world.wrong.append(f"read in by half: {client}")


def _tables(world: World, client: str, unit: str) -> list[TableFile]:
    first = world.clock.today - dt.timedelta(days=world.chance.randint(20, 30))
    answered = first + dt.timedelta(days=world.chance.randint(0, 5))
    changed = answered + dt.timedelta(days=world.chance.randint(1, 9))
    tables = {
        "clients": f"id,name,protected\n{client},Nya Testsson,nej\n",
        "enactments": f"id,client,unit,from\n{client}-1,{client},{unit},{first}\n",
        "registrations": "client,unit,on,status,primary,deputy\n"
        f"{client},{unit},{answered},accepted,britta,\n"
        f"{client},{unit},{changed},accepted,greta,britta\n",
    }
    return [TableFile(f"{kind}.csv", kind, BytesIO(text.encode())) for kind, text in tables.items()]
