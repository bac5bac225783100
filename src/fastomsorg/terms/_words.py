"""
The closed sets of words: what can be granted, answered, held and permitted.
"""

from enum import StrEnum


class Setting(StrEnum):
    """
    Where the services are carried out (*hemtjänst*, *särskilt boende*, *korttidsenhet*).
    """

    HOME_CARE = "home_care"
    SPECIAL_HOUSING = "special_housing"
    SHORT_TERM = "short_term"


class Act(StrEnum):
    """
    The act a service was granted under (*lag som insatsen beviljats enligt*).
    """

    SOL = "SoL"
    LSS = "LSS"


class Service(StrEnum):
    """
    A granted service (*insats*).
    """

    PERSONAL_CARE = "personal_care"
    CLEANING = "cleaning"
    LAUNDRY = "laundry"
    SHOPPING = "shopping"
    MEALS = "meals"
    MEAL_DELIVERY = "meal_delivery"
    ALARM = "alarm"
    COMPANY = "company"
    RELIEF = "relief"
    MEDICATION = "medication"
    OTHER = "other"


class Status(StrEnum):
    """
    What is known of the client's answer (*status*): not asked, no need, declined, accepted.
    """

    NOT_ASKED = "not_asked"
    NO_NEED = "no_need"
    DECLINED = "declined"
    ACCEPTED = "accepted"


class Role(StrEnum):
    """
    A seat that one person can hold for a client (*ordinarie*, *vice*, *kontaktman*).
    """

    PRIMARY = "primary"
    DEPUTY = "deputy"
    CONTACT_PERSON = "contact_person"
    DEPUTY_CONTACT_PERSON = "deputy_contact_person"


class Title(StrEnum):
    """
    A title of employment (*titel*), as far as the law tells titles apart.
    """

    ASSISTANT_NURSE = "assistant_nurse"
    CARE_ASSISTANT = "care_assistant"
    OTHER = "other"


class ChangeReason(StrEnum):
    """
    Why somebody else becomes contact (*orsak till byte*); *other* needs a text.
    """

    CLIENT_WISH = "client_wish"
    RELATION = "relation"
    STAFF_LEFT = "staff_left"
    LONG_ABSENCE = "long_absence"
    DELEGATION_NEEDED = "delegation_needed"
    AID_DECISION_CHANGED = "aid_decision_changed"
    SCHEDULING = "scheduling"
    OTHER = "other"


class OfferForm(StrEnum):
    """
    How an offer was made (*erbjudandets form*): spoken, written, or adapted to the person.
    """

    SPOKEN = "spoken"
    WRITTEN = "written"
    ADAPTED = "adapted"


class ChangeOf(StrEnum):
    """
    What has changed for a client (*förändring*): the need itself, or the aid decision.
    """

    NEED = "need"
    AID_DECISION = "aid_decision"


class Party(StrEnum):
    """
    Somebody to be told (*part*). To tell anybody but the client takes the client's consent.
    """

    CLIENT = "client"
    RELATIVES = "relatives"
    REPRESENTATIVE = "representative"
    CARE_HOME = "care_home"

    @property
    def needs_consent(self) -> bool:
        return self is not Party.CLIENT


class Consent(StrEnum):
    """
    What the client has said to others being told (*samtycke*).
    """

    GIVEN = "given"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


class Permission(StrEnum):
    """
    What an actor may do at a unit (*behörighet*).
    """

    ASSIGN = "assign"
    VIEW = "view"
    SEARCH = "search"
    RECORD_DONE = "record_done"
    SEE_PROTECTED = "see_protected"
    ANNUL = "annul"
    ADMIN = "admin"


class Purpose(StrEnum):
    """
    What a read or a write is for (*ändamål*), as the act on personal data requires.
    """

    CASE_HANDLING = "case_handling"
    CARRYING_OUT = "carrying_out"
    FOLLOW_UP = "follow_up"
    SUPERVISION = "supervision"
    MIGRATION = "migration"


class Keep(StrEnum):
    """
    The word for "nothing was said of it" (*oförändrat*), where None would mean nobody or no day.
    """

    KEEP = "keep"


KEEP = Keep.KEEP
