"""Passkeys of accounts: second factors that a browser makes, and that sign challenges."""

import asyncio
from typing import Any
from uuid import uuid4

from gatehouse.contract.problems import Problem
from gatehouse.core import clock
from gatehouse.domain import audit, factors, logins
from gatehouse.domain.access import require_live
from gatehouse.domain.actors import Client, Principal
from gatehouse.domain.passkey_steps import LIFE, malformed, refused, site_of
from gatehouse.domain.services import Services
from gatehouse.domain.sessions import strengthen
from gatehouse.persistence import credentials, passkey_challenges, passkeys
from gatehouse.persistence.database import Transaction
from gatehouse.persistence.factors import Factor
from gatehouse.persistence.passkeys import Passkey
from gatehouse.security.passkeys import (
    Made,
    Malformed,
    Person,
    Refused,
    check_attestation,
    creation_options,
    make_challenge,
    read_attestation,
)
from gatehouse.security.tokens import KEY

_CREATION = "creation"  # a purpose of challenges


async def begin(services: Services, client: Client, caller: Principal, password: str) -> dict[str, Any]:
    """What a browser needs to make a passkey for this session."""
    factors.require_offered(services)
    found = await logins.check_own_password(services, caller, password, client)
    challenge, now = make_challenge(), clock.now()
    async with services.database.transaction() as tx:
        await factors.require_current(tx, caller, found)
        await factors.require_room(tx, caller.user_id)
        known = await passkeys.list_of(tx, caller.user_id)
        await passkey_challenges.put(tx, caller.credential_id, _CREATION, challenge, now + LIFE)
        await audit.record(tx, "factors.begin_passkey", client, caller, caller.user_uuid)
    person = Person(found.uuid.bytes, found.email, found.full_name or found.username)
    return creation_options(site_of(services), person, challenge, known, LIFE.total_seconds())


async def add(
    services: Services, client: Client, caller: Principal, credential: dict[str, Any], name: str
) -> tuple[Factor, list[str]]:
    """Let a new passkey count from now on; with the first factor come recovery codes."""
    made = await _check(services, caller, credential)
    async with services.database.transaction() as tx:
        added = await _add(tx, client, caller, name, Passkey(*made))
    services.postman.nudge()
    return added


async def _check(services: Services, caller: Principal, credential: dict[str, Any]) -> Made:
    try:
        attestation = await asyncio.to_thread(read_attestation, credential)
    except Malformed:
        raise malformed() from None
    db, site = services.database.autocommit, site_of(services)
    challenge = await passkey_challenges.use(db, caller.credential_id, _CREATION, clock.now())
    if challenge is None:
        raise refused(services)
    try:
        return await asyncio.to_thread(check_attestation, site, attestation, challenge)
    except Refused:
        raise refused(services) from None


async def _add(
    tx: Transaction, client: Client, caller: Principal, name: str, passkey: Passkey
) -> tuple[Factor, list[str]]:
    found = await credentials.lock(tx, caller.user_id)
    await require_live(tx, caller)
    if found is None:
        raise factors.not_found()
    await factors.require_room(tx, caller.user_id)
    factor = await passkeys.add(tx, uuid4(), caller.user_id, name, passkey, clock.now())
    if factor is None:
        raise Problem("passkey_exists", "Some account has this passkey already. Make a new one.")
    codes = await factors.let_count(tx, found)
    await strengthen(tx, caller.credential_id, KEY)
    await audit.record(tx, "factors.add_passkey", client, caller, caller.user_uuid)
    return factor, codes
