"""Passkeys (WebAuthn): what browsers are asked for, and whether what they give is right.

The library takes a third of a second to load, and most processes never need it: what reads and checks loads
it, and belongs in a thread.
"""

import secrets
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from gatehouse.security.crypto import encode

if TYPE_CHECKING:
    from webauthn.helpers.structs import AuthenticationCredential, RegistrationCredential

Json = dict[str, Any]
Known = Iterable[tuple[bytes, list[str]]]

_CHALLENGE_BYTES: Final = 32
_LONGEST_ID: Final = 1023  # WebAuthn allows no more
_ALGORITHMS: Final = (-8, -7, -257)  # EdDSA, ES256 and RS256, as COSE numbers them


class Malformed(Exception):
    """Not what `toJSON()` of a browser's PublicKeyCredential returns."""


class Refused(Exception):
    """Well-formed, and proves nothing here."""


class Site(NamedTuple):
    """The domain that passkeys are bound to, and the origins of the pages that may use them."""

    domain: str
    origins: list[str]


class Person(NamedTuple):
    """Whose passkey it is going to be; authenticators keep all of it."""

    handle: bytes
    name: str
    display_name: str


class Made(NamedTuple):
    """The public half of a new key pair."""

    credential_id: bytes
    public_key: bytes
    sign_count: int
    backup_eligible: bool
    backed_up: bool
    transports: list[str]


class Signed(NamedTuple):
    """A signature that is right."""

    sign_count: int
    backed_up: bool


def make_challenge() -> bytes:
    return secrets.token_bytes(_CHALLENGE_BYTES)


def creation_options(site: Site, person: Person, challenge: bytes, known: Known, seconds: float) -> Json:
    """For `navigator.credentials.create()`: any authenticator but those that the account has."""
    return {
        "rp": {"id": site.domain, "name": site.domain},
        "user": {"id": encode(person.handle), "name": person.name, "displayName": person.display_name},
        "challenge": encode(challenge),
        "pubKeyCredParams": [{"type": "public-key", "alg": number} for number in _ALGORITHMS],
        "timeout": int(seconds * 1000),
        "excludeCredentials": _descriptors(known),
        "authenticatorSelection": {"residentKey": "preferred", "userVerification": "preferred"},
        "attestation": "none",
    }


def request_options(site: Site, challenge: bytes, known: Known, seconds: float) -> Json:
    """For `navigator.credentials.get()`: one of the account's passkeys."""
    return {
        "rpId": site.domain,
        "challenge": encode(challenge),
        "timeout": int(seconds * 1000),
        "allowCredentials": _descriptors(known),
        "userVerification": "preferred",
    }


def discovery_options(site: Site, challenge: bytes, seconds: float) -> Json:
    """For `navigator.credentials.get()`: any passkey that the browser has, unlocked by its person."""
    return {**request_options(site, challenge, (), seconds), "userVerification": "required"}


def read_attestation(credential: Json) -> "RegistrationCredential":
    """What `create()` gave, or `Malformed`."""
    from webauthn.helpers import parse_registration_credential_json  # noqa: PLC0415

    try:
        return parse_registration_credential_json(credential)
    except Exception as error:  # the library lets errors of decoders through
        raise Malformed from error


def read_assertion(credential: Json) -> "AuthenticationCredential":
    """What `get()` gave, or `Malformed`."""
    from webauthn.helpers import parse_authentication_credential_json  # noqa: PLC0415

    try:
        return parse_authentication_credential_json(credential)
    except Exception as error:  # as above
        raise Malformed from error


def challenge_of(credential: "AuthenticationCredential") -> bytes:
    """The challenge that was signed, or `Malformed`."""
    from webauthn.helpers import parse_client_data_json  # noqa: PLC0415

    try:
        challenge = parse_client_data_json(credential.response.client_data_json).challenge
    except Exception as error:  # as above
        raise Malformed from error
    if len(challenge) != _CHALLENGE_BYTES:
        raise Malformed
    return challenge


def check_attestation(site: Site, credential: "RegistrationCredential", challenge: bytes) -> Made:
    """The new passkey, or `Refused`."""
    from webauthn import verify_registration_response  # noqa: PLC0415

    try:
        made = verify_registration_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=site.domain,
            expected_origin=site.origins,
        )
    except Exception as error:  # as above
        raise Refused from error
    if len(made.credential_id) > _LONGEST_ID:
        raise Refused
    return Made(
        made.credential_id,
        made.credential_public_key,
        made.sign_count,
        made.credential_device_type.value == "multi_device",
        made.credential_backed_up,
        list(dict.fromkeys(transport.value for transport in credential.response.transports or [])),
    )


def check_assertion(
    site: Site,
    credential: "AuthenticationCredential",
    challenge: bytes,
    public_key: bytes,
    *,
    verified: bool,
) -> Signed:
    """What was signed, or `Refused`; whether the sign count went back is for the database to say."""
    from webauthn import verify_authentication_response  # noqa: PLC0415

    try:
        signed = verify_authentication_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=site.domain,
            expected_origin=site.origins,
            credential_public_key=public_key,
            credential_current_sign_count=0,
            require_user_verification=verified,
        )
    except Exception as error:  # as above
        raise Refused from error
    return Signed(signed.new_sign_count, signed.credential_backed_up)


def _descriptors(known: Known) -> list[Json]:
    return [{"type": "public-key", "id": encode(key), "transports": transports} for key, transports in known]
