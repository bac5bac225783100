"""
Plug-ins as strangers may write them: well, and in every way that goes wrong.
"""

import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import attrs

from fastomsorg.hooks import HOOK_VERSION, Storage, hookimpl
from fastomsorg.terms import StoreError
from fastomsorg.testing import MemoryStorage, MemoryStore


class Opens:
    """
    Opens the URLs that begin with its scheme, and remembers what it was asked for.
    """

    fastomsorg_hook_version = HOOK_VERSION

    def __init__(self, scheme: str = "ours:") -> None:
        self.scheme = scheme
        self.asked: list[str] = []
        self.store = MemoryStorage()

    @hookimpl
    def fastomsorg_open_storage(self, url: str) -> Storage | None:
        self.asked.append(url)
        return self.store if url.startswith(self.scheme) else None


class OpensToo(Opens):
    pass


class NotMine(Opens):
    def __init__(self) -> None:
        super().__init__("others:")


@attrs.define(eq=False)
class Does:
    """
    Does what it is told to when it is asked to open a storage.
    """

    deed: Callable[[str], object]
    fastomsorg_hook_version: object = HOOK_VERSION

    @hookimpl
    def fastomsorg_open_storage(self, url: str) -> object:
        return self.deed(url)


def raises(error: BaseException) -> Does:
    def deed(url: str) -> object:
        raise error

    return Does(deed)


def answers(opened: object) -> Does:
    return Does(lambda url: opened)


def exits() -> Does:
    return Does(lambda url: sys.exit(3))


def newer_store(url: str) -> object:
    raise StoreError("store_newer", got=9, expected=1)


class Halfway(MemoryStore):
    """
    Forgot two methods.
    """

    append = None  # type: ignore[assignment]
    horizon = None  # type: ignore[assignment]


class Misspelt:
    fastomsorg_hook_version = HOOK_VERSION

    @hookimpl
    def fastomsorg_open_storag(self, url: str) -> None:
        pass


class Unmarked:
    fastomsorg_hook_version = HOOK_VERSION

    def fastomsorg_open_storage(self, url: str) -> None:
        pass


class OtherArgument:
    fastomsorg_hook_version = HOOK_VERSION

    @hookimpl
    def fastomsorg_open_storage(self, uri: str) -> None:
        pass


class ArgumentTooMany:
    fastomsorg_hook_version = HOOK_VERSION

    @hookimpl
    def fastomsorg_open_storage(self, url: str, mode: str) -> None:
        pass


class MissingArgument:
    fastomsorg_hook_version = HOOK_VERSION

    @hookimpl
    def fastomsorg_open_storage(self) -> None:
        pass


class DefaultArgument:
    fastomsorg_hook_version = HOOK_VERSION

    @hookimpl
    def fastomsorg_open_storage(self, url: str = "ours:") -> None:
        pass


class Wrapper:
    fastomsorg_hook_version = HOOK_VERSION

    @hookimpl(wrapper=True)
    def fastomsorg_open_storage(self, url: str):  # type: ignore[no-untyped-def]
        return (yield)


class PlainWrapper:
    fastomsorg_hook_version = HOOK_VERSION

    @hookimpl(wrapper=True)
    def fastomsorg_open_storage(self, url: str) -> None:
        pass


class Coroutine:
    fastomsorg_hook_version = HOOK_VERSION

    @hookimpl
    async def fastomsorg_open_storage(self, url: str) -> None:
        pass


class NoVersion:
    @hookimpl
    def fastomsorg_open_storage(self, url: str) -> None:
        pass


class CannotBeMade(Opens):
    def __init__(self) -> None:
        raise ConnectionError("the database is away")


def a_module(name: str, **contents: object) -> ModuleType:
    module = ModuleType(name)
    vars(module).update(contents)
    return module


def install(folder: Path, distribution: str, entry_points: dict[str, str], code: str = "") -> None:
    """
    Lay a distribution out as an installer does; its module is named as the distribution.
    """
    module = distribution.replace("-", "_")
    (folder / f"{module}.py").write_text(code, encoding="utf-8")
    information = folder / f"{module}-1.0.dist-info"
    information.mkdir()
    (information / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {distribution}\nVersion: 1.0\n", encoding="utf-8"
    )
    lines = [f"{name} = {value}" for name, value in entry_points.items()]
    (information / "entry_points.txt").write_text(
        "\n".join(["[fastomsorg]", *lines, ""]), encoding="utf-8"
    )
