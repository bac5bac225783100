"""
What importing the library costs, against importing what it stands on.
"""

import subprocess
import sys
from collections.abc import Iterator

from ._timing import Figure, seconds

NEVER = ("sqlalchemy", "alembic", "typer", "rich", "pytest", "hypothesis")
USED = "from fastomsorg import Actor, Casework, RecordStatus, Status"


def _python(code: str) -> None:
    subprocess.run([sys.executable, "-c", code], check=True)


def _costs(code: str, bare: float) -> float:
    return seconds(lambda: _python(code), rounds=15) - bare


def figures() -> Iterator[Figure]:
    bare = seconds(lambda: _python("pass"), rounds=15)
    libraries = _costs("import attrs, cattrs, pluggy, dateutil.relativedelta", bare)
    ours = _costs("import fastomsorg", bare)
    used = _costs(USED, bare)
    loaded = f"import sys; {USED}; assert not {{*{NEVER!r}}} & {{*sys.modules}}, 'too much'"
    _python(loaded)
    told = f"{ours * 1e3:.0f} ms against {libraries * 1e3:.0f} ms"
    yield Figure(
        "import fastomsorg / import attrs, cattrs, pluggy, dateutil",
        ours / libraries,
        1.3,
        detail=told,
    )
    yield Figure(
        "taking Casework and commands out of it / the same",
        used / libraries,
        detail=f"{used * 1e3:.0f} ms",
    )
