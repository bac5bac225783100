"""
How a store is opened: made where there is none, brought up to date where it is older.
"""

from collections.abc import Iterable
from pathlib import Path

from sqlalchemy import Connection, Engine

from fastomsorg.terms import StoreError

from . import _postgres_engine, _sqlite_engine
from ._address import Address, Mode, Network, Server
from ._dialect import dialect_of
from ._errors import told_as_ours
from ._files import make_private
from ._header import Header, Owner
from ._migrations import SCHEMA, upgrade
from ._network import network_file_system
from ._session import Session
from ._sqlite_log import require_safe_log, set_journal


def open_session(address: Address | Server, mounted: Iterable[tuple[str, str]]) -> Session:
    """
    The way into the store (*session*) at the address.

    Raises `StoreError` where there is none and none may be made, or there is one and must not be,
    or it is not ours, newer than this library, on a network drive, or cannot be used.
    """
    if isinstance(address, Server):
        return _opened(_postgres_engine.engine_of(address), address)
    require_safe_log(address)
    _refuse_network(address, mounted)
    _make_room(address)
    session = _opened(_sqlite_engine.engine_of(address), address, alone=address.path is None)
    try:
        with told_as_ours(address.name):
            set_journal(session.engine, address)
    except BaseException:
        session.close()
        raise
    return session


def _opened(engine: Engine, address: Address | Server, *, alone: bool = False) -> Session:
    try:
        with told_as_ours(address.name):
            _bring_up_to_date(engine, address)
    except BaseException:
        engine.dispose()
        raise
    return Session(engine, address.name, alone=alone)


def _refuse_network(address: Address, mounted: Iterable[tuple[str, str]]) -> None:
    if address.path is None or address.network is Network.ALLOW:
        return
    kind = network_file_system(address.path, mounted)
    if kind is not None:
        raise StoreError("store_on_network", store=address.name, kind=kind)


def _make_room(address: Address) -> None:
    """
    An empty file, readable by its owner only, where a store is to be made.
    """
    path = address.path
    if path is None:
        return
    if not path.parent.is_dir():
        raise StoreError("store_folder_missing", store=address.name, folder=str(path.parent))
    if address.mode is Mode.OPEN:
        if not path.exists():
            raise StoreError("store_missing", store=address.name)
        return
    try:
        make_private(path, new=False)
    except OSError as error:
        raise _unreachable(path, error) from None


def _unreachable(path: Path, error: OSError) -> StoreError:
    return StoreError("store_unreachable", store=str(path), problem=type(error).__name__)


def _bring_up_to_date(engine: Engine, address: Address | Server) -> None:
    with engine.connect() as connection:
        header = _accepted(connection, address)
    if header.owner is Owner.OURS and header.schema == SCHEMA:
        return
    dialect = dialect_of(engine)
    with dialect.begun(engine) as connection:
        dialect.prepare(connection)
        if _accepted(connection, address).schema < SCHEMA:
            upgrade(connection)


def _accepted(connection: Connection, address: Address | Server) -> Header:
    """
    The header, if the address means a database like that.
    """
    header = dialect_of(connection).header_of(connection)
    match header.owner:
        case Owner.STRANGER:
            raise StoreError("store_not_ours", store=address.name)
        case Owner.OURS if header.schema > SCHEMA:
            raise StoreError(
                "store_newer", store=address.name, found=header.schema, supported=SCHEMA
            )
        case Owner.OURS if address.mode is Mode.CREATE:
            raise StoreError("store_exists", store=address.name)
        case Owner.NOBODY if address.mode is Mode.OPEN:
            raise StoreError("store_missing", store=address.name)
        case Owner.OURS | Owner.NOBODY:
            return header
