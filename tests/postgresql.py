"""
A real PostgreSQL server for the tests that want one: started by the first of them, stopped after
the last, however the run ends.

It runs as a user without rights, listens on loopback only, with a password of its own, and keeps
its data in a temporary folder. Its own language is Swedish, so that whatever is to be in the order
of Python's text has to say so. Nothing is made sure on disk: these databases live for seconds.
"""

import os
import pwd
import secrets
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any, TypeAlias

import pytest

NewDatabase: TypeAlias = Callable[..., str]
"""Makes a database, a copy of *template* if that is said, and tells its URL."""

OWNER = "fok"
QUIETLY = ("env", "DEBIAN_FRONTEND=noninteractive")
REFRESH = (*QUIETLY, "apt-get", "update", "-qq")
INSTALL = (*QUIETLY, "apt-get", "install", "--yes", "--no-install-recommends", "postgresql")
MISSING = "no PostgreSQL server to be found, and none could be installed: see CONTRIBUTING.md"

SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "fsync": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_connections": "60",
    "shared_buffers": "32MB",
    "log_min_messages": "fatal",
    "log_min_error_statement": "panic",
}

SUPERVISED = """
trap '' INT
"$0" "$@" &
read _
kill -QUIT $!
wait $!
rm -rf "$FOLDER"
"""
"""The server is stopped when nobody holds the other end any more, even if they were killed."""


EMPTY = """
SET session_replication_role = replica;
DO $$
DECLARE
    kept text;
BEGIN
    FOR kept IN SELECT tablename FROM pg_tables WHERE schemaname = 'fastomsorg'
        AND tablename NOT IN ('header', 'alembic_version')
    LOOP
        EXECUTE format('DELETE FROM fastomsorg.%I', kept);
    END LOOP;
    FOR kept IN SELECT sequencename FROM pg_sequences WHERE schemaname = 'fastomsorg' LOOP
        EXECUTE format('ALTER SEQUENCE fastomsorg.%I RESTART', kept);
    END LOOP;
END $$;
SET session_replication_role = origin;
"""
"""As whoever owns the server may: the guards of the store do not see it."""


class Server:
    """
    A running server: makes databases, and is stopped. *settings* are others than `SETTINGS`.
    """

    def __init__(self, settings: Mapping[str, str] | None = None) -> None:
        self._settings = {**SETTINGS, **(settings or {})}
        self._programs = programs()
        self._user = unprivileged()
        self._password = secrets.token_urlsafe(12)
        self._names = count(1)
        self._lines: dict[str, Any] = {}
        self.port, self._running = self._start()

    def url(self, database: str, *, user: str = OWNER, password: str | None = None) -> str:
        place = f"127.0.0.1:{self.port}/{database}"
        return f"postgresql+psycopg://{user}:{password or self._password}@{place}"

    def new_database(self, *, template: str = "template1") -> str:
        """
        The URL of a new database.
        """
        name = f"t{next(self._names)}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {template.rpartition('/')[2]}")
        return self.url(name)

    def forget(self, url: str) -> None:
        """
        Remove the database, whoever still uses it.
        """
        self.run(f"DROP DATABASE {url.rpartition('/')[2]} WITH (FORCE)")

    def empty(self, url: str) -> None:
        """
        Let a store be as if nothing had happened.
        """
        database = url.rpartition("/")[2]
        if database not in self._lines:
            self._lines[database] = self._connection(database)
        self._lines[database].execute(EMPTY)

    def run(self, statement: str, database: str = "postgres") -> list[tuple[Any, ...]]:
        """
        The rows of a statement, by whoever owns the server.
        """
        with self._connection(database) as connection:
            done = connection.execute(statement)
            return done.fetchall() if done.description else []

    def stop(self) -> None:
        for line in self._lines.values():
            line.close()
        assert self._running.stdin is not None
        self._running.stdin.close()
        self._running.wait()

    def _connection(self, database: str) -> Any:
        import psycopg  # noqa: PLC0415 - only who wants a server needs the driver

        url = self.url(database).replace("+psycopg", "")
        return psycopg.connect(url, autocommit=True)

    def _prepare(self) -> Path:
        """
        A new folder with an empty cluster in it.
        """
        folder = Path(tempfile.mkdtemp(prefix="fok-pg-"))
        secret = folder / "password"
        secret.write_text(self._password, encoding="ascii")
        secret.chmod(0o600)
        for path in (folder, secret):
            if self._user is not None:
                shutil.chown(path, self._user.pw_name)
        subprocess.run(
            [
                *(self._programs / "initdb", "--pgdata", folder / "data", "--no-sync"),
                *("--username", OWNER, "--auth=scram-sha-256", "--pwfile", secret),
                *("--encoding=UTF8", "--locale=C", "--locale-provider=icu", "--icu-locale=sv"),
            ],
            check=True,
            stdout=subprocess.DEVNULL,
            **self._as_nobody_special(folder),
        )
        secret.unlink()
        return folder

    def _start(self) -> tuple[int, subprocess.Popen[bytes]]:
        """
        The server on a free port; somebody else may take that before it does.
        """
        for _ in range(5):
            folder, port = self._prepare(), free_port()
            settings = [f"--{name}={value}" for name, value in self._settings.items()]
            running = subprocess.Popen(
                ["/bin/sh", "-c", SUPERVISED, self._programs / "postgres", *settings, f"-p{port}"],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
                **self._as_nobody_special(folder),
            )
            if self._answers(folder, port):
                return port, running
            assert running.stdin is not None
            running.stdin.close()
            running.wait()
        raise AssertionError("the PostgreSQL server does not start")

    def _answers(self, folder: Path, port: int) -> bool:
        """
        Has it begun to listen? Until then it may find that the port is taken, and give up.
        """
        pid_file = folder / "data" / "postmaster.pid"
        for _ in range(600):
            with suppress(OSError, IndexError):
                told = pid_file.read_text(encoding="utf-8").splitlines()
                if told[3] == str(port) and told[7].strip() == "ready":
                    return True
            time.sleep(0.02)
        return False

    def _as_nobody_special(self, folder: Path) -> dict[str, Any]:
        places = {"FOLDER": str(folder), "PGDATA": str(folder / "data")}
        place: dict[str, Any] = {"env": {**os.environ, **places, "LC_ALL": "C"}, "cwd": folder}
        if self._user is None:
            return place
        return {**place, "user": self._user.pw_uid, "group": self._user.pw_gid, "extra_groups": []}


def programs() -> Path:
    """
    The folder of the server's programs; installed first where there are none and that is allowed.
    """
    found = installed()
    if found is None and (root := _as_root()) is not None:
        for command in (REFRESH, INSTALL):
            subprocess.run([*root, *command], check=False, stdout=subprocess.DEVNULL)
        found = installed()
    if found is None:
        pytest.fail(MISSING, pytrace=False)
    return found


def installed() -> Path | None:
    on_the_path = shutil.which("postgres")
    if on_the_path is not None:
        return Path(on_the_path).resolve().parent
    folders = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/postgres")]
    return max(folders, key=lambda folder: int(folder.parent.name), default=None)


def _as_root() -> list[str] | None:
    """
    How to do something as root, or None where that takes a password or is not Debian.
    """
    if shutil.which("apt-get") is None:
        return None
    if os.geteuid() == 0:
        return []
    sudo = ["sudo", "--non-interactive"]
    may = shutil.which("sudo") and subprocess.run([*sudo, "true"], check=False).returncode == 0
    return sudo if may else None


def unprivileged() -> pwd.struct_passwd | None:
    """
    Whom the server runs as: PostgreSQL refuses root. None is whoever runs the tests.
    """
    if os.geteuid() != 0:
        return None
    names = {each.pw_name for each in pwd.getpwall()}
    return pwd.getpwnam("postgres" if "postgres" in names else "nobody")


def free_port() -> int:
    with socket.socket() as trying:
        trying.bind(("127.0.0.1", 0))
        return int(trying.getsockname()[1])


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """
    The server of this run.
    """
    server = Server()
    yield server
    server.stop()


@pytest.fixture
def new_database(postgresql: Server) -> Iterator[NewDatabase]:
    """
    Makes databases that are gone after the test.
    """
    made: list[str] = []

    def new_database(*, template: str = "template1") -> str:
        made.append(postgresql.new_database(template=template))
        return made[-1]

    yield new_database
    for url in made:
        postgresql.forget(url)
