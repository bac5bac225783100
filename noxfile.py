"""
Everything that has to hold before a change goes in.

`nox` runs it all, `nox -l` lists it, `nox -s tests-3.12 -- tests/law -k transition` runs a part.
"""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import nox

nox.needs_version = ">=2025.2.9"
nox.options.default_venv_backend = "uv|virtualenv"

os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
# What has been compiled is kept: the tests start the program, and its libraries, a thousand times.

ROOT = Path(__file__).parent
PLUG_INS = tuple(sorted(path.parent.name for path in ROOT.glob("plugins/*/pyproject.toml")))
PRIVATE = "Private :: Do Not Upload"
THIS_PYTHON = f"{sys.version_info.major}.{sys.version_info.minor}"
PYTHONS = tuple(sorted({"3.11", "3.12", "3.13", "3.14", THIS_PYTHON}))
FULLY_COVERED = ("law", "history", "decisions")
CRASHES = "plugins/fastomsorg-sql/tests/crash"
"""
Processes killed, power cut, disks that fail: slow, and the same on every Python. They run once,
in the plug-in's own session; the sessions that repeat everything leave them out.
"""
WORLDS = "tests/simulation"
"""
Thousands of made-up histories: they ask what the library does, not which versions it stands on.
They run once too, in a session of their own.
"""
BROWSER = "plugins/fastomsorg-report/tests/browser"
"""
The page in a real browser: the same on every Python. It runs once, in the plug-in's own session.
"""
COUNTED = (
    "plugins/fastomsorg-columnar/tests/test_controls.py",
    "plugins/fastomsorg-columnar/tests/test_partials.py",
    "plugins/fastomsorg-sql/tests/postgresql/test_migrations.py",
    "plugins/fastomsorg-sql/tests/test_erasing.py",
    "plugins/fastomsorg-sql/tests/test_migrations.py",
    "plugins/fastomsorg-sql/tests/test_tampering.py",
    "tests/testing/test_every_method_counts.py",
    "tests/testing/test_suites_bite.py",
    "tests/testing/test_suites_stand.py",
    "tests/testing/test_tampering.py",
)
"""
What goes on being broken, killed or counted for long: not asked of the oldest versions once more.
"""
TOUCHING = (
    *("tests/cli", "tests/hooks", "tests/law", "tests/routine", "tests/terms", "tests/testing"),
    *("tests/texts", "tests/wire", "plugins"),
)
"""
Where what others have written is touched: there an interface can be missing in an old version.
"""
ON_SPARK = "plugins/fastomsorg-columnar/tests/spark"
"""
What takes Spark, which is large, and a Java: once, in the plug-in's own session.
"""
PAGES = "--ignore=tests/docs"
"""
What is said of the pages: with the pages, in ``docs``.
"""
LEFT_OUT = tuple(f"--ignore={path}" for path in (CRASHES, WORLDS, ON_SPARK, BROWSER))
MEASURED = ROOT / ".nox" / "measured"
"""
Where every session that measures puts what it reached; ``coverage`` puts it together.
"""
GROUPS = nox.project.load_toml(ROOT / "pyproject.toml")


def runs(version: str) -> bool:
    """
    Does the interpreter really start? A name on the path may be an empty promise.
    """
    if version == THIS_PYTHON:
        return True
    program = shutil.which(f"python{version}")
    if program is None:
        return False
    return subprocess.run([program, "-c", ""], capture_output=True, check=False).returncode == 0


nox.options.sessions = [
    "style",
    "rooms",
    "types",
    *(f"tests-{version}" for version in PYTHONS if runs(version)),
    "simulation",
    "plugins",
    "coverage",
    "docs",
    "lowest",
    "wheel",
]


def group(name: str) -> tuple[str, ...]:
    return tuple(nox.project.dependency_groups(GROUPS, name))


def editable(*extras: str) -> tuple[str, ...]:
    library = f".[{','.join(extras)}]" if extras else "."
    folders = (library, *(f"./plugins/{name}" for name in PLUG_INS))
    return tuple(part for folder in folders for part in ("-e", folder))


def project_of(plugin: str) -> dict[str, Any]:
    found: dict[str, Any] = nox.project.load_toml(ROOT / "plugins" / plugin / "pyproject.toml")
    return dict(found["project"])


def beside(plugin: str) -> tuple[str, ...]:
    """
    The other plug-ins that a plug-in, or its tests, stand on, as folders.
    """
    project = project_of(plugin)
    needed = project["dependencies"] + project["optional-dependencies"]["testing"]
    return tuple(f"./plugins/{name}" for name in PLUG_INS if name in needed)


@nox.session(tags=["quick"])
def style(session: nox.Session) -> None:
    """
    Lint and layout, by ruff.
    """
    session.install(*group("style"))
    session.run("ruff", "check", ".")
    session.run("ruff", "format", "--check", ".")


@nox.session(tags=["quick"])
def rooms(session: nox.Session) -> None:
    """
    The import contracts: layers, cycles, purity, third parties.
    """
    session.install(*group("rooms"))
    folders = ["src", *(f"plugins/{name}/src" for name in PLUG_INS)]
    session.run("lint-imports", "--no-logo", env={"PYTHONPATH": ":".join(folders)})


@nox.session(tags=["quick"])
def types(session: nox.Session) -> None:
    """
    mypy --strict over everything that is Python.
    """
    session.install(*editable("cli", "testing"), *group("dev"))
    further = [name for name in ("benchmarks", "docs") if any(Path(name).rglob("*.py"))]
    session.run("mypy", "src", "tests", "conftest.py", "noxfile.py", *further)
    for name in PLUG_INS:
        folder = f"plugins/{name}"
        session.run("mypy", f"{folder}/src", f"{folder}/tests", env={"MYPYPATH": folder})


@nox.session(python=PYTHONS)
def tests(session: nox.Session) -> None:
    """
    The tests of the library, and on other Pythons than this those of the plug-ins too.
    """
    session.install(*editable("cli", "testing"), *group("test"))
    if session.posargs or session.python != THIS_PYTHON:
        chosen = session.posargs or ["tests", "plugins", *LEFT_OUT]
        session.run("pytest", "-n", "2", "--dist", "worksteal", *chosen)
    else:
        measured(session, "library", "--dist", "worksteal", "tests", PAGES, *LEFT_OUT)


def measured(session: nox.Session, name: str, *chosen: str) -> None:
    """
    Run tests side by side, and keep what they reach for ``coverage``.
    """
    MEASURED.mkdir(parents=True, exist_ok=True)
    for old in MEASURED.glob(f"{name}.*"):
        old.unlink()
    session.run(
        *("pytest", "-n", "2", "--cov", "--cov-report=", "--cov-fail-under=0", *chosen),
        env={"COVERAGE_FILE": str(MEASURED / f"{name}.measured")},
    )


@nox.session
def simulation(session: nox.Session) -> None:
    """
    Whole worlds from their seeds, on every store, with everything that can go wrong.
    """
    session.install(*editable("cli", "testing"), *group("test"))
    session.run("pytest", "-n", "2", "--dist", "worksteal", WORLDS, *session.posargs)


@nox.session
@nox.parametrize("plugin", [nox.param(name, id=name) for name in PLUG_INS])
def plugins(session: nox.Session, plugin: str) -> None:
    """
    Each plug-in's own tests, with only the library, and what it stands on, beside it.
    """
    folders = (*beside(plugin), f"./plugins/{plugin}[testing]")
    session.install(".", *folders, *group("docs"), *group("measured"))
    chosen = ("--dist", "loadgroup", f"plugins/{plugin}/tests", *session.posargs)
    measured(session, plugin, *chosen)


@nox.session
def coverage(session: nox.Session) -> None:
    """
    How much of the code the sessions before it reached, and whether that is enough.
    """
    session.install(*group("measured"))
    found = [str(path) for path in sorted(MEASURED.glob("*.measured"))]
    missing = {"library", *PLUG_INS} - {Path(path).stem for path in found}
    if missing:
        session.error(f"not measured: {', '.join(sorted(missing))}; run tests and plugins first")
    together = {"COVERAGE_FILE": str(MEASURED / "together")}
    session.run("coverage", "combine", "--keep", "--quiet", *found, env=together)
    session.run("coverage", "report", env=together)
    whole = ",".join(f"src/fastomsorg/{room}/*" for room in FULLY_COVERED)
    session.run("coverage", "report", f"--include={whole}", "--fail-under=100", env=together)


@nox.session
def docs(session: nox.Session) -> None:
    """
    Every example in the documentation, run as a reader would run it: each page from its beginning.
    """
    session.install(*editable("cli", "testing"), *group("test"))
    pages = ("README.md", "docs", "tests/docs")
    session.run("pytest", "-n", "2", "--dist", "loadfile", *pages, *session.posargs)


@nox.session
def lowest(session: nox.Session) -> None:
    """
    The tests again, with the oldest version of everything that we say we can live with.

    Each with a few examples: what is looked for is an interface that was not there yet.
    """
    session.install("uv")
    session.run(
        *("uv", "pip", "install", "--quiet", "--resolution", "lowest-direct"),
        *("--python", session.virtualenv.location),
        *editable("cli", "testing"),
        *group("test"),
    )
    counted = (f"--ignore={path}" for path in COUNTED)
    chosen = session.posargs or [*TOUCHING, *LEFT_OUT, *counted]
    few = {"HYPOTHESIS_PROFILE": "few"}
    session.run("pytest", "-n", "2", "--dist", "worksteal", *chosen, env=few)


@nox.session
def wheel(session: nox.Session) -> None:
    """
    Build what would be published, and run it where nothing of this folder is in sight.
    """
    session.install("build", "hatchling")
    folder = Path(session.create_tmp()).resolve()
    built, away = folder / "dist", folder / "away"
    for old in (built, away):
        shutil.rmtree(old, ignore_errors=True)
    away.mkdir()

    published = [name for name in PLUG_INS if PRIVATE not in project_of(name)["classifiers"]]
    for source in (".", *(f"plugins/{name}" for name in published)):
        session.run("python", "-m", "build", "--no-isolation", "--outdir", str(built), source)
    for name in ("fastomsorg", *published):
        left_out = missing_in_wheel(built, name)
        if left_out:
            session.error(f"{name}: not in the wheel: {', '.join(left_out)}")

    wheels = [str(next(built.glob(f"{name.replace('-', '_')}-*.whl"))) for name in published]
    library = f"{next(built.glob('fastomsorg-*.whl'))}[cli]"
    session.run("python", "-m", "venv", str(away / "env"))
    with session.chdir(away):
        session.run("env/bin/pip", "install", "--quiet", library, *wheels, external=True)
        session.run("env/bin/fastomsorg", "demo", external=True)


def missing_in_wheel(built: Path, name: str) -> list[str]:
    """
    The files of a package that its wheel lacks: modules, statutes, texts, `py.typed`.
    """
    package = name.replace("-", "_")
    source = ROOT / ("src" if name == "fastomsorg" else f"plugins/{name}/src")
    files = {
        path.relative_to(source).as_posix()
        for path in (source / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    with zipfile.ZipFile(next(built.glob(f"{package}-*.whl"))) as archive:
        return sorted((files | {f"{package}/py.typed"}) - set(archive.namelist()))


@nox.session(default=False)
def soak(session: nox.Session) -> None:
    """
    The long forms: more kills, cuts, races and examples than a change has time for.

    ``nox -s soak -- plugins/fastomsorg-sql/tests/crash`` soaks a part. What is counted stands at
    the end, under *figures*.
    """
    session.install(*editable("cli", "testing"), *group("test"))
    chosen = session.posargs or ["tests", "plugins", f"--ignore={ON_SPARK}"]
    session.run(
        *("pytest", "-n", "2", "--dist", "worksteal", *chosen),
        env={"FASTOMSORG_SOAK": "1", "HYPOTHESIS_PROFILE": "soak"},
    )


@nox.session(default=False)
def benchmarks(session: nox.Session) -> None:
    """
    How fast, as ratios, against plain code and against other libraries.
    """
    session.install(*editable("cli", "testing"), *group("benchmarks"))
    session.run("python", "-m", "benchmarks", *session.posargs)
