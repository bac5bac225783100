"""
What bears on what is to be done: it was done, the need has changed, who may be told of it.
"""

import datetime as dt

import attrs

from fastomsorg.terms import CaseKey, ChangeOf, Consent, Party

from ._checking import checked


@attrs.frozen(field_transformer=checked)
class RecordDone:
    """
    Register that something that was due has been done (*registrera som utfört*).

    *items* ticks these points of its checklist; without any, all of it was done.
    """

    case: CaseKey
    on: dt.date
    kind: str
    text: str = attrs.field(default="", repr=False)
    confirmed: bool = False
    items: frozenset[str] = frozenset()


@attrs.frozen(field_transformer=checked)
class NeedChanged:
    """
    Register that the need, or the aid decision, has changed (*förändrat behov*) from day *on*.
    """

    case: CaseKey
    on: dt.date
    of: ChangeOf = ChangeOf.NEED
    text: str = attrs.field(default="", repr=False)
    confirmed: bool = False


@attrs.frozen(field_transformer=checked)
class RecordConsent:
    """
    Register what the client says to somebody else being told (*registrera samtycke*).

    *about* is the kind of obligation that it is for, blank for whatever there is to tell; *person*
    is the id of one among *to*, blank for all of them.
    """

    case: CaseKey
    on: dt.date
    to: Party
    consent: Consent
    about: str = ""
    person: str = ""
    text: str = attrs.field(default="", repr=False)
    confirmed: bool = False
