"""
Looking a client up: the tab, and whether a contact must be offered.
"""

from fastomsorg.cli import _options as option
from fastomsorg.cli._running import Run
from fastomsorg.cli._speaking import Names, plain_reason, show_reasons
from fastomsorg.terms import CaseKey

from ._tab import tell_tab


def show(
    run: Run,
    client: option.Client,
    on: option.MaybeOn = None,
    known: option.Known = None,
) -> None:
    """
    The client's tab on a day (*flik fast omsorgskontakt*), as far as was known.
    """
    desk = run.desk()
    tab = desk.show(client, on=on or run.today(), known=run.known(known))
    tell_tab(run.voice, tab, Names(desk, run.voice))


def offer(run: Run, client: option.Client, unit: option.Unit, on: option.MaybeOn = None) -> None:
    """
    Must a contact be offered (*ska fast omsorgskontakt erbjudas*)?
    """
    voice, desk, day = run.voice, run.desk(), on or run.today()
    names = Names(desk, voice)
    found = desk.offer(CaseKey(client, unit), on=day)
    voice.document(
        "offer",
        {
            "client": client,
            "unit": unit,
            "on": day.isoformat(),
            "owed": found.owed,
            "candidate_for_assessment": found.candidate_for_assessment,
            "citations": [str(citation) for citation in found.citations],
            "remarks": [plain_reason(remark, names) for remark in found.remarks],
        },
    )
    voice.heading(voice.text("offer.owed" if found.owed else "offer.not_owed", on=day))
    if found.citations:
        voice.say("basis", citations=found.citations)
    if found.candidate_for_assessment:
        voice.say("offer.candidate")
    show_reasons(voice, found.remarks, names)
