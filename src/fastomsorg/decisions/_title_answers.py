"""
Every answer to the question about the title that one rule-book can give, made once.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain

import attrs

from fastomsorg.law import Citation, Ground, Outcome, TitleRules, Transition, basis_of
from fastomsorg.terms import Title

from ._reason import Reason, warning


@attrs.frozen
class TitleAnswer:
    """
    May this person be a contact, as far as the title goes (*behörighet*)?

    *last_day* is the last day on which the answer can hold, or None where no end is known.
    *citations* are the law in force on the day asked about; repealed law that explains the
    ground stands in the basis of the *remarks*.
    """

    outcome: Outcome
    ground: Ground | None
    last_day: dt.date | None
    citations: tuple[Citation, ...]
    remarks: tuple[Reason, ...] = ()

    def with_remarks(self, *more: Reason) -> TitleAnswer:
        """
        The same answer, with *more* to be known.
        """
        remarks = (*self.remarks, *more)
        return TitleAnswer(self.outcome, self.ground, self.last_day, self.citations, remarks)


@attrs.frozen
class TitleAnswers:
    """
    *free* is the answer where no title is required. Which of the exceptions hold of somebody is
    a number, one bit for each, the rule-book's first the lowest: *bits* has each with the title
    and the day it turns on, *deciding* the bits that an answer rests on, *by_held* the answers for
    every such number: as it is, with no evidence seen, with another title now, with both. *ended*
    are the exceptions that have passed, each with its remark.
    """

    free: TitleAnswer | None
    title: Title | None
    certificates_since: dt.date
    certified: TitleAnswer
    certified_unseen: TitleAnswer
    bits: tuple[tuple[int, Title, dt.date], ...]
    by_held: tuple[tuple[TitleAnswer, ...], ...]
    deciding: tuple[int, ...]
    ended: tuple[tuple[Title, dt.date, Reason], ...]


CERTIFICATE_UNSEEN = warning("no_evidence", of="certificate")
EMPLOYMENT_UNSEEN = warning("no_evidence", of="employment")


@lru_cache(maxsize=256)
def title_answers(titles: TitleRules) -> TitleAnswers:
    """
    The answers under *titles*, made the first time they are asked for.
    """
    exceptions = titles.transitions
    title = titles.required.value if titles.required else None
    certified = TitleAnswer(Outcome.ENTITLED, Ground.CERTIFICATE, None, basis_of(titles.required))
    ways = [_picked(exceptions, held) for held in range(2 ** len(exceptions))]
    return TitleAnswers(
        free=_free(titles.free_until) if title is None else None,
        title=title,
        certificates_since=titles.certificate.start if titles.certificate else dt.date.max,
        certified=certified,
        certified_unseen=certified.with_remarks(CERTIFICATE_UNSEEN),
        bits=tuple((1 << bit, each.title, each.employed_on) for bit, each in enumerate(exceptions)),
        by_held=tuple(_remarked(_by_transition(titles, holding), titles) for holding in ways),
        deciding=tuple(_bits(exceptions, _deciding(holding)) for holding in ways),
        ended=tuple((each.title, each.employed_on, _ended(each)) for each in titles.ended),
    )


@lru_cache(maxsize=1024)
def certificate_later(day: dt.date) -> Reason:
    """
    There is a certificate, but only from a day that has not come yet.
    """
    return warning("certificate_later", day=day)


@lru_cache(maxsize=1024)
def certificate_before_law(day: dt.date, titles: TitleRules) -> Reason:
    """
    A certificate cannot be older than the law that knows of certificates.
    """
    since = titles.certificate.start if titles.certificate else None
    return warning(
        "certificate_before_law", basis=basis_of(titles.certificate), day=day, since=since
    )


def _free(until: dt.date | None) -> TitleAnswer:
    return TitleAnswer(Outcome.ENTITLED, Ground.NOT_REQUIRED, until, ())


def _by_transition(titles: TitleRules, holding: tuple[Transition, ...]) -> TitleAnswer:
    """
    One confirmed reading under which the exception holds is enough. Where only readings that
    are not confirmed admit it, the answer is unclear, and there is no ground.
    """
    basis = basis_of(titles.required)
    if not holding:
        return TitleAnswer(Outcome.NOT_ENTITLED, None, None, basis)

    failing = tuple(each for each in titles.transitions if each not in holding)
    deciding = _deciding(holding)
    last_day = max(each.last_day for each in deciding)
    citations = basis + titles.provisions
    if not deciding[0].confirmed:
        parallel = _together(each.parallel for each in failing)
        remark = _readings("transition_unclear", holding, failing, parallel)
        return TitleAnswer(Outcome.UNCLEAR, None, last_day, citations, (remark,))

    remarks = (_readings("transition_readings_differ", holding, failing),) if failing else ()
    return TitleAnswer(Outcome.ENTITLED, Ground.TRANSITION, last_day, citations, remarks)


def _remarked(answer: TitleAnswer, titles: TitleRules) -> tuple[TitleAnswer, ...]:
    guidance = _together(each.guidance for each in titles.transitions)
    other_title = warning("works_under_other_title", basis=guidance)
    return (
        answer,
        answer.with_remarks(EMPLOYMENT_UNSEEN),
        answer.with_remarks(other_title),
        answer.with_remarks(EMPLOYMENT_UNSEEN, other_title),
    )


def _deciding(holding: tuple[Transition, ...]) -> tuple[Transition, ...]:
    return tuple(each for each in holding if each.confirmed) or holding


def _readings(
    code: str,
    holding: tuple[Transition, ...],
    failing: tuple[Transition, ...],
    parallel: tuple[Citation, ...] = (),
) -> Reason:
    """
    Which day each reading turns on, with the texts of all of them, repealed or not.
    """
    return warning(
        code,
        basis=_together(each.basis for each in holding + failing) + parallel,
        employed_on=tuple(each.employed_on for each in holding),
        not_employed_on=tuple(each.employed_on for each in failing),
    )


def _ended(transition: Transition) -> Reason:
    return warning("transition_ended", basis=transition.basis, last_day=transition.last_day)


def _picked(exceptions: tuple[Transition, ...], held: int) -> tuple[Transition, ...]:
    return tuple(each for bit, each in enumerate(exceptions) if held >> bit & 1)


def _bits(exceptions: tuple[Transition, ...], picked: tuple[Transition, ...]) -> int:
    return sum(1 << bit for bit, each in enumerate(exceptions) if each in picked)


def _together(citations: Iterable[tuple[Citation, ...]]) -> tuple[Citation, ...]:
    return tuple(dict.fromkeys(chain.from_iterable(citations)))
