"""
Who may be appointed? The part of it that turns on the title.
"""

import datetime as dt
from collections.abc import Iterator

import attrs

from fastomsorg.care import StaffMember
from fastomsorg.law import Rules, TitleRules
from fastomsorg.terms import Malformed

from ._reason import Reason
from ._title_answers import (
    TitleAnswer,
    TitleAnswers,
    certificate_before_law,
    certificate_later,
    title_answers,
)


def title_of(staff: StaffMember, *, on: dt.date, rules: Rules) -> TitleAnswer:
    """
    What entitles *staff* to be a contact on the day *on* (*grund för behörighet*)?

    *rules* is the rule-book of that day; one of another day is `Malformed`. What the title field
    says proves nothing: a certificate does, or an employment for the exception.

    A certificate dated before there were certificates does not count: what was seen must have
    been something else, or the day is wrong. A remark says so, and a right day settles it.
    """
    if rules.day != on:
        raise Malformed("rules_of_another_day", got=rules.day, expected=on)
    answers = title_answers(rules.titles)
    if answers.free is not None:
        return answers.free
    certificate = staff.certificate
    if certificate is not None and answers.certificates_since <= certificate.start <= on:
        return answers.certified if certificate.evidence else answers.certified_unseen

    return _by_employment(staff, on, rules.titles, answers)


def _by_employment(
    staff: StaffMember, on: dt.date, titles: TitleRules, answers: TitleAnswers
) -> TitleAnswer:
    """
    Part time counts, and so does any employer (prop. 2021/22:116 p. 38).
    """
    held = shown = 0
    for employment in staff.employments:
        if employment.permanent:
            for bit, title, day in answers.bits:
                if employment.title is title and day in employment.period:
                    held |= bit
                    shown |= bit if employment.evidence else 0

    deciding = answers.deciding[held]
    unseen = deciding != 0 and deciding & shown == 0
    other_title = deciding != 0 and _works_under_other_title(staff, on, answers)
    answer = answers.by_held[held][unseen + 2 * other_title]

    if staff.certificate is not None:
        answer = answer.with_remarks(_not_counted(staff.certificate.start, on, titles))
    if answers.ended and not held:
        answer = answer.with_remarks(*_ended(staff, answers))
    return answer


def _not_counted(certified: dt.date, on: dt.date, titles: TitleRules) -> Reason:
    if certified > on:
        return certificate_later(certified)
    return certificate_before_law(certified, titles)


def _ended(staff: StaffMember, answers: TitleAnswers) -> Iterator[Reason]:
    """
    That the exception covered this person once, said once for all readings of it.
    """
    covered = [
        remark for title, day, remark in answers.ended if staff.permanent_with_title_on(day, title)
    ]
    if covered:
        basis = dict.fromkeys(place for remark in covered for place in remark.basis)
        yield attrs.evolve(covered[-1], basis=tuple(basis))


def _works_under_other_title(staff: StaffMember, on: dt.date, answers: TitleAnswers) -> bool:
    """
    The exception speaks of going on under the title, whatever the employer and the post.
    """
    works = False
    for employment in staff.employments:
        if on in employment.period:
            if employment.title is answers.title:
                return False
            works = True
    return works
