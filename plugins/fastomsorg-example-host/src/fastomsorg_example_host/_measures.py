"""
A measure of the care system's own: who comes at the weekend.
"""

from collections import Counter

from fastomsorg.care import VisitKind
from fastomsorg.statistics import Exclusion, Material, Measure, Measured, Share

SATURDAY = 5
HOME_CARE = frozenset({VisitKind.HOME_CARE})


def weekends(material: Material) -> Measured:
    """
    Visits at weekends by the contact or the deputy (*helgbesök*), of those when there was one.
    """
    contacts = material.contacts()
    excluded: Counter[Exclusion] = Counter()
    hits = base = 0
    for client, unit, on, staff in material.counted(excluded, kinds=HOME_CARE):
        seated = {each for each in contacts.on(client, unit, on) if each is not None}
        if on.weekday() >= SATURDAY and seated:
            base += 1
            hits += not seated.isdisjoint(staff)
    return Measured({"weekends": Share(hits, base)}, excluded=excluded)


WEEKENDS = Measure(
    "example-weekends/1",
    title={"sv": "Kontakten på helgen", "en": "The contact at the weekend"},
    definition={
        "sv": "Andelen hemtjänstbesök på lördagar och söndagar som fast omsorgskontakt eller "
        "vice gör, av dem på dagar då brukaren har en.",
        "en": "The share of home-care visits on Saturdays and Sundays by the care contact or the "
        "deputy, of those on days when the client has one.",
    },
    source="the care system's own routine",
    calculate=weekends,
    figures={"weekends": {"sv": "Helgbesök av kontakten", "en": "Weekend visits by the contact"}},
)
