"""The second step of a sign-in with a passkey: a signature in place of a code."""

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from gatehouse.contract.problems import Problem
from gatehouse.core import clock
from gatehouse.domain.actors import Client
from gatehouse.domain.second_steps import PASSKEY_INVALID, Show, Shown, complete, find_waiting
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
from gatehouse.security.tokens import BY_PASSWORD_AND_PASSKEY

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
    known = await passkeys.list_of(services.database.read, waiting.user_id)
    if not known:
        raise Problem("no_factor", "The account has no passkey. Complete the sign-in with a code.")
    challenge = make_challenge()
    db, expires_at = services.database.autocommit, clock.now() + LIFE
    await passkey_challenges.put(db, waiting.token.token_id, _LOGIN, challenge, expires_at)
    return request_options(site_of(services), challenge, known, LIFE.total_seconds())


async def complete_by_passkey(
    services: Services, login_token: str, credential: dict[str, Any], client: Client
) -> SignedIn:
    """Use up a login token and a challenge, which goes first, whether or not the signature is right."""
    try:
        assertion = await asyncio.to_thread(read_assertion, credential)
    except Malformed:
        raise malformed() from None
    waiting = await find_waiting(services, login_token)
    db = services.database.autocommit
    challenge = await passkey_challenges.use(db, waiting.token.token_id, _LOGIN, clock.now())
    return await complete(services, waiting, _by_passkey(services, assertion, challenge), client)


def _by_passkey(services: Services, assertion: "AuthenticationCredential", challenge: bytes | None) -> Show:
    async def show(tx: Transaction, found: Credentials) -> Shown:
        passkey = await passkeys.find(tx, found.user_id, assertion.raw_id)
        if passkey is None or challenge is None:
            raise refused(services)
        signed = await _check(services, assertion, challenge, passkey.public_key)
        count, backed_up, now = signed.sign_count, signed.backed_up, clock.now()
        if not await passkeys.use(tx, passkey.factor_id, count, now, backed_up=backed_up):
            raise refused(services)
        return Shown(PASSKEY, BY_PASSWORD_AND_PASSKEY)

    return show


async def _check(
    services: Services, assertion: "AuthenticationCredential", challenge: bytes, public_key: bytes
) -> Signed:
    try:
        return await asyncio.to_thread(check_assertion, site_of(services), assertion, challenge, public_key)
    except Refused:
        raise refused(services) from None
