"""
Reading tables in: everything that is named, or nothing.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO

from rich.progress import Progress

from fastomsorg.casework import TableFile
from fastomsorg.cli import _options as option
from fastomsorg.cli._reading import Misused
from fastomsorg.cli._running import DONE, MISUSED, REFUSED, Run
from fastomsorg.cli._speaking import Names, Voice, is_malformed, tell_errors, tell_stored
from fastomsorg.terms import Malformed, Purpose
from fastomsorg.wire.tables import table_of

ROWS_AT_A_TIME = 500


def import_(
    run: Run,
    files: option.Files,
    table: option.TableKind = None,
    strict: option.Strict = False,
    confirm: option.Confirm = False,
) -> int:
    """
    Read tables into the store (*läs in*), in whatever order they are given.
    """
    desk = run.desk(Purpose.MIGRATION)
    with ExitStack() as opened:
        tables = [_opened(file, table, opened) for file in files]
        with _progress(run.voice, tables) as progress:
            report = desk.import_tables(tables, strict=strict, confirmed=confirm, progress=progress)
    names = Names(desk, run.voice)
    if report.errors:
        tell_errors(run.voice, report.errors)
        return MISUSED if any(map(is_malformed, report.errors)) else REFUSED
    tell_stored(run.voice, report, names)
    return DONE


def _opened(file: Path, table: str | None, opened: ExitStack) -> TableFile:
    kind = _kind(file, table)
    try:
        stream = opened.enter_context(file.open("rb"))
    except OSError as error:
        raise Misused("file", got=str(file), problem=type(error).__name__) from None
    if not stream.seekable():
        raise Misused("file_not_seekable", got=str(file))
    return TableFile(str(file), kind, stream)


def _kind(file: Path, table: str | None) -> str:
    """
    Which table it is, as stated, or as the file is called.
    """
    try:
        return table_of(table or file.name).name
    except Malformed as error:
        if table or error.code != "table_unknown":
            raise
        raise Misused("table_unknown", **error.facts) from None


@contextmanager
def _progress(voice: Voice, tables: Sequence[TableFile]) -> Iterator[Callable[[str], None]]:
    """
    A bar for each table where somebody is looking: how far its file has been read.
    """
    if voice.as_json or not voice.err.is_terminal:
        yield lambda _: None
        return
    with Progress(console=voice.err, transient=True) as bars:
        streams: dict[str, BinaryIO] = {table.name: table.stream for table in tables}
        tasks = {
            table.name: bars.add_task(table.table, total=_size(table.stream)) for table in tables
        }
        rows = dict.fromkeys(tasks, 0)

        def moved(name: str) -> None:
            rows[name] += 1
            if rows[name] % ROWS_AT_A_TIME == 0:
                bars.update(tasks[name], completed=streams[name].tell())

        yield moved
        for name, stream in streams.items():
            bars.update(tasks[name], completed=_size(stream))


def _size(stream: BinaryIO) -> int:
    return Path(stream.name).stat().st_size
