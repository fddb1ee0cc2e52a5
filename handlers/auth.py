"""Registration, sign-in, tokens and password recovery."""

from collections.abc import Mapping
from typing import Any, Literal, NotRequired, TypedDict, cast

from gatehouse.contract.answer import Answer
from gatehouse.contract.problems import Problem
from gatehouse.core import clock
from gatehouse.core.permissions import USER
from gatehouse.domain import (
    accounts,
    audit,
    grants,
    introspection,
    logins,
    mail_requests,
    mailed_tokens,
    passkey_logins,
    passkey_steps,
    profiles,
    registration,
    second_steps,
    sessions,
    stepping_up,
)
from gatehouse.domain.actors import Client, Principal
from gatehouse.domain.idempotency import idempotent
from gatehouse.domain.new_passwords import hash_new
from gatehouse.domain.oauth_errors import telling_oauth_errors
from gatehouse.domain.policy import policy_body
from gatehouse.domain.rate_limit import rate_limited
from gatehouse.domain.second_steps import FactorDue
from gatehouse.domain.services import Services
from gatehouse.domain.signing_in import SignedIn
from gatehouse.domain.views import user_answer, user_body
from gatehouse.persistence import sessions as stored_sessions

_NO_STORE = {"Cache-Control": "no-store"}


class RegisterBody(TypedDict):
    email: str
    username: str
    password: str
    full_name: NotRequired[str | None]
    bio: NotRequired[str | None]
    avatar_url: NotRequired[str | None]
    metadata: NotRequired[dict[str, Any]]


class LoginBody(TypedDict):
    email: NotRequired[str]
    username: NotRequired[str]
    password: str
    remember_me: NotRequired[bool]


class LoginTokenBody(TypedDict):
    login_token: str


class CodeBody(TypedDict):
    code: str


class PasskeyBody(TypedDict):
    credential: dict[str, Any]


class PasskeyLoginBody(PasskeyBody):
    remember_me: NotRequired[bool]


class CompletionBody(LoginTokenBody, CodeBody): ...


class PasskeyCompletionBody(LoginTokenBody, PasskeyBody): ...


class TokenBody(TypedDict):
    grant_type: NotRequired[str]
    username: NotRequired[str]
    password: NotRequired[str]
    refresh_token: NotRequired[str]
    scope: NotRequired[str]
    client_id: NotRequired[str]
    client_secret: NotRequired[str]
    client_assertion: NotRequired[str]
    client_assertion_type: NotRequired[str]
    device_code: NotRequired[str]
    code: NotRequired[str]
    code_verifier: NotRequired[str]
    redirect_uri: NotRequired[str]
    resource: NotRequired[str]
    audience: NotRequired[str]


class RefreshBody(TypedDict):
    refresh_token: str


class LogoutBody(TypedDict):
    scope: NotRequired[Literal["this", "others", "all"]]


class AddressBody(TypedDict):
    email: str


class ResetBody(TypedDict):
    new_password: str


class ConfirmResetBody(TypedDict):
    token: str
    new_password: str


class VerifyBody(TypedDict):
    token: str
    password: NotRequired[str]


class OpaqueBody(TypedDict):
    token: str
    token_type_hint: NotRequired[str]


@rate_limited
@idempotent
async def register(services: Services, client: Client, body: RegisterBody) -> Answer:
    """Register; with verification required, the answer does not reveal whether the address is taken."""
    settings = services.settings
    if settings.registration != "open":
        raise Problem("registration_closed", "Only administrators create accounts here.")
    profiles.new_profile(body)
    own = [body["email"], body["username"], body.get("full_name")]
    password_hash = await hash_new(services, client.network, body["password"], own, "/password")
    if settings.require_email_verification:
        await registration.register_unconfirmed(services, client, body, password_hash)
        return _accepted("An email with the next step is on its way.")
    async with services.database.transaction() as tx:
        user = await accounts.add_user(tx, body, password_hash=password_hash, role_names=[USER])
        await audit.record(tx, "auth.register", client, user.uuid, user.uuid)
    return user_answer(user, 201, Location="/users/me")


@rate_limited
async def login(services: Services, client: Client, body: LoginBody) -> Answer:
    """Sign in with an email address or username and a password."""
    identifier = body.get("email") or body.get("username") or ""
    remember_me = body.get("remember_me", False)
    outcome = await logins.log_in(services, identifier, body["password"], client, remember_me=remember_me)
    if isinstance(outcome, FactorDue):
        return Answer({"status": "factor_required", **outcome._asdict()}, 200, _NO_STORE)
    return _signed_in(outcome)


@rate_limited
async def complete_login(services: Services, client: Client, body: CompletionBody) -> Answer:
    """Complete a sign-in with a code of a second factor."""
    token, code = body["login_token"], body["code"]
    return _signed_in(await second_steps.complete_by_code(services, token, code, client))


@rate_limited
async def begin_passkey(services: Services, body: LoginTokenBody) -> Answer:
    """What a browser needs to complete a sign-in with a passkey."""
    return _options(await passkey_steps.begin(services, body["login_token"]))


@rate_limited
async def complete_by_passkey(services: Services, client: Client, body: PasskeyCompletionBody) -> Answer:
    """Complete a sign-in with a passkey."""
    token, credential = body["login_token"], body["credential"]
    return _signed_in(await passkey_steps.complete_by_passkey(services, token, credential, client))


@rate_limited
async def begin_login_by_passkey(services: Services) -> Answer:
    """What a browser needs to sign in with a passkey alone."""
    return _options(await passkey_logins.begin(services))


@rate_limited
async def login_by_passkey(services: Services, client: Client, body: PasskeyLoginBody) -> Answer:
    """Sign in with a passkey alone."""
    credential, remember_me = body["credential"], body.get("remember_me", False)
    return _signed_in(await passkey_logins.log_in(services, credential, client, remember_me=remember_me))


async def step_up(services: Services, client: Client, caller: Principal, body: CodeBody) -> Answer:
    """Show a code of a second factor in this session."""
    return Answer(await stepping_up.by_code(services, caller, body["code"], client), 200, _NO_STORE)


async def begin_step_up(services: Services, caller: Principal) -> Answer:
    """What a browser needs to show a passkey in this session."""
    return _options(await stepping_up.begin_passkey(services, caller))


async def step_up_by_passkey(
    services: Services, client: Client, caller: Principal, body: PasskeyBody
) -> Answer:
    """Show a passkey in this session."""
    tokens = await stepping_up.by_passkey(services, caller, body["credential"], client)
    return Answer(tokens, 200, _NO_STORE)


@telling_oauth_errors
async def token(services: Services, client: Client, authorization: str | None, body: TokenBody) -> Answer:
    """The OAuth 2.0 token endpoint."""
    form = cast("Mapping[str, str]", body)
    tokens, limits = await grants.exchange(grants.Exchange(services, client, authorization, form))
    return Answer(tokens, 200, {**_NO_STORE, **limits})


@rate_limited
@idempotent
async def refresh(services: Services, client: Client, body: RefreshBody) -> Answer:
    """Exchange a refresh token for the next token pair of its session."""
    return Answer(await sessions.refresh(services, body["refresh_token"], client), 200, _NO_STORE)


async def logout(services: Services, client: Client, caller: Principal, body: LogoutBody) -> Answer:
    """End this session, the others, or all of them."""
    scope = body.get("scope", "this")
    now = clock.now()
    async with services.database.transaction() as tx:
        if scope == "this":
            if not await stored_sessions.end(tx, caller.user_id, caller.credential_id, now):
                return Answer(status=204)  # another request did it meanwhile, and recorded it
        else:
            keep = caller.credential_id if scope == "others" else None
            await stored_sessions.end_all(tx, caller.user_id, now, keep)
        await audit.record(tx, "auth.logout", client, caller, caller.user_uuid, scope=scope)
    return Answer(status=204)


async def me(services: Services, caller: Principal) -> Answer:
    """The caller's own account."""
    return user_answer(await services.shown_users.get(caller.user_id))


@rate_limited
async def request_password_reset(services: Services, client: Client, body: AddressBody) -> Answer:
    """Email a token to set a new password; the answer is the same for unknown addresses."""
    await mail_requests.ask(services, client, body["email"], "password_reset")
    return _accepted("If that address belongs to an account, an email is on its way.")


@rate_limited
async def reset_password(services: Services, client: Client, token: str, body: ResetBody) -> Answer:
    """Set a new password with an emailed token, taken from the URL."""
    await mailed_tokens.set_password_by_token(services, token, body["new_password"], client, "/path/token")
    return Answer(status=204)


@rate_limited
async def confirm_password_reset(services: Services, client: Client, body: ConfirmResetBody) -> Answer:
    """Set a new password with an emailed token, taken from the body."""
    await mailed_tokens.set_password_by_token(services, body["token"], body["new_password"], client, "/token")
    return Answer(status=204)


@rate_limited
async def request_email_verification(services: Services, client: Client, body: AddressBody) -> Answer:
    """Email a new verification token; the answer is the same for every address."""
    await mail_requests.ask(services, client, body["email"], "email_verification")
    return _accepted("If that address is waiting to be verified, an email is on its way.")


@rate_limited
async def verify_email(services: Services, client: Client, body: VerifyBody) -> Answer:
    """Verify an email address with an emailed token; a new account gets its password."""
    await mailed_tokens.verify_address(services, body["token"], body.get("password"), client)
    return Answer(status=204)


async def introspect(services: Services, body: OpaqueBody) -> Answer:
    """Introspect a token (RFC 7662)."""
    return Answer(await introspection.describe(services, body["token"]))


@rate_limited
async def revoke(services: Services, client: Client, body: OpaqueBody) -> Answer:
    """End the session of a token; holding it is the proof of owning it (RFC 7009)."""
    await introspection.revoke(services, body["token"], client)
    return Answer(status=200)


async def policy(services: Services) -> Answer:
    """The rules in effect, for clients to show."""
    return Answer(policy_body(services.settings))


def _accepted(detail: str) -> Answer:
    return Answer({"detail": detail}, 202)


def _options(options: dict[str, Any]) -> Answer:
    seconds = int(passkey_steps.LIFE.total_seconds())
    return Answer({"options": options, "expires_in": seconds}, 200, _NO_STORE)


def _signed_in(outcome: SignedIn) -> Answer:
    body = {"status": "signed_in", **outcome.tokens, "user": user_body(outcome.user)}
    return Answer(body, 200, _NO_STORE)
