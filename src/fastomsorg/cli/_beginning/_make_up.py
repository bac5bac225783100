"""
Making up the tables of a municipality, to try things with.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.progress import Progress

from fastomsorg.cli import _options as option
from fastomsorg.cli._reading import Misused
from fastomsorg.cli._running import Run
from fastomsorg.cli._sample import write_sample
from fastomsorg.cli._speaking import Voice


def sample(
    run: Run,
    folder: option.Folder,
    clients: option.HowMany = 1000,
    seed: option.Seed = 1,
) -> None:
    """
    Write the tables of a made-up municipality (*provkommun*): the same seed, the same bytes.
    """
    voice = run.voice
    try:
        with _progress(voice, clients) as progress:
            rows = write_sample(folder, clients=clients, seed=seed, progress=progress)
    except FileExistsError as error:
        raise Misused("exists", got=str(error.filename or folder)) from None
    tables = [{"file": f"{name}.csv", "table": name, "rows": rows[name]} for name in rows]
    voice.document("sample", {"folder": str(folder), "tables": tables})
    voice.heading(voice.text("sample.done", folder=folder))
    voice.table(("file", "rows"), [(each["file"], each["rows"]) for each in tables])


@contextmanager
def _progress(voice: Voice, clients: int) -> Iterator[Callable[[], None]]:
    """
    A bar where somebody is looking.
    """
    if voice.as_json or not voice.err.is_terminal:
        yield lambda: None
        return
    with Progress(console=voice.err, transient=True) as bars:
        task = bars.add_task(voice.text("sample.clients"), total=clients)
        yield lambda: bars.advance(task)
