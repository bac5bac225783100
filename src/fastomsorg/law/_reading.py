"""
From the statutes' TOML to their values.
"""

import datetime as dt
import re
import tomllib
from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import cache
from typing import Any, get_args, get_origin

import attrs
from cattrs import BaseValidationError, Converter, transform_error
from cattrs.gen import make_dict_structure_fn, override
from cattrs.v import format_exception

from fastomsorg.terms import Malformed, Title

from ._citation import Citation
from ._statutes import LegalAct, Statutes
from ._timeline import Sourced, Timeline
from ._transition import Transition


class StatuteError(Malformed):
    """
    A statute file that cannot be read (*felaktig författningsfil*): *file*, and *problems* with
    the key of each.
    """

    default_code = "statute_malformed"


def read_statutes(texts: Mapping[str, str]) -> Statutes:
    """
    Read the statutes from the text of each file, by file name: `{"offer.toml": "…", …}`.

    Raises `StatuteError` for a file too few or too many, for what is not TOML, and for a missing
    or unknown key, a value of the wrong kind, an empty basis, two entries with one first day.
    """
    questions = {f"{field.name}.toml": field for field in attrs.fields(Statutes)}
    for name in sorted(questions.keys() ^ texts.keys()):
        problem = "file missing" if name in questions else "no such question"
        raise StatuteError(file=name, problems=(problem,))

    return Statutes(
        **{
            field.name: _structured(name, texts[name], field.type)
            for name, field in questions.items()
        }
    )


def _structured(file: str, text: str, question: Any) -> Any:
    try:
        return _converter().structure(tomllib.loads(text), question)
    except tomllib.TOMLDecodeError as error:
        raise StatuteError(file=file, problems=(str(error),)) from None
    except BaseValidationError as error:
        problems = transform_error(error, path="", format_exception=_problem)
        raise StatuteError(file=file, problems=tuple(map(_key_first, problems))) from None


def _problem(error: BaseException, expected: type | None) -> str:
    return str(error) if isinstance(error, Malformed) else format_exception(error, expected)


def _key_first(problem: str) -> str:
    """
    The key as it is written in the file, then what is wrong with it.
    """
    what, _, key = problem.rpartition(" @ ")
    written = re.sub(r"\.(start|first_day)$", ".from", key).lstrip(".")
    return f"{written}: {what}" if written else what


def _exactly(kind: type) -> Callable[[Any, Any], Any]:
    def structure(given: Any, _: Any) -> Any:
        if type(given) is not kind:
            raise Malformed("wrong_kind", got=given, expected=kind.__name__)
        return given

    return structure


def _title(given: Any, _: Any) -> Title | None:
    return None if given == "none" else Title(given)


def _sourced(kind: Any, converter: Converter) -> Callable[[Any, Any], Any]:
    return make_dict_structure_fn(kind, converter, start=_FROM)


def _timeline(kind: Any, converter: Converter) -> Callable[[Any, Any], Any]:
    sourced: Any = Sourced
    entries: Any = tuple.__class_getitem__((sourced[get_args(kind)], ...))

    def structure(given: Any, _: Any) -> Timeline[Any]:
        return Timeline(converter.structure(given, entries))

    return structure


@cache
def _converter() -> Converter:
    converter = Converter(forbid_extra_keys=True, detailed_validation=True)
    for kind in (str, int, bool, dt.date):
        converter.register_structure_hook(kind, _exactly(kind))
    converter.register_structure_hook(StrEnum, lambda given, kind: kind(given))
    converter.register_structure_hook(Citation, lambda given, _: Citation.parse(given))
    converter.register_structure_hook(Title | None, _title)
    converter.register_structure_hook_factory(_any(Sourced), _sourced)
    converter.register_structure_hook_factory(_any(Timeline), _timeline)
    converter.register_structure_hook(
        Transition, make_dict_structure_fn(Transition, converter, first_day=_FROM)
    )
    converter.register_structure_hook(
        LegalAct, make_dict_structure_fn(LegalAct, converter, start=_FROM)
    )
    return converter


def _any(generic: type) -> Callable[[Any], bool]:
    return lambda kind: get_origin(kind) is generic


_FROM = override(rename="from")
