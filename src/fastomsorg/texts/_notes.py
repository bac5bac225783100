"""
The numbered templates that journal notes are rendered from. Once released, one never changes.
"""

from collections.abc import Iterator, Mapping, Sequence

from fastomsorg.terms import Fact

from ._catalogue import Language, UnknownText, entry, table
from ._template import filled, placeholders

PARTS, GONE, AGAIN = "parts", "gone", "again"
"""
The facts that list the templates a note consists of: what it says, what no longer holds, and what
holds again. The facts of the first of *parts* begin with ``parts.1.``
"""


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
    for name in (PARTS, GONE, AGAIN):
        if facts.get(name):
            told[name] = "\n".join(_parts(language, name, facts))
    for sentence in _sentences(language, template):
        if placeholders(sentence) <= told.keys():
            yield filled(
                sentence, told, lambda group, code: entry(language, f"notes.words.{group}.{code}")
            )


def _parts(language: Language, name: str, facts: Mapping[str, Fact]) -> Iterator[str]:
    parts = facts[name]
    assert isinstance(parts, tuple | list)
    for number, template in enumerate(parts, start=1):
        own = f"{name}.{number}."
        theirs = {each[len(own) :]: facts[each] for each in facts if each.startswith(own)}
        yield from _lines(language, template, theirs)


def _sentences(language: Language, template: str) -> Sequence[str]:
    written = table(language, "notes")["templates"].get(template)
    if written is None:
        raise UnknownText(key=f"notes.templates.{template}", language=language.value)
    sentences: Sequence[str] = written
    return sentences
