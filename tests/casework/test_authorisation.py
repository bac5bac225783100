"""
What an actor is answered is what follows from the gifts, by brute force, whatever is asked.
"""

from collections.abc import Iterator

import pytest

from fastomsorg.casework._at_desk._gate import Gate
from fastomsorg.hooks import Reach
from fastomsorg.terms import Actor
from tests.casework.authority import ROUTINE, Authority, an_office
from tests.casework.inquiries import inquiries
from tests.casework.office import Office
from tests.figures import Figure
from tests.soaking import scaled

SOMEBODY = Actor("somebody")
Difference = tuple[int, str, str, object, object]


def differences(seeds: range) -> Iterator[Difference | None]:
    """
    For each question and purpose: how the answer differs from what is to be answered, or None.
    """
    office = an_office()
    for seed in seeds:
        office.store._state.accesses.clear()
        for authority in Authority.drawn(seed):
            casework = Office(
                office.store,
                clients=(),
                staff=(),
                policy=authority,
                routine=lambda _unit, _on: ROUTINE,
                visits=[office.store],
            ).casework
            for inquiry in inquiries():
                answer = inquiry.answered(casework.acting(SOMEBODY, authority.purpose))
                expected = inquiry.expected(authority)
                same = answer == expected
                yield None if same else (seed, authority.purpose, inquiry.about, expected, answer)


def test_every_answer_is_what_follows_from_the_gifts(
    figure: Figure, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = list(differences(range(scaled(40, 2_000))))
    wrong = [each for each in told if each is not None]

    monkeypatch.setattr(Gate, "allows", lambda *_, **__: True)
    monkeypatch.setattr(Gate, "reach", lambda *_: Reach(everywhere=True))
    control = list(differences(range(5)))
    lost = sum(each is not None for each in control)

    figure(
        "answers that differ from a brute-force oracle of permissions",
        got=len(wrong),
        of=len(told),
        control=f"{lost} of {len(control)}",
        guard="a gate that lets everybody in",
    )
    assert wrong == []
    assert len(told) >= 10_000
    assert lost > len(control) // 4
