"""The second step of a sign-in: a second factor, for a token that the right password gave."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Final, NamedTuple
from uuid import uuid4

from gatehouse.contract.problems import Problem
from gatehouse.core import clock
from gatehouse.domain import attempts, audit
from gatehouse.domain.actors import Client
from gatehouse.domain.factor_codes import RECOVERY_CODE, WRONG, use_code
from gatehouse.domain.mailing import mail_notice
from gatehouse.domain.services import Services
from gatehouse.domain.signing_in import SignedIn, begin_session
from gatehouse.persistence import credentials, factors, one_time_tokens, recovery_codes
from gatehouse.persistence.credentials import Credentials
from gatehouse.persistence.database import Transaction
from gatehouse.persistence.factors import PASSKEY, TOTP
from gatehouse.security.opaque import LoginToken, read_login_token, write_login_token
from gatehouse.security.tokens import BY_PASSWORD_AND_CODE

LOGIN: Final = "login"  # a purpose of one-time tokens
TOKEN_LIFE: Final = timedelta(minutes=5)
PASSKEY_INVALID: Final = "passkey_invalid"
_REFUSALS: Final = (WRONG, PASSKEY_INVALID)


class FactorDue(NamedTuple):
    """What a sign-in waits for."""

    login_token: str
    expires_in: int
    factors: list[str]


class Waiting(NamedTuple):
    """A sign-in that waits for a second factor, and whose it is."""

    token: LoginToken
    user_id: int


class Shown(NamedTuple):
    """A second factor that somebody has shown to have."""

    kind: str
    amr: tuple[str, ...]


Show = Callable[[Transaction, Credentials], Awaitable[Shown]]
"""Uses up what proves a factor of the account, or raises one of `_REFUSALS`."""


async def ask(
    services: Services, tx: Transaction, found: Credentials, client: Client, *, remember_me: bool
) -> FactorDue:
    """Let a sign-in with the right password wait for a second factor."""
    token, now = LoginToken(uuid4(), remember_me), clock.now()
    await one_time_tokens.add(tx, token.token_id, found.user_id, LOGIN, found.email, now, now + TOKEN_LIFE)
    await audit.record(tx, "auth.factor_required", client, None, found.uuid)
    kinds = await factors.kinds(tx, found.user_id)
    left = await recovery_codes.left(tx, found.user_id)
    possible = [*(kind for kind in (PASSKEY, TOTP) if kind in kinds), *[RECOVERY_CODE] * bool(left)]
    return FactorDue(write_login_token(services.vault, token), int(TOKEN_LIFE.total_seconds()), possible)


async def find_waiting(services: Services, text: str) -> Waiting:
    """The sign-in that a login token is for, or `login_token_invalid`."""
    token = read_login_token(services.vault, text)
    reader, now = services.database.read, clock.now()
    found = await one_time_tokens.find(reader, token.token_id, LOGIN, now) if token else None
    if token is None or found is None:
        raise _invalid()
    return Waiting(token, found.user_id)


async def complete_by_code(services: Services, login_token: str, code: str, client: Client) -> SignedIn:
    """Use up a login token and a code for a session."""

    async def show(tx: Transaction, found: Credentials) -> Shown:
        kind = await use_code(services, tx, found.user_id, code)
        if kind == RECOVERY_CODE:
            await mail_notice(tx, "recovery_code_used", found.username, found.email)
        return Shown(kind, BY_PASSWORD_AND_CODE)

    return await complete(services, await find_waiting(services, login_token), show, client)


async def complete(services: Services, waiting: Waiting, show: Show, client: Client) -> SignedIn:
    """Open a session; what is wrong is counted, and leaves the login token usable."""
    counter = attempts.of_codes(services, waiting.user_id)
    async with attempts.attempt(services, counter, client) as attempt:
        if not await attempts.within_account_budget(services, waiting.user_id, counter, client):
            raise attempts.locked(services, attempts.ACCOUNT_WINDOW)
        outcome = await _try(services, waiting, show, client)
        attempt.right = isinstance(outcome, SignedIn)
    if isinstance(outcome, Problem):
        await _note_failure(services, waiting.user_id, client, locks=attempt.last)
        raise outcome
    services.postman.nudge()
    return outcome


async def _try(services: Services, waiting: Waiting, show: Show, client: Client) -> SignedIn | Problem:
    """Why it was refused, if it was; token and factor are used up together or not at all."""
    issuer = await services.keys.issuer()
    token = waiting.token
    try:
        async with services.database.transaction() as tx:
            found = await credentials.lock(tx, waiting.user_id)
            if found is None or not await one_time_tokens.use(tx, token.token_id, LOGIN, clock.now()):
                raise _invalid()
            shown = await show(tx, found)
            return await begin_session(
                services,
                tx,
                issuer,
                found,
                client,
                remember_me=token.remember_me,
                amr=shown.amr,
                factor=shown.kind,
            )
    except Problem as problem:
        if problem.code not in _REFUSALS:
            raise
        return problem


async def _note_failure(services: Services, user_id: int, client: Client, *, locks: bool) -> None:
    db = services.database
    found = await credentials.by_id(db.read, user_id)
    details = {"locks": True} if locks else {}
    target = found.uuid if found else None
    await audit.record(db.autocommit, "auth.factor_failed", client, None, target, **details)


def _invalid() -> Problem:
    detail = "The login token is unknown, expired or already used. Sign in with the password again."
    return Problem("login_token_invalid", detail)
