"""
The closed sets of words that the law's rules are written in.
"""

from enum import StrEnum


class Ground(StrEnum):
    """
    What entitles somebody to be a contact (*grund för behörighet*).
    """

    CERTIFICATE = "certificate"
    TRANSITION = "transition"
    NOT_REQUIRED = "not_required"


class Outcome(StrEnum):
    """
    What a question of entitlement gave (*utfall*). *Unclear* counts as no, unless the local
    rules accept it by a choice with a date.
    """

    ENTITLED = "entitled"
    NOT_ENTITLED = "not_entitled"
    UNCLEAR = "unclear"


class Exemption(StrEnum):
    """
    When no contact needs to be offered, in the statute's own term (*uppenbart obehövligt*,
    *uppenbart att behov saknas*). Two members, until a lawyer says that they mean the same.
    """

    OBVIOUSLY_UNNEEDED = "obviously_unneeded"
    NEED_OBVIOUSLY_ABSENT = "need_obviously_absent"


class AssessmentPart(StrEnum):
    """
    What an assessment of obviously no need has to state (*individuell bedömning*).
    """

    REASON = "reason"
    PERSONS_VIEW = "persons_view"
    ASSESSOR = "assessor"


class Documented(StrEnum):
    """
    What the record has to show of a care contact (*dokumentation*).
    """

    APPOINTED = "appointed"
    ANSWER = "answer"


class Reading(StrEnum):
    """
    How a transitional provision is read (*tolkning*): see `Transition`.
    """

    A = "A"
    B = "B"


class DeputyRule(StrEnum):
    """
    What the act says of a deputy (*vice*): nothing, neither a duty nor an obstacle.
    """

    NOT_REGULATED = "not_regulated"


class CertificateRule(StrEnum):
    """
    How long a certificate holds (*bevisets giltighet*): it cannot end and cannot be revoked.
    """

    WITHOUT_END = "without_end"


class Operator(StrEnum):
    """
    Who carries out the services (*huvudman för verksamheten*), where the law tells them apart.
    """

    MUNICIPALITY = "municipality"
    PRIVATE_PROVIDER = "private_provider"


class AccessDuty(StrEnum):
    """
    What is to be seen to before anybody reads or changes personal data (*åtkomst*), and after.
    """

    LIMITED_TO_NEED = "limited_to_need"
    LOGGED = "logged"
    CHECKED = "checked"


class SearchTerm(StrEnum):
    """
    What personal data may be searched by (*sökbegrepp*).
    """

    NAME = "name"
    PERSONAL_NUMBER = "personal_number"
    CASE_NUMBER = "case_number"


class ProtectedDefault(StrEnum):
    """
    How somebody with protected identity is shown (*skyddade personuppgifter*), if nothing else
    was permitted: counted, but not named and no contact data passed on.
    """

    COUNTED_NEVER_NAMED = "counted_never_named"
