"""
People and units, as they are on one day and as far as was known then.
"""

import datetime as dt

import attrs

from fastomsorg.terms import ClientId, Party, Period, StaffId, Title, UnitId, age_on


@attrs.frozen
class Unit:
    """
    Where home care is carried out from (*enhet*), by a provider, for a municipality.
    """

    id: UnitId
    name: str
    provider: str = ""
    municipality: str = ""


@attrs.frozen
class Client:
    """
    Somebody with granted services (*brukare*).

    *protected* is the latest flag for protected identity; one that nobody has set is true.
    *born* is kept apart from the personal number, whose date may be a nearby day.
    """

    id: ClientId
    name: str = attrs.field(repr=False)
    personal_number: str | None = attrs.field(default=None, repr=False)
    customer_number: str | None = attrs.field(default=None, repr=False)
    born: dt.date | None = attrs.field(default=None, repr=False)
    protected: bool = True
    relatives_told: bool | None = None

    def age_on(self, day: dt.date) -> int | None:
        """
        Completed years on *day*, or None where the date of birth is not known.
        """
        return None if self.born is None or self.born > day else age_on(day, born=self.born)


@attrs.frozen
class Relation:
    """
    Somebody close to a client, or who speaks for them (*närstående*, *god man*, *ombud*).

    *party* is how consents speak of them; *relation* is in the host's own words, as *dotter*.
    """

    id: str
    party: Party
    name: str = attrs.field(default="", repr=False)
    relation: str = attrs.field(default="", repr=False)
    phone: str = attrs.field(default="", repr=False)


@attrs.frozen
class Certificate:
    """
    The right to use the title undersköterska (*bevis*): from a day, without end, never revoked.

    *evidence* says what was seen, by whom and when. Source: PSL 4 kap. 5 a §, 8 kap. 9 a §.
    """

    start: dt.date
    evidence: str = attrs.field(default="", repr=False)


@attrs.frozen
class Employment:
    """
    A post with a title (*anställning*), permanent (*tillsvidare*) or not, as a contract shows it.
    """

    employer: str
    title: Title
    permanent: bool
    period: Period
    evidence: str = attrs.field(default="", repr=False)


@attrs.frozen
class StaffMember:
    """
    Somebody who works for a provider (*utförarpersonal*).

    *selectable* is the choice of the personnel administration that this person may be a contact;
    *available* that the person works at present. *title* is what the title field says: it is
    shown to people and proves nothing. *protected* is the latest flag for protected identity.
    """

    id: StaffId
    name: str = attrs.field(repr=False)
    units: frozenset[UnitId] = frozenset()
    title: str = ""
    phone: str = attrs.field(default="", repr=False)
    email: str = attrs.field(default="", repr=False)
    hsa_id: str = attrs.field(default="", repr=False)
    signature: str = attrs.field(default="", repr=False)
    selectable: bool = False
    available: bool = True
    certificate: Certificate | None = None
    employments: tuple[Employment, ...] = ()
    delegations: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    team: str = ""
    protected: bool = False

    def unnamed(self) -> "StaffMember":
        """
        The same person without what tells who it is (*skyddade personuppgifter*): only id, units,
        title and what entitles are left.
        """
        return attrs.evolve(
            self,
            name="",
            phone="",
            email="",
            hsa_id="",
            signature="",
            certificate=self.certificate and attrs.evolve(self.certificate, evidence=""),
            employments=tuple(attrs.evolve(each, evidence="") for each in self.employments),
        )

    def employed_on(self, day: dt.date) -> bool | None:
        """
        Does an employment cover *day*? None where no employment is recorded at all.
        """
        if not self.employments:
            return None
        return any(day in employment.period for employment in self.employments)

    def permanent_with_title_on(self, day: dt.date, title: Title) -> bool:
        """
        Was this person permanently employed (*tillsvidareanställd*) with *title* on *day*?

        Part time counts (prop. 2021/22:116 p. 38).
        """
        return any(
            employment.permanent and employment.title is title and day in employment.period
            for employment in self.employments
        )
