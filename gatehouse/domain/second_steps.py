"""The second step of a sign-in: a code of a second factor, for a token that the right password gave."""

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
from gatehouse.persistence import credentials, one_time_tokens, recovery_codes
from gatehouse.persistence.credentials import Credentials
from gatehouse.persistence.database import Transaction
from gatehouse.persistence.factors import TOTP
from gatehouse.security.opaque import LoginToken, read_login_token, write_login_token
from gatehouse.security.tokens import BY_PASSWORD_AND_CODE, TokenIssuer

LOGIN: Final = "login"  # a purpose of one-time tokens
TOKEN_LIFE: Final = timedelta(minutes=5)


class FactorDue(NamedTuple):
    """What a sign-in waits for."""

    login_token: str
    expires_in: int
    factors: list[str]


async def ask(
    services: Services, tx: Transaction, found: Credentials, client: Client, *, remember_me: bool
) -> FactorDue:
    """Let a sign-in with the right password wait for a code."""
    token, now = LoginToken(uuid4(), remember_me), clock.now()
    await one_time_tokens.add(tx, token.token_id, found.user_id, LOGIN, found.email, now, now + TOKEN_LIFE)
    await audit.record(tx, "auth.factor_required", client, None, found.uuid)
    left = await recovery_codes.left(tx, found.user_id)
    possible = [TOTP, *[RECOVERY_CODE] * bool(left)]
    return FactorDue(write_login_token(services.vault, token), int(TOKEN_LIFE.total_seconds()), possible)


async def complete(services: Services, text: str, code: str, client: Client) -> SignedIn:
    """Use up a login token and a code for a session; a wrong code is counted, and leaves the token usable."""
    token = read_login_token(services.vault, text)
    reader, now = services.database.read, clock.now()
    waiting = await one_time_tokens.find(reader, token.token_id, LOGIN, now) if token else None
    if token is None or waiting is None:
        raise _invalid()
    counter = attempts.of_codes(services, waiting.user_id)
    async with attempts.attempt(services, counter, client) as attempt:
        if not await attempts.within_account_budget(services, waiting.user_id, counter, client):
            raise attempts.locked(services, timedelta(hours=1))
        signed_in = await _try_code(services, token, waiting.user_id, code, client)
        attempt.right = signed_in is not None
    if signed_in is None:
        await _note_failure(services, waiting.user_id, client, locks=attempt.last)
        raise Problem(WRONG, "The code is wrong or was used before. Wait for the next one.")
    services.postman.nudge()
    return signed_in


async def _try_code(
    services: Services, token: LoginToken, user_id: int, code: str, client: Client
) -> SignedIn | None:
    """None for a wrong code; token and code are used up together or not at all."""
    issuer = await services.keys.issuer()
    try:
        async with services.database.transaction() as tx:
            found = await credentials.lock(tx, user_id)
            if found is None or not await one_time_tokens.use(tx, token.token_id, LOGIN, clock.now()):
                raise _invalid()
            return await _with_code(services, tx, issuer, found, code, client, remember_me=token.remember_me)
    except Problem as problem:
        if problem.code != WRONG:
            raise
        return None


async def _with_code(
    services: Services,
    tx: Transaction,
    issuer: TokenIssuer,
    found: Credentials,
    code: str,
    client: Client,
    *,
    remember_me: bool,
) -> SignedIn:
    kind = await use_code(services, tx, found.user_id, code)
    if kind == RECOVERY_CODE:
        await mail_notice(tx, "recovery_code_used", found.username, found.email)
    return await begin_session(
        services,
        tx,
        issuer,
        found,
        client,
        remember_me=remember_me,
        amr=BY_PASSWORD_AND_CODE,
        factor=kind,
    )


async def _note_failure(services: Services, user_id: int, client: Client, *, locks: bool) -> None:
    db = services.database
    found = await credentials.by_id(db.read, user_id)
    details = {"locks": True} if locks else {}
    target = found.uuid if found else None
    await audit.record(db.autocommit, "auth.factor_failed", client, None, target, **details)


def _invalid() -> Problem:
    detail = "The login token is unknown, expired or already used. Sign in with the password again."
    return Problem("login_token_invalid", detail)
