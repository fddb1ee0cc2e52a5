"""Signing out: asked for by an application, and told to all of them (RP-Initiated, Back-Channel Logout)."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final, NamedTuple
from uuid import uuid4

from gatehouse.core import clock
from gatehouse.domain.openid import id_tokens
from gatehouse.domain.openid.redirects import is_registered, with_answer
from gatehouse.domain.openid.requests import Unanswerable
from gatehouse.domain.services import Services
from gatehouse.persistence import applications
from gatehouse.persistence.applications import Application
from gatehouse.persistence.logout_notices import Notice
from gatehouse.security.application_tokens import ApplicationTokens
from gatehouse.security.opaque import is_client_id

_TYPE: Final = "logout+jwt"
_LIFE: Final = timedelta(minutes=2)
_EVENT: Final = "http://schemas.openid.net/event/backchannel-logout"


class Leaving(NamedTuple):
    """Which application wants somebody to sign out, and where they are sent afterwards."""

    application: Application | None
    address: str | None


async def read(services: Services, given: Mapping[str, str]) -> Leaving:
    """The request; `Unanswerable` if nobody is known that it is of, or the address is not theirs."""
    application = await _application(services, given)
    address = given.get("post_logout_redirect_uri")
    if not address:
        return Leaving(application, None)
    registered = application.post_logout_redirect_uris if application else []
    if application is None or not is_registered(application, registered, address):
        raise Unanswerable("The application did not send an address of its own to return to.")
    return Leaving(
        application, with_answer(address, {"state": given["state"]}) if given.get("state") else address
    )


async def _application(services: Services, given: Mapping[str, str]) -> Application | None:
    named, hint = given.get("client_id"), given.get("id_token_hint")
    if hint:
        hinted = await _hinted(services, hint)
        if hinted is None or named not in (None, "", hinted):
            raise Unanswerable("The application sent an ID token that is not its own.")
        named = hinted
    if not named:
        return None
    found = await applications.find(services.database.read, named) if is_client_id(named) else None
    if found is None or not found.is_active:
        raise Unanswerable("No application of this name is known here.")
    return found


async def _hinted(services: Services, hint: str) -> str | None:
    """For whom an ID token of ours is, however old it is."""
    tokens = await services.keys.for_applications(hint)
    claims = tokens.signatures.read(hint, type_=id_tokens.TYPE, issuer=tokens.issuer)
    return str(claims["aud"]) if claims else None


def write_token(tokens: ApplicationTokens, notice: Notice) -> str:
    """What an application is told of a session that has ended."""
    issued = int(clock.now().timestamp())
    claims: dict[str, Any] = {
        "iss": tokens.issuer,
        "aud": notice.client_id,
        "iat": issued,
        "exp": issued + int(_LIFE.total_seconds()),
        "jti": str(uuid4()),
        "sid": str(notice.session_id),
        "events": {_EVENT: {}},
    }
    if notice.user_uuid is not None:
        claims["sub"] = str(notice.user_uuid)
    return tokens.signatures.sign(claims, type_=_TYPE, algorithm=notice.signing_algorithm)
