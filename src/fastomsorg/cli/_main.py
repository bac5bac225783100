"""
The way in: how a run begins, and how it ends.
"""

import os
import sys
from collections.abc import Mapping, Sequence
from itertools import takewhile
from typing import Any

import typer

from fastomsorg.texts import Language

from ._commands import parser
from ._parsing import UsageError, complaint
from ._running import INTERRUPTED, Run, Surroundings, told
from ._speaking import Voice

PROGRAM = "fastomsorg"
OWNER_ONLY = 0o077


def main(args: Sequence[str] | None = None, around: Surroundings | None = None) -> int:
    """
    Run the command line (*kör*): tell what came of it, and return the exit code.

    What is made on the way is for its owner only.
    """
    words = sys.argv[1:] if args is None else list(args)
    around = around or Surroundings()
    own = tuple(takewhile(lambda word: word != "--", words))
    voice = Voice(_language(own, around.environment), as_json="--json" in own)
    before = os.umask(OWNER_ONLY)
    try:
        return _run(words, Run(around, voice, main))
    except Exception as error:
        if around.environment.get("FASTOMSORG_TRACEBACK"):
            raise
        return told(error, voice)
    finally:
        os.umask(before)


def _run(words: list[str], run: Run) -> int:
    try:
        code: Any = parser().main(words, prog_name=PROGRAM, standalone_mode=False, obj=run)
        return code if isinstance(code, int) else 0
    except UsageError as error:
        return told(complaint(error, run.voice), run.voice)
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED


def _language(words: Sequence[str], environment: Mapping[str, str]) -> Language:
    """
    The language to complain in, before the words have been read: the last that is one, or Swedish.
    """
    said = [environment.get("FASTOMSORG_LANG", "")]
    for place, word in enumerate(words):
        if word == "--lang" and place + 1 < len(words):
            said.append(words[place + 1])
        elif word.startswith("--lang="):
            said.append(word.removeprefix("--lang="))
    known = [Language(each) for each in said if each in list(Language)]
    return known[-1] if known else Language.SV
