"""
Every room has a door, and is entered through it only; the shop window opens rooms when asked.
"""

import ast
import importlib
from collections.abc import Iterator

import pytest

import fastomsorg
from tests.rooms.source import LIBRARY, PLUG_INS, Import, Module, imports, modules

EVERYTHING = tuple(modules(LIBRARY, *PLUG_INS))
WINDOW = "fastomsorg"
DOORS = tuple(module for module in EVERYTHING if module.is_door and module.name != WINDOW)
ROOMS = ("terms", "law", "care", "commands", "history", "decisions", "casework")
BEHIND = tuple(module for module in EVERYTHING if not module.is_door)


def name_of(module: Module) -> str:
    return module.name


@pytest.mark.parametrize("door", DOORS, ids=name_of)
def test_a_door_holds_a_docstring_its_re_exports_and_their_list_and_nothing_else(
    door: Module,
) -> None:
    docstring, *rest = door.tree().body

    assert isinstance(docstring, ast.Expr)
    assert isinstance(docstring.value, ast.Constant)
    assert [ast.unparse(line) for line in rest if not _belongs_in_a_door(line)] == []


@pytest.mark.parametrize("door", DOORS, ids=name_of)
def test_a_door_lists_exactly_what_it_re_exports(door: Module) -> None:
    brought_in = {
        alias.asname or alias.name
        for line in door.tree().body
        if isinstance(line, ast.ImportFrom)
        for alias in line.names
    }
    listed = [
        ast.literal_eval(line.value)
        for line in door.tree().body
        if isinstance(line, ast.Assign | ast.AnnAssign) and line.value is not None
    ]

    assert [set(names) for names in listed] == [brought_in]


@pytest.mark.parametrize("module", BEHIND, ids=name_of)
def test_a_file_behind_a_door_starts_with_an_underscore(module: Module) -> None:
    assert module.path.name.startswith("_"), f"{module.path}: _{module.path.name} would be right"


@pytest.mark.parametrize("module", EVERYTHING, ids=name_of)
def test_another_room_is_entered_through_its_door(module: Module) -> None:
    assert [str(each) for each in imports(module) if _climbs_in(each)] == []


@pytest.mark.parametrize("module", BEHIND, ids=name_of)
def test_nobody_behind_a_door_goes_out_to_come_in_again(module: Module) -> None:
    through_own_door = [
        str(each)
        for each in imports(module)
        if each.imported.rpartition(".")[0] == module.package and not each.is_relative
    ]

    assert through_own_door == []


@pytest.mark.parametrize("name", fastomsorg.__all__)
def test_the_shop_window_shows_what_it_lists_just_as_the_rooms_have_it(name: str) -> None:
    rooms = [importlib.import_module(f"{WINDOW}.{room}") for room in ROOMS]
    shown = getattr(fastomsorg, name)

    assert [getattr(room, name) is shown for room in rooms if name in room.__all__] == [True]


def test_the_shop_window_says_the_types_of_exactly_what_it_lists() -> None:
    window = next(module for module in EVERYTHING if module.name == WINDOW)
    typed = {each.imported.rpartition(".")[2] for each in imports(window) if each.is_relative}

    assert typed == set(fastomsorg.__all__)


def test_what_the_shop_window_does_not_show_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="Certificat"):
        getattr(fastomsorg, "Certificat")  # noqa: B009 - a type checker would object


@pytest.mark.parametrize("module", EVERYTHING, ids=name_of)
def test_the_shop_window_is_for_those_outside(module: Module) -> None:
    rooms = {door.name for door in DOORS}
    from_the_window = [
        str(each)
        for each in imports(module)
        if each.imported.rpartition(".")[0] == WINDOW and each.imported not in rooms
    ]

    assert module.name.startswith("fastomsorg.cli") or from_the_window == []


def _belongs_in_a_door(line: ast.stmt) -> bool:
    match line:
        case ast.ImportFrom():
            return True
        case (
            ast.Assign(targets=[ast.Name(id="__all__")]) | ast.AnnAssign(target=ast.Name("__all__"))
        ):
            return True
        case _:
            return False


def _climbs_in(each: Import) -> bool:
    return any(not _is_at_home(each.importer, package) for package in _private_parents(each))


def _private_parents(each: Import) -> Iterator[str]:
    parts = each.imported.split(".")
    if parts[0] not in {"fastomsorg", *(path.name for path in PLUG_INS)}:
        return
    for place, part in enumerate(parts):
        if part.startswith("_") and not part.endswith("__"):
            yield ".".join(parts[:place])


def _is_at_home(importer: Module, package: str) -> bool:
    return importer.package == package or importer.package.startswith(f"{package}.")
