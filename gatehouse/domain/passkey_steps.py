"""Showing a passkey, at sign-in or to step up: a signature in place of a code."""

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from gatehouse.contract.problems import Problem
from gatehouse.core import clock
from gatehouse.domain.actors import Client
from gatehouse.domain.factor_proofs import PASSKEY_INVALID, Show, Shown
from gatehouse.domain.second_steps import complete, find_waiting
from gatehouse.domain.services import Services
from gatehouse.domain.signing_in import SignedIn
from gatehouse.persistence import passkey_challenges, passkeys
from gatehouse.persistence.credentials import Credentials
from gatehouse.persistence.database import Transaction
from gatehouse.persistence.factors import PASSKEY
from gatehouse.security.passkeys import (
    Malformed,
    Refused,
    Signed,
    Site,
    check_assertion,
    make_challenge,
    read_assertion,
    request_options,
)
from gatehouse.security.tokens import KEY

if TYPE_CHECKING:
    from webauthn.helpers.structs import AuthenticationCredential

LIFE: Final = timedelta(minutes=5)
_LOGIN: Final = "login"  # a purpose of challenges


def site_of(services: Services) -> Site:
    return Site(services.settings.passkey_domain, services.settings.passkey_origins)


def malformed() -> Problem:
    """Any object fits the document, so what is in it is for the passkey to be right or wrong."""
    detail = "The credential must be what toJSON() of the browser's PublicKeyCredential returns."
    return Problem(PASSKEY_INVALID, detail)


def refused(services: Services) -> Problem:
    """The same for whatever is wrong, so that nobody learns whose passkey it is."""
    where = " or ".join(services.settings.passkey_origins)
    detail = (
        f"The passkey was refused. It has to be one of this account, used on a page of {where}, and to "
        "answer the newest challenge, which works once. Ask for another challenge."
    )
    return Problem(PASSKEY_INVALID, detail)


async def begin(services: Services, login_token: str) -> dict[str, Any]:
    """What a browser needs to sign a challenge for a sign-in that waits."""
    waiting = await find_waiting(services, login_token)
    return await challenge(services, waiting.user_id, waiting.token.token_id, _LOGIN)


async def complete_by_passkey(
    services: Services, login_token: str, credential: dict[str, Any], client: Client
) -> SignedIn:
    """Use up a login token and a challenge."""
    assertion = await read(credential)
    waiting = await find_waiting(services, login_token)
    show = await by_passkey(services, assertion, waiting.token.token_id, _LOGIN)
    return await complete(services, waiting, show, client)


async def challenge(services: Services, user_id: int, bound_to: UUID, purpose: str) -> dict[str, Any]:
    """What a browser needs to sign with a passkey of the account, for a session or a login token."""
    known = await passkeys.list_of(services.database.read, user_id)
    if not known:
        raise Problem("no_factor", "The account has no passkey. Use a code instead.")
    asked, expires_at = make_challenge(), clock.now() + LIFE
    await passkey_challenges.put(services.database.autocommit, bound_to, purpose, asked, expires_at)
    return request_options(site_of(services), asked, known, LIFE.total_seconds())


async def read(credential: dict[str, Any]) -> "AuthenticationCredential":
    """What a browser returned for a challenge."""
    try:
        return await asyncio.to_thread(read_assertion, credential)
    except Malformed:
        raise malformed() from None


async def by_passkey(
    services: Services, assertion: "AuthenticationCredential", bound_to: UUID, purpose: str
) -> Show:
    """Show a passkey; the challenge is used up first, whether or not the signature is right."""
    asked = await passkey_challenges.use(services.database.autocommit, bound_to, purpose, clock.now())

    async def show(tx: Transaction, found: Credentials) -> Shown:
        await take(services, tx, found.user_id, assertion, asked, verified=False)
        return Shown(PASSKEY, KEY)

    return show


async def take(
    services: Services,
    tx: Transaction,
    user_id: int,
    assertion: "AuthenticationCredential",
    asked: bytes | None,
    *,
    verified: bool,
) -> None:
    """Take a signature of a passkey of the account; `verified` asks that its person has unlocked it."""
    passkey = await passkeys.find(tx, user_id, assertion.raw_id)
    if passkey is None or asked is None:
        raise refused(services)
    signed = await _check(services, assertion, asked, passkey.public_key, verified=verified)
    count, backed_up, now = signed.sign_count, signed.backed_up, clock.now()
    if not await passkeys.use(tx, passkey.factor_id, count, now, backed_up=backed_up):
        raise refused(services)


async def _check(
    services: Services,
    assertion: "AuthenticationCredential",
    asked: bytes,
    public_key: bytes,
    *,
    verified: bool,
) -> Signed:
    site = site_of(services)
    try:
        return await asyncio.to_thread(check_assertion, site, assertion, asked, public_key, verified=verified)
    except Refused:
        raise refused(services) from None
