"""Signing in with a passkey alone: it names its account, and shows that its person has unlocked it."""

import asyncio
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from gatehouse.contract.problems import Problem
from gatehouse.core import clock
from gatehouse.domain import audit, logins, passkey_steps
from gatehouse.domain.actors import Client
from gatehouse.domain.factor_proofs import PASSKEY_INVALID
from gatehouse.domain.services import Services
from gatehouse.domain.signing_in import SignedIn, begin_session
from gatehouse.persistence import credentials, passkey_challenges, passkeys
from gatehouse.persistence.credentials import Credentials
from gatehouse.persistence.database import Transaction
from gatehouse.persistence.factors import PASSKEY
from gatehouse.security.passkeys import Malformed, challenge_of, discovery_options, make_challenge
from gatehouse.security.tokens import KEY, strengthened

if TYPE_CHECKING:
    from webauthn.helpers.structs import AuthenticationCredential

_ALONE: Final = "alone"  # a purpose of challenges


async def begin(services: Services) -> dict[str, Any]:
    """What a browser needs to offer the passkeys that it has for this domain."""
    asked, expires_at = make_challenge(), clock.now() + passkey_steps.LIFE
    await passkey_challenges.put(services.database.autocommit, _place(asked), _ALONE, asked, expires_at)
    return discovery_options(passkey_steps.site_of(services), asked, passkey_steps.LIFE.total_seconds())


async def log_in(
    services: Services, credential: dict[str, Any], client: Client, *, remember_me: bool
) -> SignedIn:
    """Open a session for the account of a passkey; what is wrong with it is told to its owner only."""
    assertion = await passkey_steps.read(credential)
    asked = await _use_challenge(services, assertion)
    user_id = await passkeys.owner(services.database.read, assertion.raw_id)
    issuer = await services.keys.issuer()
    try:
        async with services.database.transaction() as tx:
            found = await _shown(services, tx, user_id, assertion, asked)
            logins.refuse_unusable(found)
            return await begin_session(
                services,
                tx,
                issuer,
                found,
                client,
                remember_me=remember_me,
                amr=strengthened((), KEY),
                passkey="alone",
            )
    except Problem as problem:
        if problem.code == PASSKEY_INVALID:
            await _note_failure(services, user_id, client)
        raise


async def _use_challenge(services: Services, assertion: "AuthenticationCredential") -> bytes | None:
    """The challenge that was signed, if it is one of ours; it is used up, whatever the rest is."""
    try:
        place = _place(await asyncio.to_thread(challenge_of, assertion))
    except Malformed:
        raise passkey_steps.malformed() from None
    return await passkey_challenges.use(services.database.autocommit, place, _ALONE, clock.now())


async def _shown(
    services: Services,
    tx: Transaction,
    user_id: int | None,
    assertion: "AuthenticationCredential",
    asked: bytes | None,
) -> Credentials:
    """The account of the passkey, which names it, too; nothing else of the request does."""
    found = await credentials.lock(tx, user_id) if user_id is not None else None
    if found is None or assertion.response.user_handle != found.uuid.bytes:
        raise passkey_steps.refused(services)
    await passkey_steps.take(services, tx, found.user_id, assertion, asked, verified=True)
    return found


async def _note_failure(services: Services, user_id: int | None, client: Client) -> None:
    found = await credentials.by_id(services.database.read, user_id) if user_id is not None else None
    target = found.uuid if found else None
    db = services.database.autocommit
    await audit.record(db, "auth.login_failed", client, None, target, factor=PASSKEY)


def _place(asked: bytes) -> UUID:
    """Where a challenge is kept that belongs to no session and no account yet."""
    return UUID(bytes=asked[:16])
