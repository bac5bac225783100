"""
Where a store lies, and how it is to be kept: what its URL says.
"""

from enum import StrEnum
from pathlib import Path
from typing import TypeVar

import attrs
from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from fastomsorg.terms import Malformed

FILES = ("sqlite", "sqlite+pysqlite")
SERVERS = ("postgresql", "postgresql+psycopg")

Choice = TypeVar("Choice", bound=StrEnum)


class Mode(StrEnum):
    """
    Must the store be there already (*ska lagringen finnas*)?

    *rwc*: it is made where it is missing. *rw*: it must be there. *new*: it must not.
    """

    OPEN_OR_CREATE = "rwc"
    OPEN = "rw"
    CREATE = "new"


class Rollback(StrEnum):
    """
    What SQLite keeps to undo with (*återställningsjournal*): a file that is deleted, or a log.
    """

    DELETE = "delete"
    WAL = "wal"


class Network(StrEnum):
    """
    May the store lie on a network drive (*nätverksdisk*), where locks may not hold?
    """

    REFUSE = "refuse"
    ALLOW = "allow"


@attrs.frozen
class Address:
    """
    A store's URL, read (*adress*): ``sqlite:///fok.db?mode=rw&journal=wal&network=allow&timeout=5``.

    *path* None is a store in memory. *timeout* is how many seconds to wait for another writer.
    """

    path: Path | None
    mode: Mode = Mode.OPEN_OR_CREATE
    journal: Rollback = Rollback.DELETE
    network: Network = Network.REFUSE
    timeout: float = 30.0

    @property
    def name(self) -> str:
        """
        What people know the store by (*lagringens namn*).
        """
        return ":memory:" if self.path is None else str(self.path)


@attrs.frozen
class Server:
    """
    A database on a server (*databasserver*): ``postgresql+psycopg://user@host/fok?mode=rw``.

    *url* is for the driver, with the options that are the driver's own.
    """

    url: URL = attrs.field(repr=False)
    mode: Mode = Mode.OPEN_OR_CREATE
    timeout: float = 30.0

    @property
    def name(self) -> str:
        """
        What people know the store by (*lagringens namn*), without user, password and options.
        """
        where = f":{self.url.port}" if self.url.port else ""
        return f"postgresql://{self.url.host or ''}{where}/{self.url.database or ''}"


def is_ours(url: str) -> bool:
    """
    Is it the URL of an SQLite or a PostgreSQL store (*är adressen vår*)?
    """
    return url.partition(":")[0] in FILES + SERVERS


def address_of(url: str) -> Address | Server:
    """
    The address (*adress*) that *url* spells out.

    Raises `Malformed` for an option that there is not, or a value that it cannot have.
    """
    return _server_of(url) if url.partition(":")[0] in SERVERS else file_of(url)


def _server_of(url: str) -> Server:
    try:
        read = make_url(url).set(drivername="postgresql+psycopg")
    except (ArgumentError, ValueError):
        raise Malformed("store_url", got=SHOWN, expected=SERVER) from None
    ours = ("mode", "timeout")
    options = {name: value for name, value in read.query.items() if isinstance(value, str)}
    return Server(
        url=read.difference_update_query(ours),
        mode=_choice(Mode, options, "mode", Mode.OPEN_OR_CREATE),
        timeout=_seconds(options.get("timeout", "30")),
    )


SERVER = "postgresql+psycopg://user@host/fok"
SHOWN = "postgresql+psycopg://***"
"""There may be a password in what cannot be read."""


def file_of(url: str) -> Address:
    """
    The address (*adress*) of an SQLite store.
    """
    try:
        read = make_url(url)
    except ArgumentError:
        raise Malformed("store_url", got=url, expected="sqlite:///fok.db") from None
    if read.host or read.username or read.port:
        shown = read.render_as_string(hide_password=True)
        raise Malformed("store_url", got=shown, expected="sqlite:///fok.db")
    options = _options(read)
    return Address(
        path=_path(read),
        mode=_choice(Mode, options, "mode", Mode.OPEN_OR_CREATE),
        journal=_choice(Rollback, options, "journal", Rollback.DELETE),
        network=_choice(Network, options, "network", Network.REFUSE),
        timeout=_seconds(options.get("timeout", "30")),
    )


def _path(url: URL) -> Path | None:
    return None if url.database in (None, "", ":memory:") else Path(str(url.database)).absolute()


def _options(url: URL) -> dict[str, str]:
    known = ("mode", "journal", "network", "timeout")
    options = {}
    for name, value in url.query.items():
        if name not in known or not isinstance(value, str):
            raise Malformed("store_option", option=name, expected="|".join(known))
        options[name] = value
    return options


def _choice(kind: type[Choice], options: dict[str, str], name: str, default: Choice) -> Choice:
    value = options.get(name, default.value)
    if value not in list(kind):
        raise Malformed("store_option_value", option=name, got=value, expected="|".join(kind))
    return kind(value)


def _seconds(value: str) -> float:
    try:
        seconds = float(value)
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds <= 3600:
        raise Malformed("store_option_value", option="timeout", got=value, expected="0–3600")
    return seconds
