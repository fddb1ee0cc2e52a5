"""What the token endpoint exchanges for tokens: one function for each `grant_type`."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final, NamedTuple

from gatehouse.contract.problems import Problem
from gatehouse.core.errors import STATUS_OF
from gatehouse.domain import logins, service_tokens, sessions
from gatehouse.domain.actors import Client
from gatehouse.domain.client_authentication import authenticate_application, identify_application
from gatehouse.domain.oauth_errors import OAuthError, invalid_request
from gatehouse.domain.openid import codes, devices
from gatehouse.domain.openid import sessions as openid_sessions
from gatehouse.domain.rate_limit import spend
from gatehouse.domain.second_steps import FactorDue
from gatehouse.domain.services import Services
from gatehouse.persistence.applications import Application
from gatehouse.security.opaque import is_application_refresh_token

Json = dict[str, Any]
_REFUSALS = (401, 403)
_SECOND_STEP = "Send login_token and a code to /auth/login/factor."


class Exchange(NamedTuple):
    """A request for tokens."""

    services: Services
    client: Client
    authorization: str | None
    form: Mapping[str, str]


Grant = Callable[[Exchange], Awaitable[Json]]


async def _password(asked: Exchange) -> Json:
    name, password = asked.form.get("username", ""), asked.form.get("password", "")
    outcome = await logins.log_in(asked.services, name, password, asked.client, remember_me=False)
    if isinstance(outcome, FactorDue):
        raise OAuthError("mfa_required", _SECOND_STEP, more=outcome._asdict())
    return outcome.tokens


async def _refresh_token(asked: Exchange) -> Json:
    return await sessions.refresh(asked.services, asked.form.get("refresh_token", ""), asked.client)


async def _client_credentials(asked: Exchange) -> Json:
    services, client, authorization, form = asked
    identified = await identify_application(services, client, authorization, form)
    audience = _audience(form)
    return await service_tokens.issue(
        services, identified, client, scope=form.get("scope"), audience=audience
    )


async def _authorization_code(asked: Exchange) -> Json:
    return await codes.exchange(asked.services, await _application(asked), asked.form, asked.client)


async def _device_code(asked: Exchange) -> Json:
    return await devices.exchange(asked.services, await _application(asked), asked.form, asked.client)


async def _application_refresh_token(asked: Exchange) -> Json:
    application, form = await _application(asked), asked.form
    wanted = form.get("scope")
    return await openid_sessions.refresh(
        asked.services, application, form["refresh_token"], wanted, asked.client
    )


async def _application(asked: Exchange) -> Application:
    return await authenticate_application(*asked)


def _audience(form: Mapping[str, str]) -> str | None:
    """Whom a token is asked for, by the parameter of RFC 8707 or the older one that many clients send."""
    named = {form[name] for name in ("resource", "audience") if name in form}
    if len(named) > 1:
        raise invalid_request("resource and audience must be the same, or only one of them.")
    return next(iter(named), None)


OWN: Final[dict[str, Grant]] = {"password": _password, "refresh_token": _refresh_token}
"""For anybody who calls the service itself: whoever asks is a stranger, and counted as one."""

OF_APPLICATIONS: Final[dict[str, Grant]] = {
    "client_credentials": _client_credentials,
    "authorization_code": _authorization_code,
    devices.GRANT: _device_code,
}
"""Those that look at which application asks, and count only who fails to show it."""


async def exchange(asked: Exchange) -> tuple[Json, Mapping[str, str]]:
    """The tokens, and the headers of the limit; an `OAuthError` if the grant is refused."""
    limits: Mapping[str, str] = {}
    grant = _of_application(asked.form)
    if grant is None:
        limits = await spend(asked.services, asked.client)
    try:
        return await (grant or _own(asked.form))(asked), limits
    except OAuthError as error:
        error.headers = {**error.headers, **limits}
        raise
    except Problem as problem:
        if STATUS_OF[problem.code] not in _REFUSALS:
            raise
        raise OAuthError("invalid_grant", problem.detail, headers=limits) from None


def _of_application(form: Mapping[str, str]) -> Grant | None:
    """What an application asks for; refresh tokens tell whether they were given to one."""
    name = form.get("grant_type", "")
    if name == "refresh_token" and is_application_refresh_token(form.get(name, "")):
        return _application_refresh_token
    return OF_APPLICATIONS.get(name)


def _own(form: Mapping[str, str]) -> Grant:
    name = form.get("grant_type", "password")
    if name not in OWN:
        *others, last = {**OWN, **OF_APPLICATIONS}
        raise OAuthError("unsupported_grant_type", f"grant_type must be {', '.join(others)} or {last}.")
    return OWN[name]
