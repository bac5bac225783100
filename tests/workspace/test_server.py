"""
Where the tests find a PostgreSQL server: there is one, or it is installed, or they fail.
"""

from collections.abc import Iterator
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from tests import postgresql
from tests.postgresql import INSTALL, REFRESH, Server, programs

THERE = Path("/usr/lib/postgresql/15/bin")


def found(monkeypatch: pytest.MonkeyPatch, *answers: Path | None) -> None:
    told: Iterator[Path | None] = iter(answers)
    monkeypatch.setattr(postgresql, "installed", lambda: next(told))


def test_a_server_that_is_missing_is_a_failure_and_no_reason_to_skip(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found(monkeypatch, None)
    monkeypatch.setattr(postgresql, "_as_root", lambda: None)

    with pytest.raises(pytest.fail.Exception, match="no PostgreSQL server"):
        programs()


def test_a_server_that_is_missing_is_installed_where_that_is_allowed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made: list[tuple[str, ...]] = []

    def run(command: list[str], **_: object) -> CompletedProcess[bytes]:
        made.append(tuple(command))
        return CompletedProcess(command, 0)

    found(monkeypatch, None, THERE)
    monkeypatch.setattr(postgresql, "_as_root", lambda: ["sudo", "--non-interactive"])
    monkeypatch.setattr("subprocess.run", run)

    assert programs() == THERE
    assert made == [("sudo", "--non-interactive", *command) for command in (REFRESH, INSTALL)]


def test_the_server_runs_as_somebody_without_rights_and_listens_on_loopback_only(
    postgresql: Server,
) -> None:
    ((folder, addresses, sockets),) = postgresql.run(
        "SELECT current_setting('data_directory'), current_setting('listen_addresses'),"
        " current_setting('unix_socket_directories')"
    )

    assert Path(folder).stat().st_uid != 0
    assert (addresses, sockets) == ("127.0.0.1", "")
