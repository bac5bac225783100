"""
The source code as data: which modules there are, and what each imports.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import attrs

ROOT = Path(__file__).parents[2]
LIBRARY = ROOT / "src" / "fastomsorg"
PLUG_INS = tuple(
    sorted(path.parent for path in ROOT.glob("plugins/*/src/*/__init__.py") if path.is_file())
)


@attrs.frozen
class Module:
    """
    One file: its dotted name, and whether it is a package's door.
    """

    name: str
    path: Path
    is_door: bool

    @property
    def package(self) -> str:
        return self.name if self.is_door else self.name.rpartition(".")[0]

    @property
    def room(self) -> str | None:
        """
        The folder below the library that the file is in, or None for the shop window.
        """
        parts = self.name.split(".")
        return parts[1] if len(parts) > 1 else None

    def tree(self) -> ast.Module:
        return ast.parse(self.path.read_text(encoding="utf-8"), filename=str(self.path))


@attrs.frozen
class Import:
    """
    One import statement's target, written out in full.
    """

    importer: Module
    imported: str
    line: int
    is_relative: bool

    def __str__(self) -> str:
        return f"{self.importer.path}:{self.line} imports {self.imported}"


def modules(*packages: Path) -> Iterator[Module]:
    for package in packages:
        for path in sorted(package.rglob("*.py")):
            parts = path.relative_to(package.parent).with_suffix("").parts
            is_door = parts[-1] == "__init__"
            yield Module(".".join(parts[:-1] if is_door else parts), path, is_door)


def imports(module: Module) -> Iterator[Import]:
    """
    Every target: `from a.b import c` gives `a.b.c`, which may be a module or a name in one.
    """
    for node in ast.walk(module.tree()):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(module, alias.name, node.lineno, is_relative=False)
        elif isinstance(node, ast.ImportFrom):
            base = _base(module, node)
            for alias in node.names:
                imported = f"{base}.{alias.name}"
                yield Import(module, imported, node.lineno, is_relative=node.level > 0)


def _base(module: Module, node: ast.ImportFrom) -> str:
    if node.level == 0:
        return str(node.module)

    above = module.package.split(".")
    above = above[: len(above) - (node.level - 1)]
    return ".".join([*above, *([node.module] if node.module else [])])
