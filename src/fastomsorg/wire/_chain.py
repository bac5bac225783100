"""
The chain that the registrations of a case hang on: what each link says, and what seals it.

Two texts are hashed, each one line of canonical JSON. The *envelope* holds no personal data; the
*payload* holds who and what, and stands in the envelope as a commitment: a hash that cannot be
guessed back from, because a random salt goes before it. Payload and salt can be erased without
breaking the chain.
"""

import datetime as dt
from hashlib import sha256
from json.encoder import encode_basestring as quoted
from typing import NamedTuple

from fastomsorg.history import Registration
from fastomsorg.terms import Actor, CaseKey, Instant

GENESIS = "0" * 64
"""What stands in the place of a hash before the first link of a chain."""

EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
MICROSECOND = dt.timedelta(microseconds=1)


class Link(NamedTuple):
    """
    One registration in the chain of its case (*länk*): a tuple, because they come by the million.

    *chain* is the random id of the case, *version* counts from 1 within it, *recorded_at* is in
    microseconds since 1970 in UTC. *payload* is as `payload_of` writes it. Where the payload has
    been erased, it is None and *salt* is blank.
    """

    chain: str
    version: int
    position: int
    place: int
    recorded_at: int
    request: str
    purpose: str
    rulebook: str
    routine: str
    salt: str
    payload: str | None
    commitment: str = ""
    hash: str = ""

    def __repr__(self) -> str:
        return f"Link(chain={self.chain!r}, version={self.version!r})"


def linked(
    registration: Registration,
    events: str,
    *,
    chain: str,
    version: int,
    place: int,
    salt: str,
    previous: str,
) -> Link:
    """
    The link of a registration (*länka*) after the one whose hash is *previous*.

    *events* are its events as they are stored: text that is kept to the letter.
    """
    link = Link(
        chain=chain,
        version=version,
        position=registration.position,
        place=place,
        recorded_at=microseconds(registration.recorded_at),
        request=str(registration.id),
        purpose=registration.purpose.value,
        rulebook=registration.rulebook,
        routine=registration.routine,
        salt=salt,
        payload=payload_of(registration.case, registration.actor, events),
    )
    return sealed(link, previous)


def sealed(link: Link, previous: str) -> Link:
    """
    The link with its commitment and its hash (*försegla*), where *previous* is the hash before it.

    An erased one keeps the commitment that it has.
    """
    if link.payload is not None:
        link = link._replace(commitment=commitment_of(link.salt, link.payload))
    return link._replace(hash=hash_of(link, previous))


def commitment_of(salt: str, payload: str) -> str:
    """
    SHA-256 of salt and payload, in hexadecimal (*åtagande*).
    """
    return _sha256(salt + payload)


def hash_of(link: Link, previous: str) -> str:
    """
    SHA-256 of the hash before it and the envelope, in hexadecimal (*kontrollsumma*).
    """
    return _sha256(previous + envelope_of(link))


def envelope_of(link: Link) -> str:
    """
    What the link says that can be kept for ever (*kuvert*), as canonical JSON.

    Ids, hashes and purposes have nothing in them that JSON would escape.
    """
    return (
        f'{{"chain":"{link.chain}","commitment":"{link.commitment}"'
        f',"place":{link.place},"position":{link.position},"purpose":"{link.purpose}"'
        f',"recorded_at":{link.recorded_at},"request":"{link.request}"'
        f',"routine":{quoted(link.routine)},"rulebook":{quoted(link.rulebook)}'
        f',"version":{link.version}}}'
    )


def payload_of(case: CaseKey, actor: Actor, events: str) -> str:
    """
    Whom the registration is about, who made it, and what it says (*innehåll*), as canonical JSON.
    """
    return payload_text(case.client, case.unit, actor.id, actor.name, actor.title, events)


def payload_text(client: str, unit: str, actor: str, name: str, title: str, events: str) -> str:
    """
    `payload_of` what stands in a row, as it stands there.
    """
    return (
        f'{{"actor":{{"id":{quoted(actor)},"name":{quoted(name)},"title":{quoted(title)}}}'
        f',"client":{quoted(client)},"events":{events},"unit":{quoted(unit)}}}'
    )


def microseconds(instant: Instant) -> int:
    """
    The instant as a link has it.
    """
    return (instant - EPOCH) // MICROSECOND


def _sha256(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
