"""
Looking up who could be asked: for one client, or for everybody at a unit who lacks a contact.
"""

from typing import Any

from fastomsorg.care import StaffMember
from fastomsorg.casework import AskedFor, ProposedContacts, RankedCandidate, UnitProposal
from fastomsorg.cli import _options as option
from fastomsorg.cli._running import Run
from fastomsorg.cli._speaking import Names, Voice, client_name, plain_reason, show_reasons
from fastomsorg.routine import Merit, Worth
from fastomsorg.terms import Role

from ._cover import amount, plain_staff


def candidates(
    run: Run,
    client: option.Client,
    unit: option.Unit,
    on: option.MaybeOn = None,
    role: option.OneSeat = Role.PRIMARY,
    delegation: option.Delegations = None,
    speaks: option.LanguagesSpoken = None,
    team: option.Team = None,
) -> None:
    """
    Who could be asked to be contact (*möjliga kontakter*), in which order and why.
    """
    voice, desk, day = run.voice, run.desk(), on or run.today()
    names = Names(desk, voice)
    asked = AskedFor(frozenset(delegation or ()), frozenset(speaks or ()), team or "")
    found = desk.candidates(client, unit, on=day, role=role, asked=asked)
    voice.document(
        "candidates",
        {
            "client": {"id": found.client.id, "name": found.client.name},
            "unit": unit,
            "on": day.isoformat(),
            "role": role.value,
            "staff": [_plain(each, names) for each in found.staff],
        },
    )
    named = client_name(voice, found.client)
    voice.heading(voice.text("candidates.heading", client=named, unit=names.unit(unit), on=day))
    voice.say("candidates.nothing_decided")
    if not found.staff:
        voice.say("candidates.none")
        return
    rows = [_row(voice, each, names) for each in found.staff]
    voice.table(("staff", "points", "speaks_for", "stands_in_the_way"), rows)


def _row(voice: Voice, each: RankedCandidate, names: Names) -> tuple[str, ...]:
    scored, facts = each.scored, each.scored.facts
    told = {
        Merit.WISH: voice.text("candidates.wish"),
        Merit.VISITS: voice.text("candidates.visits", visits=facts.visits, of=facts.of_visits),
        Merit.TEAM: voice.text("candidates.team", team=each.staff.team),
        Merit.ROOM: voice.text("candidates.room", clients=amount(facts.clients)),
    }
    merits = [f"{told[merit]} (+{points})" for merit, points in scored.points if points]
    return (
        f"{each.staff.name} ({each.staff.id})" if each.staff.name else each.staff.id,
        str(scored.score) if scored.possible else "–",
        "\n".join(merits) if scored.possible else "",
        "\n".join(names.reason(reason) for reason in facts.reasons),
    )


def _plain(each: RankedCandidate, names: Names) -> dict[str, Any]:
    scored, facts = each.scored, each.scored.facts
    return {
        **plain_staff(each.staff),
        "possible": scored.possible,
        "score": scored.score,
        "points": {merit.value: points for merit, points in scored.points},
        "wished": facts.wished,
        "visits": {"hits": facts.visits, "base": facts.of_visits},
        "same_team": facts.same_team,
        "clients": [facts.clients.numerator, facts.clients.denominator],
        "reasons": [plain_reason(reason, names) for reason in facts.reasons],
    }


def propose(
    run: Run, unit: option.Unit, on: option.MaybeOn = None, deputies: option.Deputies = False
) -> None:
    """
    A contact for everybody at the unit who lacks one (*förslag*), within the limits.
    """
    voice, desk, day = run.voice, run.desk(), on or run.today()
    names = Names(desk, voice)
    found = desk.proposal(unit, on=day, deputies=deputies)
    voice.document("propose", _plain_proposal(found, names))
    voice.heading(voice.text("propose.heading", unit=names.unit(unit), on=day))
    if not found.clients:
        voice.say("propose.none")
        return
    voice.say("propose.nothing_registered")
    served = [each for each in found.clients if each.primary or each.deputy]
    seats = ("primary", "deputy") if deputies else ("primary",)
    rows = [_proposed_row(voice, each, deputies) for each in served]
    voice.table(("client", *seats, "points"), rows)
    unserved = [each for each in found.clients if each.why_not]
    if unserved:
        voice.heading(voice.text("propose.unserved", count=len(unserved)))
    for each in unserved:
        voice.item(f"{client_name(voice, each.client)} ({each.client.id})")
        show_reasons(voice, each.why_not, names)
    voice.say("propose.by_hand", best=found.worth.primaries, other=found.by_hand.primaries)


def _proposed_row(voice: Voice, each: ProposedContacts, deputies: bool) -> tuple[str, ...]:
    def told(role: Role, member: StaffMember | None) -> str:
        if member is None:
            return "–" if role in each.lacks else voice.text("propose.has_one")
        return f"{member.name} ({member.id})" if member.name else member.id

    primary, deputy = told(Role.PRIMARY, each.primary), told(Role.DEPUTY, each.deputy)
    seats = (primary, deputy) if deputies else (primary,)
    client = f"{client_name(voice, each.client)} ({each.client.id})"
    return (client, *seats, "–" if each.score is None else str(each.score))


def _plain_proposal(found: UnitProposal, names: Names) -> dict[str, Any]:
    return {
        "unit": found.unit,
        "on": found.on.isoformat(),
        "routine": found.routine,
        "clients": [
            {
                "id": each.client.id,
                "name": each.client.name,
                "lacks": [role.value for role in each.lacks],
                "primary": None if each.primary is None else plain_staff(each.primary),
                "deputy": None if each.deputy is None else plain_staff(each.deputy),
                "score": each.score,
                "why_not": [plain_reason(reason, names) for reason in each.why_not],
            }
            for each in found.clients
        ],
        "worth": _plain_worth(found.worth),
        "one_by_one": _plain_worth(found.by_hand),
    }


def _plain_worth(worth: Worth) -> dict[str, int]:
    return {"primaries": worth.primaries, "deputies": worth.deputies, "cost": worth.cost}
