"""
The statute files as they are shipped, to be changed in tests.
"""

from collections.abc import Mapping
from importlib.resources import files

from fastomsorg.law import Statutes, read_statutes


def shipped() -> dict[str, str]:
    folder = files("fastomsorg.law") / "statutes"
    return {file.name: file.read_text(encoding="utf-8") for file in folder.iterdir()}


def replaced(file: str, old: str, new: str) -> Mapping[str, str]:
    """
    The files, with the first *old* in *file* replaced.
    """
    texts = shipped()
    assert old in texts[file]
    return texts | {file: texts[file].replace(old, new, 1)}


def replaced_statutes(file: str, old: str, new: str) -> Statutes:
    """
    The statutes, with the first *old* in *file* replaced.
    """
    return read_statutes(replaced(file, old, new))
