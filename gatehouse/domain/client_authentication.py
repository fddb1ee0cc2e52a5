"""Which application makes a request, shown by a secret, by a signed assertion, or for public ones by name.

A right secret is always let in: nobody guesses 256 bits, so a lock would only be a weapon against its owner.
Wrong ones are counted as passwords are.
"""

from base64 import b64decode
from collections.abc import Mapping
from typing import Final, NamedTuple
from urllib.parse import unquote_plus
from uuid import UUID

from gatehouse.core import clock
from gatehouse.domain import attempts, audit
from gatehouse.domain.actors import Client
from gatehouse.domain.oauth_errors import OAuthError, invalid_request
from gatehouse.domain.rate_limit import spend
from gatehouse.domain.services import Services
from gatehouse.persistence import application_keys, application_secrets, applications, used_assertions
from gatehouse.persistence.applications import Application
from gatehouse.security.opaque import digest_secret, is_client_id
from gatehouse.security.public_keys import AssertionRefused, PublicKey, read_header, verify

ASSERTION_TYPE: Final = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
TOKEN_PATH: Final = "/auth/token"  # noqa: S105 - a path
_CHALLENGE: Final = 'Basic realm="gatehouse", charset="UTF-8"'


class Identified(NamedTuple):
    """An application, and which of its secrets or keys has shown that it is the one."""

    application: Application
    credential_id: UUID | None


class _Shown(NamedTuple):
    """What a request says of the application that makes it."""

    client_id: str
    secret: str | None = None
    assertion: str | None = None


async def authenticate_application(
    services: Services, client: Client, authorization: str | None, form: Mapping[str, str]
) -> Application:
    """The application that makes a request, or the OAuth error `invalid_client`."""
    return (await identify_application(services, client, authorization, form)).application


async def identify_application(
    services: Services, client: Client, authorization: str | None, form: Mapping[str, str]
) -> Identified:
    """As `authenticate_application`, with the secret or key that was used.

    Who shows none, or a wrong one, is a stranger in its network, and counted as one.
    """
    try:
        shown = _read(authorization, form)
    except OAuthError as error:
        error.headers = {**error.headers, **await spend(services, client)}
        raise
    application = await _find(services, shown.client_id)
    try:
        credential_id = await _check(services, shown, application)
    except AssertionRefused as refusal:
        limits = await spend(services, client)
        await _count(services, client, shown, application)
        raise invalid_client(str(refusal), limits) from None
    if application is None or not application.is_active:
        raise invalid_client("The application is deactivated.")
    if credential_id is None:
        await spend(services, client)
    return Identified(application, credential_id)


async def _find(services: Services, client_id: str) -> Application | None:
    """Only what can be a name is looked for: an assertion may claim any text."""
    return await applications.find(services.database.read, client_id) if is_client_id(client_id) else None


def _read(authorization: str | None, form: Mapping[str, str]) -> _Shown:
    """What was shown, in exactly one of the ways there are."""
    named, secret = form.get("client_id"), form.get("client_secret")
    assertion = form.get("client_assertion")
    if sum((_is_basic(authorization), secret is not None, assertion is not None)) > 1:
        raise invalid_request("Authenticate the application in one way only.")
    if authorization is not None and _is_basic(authorization):
        client_id, secret = _basic(authorization)
        shown = _Shown(client_id, secret)
    elif assertion is not None:
        shown = _read_assertion(assertion, form.get("client_assertion_type"))
    else:
        shown = _Shown(named or "", secret)
    if named is not None and named != shown.client_id:
        raise invalid_request("client_id is not the application that the credentials are for.")
    if not shown.client_id:
        raise invalid_client("Say which application this is: Authorization: Basic, or client_id.")
    return shown


def _read_assertion(assertion: str, kind: str | None) -> _Shown:
    if kind != ASSERTION_TYPE:
        raise invalid_request(f"client_assertion_type must be {ASSERTION_TYPE}.")
    try:
        _, client_id = read_header(assertion)
    except AssertionRefused as refusal:
        raise invalid_client(str(refusal)) from None
    return _Shown(client_id, assertion=assertion)


async def _check(services: Services, shown: _Shown, application: Application | None) -> UUID | None:
    """The secret or key that is right, none for a public application; `AssertionRefused` if nothing is."""
    if application is None:
        raise AssertionRefused("Unknown application, or a wrong secret.")
    if shown.assertion is not None:
        return await _check_assertion(services, application, shown.assertion)
    if shown.secret is not None:
        return await _check_secret(services, application, shown.secret)
    if not application.is_public:
        raise AssertionRefused("This application must authenticate with a secret or an assertion.")
    return None


async def _check_secret(services: Services, application: Application, secret: str) -> UUID:
    now, digest = clock.now(), digest_secret(secret)
    found = await application_secrets.find(services.database.read, application.id, digest, now)
    if found is None:
        raise AssertionRefused("Unknown application, or a wrong secret.")
    await application_secrets.touch(services.database.autocommit, found, now)
    return found


async def _check_assertion(services: Services, application: Application, assertion: str) -> UUID:
    """The key that signed, of an assertion that nobody has used before."""
    kid, _ = read_header(assertion)
    keys = await application_keys.list_all(services.database.read, application.id)
    fitting = [key for key in keys if kid in (None, key.kid)]
    if len(fitting) != 1:
        raise AssertionRefused("The assertion's kid must name a key of the application.")
    key, now = fitting[0], clock.now()
    public = PublicKey(key.kid, key.algorithm, key.public_jwk)
    asserted = verify(assertion, public, application.client_id, _audiences(services), now)
    digest = services.vault.mac("client-assertion", f"{application.client_id}\n{asserted.jti}".encode())
    if not await used_assertions.use(services.database.autocommit, digest, asserted.expires_at):
        raise AssertionRefused("The assertion was used before.")
    await application_keys.touch(services.database.autocommit, key.id, now)
    return key.id


def _audiences(services: Services) -> tuple[str, str]:
    """This service as those call it who sign for it: the issuer, or the token endpoint."""
    issuer = services.settings.issuer
    return issuer, issuer + TOKEN_PATH


async def _count(services: Services, client: Client, shown: _Shown, application: Application | None) -> None:
    """Count a failure; `too_many_attempts` once there were too many."""
    counter = attempts.of_application(services, shown.client_id)
    async with attempts.attempt(services, counter, client) as attempt:
        attempt.right = False
    target = application.client_id if application else None
    details = {"locks": True} if attempt.last else {}
    db = services.database.autocommit
    await audit.record(db, "applications.refused", client, None, target, **details)


def _is_basic(authorization: str | None) -> bool:
    return authorization is not None and authorization.partition(" ")[0].lower() == "basic"


def _basic(authorization: str) -> tuple[str, str]:
    """The name and secret of a Basic header, which OAuth encodes as in forms (RFC 6749, section 2.3.1)."""
    try:
        text = b64decode(authorization.partition(" ")[2].strip(), validate=True).decode()
        name, colon, secret = text.partition(":")
        decoded = unquote_plus(name, errors="strict"), unquote_plus(secret, errors="strict")
    except ValueError:
        colon = ""
    if not colon or any("\0" in part for part in decoded):
        raise invalid_client("Authorization: Basic needs client_id:secret in Base64.")
    return decoded


def invalid_client(description: str, limits: Mapping[str, str] | None = None) -> OAuthError:
    """The application has not shown that it is the one."""
    headers = {"WWW-Authenticate": _CHALLENGE, **(limits or {})}
    return OAuthError("invalid_client", description, 401, headers)
