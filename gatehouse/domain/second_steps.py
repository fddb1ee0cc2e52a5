"""The second step of a sign-in: a second factor, for a token that the right password gave."""

from datetime import timedelta
from typing import Final, NamedTuple
from uuid import uuid4

from gatehouse.contract.problems import Problem
from gatehouse.core import clock
from gatehouse.domain import audit
from gatehouse.domain.actors import Client
from gatehouse.domain.factor_codes import RECOVERY_CODE
from gatehouse.domain.factor_proofs import Show, by_code, counted
from gatehouse.domain.services import Services
from gatehouse.domain.signing_in import SignedIn, begin_session
from gatehouse.persistence import credentials, factors, one_time_tokens, recovery_codes
from gatehouse.persistence.credentials import Credentials
from gatehouse.persistence.database import Transaction
from gatehouse.persistence.factors import PASSKEY, TOTP
from gatehouse.security.opaque import LoginToken, read_login_token, write_login_token
from gatehouse.security.tokens import BY_PASSWORD, strengthened

LOGIN: Final = "login"  # a purpose of one-time tokens
TOKEN_LIFE: Final = timedelta(minutes=5)


class FactorDue(NamedTuple):
    """What a sign-in waits for."""

    login_token: str
    expires_in: int
    factors: list[str]


class Waiting(NamedTuple):
    """A sign-in that waits for a second factor, and whose it is."""

    token: LoginToken
    user_id: int


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
    waiting = await find_waiting(services, login_token)
    return await complete(services, waiting, by_code(services, code), client)


async def complete(services: Services, waiting: Waiting, show: Show, client: Client) -> SignedIn:
    """Open a session; what is wrong is counted, and leaves the login token usable."""

    async def prove() -> SignedIn:
        return await _complete(services, waiting, show, client)

    outcome = await counted(services, waiting.user_id, client, prove)
    if isinstance(outcome, Problem):
        raise outcome
    return outcome


async def _complete(services: Services, waiting: Waiting, show: Show, client: Client) -> SignedIn:
    """Token and factor are used up together or not at all."""
    issuer = await services.keys.issuer()
    token = waiting.token
    async with services.database.transaction() as tx:
        found = await credentials.lock(tx, waiting.user_id)
        if found is None or not await one_time_tokens.use(tx, token.token_id, LOGIN, clock.now()):
            raise _invalid()
        shown = await show(tx, found)
        amr = strengthened(BY_PASSWORD, shown.method)
        return await begin_session(
            services, tx, issuer, found, client, remember_me=token.remember_me, amr=amr, factor=shown.kind
        )


def _invalid() -> Problem:
    detail = "The login token is unknown, expired or already used. Sign in with the password again."
    return Problem("login_token_invalid", detail)
