"""
The numbered templates that journal notes are rendered from. Once released, one never changes.
"""

from collections.abc import Iterator, Mapping, Sequence

from fastomsorg.terms import Fact

from ._catalogue import Language, UnknownText, entry, table
from ._template import filled, placeholders

PARTS = "parts"
"""The fact that lists the templates a note consists of; the facts of the first begin with ``1.``"""


def note_heading(language: Language) -> str:
    """
    The heading that notes stand under (*sökord*).
    """
    return entry(language, "notes.heading")


def note_text(language: Language, template: str, facts: Mapping[str, Fact]) -> str:
    """
    The note (*journalanteckning*) that a numbered *template*, as ``accepted/1``, gives.

    One line a sentence; a sentence whose facts are not all there is left out. Codes have words of
    their own here, so that no other text changes what a note says. Raises `UnknownText`.
    """
    return "\n".join(_lines(language, template, facts))


def _lines(language: Language, template: str, facts: Mapping[str, Fact]) -> Iterator[str]:
    told = dict(facts)
    if facts.get(PARTS):
        told[PARTS] = "\n".join(_parts(language, facts))
    for sentence in _sentences(language, template):
        if placeholders(sentence) <= told.keys():
            yield filled(
                sentence, told, lambda group, code: entry(language, f"notes.words.{group}.{code}")
            )


def _parts(language: Language, facts: Mapping[str, Fact]) -> Iterator[str]:
    parts = facts[PARTS]
    assert isinstance(parts, tuple | list)
    for number, template in enumerate(parts, start=1):
        own = f"{number}."
        theirs = {name[len(own) :]: facts[name] for name in facts if name.startswith(own)}
        yield from _lines(language, template, theirs)


def _sentences(language: Language, template: str) -> Sequence[str]:
    written = table(language, "notes")["templates"].get(template)
    if written is None:
        raise UnknownText(key=f"notes.templates.{template}", language=language.value)
    sentences: Sequence[str] = written
    return sentences
