"""Second factors of accounts: enrolled, confirmed, removed by their owner, reset by who administers."""

import asyncio
from datetime import timedelta
from typing import Final, NamedTuple
from urllib.parse import urlsplit
from uuid import UUID, uuid4

from gatehouse.contract.problems import Problem
from gatehouse.core import clock
from gatehouse.domain import attempts, audit, logins
from gatehouse.domain.access import require_live
from gatehouse.domain.actors import Client, Principal
from gatehouse.domain.factor_codes import WRONG, open_secret, seal_secret
from gatehouse.domain.lifecycle import lock_below
from gatehouse.domain.mailing import mail_notice
from gatehouse.domain.second_steps import LOGIN, TOKEN_LIFE
from gatehouse.domain.services import Services
from gatehouse.domain.sessions import strengthen
from gatehouse.persistence import credentials, factors, one_time_tokens, recovery_codes, sessions, users
from gatehouse.persistence.credentials import Credentials
from gatehouse.persistence.database import Transaction
from gatehouse.persistence.factors import Factor
from gatehouse.persistence.users import User
from gatehouse.security import recovery, totp
from gatehouse.security.crypto import Vault
from gatehouse.security.tokens import CODE

MAX_FACTORS: Final = 10
WAIT: Final = timedelta(minutes=15)


class Enrolment(NamedTuple):
    """A factor that waits to be confirmed."""

    id: UUID
    name: str
    secret: str
    otpauth_uri: str
    qr_svg: str


async def enrol_totp(
    services: Services, client: Client, caller: Principal, password: str, name: str
) -> Enrolment:
    """Make a secret for an authenticator app; it counts once it is confirmed."""
    require_offered(services)
    found = await logins.check_own_password(services, caller, password, client)
    secret, factor_id = totp.make_secret(), uuid4()
    issuer = urlsplit(services.settings.mail_link_base).netloc
    uri = totp.otpauth_uri(secret, found.email, issuer)
    image = await asyncio.to_thread(totp.qr_svg, uri)
    async with services.database.transaction() as tx:
        await require_current(tx, caller, found)
        await require_room(tx, found.user_id)
        sealed = seal_secret(services.vault, secret)
        await factors.add_totp(tx, factor_id, found.user_id, name, sealed, clock.now())
        await audit.record(tx, "factors.enrol_totp", client, caller, caller.user_uuid)
    return Enrolment(factor_id, name, secret, uri, image)


async def confirm(
    services: Services, client: Client, caller: Principal, factor_id: UUID, code: str
) -> tuple[Factor, list[str]]:
    """Let a factor count from now on; with the first one come recovery codes."""
    since = clock.now() - WAIT
    waiting = await factors.find_waiting(services.database.read, caller.user_id, factor_id, since)
    if waiting is None:
        raise _not_waiting()
    counter = attempts.of_factor(services, factor_id)
    async with attempts.attempt(services, counter, attempts.ANYWHERE) as attempt:
        secret = open_secret(services.vault, waiting.sealed)
        step = totp.matching_step(secret, recovery.compact(code), clock.now())
        attempt.right = step is not None
    if step is None:
        raise Problem(WRONG, "The code is wrong. Check the clock of the device that showed it.")
    async with services.database.transaction() as tx:
        confirmed = await _confirm(tx, client, caller, factor_id, step)
    services.postman.nudge()
    return confirmed


async def _confirm(
    tx: Transaction, client: Client, caller: Principal, factor_id: UUID, step: int
) -> tuple[Factor, list[str]]:
    found = await credentials.lock(tx, caller.user_id)
    await require_live(tx, caller)
    factor = await factors.confirm(tx, caller.user_id, factor_id, step, clock.now())
    if found is None or factor is None:
        raise _not_waiting()
    codes = await let_count(tx, found)
    await strengthen(tx, caller.credential_id, CODE)
    await audit.record(tx, "factors.confirm", client, caller, caller.user_uuid)
    return factor, codes


async def let_count(tx: Transaction, found: Credentials) -> list[str]:
    """Ask for a new factor of any kind from now on; the recovery codes if it is the first one."""
    codes = [] if found.has_factor else await _replace_codes(tx, found.user_id)
    if not found.has_factor:
        await users.change(tx, found.user_id, clock.now(), {"has_factor": True})
    await mail_notice(tx, "factor_added", found.username, found.email)
    return codes


async def remove(
    services: Services, client: Client, caller: Principal, factor_id: UUID, password: str
) -> None:
    """Remove a factor; with the last one the recovery codes go, too."""
    found = await logins.check_own_password(services, caller, password, client)
    async with services.database.transaction() as tx:
        await require_current(tx, caller, found)
        if not await factors.remove(tx, caller.user_id, factor_id):
            raise not_found()
        if not await factors.count_confirmed(tx, caller.user_id):
            await recovery_codes.erase(tx, caller.user_id)
            await users.change(tx, caller.user_id, clock.now(), {"has_factor": False})
        await mail_notice(tx, "factor_removed", found.username, found.email)
        await audit.record(tx, "factors.remove", client, caller, caller.user_uuid)
    services.postman.nudge()


async def make_recovery_codes(
    services: Services, client: Client, caller: Principal, password: str
) -> list[str]:
    """Ten new codes in place of the old ones."""
    found = await logins.check_own_password(services, caller, password, client)
    async with services.database.transaction() as tx:
        await require_current(tx, caller, found)
        if not found.has_factor:
            raise Problem("no_factor", "You have no second factor to recover. Enrol one first.")
        codes = await _replace_codes(tx, caller.user_id)
        await mail_notice(tx, "recovery_codes_made", found.username, found.email)
        await audit.record(tx, "factors.make_recovery_codes", client, caller, caller.user_uuid)
    services.postman.nudge()
    return codes


async def reset(services: Services, client: Client, caller: Principal, user_id: int) -> None:
    """Remove all factors of somebody else."""
    async with services.database.transaction() as tx:
        user = await lock_below(tx, caller, user_id)
        if user.id == caller.user_id:  # a stolen session could, without the password
            raise Problem("forbidden", "Remove your own second factors with /users/me/factors.")
        await reset_all(tx, client, caller, user)
    services.postman.nudge()


async def reset_by_operator(services: Services, name: str) -> bool:
    """Remove all factors of the account with this name; False if there were none."""
    found = await logins.find_credentials(services.database.read, name)
    if found is None:
        raise users.not_found()
    async with services.database.transaction() as tx:
        return await reset_all(tx, audit.SYSTEM, None, await users.lock(tx, found.user_id))


async def reset_all(tx: Transaction, client: Client, actor: Principal | None, user: User) -> bool:
    """Remove the factors of a user and end their sessions; False if there were none."""
    if not await factors.erase(tx, user.id):
        return False
    now = clock.now()
    await recovery_codes.erase(tx, user.id)
    await users.change(tx, user.id, now, {"has_factor": False})
    await sessions.end_all(tx, user.id, now)
    await one_time_tokens.void_sooner(tx, user.id, LOGIN, now, now + TOKEN_LIFE)
    await mail_notice(tx, "factors_reset", user.username, user.email)
    await audit.record(tx, "users.reset_factors", client, actor, user.uuid)
    return True


async def seal_anew(tx: Transaction, former: Vault, vault: Vault) -> None:
    """Everybody's secrets, which only a new SECRET_KEY is to open."""
    for factor in await factors.lock_all(tx):
        await factors.seal_anew(tx, factor.id, seal_secret(vault, open_secret(former, factor.sealed)))


def _not_waiting() -> Problem:
    return Problem("factor_not_found", "No such factor waits to be confirmed. Enrol it again.")


def not_found() -> Problem:
    return Problem("factor_not_found", "You have no such second factor.")


def require_offered(services: Services) -> None:
    """`second_factors_off` if nobody may add one."""
    if services.settings.second_factors == "off":
        raise Problem("second_factors_off", "Second factors cannot be added here.")


async def require_room(tx: Transaction, user_id: int) -> None:
    """`factor_limit` if the account has as many factors as it may."""
    if await factors.count_confirmed(tx, user_id) >= MAX_FACTORS:
        raise Problem("factor_limit", f"You have {MAX_FACTORS} second factors. Remove one first.")


async def require_current(tx: Transaction, caller: Principal, found: Credentials) -> None:
    """Neither the password nor the session has ended since it was checked."""
    await logins.require_unchanged(tx, found)
    await require_live(tx, caller)


async def _replace_codes(tx: Transaction, user_id: int) -> list[str]:
    codes = recovery.make_codes()
    await recovery_codes.replace(tx, user_id, [recovery.digest(user_id, code) for code in codes])
    return codes
