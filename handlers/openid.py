"""Signing in to applications, as programs see it; people see pages (gatehouse/pages/openid.py)."""

from collections.abc import Mapping
from typing import NotRequired, TypedDict, cast

from gatehouse.contract.answer import Answer
from gatehouse.contract.problems import Problem
from gatehouse.domain.access import takes_application_tokens
from gatehouse.domain.actors import Client, Principal
from gatehouse.domain.client_authentication import authenticate_application
from gatehouse.domain.oauth_errors import telling_oauth_errors
from gatehouse.domain.openid import claims, devices, discovery, scopes
from gatehouse.domain.services import Services
from gatehouse.persistence import application_sessions

_NO_STORE = {"Cache-Control": "no-store"}
_CACHED = {"Cache-Control": "public, max-age=300"}
_SCOPE_MISSING = {"WWW-Authenticate": 'Bearer error="insufficient_scope", scope="openid"'}


class DeviceBody(TypedDict):
    scope: NotRequired[str]
    client_id: NotRequired[str]
    client_secret: NotRequired[str]
    client_assertion: NotRequired[str]
    client_assertion_type: NotRequired[str]


async def get_configuration(services: Services) -> Answer:
    """The document of OpenID Connect Discovery."""
    return Answer(discovery.describe(services.settings), 200, _CACHED)


async def get_metadata(services: Services) -> Answer:
    """The same, where OAuth 2.0 looks for it."""
    return Answer(discovery.describe(services.settings), 200, _CACHED)


@telling_oauth_errors
async def authorize_device(
    services: Services, client: Client, authorization: str | None, body: DeviceBody
) -> Answer:
    """Begin on a device without a browser (RFC 8628)."""
    form = cast("Mapping[str, str]", body)
    application = await authenticate_application(services, client, authorization, form)
    begun = await devices.begin(services, application, form.get("scope", ""))
    return Answer(begun, 200, _NO_STORE)


@takes_application_tokens
async def get_userinfo(services: Services, caller: Principal) -> Answer:
    """Claims about the person whose token it is."""
    return await _userinfo(services, caller)


@takes_application_tokens
async def post_userinfo(services: Services, caller: Principal) -> Answer:
    """The same by POST, which the specification asks for."""
    return await _userinfo(services, caller)


async def _userinfo(services: Services, caller: Principal) -> Answer:
    scope = caller.permissions if caller.kind == "delegated" else scopes.OF_OPENID
    if scopes.OPENID not in scope:
        raise Problem("forbidden", "The token has no scope openid.", headers=_SCOPE_MISSING)
    profile = await application_sessions.profile(services.database.read, caller.user_id)
    if profile is None:
        raise Problem("invalid_token", "The account was deleted.")
    return Answer(claims.about(caller.user_uuid, profile, scope), 200, _NO_STORE)
