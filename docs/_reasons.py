"""
The reference of reasons, made from the catalogues and from the places that give them.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from itertools import pairwise

from docs._markdown import joined, made_from
from docs._origins import LIBRARY, Origin, origins
from fastomsorg.law import statutes

LANGUAGES = ("sv", "en")

OPENING = f"""\
# Reasons

{made_from("src/fastomsorg/texts, decisions, routine, hooks and casework")}

Why something is refused, and what else should be known: every reason has a *code*, a severity, the
facts that its text shows, and the sections of law it rests on. A program goes by the code, which
stays what it is; people read the text, in Swedish or English. Beside the severity stands the
question that the reason is part of the answer to, and the file that answers it.

An **obstacle** (*hinder*) refuses what was asked for. A **remark** (*anmärkning*) rides along with
the answer. *Obstacle or remark* is decided by the seat, by the local rules, or by a confirmation.
Whatever would be an obstacle to a primary is a remark on the start page where it is about a deputy,
and a remark on [history taken over](../explanation/taken-over-history.md).

The sections are those in force on the day that is asked about; repealed law stands only in remarks.
"""

LOCAL = "local rules"
PLUG_IN = "plug-in"
YEARS = ("years.municipality", "years.private_provider")
TERMS = ("search_terms.municipality", "search_terms.private_provider")
BASIS: Mapping[str, tuple[str, ...]] = {
    "absence_unknown": (LOCAL,),
    "absent": (LOCAL,),
    "already_answered": ("home_care", "special_housing"),
    "another_team": (LOCAL,),
    "assessed_no_need": ("home_care", "special_housing"),
    "assessment_missing": ("assessment",),
    "assessment_outdated": ("home_care", "special_housing"),
    "assessment_reason_missing": ("assessment",),
    "assessor_missing": ("assessment",),
    "certificate_before_law": ("certificate",),
    "consent_missing": (LOCAL,),
    "contact_to_follow": ("documentation", LOCAL),
    "counts_locally": (LOCAL,),
    "delegation_missing": (LOCAL,),
    "deputy_missing": (LOCAL,),
    "done_already": (LOCAL,),
    "items_ticked": (LOCAL,),
    "items_unknown": (LOCAL,),
    "language_missing": (LOCAL,),
    "load_exceeded": (LOCAL,),
    "local_obstacle": (PLUG_IN,),
    "names_by_answer_open": ("search_terms.municipality",),
    "names_by_local_choice": (LOCAL,),
    "no_longer_to_do": (LOCAL,),
    "not_in_routine": (LOCAL,),
    "not_yet_due": (LOCAL,),
    "nothing_to_do": (LOCAL,),
    "persons_view_missing": ("assessment",),
    "primary_missing": ("documentation",),
    "retention_ahead": YEARS,
    "retention_born_unknown": ("research_sample",),
    "retention_everybody": ("research_sample",),
    "retention_longer": (PLUG_IN,),
    "retention_municipality_unknown": ("research_sample",),
    "retention_not_due": YEARS,
    "retention_ongoing": YEARS,
    "retention_sample": ("research_sample",),
    "search_terms_limited": TERMS,
    "title_missing": ("title_required",),
    "title_unclear": ("title_required", "exceptions"),
    "title_until": ("title_required", "exceptions"),
    "transition_ended": ("exceptions",),
    "transition_readings_differ": ("exceptions",),
    "transition_unclear": ("exceptions",),
    "unconfirmed_law": ("special_housing", LOCAL),
    "works_under_other_title": ("exceptions",),
}
"""What a code cites: names of timelines in the statutes, and what is not one."""

OBSTACLE_OR_REMARK = "obstacle or remark"


def page() -> str:
    """
    The whole page, in Markdown.
    """
    found: dict[str, list[Origin]] = {}
    for origin in origins():
        found.setdefault(origin.code, []).append(origin)
    texts = {language: tomllib.loads(_written(language)) for language in LANGUAGES}
    return joined([OPENING, *_sections(found, texts)])


def _sections(
    found: Mapping[str, list[Origin]], texts: Mapping[str, Mapping[str, str]]
) -> Iterator[str]:
    """
    The codes in the order of the catalogue, under the headings that its comments are.
    """
    for line, following in pairwise([*_written("en").splitlines(), ""]):
        if line.startswith("# ") and " = " in following:
            yield f"## {line.removeprefix('# ').rstrip('.?')}"
        elif " = " in line and not line.startswith("#"):
            code = line.partition(" = ")[0]
            yield f"### `{code}`"
            said = [f"* {language}: {_shown(texts[language][code])}" for language in LANGUAGES]
            basis = [f"* law: {each}" for each in _basis(code)]
            yield "\n".join([_given_by(found[code]), *said, *basis])


def _written(language: str) -> str:
    return (LIBRARY / "texts" / language / "reasons.toml").read_text(encoding="utf-8")


def _given_by(places: list[Origin]) -> str:
    severities = sorted({place.severity for place in places})
    severity = severities[0] if len(severities) == 1 else OBSTACLE_OR_REMARK
    asked = dict.fromkeys(f"*{place.question}* `{place.file}`" for place in places)
    return f"* {severity}: {'; '.join(asked)}"


def _shown(template: str) -> str:
    return re.sub(r"\{(\w+)(:\w+)?\}", r"`\1`", template)


def _basis(code: str) -> Iterator[str]:
    """
    What the code cites: from which day which sections, with the page that has the words.
    """
    for name in BASIS.get(code, ()):
        if name == LOCAL:
            yield "the local rules themselves"
        elif name == PLUG_IN:
            yield "what the plug-in states"
        elif name == "exceptions":
            yield f"[exceptions](law.md#exceptions): {_transitions()}"
        else:
            heading = name.replace("_", " ").replace(".", ": ")
            anchor = heading.replace(": ", "-").replace(" ", "-")
            yield f"[{heading}](law.md#{anchor}): {_entries(name)}"


def _entries(name: str) -> str:
    """
    The sections by the day they hold from; an entry by which nothing is required obstructs nobody.
    """
    (timeline,) = (held for _, each, held in statutes().timelines() if each == name)
    return "; ".join(
        f"from {entry.start} {', '.join(map(str, entry.basis))}"
        for entry in timeline.entries
        if entry.value is not None
    )


def _transitions() -> str:
    return "; ".join(
        f"reading {each.reading} {', '.join(map(str, each.basis))}"
        for each in statutes().title.transition
    )
