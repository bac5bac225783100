"""
A store on a server, filled.
"""

from fastomsorg_sql import Plugin

from fastomsorg.testing import Municipality


def filled(database: str, of: Municipality) -> str:
    """
    The URL of a new store in the database, with the municipality in it.
    """
    store = Plugin(mounted=lambda: ()).store(f"{database}?mode=new")
    assert store is not None
    of.put_into(store)
    store.close()
    return f"{database}?mode=rw&timeout=5"
