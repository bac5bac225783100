"""
A store on a server, filled.
"""

from fastomsorg_sql import Plugin

from ..municipalities import Town, fill


def filled(database: str, town: Town) -> str:
    """
    The URL of a new store in the database, with the municipality in it.
    """
    store = Plugin(mounted=lambda: ()).store(f"{database}?mode=new")
    assert store is not None
    fill(store, town)
    store.close()
    return f"{database}?mode=rw&timeout=5"
